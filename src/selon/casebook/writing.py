"""Writing into a casebook: every function takes a transaction that may write, and adding a thing twice adds nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from selon.casebook import schema
from selon.casebook.entries import CopyGroup, CopyPair, Counts, NewReport, Reading, Setup, Unread
from selon.casebook.identity import discard_key, hash_of, own_id_of, record_key, text_hash
from selon.casebook.rows import relevance_to_text, rows_of
from selon.model import Discard, Record
from selon.model.record import RECORD_VERSION

Row = dict[str, Any]
T = TypeVar("T")
MOST_AT_ONCE = 500
"""Values asked for in one statement; SQLite built with its old limit allows 999."""


def now() -> str:
    """This instant in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def pieces(values: Iterable[T]) -> Iterable[list[T]]:
    """The values in lists that one statement can hold."""
    every = list(values)
    return (every[start : start + MOST_AT_ONCE] for start in range(0, len(every), MOST_AT_ONCE))


def storable(words: str) -> str:
    """Words from outside (names of files, messages) without what the databases cannot hold: NUL, half characters."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows; those whose key is there already are passed over."""
    if not rows:
        return
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(make(table).on_conflict_do_nothing(), list(rows))


def keep_setup(connection: Connection, setup: Setup) -> str:
    """Keeps what reads; gives its id."""
    values = {name: getattr(setup, name) for name in setup.__slots__}
    key = hash_of(*values.values())
    insert_new(connection, schema.setups, [{"id": key, **values}])
    return key


def start_run(connection: Connection, command: str, setup_id: str | None) -> str:
    """Opens a run; gives its id."""
    run_id = uuid.uuid4().hex
    counts = dict.fromkeys(("kept", "known", "unread", "discarded"), 0)
    values = {"id": run_id, "command": command, "setup_id": setup_id, "started_at": now(), "state": "running"}
    connection.execute(insert(schema.runs), [values | counts])
    return run_id


def note_run(connection: Connection, run_id: str, counts: Counts, *, state: str = "running") -> None:
    """Writes down how far a run has come; any state but ``running`` ends it."""
    values = {name: getattr(counts, name) for name in counts.__slots__}
    ended = None if state == "running" else now()
    table = schema.runs
    connection.execute(update(table).where(table.c.id == run_id).values(state=state, ended_at=ended, **values))


def keep_reports(connection: Connection, run_id: str, setup_id: str, new: Sequence[NewReport]) -> Counts:
    """Keeps reports with their origins and what was read in them.

    Another process may have kept some of them meanwhile; these are counted as known and stay as they are.
    """
    held = held_keys(connection, [each.key for each in new])
    fresh: dict[str, NewReport] = {}
    for each in new:
        if each.outcome is not None and each.key not in held:
            fresh.setdefault(each.key, each)
    insert_new(connection, schema.reports, [_report_row(each, run_id) for each in fresh.values()])
    _keep_origins(connection, run_id, new)
    signed = [
        {"report_id": each.key, "signature": each.signature, "compared": 0} for each in fresh.values() if each.signature
    ]
    insert_new(connection, schema.copy_signatures, signed)
    readings = [Reading(each.key, each.outcome) for each in fresh.values() if each.outcome is not None]
    unread = keep_readings(connection, run_id, setup_id, readings)
    return Counts(kept=len(fresh), known=len(new) - len(fresh), unread=unread)


def held_keys(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of some report ids that the casebook has."""
    column = schema.reports.c.id
    found: set[str] = set()
    for piece in pieces(keys):
        found.update(connection.scalars(select(column).where(column.in_(piece))))
    return found


def _report_row(new: NewReport, run_id: str) -> Row:
    report = new.arrival.report
    return {
        "id": new.key,
        "text_sha256": text_hash(report.text),
        "own_id": own_id_of(report),
        "language": report.language,
        "published": report.published,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "text": report.text,
        "run_id": run_id,
    }


def _keep_origins(connection: Connection, run_id: str, new: Sequence[NewReport]) -> None:
    rows, raws = [], {}
    for each in new:
        origin = each.arrival.origin
        rows.append(
            {
                "report_id": each.key,
                "sha256": origin.sha256,
                "member": storable(origin.member or ""),
                "path": storable(origin.path),
                "shape": origin.shape,
                "note": each.arrival.note and storable(each.arrival.note),
                "run_id": run_id,
            }
        )
        raw = each.arrival.raw
        if raw is not None:
            raws[origin.sha256] = {"sha256": origin.sha256, "size": len(raw), "bytes": raw}
    insert_new(connection, schema.origins, rows)
    insert_new(connection, schema.raw_bytes, list(raws.values()))


def keep_readings(connection: Connection, run_id: str, setup_id: str, readings: Sequence[Reading]) -> int:
    """Keeps what a setup read in reports that the casebook has; it becomes what counts, and what was stays beside it.

    Returns:
        How many of them could not be read.
    """
    rows: list[Row] = []
    parts: dict[str, list[Row]] = {table.name: [] for table in schema.RECORD_TABLES}
    records: list[Row] = []
    for each in readings:
        row = {"report_id": each.key, "setup_id": setup_id, "current": 1, "run_id": run_id}
        rows.append(row | _outcome(each, records, parts))
    known = _known_records(connection, records)
    insert_new(connection, schema.records, records)
    for table in schema.RECORD_TABLES:
        insert_new(connection, table, [part for part in parts[table.name] if part["record_id"] not in known])
    _put_in_force(connection, rows)
    return sum(isinstance(each.outcome, Unread) for each in readings)


def _outcome(reading: Reading, records: list[Row], parts: dict[str, list[Row]]) -> Row:
    """The columns of ``readings`` that say what came of it; rows of the record are put with the others."""
    if isinstance(reading.outcome, Unread):
        return {
            "record_id": None,
            "reason": reading.outcome.reason,
            "detail": storable(reading.outcome.detail),
            "relevance": None,
        }
    record: Record = reading.outcome
    record_id = record_key(reading.key, record)
    counts = {"claim_count": len(record.claims), "event_count": len(record.events)}
    records.append({"id": record_id, "report_id": reading.key, "record_version": RECORD_VERSION, **counts})
    for table, rows in rows_of(record, record_id).items():
        parts[table] += rows
    return {"record_id": record_id, "reason": None, "detail": None, "relevance": relevance_to_text(record.relevance)}


def _known_records(connection: Connection, records: Sequence[Row]) -> set[str]:
    column = schema.records.c.id
    found: set[str] = set()
    for piece in pieces(record["id"] for record in records):
        found.update(connection.scalars(select(column).where(column.in_(piece))))
    return found


def _put_in_force(connection: Connection, rows: Sequence[Row]) -> None:
    """One reading counts for each report: the one just made."""
    table = schema.readings
    keys = [row["report_id"] for row in rows]
    for piece in pieces(keys):
        connection.execute(update(table).where(table.c.report_id.in_(piece), table.c.current == 1).values(current=0))
    again = delete(table).where(table.c.report_id == bindparam("report"), table.c.setup_id == bindparam("setup"))
    if rows:
        connection.execute(again, [{"report": row["report_id"], "setup": row["setup_id"]} for row in rows])
        connection.execute(insert(table), list(rows))


def keep_discards(connection: Connection, run_id: str, discards: Sequence[Discard]) -> int:
    """Keeps what gave no report; gives how many of them are new."""
    rows = {}
    for each in discards:
        origin = each.origin
        where = {"path": storable(origin.path), "member": storable(origin.member or "")}
        place = {**where, "sha256": origin.sha256, "shape": origin.shape}
        key = discard_key(each)
        rows[key] = {"id": key, **place, "reason": each.reason, "detail": storable(each.detail), "run_id": run_id}
    column = schema.discards.c.id
    for piece in pieces(rows):
        for key in connection.scalars(select(column).where(column.in_(piece))).all():
            del rows[key]
    insert_new(connection, schema.discards, list(rows.values()))
    return len(rows)


def new_signatures(connection: Connection) -> list[str]:
    """Ids of the reports that were not compared with the others yet, in order."""
    table = schema.copy_signatures
    return list(connection.scalars(select(table.c.report_id).where(table.c.compared == 0).order_by(table.c.report_id)))


def keep_copy_pairs(connection: Connection, compared: Iterable[str], pairs: Iterable[CopyPair]) -> None:
    """Keeps the pairs that some reports are in, and that these were compared."""
    names = {"report_id": "key", "other_id": "other"}
    columns = [column.name for column in schema.copy_pairs.c]
    rows = [{name: getattr(pair, names.get(name, name)) for name in columns} for pair in pairs]
    insert_new(connection, schema.copy_pairs, rows)
    table = schema.copy_signatures
    for piece in pieces(compared):
        connection.execute(update(table).where(table.c.report_id.in_(piece)).values(compared=1))


def replace_copy_groups(connection: Connection, groups: Iterable[CopyGroup]) -> None:
    """Writes the groups of near-copies anew."""
    connection.execute(delete(schema.copy_groups))
    rows = []
    for group in groups:
        first = min(group.members)
        for member in sorted(group.members):
            is_origin = member == group.origin
            why = group.why if is_origin else None
            rows.append({"report_id": member, "group_id": first, "is_origin": int(is_origin), "why": why})
    insert_new(connection, schema.copy_groups, rows)
