"""Measure the relevance gate: its own speed, what it costs in quality, and how much faster mixed news is read with it.

The gold tells the cost: the same reports are read with the gate off and on and scored row by row. Mixed news tells the
gain: ``--articles`` names a JSON Lines file with ``text`` and ``title``, of which a random sample with a fixed seed is
read both ways in one process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.gold import SETS, SHARED, gold_path, keyed, load_gold, load_scorer
from benchmarks.quality import predict, rows_of
from selon.model import Report
from selon.parse.gate import Gate
from selon.reader import Reader
from selon.settings import GATE_MODES, load_settings

ARTICLES = SHARED / "data" / "text" / "fr" / "orangesum-train.jsonl.gz"
MAX_LOSS = 0.005
"""What a row may lose at most."""
MIN_RATE = 3000
"""Reports of ``REPORT_WORDS`` words that the gate judges in a second, at least, on one core."""
MIN_SPEED_UP = 4.0
"""How many times faster mixed news must be read with the gate."""
REPORT_WORDS = 450


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--mode", choices=GATE_MODES[1:], default="paragraphs", help="what the gate leaves unread")
    parser.add_argument("--articles", type=Path, default=ARTICLES, metavar="FILE", help="mixed news, JSON Lines")
    parser.add_argument("--sample", type=int, default=1000, metavar="N", help="articles read; 0 for none")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the sample")
    parser.add_argument("--check", action="store_true", help="fail where a limit is passed")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(options: argparse.Namespace) -> int:
    """Measures and prints; 1 with ``--check`` where a limit is passed."""
    off, on = (Reader(load_settings({"SELON_RELEVANCE_GATE": mode})) for mode in ("off", options.mode))
    figures: dict[str, float] = {}
    for name in SETS:
        if gold_path(name).is_file():
            figures |= measure_loss(name, off, on)
    articles = sample(options.articles, options.sample, options.seed)
    if articles:
        figures |= measure_rate(articles) | measure_speed_up(articles, off, on)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:40} {value:12,.4f}")
    return int(options.check and not within_limits(figures))


def within_limits(figures: dict[str, float]) -> bool:
    """Whether no row loses too much and gate and reading are fast enough, as far as they were measured."""
    losses = [value for name, value in figures.items() if name.endswith("loss")]
    return (
        max(losses, default=0.0) <= MAX_LOSS
        and figures.get("gate, reports/s", MIN_RATE) >= MIN_RATE
        and figures.get("speed-up on mixed news", MIN_SPEED_UP) >= MIN_SPEED_UP
    )


def sample(path: Path, size: int, seed: int) -> list[dict[str, Any]]:
    """Random articles, the same for the same seed; none where the file is not there."""
    if not size or not path.is_file():
        return []
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    articles = [json.loads(line) for line in data.decode("utf-8").split("\n") if line]
    return random.Random(seed).sample(articles, min(size, len(articles)))


def measure_loss(name: str, off: Reader, on: Reader) -> dict[str, float]:
    """What each row of the score loses on a gold set; a gain is a loss below 0."""
    gold, scorer = load_gold(name), load_scorer()
    without, gated = (
        rows_of(scorer, scorer.score(keyed(gold), keyed(predict(gold, reader)))[0]) for reader in (off, on)
    )
    return {f"{name}, {row}, loss": value - gated.get(row, 0.0) for row, value in without.items()}


def measure_rate(articles: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Reports of ``REPORT_WORDS`` words that the gate alone judges in a second."""
    gate = Gate("fr")
    texts = [article["text"] for article in articles]
    words = sum(len(text.split()) for text in texts)
    seconds = clocked(lambda: [gate.judge(text) for text in texts])
    return {"gate, reports/s": words / REPORT_WORDS / seconds}


def measure_speed_up(articles: Sequence[dict[str, Any]], off: Reader, on: Reader) -> dict[str, float]:
    """How many times faster the articles are read with the gate, and what it lets through."""
    reports = [
        off.make_report({"text": article["text"], "title": article.get("title"), "language": "fr"})
        for article in articles
    ]
    for reader in (off, on):
        list(reader.read_many(reports[:5]))  # loads what belongs to the start
    seconds_off = clocked(lambda: list(off.read_many(reports)))
    seconds_on = clocked(lambda: list(on.read_many(reports)))
    return {
        "speed-up on mixed news": seconds_off / seconds_on,
        "reports passed": sum(passed(on, report) for report in reports) / len(reports),
        "reading, reports/s without gate": len(reports) / seconds_off,
        "reading, reports/s with gate": len(reports) / seconds_on,
    }


def passed(reader: Reader, report: Report) -> bool:
    """Whether the reader's gate lets a report through."""
    judge = reader.tools_for("fr").judge
    return judge is None or judge(report).relevant


def clocked(work: Callable[[], object]) -> float:
    """Seconds of processor time of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started
