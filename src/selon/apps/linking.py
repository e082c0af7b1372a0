"""A casebook's incidents: linked from its records, its near-copies and what people decided, and kept in it."""

from __future__ import annotations

import gc
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from selon.apps.judging import Decisions, decisions_of
from selon.casebook import Store
from selon.casebook.entries import Entry
from selon.casebook.incidents import LinkChanges, NewIncident
from selon.errors import CasebookError
from selon.link.accounts import lay_side_by_side
from selon.link.grades import suggest_grade
from selon.link.linking import EMPTY, Linked, add_records, rejudge, remove_reports
from selon.link.plain import linked_from_dict, linked_parts, to_plain
from selon.link.summaries import summarise
from selon.model import Record
from selon.model.accounts import Accounts
from selon.model.incidents import Incident

STATE_VERSION = 1
"""Of the kept state; another one is made anew from the records."""
AT_ONCE = 200
"""Incidents whose reports are held in memory together."""
NOTHING = "no incidents yet; make them with: selon link"

Move = Callable[[int, int], None]
"""Called with how many incidents are laid side by side, and of how many."""


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """What a linking did; all 0 or more.

    Attributes:
        reports: Reports that were linked in all.
        added: Of them, those that were new or read anew.
        removed: Reports that no longer count.
        incidents: Incidents in all.
        shared: Of them, those that two reports or more tell.
        changed: Incidents that are new or changed.
        problems: Judgements that could not be honoured.
    """

    reports: int
    added: int
    removed: int
    incidents: int
    shared: int
    changed: int
    problems: int


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the last linking left."""

    token: str | None
    linked: Linked
    decisions: Decisions
    copies: Mapping[str, str]


def link(store: Store, *, everything: bool = False, move: Move | None = None) -> LinkCounts:
    """Links what is new, and what people decided since; or everything anew.

    Args:
        store: The casebook.
        everything: Compare all anew; ids are kept where incidents live on.
        move: Called while accounts are laid side by side.

    Raises:
        CasebookError: Somebody else linked in the meantime.
    """
    with _uncollected():
        return _link(store, everything, move)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leaves the search for garbage out while millions of nouns are made that all stay: two thirds of their time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _link(store: Store, everything: bool, move: Move | None) -> LinkCounts:
    kept, was, current, copies = store.link_basis()
    decisions = decisions_of(store.judgements(in_force=True))
    current = {report: record for report, record in current.items() if report not in decisions.withdrawn}
    basis = _read(kept)
    before = basis.linked
    if everything or (kept is not None and not before.tellings):
        basis = replace(basis, linked=replace(EMPTY, linking=before.linking))
        was = {}
    new = [report for report, record in current.items() if was.get(report) != record]
    gone = [report for report in was if report not in current]
    linked = remove_reports(replace(basis.linked, copies=dict(copies)), gone) if gone else basis.linked
    linked = replace(linked, copies=dict(copies))
    if everything:
        linked = replace(linked, judgements=decisions.judgements)
    elif linked.judgements != decisions.judgements:
        linked = rejudge(linked, decisions.judgements, lambda report: fetch(store, report))
    recopied = {report for report in {*copies, *basis.copies} if copies.get(report) != basis.copies.get(report)}
    again = [*new, *(report for report in recopied if report in current and report not in set(new))]
    linked = add_records(linked, fetch_all(store, again))
    stale = {*again, *gone, *decisions.corrected_otherwise(basis.decisions)}
    changes = _changes(store, before, linked, stale, everything=everything)
    fresh = list(_laid_out(store, changes, decisions, copies, move))
    data = _write(linked, decisions, copies)
    ids = {one.id for one in linked.linking.incidents}
    store.keep_linking(
        LinkChanges(
            token=basis.token,
            data=data,
            reports=current,
            gone=[one.id for one in before.linking.incidents if one.id not in ids],
            new=fresh,
            parts=linked.linking.part_of,
            problems=linked.linking.problems,
            renamed=linked.linking.renamed,
        )
    )
    shared = sum(len(one.reports) > 1 for one in linked.linking.incidents)
    return LinkCounts(len(current), len(new), len(gone), len(ids), shared, len(fresh), len(linked.linking.problems))


def waiting(store: Store) -> int:
    """How many reports have a record that was not linked yet, or were linked and no longer count; 0 before the first."""
    if not store.is_linked():
        return 0
    was, current = store.linked_and_current()
    gone = {one.subject for one in store.judgements(in_force=True) if one.kind == "report"}
    now = {report: record for report, record in current.items() if report not in gone}
    return sum(was.get(report) != record for report, record in now.items()) + sum(report not in now for report in was)


def _read(kept: tuple[str, bytes] | None) -> _Basis:
    import orjson

    if kept is None:
        return _Basis(None, EMPTY, Decisions(), {})
    value = orjson.loads(zlib.decompress(kept[1]))
    if value.get("version") != STATE_VERSION:
        return _Basis(kept[0], EMPTY, Decisions(), {})
    decisions = Decisions.from_plain(value["decisions"])
    return _Basis(kept[0], linked_from_dict(value["linked"]), decisions, value["copies"])


def _write(linked: Linked, decisions: Decisions, copies: Mapping[str, str]) -> bytes:
    import orjson

    value = {"version": STATE_VERSION, "linked": linked_parts(linked), "decisions": to_plain(decisions)}
    # orjson writes dataclasses as they are, ten times as fast as ``to_plain``, and an infinite weight as null.
    return zlib.compress(orjson.dumps({**value, "copies": dict(copies)}, default=_listed), 1)


def _listed(value: object) -> object:
    """What orjson leaves to others: named tuples, sets, mappings."""
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(type(value).__name__)


def keyed(entry: Entry, record: Record) -> Record:
    """The record under the report's id in the casebook; a collection may give one id of its own to two reports."""
    return replace(record, report=replace(record.report, id=entry.key))


def fetch(store: Store, report: str) -> Record | None:
    """The record of a report, under its id in the casebook; ``None`` where there is none."""
    return next(iter(fetch_all(store, [report])), None)


def fetch_all(store: Store, reports: Iterable[str]) -> list[Record]:
    """The records of some reports, under their ids in the casebook."""
    found = store.records_by_key(reports).values()
    return [keyed(entry, record) for entry, record in found if record is not None]


def _changes(store: Store, before: Linked, linked: Linked, stale: set[str], *, everything: bool) -> list[Incident]:
    """Incidents whose rows must be written: new ones, changed ones, and those of reports that say something else."""
    old = {one.id: one for one in before.linking.incidents}
    there = set() if everything else {row["id"] for row in store.incident_rows()}
    return [
        one
        for one in linked.linking.incidents
        if one.id not in there or old.get(one.id) != one or not stale.isdisjoint(one.reports)
    ]


def _laid_out(
    store: Store, incidents: list[Incident], decisions: Decisions, copies: Mapping[str, str], move: Move | None
) -> Iterator[NewIncident]:
    for start in range(0, len(incidents), AT_ONCE):
        piece = incidents[start : start + AT_ONCE]
        records = {one.report.id: one for one in fetch_all(store, {key for each in piece for key in each.reports})}
        for incident in piece:
            accounts = lay_side_by_side(incident, records, copies=copies, corrections=decisions.corrections)
            yield NewIncident(incident, accounts, _values(incident, accounts))
        if move is not None:
            move(min(start + AT_ONCE, len(incidents)), len(incidents))


def _values(incident: Incident, accounts: Accounts) -> dict[str, Any]:
    """The columns of ``incidents``."""
    one = summarise(accounts)
    lat, lon = one.point or (None, None)
    return {
        "report_count": len(incident.reports),
        "voice_count": one.voices,
        "first_day": one.first_day,
        "last_day": one.last_day,
        "place": one.place,
        "lat": lat,
        "lon": lon,
        "place_precision": one.precision,
        "types": " ".join(one.types),
        "killed_min": one.killed_low,
        "killed_max": one.killed_high,
        "doers": " | ".join(one.doers),
        "contested": " ".join(one.contested),
        "grade": suggest_grade(accounts).grade,
    }


@dataclass(frozen=True, slots=True)
class Laid:
    """One incident as it is shown.

    Attributes:
        incident: Mentions and links.
        accounts: Its matrix.
        entries: Its reports as the casebook has them, by id; those that are gone are left out.
        records: Their records, under those ids.
        decisions: What people decided, in the whole casebook.
    """

    incident: Incident
    accounts: Accounts
    entries: Mapping[str, Entry]
    records: Mapping[str, Record]
    decisions: Decisions

    @property
    def reports(self) -> list[str]:
        """Ids of its reports, in the order of publication; undated ones and those that are gone first."""
        dated = {key: entry.report.published or "" for key, entry in self.entries.items()}
        return sorted(self.incident.reports, key=lambda key: (dated.get(key, ""), key))


def lay_out(store: Store, name: str) -> Laid:
    """One incident with its accounts.

    Raises:
        CasebookError: Nothing is linked yet.
        UnknownKeyError: None, or several.
    """
    need_incidents(store)
    return next(lay_out_all(store, [store.incident_id(name)]))


def need_incidents(store: Store) -> None:
    """Raises ``CasebookError`` where nothing is linked yet."""
    if not store.is_linked():
        raise CasebookError(NOTHING)


def lay_out_all(store: Store, ids: Iterable[str]) -> Iterator[Laid]:
    """Some incidents with their accounts, in the order given."""
    decisions = decisions_of(store.judgements(in_force=True))
    copies = store.copy_leads()
    wanted = list(ids)
    for start in range(0, len(wanted), AT_ONCE):
        piece = wanted[start : start + AT_ONCE]
        incidents = store.incidents_by_id(piece)
        found = store.records_by_key({key for each in incidents.values() for key in each.reports})
        entries = {key: entry for key, (entry, _) in found.items()}
        records = {key: keyed(entry, record) for key, (entry, record) in found.items() if record is not None}
        for name in piece:
            incident = incidents[name]
            there = {key: records[key] for key in incident.reports if key in records}
            accounts = lay_side_by_side(incident, there, copies=copies, corrections=decisions.corrections)
            held = {key: entries[key] for key in incident.reports if key in entries}
            yield Laid(incident, accounts, held, there, decisions)
