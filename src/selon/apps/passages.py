"""The passages of a report that no claim covers: what the outlet says in its own voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selon.model import Record, Span

# A sentence ends at . ! ? … with the marks that close it, or at a line end. A point after one or two capitals belongs
# to an initial (« M. », « MM. »). For showing only: the rules read the parser's sentences.
_END = re.compile(
    r"(?<!\b[A-ZÀ-Ý])(?<!\b[A-ZÀ-Ý]{2})[.!?…]{1,9}(?:[ \u00a0\u202f]?[»”\")\]])*(?=\s+[^\sa-zà-ÿœ,;])|\n|\Z"
)


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, without blanks around them."""
    start = 0
    for match in _END.finditer(text):
        words = text[start : match.end()]
        inner = words.strip()
        if inner:
            first = start + words.index(inner)
            yield Span(first, first + len(inner))
        start = match.end()


def own_statements(record: Record) -> Iterator[str]:
    """The sentences in which nobody but the outlet speaks, each on one line."""
    text = record.report.text
    covered = [span for claim in record.claims for span in claim.content.spans]
    for sentence in sentences(text):
        if not any(sentence.overlaps(span) for span in covered):
            yield " ".join(sentence.of(text).split())
