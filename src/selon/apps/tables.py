"""The tables of an export: each column with its meaning and how its value is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from selon.casebook import Entry
from selon.model import Claim, EventMention, Figure, Mention, Record, Source

JOIN = " | "
"""Between several values in one cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a table is about; ``None`` where a table has nothing of that kind.

    Attributes:
        entry: The report.
        record: What Selon says of it; ``None`` where it could not be read.
        claim: The claim of the line.
        event: The event of the line.
        figure: The figure of the line.
    """

    entry: Entry
    record: Record | None = None
    claim: Claim | None = None
    event: EventMention | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of an exported table.

    Attributes:
        name: As it stands in the first line.
        meaning: What it says, for the codebook.
        value: Its value in a line; ``None`` gives an empty cell.
    """

    name: str
    meaning: str
    value: Callable[[Line], Any]


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of an export.

    Attributes:
        name: Its file is ``name.csv``.
        about: What a line is.
        columns: In order.
        lines: The lines that a report has in it.
    """

    name: str
    about: str
    columns: tuple[ExportColumn, ...]
    lines: Callable[[Entry, Record | None], Iterator[Line]]


def _of_report(name: str, meaning: str) -> ExportColumn:
    return ExportColumn(name, meaning, lambda line: getattr(line.entry.report, name))


def _of_claim(name: str, meaning: str, value: Callable[[Claim], Any]) -> ExportColumn:
    return ExportColumn(name, meaning, lambda line: line.claim and value(line.claim))


def _of_event(name: str, meaning: str, value: Callable[[EventMention], Any]) -> ExportColumn:
    return ExportColumn(name, meaning, lambda line: line.event and value(line.event))


def _of_figure(name: str, meaning: str, value: Callable[[Figure], Any]) -> ExportColumn:
    return ExportColumn(name, meaning, lambda line: None if line.figure is None else value(line.figure))


def joined(values: Iterable[Any]) -> str | None:
    """Several values in one cell; those that are unknown hold their place with nothing."""
    cells = ["" if value is None else str(value) for value in values]
    return JOIN.join(cells) if any(cells) else None


def holder(source: Source) -> str:
    """Who speaks: the party's name, or what a pronoun stands for, or the words."""
    return source.name or (source.refers_to.text if source.refers_to else source.text) or "(nobody named)"


def _names(mentions: Iterable[Mention]) -> str | None:
    return joined(item.text + (" (suspected)" if item.suspected else "") for item in mentions)


def _place(name: str, meaning: str) -> ExportColumn:
    return _of_event(name, meaning, lambda event: getattr(event.places[0], name) if event.places else None)


def voices_of(line: Line) -> list[Claim]:
    """The claims whose content covers the figure's words; empty for the outlet's own voice."""
    if line.record is None or line.figure is None:
        return []
    span = line.figure.span
    return [claim for claim in line.record.claims if any(part.covers(span) for part in claim.content.spans)]


def _voice_ids(line: Line) -> str | None:
    return joined(claim.id for claim in voices_of(line))


KEY = ExportColumn("key", "the report's id in the casebook", lambda line: line.entry.key)
PUBLICATION = (
    _of_report("published", "ISO date or date-time of publication; empty if unknown"),
    _of_report("publisher", "the outlet; empty if unknown"),
)

REPORTS = ExportTable(
    "reports",
    "one report",
    (
        KEY,
        *PUBLICATION,
        _of_report("id", "the collection's own id, or the hash of the text"),
        _of_report("language", "ISO 639-1 code"),
        _of_report("title", "title, not part of the text"),
        _of_report("url", "address"),
        ExportColumn("characters", "length of the text in code points", lambda line: len(line.entry.report.text)),
        ExportColumn("claims", "number of claims", lambda line: line.entry.claims),
        ExportColumn("events", "number of events", lambda line: line.entry.events),
        ExportColumn(
            "relevance",
            "what the relevance gate said; empty where it was off",
            lambda line: line.entry.relevance and line.entry.relevance.reason(),
        ),
        ExportColumn(
            "unread",
            "why it could not be read; empty where it was",
            lambda line: line.entry.unread and line.entry.unread.reason,
        ),
    ),
    lambda entry, record: iter([Line(entry, record)]),
)

CLAIMS = ExportTable(
    "claims",
    "one claim: who says what in one report",
    (
        KEY,
        *PUBLICATION,
        _of_claim("claim", "id of the claim in the report", lambda claim: claim.id),
        _of_claim(
            "holders",
            "who says it: party, or what a pronoun stands for, or the words",
            lambda c: joined(map(holder, c.sources)),
        ),
        _of_claim("holder_words", "the words for them in the text", lambda c: joined(s.text for s in c.sources)),
        _of_claim("holder_kinds", "named, unnamed or implicit", lambda c: joined(s.kind for s in c.sources)),
        _of_claim("parties", "ids of the parties, where resolved", lambda c: joined(s.party for s in c.sources)),
        _of_claim("stance", "the speech act", lambda claim: claim.stance),
        _of_claim("cue", "the attributing words", lambda claim: claim.cue and claim.cue.text),
        _of_claim("content", "the attributed words", lambda claim: claim.content.text),
        _of_claim("start", "first character of the content, from 0", lambda c: min(s.start for s in c.content.spans)),
        _of_claim("stop", "first character after the content", lambda c: max(s.end for s in c.content.spans)),
        ExportColumn(
            "quotes", "words in quotation marks", lambda line: line.claim and joined(_quotes(line, line.claim))
        ),
        _of_claim("parent", "the claim that contains this one", lambda claim: claim.parent),
        _of_claim("rule", "the rule and the table line that made it", lambda claim: claim.rule),
    ),
    lambda entry, record: (Line(entry, record, claim=claim) for claim in (record.claims if record else ())),
)


def _quotes(line: Line, claim: Claim) -> Iterator[str]:
    return (span.of(line.entry.report.text) for span in claim.quotes)


EVENTS = ExportTable(
    "events",
    "one event that one report tells; several reports of one incident are several lines",
    (
        KEY,
        *PUBLICATION,
        _of_event("event", "id of the event in the report", lambda event: event.id),
        _of_event("type", "family.type", lambda event: event.type),
        _of_event("reality", "actual, negated, possible, future, questioned", lambda event: event.reality),
        _of_event("claims", "claims that say it; empty for the outlet's own voice", lambda event: joined(event.claims)),
        _of_event("trigger", "the word that names it", lambda event: event.trigger.text),
        _of_event("start", "first character of the trigger, from 0", lambda event: event.trigger.span.start),
        _of_event("initiators", "who does it", lambda event: _names(event.initiators)),
        _of_event("initiator_parties", "their parties", lambda event: joined(m.party for m in event.initiators)),
        _of_event("targets", "to whom it is done", lambda event: _names(event.targets)),
        _of_event("target_parties", "their parties", lambda event: joined(m.party for m in event.targets)),
        _of_event("means", "weapon or instrument", lambda event: _names(event.means)),
        _of_event("places", "where, most specific first", lambda event: joined(place.text for place in event.places)),
        _place("geonameid", "GeoNames id of the first place"),
        _place("country", "its country, ISO 3166 alpha-2"),
        _place("lat", "its degrees north"),
        _place("lon", "its degrees east"),
        _place("precision", "exact, near, region, country"),
        _of_event("when", "the words of the date", lambda event: event.when and event.when.text),
        _of_event("earliest", "first possible day", lambda event: event.when and event.when.earliest),
        _of_event("latest", "last possible day", lambda event: event.when and event.when.latest),
        _of_event("figures", "counts of people, as written", lambda event: joined(f.text for f in event.figures)),
        _of_event("rule", "the rule and the table line that made it", lambda event: event.rule),
    ),
    lambda entry, record: (Line(entry, record, event=event) for event in (record.events if record else ())),
)

FIGURES = ExportTable(
    "figures",
    "one count of people in one event",
    (
        KEY,
        *PUBLICATION,
        _of_event("event", "id of the event in the report", lambda event: event.id),
        _of_event("type", "family.type of the event", lambda event: event.type),
        _of_event("reality", "whether the event is said to have happened", lambda event: event.reality),
        _of_figure("kind", "what was done to them", lambda figure: figure.kind),
        _of_figure("min", "least number that the words allow; empty for no bound", lambda figure: figure.min),
        _of_figure("max", "greatest number that the words allow; empty for no bound", lambda figure: figure.max),
        _of_figure("approx", "1 where the words mark it as approximate", lambda figure: int(figure.approx)),
        _of_figure("who", "the words counted", lambda figure: figure.who),
        _of_figure("includes", "sub-groups with their bounds", lambda figure: joined(map(_included, figure.includes))),
        _of_figure("text", "the words of the count", lambda figure: figure.text),
        _of_figure("start", "first character, from 0", lambda figure: figure.span.start),
        _of_figure("stop", "first character after it", lambda figure: figure.span.end),
        ExportColumn(
            "claims",
            "claims that give the number; empty for the outlet's own voice",
            _voice_ids,
        ),
        ExportColumn(
            "holders",
            "who gives the number",
            lambda line: joined(holder(source) for claim in voices_of(line) for source in claim.sources),
        ),
        _of_event("earliest", "first possible day of the event", lambda event: event.when and event.when.earliest),
        _of_event("latest", "last possible day of the event", lambda event: event.when and event.when.latest),
    ),
    lambda entry, record: (
        Line(entry, record, event=event, figure=figure)
        for event in (record.events if record else ())
        for figure in event.figures
    ),
)


def _included(part: Any) -> str:
    """``enfants 36``, ``enfants 10…15``, or ``enfants`` where no number is given."""
    if part.min is None and part.max is None:
        return str(part.who)
    if part.min == part.max:
        return f"{part.who} {part.min}"
    low, high = ("" if bound is None else bound for bound in (part.min, part.max))
    return f"{part.who} {low}…{high}"


TABLES = (REPORTS, CLAIMS, EVENTS, FIGURES)
