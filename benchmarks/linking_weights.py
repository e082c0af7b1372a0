"""Estimates the match weights that Selon ships, from gold/fr and MAVERICK's Kenyan part, and writes their table."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from benchmarks.gold import load_gold
from benchmarks.linking_gold import load_incidents
from benchmarks.linking_maverick import load_rows, records_of, tellings_of
from selon.link.comparisons import COMPARISONS
from selon.link.engine import ScoredPair, score_pairs
from selon.link.rows import TellingRow, mention_key, rows_of
from selon.link.tellings import join_mentions
from selon.link.weights import PRIOR, SHIPPED, Example, Weights, estimate_weights, even_weights
from selon.model import Record, record_from_dict
from selon.model.incidents import MentionKey, Telling

GOLD_MASS = 20.0
"""How often a pair of gold/fr counts: it has 47 pairs of news texts, MAVERICK 62,000 of coded rows of one country. With
5 the news texts are drowned, with 60 chance in 47 pairs shows; 20 was best or near it on both."""
Labelled = list[tuple[ScoredPair, str | None, str | None]]


def label_pairs(
    records: Iterable[Record], tellings: Mapping[str, tuple[Telling, ...]], truth: Mapping[MentionKey, str]
) -> Labelled:
    """All candidate pairs with the happening that each side tells; ``None`` for one that nobody labelled."""
    rows: list[TellingRow] = []
    names: dict[MentionKey, str | None] = {}
    for record in records:
        found = tellings[record.report.id]
        rows += list(rows_of(record, found))
        names |= {telling.id: _happening(telling, truth) for telling in found}
    return [
        (pair, names[mention_key(pair.left)], names[mention_key(pair.right)])
        for pair in score_pairs(rows, even_weights())
    ]


def _happening(telling: Telling, truth: Mapping[MentionKey, str]) -> str | None:
    counts = Counter(truth[key] for key in telling.members if key in truth)
    return counts.most_common(1)[0][0] if counts else None


def examples_of(pairs: Labelled, mass: float = 1.0, without: str | None = None) -> list[Example]:
    """Examples from labelled pairs, those of one happening left out on request."""
    kept = [(pair, one, other) for pair, one, other in pairs if without is None or without not in (one, other)]
    return [Example(pair.levels, float(one is not None and one == other), mass) for pair, one, other in kept]


def gold_pairs() -> Labelled:
    """The labelled pairs of gold/fr."""
    records = [record_from_dict(record) for record in load_gold("fr")]
    return label_pairs(records, {record.report.id: join_mentions(record) for record in records}, load_incidents())


def maverick_pairs() -> Labelled:
    """The labelled pairs of MAVERICK's Kenyan part."""
    records, truth = records_of(load_rows())
    return label_pairs(records, {record.report.id: tellings_of(record) for record in records}, truth)


def estimate_shipped(gold: Labelled, maverick: Labelled, without: str | None = None) -> Weights:
    """The weights that are shipped; ``without`` leaves out a happening of gold/fr that they are to be tested on.

    The prior is the middle, in log odds, of the two sets': reports that a person collects on a subject meet more often
    than the coded reports of a whole country's elections.
    """
    both = estimate_weights([*examples_of(gold, GOLD_MASS, without), *examples_of(maverick)])
    sides = [estimate_weights(examples_of(gold, without=without)), estimate_weights(examples_of(maverick))]
    odds = 2 ** (sum(side.prior_bits for side in sides) / 2)
    return replace(both, prior=odds / (1 + odds))


HEAD = """\
# Match weights that Selon ships: how often a level is seen among pairs of tellings of one happening, and among others.
# Estimated by `python -m benchmarks linking-weights` on the pairs that blocking brings together in
# - gold/fr, French reports written for Selon (CC BY 4.0), each pair counted twenty times;
# - MAVERICK (van Baalen and Höglund 2026, CC BY 4.0), 2,225 coded reports of election violence in Kenya.
# Levels of a comparison that break their order (a closer one less often right than a farther one) are pooled.
#
# comparison: name in link/comparisons.py, in the order of that file; `prior` is the share of all pairs that match
# level: name of the level there, from the closest to the farthest
# m: share among pairs of one happening, between 0 and 1
# u: share among pairs of two happenings, between 0 and 1
comparison\tlevel\tm\tu
"""


def write_weights(weights: Weights) -> str:
    """The table's text."""
    lines = [f"{PRIOR}\t{PRIOR}\t{weights.prior:.6f}\t{1 - weights.prior:.6f}"]
    for one in COMPARISONS:
        for level in one.levels[1:]:
            name = one.name, level.name
            lines.append(f"{one.name}\t{level.name}\t{weights.m[name]:.4g}\t{weights.u[name]:.4g}")
    return HEAD + "\n".join(lines) + "\n"


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    """Writes the table."""
    SHIPPED.write_text(write_weights(estimate_shipped(gold_pairs(), maverick_pairs())), "utf-8")
    print(f"{SHIPPED} written")
    return 0
