"""The words by which a language names parties: bodies, offices, members, and what stands before a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from selon.lexicon.party_names import name_tokens
from selon.lexicon.table import DATA, read_table

ROLES = (
    "body",
    "home",
    "office",
    "portfolio",
    "topic",
    "member",
    "genre",
    "title",
    "modifier",
    "former",
    "article",
    "of",
    "end",
)
NEEDS_VALUE = frozenset({"body", "home", "office", "portfolio", "topic"})


@dataclass(frozen=True, slots=True)
class PartyWord:
    """One sense of a word.

    Attributes:
        tokens: The word or words, folded.
        role: One of ``ROLES``; the table's header says what each means.
        value: Key of a body, an office or a topic; ``""`` where the role needs none.
        where: ``table:line``.
    """

    tokens: tuple[str, ...]
    role: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The words of one language, by their first token, longest first."""

    by_first: dict[str, tuple[PartyWord, ...]]

    def at(self, tokens: Sequence[str], index: int) -> tuple[PartyWord, ...]:
        """The senses of the words that begin at ``tokens[index]``, longest first; empty where there are none."""
        found = self.by_first.get(tokens[index])
        if found is None:
            return ()
        return tuple([word for word in found if tuple(tokens[index : index + len(word.tokens)]) == word.tokens])


@cache
def load_party_words(language: str) -> PartyWords:
    """The words of a language; none where the language has no table yet, and then only plain names are resolved.

    Raises:
        LexiconError: A role or a value is missing or not allowed, or a word stands twice in one role.
    """
    path = DATA / language / "party_words.tsv"
    if not path.is_file():
        return PartyWords({})
    by_first: dict[str, list[PartyWord]] = {}
    for row in read_table(path, ("word", "role", "value"), key=lambda row: (row["word"], row["role"])):
        role, value = row.choice("role", ROLES), row["value"]
        if role in NEEDS_VALUE and not value:
            raise row.wrong(f"role {role!r} needs a value: the key of a body, an office or a topic")
        word = PartyWord(name_tokens(row.needed("word")), role, value, row.where)
        by_first.setdefault(word.tokens[0], []).append(word)
    longest = {first: tuple(sorted(words, key=lambda w: -len(w.tokens))) for first, words in by_first.items()}
    return PartyWords(longest)
