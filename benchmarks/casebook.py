"""Measure the casebook: how fast ``selon add`` is beside a bare parse, its memory and its size, and how fast it is searched.

The articles are those of ``data/text/fr`` in the shared folder. ``selon add`` runs as a command of its own with as many
processes as are asked for; the bare parse is the same pipeline over all the text, without extraction, gate or store, in as
many processes, in the same run. Search is timed over a casebook of many articles that were not read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED

ARTICLES = SHARED / "data" / "text" / "fr" / "orangesum-train.jsonl.gz"
MAX_MEMORY_MB = 700
MAX_SEARCH_MS = 50
MIN_RATIO = 3.0
"""What ``add`` must reach, in times the speed of the bare parse, where the relevance gate is on."""
QUESTIONS = (
    "otages",
    "attaque rebelles",
    '"conseil de sécurité"',
    "bombard*",
    "le",
    "president france",
    "armee -football",
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--articles", type=int, default=5_000, metavar="N", help="articles that are added")
    parser.add_argument(
        "--searched", type=int, default=30_000, metavar="N", help="articles that are searched; 0 for none"
    )
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes")
    parser.add_argument("--check", action="store_true", help="fail where a limit is passed")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(options: argparse.Namespace) -> int:
    """Measures and prints; 1 with ``--check`` where a limit is passed."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="selon-bench-") as name:
        folder = Path(name)
        if options.articles:
            figures |= measure_adding(folder, options.articles, options.jobs)
        if options.searched:
            figures |= measure_searching(folder, options.searched)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for title, value in figures.items():
            print(f"{title:44} {value:12,.2f}")
    within = (
        figures.get("add / bare parse, times as fast", MIN_RATIO) >= MIN_RATIO
        and figures.get("peak memory of a process, MB", 0) <= MAX_MEMORY_MB
        and figures.get("search, slowest question, ms", 0) <= MAX_SEARCH_MS
    )
    return int(options.check and not within)


def articles(number: int) -> Iterator[dict[str, Any]]:
    """The first articles."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        for line in islice(file, number):
            article = json.loads(line)
            day = article.pop("date")
            yield {**article, "id": str(article["id"]), "published": day and day[:10]}


def measure_adding(folder: Path, number: int, jobs: int) -> dict[str, float]:
    """``selon add`` in a process of its own, then the bare parse of the same texts."""
    source, casebook = folder / "articles.jsonl", folder / "casebook.sqlite"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(article, ensure_ascii=False) + "\n" for article in articles(number))
    command = [sys.executable, "-m", "selon.cli", "add", str(source), "--casebook", str(casebook), "--jobs", str(jobs)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks = watch_memory(process.pid)
    if process.wait():
        raise RuntimeError(f"{' '.join(command)} failed")
    add_s = time.perf_counter() - started
    add_cpu_s = cpu_of_children()
    texts = [article["text"] for article in articles(number)]
    bare_s = measure_bare(texts, jobs)
    bare_cpu_s = cpu_of_children() - add_cpu_s
    return {
        "articles": float(number),
        "words": float(sum(len(text.split()) for text in texts)),
        "add, reports/s": number / add_s,
        "bare parse, reports/s": number / bare_s,
        "add / bare parse, times as fast": bare_s / add_s,
        "the same by processor time": bare_cpu_s / add_cpu_s,
        "peak memory of a process, MB": max(peaks.values()),
        "peak memory of all processes, MB": sum(peaks.values()),
        "casebook, bytes a report": casebook.stat().st_size / number,
        "text, bytes a report": sum(len(text.encode()) for text in texts) / number,
    }


def cpu_of_children() -> float:
    """Seconds of processor that ended children have used, theirs included; fair on a machine that others use too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure_bare(texts: list[str], jobs: int) -> float:
    """Seconds of the pipeline alone over all the text, shared out to as many processes, start and loading included."""
    started = time.perf_counter()
    context = get_context("spawn")
    processes = [context.Process(target=parse_bare, args=(texts[number::jobs],)) for number in range(jobs)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return time.perf_counter() - started


def parse_bare(texts: list[str]) -> None:
    """The pipeline alone over some texts."""
    from selon.pipeline import load_tools
    from selon.settings import load_settings

    tools = load_tools("fr", load_settings())
    for _ in tools.nlp.pipe(texts, batch_size=tools.batch_size):
        pass


def watch_memory(pid: int) -> dict[int, float]:
    """Follows the memory of a process and its children, in megabytes; fills what it gives until they end."""
    peaks: dict[int, float] = {pid: 0.0}

    def watch() -> None:
        while Path(f"/proc/{pid}").exists():
            for one in [pid, *children_of(pid)]:
                peaks[one] = max(peaks.get(one, 0.0), memory_of(one))
            time.sleep(0.2)

    threading.Thread(target=watch, daemon=True).start()
    return peaks


def children_of(pid: int) -> list[int]:
    """Ids of the processes that a process has started."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def memory_of(pid: int) -> float:
    """Megabytes that a process holds now; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
    except (OSError, IndexError):
        return 0.0


def measure_searching(folder: Path, number: int) -> dict[str, float]:
    """Questions to a casebook of many articles."""
    from selon.apps.incoming import arrive
    from selon.casebook import Counts, NewReport, Setup, Store, key_of
    from selon.model import Record, Report, report_id

    with Store(folder / "searched.sqlite", create=True) as store:
        run_ids = store.start_run("add", Setup("0", "{}", "", "{}", ""))
        batch = []
        for article in articles(number):
            known = [article.get(name) for name in ("published", "publisher", "title", "url")]
            report = Report(article["text"], report_id(article["text"]), "fr", *known)
            batch.append(NewReport(key_of(report), arrive(report, "benchmark"), Record(report)))
            if len(batch) == 1_000:
                store.keep(run_ids, batch, [], Counts())
                batch = []
        store.keep(run_ids, batch, [], Counts())
        seconds = [statistics.median(timed_search(store, question) for _ in range(7)) for question in QUESTIONS]
        return {
            "reports searched": float(store.totals()["reports"]),
            "search, median question, ms": 1_000 * statistics.median(seconds),
            "search, slowest question, ms": 1_000 * max(seconds),
        }


def timed_search(store: Any, question: str) -> float:
    """Seconds of one question, with the reports that it finds."""
    started = time.perf_counter()
    store.search(question)
    return time.perf_counter() - started
