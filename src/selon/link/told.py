"""A mention as the accounts read it, and a value that stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lexicon.sides import SideWords
from selon.link.rows import sentence_around
from selon.link.voices import VoiceBook
from selon.model import Claim, EventMention, Record, Span


@dataclass(frozen=True, slots=True)
class Told:
    """One mention within its record, and the tools that read it."""

    record: Record
    event: EventMention
    book: VoiceBook
    words: SideWords

    def quote(self, span: Span) -> str:
        """The sentence around a passage."""
        start, end = sentence_around(self.record.report.text, span.start)
        return self.record.report.text[start : max(end, span.end)].strip()


@dataclass(frozen=True, slots=True)
class Value:
    """A reading without its voice."""

    row: str
    value: str
    span: Span
    keys: frozenset[str]
    low: int | None = None
    high: int | None = None
    approx: bool = False
    precision: str = ""
    side: str = ""
    denied: bool = False
    point: tuple[float, float] | None = None
    said_by: tuple[Claim, ...] | None = None
    stands_for: str = ""
