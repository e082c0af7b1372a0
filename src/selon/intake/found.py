"""What a reader of a shape finds in some bytes, before it becomes an arrival or a discard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from selon.intake.options import IntakeOptions


@dataclass(frozen=True, slots=True)
class Piece:
    """A text found, with what its surroundings say of it; nothing here is checked yet.

    Attributes:
        text: The text; may be empty.
        member: Place inside the file, readable by a person; ``None`` where the file is one report.
        published: Date in any usual notation; ``None`` where nothing says.
        language: What the file declares; ``None`` where nothing does.
        id: An id that the user's own collection gives.
        note: What a person should know about the reading.
        weak_language: Whether the declaration is one that is often wrong (the language of a page's template), so that
            the words of the text decide where they can.
        shape: What the file turned out to be when it was read (``nexis`` in a DOCX); ``None`` where it is what it was
            recognised as.
    """

    text: str
    member: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    id: str | None = None
    note: str | None = None
    weak_language: bool = False
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of a file that gives no report; see ``Discard``."""

    reason: str
    detail: str
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Bytes inside a file that are a file of their own (an attachment)."""

    member: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader knows besides the bytes.

    Attributes:
        url: Address that the container gives for the bytes.
        options: Bounds; readers apply no defaults of the user.
    """

    options: IntakeOptions
    url: str | None = None


Finding = Piece | Lost | Enclosed
Reader = Callable[[bytes, Context], Iterator[Finding]]
"""Reads the bytes of one shape. May raise ``RefusedError`` for the whole, or what a library raises on broken bytes."""
