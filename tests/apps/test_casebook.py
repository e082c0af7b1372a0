"""``selon.Casebook``: what the commands do, for Python; and that it does not depend on the number of processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import selon
from selon.apps.demo import demo_reports
from selon.apps.outcomes import reading_in_processes
from selon.apps.setup import describe_setup
from selon.casebook import Counts, Store, Unread
from selon.model import Report, report_id
from selon.pool import Lost
from selon.settings import Settings
from tools.kill_add import rows_of

TEXT = "Selon la police, douze civils ont été tués mardi par des tirs d'obus, a dit le maire d'Alep."


@pytest.fixture
def casebook(fr: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[selon.Casebook]:
    """A new casebook that reads with the pipeline of the session."""
    monkeypatch.setattr("selon.pipeline.load_pipeline", lambda *_, **__: fr)
    with selon.Casebook(tmp_path / "casebook.sqlite", create=True) as opened:
        yield opened


def test_a_program_adds_its_own_reports(casebook: selon.Casebook) -> None:
    """Reports and mappings are read and kept; what is no report is kept as a discard."""
    given: list[Any] = [Report(TEXT, report_id(TEXT)), {"text": TEXT, "published": "2016-12-08"}, {"text": ""}]
    assert casebook.add_reports(given) == Counts(kept=2, discarded=1)
    assert [discard.reason for discard in casebook.discards()] == ["bad_row"]
    entry, record = next(casebook.records())
    assert record is not None
    assert entry.claims == len(record.claims) > 0
    assert casebook.reread() == Counts()
    assert casebook.reread(everything=True) == Counts(known=2)


def test_a_setup_names_everything_that_decides_a_record() -> None:
    """Another setting, or another pipeline, is another setup; the size of batches is none of its business."""
    usual = describe_setup(Settings())
    assert usual == describe_setup(Settings(batch_size=3))
    assert usual != describe_setup(Settings(relevance_gate="reports"))
    assert usual.models != describe_setup(Settings(pipelines={"fr": str(Path(__file__).parent)})).models
    assert "fr" in usual.models
    assert len(usual.lexicon) == 64


def test_a_report_whose_process_died_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the pool lost becomes an unread report that says why."""
    report = Report(TEXT, report_id(TEXT))

    def lose(make: object, reports: Any, limits: object) -> Iterator[tuple[Report, Lost[Report]]]:
        for each in reports:
            yield each, Lost(each, "worker_died", "the process that read it ended (signal SIGKILL)")

    monkeypatch.setattr("selon.apps.outcomes.map_ordered", lose)
    outcomes = list(reading_in_processes(Settings(), 2)([report]))
    assert outcomes == [Unread("worker_died", "the process that read it ended (signal SIGKILL)")]


def test_wrong_words_end_everything_at_once(casebook: selon.Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in a word table is no matter of one report: nothing is kept as unread for it."""

    def broken(*_: object) -> None:
        raise selon.errors.LexiconError("table.tsv", 3, "broken")

    monkeypatch.setattr("selon.pipeline.load", broken)
    with pytest.raises(selon.errors.LexiconError):
        casebook.add_reports([{"text": TEXT}])
    assert casebook.totals()["reports"] == 0
    assert casebook.runs()[0]["state"] == "failed"


@pytest.mark.model
@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(casebook: selon.Casebook, tmp_path: Path) -> None:
    """The same reports read here and in two processes give the same rows."""
    reports = list(demo_reports())[:6]
    casebook.add_reports(reports, gate=False)
    with selon.Casebook(tmp_path / "two.sqlite", create=True, settings=Settings(batch_size=3)) as other:
        other.add_reports(reports, gate=False, jobs=2)
        assert rows_of(other) == rows_of(casebook)
    assert isinstance(casebook, Store)
