"""WARC files: the pages that a crawler or a browser has kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from selon.intake.found import Lost
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError
from selon.intake.shapes import HEAD_BYTES, recognise

RECORDS = ("response", "resource", "conversion")
PAGE_SHAPES = ("html", "europresse", "factiva", "feed", "pdf", "docx", "rtf", "odt", "text")
_PARTS = ("image/", "audio/", "video/", "font/", "text/css", "application/font", "application/x-font")
_CODE = ("javascript", "json", "css", "wasm", "octet-stream")


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A page as it was kept.

    Attributes:
        data: Its bytes, without transfer and content encoding.
        shape: What they are.
        url: Where they were.
        member: Place in the archive.
        note: When it was kept; that is not when it was published.
    """

    data: bytes
    shape: str
    url: str | None
    member: str
    note: str | None = None


def read_warc(stream: BinaryIO, options: IntakeOptions) -> Iterator[CapturedPage | Lost]:
    """The pages of a WARC file, in order. What is no page by its kind is counted and told in one ``Lost``.

    Args:
        stream: The file, not packed.
        options: Bounds.
    """
    from warcio.archiveiterator import ArchiveIterator

    passed_over: Counter[str] = Counter()
    number = 0
    try:
        for record in ArchiveIterator(_ShortReads(stream)):
            number += 1
            if record.rec_type not in RECORDS:
                continue
            found = _page(record, number, passed_over, options)
            if found is not None:
                yield found
    except RefusedError:
        raise
    except Exception as error:  # noqa: BLE001  # of broken records the library raises what its parsing falls over
        yield Lost("broken", f"cut short or damaged after {number} records: {error}"[:300])
    if passed_over:
        told = ", ".join(f"{count} {kind}" for kind, count in passed_over.most_common())
        yield Lost("not_a_report", f"records that are no pages: {told}")


class _ShortReads:
    """The stream as it comes, block by block: of a packed file cut short, the records before the cut are not lost."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def read(self, most: int = 1 << 14) -> bytes:
        return self._read(most)


def _page(record: Any, number: int, passed_over: Counter[str], options: IntakeOptions) -> CapturedPage | Lost | None:
    url = record.rec_headers.get_header("WARC-Target-URI")
    member = f"record {number} {url}" if url else f"record {number}"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    kind = _kind(record)
    if kind.startswith(_PARTS) or any(word in kind for word in _CODE):
        passed_over[kind] += 1
        return None
    if status[:1] == "3":
        passed_over["redirects"] += 1
        return None
    if status[:1] in ("4", "5"):
        return Lost("error_page", f"the server answered {status}", member)
    data = record.content_stream().read(options.max_file_bytes + 1)
    if len(data) > options.max_file_bytes:
        return Lost("too_large", f"a page of more than {options.max_file_bytes:,} bytes", member)
    shape, detail = recognise(data[:HEAD_BYTES], options)
    if shape == "empty":
        return Lost("empty", detail, member)
    if shape not in PAGE_SHAPES:
        passed_over[kind or shape] += 1
        return None
    kept = record.rec_headers.get_header("WARC-Date")
    return CapturedPage(data, shape, url, member, f"kept {kept}" if kept else None)


def _kind(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
