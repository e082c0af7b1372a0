"""The grammatical words around names of places: complete, and a slip is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon import place_grammar
from selon.lexicon.place_grammar import load_place_grammar


def broken(tmp_path: Path, rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "place_grammar.tsv").write_text(f"# A.\n# class: a\n# words: b\nclass\twords\n{rows}", "utf-8")
    monkeypatch.setattr(place_grammar, "DATA", tmp_path)


def test_contracted_forms_have_their_article() -> None:
    """« du Caire » is « Le Caire »."""
    assert load_place_grammar("fr").whole_articles["du"] == "le"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("contracted\tau\n", r"place_grammar\.tsv:5.*form=article"),
        ("ofs\tde\n", r"place_grammar\.tsv:5.*'ofs'"),
        ("of\t\n", r"place_grammar\.tsv:5.*empty"),
        ("of\tde\n", r"place_grammar\.tsv.*no words for .*border"),
    ],
)
def test_a_slip_is_told_with_its_line(rows: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class without words would make a pattern that matches everywhere or nowhere."""
    broken(tmp_path, rows, monkeypatch)
    with pytest.raises(LexiconError, match=told):
        load_place_grammar("xx")
