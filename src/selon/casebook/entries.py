"""What goes into a casebook and what comes out, beside the nouns of ``selon.model``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selon.model import Arrival, Record, Relevance, Report


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a report has no record.

    Attributes:
        reason: Short code: ``language``, ``too_long``, ``date``, ``not_a_report``, ``fault``, ``worker_died``,
            ``too_slow``.
        detail: One sentence for a person.
    """

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading gave.

    Attributes:
        key: The report's id in the casebook.
        outcome: The record, or why there is none.
    """

    key: str
    outcome: Record | Unread


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to be kept.

    Attributes:
        key: Its id in the casebook, see ``key_of``.
        arrival: The report and where it came from.
        outcome: Its record, or why there is none; ``None`` where the casebook holds the report already and only the
            origin may be new.
        signature: What near-copies are found by; ``None`` where that is not wanted.
    """

    key: str
    arrival: Arrival
    outcome: Record | Unread | None
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """What reads: everything that decides what a record says.

    Attributes:
        selon_version: Version of Selon.
        models: JSON: language to the SHA-256 of its pipeline's files.
        lexicon: SHA-256 of all word tables and of the gazetteer.
        settings: JSON: the settings that bear on a record.
        codebook: Version of the record's format and hash of the table of event types.
    """

    selon_version: str
    models: str
    lexicon: str
    settings: str
    codebook: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a run has done.

    Attributes:
        kept: Reports that were new.
        known: Reports that were in the casebook before.
        unread: Of those kept or read anew, how many could not be read.
        discarded: Things that gave no report and were new.
    """

    kept: int = 0
    known: int = 0
    unread: int = 0
    discarded: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.kept + other.kept,
            self.known + other.known,
            self.unread + other.unread,
            self.discarded + other.discarded,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as the casebook keeps it.

    Attributes:
        key: Its id in the casebook.
        report: The report.
        record_id: Id of the record that counts; ``None`` where it could not be read.
        unread: Why it could not be read; ``None`` where it was.
        relevance: What the relevance gate said; ``None`` where it was off.
        claims: Number of claims in the record; 0 where there is none.
        events: Number of events in the record; 0 where there is none.
        read_by: Version of Selon that made the record, or could not.
        codebook: The codebook that it was read by.
    """

    key: str
    report: Report
    record_id: str | None
    unread: Unread | None
    relevance: Relevance | None
    claims: int
    events: int
    read_by: str
    codebook: str

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """A plain form for JSON."""
        report = self.report
        plain: dict[str, Any] = {
            "key": self.key,
            "id": report.id,
            "language": report.language,
            "published": report.published,
            "publisher": report.publisher,
            "title": report.title,
            "url": report.url,
            "record": self.record_id,
            "unread": None if self.unread is None else {"reason": self.unread.reason, "detail": self.unread.detail},
            "relevance": None if self.relevance is None else self.relevance.reason(),
            "claims": self.claims,
            "events": self.events,
            "read_by": self.read_by,
            "codebook": self.codebook,
        }
        return plain | ({"text": report.text} if with_text else {})


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two reports of which one holds the text of the other.

    Attributes:
        key: The one.
        other: The other.
        containment: Share of the shorter text's sequences of words that stand in the longer, 0 to 1.
        resemblance: Shared sequences, of all in both, 0 to 1.
        of_other: Share of the one's sequences that stand in the other, 0 to 1.
    """

    key: str
    other: str
    containment: float
    resemblance: float
    of_other: float


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that are copies of one another.

    Attributes:
        members: Their ids in the casebook, two or more.
        origin: The likely origin among them; ``None`` where nothing tells.
        why: What makes it the likely origin; ``None`` without one.
    """

    members: tuple[str, ...]
    origin: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found.

    Attributes:
        entry: The report.
        passage: Words around the first place where a searched word stands, on one line.
    """

    entry: Entry
    passage: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in a casebook that is not as it was written.

    Attributes:
        where: Table, and the id of the row.
        what: What is wrong, for a person.
    """

    where: str
    what: str
