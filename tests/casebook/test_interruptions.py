"""Whatever ends an ``add``, and whoever writes and reads beside it: the casebook is sound and nothing is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from casebook.fake_add import add_samples, incoming, read_slowly
from casebook.samples import SETUP, make_arrival, make_record, make_report

from selon.apps.adding import Step, Work, add
from selon.apps.outcomes import Outcome
from selon.casebook import Counts, Filter, Store, key_of
from selon.model import Arrival, Discard, Origin, Report
from tools.kill_add import compare, run_killed

FAKE_ADD = Path(__file__).with_name("fake_add.py")
NewAddress = Callable[..., str]


@pytest.fixture
def two_addresses(
    backend: str, new_address: NewAddress, address: str, request: pytest.FixtureRequest
) -> tuple[str, str]:
    """Two new casebooks."""
    if backend == "postgresql":
        return address, new_address(request.getfixturevalue("postgresql_template"))
    return address, new_address()


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets programs of the tests import what the tests import."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))


def test_an_add_that_is_killed_goes_on(two_addresses: tuple[str, str], importable: None) -> None:
    """After ``kill -9`` at random moments the same command completes the casebook: sound, and row for row the same."""
    quiet, disturbed = two_addresses
    add_samples(quiet, 0, 200)
    command = [sys.executable, str(FAKE_ADD), disturbed, "0", "200", "0.004"]
    chance = random.Random(7)
    assert run_killed(command, 3, lambda: chance.uniform(0.7, 1.6)) > 0
    with Store(quiet) as expected, Store(disturbed) as found:
        assert compare(expected, found) == []
        assert found.totals()["reports"] == 200


def test_two_adds_at_once(two_addresses: tuple[str, str], importable: None) -> None:
    """Two processes that add some of the same reports end well, and every report is there once."""
    quiet, shared = two_addresses
    add_samples(quiet, 0, 120)
    commands = [[sys.executable, str(FAKE_ADD), shared, *bounds] for bounds in (("0", "80"), ("40", "120"))]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    assert [process.communicate()[1] for process in processes] == ["", ""]
    assert [process.returncode for process in processes] == [0, 0]
    with Store(quiet) as expected, Store(shared) as found:
        assert compare(expected, found) == []


def test_an_add_among_fifty_readers(address: str) -> None:
    """Fifty readers see whole reports while one process adds, and none of them, nor the writer, fails."""
    add_samples(address, 0, 20)
    done, failures, rounds = threading.Event(), [], []
    store = Store(address)

    def read() -> None:
        try:
            with Store(address) as own:
                while True:
                    last = done.is_set()
                    (hit, *_) = own.search("evrecy", most=2)
                    record = own.record(hit.entry.key)
                    assert hit.entry.unread is not None or (record is not None and len(record.claims) == 1)
                    rounds.append(own.totals()["reports"])
                    if last:
                        return
                    done.wait(0.2)
        except Exception as error:  # noqa: BLE001  # told by the test
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(50)]
    for reader in readers:
        reader.start()
    work = Work(store, SETUP, read_slowly(0.002))  # type: ignore[arg-type]
    assert add(work, incoming(20, 120)).kept == 100
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(rounds) >= 50
    assert set(rounds[-5:]) == {120}
    assert list(store.verify()) == []
    store.close()


@pytest.mark.parametrize("ending", [KeyboardInterrupt, RuntimeError])
def test_what_was_done_before_the_end_is_kept(ending: type[BaseException], store: Store) -> None:
    """Ctrl-C, or a fault, keeps what was read, and the run says how it ended; the next run completes it."""

    def cut_short() -> Iterator[Arrival | Discard]:
        for number, item in enumerate(incoming(0, 60)):
            if number == 40:
                raise ending
            yield item

    work = Work(store, SETUP, read_slowly(0.0))  # type: ignore[arg-type]
    with pytest.raises(ending):
        add(work, cut_short())
    (run,) = store.runs()
    assert run["state"] == ("interrupted" if ending is KeyboardInterrupt else "failed")
    assert run["kept"] == store.totals()["reports"] == 36
    assert list(store.verify()) == []
    assert add(work, incoming(0, 60)) == Counts(kept=24, known=36, unread=3, discarded=2)


def test_everything_is_told_in_order(store: Store) -> None:
    """Each thing that came in is told once, as what became of it, and rows are in the order of arrival."""
    told: list[Step] = []
    work = Work(store, SETUP, read_slowly(0.0), told.append)  # type: ignore[arg-type]
    twice = [*incoming(0, 11), *incoming(3, 5)]
    counts = add(work, twice)
    assert counts == Counts(kept=11, known=2, unread=2, discarded=2)
    kinds = [step.kind for step in told]
    assert kinds == ["unread", "discarded", *["kept"] * 6, "unread", *["kept"] * 3, "discarded", "known", "known"]
    assert [entry.key for entry in store.entries()] == [key_of(make_report(number)) for number in range(11)]


def test_a_text_that_no_store_can_keep_is_a_discard(store: Store) -> None:
    """NUL and half characters are told as a discard, and the others are kept."""

    def items() -> Iterator[Arrival | Discard]:
        for number, title in enumerate(["Titre 1", "a\0b", "Titre 3", "\ud800"]):
            yield make_arrival(make_report(number, title=title), "odd.jsonl")

    counts = add(Work(store, SETUP, read_slowly(0.0)), items())  # type: ignore[arg-type]
    assert counts == Counts(kept=2, discarded=2)
    assert [item.reason for item in store.discards()] == ["not_text", "not_text"]


def test_a_number_that_no_store_can_keep_costs_one_report(store: Store) -> None:
    """A toll beyond 64 bits makes its report unread, with the reason, and the others are kept."""

    def read(reports: Iterable[Report]) -> Generator[Outcome, None, None]:
        for number, report in enumerate(reports):
            record = make_record(report)
            figures = (replace(record.events[0].figures[0], min=2**63, max=None),)
            yield replace(record, events=(replace(record.events[0], figures=figures),)) if number == 1 else record

    assert add(Work(store, SETUP, read), incoming(1, 4)) == Counts(kept=3, unread=1)
    (entry,) = store.entries(Filter(unread=True))
    assert entry.unread is not None
    assert entry.unread.reason == "fault"


def test_names_that_are_no_text_are_kept(store: Store) -> None:
    """A file's name that is not UTF-8, or a message with odd characters, does not stop an ``add``."""
    arrival = make_arrival(make_report(1), "caf\udce9.txt")
    lost = Discard(Origin("caf\udce9.txt", "\udcff", "0" * 64, "text"), "broken", "\0 and \ud800")
    assert add(Work(store, SETUP, read_slowly(0.0)), [arrival, lost]) == Counts(kept=1, discarded=1)  # type: ignore[arg-type]
    assert add(Work(store, SETUP, read_slowly(0.0)), [arrival, lost]) == Counts(known=1)  # type: ignore[arg-type]
    assert [origin.path for origin, _ in store.origins(key_of(make_report(1)))] == ["caf?.txt"]
