"""Quotation marks: which passages of a text stand between them.

Found are « », “ ”, „ “, ‹ ›, << >>, straight doubles, doubled apostrophes and, where they are clearly a pair, single
apostrophes. Marks may be nested. A mark that is never closed ends at its paragraph's end; news copy opens each
paragraph of a long quotation anew (with « or, after an older custom, with ») and closes only the last.

A straight mark does not say whether it opens or closes, so its neighbours do: blanks and opening signs before it,
letters after it, or the other way round. Where they leave it open, marks alternate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from selon.model.spans import Quotation, Span

DEPTH_MAX = 6
"""Bounds nesting, and with it the work for each mark. Real reports nest twice; deeper marks are passed over."""

SINGLE_MAX_CHARS = 300
"""Bounds a quotation between single apostrophes; a lone apostrophe must not pair with one half a page on."""

_KINDS = {
    "«": "«",
    "<<": "«",
    "“": "“",
    "”": "“",
    "‟": "“",
    "``": "“",
    "„": "„",
    "‹": "‹",
    '"': '"',
    "''": "''",
    "'": "'",
}
_CLOSES = {
    "»": frozenset("«"),
    ">>": frozenset("«"),
    "›": frozenset("‹"),
    "”": frozenset('“„"'),
    "“": frozenset("„“"),
    '"': frozenset('"“„'),
    "''": frozenset(("''", "“")),
    "'": frozenset("'"),
}
_ONLY_OPEN = frozenset({"«", "<<", "„", "‹", "``", "‟"})
_ONLY_CLOSE = frozenset({"»", ">>", "›"})
_MARK = re.compile(r"[«»„‹›“”‟\"]|<<|>>|``|''(?!')|(?<![\w'])'(?=\w)|(?<=[\w.!?…%)])'(?![\w'])")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[A-ZÀ-ÝŒ«»“\"(\[–—-])")
_BLANKS = " \t\n\r\u00a0\u202f\u2009"
_BEFORE_OPENING = _BLANKS + "([{«“„‹\"'’-–—/:"
_AFTER_CLOSING = _BLANKS + ".,;:!?)]}»”›\"'…"


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    kind: str


@dataclass(slots=True)
class _Paragraph:
    """What is known while one paragraph is read."""

    span: Span
    carried: str | None
    stack: list[_Open] = field(default_factory=list)
    found: list[tuple[Span, Span, bool]] = field(default_factory=list)


def _paragraphs(text: str) -> Iterator[Span]:
    bounds = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    for start, end in pairwise(bounds):
        while start < end and text[start] in _BLANKS:
            start += 1
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        if start < end:
            yield Span(start, end)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of a mark at ``[start, end)`` are those of an opening one."""
    before = text[start - 1] if start else " "
    after = text[end : end + 2] or " "
    return before in _BEFORE_OPENING and after[0] not in _BLANKS and (after[0] not in ".,;:!?)]}»”" or after == "..")


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of a mark at ``[start, end)`` are those of a closing one."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return after in _AFTER_CLOSING and (before not in _BLANKS or after not in _BLANKS)


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end)


def _partner(state: _Paragraph, mark: str, at: int) -> int | None:
    """Index in the stack of the mark that ``mark`` may close."""
    kinds = _CLOSES.get(mark, frozenset())
    for index in range(len(state.stack) - 1, -1, -1):
        opened = state.stack[index]
        if opened.kind in kinds and not (opened.kind == "'" and at - opened.start > SINGLE_MAX_CHARS):
            return index
    return None


def _close(text: str, state: _Paragraph, index: int, mark: Span) -> None:
    """Close the mark at ``index``; marks inside it that nothing closed are dropped, the outer pair being the surer."""
    opened = state.stack[index]
    del state.stack[index:]
    inner = _inner(text, opened.inner, mark.start)
    if inner.start < inner.end:
        state.found.append((Span(opened.start, mark.end), inner, True))


def _ended(text: str, state: _Paragraph, at: int) -> bool:
    """Whether the sentence before a mark at ``at`` is over."""
    before = text[state.span.start : at].rstrip(_BLANKS)
    return len(before) < at - state.span.start and before.endswith((".", "!", "?", "…"))


def _end_unclosed(text: str, state: _Paragraph, index: int, at: int) -> None:
    """« "une paix durable. "Nous … »: end the open mark at ``index`` of the stack before the one at ``at``.

    Straight marks do not nest over a full stop: the closing one was forgotten.
    """
    opened = state.stack[index]
    del state.stack[index:]
    inner = _inner(text, opened.inner, at)
    if inner.start < inner.end:
        state.found.append((Span(opened.start, inner.end), inner, False))


def _ends_carried(state: _Paragraph, mark: str) -> bool:
    """Whether a closing mark ends a quotation that the paragraph before left open."""
    return state.carried is not None and not state.found and state.carried in _CLOSES.get(mark, frozenset())


def _read_mark(text: str, state: _Paragraph, match: re.Match[str]) -> None:
    mark, place = match[0], Span(*match.span())
    opens = mark in _ONLY_OPEN or (mark not in _ONLY_CLOSE and _opens(text, *place))
    closes = mark in _ONLY_CLOSE or (mark not in _ONLY_OPEN and _closes(text, *place))
    reopens = mark in _ONLY_CLOSE and place.start == state.span.start and state.carried in _CLOSES[mark]
    partner = _partner(state, mark, place.start)
    if mark == '"' and opens and not closes and partner is not None and _ended(text, state, place.start):
        _end_unclosed(text, state, partner, place.start)
        partner = None
    if reopens:
        state.stack.append(_Open(place.start, place.end, state.carried or "«"))
    elif partner is not None and (closes or not opens):
        _close(text, state, partner, place)
    elif partner is None and closes and not opens:
        if not state.stack and _ends_carried(state, mark):
            state.stack.append(_Open(state.span.start, state.span.start, state.carried or "«"))
            _close(text, state, 0, place)
    elif mark == "''" and text[place.start - 1].isalpha() and place.start:
        _push(state, _Open(place.start + 1, place.end, "'"))  # « d''autodéfense' »: an elision and an opening mark
    elif mark in _KINDS:
        _push(state, _Open(place.start, place.end, _KINDS[mark]))


def _push(state: _Paragraph, opened: _Open) -> None:
    if len(state.stack) < DEPTH_MAX:
        state.stack.append(opened)


def _read_paragraph(text: str, span: Span, carried: str | None) -> _Paragraph:
    state = _Paragraph(span, carried)
    for match in _MARK.finditer(text, span.start, span.end):
        _read_mark(text, state, match)
    state.stack = [opened for opened in state.stack if opened.kind != "'"]
    for opened in state.stack:
        inner = _inner(text, opened.inner, span.end)
        if inner.start < inner.end:
            state.found.append((Span(opened.start, inner.end), inner, False))
    return state


def _with_depths(found: list[tuple[Span, Span, bool]]) -> Iterator[Quotation]:
    ends: list[int] = []
    for outer, inner, closed in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        while ends and ends[-1] <= outer.start:
            ends.pop()
        yield Quotation(outer, inner, closed, len(ends))
        ends.append(outer.end)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All passages of ``text`` in quotation marks, in order of their first mark.

    Args:
        text: The text; its length bounds the work linearly, whatever marks it holds.

    Returns:
        Quotations with ``inner`` within ``outer`` and never empty. Two of them are apart or one holds the other. An
        unclosed one ends with its paragraph; one that only closes, because its opening mark stands in the paragraph
        before, begins with its paragraph. Empty where the text has no marks.
    """
    found: list[tuple[Span, Span, bool]] = []
    carried: str | None = None
    for span in _paragraphs(text):
        state = _read_paragraph(text, span, carried)
        carried = state.stack[0].kind if state.stack else None
        found.extend(state.found)
    return tuple(_with_depths(found))
