"""Match weights: how often each level is seen among tellings of one happening (m) and among others (u)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

from selon.lexicon.table import read_table
from selon.link.comparisons import COMPARISONS, MISSING

SHIPPED = Path(__file__).parent / "data" / "weights.tsv"
PRIOR = "prior"
SMOOTHING = 2.0
"""Added to the counts of a level, shared out by how often the level is seen at all, so that a level that no known pair
shows does not decide alone."""

MAX_BITS = 10.0
"""No level alone speaks more strongly against a link: one wrong date or point would decide whatever else agrees."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the Fellegi–Sunter model over pairs that blocking brings together.

    Attributes:
        prior: Share of such pairs that tell one happening, between 0 and 1.
        m: Comparison and level to the share of pairs of one happening that show it, missing pairs left out.
        u: The same for pairs of two happenings.
    """

    prior: float
    m: Mapping[tuple[str, str], float]
    u: Mapping[tuple[str, str], float]

    def bits(self, comparison: str, level: str) -> float:
        """The level's match weight in bits; 0 for ``missing``."""
        return 0.0 if level == MISSING else log2(self.m[comparison, level] / self.u[comparison, level])

    @property
    def prior_bits(self) -> float:
        """The prior as log odds, base 2."""
        return log2(self.prior / (1 - self.prior))


@cache
def load_weights(path: Path = SHIPPED) -> Weights:
    """The weights of a table; the shipped ones say at their head what they were estimated on.

    Raises:
        LexiconError: A level is missing, or a share is not between 0 and 1.
    """
    rows = read_table(path, ("comparison", "level", "m", "u"), key=lambda row: (row["comparison"], row["level"]))
    m: dict[tuple[str, str], float] = {}
    u: dict[tuple[str, str], float] = {}
    for row in rows:
        name = row.needed("comparison"), row.needed("level")
        try:
            m[name], u[name] = float(row["m"]), float(row["u"])
        except ValueError as error:
            raise row.wrong(f"m and u are {row['m']!r} and {row['u']!r}; write shares between 0 and 1") from error
        if not (0 < m[name] < 1 and 0 < u[name] < 1):
            raise row.wrong(f"m and u are {m[name]} and {u[name]}; both must lie between 0 and 1")
    wanted = {(PRIOR, PRIOR)} | {(c.name, level.name) for c in COMPARISONS for level in c.levels[1:]}
    if absent := sorted(wanted - m.keys()):
        raise rows[-1].wrong(f"no line for {absent[0]}; every level of every comparison needs one")
    return Weights(m.pop((PRIOR, PRIOR)), m, u)


def even_weights() -> Weights:
    """Weights that say nothing, for levels alone."""
    names = [(one.name, level.name) for one in COMPARISONS for level in one.levels[1:]]
    return Weights(0.5, dict.fromkeys(names, 0.5), dict.fromkeys(names, 0.5))


@dataclass(frozen=True, slots=True)
class Example:
    """A pair to estimate weights from.

    Attributes:
        levels: Comparison name to level name.
        truth: How sure it is that the two tell one happening: 0 or 1 where a person said so, else a probability.
        mass: How much the pair counts, so that a large collection does not drown a small one.
    """

    levels: Mapping[str, str]
    truth: float
    mass: float = 1.0


def estimate_weights(examples: Iterable[Example]) -> Weights:
    """The weights that the examples give.

    Notes:
        Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969); with probabilities for truth it is one step
        of expectation maximisation.
    """
    same: dict[tuple[str, str], float] = defaultdict(float)
    other: dict[tuple[str, str], float] = defaultdict(float)
    total = matches = 0.0
    for example in examples:
        total += example.mass
        matches += example.mass * example.truth
        for name in example.levels.items():
            if name[1] != MISSING:
                same[name] += example.mass * example.truth
                other[name] += example.mass * (1 - example.truth)
    m: dict[tuple[str, str], float] = {}
    u: dict[tuple[str, str], float] = {}
    for comparison in COMPARISONS:
        names = [(comparison.name, level.name) for level in comparison.levels[1:]]
        levels_m, levels_u = _in_order(names, _shares(names, same, other), _shares(names, other, same))
        m |= levels_m
        u |= levels_u
    return Weights((matches + 0.5) / (total + 1), m, u)


def _shares(
    names: list[tuple[str, str]], counts: Mapping[tuple[str, str], float], rest: Mapping[tuple[str, str], float]
) -> dict[tuple[str, str], float]:
    both = {name: counts.get(name, 0.0) + rest.get(name, 0.0) + 0.5 for name in names}
    total, whole = sum(counts.get(name, 0.0) for name in names), sum(both.values())
    return {name: (counts.get(name, 0.0) + SMOOTHING * both[name] / whole) / (total + SMOOTHING) for name in names}


def _in_order(
    names: list[tuple[str, str]], m: dict[tuple[str, str], float], u: dict[tuple[str, str], float]
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Shares in which a closer level never speaks less for a link than a farther one.

    Levels that break the order, which few examples bring about, are pooled: they get one weight.
    """
    pools: list[list[tuple[str, str]]] = []
    for name in names:
        pools.append([name])
        while len(pools) > 1 and _ratio(pools[-2], m, u) < _ratio(pools[-1], m, u):
            last = pools.pop()
            pools[-1] += last
    new_m: dict[tuple[str, str], float] = {}
    for pool in pools:
        ratio = max(_ratio(pool, m, u), 2.0**-MAX_BITS)
        new_m |= {name: min(0.999999, u[name] * ratio) for name in pool}
    return new_m, u


def _ratio(
    pool: list[tuple[str, str]], m: Mapping[tuple[str, str], float], u: Mapping[tuple[str, str], float]
) -> float:
    return sum(m[name] for name in pool) / sum(u[name] for name in pool)
