"""JSON: a report a line, or a document that holds reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


MOST_DEPTH = 200
"""Values in one another; exports stay below 10."""

MOST_PATH = 5


def read_json_lines(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    """The report of each line. Fields stand under their own names or under the usual names of columns.

    A line whose object nests a report one level down under ``report`` (a record of Selon's own) gives that report.
    """
    for number, line in bounded_lines(stream, MOST_LINE_BYTES):
        member = f"line {number}"
        if line is None:
            yield Lost("too_long", f"a line of more than {MOST_LINE_BYTES:,} bytes", member)
        elif line.strip():
            yield from _line(line, member, options)


def _line(line: bytes, member: str, options: IntakeOptions) -> Iterator[Finding]:
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        yield Lost("bad_row", f"not JSON: {error}", member)
    else:
        yield from _object(value, member, options)


def _object(value: Any, member: str | None, options: IntakeOptions) -> Iterator[Finding]:
    """The report that an object holds, or those of its longest list of objects where it has no text of its own."""
    if isinstance(value, Mapping) and not _fields(value, options).get("text") and "report" not in value:
        lists: list[list[Any]] = [
            items for items in value.values() if isinstance(items, list) and items and isinstance(items[0], Mapping)
        ]
        longest = max(map(len, lists), default=0)
        for number, item in enumerate(next((items for items in lists if len(items) == longest), ()), 1):
            yield object_finding(item, " ".join(filter(None, (member, f"item {number}"))), options)
        if longest:
            return
    yield object_finding(value, member, options)


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
    if stream.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        yield from _one_object(stream, options)
        return
    for number, (_, value) in enumerate(json_values(stream, lambda path: path == ("item",)), 1):
        yield object_finding(value, f"item {number}", options)


Path = tuple[str, ...]
"""Keys and ``item`` (for any place of a list) from the document down to a value."""


def json_values(stream: BufferedReader, wanted: Callable[[Path], bool]) -> Iterator[tuple[Path, Any]]:
    """The values of a document that are wanted, built one by one while it is read.

    Args:
        stream: The document.
        wanted: Whether to build the value at a path; asked only down to ``MOST_PATH`` keys.

    Raises:
        RefusedError: Not JSON, cut short, or nested past ``MOST_DEPTH``.
    """
    import ijson
    from ijson.common import ObjectBuilder

    # ijson's own paths are not used: of deep nesting they make strings whose sizes add up to the square of its depth
    path: list[str] = []
    builder: ObjectBuilder | None = None
    depth = 0
    try:
        for event, value in ijson.basic_parse(stream, use_float=True):
            if event == "map_key":
                if builder is None:
                    path[-1] = value
                else:
                    builder.event(event, value)
                continue
            opens, closes = event.startswith("start_"), event.startswith("end_")
            if closes:
                path.pop()
            elif builder is None and len(path) <= MOST_PATH and wanted(tuple(path)):
                builder, depth = ObjectBuilder(), len(path)
            if builder is not None:
                builder.event(event, value)
                if not opens and len(path) == depth:
                    yield tuple(path), builder.value
                    builder = None
            if opens:
                path.append("item" if event == "start_array" else "")
                if len(path) > MOST_DEPTH:
                    raise RefusedError("too_deep", f"more than {MOST_DEPTH} JSON values in one another")
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise RefusedError("broken", f"cut short, or not JSON: {error}"[:300]) from error


def _one_object(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    try:
        value = orjson.loads(stream.read())
    except orjson.JSONDecodeError as error:
        raise RefusedError("broken", f"not JSON: {error}") from error
    yield from _object(value, None, options)
