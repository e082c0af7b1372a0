"""RTF: the words of the body, in one pass over its control words."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from selon.intake.docx import own_title
from selon.intake.exports import press_findings
from selon.intake.found import Context, Finding, Piece
from selon.intake.reasons import RefusedError

MOST_DEPTH = 2_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_SILENT = frozenset(
    (
        "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
        "footnote annotation generator themedata colorschememapping datastore latentstyles listtable "
        "listoverridetable rsidtbl xmlnstbl filetbl revtbl fldinst template mmathPr pgdsctbl nonshppict shppict do "
        "bkmkstart bkmkend operator author title comment"
    ).split()
)
_SIGNS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": "\n",
    "row": "\n",
    "cell": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
_ESCAPED = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CHARSETS = {0: "cp1252", 128: "cp932", 134: "gbk", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256"}
_CHARSETS |= {186: "cp1257", 204: "cp1251", 238: "cp1250", 77: "mac_roman"}


@dataclass(frozen=True, slots=True)
class _Group:
    silent: bool = False
    deleted: bool = False
    skip: int = 1
    encoding: str | None = None
    fonts: bool = False
    title: bool = False


@dataclass(slots=True)
class _Words:
    text: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    codepage: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0

    def put(self, group: _Group, text: str) -> None:
        """Text of a group, where it is to be shown."""
        if group.title:
            self.title.append(text)
        elif not group.silent and not group.deleted:
            self.text.append(text)

    def settle(self, group: _Group) -> None:
        """What was written byte by byte, decoded together since one letter may take two bytes."""
        if self.waiting:
            self.put(group, self.waiting.decode(group.encoding or self.codepage, errors="replace"))
            self.waiting.clear()


def read_rtf(data: bytes, context: Context) -> Iterator[Finding]:
    """The report of an RTF file, or the articles of an export of Nexis or Factiva.

    Raises:
        RefusedError: Nested too deep.
    """
    words = rtf_words(data.decode("latin-1"))
    text = "".join(words.text)
    title = own_title("".join(words.title))
    lines = [line.strip(" \t") for line in text.split("\n")]
    yield from press_findings("\n".join(lines), context) or [Piece("\n\n".join(filter(None, lines)), title=title)]


def rtf_words(rtf: str) -> _Words:
    """The words of an RTF file, read as Latin-1.

    Raises:
        RefusedError: Groups nested past ``MOST_DEPTH``.
    """
    words, group = _Words(), _Group()
    stack: list[_Group] = []
    skip = at = 0
    while match := _TOKEN.match(rtf, at):
        at = match.end()
        word, number, byte, sign, brace, text = match.groups()
        if byte is None:
            words.settle(group)
        if brace == "{":
            stack.append(group)
            skip = 0
            if len(stack) > MOST_DEPTH:
                raise RefusedError("too_deep", f"more than {MOST_DEPTH} groups in one another")
        elif brace:
            group, skip = stack.pop() if stack else _Group(), 0
            if not stack:
                break
        elif word:
            skip = 0
            value = int(number) if number else None
            if word == "bin":
                at += max(value or 0, 0)
            elif word == "u" and value is not None:
                words.put(group, chr(value % 0x10000))
                skip = group.skip
            else:
                group = _control(word, value, group, words)
        elif byte is not None or (text and skip):
            taken = min(skip, 1 if byte else len(text or ""))
            skip -= taken
            if byte and not taken:
                words.waiting.append(int(byte, 16))
            elif text:
                words.put(group, text[taken:])
        elif sign == "*":
            group = replace(group, silent=True)
        elif sign:
            words.put(group, _ESCAPED.get(sign, ""))
        elif text:
            _plain(text, group, words)
    words.settle(group)
    return _paired(words)


def _plain(text: str, group: _Group, words: _Words) -> None:
    if not group.fonts:
        words.put(group, text.encode("latin-1").decode(words.codepage, "replace") if not text.isascii() else text)


def _control(word: str, value: int | None, group: _Group, words: _Words) -> _Group:
    if word in _SIGNS:
        words.put(group, _SIGNS[word])
    elif word in _SILENT:
        return replace(group, silent=True, fonts=word == "fonttbl", title=word == "title")
    elif word == "ansicpg" and value:
        words.codepage = _encoding(f"cp{value}")
    elif word == "uc":
        return replace(group, skip=max(value or 0, 0))
    elif word == "f" and value is not None:
        words.font = value
        return group if group.fonts else replace(group, encoding=words.fonts.get(value))
    elif word == "fcharset" and group.fonts and value in _CHARSETS and value:
        words.fonts[words.font] = _CHARSETS[value]
    elif word == "deleted" or word == "v":
        return replace(group, deleted=value != 0)
    elif word == "plain":
        return replace(group, deleted=False)
    return group


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8" if name == "cp65001" else "cp1252"


def _paired(words: _Words) -> _Words:
    """Characters past the first plane, which RTF writes as two halves."""
    for pieces in (words.text, words.title):
        text = "".join(pieces)
        pieces[:] = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")]
    return words
