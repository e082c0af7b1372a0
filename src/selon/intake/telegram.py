"""Telegram Desktop's export: ``result.json`` of a channel, a group, or a whole account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

from selon.intake.dates import from_unix_time
from selon.intake.found import Finding, Lost, Piece
from selon.intake.objects import Path, json_values
from selon.intake.options import IntakeOptions


def read_telegram(stream: BufferedReader, options: IntakeOptions) -> Iterator[Finding]:
    """The messages with text, each a report published by who sent it.

    Messages without text (pictures, sound) and service messages are counted and told in one ``Lost``. A forwarded
    message says from whom in its note: its words are another's.

    Raises:
        RefusedError: Not JSON, or cut short.
    """
    empty = {"service": 0, "message": 0}
    chat = _Chat()
    for path, value in json_values(stream, _is_wanted):
        if path[-1] != "item":
            chat.learn(path[-1], value)
            continue
        found = _message(value, chat) if isinstance(value, Mapping) else None
        if found is None:
            service = isinstance(value, Mapping) and value.get("type") == "service"
            empty["service" if service else "message"] += 1
        else:
            yield found
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


def _is_wanted(path: Path) -> bool:
    """Whether to build what stands there: a message, or what is known of a chat, of one chat or of a whole account."""
    inner = path[3:] if path[:3] == ("chats", "list", "item") else path
    return inner in (("messages", "item"), ("name",), ("type",), ("id",))


def _message(value: Mapping[str, Any], chat: _Chat) -> Finding | None:
    text = _text(value.get("text"))
    if not text.strip() or value.get("type") == "service":
        return None
    seconds = str(value.get("date_unixtime") or "")
    moment = from_unix_time(float(seconds)) if seconds.isdecimal() and len(seconds) < 16 else None
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
