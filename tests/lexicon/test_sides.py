"""Words that say who and what was hit, and what a denial is about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon import sides
from selon.lexicon.sides import SIDES, TOPICS, load_sides
from selon.lexicon.table import DATA


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("treize soldats", ("forces",)),
        ("Villageois", ("civilians",)),
        ("des « terroristes »", ("fighters",)),
        ("combattants", ("fighters",)),
        ("le marché couvert", ("civil_place",)),
        ("centre de commandement", ("armed_place",)),
        ("trois des blessés", ("hurt",)),
        ("camion chargé d'armes de la milice", ("armed_place",)),
        ("la frontière", ()),
    ],
)
def test_sides_of_a_phrase(phrase: str, expected: tuple[str, ...]) -> None:
    """Capitals, accents and the plural do not matter; words that judge are the same side as words that do not."""
    assert load_sides("fr").sides_of(phrase) == expected


def test_topics_of_a_denial() -> None:
    """A denial of figures is told from one of responsibility."""
    words = load_sides("fr")
    assert words.topics_of("les chiffres du ministère") == ("toll",)
    assert words.topics_of("toute implication") == ("responsibility",)
    assert set(words.sides.values()) == set(SIDES)
    assert set(words.topics.values()) == set(TOPICS)


def test_a_language_without_tables_compares_names_alone() -> None:
    """Where there are no words, nothing is said of sides."""
    assert load_sides("xx").sides_of("soldats") == ()


def test_a_word_under_two_sides_is_pointed_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word may stand under one side only; the message names the line."""
    folder = tmp_path / "yy"
    folder.mkdir()
    for name in ("sides.tsv", "denial_topics.tsv"):
        shutil.copy(DATA / "fr" / name, folder / name)
    with (folder / "sides.tsv").open("a", encoding="utf-8") as table:
        table.write("soldat|zouave\tfighters\n".replace("fighters", "hurt"))
    monkeypatch.setattr(sides, "DATA", tmp_path)
    with pytest.raises(LexiconError, match=r"sides\.tsv"):
        load_sides("yy")
