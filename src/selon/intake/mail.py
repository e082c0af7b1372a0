"""MHTML pages and mails."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from typing import Any

from selon.intake.encodings import declared_encoding, decode_text
from selon.intake.found import Context, Enclosed, Finding, Piece
from selon.intake.fragments import fragment_text
from selon.intake.pages import page_findings
from selon.intake.reasons import RefusedError

MOST_PARTS = 2_000


def read_mhtml(data: bytes, context: Context) -> Iterator[Finding]:
    """The article of a page saved as one file. The day on which it was saved is not that of publication.

    Raises:
        RefusedError: No page in it, or a page without an article.
    """
    message = message_from_bytes(data, policy=policy.compat32)
    page = next(
        (part for part in _parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        raise RefusedError("no_text", "a saved page without a page in it")
    address = message.get("Snapshot-Content-Location") or page.get("Content-Location") or context.url
    markup, note = _decoded(page)
    where = Context(context.options, str(address).strip() if address else None)
    yield from page_findings(markup, where, note)


def read_mail(data: bytes, context: Context) -> Iterator[Finding]:
    """The text of a mail, published by its sender on its date, and the files attached to it.

    Raises:
        RefusedError: Neither text nor attachment.
    """
    message = message_from_bytes(data, policy=policy.compat32)
    texts: list[tuple[Message, str]] = []
    enclosed: list[Enclosed] = []
    for part in _parts(message):
        kind = part.get_content_type()
        name = _header(part.get_filename())
        if name or part.get_content_disposition() == "attachment":
            if part.get_content_maintype() not in ("image", "audio", "video"):
                enclosed.append(Enclosed(name or f"attachment {len(enclosed) + 1}", _payload(part)))
        elif kind in ("text/plain", "text/html"):
            texts.append((part, kind))
    texts.sort(key=lambda pair: pair[1] != "text/plain")
    if not texts and not enclosed:
        raise RefusedError("no_text", "a mail without text")
    if texts:
        yield _piece(message, *texts[0])
    yield from enclosed


def _piece(message: Message, part: Message, kind: str) -> Piece:
    text, note = _decoded(part)
    name, address = parseaddr(_header(message.get("From")) or "")
    return Piece(
        fragment_text(text) if kind == "text/html" else text,
        title=_header(message.get("Subject")),
        publisher=name or address or None,
        published=_header(message.get("Date")),
        note=note,
    )


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold no others, in order, without going deeper by calls."""
    stack: list[Any] = [message]
    count = 0
    while stack and count < MOST_PARTS:
        part = stack.pop()
        count += 1
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            stack.extend(reversed(payload))
        else:
            yield part


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _decoded(part: Message) -> tuple[str, str | None]:
    data = _payload(part)
    declared = part.get_content_charset() or declared_encoding(data)
    return decode_text(data, declared=declared) if data.strip() else ("", None)


def _header(value: Any) -> str | None:
    """A header's words, decoded; ``None`` without it."""
    if value is None:
        return None
    from email.header import decode_header, make_header

    try:
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except (ValueError, LookupError, UnicodeDecodeError):
        return " ".join(str(value).split())
