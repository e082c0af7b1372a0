"""``selon lexicon check`` reads every table that the package ships, and names file and line of a broken row."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import selon
from selon.apps import words
from selon.lexicon import gate, sides, tree_words
from selon.lexicon.table import DATA
from selon.link import classes, weights

PACKAGE = Path(selon.__file__).parent
READ = """
import selon.lexicon.table as table
seen, read = set(), table._data_lines
table._data_lines = lambda path: seen.add(path.resolve()) or read(path)
from selon.apps.words import check_tables
assert check_tables() == []
print(*sorted(seen), sep="\\n")
"""


def test_the_check_reads_every_table_of_the_package() -> None:
    """A table that no loader of the check reads would be broken unseen. A process of its own, since loaders cache."""
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    unread = {str(path.resolve()) for path in PACKAGE.rglob("*.tsv")} - set(done.stdout.splitlines())
    assert not unread


def broken_copy(tmp_path: Path, name: str, row: str) -> tuple[Path, int]:
    """A copy of the tables of French with a row more in one of them; the table and the row's line."""
    folder = tmp_path / "fr"
    folder.mkdir()
    for path in (DATA / "fr").glob("*.tsv"):
        (folder / path.name).write_bytes(path.read_bytes())
    (tmp_path / "world").symlink_to(DATA / "world")
    table = folder / name
    table.write_text(table.read_text("utf-8") + row + "\n", "utf-8")
    return table, len(table.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("tree_words.tsv", "no_class\tde"),
        ("function_words.tsv", "no_class\tde"),
        ("sides.tsv", "no_side\trebelle"),
        ("denial_topics.tsv", "mot\tno_topic"),
        ("event_dates.tsv", "some.sign\tmuch"),
        ("event_places.tsv", "some.sign\t"),
        ("event_date_words.tsv", "no_class\tmot"),
        ("gate_weights.tsv", "mot\tmuch"),
        ("gate_endings.tsv", "x\ty\tz\tw"),
    ],
)
def test_a_broken_row_is_told_with_file_and_line(
    name: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the table."""
    table, line = broken_copy(tmp_path, name, row)
    for module in ("events", "event_dates", "sides", "tree_words", "grammar", "cues"):
        monkeypatch.setattr(f"selon.lexicon.{module}.DATA", tmp_path)
    monkeypatch.setattr(gate, "load_gate", partial(gate.load_gate, data=tmp_path))
    loaders = (sides.load_sides, tree_words.load_tree_words)
    for load in loaders:
        load.cache_clear()
    try:
        told = [str(error) for error in words.check_tables()]
    finally:
        for load in loaders:
            load.cache_clear()
    assert any(f"{table}:{line}" in each for each in told), told


def test_a_broken_table_of_linking_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables beside the rules of linking are checked with the others."""
    table = tmp_path / "classes.tsv"
    table.write_text(
        "# Classes.\n# type: a\n# class: b\n# generic: c\ntype\tclass\tgeneric\nbattle.siege\tno_class\t\n", "utf-8"
    )
    monkeypatch.setattr(classes, "DATA", tmp_path)
    classes.load_classes.cache_clear()
    told = words.check_tables()
    classes.load_classes.cache_clear()
    assert any(f"{table}:6" in str(error) for error in told)
    assert weights.SHIPPED.is_file()


def test_a_table_that_is_no_utf8_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The headers are read before the loaders; neither may stop the check."""
    table, _ = broken_copy(tmp_path, "sides.tsv", "")
    table.write_bytes(table.read_bytes() + b"\xff\n")
    monkeypatch.setattr(sides, "DATA", tmp_path)
    monkeypatch.setattr(words, "DATA", tmp_path)
    sides.load_sides.cache_clear()
    told = words.check_tables()
    sides.load_sides.cache_clear()
    assert any(str(table) in str(error) for error in told)
