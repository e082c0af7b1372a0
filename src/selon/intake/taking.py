"""The way of a file: recognised, unpacked, read, finished. Nothing that comes in is left without an arrival or a discard."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from selon.intake.archives import members_of, open_archive, zip_shape
from selon.intake.bounds import GzipReader, Inflation, Survey, head_of, peekable, read_all, survey
from selon.intake.finishing import finish, is_code, lost
from selon.intake.found import Context, Enclosed, Finding, Lost, Piece
from selon.intake.isolation import Isolation
from selon.intake.objects import read_json, read_json_lines
from selon.intake.options import IntakeOptions
from selon.intake.plain import read_markdown, read_text
from selon.intake.reasons import DISCARD_REASONS, RefusedError
from selon.intake.shapes import HEAD_BYTES, html_shape, recognise
from selon.intake.sources import Source, Walk, from_bytes
from selon.intake.tables import find_columns, read_table, table_rows
from selon.intake.telegram import read_telegram
from selon.intake.webarchives import CapturedPage, read_warc
from selon.model.arrival import Arrival, Discard

Taken = Iterator[Arrival | Discard]
STREAMED = {"jsonl": read_json_lines, "json": read_json, "telegram": read_telegram}
IN_THIS_PROCESS = {"text": read_text, "markdown": read_markdown}
"""Shapes read where the caller runs: their reading is one pass over the bytes."""

MOST_JSON_RATIO = 2
"""How many times ``max_file_bytes`` a JSON document may have: it is read as a stream, but one string of it is held."""

MOST_FAULT_CHARS = 300


def take_in(paths: Iterable[str | os.PathLike[str]], options: IntakeOptions | None = None) -> Taken:
    """Takes in files and folders: every report in them, or why there is none.

    Args:
        paths: Files, folders (with all that is in them, in order, hidden files passed over), ``-`` for standard input.
        options: Defaults and bounds; ``None`` for the defaults.

    Yields:
        In order, an ``Arrival`` for each report and a ``Discard`` for each file, member or row that gives none. Bad
        input never raises. Nothing more is read than what is asked for, so an intake may be left at any point.
    """
    with Intake(options) as intake:
        yield from intake.take_in(paths)


def take_in_bytes(data: bytes, *, path: str, url: str | None = None, options: IntakeOptions | None = None) -> Taken:
    """Takes in bytes that are in memory, as ``take_in`` does a file's.

    Args:
        data: The bytes.
        path: What to call them in origins.
        url: Address that they came from, for reports which do not give their own.
        options: Defaults and bounds.
    """
    with Intake(options) as intake:
        yield from intake.take_in_bytes(data, path=path, url=url)


class Intake:
    """Several intakes with one reading process; a context manager. ``take_in`` is one intake with one of its own.

    Args:
        options: Defaults and bounds; ``None`` for the defaults.
    """

    def __init__(self, options: IntakeOptions | None = None) -> None:
        self.options = options or IntakeOptions()
        self.isolation = Isolation(self.options)
        self.walk = Walk()

    def __enter__(self) -> Intake:
        return self

    def __exit__(self, *_: object) -> None:
        self.isolation.end()

    def take_in(self, paths: Iterable[str | os.PathLike[str]]) -> Taken:
        """See ``take_in``."""
        for item in self.walk.sources(paths):
            yield from [item] if isinstance(item, Discard) else self.take(item)

    def take_in_bytes(self, data: bytes, *, path: str, url: str | None = None) -> Taken:
        """See ``take_in_bytes``."""
        yield from self.take(from_bytes(path, data, url=url))

    def take(self, source: Source) -> Taken:
        """Everything in a source. No more than ``max_members`` of it."""
        found = self._guarded(source, self._take(source))
        if source.depth:
            yield from found
            return
        for count, item in enumerate(found):
            if count >= self.options.max_members:
                yield Discard(
                    source.origin("none"), "too_many", f"more than {self.options.max_members:,}; those before are read"
                )
                return
            yield item

    def _guarded(self, source: Source, found: Taken, shape: str = "none") -> Taken:
        """The same, with whatever goes wrong as a discard of its own."""
        try:
            yield from found
        except RefusedError as error:
            yield Discard(source.origin(shape), error.reason, error.detail)
        except MemoryError:
            yield Discard(source.origin(shape), "too_heavy", "there is not memory enough to read it")
        except RecursionError:
            yield Discard(source.origin(shape), "too_deep", "its parts are nested too deep")
        except PermissionError as error:
            yield Discard(source.origin(shape), "unreadable", f"cannot be read: {error.strerror}")
        except Exception as error:  # noqa: BLE001  # one bad file never loses the others; the discard names the fault
            told = f"it could not be read: {type(error).__name__}: {error}"
            yield Discard(source.origin(shape), "broken", told[:MOST_FAULT_CHARS])

    def _take(self, source: Source) -> Taken:
        with closing(source.open()) as stream:
            head = head_of(stream, HEAD_BYTES)
        shape, detail = recognise(head, self.options)
        if shape == "xml":
            shape, detail = "unsupported", "XML of a kind that is not read; export it as HTML, RTF or CSV"
        if shape in DISCARD_REASONS:
            yield Discard(source.origin("none", hashlib.sha256(head).hexdigest()), shape, detail)
        elif shape == "gzip":
            yield from self._take_gzip(source)
        elif shape == "zip":
            yield from self._take_zip(source)
        else:
            yield from self._guarded(source, self._take_shape(source, shape), shape)

    def _take_shape(self, source: Source, shape: str) -> Taken:
        if shape == "warc":
            yield from self._take_warc(source)
        elif shape in STREAMED or shape in ("csv", "tsv"):
            yield from self._take_stream(source, shape)
        else:
            with closing(source.open()) as stream:
                data = read_all(stream, self.options.max_file_bytes)
            yield from self._take_bytes(source, shape, data)

    def _take_bytes(self, source: Source, shape: str, data: bytes) -> Taken:
        """Reads what must be held whole."""
        sha256 = hashlib.sha256(data).hexdigest()
        if shape == "html":
            shape = html_shape(data.decode("latin-1"))  # the telling names are ASCII and may stand past the head
        context = Context(self.options, source.url)
        reader = IN_THIS_PROCESS.get(shape)
        found = reader(data, context) if reader else self.isolation.read(shape, data, context)
        enclosed: list[Enclosed] = []
        item: Finding | None = None
        try:
            for item in found:
                if isinstance(item, Enclosed):
                    enclosed.append(item)  # read afterwards: the reading process does one thing at a time
                else:
                    yield self._finished(source, item, shape, sha256, data)
        except RefusedError as error:
            yield Discard(source.origin(shape, sha256), error.reason, error.detail)
        else:
            if item is None:
                yield Discard(source.origin(shape, sha256), "no_text", "nothing that looks like a report is in it")
        for inner in enclosed:
            name = source.origin(shape, part=inner.member).member
            yield from self._deeper(source, replace(from_bytes(source.path, inner.data), member=name), shape)

    def _finished(
        self, source: Source, found: Piece | Lost, shape: str, sha256: str, raw: bytes | None
    ) -> Arrival | Discard:
        origin = source.origin((found.shape if isinstance(found, Piece) else None) or shape, sha256, found.member)
        if isinstance(found, Lost):
            return lost(found, origin)
        if shape in ("text", "markdown") and is_code(found.text):
            return Discard(origin, "no_text", "it looks like a program or data and not like a report")
        piece = found if found.url or not source.url else replace(found, url=source.url)
        return finish(piece, origin, self.options, raw)

    def _deeper(self, outer: Source, inner: Source, shape: str) -> Taken:
        if outer.depth >= self.options.max_depth:
            yield Discard(inner.origin(shape), "too_deep", f"archives in archives; allowed: {self.options.max_depth}")
        else:
            yield from self.take(replace(inner, depth=outer.depth + 1))

    def _take_gzip(self, source: Source) -> Taken:
        packed = source.inflation.packed

        def inflated() -> BinaryIO:
            return peekable(GzipReader(source.open(), Inflation(packed)))  # counted anew each time it is read

        yield from self._deeper(source, replace(source, open=inflated), "gzip")

    def _take_zip(self, source: Source) -> Taken:
        source = self._seekable(source)
        with closing(source.open()) as stream, open_archive(stream, self.options) as archive:
            shape = zip_shape(archive)
            if shape in ("docx", "odt", "xlsx"):
                stream.seek(0)
                yield from self._guarded(
                    source, self._take_bytes(source, shape, read_all(stream, self.options.max_file_bytes)), shape
                )
                return
            if shape in DISCARD_REASONS:
                yield Discard(source.origin("zip"), shape, "a book or another Office file; save it as DOCX or PDF")
                return
            for member in members_of(archive, shape, self.options):
                if isinstance(member, Lost):
                    yield lost(member, source.origin(shape, part=member.member))
                else:
                    yield from self._take_member(source, archive, member, shape)

    def _seekable(self, source: Source) -> Source:
        """The same, held in memory where it cannot be gone back in (a ZIP archive inside a gzip file)."""
        with closing(source.open()) as stream:
            if stream.seekable():
                return source
            data = read_all(stream, self.options.max_file_bytes)
        return replace(source, open=lambda: io.BytesIO(data))

    def _take_member(self, source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, shape: str) -> Taken:
        def opened() -> BinaryIO:
            return archive.open(info)  # type: ignore[return-value]

        source.inflation.add(info.file_size)
        name = source.origin(shape, part=info.filename).member
        yield from self._deeper(source, replace(source, member=name, open=opened), shape)

    def _take_warc(self, source: Source) -> Taken:
        with closing(source.open()) as stream:
            for found in read_warc(stream, self.options):
                if isinstance(found, Lost):
                    yield lost(found, source.origin("warc", part=found.member))
                    continue
                yield from self._guarded(source, self._take_captured(source, found), "warc")

    def _take_captured(self, source: Source, page: CapturedPage) -> Taken:
        inner = replace(
            from_bytes(source.path, page.data, url=page.url),
            member=source.origin("warc", part=page.member).member,
            depth=source.depth,
        )
        for item in self._take_bytes(inner, page.shape, page.data):
            if isinstance(item, Arrival) and page.note:
                yield replace(item, note=f"{item.note}; {page.note}" if item.note else page.note)
            else:
                yield item

    def _take_stream(self, source: Source, shape: str) -> Taken:
        with closing(source.open()) as stream:
            seen = survey(stream)
        if shape in ("json", "telegram") and seen.size > MOST_JSON_RATIO * self.options.max_file_bytes:
            raise RefusedError("too_large", f"{seen.size:,} bytes of JSON; split it, or raise max_file_bytes")
        raw = self._raw(source, seen)
        with closing(peekable(source.open())) as stream:
            reader = STREAMED.get(shape)
            found = reader(stream, self.options) if reader else self._table(source, stream, seen)
            item: Finding | CapturedPage | None = None
            try:
                for item in found:
                    if isinstance(item, CapturedPage):
                        yield from self._guarded(source, self._take_captured(source, item), "minet")
                    elif not isinstance(item, Enclosed):
                        yield self._finished(source, item, shape, seen.sha256, raw)
            except RefusedError as error:
                yield Discard(source.origin(shape, seen.sha256), error.reason, error.detail)
            else:
                if item is None:
                    yield Discard(source.origin(shape, seen.sha256), "empty", "there is no row or message in it")

    def _raw(self, source: Source, seen: Survey) -> bytes | None:
        if not self.options.keep_bytes or seen.size > self.options.max_file_bytes:
            return None
        with closing(source.open()) as stream:
            return stream.read()

    def _table(self, source: Source, stream: io.BufferedReader, seen: Survey) -> Iterator[Finding | CapturedPage]:
        from selon.intake.minet import read_fetched

        with closing(peekable(source.open())) as first:
            rows = table_rows(first, self.options, is_utf8=seen.is_utf8)
            header = next(rows, None)
            rows.close()
        if header is None or isinstance(header, Lost):
            return iter(() if header is None else (header,))
        columns = find_columns(header[1], self.options)
        if columns.path is not None and source.member is None:
            fetched = table_rows(stream, self.options, is_utf8=seen.is_utf8)
            return read_fetched(fetched, columns, Path(source.path).parent, self.walk.taken, self.options)
        return read_table(stream, self.options, is_utf8=seen.is_utf8)
