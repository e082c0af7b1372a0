"""Reading no more than is allowed: from files, and from what inflates."""

from __future__ import annotations

import codecs
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from selon.intake.reasons import RefusedError

BLOCK = 1 << 16

# Deflate reaches 1,032:1. News text inflates 3 to 6 times, JSON and CSV up to 30, pages of zeros 1,000; measured on
# the project's own files: the most was 11.
MOST_RATIO = 200
FREE_BYTES = 20_000_000
"""Up to here anything may inflate; a bomb that stays below costs nothing."""


@dataclass(slots=True)
class Inflation:
    """Counts what one file given by the user inflates to, over all its members and depths.

    Attributes:
        packed: Bytes of the file itself.
        inflated: Bytes that came out of it so far.
    """

    packed: int
    inflated: int = 0

    def add(self, count: int) -> None:
        """Counts bytes.

        Raises:
            RefusedError: It inflates past any report (``bomb``).
        """
        self.inflated += count
        if self.inflated > FREE_BYTES and self.inflated > MOST_RATIO * max(self.packed, 1):
            raise RefusedError(
                "bomb",
                f"{self.packed:,} bytes inflate to {self.inflated:,} and more; allowed: {MOST_RATIO} times their size",
            )


def read_all(stream: BinaryIO, most: int, what: str = "the file") -> bytes:
    """All bytes of a stream.

    Raises:
        RefusedError: More than ``most`` (``too_large``); found before more is read.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise RefusedError("too_large", f"{what} has more than {most:,} bytes; split it, or raise max_file_bytes")
    return data


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a file tells: its hash, size and whether all of it is UTF-8 text.

    Of an archive cut short it tells what stands before the cut.
    """

    sha256: str
    size: int
    is_utf8: bool


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Blocks of a stream up to its end, or to where it is damaged: whoever reads it next meets that too."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    try:
        while block := read(BLOCK):
            yield block
    except RefusedError as error:
        if error.reason != "broken":
            raise


def head_of(stream: BinaryIO, most: int) -> bytes:
    """The first bytes of a stream, or those before the place where it is damaged.

    Raises:
        RefusedError: It is damaged at its very start, or a bomb.
    """
    head = b""
    for block in _blocks(stream):
        head += block
        if len(head) >= most:
            return head[:most]
    return head or stream.read(most)


def survey(stream: BinaryIO) -> Survey:
    """Hash, size and encoding of a whole stream, which is read to its end."""
    digest, size = hashlib.sha256(), 0
    decoder, is_utf8 = codecs.getincrementaldecoder("utf-8")(), True
    for block in _blocks(stream):
        digest.update(block)
        size += len(block)
        if is_utf8:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                is_utf8 = False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        is_utf8 = False
    return Survey(digest.hexdigest(), size, is_utf8)


class GzipReader(io.RawIOBase):
    """A gzip file, inflated as it is read, member after member, and counted.

    Reading raises ``RefusedError`` where it is damaged or cut short (``broken``) or a bomb.

    Args:
        stream: The packed bytes, at their start; closed with the reader.
        inflation: What counts.
    """

    def __init__(self, stream: BinaryIO, inflation: Inflation) -> None:
        super().__init__()
        self._stream = stream
        self._inflation = inflation
        self._inflater = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._out = b""
        self._done = False

    def readable(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Closes the packed stream too."""
        self._stream.close()
        super().close()

    def readinto(self, target: Any) -> int:
        """Fills the target as far as one block goes; 0 at the end."""
        while not self._out and not self._done:
            self._fill()
        count = min(len(target), len(self._out))
        target[:count] = self._out[:count]
        self._out = self._out[count:]
        return count

    def _fill(self) -> None:
        if self._inflater.eof and not self._next_member():
            return
        packed = self._packed or self._stream.read(BLOCK)
        if not packed:
            raise RefusedError("broken", "the gzip file is cut short; what stands before the cut is read")
        try:
            self._out = self._inflater.decompress(packed, BLOCK)
        except zlib.error as error:
            raise RefusedError("broken", f"the gzip file is damaged: {error}") from error
        self._packed = self._inflater.unconsumed_tail or self._inflater.unused_data
        self._inflation.add(len(self._out))

    def _next_member(self) -> bool:
        """Goes on to the next member, if there is one; other bytes at the end are passed over, as gzip itself does."""
        self._packed = (self._packed or self._stream.read(BLOCK)).lstrip(b"\0")
        if not self._packed.startswith(b"\x1f"):
            self._done = True
            return False
        self._inflater = zlib.decompressobj(wbits=31)
        return True


def peekable(stream: Any) -> io.BufferedReader:
    """The stream with ``peek``, so that its start can be looked at without going back."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream, BLOCK)


def bounded_lines(stream: Any, most: int) -> Iterator[tuple[int, Any]]:
    """Number, from 1, and content of each line; ``None`` in the place of a line longer than ``most``.

    Args:
        stream: Bytes or text, with ``readline``.
        most: Longest line, in bytes or characters.
    """
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        end = line[-1:]
        if len(line) <= most or end in (b"\n", "\n"):
            yield number, line
            continue
        while (rest := stream.readline(BLOCK)) and rest[-1:] not in (b"\n", "\n"):
            pass
        yield number, None
