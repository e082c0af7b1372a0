"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from selon.intake.encodings import decode_text
from selon.intake.found import Context, Finding, Piece
from selon.intake.reasons import RefusedError
from selon.lexicon.columns import column_key, load_column_names

MOST_BYTES_PER_CHAR = 4

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-zÀ-ÿ_ -]{1,40}):[ \t]*(.*)")
_TITLE = re.compile(r"#[ \t]+(.+?)[ \t]*#*[ \t]*\n+|([^\n]{2,300})\n=+[ \t]*\n+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:[ \t]+\"[^\"\n]*\")?\)")
_REFERENCE = re.compile(r"^[ \t]{0,3}\[[^\]\n]+\]:[ \t]+\S+.*$\n?", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]{0,3}(?:[-*_=][ \t]*){3,}$\n?", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^\n*_]{1,1000})(?<=\S)\1(?![\w*_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


def read_text(data: bytes, context: Context) -> Iterator[Finding]:
    """The text, as it is.

    Raises:
        RefusedError: Too long for a report, or not text.
    """
    _refuse_long(data, context)
    text, note = decode_text(data)
    yield Piece(text, note=note)


def read_markdown(data: bytes, context: Context) -> Iterator[Finding]:
    """The text without its marks. Front matter and a first heading say what is known of it.

    Raises:
        RefusedError: Too long for a report, or not text.
    """
    _refuse_long(data, context)
    text, note = decode_text(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    known: dict[str, Any] = {}
    match = _FRONT_MATTER.match(text)
    if match:
        known, text = _front_matter(match[1]), text[match.end() :].lstrip("\n")
    match = _TITLE.match(text)
    if match and "title" not in known:
        known["title"] = _plain(match[1] or match[2])
        text = text[match.end() :]
    yield Piece(_plain(text), note=note, **known)


def _refuse_long(data: bytes, context: Context) -> None:
    most = context.options.max_report_chars
    if len(data) > most * MOST_BYTES_PER_CHAR:
        raise RefusedError("too_long", f"{len(data):,} bytes; allowed: {most:,} characters. Split it")


def _front_matter(block: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for match in filter(None, map(_PAIR.match, block.split("\n"))):
        key, value = column_key(match[1]), match[2].strip().strip("\"'")
        for field, names in load_column_names().items():
            if key in names and field not in ("text", "id") and value:
                found.setdefault(field, value)
    return found


def _plain(text: str) -> str:
    text = _LINE_START.sub("", _RULE.sub("", _REFERENCE.sub("", text)))
    text = _LINK.sub(lambda match: "" if match.group().startswith("!") else match[1], text)
    return _ESCAPED.sub(r"\1", _ITALIC.sub(r"\2", _BOLD.sub(r"\2", text)))
