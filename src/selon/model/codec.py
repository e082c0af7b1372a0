"""Records to and from plain dicts, the shape of ``record.schema.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from selon.model.claims import Claim, Content, Source
from selon.model.events import EventMention, Figure, Included, Place, When
from selon.model.labels import Label, Unknown
from selon.model.record import RECORD_VERSION, Record
from selon.model.report import Report
from selon.model.spans import Mention, PlainMention, Span

T = TypeVar("T")

# Fields that the schema leaves out rather than writes as null: absent is the plain form of "nothing to say".
_OPTIONAL: dict[type, set[str]] = {
    Mention: {"party", "name", "refers_to", "suspected"},
    Source: {"party", "name", "refers_to"},
    Claim: {"about", "rule"},
    EventMention: {"rule"},
    Figure: {"who", "includes"},
    Label: {"rule"},
    Unknown: {"rule"},
}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return _plain_object(value)
    return value


def _plain_object(value: Any) -> dict[str, Any]:
    optional: set[str] = _OPTIONAL.get(type(value), set())
    out: dict[str, Any] = {}
    for field in fields(value):
        item = getattr(value, field.name)
        if field.name in optional and (item is None or item is False or item == ()):
            continue
        out[field.name] = _plain(item)
    return out


def record_to_dict(record: Record, *, with_text: bool = True) -> dict[str, Any]:
    """The record as plain dicts and lists, valid against ``record.schema.json``."""
    report = record.report
    head: dict[str, Any] = {
        "id": report.id,
        "language": report.language,
        "published": report.published,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
    }
    if with_text:
        head["text"] = report.text
    return {
        "record_version": RECORD_VERSION,
        "report": head,
        "claims": _plain(record.claims),
        "events": _plain(record.events),
        "labels": _plain(record.labels),
        "unknowns": _plain(record.unknowns),
    }


def _span(value: Any) -> Span:
    start, end = value
    return Span(int(start), int(end))


def _mention(value: Mapping[str, Any]) -> PlainMention:
    return PlainMention(value["text"], _span(value["span"]))


def _maybe(make: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else make(value)


def _each(make: Callable[[Any], T], values: Iterable[Any] | None) -> tuple[T, ...]:
    return tuple(make(value) for value in values or ())


def _full_mention(value: Mapping[str, Any]) -> Mention:
    return Mention(
        text=value["text"],
        span=_span(value["span"]),
        party=value.get("party"),
        name=value.get("name"),
        refers_to=_maybe(_mention, value.get("refers_to")),
        suspected=bool(value.get("suspected", False)),
    )


def _source(value: Mapping[str, Any]) -> Source:
    return Source(
        kind=value["kind"],
        text=value["text"],
        span=_maybe(_span, value["span"]),
        party=value.get("party"),
        name=value.get("name"),
        refers_to=_maybe(_mention, value.get("refers_to")),
    )


def _claim(value: Mapping[str, Any]) -> Claim:
    content = value["content"]
    return Claim(
        id=value["id"],
        sources=_each(_source, value["sources"]),
        cue=_maybe(_mention, value["cue"]),
        stance=value["stance"],
        content=Content(content["text"], _each(_span, content["spans"])),
        quotes=_each(_span, value["quotes"]),
        parent=value["parent"],
        about=tuple(value.get("about") or ()),
        rule=value.get("rule"),
    )


def _place(value: Mapping[str, Any]) -> Place:
    keys = ("geonameid", "name", "country", "lat", "lon", "precision")
    return Place(value["text"], _span(value["span"]), **{key: value.get(key) for key in keys})


def _when(value: Mapping[str, Any]) -> When:
    return When(value["text"], _span(value["span"]), value["earliest"], value["latest"])


def _figure(value: Mapping[str, Any]) -> Figure:
    return Figure(
        kind=value["kind"],
        min=value["min"],
        max=value["max"],
        text=value["text"],
        span=_span(value["span"]),
        approx=bool(value.get("approx", False)),
        who=value.get("who"),
        includes=_each(lambda part: Included(part["who"], part["min"], part["max"]), value.get("includes")),
    )


def _event(value: Mapping[str, Any]) -> EventMention:
    return EventMention(
        id=value["id"],
        type=value["type"],
        trigger=_mention(value["trigger"]),
        initiators=_each(_full_mention, value["initiators"]),
        targets=_each(_full_mention, value["targets"]),
        means=_each(_full_mention, value["means"]),
        places=_each(_place, value["places"]),
        when=_maybe(_when, value["when"]),
        figures=_each(_figure, value["figures"]),
        reality=value["reality"],
        claims=tuple(value["claims"]),
        rule=value.get("rule"),
    )


def record_from_dict(value: Mapping[str, Any]) -> Record:
    """A record from the plain form that ``record_to_dict`` writes.

    Args:
        value: A record valid against ``record.schema.json``. Fields that only gold has (``triggers``, ``meta``) are
            passed over.

    Raises:
        KeyError: A required field is absent; validate foreign records against the schema first.
    """
    head = value["report"]
    keys = ("publisher", "title", "url")
    report = Report(
        text=head.get("text") or "",
        id=head["id"],
        language=head["language"],
        published=head["published"],
        **{key: head.get(key) for key in keys},
    )
    return Record(
        report=report,
        claims=_each(_claim, value["claims"]),
        events=_each(_event, value["events"]),
        labels=_each(lambda v: Label(v["text"], _span(v["span"]), v["kind"], v.get("rule")), value["labels"]),
        unknowns=_each(lambda v: Unknown(v["text"], _span(v["span"]), v["about"], v.get("rule")), value["unknowns"]),
    )
