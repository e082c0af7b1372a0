"""From a file, or standard input, to a text: bytes decoded, with a note where a guess was needed."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from selon.errors import InputError, MissingInputError, ReportTooLongError

STANDARD_INPUT = "-"
MAX_BYTES_PER_CHAR = 4
"""UTF-8, UTF-16 and UTF-32 take at most four bytes for a code point."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes that no text in an 8-bit encoding holds; a share past this is a program, a picture or a word processor's file.
_NOT_TEXT = bytes([*range(0x00, 0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
MAX_CONTROL_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file.

    Attributes:
        name: The file's name as given; ``-`` for standard input.
        text: Its text, without byte order mark; line ends as they are.
        note: What a person should know about how it was read; ``None`` where it was plain UTF-8.
    """

    name: str
    text: str
    note: str | None = None


def read_file(name: str, *, max_chars: int) -> FileText:
    """The text of a file or of standard input.

    Args:
        name: A path, or ``-`` for standard input.
        max_chars: Longest text wanted, in code points.

    Raises:
        MissingInputError: No such file, a folder, or no right to read it.
        InputError: Empty, or not text.
        ReportTooLongError: Too many bytes for a text of ``max_chars``; found before all of it is read.
    """
    limit = max_chars * MAX_BYTES_PER_CHAR
    data = _read_bytes(name, limit + 1)
    if len(data) > limit:
        raise ReportTooLongError(
            f"the file has more than {limit:,} bytes; allowed: {max_chars:,} characters. "
            f"Split it, or raise the setting max_report_chars"
        )
    if not data.strip():
        raise InputError("the file is empty; give a text with at least one word")
    text, note = decode(data)
    return FileText(name, text, note)


def _read_bytes(name: str, most: int) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    path = Path(name)
    if path.is_dir():
        raise MissingInputError("is a folder; name the files in it")
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise MissingInputError("no such file") from error
    except OSError as error:
        raise MissingInputError(f"cannot be read: {error.strerror}") from error


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of some bytes, and a note where they were not UTF-8.

    A byte order mark decides; then UTF-8; then UTF-16 without a mark; then the 8-bit encoding of western Windows, which
    holds Latin-1. Anything with NUL bytes or many control characters is not text.

    Raises:
        InputError: The bytes are not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    guess = _unmarked_utf16(data)
    if guess is not None:
        return guess
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return text, "not UTF-8; read as windows-1252 (Latin-1). If accents look wrong, save it as UTF-8"


def _marked(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"starts as {encoding} but is broken at byte {error.start:,}; save it as UTF-8") from error
    if "\0" in text:
        raise InputError("holds NUL characters; give a plain text file")
    return text, None if encoding == "utf-8" else f"not UTF-8; read as {encoding}"


def _unmarked_utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: in western text every other byte is NUL."""
    sample = data[:1_000]
    for odd, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[odd::2].count(0), sample[1 - odd :: 2].count(0)
        if others == 0 and zeros > 0.4 * len(sample) and len(data) % 2 == 0:
            try:
                return data.decode(encoding), f"not UTF-8; read as {encoding}"
            except UnicodeDecodeError:
                return None
    return None


def _refuse_binary(data: bytes) -> None:
    nul = data.find(0)
    controls = len(data) - len(data.translate(None, _NOT_TEXT))
    if controls > MAX_CONTROL_SHARE * len(data):
        raise InputError("is not a text file (control bytes); give plain text, or convert it first")
    if nul >= 0:
        raise InputError(f"holds a NUL byte at byte {nul:,}; remove it, or give a plain text file")
