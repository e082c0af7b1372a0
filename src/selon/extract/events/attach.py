"""Which figures of a sentence belong to which of its happenings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.extract.events.candidates import Candidate
from selon.extract.events.words import Reading
from selon.extract.figures.found import FoundFigure
from selon.model import Figure


def own_tokens(candidate: Candidate) -> set[int]:
    """The trigger words of a happening and of all that was joined to it, and their heads."""
    tokens = {candidate.anchor.i, *range(candidate.start, candidate.end)}
    for part in candidate.absorbed:
        tokens |= {part.anchor.i, *range(part.start, part.end)}
    return tokens


def share_figures(
    candidates: Sequence[Candidate], figures: Sequence[FoundFigure], reading: Reading
) -> list[list[Figure]]:
    """For each happening its figures; one without a trigger of its own goes to the nearest of its sentence."""
    shares: list[list[Figure]] = [[] for _ in candidates]
    tokens = [own_tokens(c) for c in candidates]
    for found in figures:
        owner = next((n for n, mine in enumerate(tokens) if found.anchor in mine), None)
        if owner is None:
            owner = next((n for n, mine in enumerate(tokens) if found.head in mine), None)
        if owner is None:
            owner = _nearest(reading, candidates, found.anchor)
        if owner is not None:
            shares[owner].append(_told_as(candidates[owner], found))
    return shares


# What happens to the people counted is said by the type of the happening, where its own word leaves it open (« cent
# civils libérés depuis l'assaut » is an evacuation if the report says so).
_MOVES = {
    "population.evacuation": "evacuated",
    "population.release": "released",
    "population.displacement": "displaced",
}


def _told_as(candidate: Candidate, found: FoundFigure) -> Figure:
    """The figure, with the kind that its happening gives it where the trigger itself counts people who are moved.

    A figure that another word counts keeps the kind of that word.
    """
    kind, trigger = _MOVES.get(candidate.type), {candidate.anchor.i, *range(candidate.start, candidate.end)}
    if kind is None or found.anchor not in trigger or found.figure.kind not in _MOVES.values():
        return found.figure
    return replace(found.figure, kind=kind)


def _nearest(reading: Reading, candidates: Sequence[Candidate], token: int) -> int | None:
    sentence = reading.sentences[token]
    near = [
        (abs(c.start - token), n)
        for n, c in enumerate(candidates)
        if reading.sentences[c.start] == sentence and _takes_figures(c)
    ]
    return min(near)[1] if near else None


def _takes_figures(candidate: Candidate) -> bool:
    return not candidate.type.startswith(("diplomacy.", "coercion.restriction", "coercion.destruction", "movement."))
