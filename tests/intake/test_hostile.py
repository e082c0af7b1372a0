"""Files made to break what reads them: each ends soon, within bounds, with a reason, and costs no other file."""

from __future__ import annotations

import gzip
import io
import struct
import time
import zipfile
from collections.abc import Callable, Iterator

import intake_files as made
import pytest
from intake_files import TEXT

from selon.intake import Intake, IntakeOptions
from selon.model.arrival import Arrival, Discard

ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '">]>'
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'
DEEP = 10_000


def feed(before: str, body: str) -> bytes:
    """A feed with something before its root and something in its entry."""
    return (
        f"{before}<rss><channel><item><title>t</title><description>{body}</description></item></channel></rss>".encode()
    )


def nested(pack: Callable[[bytes], bytes], times: int) -> bytes:
    """A text packed again and again."""
    data = TEXT.encode()
    for _ in range(times):
        data = pack(data)
    return data


def zip_of_zeros(name: str, size: int, **others: str) -> bytes:
    """An archive with a member that inflates to zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in others.items():
            archive.writestr(other, content)
        with archive.open(name, "w") as member:
            for _ in range(size // 1_000_000):
                member.write(bytes(1_000_000))
    return out.getvalue()


def locked_zip() -> bytes:
    """An archive whose member says that it needs a password."""
    data = bytearray(made.zipped({"a.txt": TEXT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) + place
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def long_page(count: int) -> bytes:
    """A page of many paragraphs."""
    return made.html_page([f"Phrase {number} de la police, qui a dit ceci." for number in range(count)]).encode()


def html_start() -> bytes:
    """The beginning of a page."""
    return made.html_page().partition("<p>")[0].encode()


def deep_mail() -> bytes:
    """Parts in parts in parts."""
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(DEEP))
    return ("From: a@b.example\nSubject: x\nMIME-Version: 1.0\n" + "".join(parts)).encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "zip bomb": (lambda: zip_of_zeros("a.txt", 200_000_000), ["bomb"]),
    "gzip bomb": (lambda: gzip.compress(b"a" * 60_000_000), ["bomb"]),
    "docx bomb": (lambda: zip_of_zeros("word/document.xml", 120_000_000), ["bomb"]),
    "archives in archives": (lambda: nested(lambda data: made.zipped({"a": data}), 10), ["too_deep"]),
    "gzip in gzip": (lambda: nested(gzip.compress, 10), ["too_deep"]),
    "locked member": (locked_zip, ["encrypted"]),
    "docx with entities": (lambda: made.docx(before=ENTITIES), ["forbidden"]),
    "feed with entities": (lambda: feed(ENTITIES, "&c;"), ["forbidden"]),
    "feed that reaches for a file": (lambda: feed(FILE_ENTITY, "&c;"), ["forbidden"]),
    "broken feed with entities": (lambda: feed(ENTITIES, "&c;<p>")[:-5], ["forbidden"]),
    "deep feed": (lambda: b"<rss><channel>" + b"<item>" * DEEP + b"</item>" * DEEP, ["too_deep"]),
    "deep page": (lambda: b"<html><body>" + b"<div>" * DEEP + TEXT.encode() + b"</div>" * DEEP, ["no_text"]),
    "deep export": (
        lambda: b"<article><span class='DocPublicationName'>x</span>" + b"<div>" * DEEP + b"x" + b"</div>" * DEEP,
        ["no_text"],
    ),
    "deep JSON": (lambda: b'[\n{"text":' + b"[" * DEEP + b"]" * DEEP + b"}]", ["too_deep"]),
    "deep line": (lambda: b'{"text":' + b"[" * DEEP + b'\n{"text": "Un texte."}\n', ["bad_row", "report"]),
    "deep chat": (lambda: b'{"name": "x", "messages": [{"id": 1, "text":' + b"[" * DEEP, ["too_deep"]),
    "deep RTF": (lambda: b"{\\rtf1 " + b"{" * DEEP + b"x" + b"}" * DEEP, ["too_deep"]),
    "deep mail": (deep_mail, ["too_deep"]),
    "5,000 pages": (lambda: made.pdf([[f"Page {n}", *made.wrapped(TEXT)] for n in range(5_000)]), ["too_long"]),
    "50 MB of HTML": (lambda: b"".join([html_start(), b"<p>Une phrase de la police.</p>" * 1_700_000]), ["too_large"]),
    "a page with no end": (lambda: long_page(90_000), ["too_long"]),
    "tags never closed": (lambda: b"<html>" + b"<script " * 30_000 + b"<" * 30_000, ["no_text"]),
    "a huge cell": (lambda: b'titre,texte\na,"' + b"x" * 3_000_000 + b'"\nb,Un texte.\n', ["bad_row", "report"]),
    "a huge line": (lambda: b"titre,texte\na," + b"x" * 11_000_000 + b"\nb,Un texte.\n", ["bad_row", "report"]),
    "a mark never closed": (lambda: b'titre,texte\n"a,b\nc,Un texte.\nd,Deux.\n', ["bad_row", "report", "report"]),
    "a row too long": (lambda: b"titre,texte\na,b,c\nd,Un texte.\n", ["bad_row", "report"]),
    "NUL in a table": (lambda: b"titre,texte\na,Un \0texte.\n", ["not_text"]),
    "gzip cut short": (lambda: gzip.compress(b'{"text": "Un texte."}\n' * 2 + bytes(range(256)) * 99)[:60], ["broken"]),
    "lines cut short": (lambda: gzip.compress(_lines(2_000))[:3_000], ["broken"]),
    "pages cut short": (lambda: made.warc()[:-350], ["report", "broken"]),
    "PDF cut short": (lambda: made.pdf([made.wrapped(TEXT)])[:400], ["broken"]),
    "DOCX cut short": (lambda: made.docx()[:-300], ["broken"]),
    "a workbook that is none": (lambda: made.zipped({"xl/workbook.xml": "<a>"}), ["broken"]),
    "a PDF that is none": (lambda: b"%PDF-1.7\n" + TEXT.encode() * 20, ["broken"]),
    "pictures of pages": (lambda: made.pdf([[], []]), ["no_text"]),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ["not_text"]),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["unsupported"]),
    "a program": (lambda: b"function a() {var b = {}; if (b) {return [1, 2];}}\n" * 50, ["no_text"]),
    "nothing": (lambda: b"", ["empty"]),
    "blanks": (lambda: b" \n\t" * 100, ["empty"]),
    "NULs": (lambda: bytes(5_000), ["empty"]),
    "too long": (lambda: b"mot " * 100_000, ["too_long"]),
    "open brackets": (lambda: b"# t\n\n" + b"[" * 150_000 + b"(", ["no_text"]),
    "half a character": (lambda: b"Un texte \xe2\x80", ["report"]),
}


def _lines(count: int) -> bytes:
    import random

    chance = random.Random(1)
    return b"".join(b'{"text": "Texte %d"}\n' % chance.randrange(10**9) for _ in range(count))


@pytest.fixture(scope="module")
def intake() -> Iterator[Intake]:
    """One reading process for all: what one file does to it must not matter to the next."""
    with Intake(IntakeOptions(timeout_s=20)) as found:
        yield found


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_with_a_reason(name: str, intake: Intake) -> None:
    """Each gives what was expected of it, soon; the report after the bad row is there."""
    make, expected = HOSTILE[name]
    data = make()
    started = time.monotonic()
    found = list(intake.take_in_bytes(data, path=name))
    shown = [item.reason if isinstance(item, Discard) else "report" for item in found]
    if name == "lines cut short":
        assert shown.count("report") > 50
        shown = [reason for reason in shown if reason not in ("report", "bad_row")]
    assert shown == expected
    assert time.monotonic() - started < 30
    assert all(item.detail for item in found if isinstance(item, Discard))
    assert all(item.report.text for item in found if isinstance(item, Arrival))
