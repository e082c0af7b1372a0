"""Parts of the ZIP archives that word processors and spreadsheets write."""

from __future__ import annotations

import zipfile

from selon.intake.bounds import FREE_BYTES, MOST_RATIO
from selon.intake.reasons import RefusedError

MOST_PART_BYTES = 100_000_000
"""Largest part that is inflated: a workbook of 300,000 long rows has 90 MB."""


def checked(archive: zipfile.ZipFile, packed: int) -> zipfile.ZipFile:
    """The archive, if what it holds is in proportion.

    Args:
        archive: Opened.
        packed: Bytes of the file.

    Raises:
        RefusedError: A bomb, or locked.
    """
    total = 0
    for info in archive.infolist():
        total += info.file_size
        if info.flag_bits & 1:
            raise RefusedError("encrypted", "the file needs a password; save it without one")
        if info.file_size > MOST_PART_BYTES or (total > FREE_BYTES and total > MOST_RATIO * packed):
            raise RefusedError("bomb", f"{packed:,} bytes inflate to {total:,} and more")
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, inflated; empty where there is none."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    with archive.open(info) as stream:
        data = stream.read(MOST_PART_BYTES + 1)
    if len(data) > MOST_PART_BYTES:
        raise RefusedError("bomb", f"{name} inflates to more than {MOST_PART_BYTES:,} bytes")
    return data
