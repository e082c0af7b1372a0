"""From offsets in the cleaned text back to offsets in the report's own text, for a whole record at once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from selon.model import Content, Record, Relevance, Report, Span
from selon.parse.cleaning import Alignment


def to_source(record: Record, alignment: Alignment) -> Record:
    """The record with every span mapped back and every text that goes with a span cut anew.

    ``relevance`` is left as it is: the gate looks at the report's own text.

    Args:
        record: A record whose spans count the characters of ``alignment.text``.
        alignment: The way back to ``record.report.text``.

    Returns:
        A record for which ``report.text[start:end] == text`` holds again for every mention.
    """
    text = record.report.text
    if alignment.starts is None and alignment.text == text:
        return record
    mapped: Record = _map(record, text, alignment)
    return mapped


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Names of the fields of a dataclass; empty for other types, which hold no spans."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of most values, which hold no spans."""


def _map(value: Any, text: str, alignment: Alignment) -> Any:
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if kind is Span:
        return alignment.to_source(value)
    if kind is tuple:
        return tuple([_map(item, text, alignment) for item in value]) if value else value
    if kind is Report or kind is Relevance or not _field_names(kind):
        return value
    old = {name: getattr(value, name) for name in _field_names(kind)}
    new = {name: _map(item, text, alignment) for name, item in old.items()}
    if isinstance(value, Content):
        new["text"] = " ".join(span.of(text) for span in new["spans"])
    elif new.get("span") is not None and "text" in new:
        new["text"] = new["span"].of(text)
    changed = {name: item for name, item in new.items() if item is not old[name]}
    return replace(value, **changed) if changed else value
