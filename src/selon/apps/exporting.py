"""A casebook to files that other programs read: records as JSON Lines, tables as CSV, and the codebook beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import selon
from selon.apps.account_tables import ACCOUNT_COLUMNS, account_lines, feature_of
from selon.apps.linking import Laid, lay_out_all, need_incidents
from selon.apps.tables import TABLES, ExportColumn, ExportTable, Line, joined
from selon.apps.writing import to_json
from selon.casebook import Entry, Filter, Store
from selon.errors import CasebookError, InputError
from selon.model import Record

RECORDS = "records"
CODEBOOK = "codebook"
ACCOUNTS = "accounts"
INCIDENTS = "incidents"
PARTS = (RECORDS, *(table.name for table in TABLES), ACCOUNTS, INCIDENTS)
"""What can be exported; the codebook comes with any table. The last two need a casebook that is linked."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet takes a cell that begins so for a formula; such a text gets an apostrophe before it."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is exported, and how.

    Attributes:
        parts: Some of ``PARTS``.
        wanted: Which reports.
        with_text: Keep the texts in ``records.jsonl``.
        bom: Begin CSV files with a byte order mark, by which older spreadsheets know UTF-8.
        replace: Write over files that are there.
    """

    parts: tuple[str, ...] = PARTS
    wanted: Filter = field(default_factory=Filter)
    with_text: bool = True
    bom: bool = False
    replace: bool = False


def export(store: Store, folder: Path, options: ExportOptions | None = None) -> dict[str, int]:
    """Writes the files; all of one state of the casebook.

    Args:
        store: The casebook.
        folder: Made where it is not there.
        options: ``None`` for everything.

    Returns:
        Name of each file to its number of lines, headings not counted.

    Raises:
        InputError: Something in ``parts`` that cannot be exported.
        CasebookError: A file is there already, or cannot be written.
    """
    options = options or ExportOptions()
    unknown = sorted(set(options.parts) - set(PARTS))
    if unknown or not options.parts:
        raise InputError(f"cannot export {', '.join(unknown) or 'nothing'}; allowed: {', '.join(PARTS)}")
    tables = [table for table in TABLES if table.name in options.parts]
    linked = _linked_parts(store, options)
    names = [f"{RECORDS}.jsonl"] * (RECORDS in options.parts)
    names += [f"{name}.csv" for name in _names(tables, linked)] + [f"{INCIDENTS}.geojson"] * (INCIDENTS in linked)
    _check_free(folder, names, replace=options.replace)
    made_by = (f"selon {selon.__version__}", store.notice)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _Files(folder, options) as files:
            seen = set()
            for entry, record in store.records(options.wanted):
                seen.add(entry.key)
                if RECORDS in options.parts and record is not None:
                    files.put_record(entry, record, made_by)
                for table in tables:
                    files.put_lines(table, entry, record, made_by)
            if linked:
                _put_incidents(store, files, seen, linked, made_by)
            files.put_codebook(tables, with_accounts=ACCOUNTS in linked)
            return files.finish(names)
    except OSError as error:
        raise CasebookError(f"{folder}: cannot be written: {error.strerror}") from error


def _names(tables: list[ExportTable], linked: tuple[str, ...]) -> list[str]:
    found = [*(table.name for table in tables), *([ACCOUNTS] if ACCOUNTS in linked else [])]
    return [*found, *([CODEBOOK] if found else [])]


def _linked_parts(store: Store, options: ExportOptions) -> tuple[str, ...]:
    """Those parts that need incidents; none where everything is wanted and nothing is linked.

    Raises:
        CasebookError: Only such parts are wanted, and nothing is linked.
    """
    wanted = tuple(part for part in options.parts if part in (ACCOUNTS, INCIDENTS))
    if not wanted or store.is_linked():
        return wanted
    if len(wanted) == len(options.parts):
        need_incidents(store)
    return ()


def _put_incidents(store: Store, files: _Files, seen: set[str], linked: tuple[str, ...], made_by: MadeBy) -> None:
    """Accounts and incidents, those that a wanted report tells; an account is written whole."""
    told: set[str] = set()
    for laid in lay_out_all(store, [row["id"] for row in store.incident_rows()]):
        if seen.isdisjoint(laid.incident.reports):
            continue
        told.add(laid.incident.id)
        if ACCOUNTS in linked:
            files.put_accounts(laid, made_by)
    if INCIDENTS in linked:
        files.put_collection([row for row in store.incident_rows() if row["id"] in told], made_by)


def _check_free(folder: Path, names: list[str], *, replace: bool) -> None:
    there = [name for name in names if (folder / name).exists()]
    if there and not replace:
        raise CasebookError(f"{folder / there[0]} is there already; name another folder, or replace it with --replace")


MadeBy = tuple[str, str | None]
"""The program that exports, and what everybody who opens the casebook is told."""

PROVENANCE = (
    ("codebook", "the codebook that the report was read by"),
    ("read_by", "the program that read the report"),
    ("exported_by", "the program that wrote this file"),
    ("notice", "what everybody who uses the casebook is told; empty for nothing"),
)
"""The last columns of every table."""


def _provenance(entry: Entry, made_by: MadeBy) -> dict[str, str | None]:
    program, notice = made_by
    return {"codebook": entry.codebook, "read_by": f"selon {entry.read_by}", "exported_by": program, "notice": notice}


class _Files:
    """The files that are being written, under other names until all are whole."""

    def __init__(self, folder: Path, options: ExportOptions) -> None:
        self.folder, self.options = folder, options
        self.stack = ExitStack()
        self.writers: dict[str, Any] = {}
        self.counts: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stack.close()
        for name in self.counts:
            self._part(name).unlink(missing_ok=True)

    def _part(self, name: str) -> Path:
        return self.folder / f".{name}.part"

    def _table(self, name: str, heading: list[str]) -> Any:
        file_name = f"{name}.csv"
        if file_name not in self.writers:
            encoding = "utf-8-sig" if self.options.bom else "utf-8"
            file = self.stack.enter_context(self._part(file_name).open("w", encoding=encoding, newline=""))
            self.writers[file_name] = csv.writer(file)
            self.counts[file_name] = 0
            self.writers[file_name].writerow(heading)
        return self.writers[file_name]

    def put_record(self, entry: Entry, record: Record, made_by: MadeBy) -> None:
        name = f"{RECORDS}.jsonl"
        if name not in self.writers:
            self.writers[name] = self.stack.enter_context(self._part(name).open("wb"))
            self.counts[name] = 0
        plain = record.to_dict(with_text=self.options.with_text)
        self.writers[name].write(to_json({**plain, "key": entry.key, "selon": _provenance(entry, made_by)}) + b"\n")
        self.counts[name] += 1

    def put_lines(self, table: ExportTable, entry: Entry, record: Record | None, made_by: MadeBy) -> None:
        writer = self._table(table.name, [column.name for column in table.columns] + [name for name, _ in PROVENANCE])
        last = [_safe(value) for value in _provenance(entry, made_by).values()]
        for line in table.lines(entry, record):
            writer.writerow([*_cells(table.columns, line), *last])
            self.counts[f"{table.name}.csv"] += 1

    def put_accounts(self, laid: Laid, made_by: MadeBy) -> None:
        writer = self._table(ACCOUNTS, [name for name, _ in (*ACCOUNT_COLUMNS, *PROVENANCE)])
        entries = laid.entries.values()
        read = joined(dict.fromkeys(f"selon {entry.read_by}" for entry in entries))
        last = (joined(dict.fromkeys(entry.codebook for entry in entries)), read, *made_by)
        for line in account_lines(laid):
            writer.writerow([_safe(cell) for cell in (*line, *last)])
            self.counts[f"{ACCOUNTS}.csv"] += 1

    def put_collection(self, rows: list[dict[str, Any]], made_by: MadeBy) -> None:
        name = f"{INCIDENTS}.geojson"
        program, notice = made_by
        features = [feature_of(row) for row in rows]
        whole = {"type": "FeatureCollection", "exported_by": program, "notice": notice, "features": features}
        self._part(name).write_bytes(to_json(whole) + b"\n")
        self.counts[name] = len(features)

    def put_codebook(self, tables: list[ExportTable], *, with_accounts: bool) -> None:
        known = [(table.name, table.about, [(one.name, one.meaning) for one in table.columns]) for table in tables]
        if with_accounts:
            known.append((ACCOUNTS, "what one voice says of one incident", list(ACCOUNT_COLUMNS)))
        for table, about, columns in known:
            self._table(table, [name for name, _ in columns + list(PROVENANCE)])
            writer = self._table(CODEBOOK, ["file", "column", "meaning"])
            rows = [("", f"each line is {about}"), *columns, *PROVENANCE]
            writer.writerows([f"{table}.csv", *(_safe(cell) for cell in row)] for row in rows)
            self.counts[f"{CODEBOOK}.csv"] += len(rows)

    def finish(self, names: list[str]) -> dict[str, int]:
        """Gives every file its own name."""
        if f"{RECORDS}.jsonl" in names and f"{RECORDS}.jsonl" not in self.writers:
            self._part(f"{RECORDS}.jsonl").write_bytes(b"")
            self.counts[f"{RECORDS}.jsonl"] = 0
        self.stack.close()
        for name in names:
            self._part(name).replace(self.folder / name)
        return {name: self.counts[name] for name in names}


def _cells(columns: tuple[ExportColumn, ...], line: Line) -> Iterator[Any]:
    return (_safe(column.value(line)) for column in columns)


def _safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
