"""Parts and wholes: a strike in a battle, one raid's dead in a year's toll. Related, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from selon.link.engine import ScoredPair
from selon.link.rows import TellingRow, mention_key
from selon.link.rulings import Rulings
from selon.link.tellings import LONG_DAYS
from selon.model.incidents import MentionKey, PartOf, Problem

SAME_PLACE = ("same exact", "same", "named", "same point", "within radius")


def find_parts(
    rulings: Rulings,
    of_incident: Mapping[MentionKey, str],
    pairs: Mapping[tuple[str, str], ScoredPair],
    rows: Mapping[str, TellingRow],
) -> tuple[tuple[PartOf, ...], list[Problem]]:
    """Judged relations first, the newest deciding, then suggestions that do not contradict them.

    Returns:
        The relations, and a problem for each judgement that would make an incident a part of itself.
    """
    edges: dict[str, set[str]] = defaultdict(set)
    parts: list[PartOf] = []
    problems: list[Problem] = []
    for judgement in rulings.part_of:
        part = next((of_incident[key] for key in judgement.left if key in of_incident), None)
        whole = next((of_incident[key] for key in judgement.right if key in of_incident), None)
        if part is None or whole is None:
            continue
        if _reaches(edges, whole, part):
            words = (
                f"judgement {judgement.id} makes {part} a part of {whole}, which newer judgements make a part of "
                f"{part}; it is set aside: judge again whichever is wrong"
            )
            problems.append(Problem("cycle", words, (judgement.id,)))
            continue
        edges[part].add(whole)
        parts.append(PartOf(part, whole, judgement.why or "a person said so", judged=True))
    for suggestion in _suggestions(of_incident, pairs, rows):
        if suggestion.whole not in edges[suggestion.part] and not _reaches(edges, suggestion.whole, suggestion.part):
            edges[suggestion.part].add(suggestion.whole)
            parts.append(suggestion)
    return tuple(parts), problems


def _reaches(edges: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Whether ``goal`` is ``start`` or one of its wholes."""
    todo, seen = [start], set()
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo += edges.get(here, ())
    return False


def _suggestions(
    of_incident: Mapping[MentionKey, str],
    pairs: Mapping[tuple[str, str], ScoredPair],
    rows: Mapping[str, TellingRow],
) -> Iterator[PartOf]:
    periods = [item for item in pairs.items() if item[1].levels["day"] == "within period" and _one_place(item[1])]
    for (left, right), _ in sorted(periods, key=lambda item: item[0]):
        small, large = sorted((rows[left], rows[right]), key=lambda row: (_length(row), row.key))
        if _length(small) <= LONG_DAYS < _length(large) and _holds(large, small):
            part, whole = of_incident[mention_key(small.key)], of_incident[mention_key(large.key)]
            if part != whole:
                yield PartOf(part, whole, "a day within its period, at its place, with no more dead than it counts")


def _one_place(pair: ScoredPair) -> bool:
    return pair.levels["place"] in SAME_PLACE or pair.levels["area"] == "same"


def _length(row: TellingRow) -> int:
    return 0 if row.first_day is None or row.last_day is None else row.last_day - row.first_day + 1


def _holds(large: TellingRow, small: TellingRow) -> bool:
    if large.killed_high is None or small.killed_low is None:
        return True
    return large.killed_high >= small.killed_low
