"""Why two tellings were linked, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from selon.link.comparisons import COMPARISONS, MISSING
from selon.link.weights import Weights
from selon.model.incidents import LevelReason, Link


@cache
def _words() -> dict[tuple[str, str], str]:
    return {(one.name, level.name): level.words for one in COMPARISONS for level in one.levels}


def reasons_of(levels: Mapping[str, str], weights: Weights) -> tuple[LevelReason, ...]:
    """What each comparison adds, the strongest first; ``missing`` last."""
    words = _words()
    reasons = [
        LevelReason(comparison, level, round(weights.bits(comparison, level), 2), words[comparison, level])
        for comparison, level in levels.items()
    ]
    return tuple(sorted(reasons, key=lambda reason: (reason.level == MISSING, -abs(reason.weight), reason.comparison)))


def explain_link(link: Link) -> Iterator[str]:
    """The link's reasons, a line each, for a person at a terminal."""
    if link.kind == "judged":
        yield "a person judged them the same"
        return
    odds = 2.0 ** min(40.0, abs(link.weight))
    way = "for" if link.weight >= 0 else "against"
    yield f"{link.weight:+.1f} bits in all: odds of {odds:,.0f} to 1 {way} one happening"
    for reason in link.reasons:
        if reason.level != MISSING and reason.weight:
            yield f"{reason.weight:+.1f}  {reason.comparison}: {reason.words}"
    silent = [reason.comparison for reason in link.reasons if reason.level == MISSING]
    if silent:
        yield f" 0.0  nothing to compare: {', '.join(silent)}"
