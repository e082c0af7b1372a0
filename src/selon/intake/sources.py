"""Where bytes come from: files, folders, standard input, members of archives."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from selon.intake.bounds import Inflation
from selon.intake.files import STANDARD_INPUT
from selon.model.arrival import Discard, Origin

NO_HASH = hashlib.sha256().hexdigest()
"""Hash of no bytes: for what could not be read at all."""

TABLE_SUFFIXES = (".csv", ".tsv")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
PARTS_ENDINGS = ("_files", "_fichiers", "_dateien", "_archivos", ".files")
"""How browsers name the folder of a saved page's pictures and scripts, after the page's own name."""


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to be taken in.

    Attributes:
        path: File or address as given.
        member: Place in the containers that hold it; ``None`` for a file itself.
        open: Gives the bytes from their start; each stream is closed by who opened it.
        inflation: What the file given by the user has inflated to.
        depth: In how many archives it lies.
        url: Address that its container gives.
    """

    path: str
    member: str | None
    open: Callable[[], BinaryIO]
    inflation: Inflation
    depth: int = 0
    url: str | None = None

    def origin(self, shape: str, sha256: str = NO_HASH, part: str | None = None) -> Origin:
        """Where something found in it comes from; ``part`` is its place inside."""
        member = ": ".join(name for name in (self.member, part) if name) or None
        return Origin(_clean(self.path), _clean(member) if member else None, sha256, shape)


def _clean(name: str) -> str:
    """A name without lone surrogates, by which Python shows bytes of a name that are not UTF-8."""
    return name.encode("utf-8", "replace").decode()


@dataclass(slots=True)
class Walk:
    """Goes through paths in order: of a folder the tables, then the other files, then the folders in it.

    Attributes:
        taken: Files that were read by way of another (the pages that a table names); they are passed over.
    """

    taken: set[Path] = field(default_factory=set)

    def sources(self, paths: Iterable[str | os.PathLike[str]]) -> Iterator[Source | Discard]:
        """Every file, or why there is none."""
        for given in paths:
            name = os.fspath(given)
            if name == STANDARD_INPUT:
                yield from _spooled(name, sys.stdin.buffer)
                continue
            path = Path(name)
            try:
                if path.is_dir():
                    yield from self._folder(path)
                elif stat.S_ISFIFO(path.stat().st_mode):
                    with path.open("rb") as stream:
                        yield from _spooled(name, stream)
                else:
                    yield self._file(path)
            except FileNotFoundError:
                yield _discard(name, "missing", "no such file or folder")
            except (OSError, ValueError) as error:
                yield _discard(name, "unreadable", f"cannot be read: {getattr(error, 'strerror', None) or error}")

    def _folder(self, folder: Path) -> Iterator[Source | Discard]:
        try:
            entries = sorted((entry for entry in os.scandir(folder) if entry.name[:1] != "."), key=lambda e: e.name)
        except OSError as error:
            yield _discard(str(folder), "unreadable", f"the folder cannot be read: {error.strerror}")
            return
        files = [Path(entry.path) for entry in entries if not entry.is_dir()]
        folders = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        for path in sorted(files, key=lambda path: not path.name.lower().endswith(TABLE_SUFFIXES)):
            if path.resolve() not in self.taken:
                try:
                    yield self._file(path)
                except OSError as error:
                    yield _discard(str(path), "unreadable", f"cannot be read: {error.strerror}")
        pages = {path.stem for path in files if path.suffix.lower() in PAGE_SUFFIXES}
        for inner in folders:
            if any(inner.name == page + ending for page in pages for ending in PARTS_ENDINGS):
                yield _discard(str(inner), "not_a_report", "pictures and scripts of a saved page that lies beside")
            else:
                yield from self._folder(inner)

    @staticmethod
    def _file(path: Path) -> Source | Discard:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            return _discard(str(path), "unreadable", "it is a device or another special file")
        return Source(str(path), None, lambda: path.open("rb"), Inflation(info.st_size))


def from_bytes(path: str, data: bytes, *, url: str | None = None) -> Source:
    """Bytes that are in memory already."""
    return Source(path, None, lambda: io.BytesIO(data), Inflation(len(data)), url=url)


def _spooled(name: str, stream: BinaryIO) -> Iterator[Source]:
    """A stream that can be read only once, laid down where it can be read again; removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="selon-") as folder:
        path = Path(folder) / "input"
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield Source(name, None, lambda: path.open("rb"), Inflation(path.stat().st_size))


def _discard(path: str, reason: str, detail: str) -> Discard:
    return Discard(Origin(_clean(path), None, NO_HASH, "none"), reason, detail)
