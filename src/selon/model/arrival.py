"""What comes in: a report with where its bytes came from, or a discard that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.report import Report


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes of one report came from.

    Attributes:
        path: File, or address, as it was given.
        member: Place inside a container (name in an archive, row of a table, number of an article in an export),
            readable by a person; ``None`` where the file is one report.
        sha256: Hash of the raw bytes, in hexadecimal: of the member where the container holds each as bytes of its
            own, else of the whole file.
        shape: What the bytes were recognised as (``html``, ``pdf``, ``europresse``, …).
    """

    path: str
    member: str | None
    sha256: str
    shape: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that came in.

    Attributes:
        report: Its text and what is known of its publication. ``language`` may be one that Selon cannot read yet.
        origin: Where it came from.
        note: What a person should know about how it was read (a guessed encoding, a table cut); else ``None``.
        raw: The bytes hashed in ``origin``, only where they were asked for.
    """

    report: Report
    origin: Origin
    note: str | None = None
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Discard:
    """Something that came in and gave no report.

    Attributes:
        origin: Where it came from.
        reason: Short code, one of a closed list that the documentation explains (``empty``, ``too_long``, …).
        detail: One sentence for a person: what was found, what is allowed, what to do.
    """

    origin: Origin
    reason: str
    detail: str
