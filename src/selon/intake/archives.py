"""ZIP archives: what they are, and their members, with bounds taken before anything is inflated."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from selon.intake.found import Lost
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError

_END = b"PK\x05\x06"
_END_BYTES = 22
_MOST_COMMENT = 0xFFFF
_LEAST_ENTRY = 46
MOST_DIRECTORY_BYTES = 64_000_000
"""Largest list of members that is read: about 700,000 names, which take under 300 MB in memory."""

_ENCRYPTED = 0x1
_PASSED_OVER = ("__MACOSX/", "thumbs.db", "desktop.ini")
_WARC_ENDINGS = (".warc", ".warc.gz")


def open_archive(stream: BinaryIO, options: IntakeOptions) -> zipfile.ZipFile:
    """The archive, opened once its list of members is known to be short enough to be held.

    Raises:
        RefusedError: Too many members, or damaged.
    """
    size = _directory_bytes(stream)
    if size > MOST_DIRECTORY_BYTES or size // _LEAST_ENTRY > 2 * options.max_members:
        raise RefusedError(
            "too_many", f"its list of members has {size:,} bytes; allowed: {options.max_members:,} members"
        )
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError) as error:
        raise RefusedError("broken", f"the archive is damaged or cut short: {error}") from error


def _directory_bytes(stream: BinaryIO) -> int:
    end = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, end - _END_BYTES - _MOST_COMMENT))
    tail = stream.read(_END_BYTES + _MOST_COMMENT)
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        raise RefusedError("broken", "the archive is cut short: its list of members is missing")
    size: int = struct.unpack_from("<I", tail, at + 12)[0]
    # 64-bit archives write all ones here; then the list cannot be longer than the file itself
    return min(size, end) if size != 0xFFFFFFFF else _long_directory_bytes(stream, end)


def _long_directory_bytes(stream: BinaryIO, end: int) -> int:
    stream.seek(max(0, end - _END_BYTES - _MOST_COMMENT - 76))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x06\x06")
    if at < 0 or at + 56 > len(tail):
        raise RefusedError("broken", "the archive is damaged: its list of members is missing")
    size: int = struct.unpack_from("<Q", tail, at + 40)[0]
    return size


def zip_shape(archive: zipfile.ZipFile) -> str:
    """``docx``, ``xlsx``, ``odt``, ``wacz`` or ``zip``; ``unsupported`` for other Office files and books."""
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        with archive.open("mimetype") as stream:
            kind = stream.read(200)
        if b"opendocument.text" in kind:
            return "odt"
        if b"opendocument" in kind or b"epub" in kind:
            return "unsupported"
    if "ppt/presentation.xml" in names:
        return "unsupported"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "wacz"
    return "zip"


def members_of(archive: zipfile.ZipFile, shape: str, options: IntakeOptions) -> Iterator[zipfile.ZipInfo | Lost]:
    """The members to be read, in the archive's order; of a WACZ its web archives only.

    Folders, hidden files and what systems add of their own are passed over.
    """
    for count, info in enumerate(archive.infolist()):
        name = info.filename
        if count >= options.max_members:
            yield Lost("too_many", f"more than {options.max_members:,} members; those before are read")
            return
        if info.is_dir() or _is_passed_over(name):
            continue
        if shape == "wacz" and not (name.startswith("archive/") and name.endswith(_WARC_ENDINGS)):
            continue
        if info.flag_bits & _ENCRYPTED:
            yield Lost("encrypted", "the member needs a password; unpack the archive first", name)
        else:
            yield info


def _is_passed_over(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith(_PASSED_OVER[0]) or last.startswith(".") or last.lower() in _PASSED_OVER[1:]
