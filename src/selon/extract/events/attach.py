"""Which figures, times and places of a sentence belong to which of its happenings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.dating_signs import Dated, Happening
from selon.extract.events.syntax import VERBAL, base, is_participle, path_up
from selon.extract.events.trees import Trees
from selon.extract.events.words import Reading
from selon.extract.figures.found import FoundFigure
from selon.model import Claim, Figure, Span
from selon.model.places import PlaceMention

# Weight of a step into another clause when the nearest expression is looked for.
_CLAUSE = 3
_FAR = 99
# Steps within which the nearest happening of a sentence takes a date or place that the tree leaves over.
_NEAR = 7
_BOUNDARIES = frozenset({"acl", "advcl", "ccomp", "parataxis"})


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
    """Steps through the tree between two tokens, those into another clause counted more; large for none."""
    up, down = path_up(first, 12), path_up(second, 12)
    common = next((t for t in up if t in down), None)
    if common is None:
        return _FAR
    way = up[: up.index(common)] + down[: down.index(common)]
    return len(way) + _CLAUSE * sum(base(t) in _BOUNDARIES for t in way)


def owners(token: Token, parts: Mapping[int, int], clauses: Mapping[int, Sequence[int]]) -> list[int]:
    """Which happenings of a sentence a date or place belongs to.

    Args:
        token: Head of the date or place.
        parts: Token position to the happening that it names or carries.
        clauses: Position of a verb to the happenings that are told in its clause.

    Returns:
        The happening whose phrase holds it, else all happenings of its clause; empty where it stands in a clause that
        tells none.
    """
    for node in path_up(token, 12):
        if node.i in parts:
            return [parts[node.i]]
        if node.i in clauses:
            return list(clauses[node.i])
        if node != token and base(node) in _BOUNDARIES:
            return []
    return []


def clause_of(token: Token) -> Token:
    """The verb of the clause in which a noun of happening stands; the token itself where there is none above it."""
    for node in path_up(token, 8):
        if node.pos_ in VERBAL or (node != token and is_participle(node) and node.pos_ == "ADJ"):
            return node
        if base(node) in _BOUNDARIES:
            return node
    return token


def owned(
    reading: Reading, candidates: Sequence[Candidate], spans: Sequence[tuple[int, Span, int | None]]
) -> list[list[int]]:
    """For each happening the positions of the dates or places that belong to it.

    Args:
        reading: The report.
        candidates: Its happenings, in the order of the text.
        spans: Position, words and head token of each date or place; ``None`` where the head is not known.
    """
    parts, clauses = _maps(candidates)
    shares: list[list[int]] = [[] for _ in candidates]
    by_sentence: dict[int, list[int]] = {}
    for n, candidate in enumerate(candidates):
        by_sentence.setdefault(reading.sentences[candidate.anchor.i], []).append(n)
    for position, span, head in spans:
        token = reading.at(span.start) if head is None else reading.doc[head]
        here = by_sentence.get(reading.sentences[token.i], [])
        found = owners(token, parts, clauses) or _nearest_of(token, candidates, here)
        for n in found:
            if n in here:
                shares[n].append(position)
    return shares


def _maps(candidates: Sequence[Candidate]) -> tuple[dict[int, int], dict[int, list[int]]]:
    parts: dict[int, int] = {}
    clauses: dict[int, list[int]] = {}
    for n, candidate in enumerate(candidates):
        for i in own_tokens(candidate):
            parts.setdefault(i, n)
        for part in [candidate, *candidate.absorbed]:
            clause = clause_of(part.anchor)
            if n not in clauses.setdefault(clause.i, []):
                clauses[clause.i].append(n)
    for i in clauses.keys() & parts.keys():
        if parts[i] not in clauses[i]:
            clauses[i].append(parts[i])
    return {i: n for i, n in parts.items() if i not in clauses}, clauses


def _nearest_of(token: Token, candidates: Sequence[Candidate], here: Sequence[int]) -> list[int]:
    """The happening of the sentence that is nearest in the tree, if it is near."""
    ranked = sorted((min(distance(token, p.anchor) for p in [candidates[n], *candidates[n].absorbed]), n) for n in here)
    return [ranked[0][1]] if ranked and ranked[0][0] <= _NEAR else []


def same_voice(span: Span, candidate: Candidate, claims: Sequence[Claim]) -> bool:
    """Whether a date or place stands in the claims in which the trigger stands, not beside their verbs of saying."""
    start = candidate.anchor.idx
    return all(_covers(c, start) == _covers(c, span.start) for c in claims) or not any(
        _covers(c, start) for c in claims
    )


def _covers(claim: Claim, at: int) -> bool:
    return any(s.start <= at < s.end for s in claim.content.spans)


def find_places(
    reading: Reading,
    candidate: Candidate,
    doers: Sequence[Span],
    claims: Sequence[Claim],
    placed: Sequence[tuple[int, PlaceMention]],
) -> tuple[int, ...]:
    """Positions of the places of a happening, of those that belong to it, most specific first."""
    chosen = []
    for position, place in placed:
        if place.metonymic or place.dateline or any(span.overlaps(place.span) for span in doers):
            continue
        if not same_voice(place.span, candidate, claims):
            continue
        head = reading.doc[place.head] if 0 <= place.head < len(reading.doc) else candidate.anchor
        steps = min(distance(head, part.anchor) for part in [candidate, *candidate.absorbed])
        chosen.append((_RANK.get(place.kind or "", 1) + 2 * place.part, steps, place.span.start, position))
    return tuple(position for *_, position in sorted(chosen))


_RANK = {
    "quarter": 0,
    "site": 0,
    "settlement": 1,
    "axis": 1,
    "unit": 2,
    "nature": 2,
    "border": 2,
    "capital": 2,
    "country": 4,
}


def ties(trees: Trees, events: Sequence[Happening], times: Sequence[Dated]) -> list[dict[int, str]]:
    """For each happening the dates of its sentence that the tree ties to it, and how: ``phrase``, ``clause``, ``near``."""
    parts, clauses = _maps([e.candidate for e in events])
    tied: list[dict[int, str]] = [{} for _ in events]
    here: dict[int, list[int]] = {}
    for n, event in enumerate(events):
        here.setdefault(event.sentence, []).append(n)
    for time in times:
        mine = here.get(time.sentence, [])
        how, found = _owners(trees, time.token, parts, clauses)
        if not found and mine:
            how, found = "near", _nearest_in(trees, time.token.i, events, mine)
        for n in found:
            if n in mine:
                tied[n][time.position] = how
    return tied


def _owners(
    trees: Trees, token: Token, parts: Mapping[int, int], clauses: Mapping[int, Sequence[int]]
) -> tuple[str, list[int]]:
    """Which happenings of a sentence a date belongs to, and how it is tied to them; see ``owners``."""
    for i in trees.up(token.i):
        if i in parts:
            return "phrase", [parts[i]]
        if i in clauses:
            return "clause", list(clauses[i])
        if i != token.i and trees.enters_clause(i):
            break
    return "near", []


def _nearest_in(trees: Trees, token: int, events: Sequence[Happening], mine: Sequence[int]) -> list[int]:
    """The happening that is nearest in the tree, if it is near."""
    steps, nearest = min((min(trees.distance(token, i) for i in events[n].tokens), n) for n in mine)
    return [nearest] if steps <= _NEAR else []
