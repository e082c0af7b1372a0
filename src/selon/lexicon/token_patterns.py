"""A small language for patterns over tokens, so that a table of words can say which phrases it means.

A pattern is a row of elements, separated by blanks, that match tokens one after the other:

=============  ========================================================================================
``word``       the token's lemma, or its form in small letters
``a|b|@c``     any of these; ``@c`` stands for the words of class ``c``
``%NOUN``      a part of speech of Universal Dependencies; ``%INF`` is a verb in the infinitive
``x?``         may be absent (a lone ``?`` is the question mark itself)
``~``          up to ``LIGHT_MAX`` auxiliaries, adverbs, clitics and words of the class ``light``
``..4``        up to four tokens of any kind
=============  ========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.lexicon.table import Row, read_table

LIGHT_MAX = 10
"""Bounds a run of light tokens: « n'a, pour l'instant, toujours pas pu être » is nine."""

_GAP = re.compile(r"\.\.(\d{1,2})")
_CLASS = re.compile(r"[a-z_]+")

Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern.

    Attributes:
        words: Lemmas or small-letter forms that match.
        tags: Parts of speech that match, and ``INF``.
        gap: Most tokens that a gap may pass over; 0 for an element that matches one token.
        light: The gap passes over light tokens only.
        optional: May be absent.
    """

    words: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    gap: int = 0
    light: bool = False
    optional: bool = False


Pattern = tuple[Element, ...]


def with_participles(words: frozenset[str]) -> frozenset[str]:
    """The words and, for each French verb in -er, its past participle in four forms."""
    return words | {
        word[:-2] + ending
        for word in words
        if len(word) > 3 and word.endswith("er")
        for ending in ("é", "ée", "és", "ées")
    }


def read_classes(path: Path) -> dict[str, frozenset[str]]:
    """The word classes of a table with the columns ``class`` and ``words``.

    Raises:
        LexiconError: The table is not well formed, or a class has no name or no words.
    """
    classes: dict[str, frozenset[str]] = {}
    for row in read_table(path, ("class", "words"), key=lambda row: row["class"]):
        if not _CLASS.fullmatch(row["class"]):
            raise row.wrong(f"class {row['class']!r}; allowed: small letters and _")
        row.needed("words")
        classes[row["class"]] = with_participles(frozenset(row.several("words")))
    return classes


def _alternatives(text: str, row: Row, classes: Classes) -> tuple[frozenset[str], frozenset[str]]:
    words: set[str] = set()
    tags: set[str] = set()
    for part in text.split("|"):
        if part.startswith("@"):
            if part[1:] not in classes:
                raise row.wrong(f"no class {part!r}; allowed: {', '.join(sorted(classes))}")
            words |= classes[part[1:]]
        elif part.startswith("%"):
            tags.add(part[1:])
        elif part:
            words.add(part)
        else:
            raise row.wrong(f"an empty alternative in {text!r}; delete one of the bars")
    return with_participles(frozenset(words)), frozenset(tags)


def read_alternatives(text: str, row: Row, classes: Classes) -> Element:
    """One element that is no gap, as ``word|@class|%POS``; an empty text gives an element that matches nothing.

    Raises:
        LexiconError: A class that the table of classes does not have, or an empty alternative.
    """
    words, tags = _alternatives(text, row, classes) if text else (frozenset[str](), frozenset[str]())
    return Element(words, tags)


def read_pattern(text: str, row: Row, classes: Classes) -> Pattern:
    """The elements of a pattern.

    Args:
        text: The pattern.
        row: The line it stands on, for the error.
        classes: Words of each class.

    Raises:
        LexiconError: An unknown class, an empty alternative, or a first element that is a gap, optional or a part of
            speech (a pattern must say with which words it may begin, or every token would have to be tried).
    """
    elements: list[Element] = []
    for part in text.split():
        gap = _GAP.fullmatch(part)
        if gap or part == "~":
            elements.append(Element(gap=int(gap[1]) if gap else LIGHT_MAX, light=gap is None, optional=True))
            continue
        optional = len(part) > 1 and part.endswith("?")
        words, tags = _alternatives(part.removesuffix("?") if optional else part, row, classes)
        elements.append(Element(words, tags, optional=optional))
    if not elements or elements[0].optional or elements[0].tags:
        raise row.wrong(f"pattern {text!r} must begin with words that are not optional")
    return tuple(elements)
