"""A record to rows that SQL can ask, and back; the way back gives the record to the letter."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from selon.model import (
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
    Relevance,
    Report,
    Source,
    Span,
    Unknown,
    When,
)

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
"""Name of a table to its rows of one record, in the order of their numbers."""
T = TypeVar("T")

_ROLES = (("initiator", "initiators"), ("target", "targets"), ("means", "means"))


def rows_of(record: Record, record_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of a record.

    Args:
        record: What Selon says of a report.
        record_id: The id that stands in every row.

    Returns:
        Name of a table to rows; tables without rows are left out.
    """
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def put(table: str, **values: Any) -> None:
        rows[table].append({"record_id": record_id, **values})

    for no, claim in enumerate(record.claims):
        _put_claim(put, no, claim, record.report.text)
    for no, event in enumerate(record.events):
        _put_event(put, no, event)
    for no, label in enumerate(record.labels):
        put("labels", no=no, kind=label.kind, rule=label.rule, **_words(label))
    for no, unknown in enumerate(record.unknowns):
        put("unknowns", no=no, about=unknown.about, rule=unknown.rule, **_words(unknown))
    return dict(rows)


def _words(mention: Any, prefix: str = "") -> dict[str, Any]:
    """Text and span of anything that has both; nulls for nothing."""
    span = None if mention is None else mention.span
    return {
        f"{prefix}text": None if mention is None else mention.text,
        f"{prefix}start": None if span is None else span.start,
        f"{prefix}stop": None if span is None else span.end,
    }


def _put_claim(put: Callable[..., None], no: int, claim: Claim, text: str) -> None:
    put(
        "claims",
        no=no,
        id=claim.id,
        stance=claim.stance,
        content_text=claim.content.text,
        parent=claim.parent,
        rule=claim.rule,
        **_words(claim.cue, "cue_"),
    )
    for place, source in enumerate(claim.sources):
        party = {"party": source.party, "name": source.name, "kind": source.kind}
        put("claim_sources", claim_no=no, no=place, **party, **_words(source), **_words(source.refers_to, "refers_"))
    for table, spans in (("claim_contents", claim.content.spans), ("claim_quotes", claim.quotes)):
        for place, span in enumerate(spans):
            put(table, claim_no=no, no=place, text=span.of(text), start=span.start, stop=span.end)
    for place, event in enumerate(claim.about):
        put("claim_events", claim_no=no, no=place, event=event)


def _put_event(put: Callable[..., None], no: int, event: EventMention) -> None:
    put(
        "events",
        no=no,
        id=event.id,
        type=event.type,
        reality=event.reality,
        earliest=event.when and event.when.earliest,
        latest=event.when and event.when.latest,
        rule=event.rule,
        **_words(event.trigger, "trigger_"),
        **_words(event.when, "when_"),
    )
    for place, claim in enumerate(event.claims):
        put("event_claims", event_no=no, no=place, claim=claim)
    for role, field in _ROLES:
        for place, mention in enumerate(getattr(event, field)):
            put("event_mentions", event_no=no, role=role, no=place, **_mention_row(mention))
    for place, where in enumerate(event.places):
        keys = ("geonameid", "name", "country", "lat", "lon", "precision")
        put("event_places", event_no=no, no=place, **_words(where), **{key: getattr(where, key) for key in keys})
    for place, figure in enumerate(event.figures):
        _put_figure(put, no, place, figure)


def _mention_row(mention: Mention) -> dict[str, Any]:
    names = {"party": mention.party, "name": mention.name, "suspected": int(mention.suspected)}
    return {**names, **_words(mention), **_words(mention.refers_to, "refers_")}


def _put_figure(put: Callable[..., None], event_no: int, no: int, figure: Figure) -> None:
    bounds = {"min": figure.min, "max": figure.max, "approx": int(figure.approx)}
    put("event_figures", event_no=event_no, no=no, kind=figure.kind, who=figure.who, **bounds, **_words(figure))
    for place, part in enumerate(figure.includes):
        put(
            "figure_includes",
            event_no=event_no,
            figure_no=no,
            no=place,
            who=part.who,
            min=part.min,
            max=part.max,
        )


def relevance_to_text(relevance: Relevance | None) -> str | None:
    """What the relevance gate said, as JSON; ``None`` where it was off."""
    if relevance is None:
        return None
    return json.dumps(asdict(relevance), ensure_ascii=False, sort_keys=True)


def relevance_from_text(words: str | None) -> Relevance | None:
    """What ``relevance_to_text`` wrote."""
    if words is None:
        return None
    plain = json.loads(words)
    passages = tuple(Span(*passage) for passage in plain["passages"])
    return Relevance(plain["density"], plain["least"], passages, tuple(plain["words"]))


def record_from_rows(report: Report, rows: Rows, relevance: Relevance | None = None) -> Record:
    """The record whose rows these are.

    Args:
        report: The report that it is of.
        rows: As ``rows_of`` gives them.
        relevance: What the relevance gate said.
    """
    parts = _Parts(rows)
    return Record(
        report=report,
        claims=tuple(_claim(row, parts) for row in rows.get("claims", ())),
        events=tuple(_event(row, parts) for row in rows.get("events", ())),
        labels=tuple(Label(row["text"], _span(row), row["kind"], row["rule"]) for row in rows.get("labels", ())),
        unknowns=tuple(Unknown(row["text"], _span(row), row["about"], row["rule"]) for row in rows.get("unknowns", ())),
        relevance=relevance,
    )


class _Parts:
    """Rows of the deeper tables, found by the numbers of what they belong to."""

    def __init__(self, rows: Rows) -> None:
        self._found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for table, keys in _OWNERS.items():
            for row in rows.get(table, ()):
                self._found[(table, *(row[key] for key in keys))].append(row)

    def of(self, make: Callable[[Row], T], table: str, *numbers: Any) -> tuple[T, ...]:
        """What the rows make that belong to these numbers, in order."""
        return tuple(make(row) for row in self._found.get((table, *numbers), ()))


_OWNERS: dict[str, tuple[str, ...]] = {
    "claim_sources": ("claim_no",),
    "claim_contents": ("claim_no",),
    "claim_quotes": ("claim_no",),
    "claim_events": ("claim_no",),
    "event_claims": ("event_no",),
    "event_mentions": ("event_no", "role"),
    "event_places": ("event_no",),
    "event_figures": ("event_no",),
    "figure_includes": ("event_no", "figure_no"),
}


def _span(row: Row, prefix: str = "") -> Span:
    return Span(row[f"{prefix}start"], row[f"{prefix}stop"])


def _plain(row: Row, prefix: str) -> PlainMention | None:
    return None if row[f"{prefix}text"] is None else PlainMention(row[f"{prefix}text"], _span(row, prefix))


def _claim(row: Row, parts: _Parts) -> Claim:
    no = row["no"]
    return Claim(
        id=row["id"],
        sources=parts.of(_source, "claim_sources", no),
        cue=_plain(row, "cue_"),
        stance=row["stance"],
        content=Content(row["content_text"], parts.of(_span, "claim_contents", no)),
        quotes=parts.of(_span, "claim_quotes", no),
        parent=row["parent"],
        about=parts.of(lambda part: str(part["event"]), "claim_events", no),
        rule=row["rule"],
    )


def _source(row: Row) -> Source:
    return Source(
        kind=row["kind"],
        text=row["text"],
        span=None if row["start"] is None else _span(row),
        party=row["party"],
        name=row["name"],
        refers_to=_plain(row, "refers_"),
    )


def _mention(row: Row) -> Mention:
    names = {"party": row["party"], "name": row["name"], "refers_to": _plain(row, "refers_")}
    return Mention(row["text"], _span(row), **names, suspected=bool(row["suspected"]))


def _event(row: Row, parts: _Parts) -> EventMention:
    no = row["no"]
    roles = {field: parts.of(_mention, "event_mentions", no, role) for role, field in _ROLES}
    when = _plain(row, "when_")
    return EventMention(
        id=row["id"],
        type=row["type"],
        trigger=PlainMention(row["trigger_text"], _span(row, "trigger_")),
        **roles,
        places=parts.of(_place, "event_places", no),
        when=None if when is None else When(when.text, when.span, row["earliest"], row["latest"]),
        figures=parts.of(lambda part: _figure(part, parts), "event_figures", no),
        reality=row["reality"],
        claims=parts.of(lambda part: str(part["claim"]), "event_claims", no),
        rule=row["rule"],
    )


def _place(row: Row) -> Place:
    keys = ("geonameid", "name", "country", "lat", "lon", "precision")
    return Place(row["text"], _span(row), **{key: row[key] for key in keys})


def _figure(row: Row, parts: _Parts) -> Figure:
    return Figure(
        kind=row["kind"],
        min=row["min"],
        max=row["max"],
        text=row["text"],
        span=_span(row),
        approx=bool(row["approx"]),
        who=row["who"],
        includes=parts.of(_included, "figure_includes", row["event_no"], row["no"]),
    )


def _included(row: Row) -> Included:
    return Included(row["who"], row["min"], row["max"])


def rows_by_record(found: Iterable[tuple[str, Iterable[Row]]]) -> dict[str, dict[str, list[Row]]]:
    """Rows of many records, sorted apart: id of a record to its rows by table."""
    sorted_apart: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table, rows in found:
        for row in rows:
            sorted_apart[row["record_id"]][table].append(row)
    return sorted_apart
