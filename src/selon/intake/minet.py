"""minet's table of fetched pages with its folder of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from selon.intake.bounds import GzipReader, Inflation, read_all
from selon.intake.found import Lost
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError
from selon.intake.shapes import HEAD_BYTES, recognise
from selon.intake.tables import Columns
from selon.intake.webarchives import PAGE_SHAPES, CapturedPage
from selon.lexicon.columns import column_key

FOLDERS = (".", "downloaded", "content")
"""Where minet lays the pages, seen from the table."""

_ADDRESSES = ("resolvedurl", "canonicalurl", "url", "link")


def read_fetched(
    rows: Iterable[tuple[str, Sequence[str]] | Lost],
    columns: Columns,
    folder: Path,
    taken: set[Path],
    options: IntakeOptions,
) -> Iterator[CapturedPage | Lost]:
    """The page of each row, or why there is none.

    Args:
        rows: The table's rows, the header first.
        columns: Its columns; ``path`` is known.
        folder: Where the table lies; no file outside it is read.
        taken: Gets each file read, so that the walk through the folder passes it over.
        options: Bounds.
    """
    keys = [column_key(name) for name in columns.names]
    header = True
    for item in rows:
        if isinstance(item, Lost):
            yield item
        elif header:
            header = False
        else:
            member, cells = item
            yield _page(member, dict(zip(keys, cells, strict=False)), folder, taken, options)


def _page(
    member: str, cells: Mapping[str, str], folder: Path, taken: set[Path], options: IntakeOptions
) -> CapturedPage | Lost:
    url = next((cells[key] for key in _ADDRESSES if cells.get(key)), None)
    status, fault = cells.get("httpstatus", ""), cells.get("fetcherror") or cells.get("error")
    if fault or (status and status[:1] != "2"):
        return Lost("error_page", f"not fetched: {fault or 'the server answered ' + status}", member)
    if not cells.get("path"):
        return Lost("empty", "the row names no file", member)
    path = _inside(folder, cells["path"])
    if path is None:
        return Lost("missing", f"no file {cells['path']!r} in the table's folder", member)
    taken.add(path)
    try:
        data = _bytes(path, options)
    except OSError as error:
        return Lost("unreadable", f"{cells['path']!r} cannot be read: {error.strerror}", member)
    except RefusedError as error:
        return Lost(error.reason, error.detail, member)
    shape, detail = recognise(data[:HEAD_BYTES], options)
    if shape not in PAGE_SHAPES:
        return Lost("empty" if shape == "empty" else "not_text", detail or f"a {shape} file is no page", member)
    return CapturedPage(data, shape, url, f"{member} {cells['path']}", None)


def _inside(folder: Path, name: str) -> Path | None:
    root = folder.resolve()
    for place in FOLDERS:
        path = (folder / place / name).resolve()
        if path.is_relative_to(root) and path.is_file():
            return path
    return None


def _bytes(path: Path, options: IntakeOptions) -> bytes:
    with path.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            stream.seek(0)
            return read_all(stream, options.max_file_bytes)
        stream.seek(0)
        packed: BinaryIO = GzipReader(stream, Inflation(path.stat().st_size))  # type: ignore[assignment]
        return read_all(packed, options.max_file_bytes)
