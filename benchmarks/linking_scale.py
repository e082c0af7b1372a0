"""Links generated collections of growing size: time, memory, and how long it takes to add a hundred mentions."""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from selon.link.linking import add_records, link_records
from selon.model import EventMention, Figure, Mention, Place, PlainMention, Record, Report, Span, When, report_id
from selon.model.incidents import MentionKey

SIZES = (10_000, 30_000, 100_000)
TOWNS = 1_500
DAYS = 1_095
FIRST_DAY = date(2021, 1, 1)
SEED = 7
TYPES = (
    ("remote_violence.shelling", "bombardement"),
    ("remote_violence.air_strike", "frappe"),
    ("violence_against_civilians.attack", "attaque"),
    ("battle.armed_clash", "combats"),
    ("remote_violence.explosive_device", "explosion"),
)
PARTIES = tuple(f"party-{number}" for number in range(60))
WORDS = tuple(
    f"{start}{end}" for start in "bcdfglmnprstv" for end in ("avalon", "erudin", "imostre", "orbalet", "uchanin")
)


def generate(mentions: int, seed: int = SEED) -> Iterator[tuple[Record, dict[MentionKey, int]]]:
    """Reports with three mentions each, and which happening each mention tells.

    Towns have the uneven sizes of real ones, a happening is told by one to twelve reports, and reports differ in the
    toll, in naming the doer, in the words, and now and then in the day, as MAVERICK's do.
    """
    chance = random.Random(seed)
    towns = [(f"Ville{n}", chance.uniform(-5, 35), chance.uniform(-15, 50)) for n in range(TOWNS)]
    sizes = [1 / (rank + 5) for rank in range(TOWNS)]
    made = happening = 0
    while made < mentions:
        happening += 1
        town = chance.choices(towns, sizes)[0]
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        facts = (*chance.choice(TYPES), chance.choice(PARTIES), 1 + int(chance.paretovariate(1.1)) % 80)
        for _ in range(min(12, int(chance.paretovariate(1.2)))):
            record = _report(chance, town, day, facts)
            made += len(record.events)
            yield record, {MentionKey(record.report.id, event.id): happening for event in record.events}


class _Writer:
    """A text put together phrase by phrase, each with its place."""

    def __init__(self, opening: str) -> None:
        self.text = opening

    def add(self, words: str) -> Span:
        start = len(self.text) + 1
        self.text += " " + words
        return Span(start, start + len(words))


def _report(
    chance: random.Random, town: tuple[str, float, float], day: date, facts: tuple[str, str, str, int]
) -> Record:
    kind, trigger, party, killed = facts
    name, lat, lon = town
    told = day + timedelta(days=chance.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, -1)))
    toll = max(1, killed + chance.choice((0, 0, 0, 1, 2, -1, 5)))
    writer = _Writer(f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {chance.randrange(10**9)}.")
    doers = (Mention(party, writer.add(party), party, party),) if chance.random() < 0.5 else ()
    place = Place(name, writer.add(name), None, name, "XX", lat, lon, "exact")
    when = When(told.isoformat(), writer.add(told.isoformat()), told.isoformat(), told.isoformat())
    first = EventMention("e1", kind, PlainMention(trigger, writer.add(trigger)), doers, places=(place,), when=when)
    writer.text += " " + " ".join(chance.choices(WORDS, k=6)) + "."
    figure = Figure("killed", toll, toll, f"{toll} morts", writer.add(f"{toll} morts"))
    second = EventMention("e2", "toll.casualties", PlainMention("morts", figure.span), when=when, figures=(figure,))
    third = EventMention("e3", kind, PlainMention(trigger, writer.add(trigger)))
    published = (day + timedelta(days=1 + int(chance.expovariate(0.7)))).isoformat()
    report = Report(writer.text + ".", report_id(writer.text), "fr", published, f"Journal {chance.randrange(40)}")
    return Record(report, events=(first, second, third))


def add_options(parser: argparse.ArgumentParser) -> None:
    """What may be asked."""
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of event mentions")


def run(options: argparse.Namespace) -> int:
    """Prints a line for each size."""
    print(
        f"{'mentions':>9} {'link s':>8} {'CPU s':>7} {'add 100 s':>10} {'CPU s':>7} {'peak MB':>8} "
        f"{'incidents':>10} {'pairs p':>8} {'pairs r':>8}"
    )
    for size in options.sizes:
        made = list(generate(size))
        extra = [record for record, _ in generate(100, SEED + 1)]
        start, start_cpu = time.perf_counter(), time.process_time()
        linked = link_records(record for record, _ in made)
        linking_s, linking_cpu_s = time.perf_counter() - start, time.process_time() - start_cpu
        start, start_cpu = time.perf_counter(), time.process_time()
        add_records(linked, extra)
        adding_s, adding_cpu_s = time.perf_counter() - start, time.process_time() - start_cpu
        truth = {key: happening for _, keys in made for key, happening in keys.items()}
        right, found, known = _pairs([incident.reports for incident in linked.linking.incidents], truth)
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>9} {linking_s:>8.1f} {linking_cpu_s:>7.1f} {adding_s:>10.1f} {adding_cpu_s:>7.1f} {peak_mb:>8.0f} "
            f"{len(linked.linking.incidents):>10} "
            f"{right / max(1, found):>8.3f} {right / max(1, known):>8.3f}",
            flush=True,
        )
    return 0


def _pairs(groups: list[tuple[str, ...]], truth: dict[MentionKey, int]) -> tuple[int, int, int]:
    """Pairs of reports rightly together, together, and that should be."""
    of_report = {key.report: happening for key, happening in truth.items()}
    sizes: dict[int, int] = {}
    for happening in of_report.values():
        sizes[happening] = sizes.get(happening, 0) + 1
    known = sum(size * (size - 1) // 2 for size in sizes.values())
    right = found = 0
    for group in groups:
        found += len(group) * (len(group) - 1) // 2
        inside: dict[int, int] = {}
        for report in group:
            inside[of_report[report]] = inside.get(of_report[report], 0) + 1
        right += sum(size * (size - 1) // 2 for size in inside.values())
    return right, found, known
