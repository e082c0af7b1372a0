"""Measure speed: reports and words a second, extraction against the bare parse, start-up time, peak memory.

All ratios are taken within one process on the same texts, since absolute figures belong to the machine. The texts are
the gold reports where they are present, else the example.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.gold import ROOT, SETS, gold_path, load_gold

EXAMPLE = ROOT / "examples" / "alep-2016-12-08.txt"
MAX_RATIO = 0.4
"""What extraction may cost at most, as a share of the parse."""
MAX_START_S = 2.5
MAX_MEMORY_MB = 500


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each part; the median counts")
    parser.add_argument("--check", action="store_true", help="fail where a limit is passed")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(options: argparse.Namespace) -> int:
    """Measures and prints; 1 with ``--check`` where a limit is passed."""
    figures = {**measure_reading(options.repeat), **measure_start(options.repeat)}
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:32} {value:12,.3f}")
    within = (
        figures["extraction / parse"] <= MAX_RATIO
        and figures["selon read, start to end, s"] <= MAX_START_S
        and figures["selon read, peak memory, MB"] <= MAX_MEMORY_MB
    )
    return int(options.check and not within)


def texts_here() -> list[str]:
    """The gold's texts, or the example's paragraphs where there is no gold."""
    found = [record["report"]["text"] for name in SETS if gold_path(name).is_file() for record in load_gold(name)]
    return found or [EXAMPLE.read_text("utf-8")] * 20


def measure_reading(repeat: int) -> dict[str, float]:
    """Parse alone, extraction alone, and both, on the same texts in this process."""
    from selon.model import Report, report_id
    from selon.parse import parse_many
    from selon.pipeline import extract_record, load_tools
    from selon.settings import load_settings

    tools = load_tools("fr", load_settings())
    reports = [Report(text, report_id(text)) for text in texts_here()]
    cleaned = [parsed.alignment.text for parsed in parse_many(reports, tools.nlp, batch_size=tools.batch_size)]
    parsed_all = list(parse_many(reports, tools.nlp, batch_size=tools.batch_size, keep_hyphen=tools.lexicon.hyphens))
    extract_record(parsed_all[0], tools.lexicon)  # reads the tables, which belong to the start
    parse_s = timed(lambda: list(tools.nlp.pipe(cleaned, batch_size=tools.batch_size)), repeat)
    extract_s = timed(lambda: [extract_record(parsed, tools.lexicon) for parsed in parsed_all], repeat)
    words = sum(len(text.split()) for text in cleaned)
    return {
        "reports": float(len(reports)),
        "words": float(words),
        "bare parse, words/s": words / parse_s,
        "reading, words/s": words / (parse_s + extract_s),
        "reading, reports/s": len(reports) / (parse_s + extract_s),
        "extraction / parse": extract_s / parse_s,
    }


def timed(work: Callable[[], Any], repeat: int) -> float:
    """Median seconds of some work."""
    seconds = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def measure_start(repeat: int) -> dict[str, float]:
    """A whole ``selon read`` of the example in a process of its own: wall time and peak memory."""
    selon = Path(sys.executable).with_name("selon")
    command = [str(selon), "read", str(EXAMPLE), "--published", "2016-12-08", "--json"]
    seconds = timed(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ), repeat)
    # ru_maxrss of ended children: the largest of them, in kilobytes (on macOS in bytes).
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e6
    return {"selon read, start to end, s": seconds, "selon read, peak memory, MB": peak}
