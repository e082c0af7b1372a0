"""Whether a casebook is what was written into it: hashes, offsets, references, the database's own checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, RowMapping, select, text
from sqlalchemy.exc import DBAPIError

from selon.casebook import schema
from selon.casebook.asking import ENTRIES_AT_ONCE, entries, record_rows
from selon.casebook.connect import reason_of
from selon.casebook.entries import Damage, Entry
from selon.casebook.identity import key_of, own_id_of, record_key, text_hash
from selon.casebook.rows import Row, record_from_rows
from selon.model import Record, Report

PREFIXES = ("", "cue_", "refers_", "trigger_", "when_")
"""Beginnings of the columns that hold words and where they stand."""


def verify_database(connection: Connection) -> Iterator[Damage]:
    """What SQLite's own checks find: pages, references, the search index. PostgreSQL checks these as it goes.

    Args:
        connection: A transaction that may write: the check of the search index is asked for by an insertion.
    """
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")).all():
        if line != "ok":
            yield Damage("database", str(line))
    for table, rowid, parent, _ in connection.execute(text("PRAGMA foreign_key_check")).all():
        yield Damage(f"{table} {rowid or ''}".strip(), f"refers to a row of {parent} that is not there")
    try:
        connection.execute(text("INSERT INTO reports_search(reports_search, rank) VALUES ('integrity-check', 1)"))
    except DBAPIError as error:
        yield Damage("reports_search", f"the search index does not match the reports: {reason_of(error)}")


def verify(connection: Connection) -> Iterator[Damage]:
    """What is not as it was written, in reports, readings and records, those that no longer count among them."""
    yield from _readings(connection)
    for entry in entries(connection):
        yield from _report(entry)
    for row, rows in _every_record(connection):
        yield from _record(row, rows)
    yield from _vocabulary(connection)
    yield from _raw_bytes(connection)


def _readings(connection: Connection) -> Iterator[Damage]:
    reports, readings = schema.reports, schema.readings
    counts = (readings.c.report_id == reports.c.id) & (readings.c.current == 1)
    joined = reports.outerjoin(readings, counts)
    for key in connection.scalars(select(reports.c.id).select_from(joined).where(readings.c.report_id.is_(None))):
        yield Damage(f"reports {key}", "no reading counts for this report")


def _report(entry: Entry) -> Iterator[Damage]:
    report, where = entry.report, f"reports {entry.key}"
    if own_id_of(report) is not None and report.id == f"sha256:{text_hash(report.text)}":
        yield Damage(where, "the text is not the one that its hash was made of")
    elif key_of(report) != entry.key:
        yield Damage(where, "the text, or what is known of its publication, is not what its id was made of")


def _every_record(connection: Connection) -> Iterator[tuple[RowMapping, dict[str, list[Row]]]]:
    records, reports = schema.records, schema.reports
    joined = records.join(reports, reports.c.id == records.c.report_id)
    query = select(*records.c, reports.c.text).select_from(joined).order_by(records.c.id).limit(ENTRIES_AT_ONCE)
    last = ""
    while found := connection.execute(query.where(records.c.id > last)).mappings().all():
        last = found[-1]["id"]
        rows = record_rows(connection, [row["id"] for row in found])
        yield from ((row, rows.get(row["id"], {})) for row in found)


def _record(row: RowMapping, rows: dict[str, list[Row]]) -> Iterator[Damage]:
    where = f"records {row['id']}"
    yield from _mentions(rows, row["text"])
    try:
        record = record_from_rows(Report(row["text"], ""), rows)
    except (TypeError, ValueError) as error:
        yield Damage(where, f"the rows make no record: {error}")
        return
    if (len(record.claims), len(record.events)) != (row["claim_count"], row["event_count"]):
        yield Damage(where, f"claims or events of report {row['report_id']} are missing or too many")
    elif record_key(row["report_id"], record) != row["id"]:
        yield Damage(where, f"the rows of this record of report {row['report_id']} are not what its id was made of")
    yield from _references(where, record)


def _mentions(rows: dict[str, list[Row]], words: str) -> Iterator[Damage]:
    for table, found in rows.items():
        for row in found:
            for prefix in PREFIXES:
                said, start, stop = (row.get(f"{prefix}{part}") for part in ("text", "start", "stop"))
                if said is not None and (start is None or stop is None or words[start:stop] != said):
                    where = f"{table} {row['record_id']}"
                    yield Damage(where, f"{said!r} does not stand at {start}–{stop} of the report's text")


def _references(where: str, record: Record) -> Iterator[Damage]:
    claims, events = {claim.id for claim in record.claims}, {event.id for event in record.events}
    for claim in record.claims:
        yield from _dangling(where, claim.id, [] if claim.parent is None else [claim.parent], claims)
        yield from _dangling(where, claim.id, claim.about, events)
    for event in record.events:
        yield from _dangling(where, event.id, event.claims, claims)


def _dangling(where: str, part: str, named: Iterable[str], there: set[str]) -> Iterator[Damage]:
    for name in named:
        if name not in there:
            yield Damage(where, f"{part} refers to {name}, which is not in the record")


def _vocabulary(connection: Connection) -> Iterator[Damage]:
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            allowed = column.info.get("allowed")
            if allowed is None:
                continue
            for value in connection.scalars(select(column).where(column.not_in(allowed)).distinct()):
                yield Damage(table.name, f"column {column.name!r} has {value!r}; allowed: {', '.join(allowed)}")


def _raw_bytes(connection: Connection) -> Iterator[Damage]:
    table = schema.raw_bytes
    for key in connection.scalars(select(table.c.sha256).order_by(table.c.sha256)).all():
        data = connection.execute(select(table.c.bytes).where(table.c.sha256 == key)).scalar_one()
        if hashlib.sha256(data).hexdigest() != key:
            yield Damage(f"raw_bytes {key}", "the bytes are not those that their hash was made of")
