"""Where in a report's text something stands, and the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open interval ``[start, end)`` in Unicode code points of the report's text, exactly as read."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class PlainMention:
    """Some words of the report and where they stand: ``report.text[span.start:span.end] == text``."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a doer, a target or a means.

    Attributes:
        text: The words, without leading article.
        span: Where they stand.
        party: Id of the party in ``lexicon/data/world``; ``None`` where it was not resolved.
        name: Canonical name of that party, else ``None``.
        refers_to: For a pronoun or a role noun, the mention that it stands for; ``None`` where it stands for itself
            or the text does not say.
        suspected: The text marks the doer as presumed.
    """

    text: str
    span: Span
    party: str | None = None
    name: str | None = None
    refers_to: PlainMention | None = None
    suspected: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage in quotation marks.

    Attributes:
        outer: The passage with its marks.
        inner: The passage without marks and without the blanks inside them.
        closed: Whether a closing mark was found before the paragraph's end.
        depth: 0 for an outermost quotation, 1 for one inside another, …
    """

    outer: Span
    inner: Span
    closed: bool
    depth: int


def mention_at(text: str, start: int, end: int) -> PlainMention:
    """The words of ``text`` at ``[start, end)``, as a mention."""
    return PlainMention(text[start:end], Span(start, end))
