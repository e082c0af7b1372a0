"""The readers, each with a file to mangle, and what must hold whatever they are given."""

from __future__ import annotations

import gzip
import io
import time
import traceback
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import intake_files as made

from selon.intake import bounds, dates, encodings, shapes
from selon.intake.finishing import finish
from selon.intake.found import Context, Lost, Piece
from selon.intake.objects import read_json, read_json_lines
from selon.intake.options import IntakeOptions
from selon.intake.plain import read_markdown, read_text
from selon.intake.reasons import DISCARD_REASONS, RefusedError
from selon.intake.sources import NO_HASH
from selon.intake.tables import read_table
from selon.intake.telegram import read_telegram
from selon.intake.webarchives import read_warc
from selon.intake.worker import READERS
from selon.model.arrival import Arrival, Discard, Origin

OPTIONS = IntakeOptions(max_file_bytes=5_000_000)
CONTEXT = Context(OPTIONS)
SLOW_S = 5.0
"""Longest time that a mangled file of some kilobytes may take."""

HERE = str(Path(shapes.__file__).parent)


@dataclass(frozen=True, slots=True)
class Target:
    """A reader and the files that are mangled for it."""

    name: str
    read: Callable[[bytes], Iterable[Any]]
    seeds: tuple[bytes, ...]


class FoundError(AssertionError):
    """Something that must not happen."""


def _isolated(shape: str) -> Callable[[bytes], Iterable[Any]]:
    from importlib import import_module

    module, _, name = READERS[shape].partition(":")
    reader = getattr(import_module(f"selon.intake.{module}"), name)
    return lambda data: reader(data, CONTEXT)


def _part(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name)


def _repacked(shape: str, archive: bytes, name: str) -> Callable[[bytes], Iterable[Any]]:
    """Reads an archive with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        parts: dict[str, bytes | str] = {info.filename: opened.read(info) for info in opened.infolist()}
    read = _isolated(shape)
    return lambda data: read(made.zipped({**parts, name: data}))


def _stream(data: bytes) -> Any:
    return bounds.peekable(io.BytesIO(data))


def _unpacked(data: bytes) -> Iterable[Any]:
    reader = bounds.GzipReader(io.BytesIO(data), bounds.Inflation(len(data)))
    yield Piece(repr(bounds.peekable(reader).read(1_000_000)[:100]))


def _small(data: bytes) -> Iterable[Any]:
    """The small readers that all others use: of encodings, dates and shapes."""
    shape, detail = shapes.recognise(data, OPTIONS)
    assert shape in (*shapes.SHAPES, *DISCARD_REASONS, "xml"), shape
    text, _ = encodings.decode_text(data)
    dates.date_in(text[:100])
    yield Piece(text + detail)


def targets() -> dict[str, Target]:
    """Every reader by name."""
    lines = "\n".join
    seeds: dict[str, tuple[bytes, ...]] = {
        "html": (made.html_page().encode(),),
        "feed": (made.rss(), made.atom()),
        "pdf": (made.pdf([made.wrapped(made.TEXT)] * 3, title=made.TITLE),),
        "docx": (made.docx(), made.docx(made.nexis_new())),
        "rtf": (made.rtf(), made.rtf(made.factiva_lines())),
        "odt": (made.odt(),),
        "xlsx": (made.xlsx(),),
        "mhtml": (made.mhtml(),),
        "eml": (made.eml(made.docx()),),
        "europresse": (made.europresse_new(), made.europresse_old()),
        "factiva": (
            made.factiva_html(),
            made.factiva_html(codes=False),
            made.factiva_xml(),
            lines(made.factiva_lines()).encode(),
        ),
        "nexis": (lines(made.nexis_new()).encode(), lines(made.nexis_old()).encode(), made.nexis_html()),
    }
    found = [Target(shape, _isolated(shape), seeds[shape]) for shape in READERS]
    # bytes changed in an archive mostly break its checksums; so the parts inside are mangled too
    for shape, part in (("docx", "word/document.xml"), ("odt", "content.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
        found.append(Target(f"{shape}-part", _repacked(shape, seeds[shape][0], part), (_part(seeds[shape][0], part),)))
    found += [
        Target("text", lambda data: read_text(data, CONTEXT), (made.TEXT.encode(), made.TEXT.encode("utf-16"))),
        Target(
            "markdown",
            lambda data: read_markdown(data, CONTEXT),
            (f"---\ntitle: x\n---\n# T\n**{made.TEXT}**".encode(),),
        ),
        Target(
            "csv",
            lambda data: read_table(_stream(data), OPTIONS, is_utf8=False),
            (made.csv_table(), made.csv_table(delimiter="\t")),
        ),
        Target("jsonl", lambda data: read_json_lines(_stream(data), OPTIONS), (made.json_lines(),)),
        Target(
            "json", lambda data: read_json(_stream(data), OPTIONS), (b"[" + made.json_lines().splitlines()[0] + b"]",)
        ),
        Target("telegram", lambda data: read_telegram(_stream(data), OPTIONS), (made.telegram(),)),
        Target("warc", lambda data: read_warc(io.BytesIO(data), OPTIONS), (gzip.decompress(made.warc()),)),
        Target("gzip", _unpacked, (made.warc(), gzip.compress(made.TEXT.encode()))),
        Target("small", _small, (made.TEXT.encode(), made.csv_table(), made.eml(), made.telegram(), made.wacz())),
    ]
    return {target.name: target for target in found}


def check(target: Target, data: bytes) -> str:
    """Reads some bytes and says what came of it.

    Returns:
        ``reports``, ``lost``, ``refused``, or ``broken`` where a library gave up on the bytes.

    Raises:
        FoundError: A fault in Selon's own code, a result that is not well formed, or too long a time.
    """
    started = time.process_time()
    outcome = "refused"
    try:
        for number, item in enumerate(target.read(data)):
            outcome = "lost" if isinstance(item, Lost) else "reports"
            _check_item(item)
            if number > 5_000:
                break
    except RefusedError as error:
        outcome = "refused"
        if error.reason not in DISCARD_REASONS or not error.detail:
            raise FoundError(f"a refusal without a reason: {error!r}") from error
    except FoundError:
        raise
    except (MemoryError, RecursionError) as error:
        if target.name.partition("-")[0] not in READERS:
            raise FoundError(f"{type(error).__name__} outside the reading process") from error
        outcome = "broken"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        if frames[-1].filename.startswith(HERE) or target.name.partition("-")[0] not in READERS:
            raise FoundError(f"{type(error).__name__}: {error} at {frames[-1].filename}:{frames[-1].lineno}") from error
        outcome = "broken"
    took = time.process_time() - started
    if took > SLOW_S:
        raise FoundError(f"{took:.1f} s for {len(data):,} bytes")
    return outcome


def _check_item(item: object) -> None:
    if isinstance(item, Lost):
        if item.reason not in DISCARD_REASONS or not item.detail:
            raise FoundError(f"a loss without a reason: {item}")
    elif isinstance(item, Piece):
        done = finish(item, Origin("x", item.member, NO_HASH, "x"), OPTIONS, None)
        if isinstance(done, Arrival):
            done.report.text.encode("utf-8", "surrogatepass")
            if "\r" in done.report.text or not done.report.text.strip():
                raise FoundError("a report with a carriage return, or without text")
        elif not isinstance(done, Discard) or done.reason not in DISCARD_REASONS:
            raise FoundError(f"neither arrival nor discard: {done}")
