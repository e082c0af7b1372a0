"""Telegram Desktop's export: ``result.json`` of a channel, a group, or a whole account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

from selon.intake.dates import from_unix_time
from selon.intake.found import Finding, Lost, Piece
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError


def read_telegram(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    """The messages with text, each a report published by who sent it.

    Messages without text (pictures, sound) and service messages are counted and told in one ``Lost``. A forwarded
    message says from whom in its note: its words are another's.

    Raises:
        RefusedError: Not JSON, or cut short.
    """
    import ijson

    empty = {"service": 0, "message": 0}
    chat = _Chat()
    try:
        for prefix, value in _values(stream):
            if prefix == "messages":
                found = _message(value, chat)
                if found is None:
                    kind = "service" if isinstance(value, Mapping) and value.get("type") == "service" else "message"
                    empty[kind] += 1
                else:
                    yield found
            else:
                chat.learn(prefix, value)
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise RefusedError("broken", f"the export is cut short or not JSON: {error}"[:300]) from error
    if sum(empty.values()):
        yield Lost(
            "not_a_report",
            f"{empty['message']} messages without text (pictures, sound, files) and {empty['service']} service messages",
        )


class _Chat:
    """What is known of the chat whose messages follow."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.kind = ""
        self.id: int | None = None

    def learn(self, key: str, value: Any) -> None:
        if key == "name":
            self.name = value if isinstance(value, str) else None
        elif key == "type":
            self.kind = str(value)
        elif key == "id":
            self.id = value if isinstance(value, int) else None


def _values(stream: BufferedReader) -> Iterator[tuple[str, Any]]:
    """``name``, ``type`` and ``id`` of each chat, and its messages one by one, in the order of the file."""
    from ijson import parse
    from ijson.common import ObjectBuilder

    builder: ObjectBuilder | None = None
    depth = 0
    for prefix, event, value in parse(stream, use_float=True):
        if builder is not None:
            builder.event(event, value)
            depth += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
            if depth == 0:
                yield "messages", builder.value
                builder = None
        elif event == "start_map" and prefix.endswith("messages.item"):
            builder, depth = ObjectBuilder(), 1
            builder.event(event, value)
        elif event in ("string", "number", "null") and prefix.rpartition(".")[0] in ("", "chats.list.item"):
            yield prefix.rpartition(".")[2], value


def _message(value: Any, chat: _Chat) -> Finding | None:
    text = _text(value.get("text"))
    if not text.strip() or value.get("type") == "service":
        return None
    seconds = value.get("date_unixtime")
    moment = from_unix_time(float(seconds)) if str(seconds or "").isdigit() else None
    sender = value.get("from")
    forwarded = value.get("forwarded_from")
    public = "public" in chat.kind and chat.id is not None
    notes = [f"forwarded from {forwarded}"] if isinstance(forwarded, str) else []
    if value.get("edited"):
        notes.append(f"edited {value['edited']}")
    return Piece(
        text,
        member=f"message {value.get('id')}",
        publisher=sender if isinstance(sender, str) else chat.name,
        published=moment or (value["date"] if isinstance(value.get("date"), str) else None),
        url=f"https://t.me/c/{chat.id}/{value.get('id')}" if public else None,
        note="; ".join(notes) or None,
    )


def _text(value: Any) -> str:
    """The words of a message, which come as one text or as a list of texts and marked parts."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = (part if isinstance(part, str) else part.get("text") for part in value if isinstance(part, (str, Mapping)))
    return "".join(part for part in parts if isinstance(part, str))
