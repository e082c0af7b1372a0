"""Score Selon's records against the gold records, row by row, and hold the floors.

Floors lie in ``baseline.json``, with the hash of the gold that they were measured on. ``--check`` fails when a row
falls below its floor; ``--raise`` lifts floors to what was measured and never lowers one. Rows of which nothing is
extracted yet have no floor.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.gold import SETS, Records, gold_hash, keyed, load_gold, load_scorer
from selon.model import Record
from selon.reader import FailedReport, Reader

BASELINE = Path(__file__).with_name("baseline.json")
SLACK = 0.002
"""Floors are kept this much below the measure: the parser's arithmetic differs a little between processors."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--set", choices=SETS, action="append", help="a gold set; all if left out")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show up to N misses of each row")
    parser.add_argument("--rows", default="", metavar="ROWS", help="show misses of these rows alone, by commas")
    parser.add_argument("--report", metavar="NAME", help="score one report, by its name or id")
    parser.add_argument("--check", action="store_true", help="fail when a row is below its floor")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise floors to what was measured")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="write the predicted records as JSON Lines, one FILE-<set> each"
    )


def run(options: argparse.Namespace) -> int:
    """Scores the chosen sets; 1 if a floor does not hold."""
    scorer, reader = load_scorer(), Reader()
    figures: dict[str, dict[str, float]] = {}
    for name in options.set or SETS:
        gold = load_gold(name, options.report)
        if not gold:
            continue
        started = time.perf_counter()
        predicted = predict(gold, reader)
        seconds = time.perf_counter() - started
        result, misses = scorer.score(keyed(gold), keyed(predicted))
        print(f"\n{name}: {len(gold)} reports in {seconds:.1f} s")
        print_rows(scorer, result)
        print_misses(misses, options.errors, set(filter(None, options.rows.split(","))))
        figures[name] = rows_of(scorer, result)
        if options.write:
            lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in predicted)
            options.write.with_stem(f"{options.write.stem}-{name}").write_text(lines, "utf-8")
    if not figures:
        raise SystemExit(f"no report {options.report!r} in the gold")
    if options.report:
        return 0
    if options.lift:
        lift_floors(figures)
    return check_floors(figures) if options.check else 0


def predict(gold: Records, reader: Reader) -> Records:
    """Selon's records of the gold's texts, with what is known of their publication and nothing else.

    Raises:
        SystemExit: A report could not be read.
    """
    keys = ("id", "text", "language", "published", "publisher", "title", "url")
    given = [{key: record["report"].get(key) for key in keys} for record in gold]
    found: Records = []
    for result in reader.read_many(given):
        if isinstance(result, FailedReport):
            raise SystemExit(f"{result.id}: {result.error}")
        found.append(as_dict(result))
    return found


def as_dict(record: Record) -> dict[str, Any]:
    """The plain form of a record."""
    return record.to_dict()


def rows_of(scorer: Any, result: dict[str, Any]) -> dict[str, float]:
    """The figure of each row for which something was predicted: F1, or a share."""
    rows: dict[str, float] = {}
    for row in scorer.ROWS:
        value = result[row]["share"] if row in scorer.SHARES else result[row]["f1"]
        counted = result[row]["of"] if row in scorer.SHARES else result[row]["pred"]
        if value is not None and counted:
            rows[row] = round(float(value), 4)
    return rows


def print_rows(scorer: Any, result: dict[str, Any]) -> None:
    """A line for each row."""
    for row in scorer.ROWS:
        item = result[row]
        if row in scorer.SHARES:
            print(f"  {row:13} share {scorer.number(item['share'])}  of {item['of']}")
        else:
            parts = "  ".join(f"{key.upper():2} {scorer.number(item[key])}" for key in ("p", "r", "f1"))
            print(f"  {row:13} {parts}  gold {item['gold']} pred {item['pred']}")
    print(f"  {'RECORD':13}       {scorer.number(result['RECORD'])}")


def print_misses(misses: list[Any], most: int, rows: set[str]) -> None:
    """Up to ``most`` misses of each row, as the scorer notes them."""
    shown: Counter[str] = Counter()
    for row, name, what, gold, predicted in misses:
        if rows and row not in rows:
            continue
        shown[row] += 1
        if shown[row] <= most:
            print(f"\n  [{row}] {name}: {what}")
            for side, item in (("gold", gold), ("pred", predicted)):
                if item is not None:
                    print(f"    {side} {json.dumps(item, ensure_ascii=False)}")


def load_floors() -> dict[str, Any]:
    """The floors by gold set; empty where there are none yet."""
    floors: dict[str, Any] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() else {}
    return floors


def lift_floors(figures: dict[str, dict[str, float]]) -> None:
    """Raises floors to the measure less the slack; a floor that is higher stays."""
    floors = load_floors()
    for name, rows in figures.items():
        old = floors.get(name, {})
        kept = old.get("floors", {}) if old.get("gold") == gold_hash(name) else {}
        lifted = {row: max(kept.get(row, 0.0), round(value - SLACK, 3)) for row, value in rows.items()}
        floors[name] = {"gold": gold_hash(name), "floors": {**kept, **lifted}}
    BASELINE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")


def check_floors(figures: dict[str, dict[str, float]]) -> int:
    """Prints what is below its floor; 1 if anything is, or if the gold is not the one that the floors are for."""
    floors, failed = load_floors(), 0
    for name, rows in figures.items():
        held = floors.get(name)
        if held is None:
            print(f"{name}: no floors yet; set them with --raise")
            continue
        if held["gold"] != gold_hash(name):
            print(f"{name}: the gold has changed since its floors were measured; set them anew with --raise")
            failed = 1
            continue
        for row, floor in held["floors"].items():
            if rows.get(row, 0.0) < floor:
                print(f"{name}: {row} is {rows.get(row, 0.0):.3f}, below its floor {floor:.3f}")
                failed = 1
    print("floors: " + ("NOT held" if failed else "held"))
    return failed
