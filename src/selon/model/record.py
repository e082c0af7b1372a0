"""The record: what Selon says of one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selon.model.claims import Claim
from selon.model.events import EventMention
from selon.model.labels import Label, Unknown
from selon.model.relevance import Relevance
from selon.model.report import Report

RECORD_VERSION = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One report and everything read in it. A record never states what happened; it states who says so.

    Attributes:
        relevance: What the relevance gate said; ``None`` where it was off and the whole report was parsed. It tells
            how the record was made, so it is no part of the JSON and two records are equal without it.
    """

    report: Report
    claims: tuple[Claim, ...] = ()
    events: tuple[EventMention, ...] = ()
    labels: tuple[Label, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    relevance: Relevance | None = field(default=None, compare=False)

    def to_dict(self, *, with_text: bool = True) -> dict[str, Any]:
        """The record as plain dicts and lists: the JSON of ``record.schema.json``, exactly.

        Args:
            with_text: Keep ``report.text``; without it the record can be shared where the text may not.
        """
        from selon.model.codec import record_to_dict

        return record_to_dict(self, with_text=with_text)
