"""Whether a report is about conflict, as far as a look at its words can tell."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.spans import Span


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the relevance gate says of a report.

    Attributes:
        density: Points for words of conflict in 100 words of the report's densest stretch, 0 or more.
        least: The density from which a report is about conflict.
        passages: What is worth parsing, in offsets of the report's text, in order, apart: all of it, some of its
            paragraphs, or nothing.
        words: The heaviest words of that stretch, each with its ``table.tsv:line``, the heaviest first; a few at most.
    """

    density: float
    least: float
    passages: tuple[Span, ...]
    words: tuple[str, ...]

    @property
    def relevant(self) -> bool:
        """Whether anything of the report is worth parsing."""
        return bool(self.passages)

    def reason(self) -> str:
        """The finding in one line, for a person: kind, figures, words and where they stand in the tables."""
        kind = "about conflict" if self.relevant else "not about conflict"
        words = f": {', '.join(self.words)}" if self.words else ""
        return f"{kind}, {self.density:.1f} points in 100 words where {self.least:.1f} are needed{words}"

    def unread(self, length: int) -> int:
        """Characters outside the passages, of a text of ``length``."""
        return length - sum(end - start for start, end in self.passages)
