"""The text that the parser reads, and the way back to the text as published.

News copy carries typography that no treebank has: curly apostrophes, no-break spaces, soft hyphens, decomposed
accents, ligatures from PDF files, words broken at line ends. The parser gets plain forms of all these. Every character
of the cleaned text remembers which characters of the report it stands for, so that evidence is always cut from the
report's own text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from selon.model import Span

Replacement = tuple[int, int, str]
"""``[start, end)`` of a text and what takes its place."""

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_APOSTROPHES = "\u2019\u02bc\u2018\u201b\uff07"
_CONTROLS = "".join(map(chr, chain(range(0x09), range(0x0E, 0x20), (0x7F,), range(0x86, 0xA0))))
_ONE_TO_ONE = {
    **dict.fromkeys(map(ord, _SPACES + _CONTROLS), " "),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **dict.fromkeys(map(ord, _APOSTROPHES), "'"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}

# Soft hyphen, zero-width space and joiners, word joiner, byte order mark, marks of writing direction: nothing to read.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LIGATURES = "\ufb00-\ufb06"
_UNEVEN = re.compile(rf"\r\n|[{_INVISIBLE}]+|[{_LIGATURES}]")
_IN_WORDS = re.compile(f"[{_INVISIBLE}{_LIGATURES}]")
_ACCENT_FOR_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[`´](?=[^\W\d_])")
_ASTRAY_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?P<gap> *\n *| )(?=(?P<right>[^\W\d_]{1,60}))")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]|['-]){1,60}\Z")
_WRAPPED = re.compile(r"(?<=[^\W_]|[,)»”])\n(?=[a-zà-ÿœ])")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A cleaned text and where each of its characters comes from.

    Attributes:
        text: The cleaned text, in NFC.
        starts: For each character of ``text``, the offset in the source where its origin starts; ``None`` where both
            texts have the same offsets.
        ends: The same for the end of its origin.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def to_source(self, span: Span) -> Span:
        """The span of the source text that a span of the cleaned text stands for; empty stays empty."""
        if self.starts is None or self.ends is None:
            return span
        if span.start >= span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def clean(text: str, *, keep_hyphen: Collection[str] = ()) -> Alignment:
    """Plain typography for the parser, with the way back.

    Args:
        text: The report's text, exactly as read; may hold anything, lone surrogates included.
        keep_hyphen: Words, in lower case, that keep the hyphen which joins them to a neighbour when a line ends there
            (« vingt- », « -il »); see ``lexicon/data/fr/hyphens.tsv``.

    Returns:
        The cleaned text with its alignment. Cleaning a cleaned text changes nothing.
    """
    even = _ACCENT_FOR_APOSTROPHE.sub("'", text.translate(_ONE_TO_ONE))
    current = _rewrite(Alignment(even), _uneven(text))
    if not unicodedata.is_normalized("NFC", current.text):
        current = _rewrite(current, _composed(current.text))
    before = None
    while current is not before:  # a word may be broken more than once
        before, current = current, _rewrite(current, _joined(current.text, frozenset(keep_hyphen)))
    unwrapped = _WRAPPED.sub(" ", current.text)
    return Alignment(unwrapped, current.starts, current.ends)


def needs_cleaning(text: str) -> bool:
    """Whether words of the text hold characters that only ``clean`` makes readable; false for most reports."""
    return _IN_WORDS.search(text) is not None or not unicodedata.is_normalized("NFC", text)


def keep_only(alignment: Alignment, passages: Sequence[Span]) -> Alignment:
    """The cleaned text with a blank line in the place of what is in none of the passages.

    Args:
        alignment: A cleaned text.
        passages: Spans of the source text, in order, apart; none empties the text.
    """
    text, last = alignment.text, 0
    left: list[Replacement] = []
    for span in passages:
        start, end = (at if alignment.starts is None else bisect_left(alignment.starts, at) for at in span)
        if start > last:
            left.append((last, start, "\n\n" if last else ""))
        last = end
    if last < len(text):
        left.append((last, len(text), ""))
    return _rewrite(alignment, left)


def _uneven(text: str) -> Iterable[Replacement]:
    """What becomes shorter or longer; read in the source, since the even text has lost the carriage returns."""
    for match in _UNEVEN.finditer(text):
        found = match.group()
        if found == "\r\n":
            yield match.start(), match.end(), "\n"
        elif found[0] >= "\ufb00" and found[0] != "\ufeff":
            yield match.start(), match.end(), unicodedata.normalize("NFKC", found)
        else:
            yield match.start(), match.end(), ""


def _composed(text: str) -> Iterable[Replacement]:
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _belongs(text, start, end):
            end += 1
        segment = text[start:end]
        composed = unicodedata.normalize("NFC", segment)
        if composed != segment:
            yield start, end, composed
        start = end


def _belongs(text: str, start: int, at: int) -> bool:
    """Whether the character at ``at`` may compose with the segment before it."""
    if text[at] < "\u0300":
        return False
    if unicodedata.combining(text[at]):
        return True
    before = unicodedata.normalize("NFC", text[start:at])
    return unicodedata.normalize("NFC", text[start : at + 1]) != before + unicodedata.normalize("NFC", text[at])


def _joined(text: str, keep_hyphen: frozenset[str]) -> Iterable[Replacement]:
    """Words broken after a hyphen: by a line end, or by a blank inside a compound (« cessez-le- feu »)."""
    for match in _ASTRAY_HYPHEN.finditer(text):
        gap, right = match.group("gap", "right")
        left = _word_before(text, match.start())
        last = left.rpartition("-")[2].rpartition("'")[2]
        bound = "-" in left or last.lower() in keep_hyphen or right.lower() in keep_hyphen
        if "\n" not in gap:
            if bound and right.islower():
                yield match.start("gap"), match.end("gap"), ""
        elif bound or not (last.islower() and right.islower()):
            yield match.start("gap"), match.end("gap"), ""
        else:
            yield match.start("gap") - 1, match.end("gap"), ""


def _word_before(text: str, end: int) -> str:
    match = _WORD_BEFORE.search(text[max(0, end - 60) : end])
    return match.group() if match else ""


def _rewrite(current: Alignment, replacements: Iterable[Replacement]) -> Alignment:
    """The text with all replacements made, which come in order and do not overlap."""
    text = current.text
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    done = 0
    changed = False
    for start, end, new in replacements:
        changed = True
        _copy(current, done, start, starts, ends)
        origin = current.to_source(Span(start, end))
        starts.extend([origin.start] * len(new))
        ends.extend([origin.end] * len(new))
        pieces += (text[done:start], new)
        done = end
    if not changed:
        return current
    _copy(current, done, len(text), starts, ends)
    return Alignment("".join((*pieces, text[done:])), starts, ends)


def _copy(current: Alignment, start: int, end: int, starts: array[int], ends: array[int]) -> None:
    if current.starts is None or current.ends is None:
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
    else:
        starts.extend(current.starts[start:end])
        ends.extend(current.ends[start:end])
