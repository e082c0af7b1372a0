"""The patterns of ``event_frames.tsv``: words in the order of the text, with gaps, and marks for trigger and head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selon.lexicon.table import Row


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a pattern.

    Attributes:
        words: Lemmas or forms that match.
        gap: Most other words that may stand before it.
        trigger: It is (part of) the words that name the happening.
        head: Its dependents are the roles.
    """

    words: frozenset[str]
    gap: int = 0
    trigger: bool = False
    head: bool = False


def read_pattern(row: Row, key: Callable[[str], str]) -> tuple[Element, ...]:
    """The pattern of a row of ``event_frames.tsv``.

    Raises:
        LexiconError: Empty, or a gap without a word after it.
    """
    elements: list[Element] = []
    gap = 0
    for part in row.needed("pattern").split():
        if part.startswith("~"):
            gap = int(part[1:])
            continue
        marks = part[: len(part) - len(part.lstrip("^*"))]
        words = frozenset(key(word.lstrip("^*").replace("_", " ")) for word in part.split("/"))
        elements.append(Element(words, gap, "*" in marks or "/*" in part, "^" in marks))
        gap = 0
    if gap or not elements:
        raise row.wrong(f"pattern {row['pattern']!r} ends with a gap or has no words; write a word after ~")
    return tuple(elements)
