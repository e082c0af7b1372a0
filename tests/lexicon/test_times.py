"""The tables of time words and their grammar: what a contributor may write, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.extract.times import find_times
from selon.lexicon import numbers, time_grammar, times
from selon.lexicon.table import DATA
from selon.lexicon.times import load_times

TABLES = ("times.tsv", "times_named.tsv", "times_grammar.tsv", "numbers.tsv")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the French tables, read as the language ``xx``."""
    folder = tmp_path / "xx"
    folder.mkdir()
    for name in TABLES:
        shutil.copy(DATA / "fr" / name, folder / name)
    for module in (numbers, time_grammar, times):
        monkeypatch.setattr(module, "DATA", tmp_path)
    return folder


def _append(table: Path, line: str) -> None:
    table.write_text(table.read_text("utf-8") + line + "\n", "utf-8")


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("times.tsv", "lundredi\tweekday\t8", "allowed for weekday: 1 to 7"),
        ("times.tsv", "mensuel\tmonth\tmai", "allowed for month: 1 to 12"),
        ("times.tsv", "mousson\tseason\twet", "allowed: 'spring'"),
        ("times.tsv", "bientôt\tsoon\t", "column 'class'"),
        ("times.tsv", "hormis\tafter\t3", "column 'value'"),
        ("times.tsv", "Lundi\tweekday\t1", "stands in class 'weekday' already"),
        ("times_named.tsv", "Diwali\thindu\t8\t1\t\t5\t0", "column 'calendar'"),
        ("times_named.tsv", "Diwali\tgregorian\t8\tone\t\t5\t0", "column 'day'"),
        ("times_grammar.tsv", "x\tpoint\tweekday soon", "'soon'"),
        ("times_grammar.tsv", "x\tpoint\t$nothing weekday", "'$nothing'"),
        ("times_grammar.tsv", "x\tpoint\t(weekday", "not well formed"),
        ("times_grammar.tsv", "x\tpoint\tweekday & month", "'&'"),
        ("times_grammar.tsv", "x\tday\tweekday", "column 'kind'"),
    ],
)
def test_a_wrong_line_is_named(table: str, line: str, problem: str, own: Path) -> None:
    """A line that is not well formed is refused with its file, its number and what is allowed."""
    _append(own / table, line)
    with pytest.raises(LexiconError, match="xx/") as raised:
        load_times("xx")
    assert problem in str(raised.value)
    assert raised.value.line == len((own / table).read_text("utf-8").splitlines())


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_needed(table: str, own: Path) -> None:
    """A language without one of the four tables cannot be read."""
    (own / table).unlink()
    with pytest.raises(LexiconError, match=table):
        load_times("xx")


def test_a_word_added_to_a_table_is_found(own: Path) -> None:
    """A contributor's word works wherever its class does."""
    _append(own / "times.tsv", "lundredi\tweekday\t3")
    lexicon = load_times("xx")
    [found] = find_times("Dans la nuit de lundi à lundredi, il a plu.", lexicon)
    assert found.text == "nuit de lundi à lundredi"
    assert found.last is not None
    assert found.last.weekday == 3


def test_a_grammar_line_added_is_used(own: Path) -> None:
    """A contributor's construction is found where no line above it fits."""
    table = own / "times_grammar.tsv"
    _append(table, "again\tvague\tsame weekday")
    [found] = find_times("Le même mardi, il a plu.", load_times("xx"))
    assert found.rule == f"again [times_grammar.tsv:{len(table.read_text('utf-8').splitlines())}]"


def test_every_class_of_the_french_words_is_used_by_the_grammar() -> None:
    """No word stands in the table that no rule speaks of."""
    grammar = (DATA / "fr" / "times_grammar.tsv").read_text("utf-8")
    body = " ".join(line for line in grammar.splitlines() if not line.startswith("#"))
    spoken = set(body.replace("/", " ").translate(str.maketrans("(){}|?*+;!$", " " * 11)).split())
    words = (DATA / "fr" / "times.tsv").read_text("utf-8").splitlines()
    classes = {line.split("\t")[1] for line in words if line and not line.startswith(("#", "forms\t"))}
    assert classes - spoken == {"planned", "formerly"}, "these two the finder itself looks for"
