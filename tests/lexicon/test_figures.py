"""The figure tables are well formed, and a line that is not is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon import figures as figure_tables
from selon.lexicon.figures import ROLES, load_figures, unaccented
from selon.lexicon.table import DATA
from selon.model import FIGURE_KINDS

TABLES = ("numbers.tsv", "bounds.tsv", "figure_words.tsv", "counted_nouns.tsv", "figure_grammar.tsv")


def test_every_kind_of_figure_has_words() -> None:
    """Each kind can be told by some verb, and all closed classes have words."""
    lexicon = load_figures("fr")
    kinds = {reading.kind for readings in lexicon.participles.values() for reading in readings}
    kinds |= {reading.kind for reading in lexicon.victims.values()}
    assert kinds == set(FIGURE_KINDS)
    assert [role for role in ROLES if not lexicon.roles[role]] == []


def test_forms_are_made_from_the_table() -> None:
    """Participles agree, regular verbs have finite forms, nouns have plurals, narrow readings come first."""
    lexicon = load_figures("fr")
    assert {"tué", "tuée", "tués", "tuées", "mis", "mise"} <= lexicon.participles.keys()
    assert {"tuant", "tuent", "tuèrent"} <= lexicon.verbs.keys()
    assert lexicon.names_people("généraux")
    assert not lexicon.names_people("chars")
    assert not lexicon.names_people("inexistant")
    assert [bool(reading.companions) for reading in lexicon.participles["perdu"]] == [True, False]


def test_the_unaccented_words_fold_every_table() -> None:
    """The words of a text without accents are the same words without accents."""
    plain = unaccented(load_figures("fr"))
    assert {"tue", "tuees", "enleves"} <= plain.participles.keys()
    assert plain.victims["deces"].kind == "killed"
    assert "ete" in plain.roles["been"]


BAD_LINES = [
    ("figure_words.tsv", "tuer\ttué\t\tslain\tpatient\t", "allowed: 'killed'"),
    ("figure_words.tsv", "tuer\ttué\t\tkilled\tobject\t", "allowed: 'patient'"),
    ("figure_words.tsv", "tuer\t\t\tkilled\tpatient\t", "column 'forms' is empty"),
    ("counted_nouns.tsv", "elfe\tspirit\t", "allowed: 'person'"),
    ("counted_nouns.tsv", "tas\tgroup\tmany", "a whole number"),
    ("counted_nouns.tsv", "soldat\tthing\t", "keep one of the two"),
    ("bounds.tsv", "au moins\tbefore\tat_least", "keep one of the two"),
    ("bounds.tsv", "disons\tbeside\tabout", "allowed: 'before'"),
    ("figure_grammar.tsv", "colour\trouge", "allowed: 'adjective'"),
]


@pytest.mark.parametrize(("table", "line", "problem"), BAD_LINES)
def test_a_bad_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, line: str, problem: str
) -> None:
    """The error names the table, the line and what is allowed."""
    (tmp_path / "fr").mkdir()
    for name in TABLES:
        shutil.copy(DATA / "fr" / name, tmp_path / "fr" / name)
    path = tmp_path / "fr" / table
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    monkeypatch.setattr(figure_tables, "DATA", tmp_path)
    with pytest.raises(LexiconError) as error:
        load_figures("fr")
    assert error.value.path == path
    assert error.value.line == len(path.read_text("utf-8").splitlines())
    assert problem in str(error.value)
