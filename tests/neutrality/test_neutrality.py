"""The same words are read the same whoever the party is: names are swapped, and nothing but the names may change."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from selon.lexicon.table import read_table
from selon.model import Record, Span

Read = Callable[..., Record]
Fact = tuple[object, ...]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = Path(os.environ.get("SELON_SHARED", ROOT.parent / "shared"))
MOST_CHANGED = 0.02
"""Share of what a record says, names left out, that a swap of names may change (a parser sees other words)."""


@dataclass(frozen=True)
class Swapped:
    """A text with its names swapped, and where each of its characters stood."""

    text: str
    swaps: tuple[tuple[Span, Span], ...]

    def before(self, at: int, *, end: bool) -> int:
        """The offset in the text before the swap; of a bound inside a name, the name's bound."""
        shift = 0
        for old, new in self.swaps:
            if at >= new.end:
                shift = old.end - new.end
            elif at > new.start:
                return old.end if end else old.start
        return at + shift

    def span_before(self, span: Span) -> tuple[int, int]:
        return self.before(span.start, end=False), self.before(span.end, end=True)


def pairs(kind: str) -> dict[str, str]:
    rows = [row for row in read_table(HERE / "swaps.tsv", ("kind", "one", "other")) if row["kind"] == kind]
    return {a: b for row in rows for a, b in ((row["one"], row["other"]), (row["other"], row["one"]))}


def swap(text: str, names: dict[str, str]) -> Swapped:
    pattern = re.compile(r"(?<![\w-])(" + "|".join(sorted(names, key=len, reverse=True)) + r")(?![\w-])")
    parts: list[str] = []
    swaps: list[tuple[Span, Span]] = []
    done = length = 0
    for match in pattern.finditer(text):
        new = names[match.group()]
        parts += [text[done : match.start()], new]
        length += match.start() - done
        swaps.append((Span(*match.span()), Span(length, length + len(new))))
        length, done = length + len(new), match.end()
    return Swapped("".join([*parts, text[done:]]), tuple(swaps))


def facts(record: Record, back: Callable[[Span], tuple[int, int]]) -> Iterator[Fact]:
    """What a record says, without names and positions on the map."""
    for claim in record.claims:
        here = tuple(back(span) for span in claim.content.spans)
        yield "content", here
        yield "stance", here, claim.stance
        yield "cue", here, None if claim.cue is None else back(claim.cue.span)
        for source in claim.sources:
            yield "source", here, source.kind, None if source.span is None else back(source.span)
    for event in record.events:
        at = back(event.trigger.span)
        yield "event", at, event.type
        yield "reality", at, event.reality
        yield "sourced", at, len(event.claims)
        for role in ("initiators", "targets", "means"):
            for mention in getattr(event, role):
                yield role, at, back(mention.span), mention.suspected
        yield "when", at, None if event.when is None else back(event.when.span)
        for figure in event.figures:
            yield "figure", figure.kind, figure.min, figure.max, back(figure.span)
    for label in record.labels:
        yield "label", label.kind, back(label.span)
    for unknown in record.unknowns:
        yield "unknown", unknown.about, back(unknown.span)


def texts() -> list[str]:
    """The reports of these tests and, where it is at hand, of the gold set that was written for Selon."""
    own = [row["text"] for row in read_table(HERE / "reports.tsv", ("text",))]
    gold = SHARED / "gold" / "fr" / "records.jsonl"
    if not gold.is_file():
        return own
    return own + [json.loads(line)["report"]["text"] for line in gold.read_text("utf-8").splitlines()]


def changes(read: Read, names: dict[str, str]) -> tuple[Counter[Fact], int]:
    """What the swap changed in all texts that have one of the names, and how much their records say."""
    changed: Counter[Fact] = Counter()
    total = 0
    for number, text in enumerate(texts()):
        swapped = swap(text, names)
        if swapped.swaps:
            plain = Counter(facts(read(text), lambda span: (span.start, span.end)))
            other = Counter(facts(read(swapped.text), swapped.span_before))
            changed.update({(number, *fact): n for fact, n in ((plain - other) + (other - plain)).items()})
            total += plain.total() + other.total()
    return changed, total


@pytest.mark.parametrize("kind", ["side", "state", "capital", "agency"])
def test_a_swap_of_names_changes_nothing_but_names(read_fr: Read, kind: str) -> None:
    """Claims, stances, events, roles, reality, figures and labels stay, whoever does it and whoever says so."""
    changed, total = changes(read_fr, pairs(kind))
    assert total > 40
    assert changed.total() / total <= MOST_CHANGED, dict(changed)


def test_a_swap_changes_the_names(read_fr: Read) -> None:
    """The swap is felt: who is named is told by the name in the text."""
    text = next(row["text"] for row in read_table(HERE / "reports.tsv", ("text",)))
    swapped = swap(text, pairs("capital"))
    names = {source.text for claim in read_fr(text).claims for source in claim.sources}
    others = {source.text for claim in read_fr(swapped.text).claims for source in claim.sources}
    assert "Damas" in names
    assert "Moscou" in others
    assert others == {pairs("capital").get(name or "", name) for name in names}


def test_offsets_of_a_swapped_text_lead_back() -> None:
    """A span around, before, at and after a name has its place in the text before."""
    swapped = swap("De Damas à Kiev.", {"Damas": "Moscou", "Kiev": "Paris"})
    assert swapped.text == "De Moscou à Paris."
    places = [Span(0, 2), Span(3, 9), Span(0, 11), Span(12, 17), Span(17, 18)]
    assert [swapped.span_before(span) for span in places] == [(0, 2), (3, 8), (0, 10), (11, 15), (15, 16)]
