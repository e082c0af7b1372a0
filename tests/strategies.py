"""Records made up by hypothesis: any text, any spans in it, every class of the model; and how to find evidence."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from selon.model import (
    FIGURE_KINDS,
    LABEL_KINDS,
    REALITIES,
    SOURCE_KINDS,
    STANCES,
    UNKNOWN_TOPICS,
    Claim,
    Content,
    EventMention,
    Figure,
    Included,
    Label,
    Mention,
    Place,
    PlainMention,
    Record,
    Report,
    Source,
    Span,
    Unknown,
    When,
    mention_at,
    report_id,
)
from selon.model.events import PLACE_PRECISIONS

NOISY = "aé\u0301\u0302\u0327\u00a0\u202f’“”«»\u00ad\u200b\r\n\t .,-…\u202e\u2067\u2069אבعربي😀👩🏽\u200d🚒🇫🇷ﬁ"
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(NOISY)), min_size=1, max_size=80)
WORDS = st.text("abcé ", min_size=1, max_size=8)
MAYBE_WORDS = st.none() | WORDS
COUNTS = st.none() | st.integers(0, 1_000_000)
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


def plain_mentions(text: str) -> st.SearchStrategy[PlainMention]:
    return spans(text).map(lambda span: mention_at(text, *span))


def tuples_of(items: st.SearchStrategy, most: int = 2) -> st.SearchStrategy[tuple]:
    return st.lists(items, max_size=most).map(tuple)


@st.composite
def sources(draw: st.DrawFn, text: str) -> Source:
    kind = draw(st.sampled_from(SOURCE_KINDS))
    found = None if kind == "implicit" else draw(plain_mentions(text))
    return Source(
        kind=kind,
        text=found and found.text,
        span=found and found.span,
        party=draw(MAYBE_WORDS),
        name=draw(MAYBE_WORDS),
        refers_to=draw(st.none() | plain_mentions(text)),
    )


@st.composite
def contents(draw: st.DrawFn, text: str) -> Content:
    found = draw(st.lists(spans(text), min_size=1, max_size=3))
    return Content(" ".join(span.of(text) for span in found), tuple(found))


@st.composite
def claims(draw: st.DrawFn, text: str) -> Claim:
    return Claim(
        id=f"c{draw(st.integers(1, 9))}",
        sources=tuple(draw(st.lists(sources(text), min_size=1, max_size=2))),
        cue=draw(st.none() | plain_mentions(text)),
        stance=draw(st.sampled_from(STANCES)),
        content=draw(contents(text)),
        quotes=draw(tuples_of(spans(text))),
        parent=draw(st.none() | st.just("c1")),
        about=draw(tuples_of(st.just("e1"))),
        rule=draw(MAYBE_WORDS),
    )


@st.composite
def mentions(draw: st.DrawFn, text: str) -> Mention:
    found = draw(plain_mentions(text))
    return Mention(
        text=found.text,
        span=found.span,
        party=draw(MAYBE_WORDS),
        name=draw(MAYBE_WORDS),
        refers_to=draw(st.none() | plain_mentions(text)),
        suspected=draw(st.booleans()),
    )


@st.composite
def places(draw: st.DrawFn, text: str) -> Place:
    found = draw(plain_mentions(text))
    return Place(
        text=found.text,
        span=found.span,
        geonameid=draw(st.none() | st.integers(1, 10**7)),
        name=draw(MAYBE_WORDS),
        country=draw(st.none() | st.sampled_from(["SY", "ML", "FR"])),
        lat=draw(st.none() | st.floats(-90, 90)),
        lon=draw(st.none() | st.floats(-180, 180)),
        precision=draw(st.none() | st.sampled_from(PLACE_PRECISIONS)),
    )


@st.composite
def figures(draw: st.DrawFn, text: str) -> Figure:
    found = draw(plain_mentions(text))
    return Figure(
        kind=draw(st.sampled_from(FIGURE_KINDS)),
        min=draw(COUNTS),
        max=draw(COUNTS),
        text=found.text,
        span=found.span,
        approx=draw(st.booleans()),
        who=draw(MAYBE_WORDS),
        includes=draw(tuples_of(st.builds(Included, who=WORDS, min=COUNTS, max=COUNTS))),
    )


@st.composite
def whens(draw: st.DrawFn, text: str) -> When:
    found = draw(plain_mentions(text))
    return When(found.text, found.span, draw(DAYS), draw(DAYS))


@st.composite
def events(draw: st.DrawFn, text: str) -> EventMention:
    return EventMention(
        id=f"e{draw(st.integers(1, 9))}",
        type=draw(st.sampled_from(["battle.armed_clash", "toll.casualties"])),
        trigger=draw(plain_mentions(text)),
        initiators=draw(tuples_of(mentions(text))),
        targets=draw(tuples_of(mentions(text))),
        means=draw(tuples_of(mentions(text))),
        places=draw(tuples_of(places(text))),
        when=draw(st.none() | whens(text)),
        figures=draw(tuples_of(figures(text))),
        reality=draw(st.sampled_from(REALITIES)),
        claims=draw(tuples_of(st.just("c1"))),
        rule=draw(MAYBE_WORDS),
    )


@st.composite
def labels(draw: st.DrawFn, text: str) -> Label:
    found = draw(plain_mentions(text))
    return Label(found.text, found.span, draw(st.sampled_from(LABEL_KINDS)), draw(MAYBE_WORDS))


@st.composite
def unknowns(draw: st.DrawFn, text: str) -> Unknown:
    found = draw(plain_mentions(text))
    return Unknown(found.text, found.span, draw(st.sampled_from(UNKNOWN_TOPICS)), draw(MAYBE_WORDS))


@st.composite
def records_of(draw: st.DrawFn, text: str) -> Record:
    """A record whose every mention holds in ``text``."""
    report = Report(
        text=text,
        id=report_id(text),
        published=draw(DAYS),
        publisher=draw(MAYBE_WORDS),
        title=draw(MAYBE_WORDS),
        url=draw(MAYBE_WORDS),
    )
    return Record(
        report=report,
        claims=draw(tuples_of(claims(text))),
        events=draw(tuples_of(events(text))),
        labels=draw(tuples_of(labels(text))),
        unknowns=draw(tuples_of(unknowns(text))),
    )


RECORDS = TEXTS.flatmap(records_of)


def mentions_in(value: Any) -> list[dict[str, Any]]:
    """Every dict with a text and a span, at any depth."""
    if isinstance(value, list):
        return [found for item in value for found in mentions_in(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("span") is not None and "text" in value else []
    return own + [found for item in value.values() for found in mentions_in(item)]
