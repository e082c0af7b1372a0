"""The process that reads what cannot be trusted."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from selon.intake import take_in_bytes
from selon.intake.found import Context, Piece
from selon.intake.isolation import Isolation
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError
from selon.model.arrival import Discard

OPTIONS = IntakeOptions(timeout_s=1.0, max_memory_bytes=600_000_000)
PLANTED = """
from selon.intake import isolation, worker
from selon.intake.found import Piece
import os, time

def read(data, context):
    kind = data.decode()
    if kind == "sleepy":
        time.sleep(60)
    if kind == "hungry":
        held = [bytes(10_000_000) for _ in range(1000)]
    if kind == "deadly":
        os.kill(os.getpid(), 9)
    if kind == "faulty":
        raise KeyError("quoi")
    print("x" * 9999)
    for number in range(2 if kind == "half" else 6):
        yield Piece(f"{kind} {number} {os.getpid()}")
        time.sleep(0.3 if kind == "long" else 0)
    if kind == "half":
        time.sleep(60)

worker.READERS["html"] = "planted:read"
import sys
sys.modules["selon.intake.planted"] = sys.modules[__name__]
"""
"""A reader that misbehaves as the bytes say, laid where the reading process looks for modules."""


@pytest.fixture(scope="module")
def isolation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Isolation]:
    """A reading process with that reader."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "planting.py").write_text(PLANTED, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("selon.intake.isolation.START_S", 3.0)
        patch.setattr(
            "selon.intake.isolation._BOOT",
            "import sys, json; sys.path[:] = json.loads(sys.argv[1]); import planting; planting.worker.main(sys.argv[2])",
        )
        patch.setattr(sys, "path", [str(folder), *sys.path])
        with Isolation(OPTIONS) as found:
            yield found


def read(isolation: Isolation, kind: str) -> list[str]:
    """The texts that come, or those before a refusal and its reason."""
    shown: list[str] = []
    try:
        for found in isolation.read("html", kind.encode(), Context(OPTIONS)):
            assert isinstance(found, Piece)
            shown.append(found.text)
    except RefusedError as error:
        shown.append(error.reason)
    return shown


@pytest.mark.parametrize(
    ("kind", "before", "reason"),
    [
        ("sleepy", 0, "timeout"),
        ("hungry", 0, "too_heavy"),
        ("deadly", 0, "crashed"),
        ("faulty", 0, "broken"),
        ("half", 2, "timeout"),
    ],
)
def test_a_reader_that_misbehaves_costs_its_file_only(
    isolation: Isolation, kind: str, before: int, reason: str
) -> None:
    """It is ended within its bound, what it found before is kept, and the next file is read."""
    read(isolation, "sound")
    started = time.monotonic()
    shown = read(isolation, kind)
    assert (len(shown) - 1, shown[-1]) == (before, reason)
    assert time.monotonic() - started < 30  # it would sleep for a minute; a busy machine needs more than its bound
    assert len(read(isolation, "sound")) == 6


def test_one_process_reads_all_files(isolation: Isolation) -> None:
    """A process is started once and kept; what a library prints is not taken for an answer."""
    processes = {text.split()[2] for _ in range(3) for text in read(isolation, "sound")}
    assert len(processes) == 1


def test_a_file_of_many_reports_gets_time_for_each(isolation: Isolation) -> None:
    """Six reports in 1.8 s are read with a bound of one second a file and one more a report."""
    assert [text.split()[1] for text in read(isolation, "long")] == list("012345")


def test_one_file_is_read_after_the_other(isolation: Isolation) -> None:
    """Asking for a second file in the midst of a first is a fault of the caller and told as such."""
    first = isolation.read("html", b"sound", Context(OPTIONS))
    next(first)
    with pytest.raises(RuntimeError, match="one file is being read already"):
        next(isolation.read("html", b"sound", Context(OPTIONS)))
    assert len(list(first)) == 5


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Python to start, each file is a discard and nothing raises."""
    monkeypatch.setattr(sys, "executable", "/rien/python")
    found = list(take_in_bytes(b"<html><p>Un texte</p></html>", path="x"))
    assert [item.reason for item in found if isinstance(item, Discard)] == ["crashed"]
