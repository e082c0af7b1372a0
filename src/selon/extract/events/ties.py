"""How the tree ties the dates and places of a sentence to its happenings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from selon.extract.events.attach import own_tokens
from selon.extract.events.candidates import Candidate
from selon.extract.events.happenings import Happening
from selon.extract.events.syntax import VERBAL, base, is_participle, path_up
from selon.extract.events.trees import BOUNDARIES, Trees

# Steps within which the nearest happening of a sentence takes a date or place that the tree leaves over.
_NEAR = 7


def ties(trees: Trees, events: Sequence[Happening], found: Sequence[tuple[int, int, int]]) -> list[dict[int, str]]:
    """For each happening the dates or places of its sentence that the tree ties to it, and how.

    Args:
        trees: The trees of the report.
        events: Its happenings in the order of the text.
        found: Key, head token and sentence of each date or place.

    Returns:
        Key to ``phrase`` where the happening's own phrase holds it, ``clause`` where it is told in the same clause,
        ``near`` where it stands in a clause that tells none and this is the nearest, ``shared`` where the happening's
        verb is coordinated with the one that it depends on.
    """
    parts, clauses = _maps([e.candidate for e in events])
    tied: list[dict[int, str]] = [{} for _ in events]
    here: dict[int, list[int]] = {}
    for n, event in enumerate(events):
        here.setdefault(event.sentence, []).append(n)
    for key, token, sentence in found:
        mine = here.get(sentence, [])
        if not mine:
            continue
        how, owners = _owners(trees, token, parts, clauses)
        if not owners:
            owners = _nearest_in(trees, token, events, mine)
        for n in owners:
            if n in mine:
                tied[n][key] = how
        for n in mine:
            if key not in tied[n] and _shares(trees, events[n].clause, token):
                tied[n][key] = "shared"
    return tied


def _shares(trees: Trees, clause: Token, token: int) -> bool:
    """Whether what stands before the first of coordinated verbs bears on this one too: « mardi, ils ont … et tué »."""
    verb = clause
    while base(verb) == "conj" and verb.head != verb and verb.head.i < verb.i:
        verb = verb.head
    return verb != clause and token < clause.i and verb.i in trees.up(token)[1:] and not _crosses(trees, token, verb.i)


def _crosses(trees: Trees, token: int, verb: int) -> bool:
    """Whether the way up to the verb leads out of another clause."""
    way = trees.up(token)
    return any(trees.enters_clause(i) for i in way[: way.index(verb)])


def _owners(
    trees: Trees, token: int, parts: Mapping[int, int], clauses: Mapping[int, Sequence[int]]
) -> tuple[str, list[int]]:
    """Whose phrase or clause holds a date or place, and which of the two; ``near`` and nobody for none."""
    for i in trees.up(token):
        if i in parts:
            return "phrase", [parts[i]]
        if i in clauses:
            return "clause", list(clauses[i])
        if i != token and trees.enters_clause(i):
            break
    return "near", []


def _nearest_in(trees: Trees, token: int, events: Sequence[Happening], mine: Sequence[int]) -> list[int]:
    """The happening that is nearest in the tree, if it is near."""
    steps, nearest = min((min(trees.distance(token, i) for i in events[n].tokens), n) for n in mine)
    return [nearest] if steps <= _NEAR else []


def clause_of(token: Token) -> Token:
    """The verb of the clause in which a noun of happening stands; the token itself where there is none above it."""
    for node in path_up(token, 8):
        if node.pos_ in VERBAL or (node != token and is_participle(node) and node.pos_ == "ADJ"):
            return node
        if base(node) in BOUNDARIES:
            return node
    return token


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
