"""JSON: a report a line, or a document that holds reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

import orjson

from selon.intake.bounds import bounded_lines
from selon.intake.found import Finding, Lost, Piece
from selon.intake.options import COLUMN_FIELDS, IntakeOptions
from selon.intake.reasons import RefusedError
from selon.lexicon.columns import column_key, load_column_names

MOST_LINE_BYTES = 20_000_000
"""Longest line; a report of 200,000 characters has at most 1.2 million bytes as JSON."""


def read_json_lines(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    """The report of each line. Fields stand under their own names or under the usual names of columns.

    A line whose object nests a report one level down under ``report`` (a record of Selon's own) gives that report.
    """
    for number, line in bounded_lines(stream, MOST_LINE_BYTES):
        member = f"line {number}"
        if line is None:
            yield Lost("too_long", f"a line of more than {MOST_LINE_BYTES:,} bytes", member)
        elif line.strip():
            yield _line(line, member, options)


def _line(line: bytes, member: str, options: IntakeOptions) -> Finding:
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return Lost("bad_row", f"not JSON: {error}", member)
    return object_finding(value, member, options)


def object_finding(value: Any, member: str | None, options: IntakeOptions) -> Finding:
    """The report that an object holds, or what is wrong with it."""
    if not isinstance(value, Mapping):
        return Lost("bad_row", f"{type(value).__name__} is no report; allowed: an object with 'text'", member)
    inner = value.get("report")
    if isinstance(inner, Mapping) and "text" in inner:
        value = inner
    fields = _fields(value, options)
    text = fields.pop("text", None)
    if not text:
        known = ", ".join(map(str, list(value)[:20]))
        return Lost("bad_row", f"no text; keys: {known}. Name the key of the text with columns", member)
    if len(text) > 40 and text.count("<p") + text.count("<br") >= 2:
        from selon.intake.fragments import fragment_text

        text = fragment_text(text)
    return Piece(text, member=member, **fields)


def _fields(value: Mapping[str, Any], options: IntakeOptions) -> dict[str, Any]:
    keys: dict[str, str] = {}
    for key in value:
        if len(key) < 100:
            keys.setdefault(column_key(key), key)
    found: dict[str, Any] = {}
    for field in COLUMN_FIELDS:
        wanted = options.columns.get(field)
        usual = (wanted,) if wanted else (field, *load_column_names()[field])
        for key in usual:
            content = _as_text(value.get(keys.get(column_key(key), "")))
            if content:
                found[field] = content
                break
    return found


def _as_text(value: Any) -> str | None:
    """Text, a number as it is written, or the name in an object such as ``{"name": …}``."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return str(value)
    return value.strip() if isinstance(value, str) and value.strip() else None


def read_json(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    """The reports of a JSON document: one object, a list of objects, or a list under one of an object's keys."""
    import ijson

    first = _first_sign(stream)
    count = 0
    try:
        if first == b"{":
            yield from _one_object(stream, options)
            return
        for count, value in enumerate(ijson.items(stream, "item", use_float=True), 1):
            yield object_finding(value, f"item {count}", options)
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise RefusedError("broken", f"not JSON after {count} items: {error}"[:300]) from error


def _one_object(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    try:
        value = orjson.loads(stream.read())
    except orjson.JSONDecodeError as error:
        raise RefusedError("broken", f"not JSON: {error}") from error
    lists: list[list[Any]] = [
        items for items in value.values() if isinstance(items, list) and items and isinstance(items[0], Mapping)
    ]
    if _fields(value, options).get("text") or not lists:
        yield object_finding(value, None, options)
        return
    longest: list[Any] = sorted(lists, key=len)[-1]
    for number, item in enumerate(longest, 1):
        yield object_finding(item, f"item {number}", options)


def _first_sign(stream: BufferedReader) -> bytes:
    return stream.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
