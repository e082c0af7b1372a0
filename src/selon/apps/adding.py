"""Adding to a casebook: what comes in is looked up, read, and kept in order, a batch at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from selon.apps.outcomes import Outcome, ReadReports
from selon.casebook import Counts, Filter, NewReport, Reading, Setup, Store, Unread, key_of
from selon.model import Arrival, Discard, Report

BATCH = 64
"""Things kept in one transaction at most."""
LARGEST = 2**63 - 1
"""Whole numbers of both databases have 64 bits."""
BATCH_S = 2.0
"""Seconds after which what is ready is kept, however little it is."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something was done with one thing that came in.

    Attributes:
        kind: ``kept``, ``known``, ``unread`` (kept without a record) or ``discarded``.
        path: Where it came from.
        unread: Why it could not be read; ``None`` for the other kinds.
    """

    kind: str
    path: str
    unread: Unread | None = None


Tell = Callable[[Step], None]


def silent(_: Step) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run needs.

    Attributes:
        store: The casebook.
        setup: What reads.
        read: How reports are read.
        tell: Called for each thing that was done.
        sign: Makes what near-copies are found by; ``None`` to leave them.
    """

    store: Store
    setup: Setup
    read: ReadReports
    tell: Tell = silent
    sign: Callable[[Report], bytes] | None = None


@dataclass(slots=True)
class _Queued:
    """Something that came in; in the order of arrival it waits for what was before it, and maybe to be read."""

    item: Arrival | Discard
    key: str = ""
    outcome: Outcome | None = None
    is_waiting: bool = False


def add(work: Work, incoming: Iterable[Arrival | Discard], *, command: str = "add") -> Counts:
    """Adds what comes in; gives the run's counts.

    Whatever ends it (Ctrl-C, a broken disk, an error in a word table), what was finished is kept, the run says how it
    ended, and the same call goes on where it was.

    Args:
        work: Casebook and reading.
        incoming: Reports and discards, taken as they are needed.
        command: What the run is called.
    """
    run = work.store.start_run(command, work.setup)
    adding = _Adding(work, run)
    with _ending(work.store, run, lambda: adding.counts):
        try:
            with closing(work.read(adding.unread_yet(incoming))) as outcomes:
                for outcome in outcomes:
                    adding.take(outcome)
        finally:
            adding.keep()
    return adding.counts


class _ending:  # read as a word: with _ending(…)
    """Writes down how a run ended."""

    def __init__(self, store: Store, run: tuple[str, str], counts: Callable[[], Counts]) -> None:
        self.store, self.run, self.counts = store, run, counts

    def __enter__(self) -> None:
        """The run has begun."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        failed = kind is not None and issubclass(kind, Exception)
        state = "done" if kind is None else "failed" if failed else "interrupted"
        self.store.end_run(self.run[0], self.counts(), state)


class _Adding:
    """The state of one run: what has come in and is not kept yet, in order."""

    def __init__(self, work: Work, run: tuple[str, str]) -> None:
        self.work, self.run = work, run
        self.counts = Counts()
        self.queue: deque[_Queued] = deque()
        self.seen: set[str] = set()
        self.ready: list[_Queued] = []
        self.kept_at = time.monotonic()

    def unread_yet(self, incoming: Iterable[Arrival | Discard]) -> Iterator[Report]:
        """The reports that the casebook does not have; everything else is put in the queue where it stands."""
        for item in incoming:
            queued = self._queue(item)
            self.queue.append(queued)
            if queued.is_waiting and isinstance(item, Arrival):
                yield item.report
            self._advance()

    def _queue(self, item: Arrival | Discard) -> _Queued:
        if isinstance(item, Arrival) and not is_storable(item.report):
            item = Discard(item.origin, "not_text", "the text holds NUL or half characters, which no store can keep")
        if isinstance(item, Discard):
            return _Queued(item)
        key = key_of(item.report)
        if key in self.seen or self.work.store.held([key]):
            # Only its origin may be new; the text need not be held until its turn comes.
            return _Queued(replace(item, report=replace(item.report, text="")), key)
        self.seen.add(key)
        return _Queued(item, key, is_waiting=True)

    def take(self, outcome: Outcome) -> None:
        """The outcome of the first report that waits."""
        queued = next(queued for queued in self.queue if queued.is_waiting)
        queued.outcome, queued.is_waiting = checked(outcome), False
        self._advance()

    def _advance(self) -> None:
        while self.queue and not self.queue[0].is_waiting:
            self.ready.append(self.queue.popleft())
        if len(self.ready) >= BATCH or (self.ready and time.monotonic() - self.kept_at > BATCH_S):
            self.keep()

    def keep(self) -> None:
        """Keeps what is ready, and tells of it."""
        ready, self.ready, self.kept_at = self.ready, [], time.monotonic()
        if not ready:
            return
        new = [self._new_report(queued, queued.item) for queued in ready if isinstance(queued.item, Arrival)]
        lost = [queued.item for queued in ready if isinstance(queued.item, Discard)]
        self.counts = self.work.store.keep(self.run, new, lost, self.counts)
        for queued in ready:
            self.work.tell(_step(queued))

    def _new_report(self, queued: _Queued, arrival: Arrival) -> NewReport:
        sign = self.work.sign
        signature = sign(arrival.report) if sign is not None and queued.outcome is not None else None
        return NewReport(queued.key, arrival, queued.outcome, signature)


def _step(queued: _Queued) -> Step:
    path = queued.item.origin.path
    if isinstance(queued.item, Discard):
        return Step("discarded", path)
    if isinstance(queued.outcome, Unread):
        return Step("unread", path, queued.outcome)
    return Step("known" if queued.outcome is None else "kept", path)


def is_storable(report: Report) -> bool:
    """Whether both databases can keep it: no NUL characters, no half characters (surrogates)."""
    words = "\n".join(filter(None, (report.text, report.id, report.title, report.publisher, report.url)))
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in words


def checked(outcome: Outcome) -> Outcome:
    """The outcome, or an ``Unread`` for a record with a number that the databases cannot hold."""
    if isinstance(outcome, Unread):
        return outcome
    figures = [figure for event in outcome.events for figure in event.figures]
    bounds = [bound for figure in figures for bound in (figure.min, figure.max)]
    bounds += [bound for figure in figures for part in figure.includes for bound in (part.min, part.max)]
    if any(bound is not None and abs(bound) > LARGEST for bound in bounds):
        return Unread("fault", "a number of people in it is larger than any database holds; please report it")
    return outcome


def reread(work: Work, wanted: Filter, *, everything: bool = False) -> Counts:
    """Reads reports of the casebook again; new records count, the old ones stay.

    Args:
        work: Casebook and reading.
        wanted: Which reports.
        everything: Read those too whose reading this very setup made.
    """
    run = work.store.start_run("reread", work.setup)
    keys = work.store.keys(wanted if everything else replace(wanted, setup_other_than=run[1]))
    counts = Counts()
    waiting: deque[str] = deque()

    def reports() -> Iterator[Report]:
        for entry in work.store.entries_in(keys):
            waiting.append(entry.key)
            yield entry.report

    with _ending(work.store, run, lambda: counts):
        ready: list[Reading] = []
        with closing(work.read(reports())) as outcomes:
            for outcome in outcomes:
                ready.append(Reading(waiting.popleft(), checked(outcome)))
                if len(ready) >= BATCH:
                    counts = _keep_readings(work, run, ready, counts)
                    ready = []
        counts = _keep_readings(work, run, ready, counts)
    return counts


def _keep_readings(work: Work, run: tuple[str, str], ready: list[Reading], counts: Counts) -> Counts:
    counts = work.store.keep_readings(run, ready, counts)
    for reading in ready:
        unread = reading.outcome if isinstance(reading.outcome, Unread) else None
        work.tell(Step("unread" if unread else "kept", reading.key, unread))
    return counts
