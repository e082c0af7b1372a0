"""Number words: what they are worth and what is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon import numbers as module
from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWords, Quantity, load_numbers


@pytest.fixture(scope="module")
def numbers() -> NumberWords:
    """The French number words."""
    return load_numbers("fr")


@pytest.mark.parametrize(
    ("text", "value", "approx"),
    [
        ("douze", 12, False),
        ("vingt et un", 21, False),
        ("soixante et onze", 71, False),
        ("soixante-quinze", 75, False),
        ("quatre-vingts", 80, False),
        ("quatre-vingt-dix-sept", 97, False),
        ("nonante-neuf", 99, False),
        ("cent", 100, False),
        ("trois cent cinquante-deux", 352, False),
        ("mille deux cents", 1200, False),
        ("deux mille vingt et un", 2021, False),
        ("vingt-quatre mille", 24_000, False),
        ("deux millions trois cent mille", 2_300_000, False),
        ("2,5 millions", 2_500_000, False),
        ("3 millions", 3_000_000, False),
        ("1 150", 1150, False),
        ("1\u202f150", 1150, False),
        ("1.800", 1800, False),
        ("13’000", 13_000, False),
        ("Une vingtaine", 20, True),
        ("trois dizaines", 30, True),
        ("une centaine de milliers", 100_000, True),
        ("zéro", 0, False),
    ],
)
def test_words_and_digits_are_read(text: str, value: int, approx: bool, numbers: NumberWords) -> None:
    """A number in words, digits or both has its value, and the pattern matches it as a whole."""
    assert numbers.read(text) == Quantity(value, approx)
    assert re.fullmatch(numbers.pattern, fold(text)) is not None


@pytest.mark.parametrize("text", ["deux trois", "mur", "", "cent premier", "2,5"])
def test_what_is_no_whole_number_is_none(text: str, numbers: NumberWords) -> None:
    """Words that make no number in their order, ordinals and fractions are none."""
    assert numbers.read(text) is None


def test_ordinals_have_their_rank(numbers: NumberWords) -> None:
    """An ordinal is read as its rank, a cardinal is no ordinal."""
    assert [numbers.ordinal(word) for word in ("premier", "Deuxième", "3e", "trois")] == [1, 2, 3, None]


@pytest.mark.parametrize("text", ["İstanbul", "Élysée\u00a0— « œuvre » ’", "ǅ ß"])
def test_folding_keeps_offsets(text: str) -> None:
    """Folding gives one code point for each, so that offsets stay those of the text."""
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("deux\ttwo\tunit\t0", "a whole number in digits"),
        ("deux\t2\tpair\t0", "'pair'"),
        ("deux\t2\tunit\tno", "'no'"),
        ("\t2\tunit\t0", "'forms'"),
        ("deux\t2\tunit\t0\nDeux\t2\tunit\t0", "numbers.tsv:2 already"),
    ],
)
def test_a_wrong_row_is_named(row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that is not well formed is refused with its file and line."""
    table = tmp_path / "xx" / "numbers.tsv"
    table.parent.mkdir()
    table.write_text(f"forms\tvalue\tkind\tapprox\n{row}\n", "utf-8")
    monkeypatch.setattr(module, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=re.escape(problem)) as raised:
        load_numbers("xx")
    assert raised.value.path == table
