"""``selon.Casebook``: a casebook with everything that the commands do, for Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from selon.apps.adding import Tell, Work, add, reread, silent
from selon.apps.copies import find_copies, group_copies, sign
from selon.apps.exporting import ExportOptions, export
from selon.apps.incoming import arrive, intake_options, take_in_all
from selon.apps.linking import LinkCounts, Move, link, waiting
from selon.apps.outcomes import reading_here, reading_in_processes
from selon.apps.setup import describe_setup
from selon.casebook import Counts, Filter, Store
from selon.errors import SelonError
from selon.model import Arrival, Discard, Origin, Report
from selon.reader import Reader
from selon.settings import Settings, load_settings, with_gate


class Casebook(Store):
    """A casebook: reports, what Selon says of them, and what was done, in a SQLite file or a PostgreSQL database.

    Args:
        address: Path of a file, or ``postgresql://user:password@host/database``.
        create: Make the casebook where there is none.
        settings: What to read with; ``None`` for the settings of the environment.

    Raises:
        MissingCasebookError: No such file, and ``create`` is false.
        CasebookError: It cannot be opened, is no casebook, or was made by a newer Selon.
    """

    def __init__(self, address: str | Path, *, create: bool = False, settings: Settings | None = None) -> None:
        super().__init__(address, create=create)
        self.settings = load_settings() if settings is None else settings

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        jobs: int = 1,
        addresses: Iterable[str] = (),
        gate: bool | None = True,
        tell: Tell = silent,
        **intake: Any,
    ) -> Counts:
        """Adds everything in some files and folders; what the casebook has already is passed over.

        Args:
            paths: Files and folders.
            jobs: Processes that read; 1 for this one. A program that asks for more must be importable: keep the call
                below ``if __name__ == "__main__":``.
            addresses: Web addresses to be fetched; nothing else is.
            gate: Leave unparsed what is not about conflict; ``None`` for the setting ``relevance_gate``.
            tell: Called for each thing that was done.
            intake: ``published``, ``publisher``, ``language``, ``columns``, ``keep_bytes`` as in ``selon add``.

        Returns:
            How many reports were kept, known before, unread, and how many things were discarded.
        """
        options = intake_options(self.settings, intake)
        return self._add(take_in_all([str(path) for path in paths], list(addresses), options), "add", jobs, gate, tell)

    def add_reports(  # noqa: PLR0913  # what both ways of adding say
        self,
        reports: Iterable[Report | Mapping[str, object]],
        *,
        path: str = "program",
        jobs: int = 1,
        gate: bool | None = True,
        tell: Tell = silent,
        command: str = "add",
    ) -> Counts:
        """Adds reports that a program has.

        Args:
            reports: Reports, or mappings with ``text`` and what else is known. One that is no report is kept as a
                discard.
            path: Where they come from, for whoever asks later.
            jobs: See ``add``.
            gate: See ``add``.
            tell: See ``add``.
            command: What the run is called.
        """
        reader = Reader(self.settings)

        def arrivals() -> Iterable[Arrival | Discard]:
            for number, given in enumerate(reports):
                try:
                    report = given if isinstance(given, Report) else reader.make_report(given)
                    yield arrive(report, path)
                except SelonError as error:
                    yield Discard(Origin(path, f"report {number}", "", "program"), "bad_row", str(error))

        return self._add(arrivals(), command, jobs, gate, tell)

    def _add(
        self, incoming: Iterable[Arrival | Discard], command: str, jobs: int, gate: bool | None, tell: Tell
    ) -> Counts:
        counts = add(self._work(jobs, gate, tell), incoming, command=command)
        self.regroup_copies(find_copies, group_copies)
        return counts

    def _work(self, jobs: int, gate: bool | None, tell: Tell) -> Work:
        settings = with_gate(self.settings, gate)
        read = reading_here(settings) if jobs == 1 else reading_in_processes(settings, jobs)
        return Work(self, describe_setup(settings), read, tell, sign)

    def reread(
        self,
        wanted: Filter | None = None,
        *,
        everything: bool = False,
        jobs: int = 1,
        gate: bool | None = True,
        tell: Tell = silent,
    ) -> Counts:
        """Reads reports again with this version of Selon; new records count, the old ones stay.

        Args:
            wanted: Which reports; ``None`` for all.
            everything: Read those too that this very setup has read.
            jobs: See ``add``.
            gate: See ``add``.
            tell: See ``add``.
        """
        return reread(self._work(jobs, gate, tell), wanted or Filter(), everything=everything)

    def link(self, *, everything: bool = False, move: Move | None = None) -> LinkCounts:
        """Links what is new, and what people decided since, into incidents.

        Args:
            everything: Compare all anew; ids are kept where incidents live on.
            move: Called with how many incidents are laid side by side, and of how many.

        Raises:
            CasebookError: Somebody else linked in the meantime.
        """
        return link(self, everything=everything, move=move)

    def waiting(self) -> int:
        """How many reports have a record that was not linked yet, or were linked and no longer count."""
        return waiting(self)

    def export(self, folder: str | Path, options: ExportOptions | None = None) -> dict[str, int]:
        """Writes records as JSON Lines, tables as CSV with their codebook, and incidents, if linked, as GeoJSON.

        Returns:
            Name of each file to its number of lines.

        Raises:
            CasebookError: A file is there already, or cannot be written.
        """
        return export(self, Path(folder), options)
