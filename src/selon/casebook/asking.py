"""Asking a casebook: reports, records, discards, runs. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, exists, func, not_, or_, select

from selon.casebook import schema
from selon.casebook.entries import CopyPair, Entry, Unread
from selon.casebook.rows import Row, record_from_rows, relevance_from_text, rows_by_record
from selon.casebook.writing import pieces
from selon.errors import UnknownKeyError
from selon.model import Discard, Origin, Record, Report

ENTRIES_AT_ONCE = 200
"""Reports read from the database together when all are gone through; bounds memory."""
SHORTEST_PREFIX = 4
"""Characters of an id that are enough to name a report, where they are clear."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports are wanted; ``None`` for no condition.

    Attributes:
        since: First day of publication, ISO.
        until: Last day of publication, ISO.
        publisher: The outlet, as kept.
        unread: Only those that could not be read.
        setup_other_than: Only those whose reading was made by another setup, by id.
    """

    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    unread: bool = False
    setup_other_than: str | None = None


def _entries() -> Select[Any]:
    reports, readings, records, setups = schema.reports, schema.readings, schema.records, schema.setups
    joined = (
        reports.join(readings, and_(readings.c.report_id == reports.c.id, readings.c.current == 1))
        .join(setups, setups.c.id == readings.c.setup_id)
        .outerjoin(records, records.c.id == readings.c.record_id)
    )
    kept = (readings.c.record_id, readings.c.reason, readings.c.detail, readings.c.relevance)
    counts = (records.c.claim_count, records.c.event_count, setups.c.selon_version, setups.c.codebook)
    return select(*reports.c, *kept, *counts).select_from(joined)


def _entry(row: RowMapping) -> Entry:
    fields = ("language", "published", "publisher", "title", "url")
    own = row["own_id"]
    report_id = f"sha256:{row['text_sha256']}" if own is None else own
    return Entry(
        key=row["id"],
        report=Report(row["text"], report_id, **{field: row[field] for field in fields}),
        record_id=row["record_id"],
        unread=None if row["reason"] is None else Unread(row["reason"], row["detail"]),
        relevance=relevance_from_text(row["relevance"]),
        claims=row["claim_count"] or 0,
        events=row["event_count"] or 0,
        read_by=row["selon_version"],
        codebook=row["codebook"],
    )


def _matching(query: Select[Any], wanted: Filter) -> Select[Any]:
    reports, readings = schema.reports, schema.readings
    if wanted.since is not None:
        query = query.where(reports.c.published >= wanted.since)
    if wanted.until is not None:
        query = query.where(reports.c.published < f"{wanted.until}T99")  # a day holds its date-times
    if wanted.publisher is not None:
        query = query.where(reports.c.publisher == wanted.publisher)
    if wanted.unread:
        query = query.where(readings.c.reason.is_not(None))
    if wanted.setup_other_than is not None:
        query = query.where(readings.c.setup_id != wanted.setup_other_than)
    return query


def entries(connection: Connection, wanted: Filter | None = None) -> Iterator[Entry]:
    """The reports, in the order of arrival; read in pieces, so that any number can be gone through."""
    query = _matching(_entries(), wanted or Filter()).order_by(schema.reports.c.no).limit(ENTRIES_AT_ONCE)
    last = -1
    while rows := connection.execute(query.where(schema.reports.c.no > last)).mappings().all():
        last = rows[-1]["no"]
        yield from (_entry(row) for row in rows)


def keys(connection: Connection, wanted: Filter) -> list[str]:
    """Ids of the reports, in the order of arrival."""
    query = _matching(_entries(), wanted).with_only_columns(schema.reports.c.id).order_by(schema.reports.c.no)
    return list(connection.scalars(query))


def entries_by_key(connection: Connection, keys: Iterable[str]) -> dict[str, Entry]:
    """Some reports, by their ids."""
    found: dict[str, Entry] = {}
    for piece in pieces(keys):
        rows = connection.execute(_entries().where(schema.reports.c.id.in_(piece))).mappings()
        found |= {row["id"]: _entry(row) for row in rows}
    return found


def find_entry(connection: Connection, name: str) -> Entry:
    """The report with an id, with the beginning of one, or with the collection's own id.

    Args:
        connection: A transaction.
        name: Id in the casebook or its first ``SHORTEST_PREFIX`` characters or more; the report's own id; or
            ``sha256:`` and the hash of its text.

    Raises:
        UnknownKeyError: There is none, or there are several.
    """
    reports = schema.reports.c
    condition = or_(reports.id == name, reports.own_id == name, reports.text_sha256 == name.removeprefix("sha256:"))
    if len(name) >= SHORTEST_PREFIX:
        condition = or_(condition, reports.id.startswith(name.lower(), autoescape=True))
    rows = connection.execute(_entries().where(condition).order_by(reports.no).limit(6)).mappings().all()
    exact = [row for row in rows if row["id"] == name]
    if len(exact or rows) == 1:
        return _entry((exact or rows)[0])
    if not rows:
        raise UnknownKeyError(f"no report {name!r} in this casebook; see the ids with: selon list")
    keys = ", ".join(row["id"][:12] for row in rows[:5])
    raise UnknownKeyError(
        f"{name!r} names several reports: {keys}{', …' if len(rows) > 5 else ''}; give more of the id"
    )


def records_of(connection: Connection, found: Iterable[Entry]) -> Iterator[tuple[Entry, Record | None]]:
    """Each report with its record; ``None`` for one that could not be read."""
    batch: list[Entry] = []
    for entry in found:
        batch.append(entry)
        if len(batch) == ENTRIES_AT_ONCE:
            yield from _with_records(connection, batch)
            batch = []
    yield from _with_records(connection, batch)


def _with_records(connection: Connection, batch: list[Entry]) -> Iterator[tuple[Entry, Record | None]]:
    wanted = [entry.record_id for entry in batch if entry.record_id is not None]
    rows = record_rows(connection, wanted)
    for entry in batch:
        if entry.record_id is None:
            yield entry, None
        else:
            yield entry, record_from_rows(entry.report, rows.get(entry.record_id, {}), entry.relevance)


def record_rows(connection: Connection, record_ids: Iterable[str]) -> dict[str, dict[str, list[Row]]]:
    """The rows of some records: id to table to rows, in order."""

    def found() -> Iterator[tuple[str, Iterable[Row]]]:
        for piece in pieces(record_ids):
            for table in schema.RECORD_TABLES:
                query = select(table).where(table.c.record_id.in_(piece)).order_by(*table.primary_key.columns)
                yield table.name, ({**row} for row in connection.execute(query).mappings())

    return rows_by_record(found())


def origins_of(connection: Connection, key: str) -> list[tuple[Origin, str | None]]:
    """Where a report came from, each with the note on how it was read."""
    table = schema.origins
    rows = connection.execute(
        select(table).where(table.c.report_id == key).order_by(table.c.path, table.c.member)
    ).mappings()
    return [(Origin(row["path"], row["member"] or None, row["sha256"], row["shape"]), row["note"]) for row in rows]


def discards(connection: Connection, reason: str | None = None) -> Iterator[Discard]:
    """What gave no report, but for what a later run could read after all."""
    table, origins = schema.discards, schema.origins
    cured = exists().where(origins.c.sha256 == table.c.sha256, origins.c.member == table.c.member)
    query = select(table).where(not_(cured)).order_by(table.c.path, table.c.member, table.c.id)
    if reason is not None:
        query = query.where(table.c.reason == reason)
    for row in connection.execute(query).mappings():
        origin = Origin(row["path"], row["member"] or None, row["sha256"], row["shape"])
        yield Discard(origin, row["reason"], row["detail"])


def runs(connection: Connection) -> list[dict[str, Any]]:
    """Every run, newest first, with the version that read."""
    table, setups = schema.runs, schema.setups
    query = (
        select(table, setups.c.selon_version)
        .select_from(table.outerjoin(setups))
        .order_by(table.c.started_at.desc(), table.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def totals(connection: Connection) -> dict[str, int]:
    """How much there is: reports, of them unread, claims, events, discards, groups of copies."""
    readings, records = schema.readings, schema.records
    of_current = select(func.count(), func.sum(records.c.claim_count), func.sum(records.c.event_count))
    joined = readings.outerjoin(records, records.c.id == readings.c.record_id)
    reports, claims, events = connection.execute(of_current.select_from(joined).where(readings.c.current == 1)).one()
    unread = select(func.count()).select_from(readings).where(readings.c.current == 1, readings.c.reason.is_not(None))
    groups = select(func.count(func.distinct(schema.copy_groups.c.group_id)))
    return {
        "reports": reports,
        "unread": connection.execute(unread).scalar_one(),
        "claims": int(claims or 0),
        "events": int(events or 0),
        "discards": sum(1 for _ in discards(connection)),
        "copy_groups": connection.execute(groups).scalar_one(),
    }


def same_text(connection: Connection, keys: Iterable[str]) -> int:
    """How many of some reports have a text that another report has to the letter."""
    one, other = schema.reports.alias(), schema.reports.alias()
    twin = exists().where(other.c.text_sha256 == one.c.text_sha256, other.c.id != one.c.id)
    count = 0
    for piece in pieces(keys):
        count += connection.execute(select(func.count()).where(one.c.id.in_(piece), twin)).scalar_one()
    return count


def copies_of(connection: Connection, key: str) -> list[tuple[str, bool, str | None]]:
    """The group of near-copies that a report is in: id, whether it is the likely origin, why. Empty for none."""
    table = schema.copy_groups
    group = select(table.c.group_id).where(table.c.report_id == key).scalar_subquery()
    query = select(table).where(table.c.group_id == group).order_by(table.c.is_origin.desc(), table.c.report_id)
    return [(row["report_id"], bool(row["is_origin"]), row["why"]) for row in connection.execute(query).mappings()]


def signatures(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Every report's signature for near-copies, in the order of ids."""
    table = schema.copy_signatures
    for key, signature in connection.execute(select(table.c.report_id, table.c.signature).order_by(table.c.report_id)):
        yield key, bytes(signature)


def copy_pairs(connection: Connection) -> Iterator[CopyPair]:
    """Every pair of near-copies, both ways round, in the order of ids."""
    table = schema.copy_pairs
    for row in connection.execute(select(table).order_by(table.c.report_id, table.c.other_id)):
        yield CopyPair(*row)


def notice(connection: Connection) -> str | None:
    """What everybody who opens the casebook is told, else ``None``."""
    table = schema.meta
    return connection.execute(select(table.c.value).where(table.c.name == "notice")).scalar()
