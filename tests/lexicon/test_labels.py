"""The tables of labels: what a word names, found however it is spelt, and defects named by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon.labels import LabelLexicon, load_labels
from selon.lexicon.table import DATA

TABLES = ("label_words.tsv", "label_cues.tsv", "labels_loaded.tsv")


@pytest.fixture(scope="module")
def labels() -> LabelLexicon:
    return load_labels()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in TABLES:
        shutil.copy(DATA / "fr" / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("terroristes", "terroriste", "party"),
        ("terroristes", "terroristes", "party"),
        ("nationalistes", "nationaliste", "party"),
        ("massacres", "massacrer", "deed"),
        ("odieuses", "odieuses", "judgement"),
        ("stipendiées", "stipendiées", "judgement"),
        ("exécutées", "exécuter", "act"),
        ("opposition", "opposition", "side"),
        ("accusations", "accusation", "speech"),
        ("inculpé", "inculper", "charge"),
        ("journalistes", "journaliste", "plain"),
    ],
)
def test_gives_the_class_of_a_word(labels: LabelLexicon, form: str, lemma: str, kind: str) -> None:
    """A word is found by lemma, by form, without its plural or feminine ending, or by an ending of the table."""
    assert kind in labels.classes(form, lemma)


@pytest.mark.parametrize(
    ("form", "lemma"), [("pain", "pain"), ("une motivation islamiste", "une motivation islamiste")]
)
def test_a_word_of_no_table_has_no_class(labels: LabelLexicon, form: str, lemma: str) -> None:
    """An unlisted word has none, and an ending never stands for a whole phrase."""
    assert labels.classes(form, lemma) == {}


def test_every_class_names_its_line(labels: LabelLexicon) -> None:
    """What the desk shows as the reason is a line of the table that holds that word."""
    lines = (DATA / "fr" / "label_words.tsv").read_text("utf-8").splitlines()
    for word in ("terroriste", "massacre", "odieux", "opposition"):
        for kind, where in labels.words[word].items():
            table, _, shown = where.partition(":")
            number, _, named = shown.partition(" ")
            assert table == "label_words.tsv"
            assert lines[int(number) - 1] == f"{named}\t{kind}"
            assert named == word


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("label_words.tsv", "brigand\tvillain", "column 'class' has 'villain'"),
        ("label_words.tsv", "terroriste\tparty", "stands on line"),
        ("label_cues.tsv", "cue\tprétendu\tabove\tany\t", "column 'side' has 'above'"),
        ("label_cues.tsv", "cue\t~ prétendu\tright\tany\t", "must begin with words"),
        ("label_cues.tsv", "cue\tprétendu @nobody\tright\tany\t", "no class '@nobody'"),
        ("labels_loaded.tsv", "vilain\tnobody\t", "column 'about' has 'nobody'"),
    ],
)
def test_a_defect_is_named_by_file_and_line(folder: Path, table: str, line: str, problem: str) -> None:
    """Whoever edits a table is told which line is wrong and what is allowed."""
    path = folder / table
    path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n{line}\n", "utf-8")
    number = len(path.read_text("utf-8").splitlines())
    with pytest.raises(LexiconError, match=problem) as caught:
        load_labels(folder)
    assert (caught.value.path, caught.value.line) == (path, number)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_needed(folder: Path, table: str) -> None:
    """A language without one of the tables is not half read."""
    (folder / table).unlink()
    with pytest.raises(LexiconError, match="no such table"):
        load_labels(folder)


def test_the_loaded_words_hold_both_sides_names_for_each_other(labels: LabelLexicon) -> None:
    """Neutral by construction: what armies call their enemies and what these call armies is loaded alike."""
    assert {"terroriste", "bandit", "séparatiste", "occupant", "régime", "mercenaire"} <= labels.loaded.keys()
