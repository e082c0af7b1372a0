"""A report: one text as an outlet published it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def report_id(text: str) -> str:
    """The content hash that names a report: ``sha256:`` and the hash of the text in UTF-8.

    Lone surrogates, which UTF-8 cannot hold, are hashed as they would be written by ``surrogatepass``.
    """
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Report:
    """A text and what is known of its publication.

    Attributes:
        text: The text exactly as read; all offsets of the record count its code points.
        id: Content hash, see ``report_id``, or the id that the user's own collection gives.
        language: ISO 639-1 code.
        published: ISO date or date-time of publication; ``None`` if unknown, and then no relative date is resolved.
        publisher: The outlet, else ``None``.
        title: Title, else ``None``. Not part of ``text``.
        url: Address, else ``None``.
    """

    text: str
    id: str
    language: str = "fr"
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
