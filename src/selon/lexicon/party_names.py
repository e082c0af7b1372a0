"""Names of parties cut and folded so that spellings of one name meet."""

from __future__ import annotations

import re
from typing import NamedTuple

from selon.lexicon.folding import fold

_TOKEN = re.compile(r"[^\W_]+")
# Arabic articles are written in a dozen ways, joined or not, and are often left out ("Bachar Assad"); their assimilated
# forms ("as-", "ar-", …) are words of other languages and stay.
_ARABIC_ARTICLES = frozenset({"al", "el"})
ARTICLES = frozenset({"le", "la", "les", "l", "the", "los", "las"})
# An acronym of up to three letters is a common word of some language too often to be read in other capitals.
EXACT_LETTERS = 3


class Piece(NamedTuple):
    """A token of a text: folded, as written, and whether a hyphen ties it to the one before."""

    folded: str
    written: str
    tied: bool


def cut(text: str) -> list[Piece]:
    """The tokens of ``text``; Arabic articles are left out unless nothing else remains."""
    folded = fold(text)
    spans = [match.span() for match in _TOKEN.finditer(folded)]
    words = [folded[start:end] for start, end in spans]
    if "œ" in folded:
        words = [word.replace("œ", "oe") for word in words]
    pieces = [
        Piece(word, text[start:end], folded[start - 1 : start] == "-")
        for word, (start, end) in zip(words, spans, strict=True)
    ]
    return [piece for piece in pieces if piece.folded not in _ARABIC_ARTICLES] or pieces


def name_tokens(text: str) -> tuple[str, ...]:
    """The folded tokens of ``text``."""
    # thousands of names are folded on load: plain ASCII, two names of three, needs no table
    folded = text.lower() if text.isascii() else fold(text).replace("œ", "oe")
    found = _TOKEN.findall(folded)
    if "al" in found or "el" in found:
        return tuple([token for token in found if token not in _ARABIC_ARTICLES] or found)
    return tuple(found)


class Name(NamedTuple):
    """One name of one party.

    Attributes:
        party: Id of the party.
        text: The name as the table has it.
        weak: It may mean something else too.
        article: It was written with an article, which reports often leave out.
        since: First day of its use, ``""`` for no limit.
        until: Last day of its use, ``""`` for no limit.
        metonym: It is the name of a town and stands for its government only within its days.
        where: ``table:line``.
    """

    party: str
    text: str
    weak: bool = False
    article: bool = False
    since: str = ""
    until: str = ""
    metonym: bool = False
    where: str = ""

    def fits(self, written: str, tokens: int) -> bool:
        """Whether the capitals of ``written``, a text of ``tokens`` tokens, allow this name.

        Names of several words fit in any case; a single word with a capital needs one in the text ("Fars").
        """
        if tokens > 1:
            return True
        name = self.text.split()[-1] if self.article else self.text
        if len(name) <= EXACT_LETTERS and name[0].isupper():
            return written == name
        return not name[0].isupper() or written[0].isupper()


def within(on: str | None, since: str, until: str) -> bool:
    """Whether the day ``on`` lies within the bounds, each a year, month or day; ``True`` where the day is not known."""
    if on is None:
        return True
    return (not since or on[: len(since)] >= since) and (not until or on[: len(until)] <= until)
