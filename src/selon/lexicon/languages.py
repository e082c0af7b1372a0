"""Function words of languages, and words with a hyphen of their own."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lexicon.table import DATA, read_table

LEAST_WORDS = 15


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The frequent words of one language; ``name`` is its name in English."""

    language: str
    name: str
    words: frozenset[str]


def load_language_words() -> tuple[LanguageWords, ...]:
    """The languages that can be told apart.

    Raises:
        LexiconError: A language stands twice or has too few words.
    """
    path = DATA / "world" / "language_words.tsv"
    found = []
    for row in read_table(path, ("language", "name", "words"), key=lambda row: row["language"]):
        words = row.several("words")
        if len(words) < LEAST_WORDS or len(set(words)) < len(words):
            raise row.wrong(f"{len(words)} words, {len(set(words))} different; give {LEAST_WORDS} or more, each once")
        found.append(LanguageWords(row.needed("language"), row.needed("name"), frozenset(words)))
    return tuple(found)


def load_hyphens(language: str) -> frozenset[str]:
    """Words that keep their hyphen at a line end.

    Raises:
        LexiconError: No table for the language, or a word stands twice.
    """
    path = DATA / language / "hyphens.tsv"
    return frozenset(row.needed("word") for row in read_table(path, ("word",), key=lambda row: row["word"]))
