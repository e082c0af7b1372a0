"""Near-copies of a report tell what it tells: their tellings go together, dated and placed or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from selon.link.rows import TellingRow, mention_key

LEAST_SHARED = 0.5
"""Least share of the shorter telling's words that the other must have. Near-copies share nine words in ten of the whole
text; a sentence that an editor cut or turned round shares fewer."""


def copied_pairs(rows: Iterable[TellingRow], copies: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of keys, the smaller first: each telling of a copy with the one of its original that it repeats.

    Args:
        rows: The tellings of the collection.
        copies: Report id to the id of the report that it is a near-copy of.
    """
    of_report: dict[str, list[TellingRow]] = defaultdict(list)
    for row in rows:
        of_report[mention_key(row.key).report].append(row)
    found: list[tuple[str, str]] = []
    for copy, lead in sorted(copies.items()):
        free = list(of_report.get(lead, ())) if copy != lead else []
        for row in of_report.get(copy, ()):
            best = max(free, key=lambda other: (_shared(row, other), other.key), default=None)
            if best is not None and _shared(row, best) >= LEAST_SHARED:
                free.remove(best)
                found.append((min(row.key, best.key), max(row.key, best.key)))
    return sorted(found)


def _shared(one: TellingRow, other: TellingRow) -> float:
    """Share of words in common, 0 for tellings of other types or days; 1 for two that have hardly any words."""
    if one.types != other.types or (one.first_day, one.last_day) != (other.first_day, other.last_day):
        return 0.0
    words = [{*row.words, *row.names, *row.place_words} for row in (one, other)]
    least = min(len(words[0]), len(words[1]))
    return len(words[0] & words[1]) / least if least else float(words[0] == words[1])
