"""Measure in how many articles of ordinary news an event of violence is told, most of them not about conflict.

The articles are a sample of the collection in ``shared/data/text/fr``, drawn with a fixed seed. The share by itself says
little: some of them are about attacks. It is read beside the sentences that ``--contexts`` prints, which are the
outlets' and go to the terminal alone. A rule that raises the share without telling of more violence has gone astray.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED
from selon.model import EventMention, Record
from selon.reader import FailedReport, Reader

COLLECTION = Path("data") / "text" / "fr" / "orangesum-train.jsonl.gz"
SEED = 20161208
VIOLENT = ("battle.", "remote_violence.", "violence_against_civilians.", "unrest.riot", "unrest.coup", "toll.")
"""Families and types that tell of violence; diplomacy, protest, courts and the like are ordinary news."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="articles drawn (default 1000)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="seed of the draw")
    parser.add_argument("--contexts", type=int, default=0, metavar="N", help="print the sentences of N firing articles")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="firing articles passed over before those")
    parser.add_argument("--collection", type=Path, help=f"a gzipped JSON Lines file; shared/{COLLECTION} if left out")


def run(options: argparse.Namespace) -> int:
    """Draws, reads and prints the share; 1 where the collection is not there."""
    path = options.collection or SHARED / COLLECTION
    if not path.is_file():
        print(f"no collection at {path}; see docs/how-to/measure.md")
        return 1
    sample = draw(path, options.articles, options.seed)
    types: Counter[str] = Counter()
    firing, read = [], 0
    for record in read_all(sample):
        read += 1
        found = [event for event in record.events if event.type.startswith(VIOLENT)]
        types.update({event.type for event in found})
        if found:
            firing.append((record, found))
    print(f"{len(firing)} of {read} articles tell of violence ({len(firing) / max(read, 1):.1%})")
    for name, count in types.most_common():
        print(f"  {name:45} {count:5}")
    for record, found in firing[options.skip : options.skip + options.contexts]:
        print_contexts(record, found)
    return 0


def draw(path: Path, articles: int, seed: int) -> list[dict[str, Any]]:
    """A sample of a collection, the same for the same seed; all of it where it has fewer articles."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        every = list(lines)
    chosen = sorted(random.Random(seed).sample(range(len(every)), min(articles, len(every))))
    return [json.loads(every[i]) for i in chosen]


def read_all(sample: list[dict[str, Any]]) -> Iterator[Record]:
    """The records of the articles that can be read."""
    given = [{"text": a["text"], "title": a["title"], "published": a["date"], "language": "fr"} for a in sample]
    for result in Reader().read_many(given):
        if not isinstance(result, FailedReport):
            yield result


def print_contexts(record: Record, found: list[EventMention]) -> None:
    """The title of an article, and each violent event of it with the words around its trigger."""
    text = record.report.text
    print(f"\n# {record.report.title}")
    for event in found:
        start, end = event.trigger.span.start, event.trigger.span.end
        around = f"{text[max(start - 110, 0) : start]}[{text[start:end]}]{text[end : end + 90]}".replace("\n", " ")
        print(f"  {event.type} ({event.reality}): …{around}…")
