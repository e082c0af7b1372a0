"""Which figures, times and places of a sentence belong to which of its happenings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.syntax import base, path_up
from selon.extract.events.words import Reading
from selon.extract.figures.found import FoundFigure
from selon.model import Claim, Figure, Span
from selon.model.places import PlaceMention
from selon.model.times import TimeExpression

# How many sentences a happening keeps the date that it was last told with (tuning sets).
DATE_REACH = 4
# Weight of a step into another clause when the nearest expression is looked for.
_CLAUSE = 3
_FAR = 99


def own_tokens(candidate: Candidate) -> set[int]:
    """The trigger words of a happening and of all that was joined to it, and their heads."""
    tokens = {candidate.anchor.i, *range(candidate.start, candidate.end)}
    for part in candidate.absorbed:
        tokens |= {part.anchor.i, *range(part.start, part.end)}
    return tokens


def share_figures(candidates: Sequence[Candidate], figures: Sequence[FoundFigure], reading: Reading) -> list[list[Figure]]:
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
            shares[owner].append(found.figure)
    return shares


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


def distance(first: Token, second: Token) -> int:
    """Steps through the tree between two tokens, those into another clause counted double; large for none."""
    up, down = path_up(first, 12), path_up(second, 12)
    common = next((t for t in up if t in down), None)
    if common is None:
        return _FAR
    way = up[: up.index(common)] + down[: down.index(common)]
    clauses = sum(base(t) in {"acl", "advcl", "ccomp", "parataxis", "conj"} for t in way)
    return len(way) + _CLAUSE * clauses


def find_time(
    reading: Reading, candidate: Candidate, claims: Sequence[Claim], times: Mapping[int, Sequence[tuple[int, TimeExpression]]]
) -> int | None:
    """Position of the expression that dates a happening in its own sentence; ``None`` for none."""
    choices = []
    for position, expression in times.get(reading.sentences[candidate.anchor.i], ()):
        token = token_at(reading, expression.span.start)
        if token is None or not same_voice(expression.span, candidate, claims):
            continue
        parts = [candidate, *candidate.absorbed]
        choices.append((min(distance(token, part.anchor) for part in parts), abs(token.i - candidate.anchor.i), position))
    return min(choices)[2] if choices else None


def same_voice(span: Span, candidate: Candidate, claims: Sequence[Claim]) -> bool:
    """Whether a date or place stands in the same innermost claim as the trigger, not beside the verb of saying."""
    start = candidate.anchor.idx
    return all(_covers(c, start) == _covers(c, span.start) for c in claims) or not any(_covers(c, start) for c in claims)


def _covers(claim: Claim, at: int) -> bool:
    return any(s.start <= at < s.end for s in claim.content.spans)


def token_at(reading: Reading, at: int) -> Token | None:
    """The token that stands at a character."""
    span = reading.doc.char_span(at, at + 1, alignment_mode="expand")
    return None if span is None or not len(span) else span[0]


def find_places(
    reading: Reading,
    candidate: Candidate,
    doers: Sequence[Span],
    claims: Sequence[Claim],
    places: Mapping[int, Sequence[tuple[int, PlaceMention]]],
) -> tuple[int, ...]:
    """Positions of the places of a happening, most specific first; empty where its sentence names none."""
    chosen = []
    for position, place in places.get(reading.sentences[candidate.anchor.i], ()):
        if place.metonymic or place.dateline or any(span.overlaps(place.span) for span in doers):
            continue
        if not same_voice(place.span, candidate, claims):
            continue
        head = reading.doc[place.head] if 0 <= place.head < len(reading.doc) else candidate.anchor
        steps = min(distance(head, part.anchor) for part in [candidate, *candidate.absorbed])
        chosen.append((_RANK.get(place.kind or "", 1) + 2 * place.part, steps, place.span.start, position))
    return tuple(position for *_, position in sorted(chosen))


_RANK = {"quarter": 0, "site": 0, "settlement": 1, "axis": 1, "unit": 2, "nature": 2, "border": 2, "capital": 2, "country": 4}
