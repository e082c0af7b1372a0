"""What nouns say of people and things in a happening, and what a denial is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selon.lexicon.folding import fold
from selon.lexicon.table import DATA, read_table

SIDES = ("civilians", "forces", "fighters", "people", "part", "hurt", "civil_place", "armed_place")
TOPICS = ("responsibility", "toll", "deed")


@dataclass(frozen=True, slots=True)
class SideWords:
    """The words of one language.

    Attributes:
        sides: Folded singular to its side, one of ``SIDES``.
        topics: Folded singular to the topic of a denial, one of ``TOPICS``.
    """

    sides: dict[str, str]
    topics: dict[str, str]

    def sides_of(self, phrase: str) -> tuple[str, ...]:
        """The sides that the words of a phrase name, in their order, each once; empty where none does."""
        return tuple(dict.fromkeys(self.sides[word] for word in _words(phrase) if word in self.sides))

    def topics_of(self, phrase: str) -> tuple[str, ...]:
        """The topics that the words of a passage name, in their order, each once."""
        return tuple(dict.fromkeys(self.topics[word] for word in _words(phrase) if word in self.topics))


def singular(word: str) -> str:
    """A folded word without the mark of the plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _words(phrase: str) -> Iterator[str]:
    for word in "".join(letter if letter.isalnum() or letter == "-" else " " for letter in fold(phrase)).split():
        yield singular(word)


@cache
def load_sides(language: str) -> SideWords:
    """The words of a language; none for a language without the tables, where accounts are compared by names alone.

    Raises:
        LexiconError: A word stands under two sides or topics.
    """
    folder = DATA / language
    if not (folder / "sides.tsv").is_file():
        return SideWords({}, {})
    sides: dict[str, str] = {}
    for row in read_table(folder / "sides.tsv", ("words", "side"), key=lambda row: row["side"]):
        row.needed("words")
        for word in row.several("words"):
            key = singular(fold(word))
            if sides.setdefault(key, row.choice("side", SIDES)) != row["side"]:
                raise row.wrong(f"{word!r} is {sides[key]!r} already; keep one of the two")
    rows = read_table(folder / "denial_topics.tsv", ("word", "topic"), key=lambda row: row["word"])
    return SideWords(sides, {singular(fold(row.needed("word"))): row.choice("topic", TOPICS) for row in rows})
