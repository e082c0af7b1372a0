"""Why two tellings were linked, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selon.link.comparisons import COMPARISONS, MISSING
from selon.link.weights import Weights
from selon.model.incidents import LevelReason, Link


class Reasons:
    """The reasons that one set of weights gives; made once for many links."""

    def __init__(self, weights: Weights) -> None:
        """A reason for each level of each comparison."""
        self._of = {
            (one.name, level.name): LevelReason(
                one.name, level.name, round(weights.bits(one.name, level.name), 2), level.words
            )
            for one in COMPARISONS
            for level in one.levels
        }

    def of(self, levels: Mapping[str, str]) -> tuple[LevelReason, ...]:
        """What each comparison adds, the strongest first; ``missing`` last."""
        reasons = [self._of[name] for name in levels.items()]
        return tuple(sorted(reasons, key=lambda one: (one.level == MISSING, -abs(one.weight), one.comparison)))


def explain_link(link: Link) -> Iterator[str]:
    """The link's reasons, a line each, for a person at a terminal."""
    if link.kind == "judged":
        yield "a person judged them the same"
        return
    if link.kind == "copied":
        yield "one report is a near-copy of the other"
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
