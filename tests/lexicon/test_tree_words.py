"""The grammatical words of the rules of events are complete and in the form in which tokens are compared."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

import selon.lexicon.grammar as grammar
import selon.lexicon.tree_words as tree_words
from selon.errors import LexiconError
from selon.lexicon.grammar import load_function_words
from selon.lexicon.tree_words import TreeWords, load_tree_words


def test_every_class_has_words_in_small_letters() -> None:
    """No class is empty, and no word could never match."""
    words = load_tree_words("fr")
    for field in fields(TreeWords):
        found = getattr(words, field.name)
        assert found, field.name
        assert all(word == word.lower() for word in found), field.name


def table(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "tree_words.tsv").write_text(
        "# A table.\n#\n# class: a\n# words: b\nclass\twords\n" + text, "utf-8"
    )
    monkeypatch.setattr(tree_words, "DATA", tmp_path)
    load_tree_words.cache_clear()


def test_an_unknown_class_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt class would silently do nothing."""
    table(tmp_path, "time_nouns\tjour\n", monkeypatch)
    with pytest.raises(LexiconError, match=r"tree_words\.tsv:6.*time_nouns"):
        load_tree_words("xx")


def test_an_absent_class_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule without its words would never fire."""
    table(tmp_path, "time_noun\tjour\n", monkeypatch)
    with pytest.raises(LexiconError, match=r"no words for .*control_noun"):
        load_tree_words("xx")


def test_a_contraction_without_its_whole_form_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« du » alone would leave the rules with a preposition that no table knows."""
    table(tmp_path, "contraction\tdu=de au\n", monkeypatch)
    with pytest.raises(LexiconError, match=r"tree_words\.tsv:6.*form=preposition"):
        load_tree_words("xx")


def test_a_class_of_function_words_without_words_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for the rules of attribution."""
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "function_words.tsv").write_text("# class: a\n# word: b\nclass\tword\nthat\tque\n", "utf-8")
    monkeypatch.setattr(grammar, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"function_words\.tsv:4.*no words for .*negation"):
        load_function_words("xx")


@pytest.mark.parametrize(
    ("form", "bare"), [("-t-elle", "elle"), ("t-il", "il"), ("-on", "on"), ("elle", "elle"), ("tous", "tous")]
)
def test_a_hung_pronoun_is_read_without_what_hangs_it(form: str, bare: str) -> None:
    """« -t- » belongs to no pronoun."""
    assert load_function_words("fr").unhung(form) == bare
