"""XLSX: the reports of each sheet that has a column for the text, one a row."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from selon.intake.found import Context, Finding, Lost
from selon.intake.parts import checked
from selon.intake.reasons import RefusedError
from selon.intake.tables import find_columns, row_finding


def read_workbook(data: bytes, context: Context) -> Iterator[Finding]:
    """The rows of every sheet with a column for the text; formulas give the values that were saved with them.

    Raises:
        RefusedError: No sheet has such a column; damaged, locked, or a bomb.
    """
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        checked(archive, len(data))
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    refused: list[str] = []
    sheets = list(book.worksheets)
    for sheet in sheets:
        sheet.reset_dimensions()
        try:
            yield from _rows(sheet, sheet.title if len(sheets) > 1 else None, context)
        except RefusedError as error:
            refused.append(f"{sheet.title}: {error.detail}")
    if len(refused) == len(sheets):
        raise RefusedError("no_text_column", "; ".join(refused)[:500] or "a workbook without sheets")
    yield from (Lost("no_text_column", told[:500], told.partition(":")[0]) for told in refused)


def _rows(sheet: Any, name: str | None, context: Context) -> Iterator[Finding]:
    columns = None
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if columns is None:
            columns = find_columns(cells, context.options)
            continue
        member = f"{name} row {number}" if name else f"row {number}"
        yield row_finding(member, cells, columns, None)
    if columns is None:
        raise RefusedError("no_text_column", "an empty sheet")


def _cell(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(timespec="seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)
