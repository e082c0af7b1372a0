"""Fits the weights of ``event_dates.tsv`` and ``event_places.tsv`` to gold records, and says how they hold up unseen.

    python tools/event_signs.py GOLD.jsonl [GOLD.jsonl …]            # cross-validates and shows the result
    python tools/event_signs.py GOLD.jsonl [GOLD.jsonl …] --write    # and writes both tables

Dates are fitted as a conditional logit (one date of several, or none), places as a logistic regression (each place by
itself), both with a ridge penalty. A date told before depends on the choices made before it, so dates are fitted in
rounds, each on what the weights of the round before would choose. Cross-validation leaves out whole reports.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from selon.extract.events import circumstances
from selon.extract.events.dating import Dating
from selon.extract.events.placing import options, role_signs
from selon.extract.events.ties import ties
from selon.lexicon.table import DATA
from selon.reader import Reader

RIDGE = 3.0
LEAST_SEEN = {"dates": 12, "places": 6}
"""Options that a sign must be found with to be given a weight."""
LEAN = {"dates": 0.15, "places": 0.2}
"""Added to each sum: a date or place that is as likely as not is worth giving (F1, cross-validated)."""
ROUNDS = 3
FOLDS = 6
SMALLEST = 0.05
"""Weights nearer to 0 are left out of the tables."""
STEPS = 1500
START = {"here.phrase": 2.0, "here.clause": 2.0, "here.near": 1.0, "told.same": 1.0, "told.toll_of": 1.0}
TABLES = {"dates": "event_dates.tsv", "places": "event_places.tsv"}
FIRST = {"dates": ("here", "told"), "places": ("place",)}
"""The signs that stand at the start of every sum."""


@dataclass(frozen=True, slots=True)
class Case:
    """One choice to be made: options with their signs, which of them the gold has, and whether none is right too.

    Attributes:
        report: Number of the report.
        signs: For each option its signs.
        right: For each option whether it agrees with the gold.
        dated: Whether the gold has one.
    """

    report: int
    signs: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    dated: bool


def main() -> None:
    """Reads the arguments and does what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the tables")
    asked = parser.parse_args()
    golds = [json.loads(line) for path in asked.gold for line in path.read_text("utf-8").splitlines() if line.strip()]
    reader = Reader()
    for kind in ("places", "dates"):
        cases = gather(reader, golds, kind)
        weights = fit(cases, kind)
        sys.stdout.write(f"{kind}: {len(cases)} cases, {len(weights)} signs; seen {share(cases, weights):.3f}, ")
        sys.stdout.write(f"unseen {cross_validated(cases, kind):.3f} (F1 of the choices)\n")
        if asked.write:
            write(kind, weights)


def gather(reader: Reader, golds: Sequence[Mapping[str, Any]], kind: str) -> list[Case]:
    """The choices of all reports; for dates on what fitted weights choose."""
    weights, cases = dict(START), []
    for _ in range(ROUNDS if kind == "dates" else 1):
        cases = [case for n, gold in enumerate(golds) for case in _cases(reader, n, gold, kind, weights)]
        weights = fit(cases, kind)
    return cases


def _cases(
    reader: Reader, number: int, gold: Mapping[str, Any], kind: str, weights: Mapping[str, float]
) -> Iterator[Case]:
    seen: list[list[tuple[Any, tuple[str, ...]]]] = []
    watch = _watch_dates(seen, weights) if kind == "dates" else _watch_places(seen)
    report = gold["report"]
    with patch.object(circumstances, f"choose_{kind}", watch):
        given = {name: report[name] for name in ("published", "publisher", "title", "language")}
        events = reader.read(report["text"], **given).events
    pairs = _paired(gold["events"], events)
    for n, choices in enumerate(seen):
        match = pairs.get(n)
        if match is None:
            continue
        right = tuple(_agrees(kind, key, match) for key, _ in choices)
        wanted = match.get("when") if kind == "dates" else match.get("places")
        if kind == "dates":
            wanted = wanted and (wanted["earliest"] or wanted["latest"])
        yield Case(number, tuple(signs for _, signs in choices), right, bool(wanted))


def _paired(golds: Sequence[Mapping[str, Any]], events: Sequence[Any]) -> dict[int, Mapping[str, Any]]:
    """For each event the gold event with a trigger in common, the likest first, none given twice."""
    ranked = sorted(
        (-(gold["type"] == event.type) - _meets(gold["trigger"]["span"], event.trigger), g, n)
        for g, gold in enumerate(golds)
        for n, event in enumerate(events)
        if any(_meets(trigger["span"], event.trigger) for trigger in gold["triggers"])
    )
    pairs: dict[int, Mapping[str, Any]] = {}
    used: set[int] = set()
    for _, g, n in ranked:
        if g not in used and n not in pairs:
            used.add(g)
            pairs[n] = golds[g]
    return pairs


def _meets(span: Sequence[int], mention: Any) -> bool:
    return bool(span[0] < mention.span.end and mention.span.start < span[1])


def _agrees(kind: str, key: Any, gold: Mapping[str, Any]) -> bool:
    if kind == "dates":
        when = gold.get("when") or {}
        return key != (None, None) and key == (when.get("earliest"), when.get("latest"))
    return any(_meets(place["span"], key) for place in gold.get("places") or ())


def _watch_dates(seen: list[list[tuple[Any, tuple[str, ...]]]], weights: Mapping[str, float]) -> Any:
    def choose(trees: Any, events: Any, times: Any, owners: Any, signs: Any) -> list[int | None]:
        dating = Dating(trees, events, times, owners)
        for n, event in enumerate(events):
            found = dating.options(n)
            seen.append([(times[option.time].days, option.signs) for option in found])
            best = max(((_sum(option.signs, weights), -option.time) for option in found), default=(0.0, 0))
            event.chosen = -best[1] if best[0] > 0 else None
        return [event.chosen for event in events]

    return choose


def _watch_places(seen: list[list[tuple[Any, tuple[str, ...]]]]) -> Any:
    def choose(trees: Any, events: Any, places: Any, roles: Any, weights: Any) -> list[tuple[int, ...]]:
        tied = ties(trees, events, [(p.position, p.token.i, p.sentence) for p in places])
        for n in range(len(events)):
            found = options(trees, events, n, places, tied)
            seen.append([(p.mention, tuple(role_signs(p, roles[n], signs))) for p, signs in found])
        return [() for _ in events]

    return choose


def _sum(signs: Sequence[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(sign, 0.0) for sign in signs)


def fit(cases: Sequence[Case], kind: str) -> dict[str, float]:
    """The weights that explain the gold best, small ones left out."""
    seen = Counter(sign for case in cases for signs in case.signs for sign in set(signs))
    names = {name: n for n, name in enumerate(sorted(s for s, times in seen.items() if times >= LEAST_SEEN[kind]))}
    rows = [
        (n, signs, right) for n, case in enumerate(cases) for signs, right in zip(case.signs, case.right, strict=True)
    ]
    matrix = np.zeros((len(rows), len(names)))
    for at, (_, signs, _) in enumerate(rows):
        matrix[at, [names[sign] for sign in set(signs) if sign in names]] = 1
    group, right = np.array([row[0] for row in rows]), np.array([row[2] for row in rows], float)
    none = np.array([not any(case.right) for case in cases], float)

    def slope(point: np.ndarray) -> np.ndarray:
        total = np.exp(np.clip(matrix @ point, -30, 30))
        if kind == "places":
            return matrix.T @ (right - total / (1 + total)) - RIDGE * point
        every = 1 + np.bincount(group, total, len(cases))
        good = none + np.bincount(group, total * right, len(cases))
        return matrix.T @ (total * right / good[group] - total / every[group]) - RIDGE * point

    point = _climb(slope, len(names), 0.5 * float(np.linalg.norm(matrix, 2)) ** 2 + RIDGE)
    fitted = {name: float(point[n]) for name, n in names.items()}
    for name in FIRST[kind]:
        fitted[name] = fitted.get(name, 0.0) + LEAN[kind]
    return {name: round(value, 2) for name, value in fitted.items() if abs(value) >= SMALLEST}


def _climb(slope: Any, size: int, steepest: float) -> np.ndarray:
    """Nesterov's gradient method with a step that is safe for the steepest curve."""
    point = ahead = np.zeros(size)
    for step in range(STEPS):
        following = ahead + slope(ahead) / steepest
        ahead, point = following + step / (step + 3) * (following - point), following
    return point


def share(cases: Sequence[Case], weights: Mapping[str, float]) -> float:
    """F1 of the choices: of a case's options the heaviest above 0."""
    hits = given = wanted = 0
    for case in cases:
        best = max(
            ((_sum(signs, weights), good) for signs, good in zip(case.signs, case.right, strict=True)), default=None
        )
        wanted += case.dated
        if best is not None and best[0] > 0:
            given, hits = given + 1, hits + best[1]
    return 2 * hits / max(given + wanted, 1)


def cross_validated(cases: Sequence[Case], kind: str) -> float:
    """The same for reports that the weights were not fitted on."""
    order = np.random.RandomState(0).permutation(max(case.report for case in cases) + 1)
    hits = 0.0
    for fold in range(FOLDS):
        out = set(order[fold::FOLDS].tolist())
        weights = fit([case for case in cases if case.report not in out], kind)
        test = [case for case in cases if case.report in out]
        hits += share(test, weights) * len(test)
    return hits / len(cases)


def write(kind: str, weights: Mapping[str, float]) -> None:
    """Writes a table, its head kept."""
    path = DATA / "fr" / TABLES[kind]
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = [f"{sign}\t{weights[sign]:.2f}" for sign in sorted(weights)]
    path.write_text("\n".join([*head, "sign\tweight", *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
