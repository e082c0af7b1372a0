"""Work in several processes: in order, bounded, and safe from processes that die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selon.errors import LexiconError, PoolError
from selon.pool import WINDOW_BATCHES, Limits, Lost, map_ordered

Outcome = tuple[int, int | Lost[int]]


def make_doubler() -> Callable[[list[int]], list[int]]:
    """Doubles; some numbers do worse things to the process."""

    def double(batch: list[int]) -> list[int]:
        for number in batch:
            if number == 13:
                os.kill(os.getpid(), signal.SIGSEGV)
            if number == 99:
                time.sleep(60)
            if number % 7 == 0:
                time.sleep(0.01)  # a later batch may be ready before this one
        return [2 * number for number in batch]

    return double


def make_nothing() -> Callable[[list[int]], list[int]]:
    raise LexiconError("table.tsv", 3, "broken")


def make_end() -> Callable[[list[int]], list[int]]:
    os._exit(3)


def doubled(numbers: Iterator[int] | range | list[int], **limits: float) -> list[Outcome]:
    """What the pool gives."""
    return list(map_ordered(make_doubler, numbers, Limits(**({"jobs": 2, "batch_size": 4} | limits))))  # type: ignore[arg-type]


def test_results_come_in_order() -> None:
    """Whichever worker is faster, results stand in the order of the items."""
    numbers = [number for number in range(200) if number not in (13, 99)]
    assert doubled(numbers) == [(number, 2 * number) for number in numbers]


def test_nothing_is_started_for_nothing() -> None:
    """No items, no results, no processes."""
    assert doubled([]) == []


def test_a_death_costs_one_item() -> None:
    """A worker that dies takes one item with it, which says so; all others have their results."""
    results = dict(doubled(range(40)))
    lost = results.pop(13)
    assert isinstance(lost, Lost)
    assert (lost.item, lost.reason) == (13, "worker_died")
    assert "SIGSEGV" in lost.detail
    assert results == {number: 2 * number for number in range(40) if number != 13}


def test_an_item_that_hangs_is_given_up() -> None:
    """An item that takes too long costs itself alone."""
    results = dict(doubled([98, 99, 100], batch_size=3, seconds=0.5))
    assert isinstance(results[99], Lost)
    assert results[99].reason == "too_slow"
    assert (results[98], results[100]) == (196, 200)


def test_no_more_is_read_than_is_needed() -> None:
    """Items are read as workers need them, so that a stream of any length fits; whoever leaves it leaves no process."""
    read: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100_000):
            read.append(number)
            yield number + 100

    results = map_ordered(make_doubler, numbers(), Limits(jobs=1, batch_size=4))
    assert next(results)[1] == 200
    assert len(read) <= 4 * (WINDOW_BATCHES + 1)
    results.close()
    assert multiprocessing.active_children() == []


def test_an_error_in_making_ends_everything() -> None:
    """What is wrong with the set-up is told once, with its exit code."""
    with pytest.raises(PoolError, match=r"table.tsv:3: broken") as caught:
        list(map_ordered(make_nothing, [1], Limits(jobs=1)))
    assert caught.value.exit_code == LexiconError.exit_code


def test_workers_that_cannot_start_are_not_started_for_ever() -> None:
    """After a few that end before they are ready it is told what to do."""
    with pytest.raises(PoolError, match=r"exit code 3.*__main__"):
        list(map_ordered(make_end, [1], Limits(jobs=1)))


def test_workers_end_with_the_process_that_feeds_them(tmp_path: Path) -> None:
    """Even where it is killed, no worker is left behind."""
    program = tmp_path / "program.py"
    program.write_text(
        "import sys, time, os\n"
        "from test_pool import make_doubler\n"
        "from selon.pool import Limits, map_ordered\n"
        "if __name__ == '__main__':\n"
        "    import multiprocessing\n"
        "    results = map_ordered(make_doubler, iter(range(100, 10**9)), Limits(jobs=1, batch_size=4))\n"
        "    next(results)\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    time.sleep(60)\n"
    )
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout is not None
        workers = [int(word) for word in process.stdout.readline().split()]
        process.kill()
    assert workers
    deadline = time.monotonic() + 10
    while any(_is_there(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_is_there(worker) for worker in workers)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text("ascii").rpartition(")")[2].split()[0] != "Z"
