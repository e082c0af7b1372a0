"""Lines of a page set in a fixed width, joined again into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from selon.errors import LexiconError
from selon.lexicon.languages import load_hyphens

_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_ENDS_SENTENCE = re.compile(r"[.!?…:»”\"][\s)»”\"]*$")
SHORT_LINE = 0.85
"""A line shorter than this share of the longest usual one, which ends a sentence, ends a paragraph."""

MOST_WRAPPED_CHARS = 140
"""Longest line of a printed column; longer lines are paragraphs already."""


def paragraphs(lines: Sequence[str]) -> str:
    """The text of some lines: blocks apart by blank lines, wrapped lines joined, broken words mended.

    Args:
        lines: Lines in order; blank ones part paragraphs, where there are any.
    """
    width = _usual_width(lines)
    if width is None:
        return "\n\n".join(line.strip() for line in lines if line.strip())
    return "\n\n".join(joined(block) for block in _blocks(lines, width))


def joined(lines: Iterable[str]) -> str:
    """One paragraph of wrapped lines; a word broken at a line end is made whole unless its hyphen is its own."""
    text = ""
    for line in map(str.strip, lines):
        match = _BROKEN_WORD.search(text)
        if not text or not line:
            text += line
        elif match and line[:1].islower():
            keeps = text[-1] != "\u00ad" and _keeps_hyphen(match[1], line)
            text = text + line if keeps else text[:-1] + line
        elif match and line[:1].isalpha():
            text += line
        else:
            text += " " + line
    return text


def _keeps_hyphen(left: str, line: str) -> bool:
    right = re.match(r"[^\W\d_]+", line)
    words = hyphen_words()
    return left.lower() in words or (right is not None and right.group().lower() in words)


@cache
def hyphen_words() -> frozenset[str]:
    """Words that keep the hyphen beside them, of every language that has a table of them; so far French."""
    try:
        return load_hyphens("fr")
    except LexiconError:
        return frozenset()


def _usual_width(lines: Sequence[str]) -> int | None:
    """Length of a full line; ``None`` where lines are no wrapped ones."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < 2 or lengths[-1] > 2 * MOST_WRAPPED_CHARS:
        return None
    full = lengths[int(0.8 * (len(lengths) - 1))]
    if full > MOST_WRAPPED_CHARS:
        return None
    # wrapped lines break sentences; lines that are paragraphs end them
    broken = sum(not _ENDS_SENTENCE.search(line) for line in lines if len(line.strip()) > SHORT_LINE * full)
    long_ones = sum(len(line.strip()) > SHORT_LINE * full for line in lines)
    return full if long_ones and broken > 0.4 * long_ones else None


def _blocks(lines: Sequence[str], width: int) -> Iterable[list[str]]:
    block: list[str] = []
    for line in lines:
        if not line.strip():
            if block:
                yield block
            block = []
            continue
        block.append(line)
        if len(line.strip()) < SHORT_LINE * width and _ENDS_SENTENCE.search(line):
            yield block
            block = []
    if block:
        yield block
