"""What bytes are, told from the bytes themselves and never from a name."""

from __future__ import annotations

import re

from selon.errors import InputError
from selon.intake.files import decode
from selon.intake.options import IntakeOptions
from selon.intake.press import press_shape
from selon.intake.tables import table_shape

HEAD_BYTES = 1 << 17
"""How much is looked at. The classes that tell a press database's HTML stand after its style sheet."""

SHAPES = (
    "text",
    "markdown",
    "html",
    "feed",
    "pdf",
    "docx",
    "rtf",
    "odt",
    "csv",
    "tsv",
    "xlsx",
    "jsonl",
    "json",
    "warc",
    "wacz",
    "mhtml",
    "eml",
    "europresse",
    "factiva",
    "nexis",
    "telegram",
    "minet",
    "gzip",
    "zip",
)
"""Shapes that are read, as ``Origin.shape`` names them."""

_PDF_WITHIN = 1024
_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"WARC/", "warc"),
)
UNSUPPORTED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .msg); save it as DOCX, XLSX or EML"),
    (b"BZh", "a bzip2 archive; unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it"),
    (b"SQLite format 3\x00", "an SQLite database; export its texts as CSV"),
    (b"PAR1", "a Parquet file; export it as CSV or JSON Lines"),
    (b"bplist00", "an Apple property list (.webarchive); save the page as HTML or PDF"),
)
PICTURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"RIFF", "a picture, sound or video"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOF", "a font"),
    (b"\x7fELF", "a program"),
)
_NEXIS_PAGE = re.compile(r">\s*\d+ (?:of|de|sur|von) \d+ DOCUMENTS?\s*<")
_FTYP = re.compile(rb".{4}ftyp", re.DOTALL)
_PROLOGUE = re.compile(
    r"\s*(?:<\?[^>]*\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\])?[^>]*>)", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"\s*<([A-Za-z][\w:.-]*)")
_HTML_ROOTS = frozenset("html head body article div p table meta title main section h1 span center font".split())
_HTML_INSIDE = re.compile(r"<(?:html|body|article|div|p|table)[\s>]", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|\r?\n)")
_MAIL_HEADERS = frozenset(
    (
        "from to cc subject date mime-version received return-path message-id content-type delivered-to reply-to "
        "snapshot-content-location x-mailer content-transfer-encoding dkim-signature"
    ).split()
)
_RELATED = re.compile(r"^content-type:\s*multipart/related|^snapshot-content-location:", re.MULTILINE)
_TELEGRAM = re.compile(r'"(?:messages"\s*:\s*\[|chats"\s*:\s*\{)')
_TELEGRAM_WITHIN = 4_000
_OBJECT_LINE = re.compile(r'^\{"', re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\n]*\n){1,60}?---[ \t]*\r?\n")
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^(?:[^\n]{2,80})\r?\n(?:={3,}|-{3,})[ \t]*\r?$|\[[^\[\]\n]{1,200}\]\(https?://", re.MULTILINE
)


def recognise(head: bytes, options: IntakeOptions) -> tuple[str, str]:
    """The shape of some bytes.

    Args:
        head: Their first ``HEAD_BYTES``.
        options: The columns that the user names say that a table is one.

    Returns:
        A shape and ``""``; or a reason of ``DISCARD_REASONS`` and its detail. ``zip`` may turn out to be ``docx``,
        ``xlsx``, ``odt`` or ``wacz`` when it is opened.
    """
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return "empty", "there is nothing in it but blanks" if head else "there are no bytes in it"
    found = _by_magic(head)
    if found is not None:
        return found
    try:
        text, _ = decode(_whole_characters(head))
    except InputError as error:
        return "not_text", str(error)
    return _text_shape(text.lstrip("\ufeff \t\r\n\0"), options), ""


def _by_magic(head: bytes) -> tuple[str, str] | None:
    for magic, shape in _MAGIC:
        if head.startswith(magic):
            return shape, ""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf", ""
    for magic, name in UNSUPPORTED:
        if head.startswith(magic):
            return "unsupported", f"this is {name}"
    for magic, name in PICTURES:
        if head.startswith(magic) and not head[:200].isascii():
            return "not_text", f"this is {name}; Selon reads text"
    if _FTYP.match(head):
        return "not_text", "this is a video; Selon reads text"
    return None


def _whole_characters(head: bytes) -> bytes:
    """The head without a character cut at its end, which would make UTF-8 look like something else."""
    if len(head) < HEAD_BYTES:
        return head
    for cut in range(4):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return head[: len(head) - cut]
    return head


def _text_shape(text: str, options: IntakeOptions) -> str:
    if text.startswith("<"):
        return _markup_shape(text)
    if text[:1] in "{[":
        shape = _json_shape(text)
        if shape:
            return shape
    mail = _mail_shape(text)
    if mail:
        return mail
    return table_shape(text, options) or press_shape(text) or _prose_shape(text)


def _markup_shape(text: str) -> str:
    rest = text
    while match := _PROLOGUE.match(rest):
        rest = rest[match.end() :]
    match = _ROOT.match(rest)
    root = match[1].lower() if match else ""
    if root in ("rss", "feed", "rdf:rdf", "channel"):
        return "feed"
    if "<ppsarticle" in text or "<accessionNo>" in text:
        return "factiva"
    if root.startswith("office:"):
        return "odt"
    if root in _HTML_ROOTS or _HTML_INSIDE.search(text):
        return html_shape(text)
    return "xml" if text.startswith("<?xml") else "text"


def html_shape(text: str) -> str:
    """``europresse``, ``factiva``, ``nexis`` or ``html``; give as much of the page as there is."""
    if "DocPublicationName" in text or "docOcurrContainer" in text or "TitreArticleVisu" in text:
        return "europresse"
    if "articleParagraph" in text or re.search(r'class="article \w\wArticle', text):
        return "factiva"
    if _NEXIS_PAGE.search(text):
        return "nexis"
    return "html"


def _json_shape(text: str) -> str | None:
    if _TELEGRAM.search(text[:_TELEGRAM_WITHIN]):
        return "telegram"
    line, end, rest = text.partition("\n")
    if text.startswith("{") and (not end or line.rstrip().endswith("}") or _OBJECT_LINE.search(rest)):
        return "jsonl"
    if re.match(r'\{\s*"|\[\s*[\{\]]', text):
        return "json"
    return None


def _mail_shape(text: str) -> str | None:
    block = re.split(r"\r?\n\r?\n", text[:20_000], maxsplit=1)[0]
    start = block.partition("\n")[2] if block.startswith("From ") else block
    if not _HEADER.match(start):
        return None
    names = {match[1].lower() for match in map(_HEADER.match, start.splitlines(keepends=True)) if match}
    if len(names & _MAIL_HEADERS) < 2:
        return None
    return "mhtml" if _RELATED.search(block.lower()) else "eml"


def _prose_shape(text: str) -> str:
    if _FRONT_MATTER.match(text) or len(_MARKDOWN.findall(text[:20_000])) >= 1:
        return "markdown"
    return "text"
