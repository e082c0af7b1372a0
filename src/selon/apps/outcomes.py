"""From reports to what a casebook keeps of their reading: here, or in several processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass

from selon.casebook import Unread
from selon.errors import (
    InputError,
    LanguageError,
    ReportDateError,
    ReportTooLongError,
    SelonError,
    SettingsError,
)
from selon.model import Record, Report
from selon.pool import Limits, Lost, map_ordered
from selon.reader import FailedReport, Reader
from selon.settings import Settings

Outcome = Record | Unread
ReadReports = Callable[[Iterable[Report]], Generator[Outcome, None, None]]
"""From reports to their outcomes, in order; reports are taken as they are needed."""

CONFIGURATION = SettingsError.exit_code
"""The exit code of errors that would meet every report; these end everything."""

UNREAD_REASONS = {
    "language": "a language that Selon cannot read yet",
    "too_long": "longer than `max_report_chars`",
    "date": "the date of publication is none",
    "not_a_report": "no text with a word in it",
    "fault": "a fault of Selon, told with the stage",
    "worker_died": "the process that read it ended: memory, or a fault of a library",
    "too_slow": "reading it took longer than its time",
}
"""Code to meaning; a closed list."""


def outcome_of(result: Record | FailedReport) -> Outcome:
    """What a casebook keeps of a reading.

    Raises:
        SelonError: Words, pipeline or settings are wrong: every other report would fail for the same reason.
    """
    if isinstance(result, Record):
        return result
    error = result.error
    if error.exit_code == CONFIGURATION:
        raise error
    return Unread(_code(error), str(error))


def _code(error: SelonError) -> str:
    if isinstance(error, LanguageError):
        return "language"
    if isinstance(error, ReportTooLongError):
        return "too_long"
    if isinstance(error, ReportDateError):
        return "date"
    return "not_a_report" if isinstance(error, InputError) else "fault"


def reading_here(settings: Settings) -> ReadReports:
    """Reads in this process."""
    reader = Reader(settings)

    def read(reports: Iterable[Report]) -> Generator[Outcome, None, None]:
        for result in reader.read_many(reports):
            yield outcome_of(result)

    return read


def reading_in_processes(settings: Settings, jobs: int) -> ReadReports:
    """Reads in several processes, each with its own pipeline.

    Args:
        settings: What to read with.
        jobs: Number of processes.
    """
    limits = Limits(jobs, settings.batch_size)

    def read(reports: Iterable[Report]) -> Generator[Outcome, None, None]:
        results = map_ordered(BatchReading(settings), reports, limits)
        with closing(results):
            for _, result in results:
                yield Unread(result.reason, result.detail) if isinstance(result, Lost) else result

    return read


@dataclass(frozen=True, slots=True)
class BatchReading:
    """Makes, in a process of its own, what reads a batch of reports."""

    settings: Settings

    def __call__(self) -> Callable[[list[Report]], list[Outcome]]:
        """Loads nothing yet; the first batch does."""
        reader = Reader(self.settings)
        return lambda reports: [outcome_of(result) for result in reader.read_many(reports)]
