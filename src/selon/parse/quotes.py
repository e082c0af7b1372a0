"""Quotation marks: which passages of a text stand between them.

Pairs « », “ ”, „ “, ‹ › and straight doubles are found; a mark that is never closed ends at its paragraph's end (news
copy opens each paragraph of a long quotation anew and closes only the last). Apostrophes are never quotation marks.
"""

from __future__ import annotations

import re
from selon.model.spans import Quotation, Span

_PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "‟": "”"}
_CLOSERS = {"»", "”", "›"}
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[A-ZÀ-ÝŒ«“\"(\[–—-])")
_BLANKS = " \t\n\r\u00a0\u202f\u2009"


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end)


def _paragraphs(text: str) -> list[Span]:
    bounds = [0, *(m.end() for m in _PARAGRAPH.finditer(text)), len(text)]
    return [Span(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if a < b]


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark at ``at`` opens: a blank, bracket or line start before it, something else after it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before in _BLANKS + "([«“'’-–—/" or at == 0) and after not in _BLANKS


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []

    def close(until: int, *, closed: bool) -> None:
        start, _ = stack.pop()
        inner = _inner(text, start + 1, until)
        if inner.start < inner.end:
            end = until + 1 if closed else inner.end
            found.append(Quotation(Span(start, end), inner, closed, len(stack)))

    for at in range(paragraph.start, paragraph.end):
        mark = text[at]
        if stack and mark in stack[-1][1]:
            close(at, closed=True)
        elif mark in _CLOSERS and any(mark in closer for _, closer in stack):
            while mark not in stack[-1][1]:
                stack.pop()  # an inner mark that nothing closed: the outer closing mark is the surer one
            close(at, closed=True)
        elif mark == '"':
            if not stack or _opens(text, at):
                stack.append((at, _PAIRS[mark]))
        elif mark in _PAIRS and not (stack and stack[-1][1] == _PAIRS[mark] and mark == "«"):
            stack.append((at, _PAIRS[mark]))
    while stack:
        close(paragraph.end, closed=False)
    return found


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All passages of ``text`` in quotation marks, in order of their first mark."""
    if not any(mark in text for mark in _PAIRS):
        return ()
    found = [quotation for paragraph in _paragraphs(text) for quotation in _in_paragraph(text, paragraph)]
    return tuple(sorted(found, key=lambda quotation: (quotation.outer.start, -quotation.outer.end)))
