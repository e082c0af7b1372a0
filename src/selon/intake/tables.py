"""Tables in text: CSV and TSV, read row by row."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selon.intake.bounds import bounded_lines
from selon.intake.dates import is_day_first, read_date
from selon.intake.encodings import stream_encoding
from selon.intake.found import Finding, Lost, Piece
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError
from selon.lexicon.columns import column_key, load_column_names

DELIMITERS = (",", ";", "\t", "|")
MOST_HEADER_CHARS = 80
"""Longest name of a column; a longer first cell is prose."""

LEAST_ROWS = 3
ROWS_FOR_DATES = 200
"""Rows held back until one of them tells whether 03/04/2021 is in March or in April."""

MOST_LINE_CHARS = 10_000_000
"""Longest physical line; news articles have under 100,000 characters."""

# A quotation mark that is never closed swallows rows up to the bound on a cell; those lines are then read again
# without it. This bounds what such reading again may cost in all.
MOST_CHARS_AGAIN = 50_000_000
_HTML = re.compile(r"<(?:p|div|br|span|a|h\d|html|body|article)\b[^>]*>", re.IGNORECASE)
_CODE_SIGN = re.compile(r"[{};=<>\\]|\(\)")
MINET_COLUMNS = {"path", "httpstatus", "mimetype"}
"""Keys of columns that ``minet fetch`` adds beside those of the user's own table."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a report stand in a table.

    Attributes:
        names: The header.
        places: Field to position, from 0.
        path: Position of the column that names files, in a table of fetched pages; else ``None``.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    path: int | None = None


def find_columns(header: Sequence[str], options: IntakeOptions) -> Columns:
    """The fields that the columns of a header hold.

    Raises:
        RefusedError: The user names a column that is not there, or no column is known to hold the text.
    """
    names = tuple(cell.strip().lstrip("\ufeff") for cell in header)
    keys = [column_key(name) for name in names]
    places = {}
    for field, usual in load_column_names().items():
        wanted = options.columns.get(field)
        found = [keys.index(key) for key in ([column_key(wanted)] if wanted else usual) if key in keys]
        if found and (field != "id" or wanted):
            places[field] = found[0]
        elif wanted:
            raise RefusedError("no_text_column", f"no column {wanted!r} for {field}; columns: {_listed(names)}")
    path = keys.index("path") if set(keys) >= MINET_COLUMNS else None
    if "text" not in places and path is None:
        raise RefusedError("no_text_column", f"name the column of the text with columns; columns: {_listed(names)}")
    return Columns(names, places, path if "text" not in places else None)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:30])
    return shown if len(names) <= 30 else f"{shown}, … ({len(names)} in all)"


def table_shape(text: str, options: IntakeOptions) -> str | None:
    """``csv`` or ``tsv`` where a text's first lines are a table: known columns, or the same number of cells in rows."""
    delimiter = find_delimiter(text, options)
    return None if delimiter is None else "tsv" if delimiter == "\t" else "csv"


def find_delimiter(text: str, options: IntakeOptions) -> str | None:
    """The delimiter of a table, from its first lines; ``None`` where they are no table."""
    first = text.partition("\n")[0]
    if not first.strip() or len(first) > 100 * MOST_HEADER_CHARS:
        return None
    best = max(DELIMITERS, key=first.count)
    if not first.count(best):
        wanted = {column_key(name) for name in options.columns.values()}
        return "," if column_key(first) in wanted | set(load_column_names()["text"]) - _PROSE_WORDS else None
    try:
        header = next(csv.reader([first.rstrip("\r")], delimiter=best), [])
    except csv.Error:  # a carriage return in the midst of the line
        return None
    if not _is_header(header):
        return None
    try:
        columns = find_columns(header, options)
    except RefusedError:
        return best if options.columns or _is_regular(text, best, len(header)) else None
    return (
        best if len(columns.places) + (columns.path is not None) > 1 or _is_regular(text, best, len(header)) else None
    )


# A file whose only column is the text is taken for a table by these only if the user names the column: as a first
# line of prose they are titles.
_PROSE_WORDS = {"article", "message", "corps"}


def _is_header(cells: Sequence[str]) -> bool:
    named = [cell.strip() for cell in cells if cell.strip()]
    return (
        len(named) >= 2
        and len(set(named)) == len(named)
        and len(named) >= 0.8 * len(cells)
        and all(len(cell) <= MOST_HEADER_CHARS and cell[-1] not in ".!?»" for cell in named)
        and not any(_CODE_SIGN.search(cell) for cell in named)
    )


def _is_regular(text: str, delimiter: str, width: int) -> bool:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > 10:
                break
    except csv.Error:
        pass
    whole = rows[:-1] if len(text) > 20_000 else rows
    return len(whole) >= LEAST_ROWS and all(len(row) == width for row in whole if row) and width >= 3


def read_table(
    stream: io.BufferedReader, options: IntakeOptions, *, is_utf8: bool, columns: Columns | None = None
) -> Iterator[Finding]:
    """The reports of a CSV or TSV file, one a row.

    Args:
        stream: The file, at its start.
        options: Bounds and names of columns.
        is_utf8: Whether all of it is UTF-8.
        columns: Where they are known already; then the header is passed over.

    Raises:
        RefusedError: No column for the text.
    """
    found = columns
    waiting: list[tuple[str, Sequence[str]]] = []
    settled, day_first = False, None
    for item in table_rows(stream, options, is_utf8=is_utf8):
        if isinstance(item, Lost):
            yield item
            continue
        if found is None:
            found = find_columns(item[1], options)
            continue
        waiting.append(item)
        if not settled:
            day_first = _day_first(waiting, found)
            settled = day_first is not None or "published" not in found.places or len(waiting) >= ROWS_FOR_DATES
            if not settled:
                continue
        yield from (row_finding(number, row, found, day_first) for number, row in waiting)
        waiting = []
    if found is not None:
        yield from (row_finding(number, row, found, day_first) for number, row in waiting)


def _day_first(rows: list[tuple[str, Sequence[str]]], columns: Columns) -> bool | None:
    place = columns.places.get("published")
    return None if place is None else is_day_first(row[place] for _, row in rows[-1:] if place < len(row))


def table_rows(
    stream: io.BufferedReader, options: IntakeOptions, *, is_utf8: bool
) -> Generator[tuple[str, Sequence[str]] | Lost, None, None]:
    """Name (``line 12``) and cells of each row of a table, the header first; blank lines are passed over."""
    head = stream.peek(1 << 16)
    encoding = stream_encoding(head, whole_is_utf8=is_utf8)
    start = head.decode(encoding, errors="replace").lstrip("\ufeff")
    delimiter = find_delimiter(start, options) or ("\t" if "\t" in start.partition("\n")[0] else ",")
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(text, delimiter, max(options.max_report_chars + 1, 100_000))
    finally:
        with contextlib.suppress(ValueError):
            text.detach()  # the stream is closed by who opened it


def _rows(text: io.TextIOWrapper, delimiter: str, most_cell: int) -> Iterator[tuple[str, Sequence[str]] | Lost]:
    lines = Replayable(bounded_lines(text, MOST_LINE_CHARS))
    strict = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        before = csv.field_size_limit(most_cell)
        try:
            row = next(strict)
        except StopIteration:
            row = None
        except csv.Error as error:
            yield Lost("bad_row", _row_fault(error, most_cell), f"line {lines.first}")
            lines.go_back()
            strict = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        finally:
            csv.field_size_limit(before)
        for number in lines.skipped():
            yield Lost("bad_row", f"a line of more than {MOST_LINE_CHARS:,} characters", f"line {number}")
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield f"line {lines.first}", row


def _row_fault(error: csv.Error, most_cell: int) -> str:
    if "field larger" in str(error):
        return f"a cell of more than {most_cell:,} characters, or a quotation mark that is never closed"
    return f"not well formed ({error}); put quotation marks around the cell and double those inside it"


class Replayable:
    """The lines of a table, kept while a row is being read, so that a bad row costs its first line only."""

    def __init__(self, lines: Iterator[tuple[int, str | None]]) -> None:
        self._lines = lines
        self._kept: list[tuple[int, str]] = []
        self._again: list[tuple[int, str]] = []
        self._skipped: list[int] = []
        self._budget = MOST_CHARS_AGAIN
        self.first = 0

    def __iter__(self) -> Replayable:
        return self

    def begin(self) -> None:
        """A row begins with the next line."""
        self._kept = []

    def __next__(self) -> str:
        number, line = self._again.pop() if self._again else self._fresh()
        if not self._kept:
            self.first = number
        self._kept.append((number, line))
        return line.replace("\0", "")

    def _fresh(self) -> tuple[int, str]:
        for number, line in self._lines:
            if line is not None:
                return number, line
            self._skipped.append(number)
        raise StopIteration

    def go_back(self) -> None:
        """The lines of the row, all but its first, are read again, as far as the budget goes."""
        rest = self._kept[1:]
        self._budget -= sum(len(line) for _, line in rest)
        if self._budget >= 0:
            self._again += reversed(rest)

    def skipped(self) -> list[int]:
        """Numbers of the lines that were too long, since the last call."""
        found, self._skipped = self._skipped, []
        return found


def row_finding(member: str, row: Sequence[str], columns: Columns, day_first: bool | None) -> Finding:
    """The report of a row, or what is wrong with the row."""
    extra = row[len(columns.names) :]
    if any(cell.strip() for cell in extra):
        return Lost("bad_row", f"{len(row)} cells; the header has {len(columns.names)}", member)
    values: dict[str, Any] = {field: row[place].strip() for field, place in columns.places.items() if place < len(row)}
    text = values.pop("text", "")
    if not text:
        return Lost("empty", "the cell of the text is empty", member)
    note = "some characters could not be decoded and are shown as \ufffd" if "\ufffd" in text else None
    if len(_HTML.findall(text[:5_000])) >= 2:
        from selon.intake.fragments import fragment_text

        text = fragment_text(text)
    published = values.pop("published", "") or None
    if published is not None:
        published = read_date(published, day_first=day_first) or published
    known: dict[str, Any] = {field: value or None for field, value in values.items()}
    return Piece(text, member=member, published=published, note=note, **known)
