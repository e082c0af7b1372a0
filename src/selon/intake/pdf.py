"""PDF: the words of its pages, without running heads, lines joined into paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from selon.intake.docx import own_title
from selon.intake.exports import press_findings
from selon.intake.found import Context, Finding, Piece
from selon.intake.lines import paragraphs
from selon.intake.reasons import RefusedError

EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which running heads are looked for."""

LEAST_PAGES = 3
SHARE_OF_PAGES = 0.5
"""A line that stands at the edge of so many pages, its digits aside, is a running head."""

_DIGITS = re.compile(r"\d+")


def read_pdf(data: bytes, context: Context) -> Iterator[Finding]:
    """The report of a PDF file, or the articles of a press database's export.

    The date on which a PDF was made is not that of publication and is not taken.

    Raises:
        RefusedError: Locked, pictures of pages, too long, or damaged.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("encrypted", "the PDF needs a password; save it without one")
    pages: list[list[str]] = []
    chars = 0
    for page in reader.pages:
        text = page.extract_text()
        chars += len(text)
        if chars > 2 * context.options.max_report_chars:
            most = context.options.max_report_chars
            raise RefusedError(
                "too_long", f"more than {chars:,} characters by page {len(pages) + 1}; allowed: {most:,}"
            )
        pages.append(text.splitlines())
    if not any(line.strip() for page in pages for line in page):
        raise RefusedError(
            "no_text", f"{len(pages)} pages hold pictures and no letters; recognise their text first (OCR)"
        )
    lines = [line for page in _without_heads(pages) for line in page]
    title = reader.metadata.title if reader.metadata else None
    known = own_title(title if isinstance(title, str) else None)
    yield from press_findings("\n".join(lines), context) or [Piece(paragraphs(lines), title=known)]


def _without_heads(pages: Sequence[list[str]]) -> list[list[str]]:
    if len(pages) < LEAST_PAGES:
        return [_stripped(page) for page in pages]
    stripped = [_stripped(page) for page in pages]
    counts = Counter(line for page in stripped for line in {_same(line) for line in _edges(page)})
    heads = {line for line, count in counts.items() if count >= max(LEAST_PAGES, SHARE_OF_PAGES * len(pages))}
    return [_without(page, heads) for page in stripped]


def _stripped(page: Sequence[str]) -> list[str]:
    """A page without blank lines at its edges and without a line that is its number alone."""
    lines = list(page)
    while lines and (not lines[0].strip() or lines[0].strip().isdigit()):
        lines.pop(0)
    while lines and (not lines[-1].strip() or lines[-1].strip().isdigit()):
        lines.pop()
    return lines


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:EDGE_LINES] + filled[-EDGE_LINES:]


def _same(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _without(page: Sequence[str], heads: set[str]) -> list[str]:
    edges = {id(line) for line in _edges(page)}
    return [line for line in page if not (id(line) in edges and _same(line) in heads)]
