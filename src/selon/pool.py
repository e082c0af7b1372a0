"""Work in several processes: results in order, memory bounded, and a process that dies costs one item at most.

Each worker makes its tools once and then does batches. Results come in the order of the items, whichever worker was
faster, so that what is made of them does not depend on their number. A batch whose worker died, or took too long, is done
again item by item by a new worker; the item that does it again is given back as ``Lost``. Nothing is started before there
is work for it, and workers end when the process that feeds them does, however it ends.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from selon.errors import PoolError, SelonError

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[list[T]], Sequence[R]]
"""From a batch to its results, one for each item, in order."""

WINDOW_BATCHES = 4
"""Batches for each worker that may be under way or wait for an earlier one; bounds what the feeding process holds."""
MOST_MEMORY_MB = 600
"""A worker that holds more after a batch is replaced by a new one: the parser's store of strings only grows."""
MOST_FAILED_STARTS = 3
"""Workers that end before they are ready, one after the other, until it is clear that none will start."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item that has no result.

    Attributes:
        item: What was given.
        reason: ``worker_died`` or ``too_slow``.
        detail: One sentence for a person.
    """

    item: T
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a pool.

    Attributes:
        jobs: Processes, 1 or more.
        batch_size: Items that a worker does together.
        seconds: How long one item may take.
    """

    jobs: int
    batch_size: int = 16
    seconds: float = 300.0


def map_ordered(
    make: Callable[[], Work[T, R]], items: Iterable[T], limits: Limits
) -> Generator[tuple[T, R | Lost[T]], None, None]:
    """Each item with its result, in the order of the items.

    Args:
        make: Makes what works; called once in each process, so it and the items must be picklable.
        items: Read as they are needed, in this process.
        limits: Number of processes, size of batches, time for an item.

    Raises:
        PoolError: No worker could be started.
        SelonError: What ``make`` or the work raised, which ends everything.
    """
    pool: _Pool[T, R] = _Pool(make, iter(items), limits)
    try:
        yield from pool.run()
    finally:
        pool.stop()


Numbered = list[tuple[int, Any]]


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    batch: Numbered = field(default_factory=list)
    deadline: float = 0.0


class _Pool(Generic[T, R]):
    """The state of one ``map_ordered``."""

    def __init__(self, make: Callable[[], Work[T, R]], items: Iterator[T], limits: Limits) -> None:
        self.make, self.items, self.limits = make, items, limits
        self.workers: list[_Worker] = []
        self.again: deque[Numbered] = deque()
        self.done: dict[int, tuple[T, R | Lost[T]]] = {}
        self.taken = self.given = self.failed_starts = 0
        self.exhausted = False

    def run(self) -> Iterator[tuple[T, R | Lost[T]]]:
        """Feeds the workers and gives results as soon as those before them are there."""
        while True:
            self._feed()
            while self.given in self.done:
                yield self.done.pop(self.given)
                self.given += 1
                self._feed()
            if not any(worker.batch for worker in self.workers) and not self.again:
                return
            self._listen()

    def stop(self) -> None:
        """Ends every worker at once; what they were doing is given up."""
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.pipe.close()
        self.workers.clear()

    def _feed(self) -> None:
        for worker in [worker for worker in self.workers if worker.ready and not worker.batch]:
            batch = self._next_batch()
            if not batch:
                return
            self._give(worker, batch)
        while len(self.workers) < self.limits.jobs and self._more_than(sum(not each.ready for each in self.workers)):
            self._start()

    def _more_than(self, batches: int) -> bool:
        """Whether more batches wait than these; reads one more where that tells."""
        if len(self.again) <= batches and (batch := self._new_batch()):
            self.again.append(batch)
        return len(self.again) > batches

    def _next_batch(self) -> Numbered:
        return self.again.popleft() if self.again else self._new_batch()

    def _new_batch(self) -> Numbered:
        """Items not yet taken; empty where there are none, or enough are under way."""
        window = self.limits.jobs * self.limits.batch_size * WINDOW_BATCHES
        batch: Numbered = []
        while not self.exhausted and len(batch) < self.limits.batch_size and self.taken < self.given + window:
            try:
                batch.append((self.taken, next(self.items)))
                self.taken += 1
            except StopIteration:
                self.exhausted = True
        return batch

    def _start(self) -> None:
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(self.make, there), daemon=True)
        process.start()
        there.close()
        self.workers.append(_Worker(process, here))

    def _give(self, worker: _Worker, batch: Numbered) -> None:
        worker.batch = batch
        worker.deadline = time.monotonic() + self.limits.seconds * len(batch)
        try:
            worker.pipe.send([item for _, item in batch])
        except OSError:
            self._bury(worker)

    def _listen(self) -> None:
        """Waits until a worker says something, ends, or has taken too long."""
        busy = [worker.deadline for worker in self.workers if worker.batch]
        timeout = max(0.0, min(busy) - time.monotonic()) if busy else None
        heard = wait([worker.pipe for worker in self.workers], timeout)
        for worker in [worker for worker in self.workers if worker.pipe in heard]:
            try:
                kind, value = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._take(worker, kind, value)
        now = time.monotonic()
        for worker in [worker for worker in self.workers if worker.batch and worker.deadline <= now]:
            self._bury(worker, slow=True)

    def _take(self, worker: _Worker, kind: str, value: Any) -> None:
        if kind == "failed":
            raise value
        if kind == "ready":
            worker.ready, self.failed_starts = True, 0
            return
        results, memory_mb = value
        for (number, item), result in zip(worker.batch, results, strict=True):
            self.done[number] = item, result
        worker.batch = []
        if memory_mb > MOST_MEMORY_MB:
            self._end(worker)

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self.workers.remove(worker)

    def _bury(self, worker: _Worker, *, slow: bool = False) -> None:
        """Takes a worker out, and has its batch done again, one item after the other."""
        self._end(worker)
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= MOST_FAILED_STARTS:
                raise PoolError(
                    f"no worker process could be started ({_how(worker.process)}). In a program of your own, call this "
                    f"below: if __name__ == '__main__'; or read in one process (jobs 1)"
                )
        elif len(worker.batch) == 1:
            number, item = worker.batch[0]
            why = (
                ("too_slow", f"not done after {self.limits.seconds:,.0f} seconds; its worker was ended")
                if slow
                else ("worker_died", f"the process that read it ended ({_how(worker.process)}); others were read on")
            )
            self.done[number] = item, Lost(item, *why)
        else:
            self.again.extendleft([each] for each in reversed(worker.batch))


def _how(process: BaseProcess) -> str:
    code = process.exitcode or 0
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _work(make: Callable[[], Work[T, R]], pipe: Connection) -> None:
    """What a worker process does: makes its tools, then a batch at a time, until nobody feeds it any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process of a terminal; the feeding one decides
    try:
        work = make()
        pipe.send(("ready", None))
        while True:
            batch = pipe.recv()
            pipe.send(("done", (work(batch), _memory_mb())))
    except SelonError as error:
        pipe.send(("failed", _portable(error)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the process that fed it is gone


def _portable(error: SelonError) -> SelonError:
    """The error in a form that can be sent: some are made of more than their message."""
    plain = PoolError(str(error))
    plain.exit_code = error.exit_code
    return plain


def _memory_mb() -> float:
    """What this process holds now, in megabytes; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # a file of the kernel, read often
        return int(file.read().split()[1]) * 4096 / 1e6
