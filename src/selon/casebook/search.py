"""Searching reports by words, without regard to accents and case; the same question on both databases."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

from sqlalchemy import Connection, select, text

from selon.casebook import schema
from selon.casebook.asking import entries_by_key
from selon.casebook.entries import Hit
from selon.casebook.writing import pieces
from selon.errors import InputError

_TERM = re.compile(r'(-?)(?:"([^"]*)"|«([^»]*)»|(\S+))')
_WORD = re.compile(r"[^\W_]+")
_LIGATURES = (("œ", "oe"), ("æ", "ae"))
AROUND = 90
"""Characters shown on either side of the first word found."""

MOST_RANKED = 2_000
"""Where more reports have the words, they hardly tell them apart, and to rank them all takes too long: 142 ms for a word
that stands in each of 30,000 reports. Then those added last come first."""

# The index alone is asked first; only the rows that are shown are then fetched, since a row holds a whole text.
FOUND = {
    "sqlite": "SELECT rowid AS no FROM reports_search WHERE reports_search MATCH :query",
    "postgresql": "SELECT no FROM reports WHERE search @@ CAST(:query AS tsquery)",
}
RANK = {"sqlite": "rank, rowid", "postgresql": "ts_rank(search, CAST(:query AS tsquery)) DESC, no"}
NEWEST = {"sqlite": "rowid DESC", "postgresql": "no DESC"}


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that stand one after the other.

    Attributes:
        words: Folded words.
        prefix: Longer words that begin with the last one are found too.
        excluded: Reports that have it are left out.
    """

    words: tuple[str, ...]
    prefix: bool
    excluded: bool


def fold(words: str) -> str:
    """Letters without their marks, in small letters, ligatures written out."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char)).lower()
    for joined, apart in _LIGATURES:
        plain = plain.replace(joined, apart)
    return plain


def terms_of(question: str) -> list[Term]:
    """What is asked for.

    Args:
        question: Words, all of which must stand in a report; ``"several words"`` in that order; ``attaqu*`` for all
            that begins so; ``-word`` for none that has it.

    Raises:
        InputError: No word, or only such as are to be left out.
    """
    terms = []
    for minus, *forms in _TERM.findall(question):
        found = next((form for form in forms if form), "")
        words = tuple(_WORD.findall(fold(found)))
        if words:
            terms.append(Term(words, found.endswith("*"), bool(minus)))
    if not any(not term.excluded for term in terms):
        raise InputError(f"nothing to search for in {question!r}; give at least one word that a report must have")
    return terms


def search(connection: Connection, question: str, *, most: int) -> list[Hit]:
    """The reports that have the words, best first; where there are very many, those added last first.

    Args:
        connection: A transaction.
        question: See ``terms_of``.
        most: How many at most.

    Raises:
        InputError: Nothing to search for.
    """
    terms = terms_of(question)
    name = connection.dialect.name
    query = _for_sqlite(terms) if name == "sqlite" else _for_postgresql(terms)
    counted = text(f"SELECT count(*) FROM ({FOUND[name]} LIMIT {MOST_RANKED + 1}) AS found")
    many = connection.execute(counted, {"query": query}).scalar_one() > MOST_RANKED
    order = NEWEST[name] if many else RANK[name]
    statement = text(f"{FOUND[name]} ORDER BY {order} LIMIT :most")
    places = list(connection.execute(statement, {"query": query, "most": most}).scalars())
    named = select(schema.reports.c.no, schema.reports.c.id)
    keys_by_place: dict[int, str] = {}
    for piece in pieces(places):
        keys_by_place.update(tuple(row) for row in connection.execute(named.where(schema.reports.c.no.in_(piece))))
    keys = [keys_by_place[place] for place in places]
    found = entries_by_key(connection, keys)
    return [Hit(found[key], passage(found[key].report.text, terms)) for key in keys if key in found]


def _for_sqlite(terms: list[Term]) -> str:
    wanted = " AND ".join(_phrase(term) for term in terms if not term.excluded)
    unwanted = " OR ".join(_phrase(term) for term in terms if term.excluded)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _phrase(term: Term) -> str:
    """The phrase in the language of FTS5, which keeps ligatures: each way to write them is asked for."""
    ways = product(*(_spellings(word) for word in term.words))
    star = "*" if term.prefix else ""
    return "(" + " OR ".join(f'"{" ".join(way)}"{star}' for way in ways) + ")"


def _spellings(word: str) -> list[str]:
    return [word, *(word.replace(apart, joined) for joined, apart in _LIGATURES if apart in word)]


def _for_postgresql(terms: list[Term]) -> str:
    return " & ".join(("!" if term.excluded else "") + _chain(term) for term in terms)


def _chain(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.prefix:
        words[-1] += ":*"
    return "(" + " <-> ".join(words) + ")"


def passage(words: str, terms: list[Term]) -> str:
    """A line around the first place where one of the words stands; the beginning where they stand in the title."""
    wanted = {term.words[0]: term.prefix and len(term.words) == 1 for term in terms if not term.excluded}
    at = next((match.start() for match in _WORD.finditer(words) if _is_wanted(fold(match[0]), wanted)), 0)
    start, stop = max(0, at - AROUND), min(len(words), at + AROUND)
    shown = " ".join(words[start:stop].split())
    return ("…" if start else "") + shown + ("…" if stop < len(words) else "")


def _is_wanted(word: str, wanted: dict[str, bool]) -> bool:
    return word in wanted or any(prefix and word.startswith(begin) for begin, prefix in wanted.items())
