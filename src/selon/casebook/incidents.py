"""Incidents in a casebook: derived, made anew from records and judgements, in tables that SQL can ask."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from selon.casebook import schema
from selon.casebook.asking import SHORTEST_PREFIX
from selon.casebook.writing import Row, insert_new, pieces
from selon.errors import CasebookError, UnknownKeyError
from selon.model.accounts import Accounts
from selon.model.incidents import Incident, Joining, LevelReason, Link, MentionKey, PartOf, Problem, Telling

STATE = "state"
JUDGED = float("inf")
"""The weight of a judged or copied link, kept as null."""


@dataclass(frozen=True, slots=True)
class NewIncident:
    """An incident to be kept.

    Attributes:
        incident: Mentions and links.
        accounts: Its matrix.
        values: What it comes to, by the columns of ``incidents`` other than ``id``.
    """

    incident: Incident
    accounts: Accounts
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """What a linking changed, to be written all or nothing.

    Attributes:
        token: Of the state that it began from; ``None`` for none.
        data: The new state, for whoever links next.
        reports: Report id to the id of the record that was linked, for all reports.
        gone: Ids of incidents that are no more.
        new: Incidents that are new or changed.
        parts: All relations of parts and wholes.
        problems: All problems.
        renamed: Ids given up in this step, each with the id that took over.
    """

    token: str | None
    data: bytes
    reports: Mapping[str, str]
    gone: Collection[str] = ()
    new: Sequence[NewIncident] = ()
    parts: Sequence[PartOf] = ()
    problems: Sequence[Problem] = ()
    renamed: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents are wanted; ``None`` for no condition.

    Attributes:
        since: They may have happened on this day or later, ISO.
        until: They may have happened on this day or before, ISO.
        party: Part of a party's id, or of what doers or targets are called; case does not matter.
        voice: Part of a voice's name; case does not matter.
        event_type: A type, or a family of types.
        least_killed: Some voice may mean so many dead.
        contested: Only those in which voices exclude each other in some row.
        reports: Told by so many reports or more.
        ids: Only these; ``None`` for all.
    """

    since: str | None = None
    until: str | None = None
    party: str | None = None
    voice: str | None = None
    event_type: str | None = None
    least_killed: int | None = None
    contested: bool = False
    reports: int = 1
    ids: Collection[str] | None = field(default=None)


# Writing


def link_state(connection: Connection) -> tuple[str, bytes] | None:
    """The token and the data that the last linking left; ``None`` before the first."""
    table = schema.link_state
    row = connection.execute(select(table.c.token, table.c.data).where(table.c.name == STATE)).first()
    return None if row is None else (row[0], bytes(row[1]))


def is_linked(connection: Connection) -> bool:
    """Whether the casebook was linked once."""
    table = schema.link_state
    return connection.execute(select(table.c.token).where(table.c.name == STATE)).first() is not None


def keep_linking(connection: Connection, changes: LinkChanges) -> None:
    """Writes what a linking changed.

    Raises:
        CasebookError: Somebody else linked in the meantime.
    """
    there = link_state(connection)
    if (None if there is None else there[0]) != changes.token:
        raise CasebookError("somebody else linked this casebook in the meantime; nothing is lost, run: selon link")
    changed = {*changes.gone, *(one.incident.id for one in changes.new)}
    connection.execute(delete(schema.incident_parts))
    _remove(connection, changed)
    tables: dict[str, list[Row]] = defaultdict(list)
    for one in changes.new:
        _add_rows(tables, one)
    for table in (schema.incidents, *reversed(schema.INCIDENT_TABLES)):
        insert_new(connection, table, tables[table.name])
    insert_new(connection, schema.incident_parts, [_part_row(part) for part in changes.parts])
    _replace(connection, schema.incident_problems, [_problem_row(no, one) for no, one in enumerate(changes.problems)])
    _rename(connection, changes)
    _note_reports(connection, changes.reports)
    _replace(connection, schema.link_state, [{"name": STATE, "token": uuid.uuid4().hex, "data": changes.data}])


def _note_reports(connection: Connection, reports: Mapping[str, str]) -> None:
    """Writes which records were linked, those only that changed."""
    table, was = schema.linked_reports, linked_records(connection)
    for piece in pieces(report for report, record in was.items() if reports.get(report) != record):
        connection.execute(delete(table).where(table.c.report_id.in_(piece)))
    changed = sorted(report for report, record in reports.items() if was.get(report) != record)
    insert_new(connection, table, [{"report_id": report, "record_id": reports[report]} for report in changed])


def _replace(connection: Connection, table: Any, rows: Sequence[Row]) -> None:
    connection.execute(delete(table))
    insert_new(connection, table, rows)


def _remove(connection: Connection, ids: Collection[str]) -> None:
    for piece in pieces(ids):
        for table in schema.INCIDENT_TABLES:
            if "incident_id" in table.c:
                connection.execute(delete(table).where(table.c.incident_id.in_(piece)))
        connection.execute(delete(schema.incidents).where(schema.incidents.c.id.in_(piece)))


def _add_rows(tables: dict[str, list[Row]], new: NewIncident) -> None:
    incident, accounts = new.incident, new.accounts
    owner = {"incident_id": incident.id}
    tables["incidents"].append({"id": incident.id, **new.values})
    for telling in incident.tellings:
        why = {joining.mention: joining for joining in telling.joinings}
        for event in telling.events:
            told = {"report_id": telling.report, "event": event, "telling": telling.id.event}
            joining = why.get(event)
            joined = {"joined": joining and joining.joined, "why": joining and "; ".join(joining.words)}
            tables["incident_mentions"].append({**owner, **told, **joined})
    for link in incident.links:
        key = _link_key(link)
        weight = None if link.weight == JUDGED else link.weight
        tables["incident_links"].append({**owner, **key, "kind": link.kind, "weight": weight})
        for no, reason in enumerate(link.reasons):
            level = {"comparison": reason.comparison, "reached": reason.level, "weight": reason.weight}
            tables["incident_link_reasons"].append({**owner, **key, "no": no, **level, "meaning": reason.words})
    tables["incident_rows"] += [
        {**owner, "field": row.row, "state": row.state, "why": row.why, "min": row.low, "max": row.high}
        for row in accounts.rows
        if row.cells
    ]
    for no, voice in enumerate(accounts.voices):
        known = {"voice": voice.id, "no": no, "name": voice.name, "kind": voice.kind, "party": voice.party}
        tables["incident_voices"].append({**owner, **known, "through": " | ".join(voice.through)})
    tables["incident_parties"] += [{**owner, **row} for row in _party_rows(accounts)]


def _party_rows(accounts: Accounts) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for name, role in (("by_whom", "initiator"), ("to_whom", "target")):
        for cell in accounts.row(name).cells:
            for reading in cell.readings:
                if reading.event is not None and not reading.denied:
                    ids = " ".join(sorted(key[1:] for key in reading.keys if key.startswith("@")))
                    found.setdefault((role, reading.shown), {"role": role, "name": reading.shown, "party": ids})
    return list(found.values())


def _link_key(link: Link) -> Row:
    ends = {"one_report": link.left.report, "one_event": link.left.event}
    return {**ends, "other_report": link.right.report, "other_event": link.right.event}


def _part_row(part: PartOf) -> Row:
    return {"part": part.part, "whole": part.whole, "why": part.words, "judged": int(part.judged)}


def _problem_row(no: int, problem: Problem) -> Row:
    ids = " ".join(problem.judgements)
    return {"no": no, "kind": problem.kind, "explanation": problem.words, "judgement_ids": ids}


def _rename(connection: Connection, changes: LinkChanges) -> None:
    """Notes ids that were given up; an id that lives again is no former one."""
    table = schema.incident_renames
    alive = [one.incident.id for one in changes.new]
    for piece in pieces({*alive, *(old for old, _ in changes.renamed)}):
        connection.execute(delete(table).where(table.c.former.in_(piece)))
    if changes.renamed:
        connection.execute(insert(table), [{"former": old, "now": new} for old, new in changes.renamed])


# Asking


def linked_records(connection: Connection) -> dict[str, str]:
    """Report id to the id of the record that was linked."""
    table = schema.linked_reports
    rows = connection.execute(select(table.c.report_id, table.c.record_id))
    return {row[0]: row[1] for row in rows}


def current_records(connection: Connection) -> dict[str, str]:
    """Report id to the id of the record that counts, for reports that have one."""
    table = schema.readings
    query = select(table.c.report_id, table.c.record_id)
    rows = connection.execute(query.where(table.c.current == 1, table.c.record_id.is_not(None)))
    return {report: record for report, record in rows if record is not None}


def all_copies(connection: Connection) -> dict[str, str]:
    """Report id to the id of the report that it is a near-copy of."""
    table = schema.copy_groups
    rows = connection.execute(select(table.c.report_id, table.c.group_id, table.c.is_origin)).all()
    lead = {group: report for report, group, is_origin in rows if is_origin}
    return {report: lead[group] for report, group, is_origin in rows if not is_origin and group in lead}


def find_incident(connection: Connection, name: str) -> str:
    """The id of the incident with an id, the beginning of one, or an id that it once had.

    Raises:
        UnknownKeyError: There is none, or there are several.
    """
    table, renames = schema.incidents, schema.incident_renames
    given = name if name.startswith("i-") else f"i-{name}"
    former: str = given
    seen: set[str] = set()
    while former not in seen:
        seen.add(former)
        former = connection.execute(select(renames.c.now).where(renames.c.former == former)).scalar() or former
    condition = table.c.id == former
    if len(given) >= SHORTEST_PREFIX + 2:
        condition = or_(condition, table.c.id.startswith(given.lower(), autoescape=True))
    found = list(connection.scalars(select(table.c.id).where(condition).order_by(table.c.id).limit(6)))
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise UnknownKeyError(f"no incident {name!r} in this casebook; see the ids with: selon incidents")
    raise UnknownKeyError(f"{name!r} names several incidents: {', '.join(found[:5])}; give more of the id")


def matching(connection: Connection, wanted: IncidentFilter) -> list[dict[str, Any]]:
    """The rows of ``incidents`` that a filter lets through, by day, undated ones last."""
    table = schema.incidents
    query = select(table).where(table.c.report_count >= wanted.reports)
    if wanted.since is not None:
        query = query.where(table.c.last_day >= wanted.since)
    if wanted.until is not None:
        query = query.where(table.c.first_day <= wanted.until)
    if wanted.event_type is not None:
        spaced = " " + table.c.types + " "
        ending = " " if "." in wanted.event_type else "."
        query = query.where(spaced.contains(f" {wanted.event_type}{ending}", autoescape=True))
    if wanted.least_killed is not None:
        open_above = table.c.killed_max.is_(None) & table.c.killed_min.is_not(None)
        query = query.where(or_(table.c.killed_max >= wanted.least_killed, open_above))
    if wanted.contested:
        query = query.where(table.c.contested != "")
    order = (table.c.first_day.is_(None), table.c.first_day, table.c.last_day, table.c.id)
    rows = [dict(row) for row in connection.execute(query.order_by(*order)).mappings()]
    allowed = _allowed(connection, wanted)
    return rows if allowed is None else [row for row in rows if row["id"] in allowed]


def _allowed(connection: Connection, wanted: IncidentFilter) -> set[str] | None:
    """Ids that the conditions on other tables let through; words are compared here, since SQLite folds ASCII only."""
    allowed = None if wanted.ids is None else set(wanted.ids)
    voices, parties = schema.incident_voices, schema.incident_parties
    for words, table, columns in (
        (wanted.voice, voices, (voices.c.name,)),
        (wanted.party, parties, (parties.c.name, parties.c.party)),
    ):
        if words is not None:
            rows = connection.execute(select(table.c.incident_id, *columns))
            found = {row[0] for row in rows if any(words.casefold() in (cell or "").casefold() for cell in row[1:])}
            allowed = found if allowed is None else allowed & found
    return allowed


def load_incidents(connection: Connection, ids: Iterable[str]) -> dict[str, Incident]:
    """Incidents as they were linked, by id."""
    wanted = list(ids)
    mentions, links = schema.incident_mentions, schema.incident_links
    tellings: dict[str, dict[MentionKey, list[Row]]] = defaultdict(lambda: defaultdict(list))
    held: dict[str, list[Link]] = defaultdict(list)
    for piece in pieces(wanted):
        query = select(mentions).where(mentions.c.incident_id.in_(piece))
        for row in connection.execute(query).mappings():
            tellings[row["incident_id"]][MentionKey(row["report_id"], row["telling"])].append(dict(row))
        reasons = _reasons(connection, piece)
        for row in connection.execute(select(links).where(links.c.incident_id.in_(piece))).mappings():
            held[row["incident_id"]].append(_link(dict(row), reasons))
    found = {}
    for name in wanted:
        told = tuple(_telling(key, rows) for key, rows in sorted(tellings[name].items()))
        in_order = sorted(held[name], key=lambda link: (-link.weight, link.left, link.right))
        found[name] = Incident(name, told, tuple(in_order))
    return found


def _event_number(event: str) -> tuple[int, str]:
    digits = event.lstrip("e")
    return (int(digits) if digits.isdigit() else 0, event)


def _telling(key: MentionKey, rows: list[Row]) -> Telling:
    in_order = sorted(rows, key=lambda row: (row["event"] != key.event, _event_number(row["event"])))
    joinings = tuple(
        Joining(row["event"], row["joined"], tuple(row["why"].split("; ")))
        for row in in_order
        if row["joined"] is not None
    )
    return Telling(key, tuple(row["event"] for row in in_order), joinings)


Ends = tuple[MentionKey, MentionKey]


def _ends(row: Mapping[str, Any]) -> Ends:
    one = MentionKey(row["one_report"], row["one_event"])
    return one, MentionKey(row["other_report"], row["other_event"])


def _reasons(connection: Connection, ids: Sequence[str]) -> dict[Ends, list[LevelReason]]:
    """The reasons of all links of some incidents, in order."""
    table = schema.incident_link_reasons
    found: dict[Ends, list[LevelReason]] = defaultdict(list)
    query = select(table).where(table.c.incident_id.in_(ids)).order_by(table.c.no)
    for row in connection.execute(query).mappings():
        reason = LevelReason(row["comparison"], row["reached"], row["weight"], row["meaning"])
        found[_ends({**row})].append(reason)
    return found


def _link(row: Row, reasons: Mapping[Ends, list[LevelReason]]) -> Link:
    left, right = _ends(row)
    weight = JUDGED if row["weight"] is None else row["weight"]
    return Link(left, right, weight, tuple(reasons.get((left, right), ())), row["kind"])


def relations(connection: Connection) -> list[PartOf]:
    """Which incident is a part of which."""
    table = schema.incident_parts
    rows = connection.execute(select(table).order_by(table.c.part, table.c.whole)).mappings()
    return [PartOf(row["part"], row["whole"], row["why"], bool(row["judged"])) for row in rows]


def problems(connection: Connection) -> list[Problem]:
    """What linking could not honour."""
    table = schema.incident_problems
    rows = connection.execute(select(table).order_by(table.c.no)).mappings()
    return [Problem(row["kind"], row["explanation"], tuple(row["judgement_ids"].split())) for row in rows]


def voices_of(connection: Connection, incident: str) -> list[tuple[str, str]]:
    """Ids and names of the voices of an incident, in order of publication."""
    table = schema.incident_voices
    query = select(table.c.voice, table.c.name).where(table.c.incident_id == incident).order_by(table.c.no)
    return [(row[0], row[1]) for row in connection.execute(query)]


def incident_of_mentions(connection: Connection) -> dict[MentionKey, str]:
    """Every mention that was linked, with its incident."""
    table = schema.incident_mentions
    rows = connection.execute(select(table.c.report_id, table.c.event, table.c.incident_id))
    return {MentionKey(report, event): incident for report, event, incident in rows}
