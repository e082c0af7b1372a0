"""Ids of what a casebook keeps: hashes of the thing itself, so that the same thing twice is one row."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from selon.model import Discard, Record, Report, report_id
from selon.model.record import RECORD_VERSION

ID_LENGTH = 32
"""Hexadecimal digits of an id: 128 bits of SHA-256. Among 10^9 reports two ids meet with a chance below 10^-20."""


def hash_of(*parts: Any) -> str:
    """The id of some values that JSON can hold; their order counts."""
    plain = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return report_id(text).removeprefix("sha256:")


def own_id_of(report: Report) -> str | None:
    """The id that the collection gave; ``None`` where the report is named by the hash of its text."""
    return None if report.id == report_id(report.text) else report.id


def key_of(report: Report) -> str:
    """The id of a report in a casebook.

    It covers the text and what is known of the publication: a text reprinted by two outlets is two reports (and one
    voice, see near-copies). The language is left out, since Selon tells it and may tell it better one day.
    """
    publication = (report.published, report.publisher, report.title, report.url)
    return hash_of(text_hash(report.text), own_id_of(report), *publication)


def record_key(report_key: str, record: Record) -> str:
    """The id of a record: of the report and of everything that the record says of it."""
    plain = record.to_dict(with_text=False)
    said = [plain[part] for part in ("claims", "events", "labels", "unknowns")]
    return hash_of(report_key, RECORD_VERSION, said)


def discard_key(discard: Discard) -> str:
    """The id of a discard: where it came from, its bytes, and why."""
    origin = discard.origin
    return hash_of(origin.path, origin.member, origin.sha256, discard.reason)
