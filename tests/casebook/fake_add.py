"""An ``add`` whose reading needs no pipeline: ``python fake_add.py CASEBOOK FIRST LAST [SECONDS]``; made to be killed."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator, Iterable, Iterator

from casebook.samples import SETUP, make_arrival, make_discard, make_record, make_report

from selon.apps.adding import Work, add
from selon.apps.outcomes import Outcome
from selon.casebook import Counts, Store, Unread
from selon.model import Arrival, Discard, Report


def incoming(first: int, last: int) -> Iterator[Arrival | Discard]:
    """Reports by number; every tenth thing is followed by one that gives none."""
    for number in range(first, last):
        yield make_arrival(make_report(number), "many.jsonl")
        if number % 10 == 0:
            yield make_discard(number)


def read_slowly(seconds: float) -> object:
    """Reads the sample reports, with a pause after each; every seventh cannot be read."""

    def read(reports: Iterable[Report]) -> Generator[Outcome, None, None]:
        for report in reports:
            time.sleep(seconds)
            number = int(str(report.title).split()[1])
            yield make_record(report) if number % 7 else Unread("fault", "made up")

    return read


def add_samples(address: str, first: int, last: int, seconds: float = 0.0) -> Counts:
    """Adds the sample reports to a casebook."""
    with Store(address, create=True) as store:
        work = Work(store, SETUP, read_slowly(seconds), sign=lambda report: report.id.encode())  # type: ignore[arg-type]
        return add(work, incoming(first, last))


if __name__ == "__main__":
    address, first, last, *pause = sys.argv[1:]
    add_samples(address, int(first), int(last), *map(float, pause))
