"""The weights of dates and places: what a contributor may write, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon import event_dates
from selon.lexicon.event_dates import load_date_signs
from selon.lexicon.table import DATA

TABLES = ("event_dates.tsv", "event_places.tsv", "event_date_words.tsv")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the French tables, read as the language ``xx``."""
    folder = tmp_path / "xx"
    folder.mkdir()
    for name in TABLES:
        shutil.copy(DATA / "fr" / name, folder / name)
    monkeypatch.setattr(event_dates, "DATA", tmp_path)
    return folder


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("event_dates.tsv", "here.new\tmuch", "write a decimal number"),
        ("event_dates.tsv", "here.clause\t1.0", "stands on line"),
        ("event_places.tsv", "new\t", "column 'weight' is empty"),
        ("event_date_words.tsv", "sometimes\tparfois", "column 'class'"),
    ],
)
def test_a_wrong_line_is_named(own: Path, table: str, line: str, problem: str) -> None:
    """The message names the table and what is wrong."""
    path = own / table
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    with pytest.raises(LexiconError, match=problem) as raised:
        load_date_signs("xx")
    assert table in str(raised.value)


def test_an_added_sign_is_read(own: Path) -> None:
    """A new row is all that a new weight needs."""
    path = own / "event_places.tsv"
    path.write_text(path.read_text("utf-8") + "new\t-0.5\n", "utf-8")
    assert load_date_signs("xx").places["new"] == -0.5
