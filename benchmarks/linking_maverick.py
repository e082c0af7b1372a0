"""Links the coded reports of MAVERICK's Kenyan part by cross-validation over events, beside simple baselines."""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from benchmarks.gold import SHARED
from selon.link.clusters import cluster
from selon.link.comparisons import COMPARISONS, MISSING
from selon.link.engine import ScoredPair, score_pairs
from selon.link.linking import footing_of
from selon.link.rows import TellingRow, mention_key, rows_of
from selon.link.weights import Example, estimate_weights, even_weights, load_weights
from selon.model import EventMention, Figure, Mention, Place, PlainMention, Record, Report, Span, When, report_id
from selon.model.incidents import MentionKey, Telling

FILE = SHARED / "data" / "linking" / "maverick" / "maverick_kenya.csv.gz"
FOLDS = 5
Row = dict[str, str]
_DATED = re.compile(r"\((\d{4}-\d{2}-\d{2})\)")
"""A source is written « Author (2008-01-29) Headline »."""

TYPES = (
    ("Abduction", "violence_against_civilians.abduction"),
    ("Sexual violence", "violence_against_civilians.sexual_violence"),
    ("Torture", "violence_against_civilians.torture"),
    ("Riot", "unrest.riot"),
    ("Crowd control", "unrest.protest"),
    ("Arson", "coercion.destruction"),
    ("Looting", "coercion.destruction"),
)
PRECISIONS = {"6": "exact", "5": "exact", "4": "exact", "3": "near", "2": "region", "1": "country"}
"""MAVERICK's scale: 6 a street or building … 3 a city, 2 a county, 1 the country."""


def load_rows() -> list[Row]:
    """The coded reports, one row each."""
    if not FILE.is_file():
        raise SystemExit(f"{FILE}: no data; set SELON_SHARED to the folder that holds data/linking/maverick")
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class _Text:
    """A text made of a row's cells, one a line, so that every value has words and offsets."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, start + len(words))


def _known(value: str) -> bool:
    return value not in ("", "NA") and not value.startswith("Unknown")


def _actors(row: Row, roles: tuple[str, ...], text: _Text) -> tuple[Mention, ...]:
    found = []
    for number in range(1, 7):
        name = row[f"actor{number}"]
        if _known(name) and any(row[f"actor{number}_{role}"] == "1" for role in roles):
            found.append(Mention(name, text.add(name), party=row[f"actor{number}_id"], name=name))
    return tuple(found)


def _violence(row: Row) -> set[str]:
    cells = (row[f"actor{number}_violence"] for number in range(1, 7))
    return {kind for cell in cells for kind in cell.split("; ") if _known(kind) and kind != "Other"}


def _type(row: Row, kinds: set[str]) -> str:
    if row["event_context"] == "Clash":
        return "battle.armed_clash"
    found = (name for word, name in TYPES if any(kind.startswith(word) for kind in kinds))
    return next(found, "violence_against_civilians.attack")


def _places(row: Row, text: _Text) -> tuple[Place, ...]:
    found = []
    if row["latitude"] not in ("", "NA") and row["location"] not in ("", "NA"):
        where = text.add(row["location"])
        point = float(row["latitude"]), float(row["longitude"])
        found.append(Place(row["location"], where, None, None, "KE", *point, PRECISIONS[row["geo_precision"]]))
    if row["city"] not in ("", "NA"):
        found.append(Place(row["city"], text.add(row["city"]), None, row["city"], "KE", None, None, "region"))
    return tuple(found)


def _figures(row: Row, text: _Text) -> tuple[Figure, ...]:
    found = []
    for kind, name in (("killed", "deaths"), ("wounded", "injuries")):
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        if low not in ("", "NA", "0") and high not in ("", "NA"):
            words = f"{low} to {high} {kind}"
            found.append(Figure(kind, int(low), int(high), words, text.add(words)))
    return tuple(found)


def event_of(row: Row, text: _Text, number: int) -> EventMention:
    """One row as an event mention; "Unknown" and 0 dead are nothing said."""
    kinds = _violence(row)
    first, last = sorted((row["date_start"], row["date_end"]))
    event_type = _type(row, kinds)
    trigger = text.add(event_type)
    target = row["target"]
    targets = [Mention(target, text.add(target))] if _known(target) and target != "Other" else []
    return EventMention(
        id=f"e{number}",
        type=event_type,
        trigger=PlainMention(event_type, trigger),
        initiators=_actors(row, ("perpetrator", "initiator"), text),
        targets=(*targets, *_actors(row, ("victim",), text)),
        means=tuple(Mention(kind, text.add(kind)) for kind in sorted(kinds)),
        places=_places(row, text),
        when=When(f"{first} – {last}", text.add(f"{first} – {last}"), first, last),
        figures=_figures(row, text),
    )


def records_of(rows: Iterable[Row]) -> tuple[list[Record], dict[MentionKey, str]]:
    """One record for each source, and (report id, event id) → MAVERICK's event."""
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row["source"]].append(row)
    records: list[Record] = []
    truth: dict[MentionKey, str] = {}
    for source, coded in sorted(by_source.items()):
        text = _Text()
        text.add(source)
        events = tuple(event_of(row, text, number) for number, row in enumerate(coded, 1))
        author, published, headline = _DATED.split(source, maxsplit=1)
        report = Report(text.text, report_id(text.text + source), "en", published, author.strip(), headline.strip())
        records.append(Record(report, events=events))
        truth |= {MentionKey(report.id, event.id): row["event_id"] for event, row in zip(events, coded, strict=True)}
    return records, truth


def tellings_of(record: Record) -> tuple[Telling, ...]:
    """Each row a telling of its own: the coders put apart what a report tells of several happenings."""
    return tuple(Telling(MentionKey(record.report.id, event.id), (event.id,)) for event in record.events)


def fold_of(event: str) -> int:
    """The part that an event belongs to, by a hash of its name."""
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up over folds: B-cubed sums, members, and pairs right, predicted and gold."""

    precision: float
    recall: float
    members: int
    right: int
    predicted: int
    gold: int

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    def shown(self, name: str) -> str:
        """A line of the table."""
        p, r = self.precision / self.members, self.recall / self.members
        pair_p, pair_r = self.right / max(1, self.predicted), self.right / self.gold
        pair_f1 = 2 * self.right / (self.predicted + self.gold)
        b3 = 2 * p * r / (p + r)
        return f"{name:36} {p:.3f} {r:.3f} {b3:.3f}   {pair_p:.3f} {pair_r:.3f} {pair_f1:.3f}"


def score_groups(groups: list[list[MentionKey]], truth: Mapping[MentionKey, str], fold: int | None = None) -> Score:
    """B-cubed and pairs over the members of one fold's events; the groups may hold others too, which count as wrong."""
    gold: dict[str, set[MentionKey]] = defaultdict(set)
    for key, event in truth.items():
        gold[event].add(key)
    total = Score(0, 0, 0, 0, 0, 0)
    for group in groups:
        found = set(group)
        for key in group:
            if fold is None or fold_of(truth[key]) == fold:
                both, known = len(found & gold[truth[key]]), len(gold[truth[key]])
                total += Score(both / len(found), both / known, 1, both - 1, len(found) - 1, known - 1)
    return total


def _by_same(rows: Iterable[TellingRow], same: Callable[[TellingRow], object]) -> list[list[MentionKey]]:
    """Baseline: rows with the same cells are one event; one that says nothing in a cell is alone."""
    groups: dict[object, list[MentionKey]] = defaultdict(list)
    for row in rows:
        cells = same(row)
        groups[row.key if cells is None else cells].append(mention_key(row.key))
    return list(groups.values())


def _exact_levels(pair: ScoredPair) -> dict[str, str]:
    """Levels as exact comparison has them: the closest one, or else the last."""
    last = {one.name: (one.levels[1].name, one.levels[-1].name) for one in COMPARISONS}
    return {name: level if level in (MISSING, last[name][0]) else last[name][1] for name, level in pair.levels.items()}


def _cross_validated(
    rows: list[TellingRow], pairs: list[ScoredPair], truth: Mapping[MentionKey, str], exact: bool = False
) -> Score:
    """Weights from the pairs of four parts of the events, links among all, scored on the fifth; five times."""
    footings = {row.key: footing_of(row) for row in rows}
    levels = {(pair.left, pair.right): _exact_levels(pair) if exact else pair.levels for pair in pairs}
    events = {keys: (truth[mention_key(keys[0])], truth[mention_key(keys[1])]) for keys in levels}
    total = Score(0, 0, 0, 0, 0, 0)
    for fold in range(FOLDS):
        examples = [
            Example(levels[keys], float(one == other))
            for keys, (one, other) in events.items()
            if fold not in (fold_of(one), fold_of(other))
        ]
        weights = estimate_weights(examples)
        links = {
            keys: weights.prior_bits + sum(weights.bits(*level) for level in found.items())
            for keys, found in levels.items()
        }
        groups = [[mention_key(key) for key in group] for group in cluster(footings, links)]
        total += score_groups(groups, truth, fold)
    return total


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    """Prints the baselines, exact levels, Selon's comparisons by cross-validation, and Selon as shipped."""
    records, truth = records_of(load_rows())
    rows = [row for record in records for row in rows_of(record, tellings_of(record))]
    pairs = list(score_pairs(rows, even_weights()))
    shipped = load_weights()
    links = {
        (pair.left, pair.right): shipped.prior_bits + sum(shipped.bits(*level) for level in pair.levels.items())
        for pair in pairs
    }
    groups = cluster({row.key: footing_of(row) for row in rows}, links)
    alone = [[mention_key(row.key)] for row in rows]
    print(f"{'':36} B3 p  r     f1      pairs p r   f1")
    print(score_groups(alone, truth).shown("each report alone"))
    by_place = _by_same(rows, lambda row: (row.first_day, *row.places) if row.places else None)
    print(score_groups(by_place, truth).shown("same day and place"))
    by_doer = _by_same(rows, lambda row: (row.first_day, *row.areas, *row.doers) if row.areas and row.doers else None)
    print(score_groups(by_doer, truth).shown("same day, city and doers"))
    print(_cross_validated(rows, pairs, truth, exact=True).shown("Splink, exact levels only"))
    print(_cross_validated(rows, pairs, truth).shown("Selon's levels, cross-validated"))
    shown = score_groups([[mention_key(key) for key in group] for group in groups], truth)
    print(shown.shown("Selon as shipped (has seen it)"))
    return 0
