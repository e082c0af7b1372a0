"""The store: one object for a casebook, with what can be asked of it and written into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine

from selon.casebook import asking, incidents, judging, schema, writing
from selon.casebook.asking import Filter
from selon.casebook.backup import back_up
from selon.casebook.connect import connect, reading, shown
from selon.casebook.connect import writing as write
from selon.casebook.entries import CopyGroup, CopyPair, Counts, Damage, Entry, Hit, NewReport, Reading, Setup
from selon.casebook.incidents import IncidentFilter, LinkChanges
from selon.casebook.judging import Entered
from selon.casebook.search import search
from selon.casebook.upgrade import ensure_schema
from selon.casebook.verify import verify, verify_database
from selon.errors import InputError
from selon.model import Discard, Origin, Record
from selon.model.incidents import Incident, MentionKey, PartOf, Problem

MOST_HITS = 20
FindCopies = Callable[[Iterator[tuple[str, bytes]], set[str]], Iterable[CopyPair]]
GroupCopies = Callable[[Mapping[str, Entry], Sequence[CopyPair]], Iterable[CopyGroup]]


class Store:
    """A casebook that is open: a SQLite file, or a PostgreSQL database.

    Every method is a transaction of its own. Many processes may read at once, also while one writes; writers take
    turns. A process that is killed leaves what it had finished writing, and nothing half-written.

    Args:
        address: Path of a file, or ``postgresql://user:password@host/database``.
        create: Make the casebook where there is none.

    Raises:
        MissingCasebookError: No such file, and ``create`` is false.
        CasebookError: It cannot be opened, is no casebook, or was made by a newer Selon.
    """

    def __init__(self, address: str | Path, *, create: bool = False) -> None:
        self.address = shown(str(address))
        self.engine: Engine = connect(str(address), create=create)
        try:
            ensure_schema(self.engine, create=create)
        except BaseException:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    # Writing

    def start_run(self, command: str, setup: Setup | None) -> tuple[str, str]:
        """Opens a run; gives its id, and the id of the setup that reads (empty for none)."""
        with write(self.engine) as connection:
            setup_id = writing.keep_setup(connection, setup) if setup is not None else None
            return writing.start_run(connection, command, setup_id), setup_id or ""

    def end_run(self, run_id: str, counts: Counts, state: str) -> None:
        """Ends a run as ``done``, ``interrupted`` or ``failed``."""
        with write(self.engine) as connection:
            writing.note_run(connection, run_id, counts, state=state)

    def keep(self, run: tuple[str, str], new: Sequence[NewReport], lost: Sequence[Discard], so_far: Counts) -> Counts:
        """Keeps reports with what was read in them, and discards, all or nothing; gives the run's counts after it.

        Args:
            run: What ``start_run`` gave.
            new: Reports in order.
            lost: What gave no report.
            so_far: The run's counts before.
        """
        run_id, setup_id = run
        with write(self.engine) as connection:
            counts = so_far + writing.keep_reports(connection, run_id, setup_id, new)
            counts += Counts(discarded=writing.keep_discards(connection, run_id, lost))
            writing.note_run(connection, run_id, counts)
            return counts

    def keep_readings(self, run: tuple[str, str], readings: Sequence[Reading], so_far: Counts) -> Counts:
        """Keeps new readings of reports that the casebook has; gives the run's counts after it."""
        run_id, setup_id = run
        with write(self.engine) as connection:
            unread = writing.keep_readings(connection, run_id, setup_id, readings)
            counts = so_far + Counts(known=len(readings), unread=unread)
            writing.note_run(connection, run_id, counts)
            return counts

    def regroup_copies(self, find: FindCopies, group: GroupCopies) -> int:
        """Compares reports that are new with all others, and makes the groups of near-copies anew.

        Args:
            find: From all signatures (ids and bytes, in the order of ids) and the ids of new reports, the pairs that
                the new ones are in, both ways round.
            group: From the reports that are in pairs, and all pairs, the groups.

        Returns:
            The number of groups.
        """
        with write(self.engine) as connection:
            new = writing.new_signatures(connection)
            if new:
                writing.keep_copy_pairs(connection, new, find(asking.signatures(connection), set(new)))
            pairs = list(asking.copy_pairs(connection))
            groups = list(group(asking.entries_by_key(connection, {pair.key for pair in pairs}), pairs))
            writing.replace_copy_groups(connection, groups)
            return len(groups)

    def set_notice(self, words: str) -> None:
        """Sets what everybody who opens the casebook is told."""
        with write(self.engine) as connection:
            connection.execute(schema.meta.delete().where(schema.meta.c.name == "notice"))
            connection.execute(schema.meta.insert(), [{"name": "notice", "value": words}])

    def keep_linking(self, changes: LinkChanges) -> None:
        """Writes what a linking changed, all or nothing.

        Raises:
            CasebookError: Somebody else linked in the meantime.
        """
        with write(self.engine) as connection:
            incidents.keep_linking(connection, changes)

    def enter_judgement(self, entered: Entered) -> Entered:
        """Adds a judgement, with the instant and its number; gives it so.

        Raises:
            InputError: It takes back one that is not there.
        """
        with write(self.engine) as connection:
            return judging.append(connection, entered)

    # Asking

    @property
    def notice(self) -> str | None:
        """What everybody who opens the casebook is told; ``None`` for nothing."""
        with reading(self.engine) as connection:
            return asking.notice(connection)

    def totals(self) -> dict[str, int]:
        """How much there is, by name."""
        with reading(self.engine) as connection:
            return asking.totals(connection)

    def held(self, keys: Iterable[str]) -> set[str]:
        """Those of some report ids that the casebook has."""
        with reading(self.engine) as connection:
            return writing.held_keys(connection, keys)

    def entries(self, wanted: Filter | None = None) -> Iterator[Entry]:
        """The reports, in the order of arrival."""
        with reading(self.engine) as connection:
            yield from asking.entries(connection, wanted)

    def keys(self, wanted: Filter | None = None) -> list[str]:
        """Ids of reports, in the order of arrival."""
        with reading(self.engine) as connection:
            return asking.keys(connection, wanted or Filter())

    def entries_in(self, keys: Sequence[str]) -> Iterator[Entry]:
        """Some reports, in the order of their ids; between pieces of them the casebook is let go of."""
        for start in range(0, len(keys), asking.ENTRIES_AT_ONCE):
            piece = keys[start : start + asking.ENTRIES_AT_ONCE]
            with reading(self.engine) as connection:
                found = asking.entries_by_key(connection, piece)
            yield from (found[key] for key in piece if key in found)

    def entry(self, name: str) -> Entry:
        """The report with an id or the beginning of one.

        Raises:
            UnknownKeyError: None, or several.
        """
        with reading(self.engine) as connection:
            return asking.find_entry(connection, name)

    def entry_with_record(self, name: str) -> tuple[Entry, Record | None]:
        """A report with its record, of one state of the casebook.

        Raises:
            UnknownKeyError: No such report, or several.
        """
        with reading(self.engine) as connection:
            return next(asking.records_of(connection, [asking.find_entry(connection, name)]))

    def record(self, name: str) -> Record | None:
        """What Selon says of a report; ``None`` where it could not be read.

        Raises:
            UnknownKeyError: No such report, or several.
        """
        return self.entry_with_record(name)[1]

    def records(self, wanted: Filter | None = None) -> Iterator[tuple[Entry, Record | None]]:
        """Every report with its record, in the order of arrival; ``None`` where it could not be read."""
        with reading(self.engine) as connection:
            yield from asking.records_of(connection, asking.entries(connection, wanted))

    def search(self, words: str, *, most: int = MOST_HITS) -> list[Hit]:
        """The reports that have all the words, best first; accents and case do not matter.

        Args:
            words: ``word``, ``"several words"``, ``begin*``, ``-without``.
            most: How many at most.

        Raises:
            InputError: Nothing to search for.
        """
        if most < 1:
            raise InputError(f"{most} reports are wanted; allowed: 1 or more")
        with reading(self.engine) as connection:
            return search(connection, words, most=most)

    def origins(self, key: str) -> list[tuple[Origin, str | None]]:
        """Where a report came from, with the notes on how it was read."""
        with reading(self.engine) as connection:
            return asking.origins_of(connection, key)

    def copies(self, key: str) -> list[tuple[str, bool, str | None]]:
        """The near-copies of a report, itself among them: id, whether it is the likely origin, why."""
        with reading(self.engine) as connection:
            return asking.copies_of(connection, key)

    def discards(self, reason: str | None = None) -> Iterator[Discard]:
        """What came in and gave no report."""
        with reading(self.engine) as connection:
            yield from asking.discards(connection, reason)

    def runs(self) -> list[dict[str, Any]]:
        """What was done to the casebook, newest first."""
        with reading(self.engine) as connection:
            return asking.runs(connection)

    # Incidents

    def link_basis(self) -> tuple[tuple[str, bytes] | None, dict[str, str], dict[str, str], dict[str, str]]:
        """What linking begins from, of one state of the casebook.

        Returns:
            Token and data that the last linking left; report id to the record that was linked; report id to the record
            that counts; report id to the report that it is a near-copy of.
        """
        with reading(self.engine) as connection:
            copies = incidents.all_copies(connection)
            linked, current = incidents.linked_records(connection), incidents.current_records(connection)
            return incidents.link_state(connection), linked, current, copies

    def is_linked(self) -> bool:
        """Whether the casebook was linked once."""
        with reading(self.engine) as connection:
            return incidents.is_linked(connection)

    def linked_and_current(self) -> tuple[dict[str, str], dict[str, str]]:
        """Report id to the record that was linked, and report id to the record that counts."""
        with reading(self.engine) as connection:
            return incidents.linked_records(connection), incidents.current_records(connection)

    def judgements(self, *, in_force: bool = False) -> list[Entered]:
        """What people decided, in order; ``in_force`` leaves out what was taken back."""
        with reading(self.engine) as connection:
            entered = judging.judgements(connection)
        return judging.in_force(entered) if in_force else entered

    def copy_leads(self) -> dict[str, str]:
        """Report id to the id of the report that it is a near-copy of."""
        with reading(self.engine) as connection:
            return incidents.all_copies(connection)

    def incident_id(self, name: str) -> str:
        """The id of the incident with an id, the beginning of one, or an id that it once had.

        Raises:
            UnknownKeyError: None, or several.
        """
        with reading(self.engine) as connection:
            return incidents.find_incident(connection, name)

    def incident_rows(self, wanted: IncidentFilter | None = None) -> list[dict[str, Any]]:
        """What the incidents come to, by the columns of ``incidents``; by day, undated ones last."""
        with reading(self.engine) as connection:
            return incidents.matching(connection, wanted or IncidentFilter())

    def incidents_by_id(self, ids: Iterable[str]) -> dict[str, Incident]:
        """Incidents with their mentions and links."""
        with reading(self.engine) as connection:
            return incidents.load_incidents(connection, ids)

    def relations(self) -> list[PartOf]:
        """Which incident is a part of which."""
        with reading(self.engine) as connection:
            return incidents.relations(connection)

    def problems(self) -> list[Problem]:
        """Judgements that could not be honoured."""
        with reading(self.engine) as connection:
            return incidents.problems(connection)

    def voices_of(self, incident: str) -> list[tuple[str, str]]:
        """Ids and names of the voices of an incident, in order of publication."""
        with reading(self.engine) as connection:
            return incidents.voices_of(connection, incident)

    def incident_of_mentions(self) -> dict[MentionKey, str]:
        """Every mention that was linked, with its incident."""
        with reading(self.engine) as connection:
            return incidents.incident_of_mentions(connection)

    def records_by_key(self, keys: Iterable[str]) -> dict[str, tuple[Entry, Record | None]]:
        """Some reports with their records, by id; those that are not there are left out."""
        with reading(self.engine) as connection:
            found = asking.entries_by_key(connection, keys)
            return {entry.key: (entry, record) for entry, record in asking.records_of(connection, found.values())}

    # Care

    def verify(self) -> Iterator[Damage]:
        """What is not as it was written; nothing for a sound casebook."""
        with write(self.engine) as connection:
            found = list(verify_database(connection))
        yield from found
        with reading(self.engine) as connection:
            yield from verify(connection)

    def back_up(self, target: str | Path, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Writes a whole copy, also while others write.

        Raises:
            CasebookError: The file is there, cannot be written, or ``pg_dump`` is missing or failed.
        """
        back_up(self.engine, Path(target), progress=progress)
