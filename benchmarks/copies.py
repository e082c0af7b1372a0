"""Score near-copies on pairs built from real articles, and on accounts of one incident that are no copies.

Each article gives copies as outlets make them: under another title and credit, cut to its first paragraphs, cut to its
middle, edited word by word, with a paragraph of another article added, and several of these at once. Two articles
that quote one statement at length are no copies, nor are different accounts of one incident in the gold. Every pair
that is grouped and was not built so counts as wrong, though the collection may hold true copies of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from benchmarks.gold import SHARED, gold_path
from selon.intake.copies import CopyCandidate, group_copies, signature

ARTICLES = SHARED / "data" / "text" / "fr" / "orangesum-train.jsonl.gz"
LEAST_WORDS = 150
LEAST_COPY_WORDS = 60
FLOOR = 0.97

Way = Callable[[list[str], list[str], random.Random], list[str]]
Pair = frozenset[str]


def cut_end(paragraphs: list[str], other: list[str], chance: random.Random) -> list[str]:
    """The first paragraphs, a third to four fifths of them."""
    return paragraphs[: max(2, round(len(paragraphs) * chance.uniform(0.33, 0.8)))]


def cut_start(paragraphs: list[str], other: list[str], chance: random.Random) -> list[str]:
    """Without the first paragraph or two."""
    return paragraphs[chance.randint(1, max(1, len(paragraphs) // 3)) :]


def edit(paragraphs: list[str], other: list[str], chance: random.Random) -> list[str]:
    """Up to one word in ten replaced, left out or added."""
    share = chance.uniform(0.02, 0.1)
    pool = " ".join(other).split() or ["et"]
    return [" ".join(_edited(paragraph.split(), share, pool, chance)) for paragraph in paragraphs]


def _edited(words: list[str], share: float, pool: list[str], chance: random.Random) -> Iterator[str]:
    for word in words:
        if chance.random() >= share:
            yield word
            continue
        kind = chance.randrange(3)
        if kind == 0:
            yield chance.choice(pool)
        elif kind == 1:
            yield word
            yield chance.choice(pool)


def add(paragraphs: list[str], other: list[str], chance: random.Random) -> list[str]:
    """A paragraph or two of another article put in."""
    place = chance.randint(0, len(paragraphs))
    return paragraphs[:place] + other[: chance.randint(1, 2)] + paragraphs[place:]


def retitle(paragraphs: list[str], other: list[str], chance: random.Random) -> list[str]:
    """Another title as the first line, and a credit as the last."""
    return [f"L'essentiel : {' '.join(other[0].split()[:8])}", *paragraphs, "La rédaction avec AFP"]


WAYS: tuple[Way, ...] = (cut_end, cut_start, edit, add, retitle)


@dataclass(frozen=True, slots=True)
class Built:
    """Reports with the pairs among them that are copies; ``way`` says how each was made."""

    reports: tuple[CopyCandidate, ...]
    pairs: frozenset[Pair]
    way: dict[str, str]


def build(articles: list[list[str]], chance: random.Random) -> Built:
    """Families of copies, and pairs of articles that share one long quotation."""
    reports: list[CopyCandidate] = []
    pairs: set[Pair] = set()
    way: dict[str, str] = {}
    for number, paragraphs in enumerate(articles):
        other = articles[chance.randrange(len(articles))] if len(articles) > 1 else paragraphs
        family = [(f"a{number}", "as it was", paragraphs)]
        for copy in range(chance.randint(1, 3)):
            made, names = paragraphs, []
            for step in chance.sample(WAYS, chance.randint(1, 3)):
                made = step(made, other, chance)
                names.append(step.__name__)
            if len(" ".join(made).split()) >= LEAST_COPY_WORDS:
                family.append((f"a{number}-{copy}", "+".join(sorted(names)), made))
        for id, name, made in family:
            reports.append(CopyCandidate(id, "\n\n".join(made), f"2020-01-01T{len(reports) % 24:02}:00"))
            way[id] = name
        pairs |= {frozenset(pair) for pair in combinations([id for id, _, _ in family], 2)}
    return Built(tuple(reports), frozenset(pairs), way)


def quoting(articles: list[list[str]], quotes: list[list[str]]) -> list[CopyCandidate]:
    """Pairs of articles that quote one statement: a tenth to a quarter of each."""
    found = []
    for number, (one, other, quote) in enumerate(zip(articles[::2], articles[1::2], quotes, strict=False)):
        length = min(sum(len(part.split()) for part in part_of) for part_of in (one, other))
        statement = " ".join(" ".join(quote).split()[: length // 5])
        for id, paragraphs in (("x", one), ("y", other)):
            found.append(CopyCandidate(f"q{number}{id}", "\n\n".join([*paragraphs[:1], statement, *paragraphs[1:]])))
    return found


def pairs_of(reports: tuple[CopyCandidate, ...]) -> frozenset[Pair]:
    """The pairs that are grouped."""
    return frozenset(
        frozenset(pair) for group in group_copies(reports) for pair in combinations(sorted(group.members), 2)
    )


def read_articles(most: int, chance: random.Random) -> list[list[str]]:
    """Paragraphs of articles long enough to be cut, in an order by chance."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    chance.shuffle(texts)
    split = ([part for part in text.split("\n\n") if part.strip()] for text in texts)
    whole = (parts for parts in split if len(parts) >= 4 and len(" ".join(parts).split()) >= LEAST_WORDS)
    return [parts for parts, _ in zip(whole, range(most), strict=False)]


def gold_reports(name: str) -> tuple[CopyCandidate, ...]:
    """The reports of a gold set, which are different accounts, all of them."""
    records = [json.loads(line)["report"] for line in gold_path(name).read_text("utf-8").splitlines()]
    return tuple(CopyCandidate(one["id"], one["text"], one["published"], one["publisher"]) for one in records)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Options of the measure."""
    parser.add_argument("--articles", type=int, default=1000, help="articles that copies are made of")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", type=int, default=0, help="show so many ways in which pairs were missed or wrong")


def run(options: argparse.Namespace) -> int:
    """Prints the scores; 1 where F1 is below the floor or different accounts are grouped."""
    chance = random.Random(options.seed)
    articles = read_articles(3 * options.articles, chance)
    built = build(articles[: options.articles], chance)
    rest = articles[options.articles :]
    quotes = quoting(rest[: options.articles // 2], rest[options.articles :])
    started = time.perf_counter()
    found = pairs_of((*built.reports, *quotes))
    took = time.perf_counter() - started
    right = len(found & built.pairs)
    precision, recall = right / max(1, len(found)), right / max(1, len(built.pairs))
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{len(built.reports) + len(quotes):,} reports, {len(built.pairs):,} pairs of copies")
    print(f"precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}  (floor {FLOOR})")
    print(f"{1e3 * took / (len(built.reports) + len(quotes)):.2f} ms a report, {_bytes(built)} bytes a signature")
    for kind, pairs in (("missed", built.pairs - found), ("wrong", found - built.pairs)):
        ways = Counter(" / ".join(sorted(built.way.get(id, "quotes") for id in pair)) for pair in pairs)
        for way, count in ways.most_common(options.wrong):
            print(f"  {kind} {count:4} {way}")
    grouped = 0
    for name in ("fr", "fr-real"):
        accounts = gold_reports(name)
        pairs = pairs_of(accounts)
        grouped += len(pairs)
        print(f"gold/{name}: {len(accounts)} accounts, {len(pairs)} pairs grouped (allowed: 0)")
    return int(score < FLOOR or grouped > 0)


def _bytes(built: Built) -> int:
    sizes = [len(signature(report.text).to_bytes()) for report in built.reports[:200]]
    return sum(sizes) // len(sizes)


if __name__ == "__main__":
    sys.exit("run: python -m benchmarks copies")
