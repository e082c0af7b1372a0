"""Factiva: articles of its HTML exports and of the lines of its RTF and text exports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from selon.intake.dates import read_date
from selon.intake.encodings import declared_encoding, decode_text
from selon.intake.found import Context, Finding, Lost, Piece
from selon.intake.fragments import block_texts
from selon.intake.lines import paragraphs
from selon.intake.markup import elements, local
from selon.intake.press import FACTIVA_END, RIGHTS, is_label, is_word_count

CODES = frozenset("AN BY CO CR CT CY ED ET HD IN IPC IPD LA LP NS PD PG PUB RE RF SC SE SN TD VOL WC".split())
"""Two- and three-letter codes of fields: HD title, LP and TD text, SN outlet, PD date, LA language, AN identifier."""

_CODE_LINE = re.compile(r"\s*([A-Z]{2,3})(?:[ \t]+(.*))?\s*")
_CLOCK = re.compile(r"\d{1,2}[:h]\d\d(?: ?(?:[AP]M|GMT))?\s*", re.IGNORECASE)
LEAST_CODES = 4
HEAD_LINES = 14
"""Lines between the count of words and the text: date, time, outlet, code, page, edition, language, rights."""


def read_factiva(data: bytes, context: Context) -> Iterator[Finding]:
    """The articles of an HTML or text export. Newer HTML gives each article twice; it comes once.

    Raises:
        RefusedError: Not text.
    """
    if b"<accessionNo>" in data:
        yield from _from_xml(data)
        return
    text, note = decode_text(data, declared=declared_encoding(data))
    if not text.lstrip("\ufeff \r\n\t").startswith("<"):
        yield from factiva_articles(text, context)
        return
    seen: set[tuple[str | None, str]] = set()
    number = 0
    for found in _pages(text, note):
        key = (found.title, found.text)
        if key in seen:
            continue
        seen.add(key)
        number += 1
        yield _numbered(found, number)


def _from_xml(data: bytes) -> Iterator[Finding]:
    """The articles of an XML export."""
    number = 0
    for event, element, _ in elements(data):
        if event == "start" or local(element) != "article":
            continue
        number += 1
        parts = {local(child): child for child in element}
        words = [paragraph for name in ("leadParagraph", "tailParagraphs") for paragraph in _xml_lines(parts.get(name))]
        dates = _xml_lines(parts.get("publicationDate"))
        found = Piece(
            "\n\n".join(words),
            title=" ".join(_xml_lines(parts.get("headline"))) or None,
            publisher=" ".join(_xml_lines(parts.get("sourceName"))) or None,
            published=next(filter(None, map(read_date, dates)), None),
        )
        element.clear()
        yield _numbered(found, number)


def _xml_lines(element: Element | None) -> list[str]:
    """The words of each child, or of an element without children."""
    if element is None:
        return []
    lines = (" ".join("".join(child.itertext()).split()) for child in (element if len(element) else (element,)))
    return [line for line in lines if line]


def factiva_articles(text: str, context: Context) -> Iterator[Finding]:
    """The articles in the lines of an export, each of which ends with its identifier."""
    block: list[str] = []
    number = 0
    for line in text.splitlines():
        if not FACTIVA_END.fullmatch(line):
            block.append(line)
            continue
        number += 1
        yield _numbered(_from_lines(block), number)
        block = []


def _numbered(found: Piece, number: int) -> Finding:
    member = f"article {number}"
    if not found.text:
        return Lost("no_text", "an article whose text was not found", member)
    fields = {name: getattr(found, name) for name in ("title", "publisher", "published", "note")}
    return Piece(found.text, member=member, shape="factiva", **fields)


def _pages(text: str, note: str | None) -> Iterator[Piece]:
    for rows in _articles(text):
        fields = {code: value for code, value in rows if code in CODES}
        if len(fields) >= LEAST_CODES:
            yield _from_fields({code: [value] for code, value in fields.items()}, note)
        else:
            yield _from_blocks([value for _, value in rows], note)


def _articles(text: str) -> Iterator[list[tuple[str, str]]]:
    """Content of each article: ``(code, text)`` of a table's rows, or ``("", text)`` of its blocks."""
    from lxml import html as lxml_html

    tree = lxml_html.fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    found = tree.xpath("//div[starts-with(@class, 'article ')]") or tree.xpath("//div[contains(@class, 'article')]")
    for article in found:
        if article.xpath("ancestor::div[starts-with(@class, 'article ')]"):
            continue
        rows = []
        for row in article.xpath(".//tr[count(td) = 2]"):
            code = " ".join(row[0].text_content().split())
            rows.append((code, "\n\n".join(block_texts(row[1]))))
        yield rows or [("", block) for block in block_texts(article)]


def _from_fields(fields: Mapping[str, Sequence[str]], note: str | None = None) -> Piece:
    def first(code: str) -> str | None:
        return " ".join(" ".join(fields.get(code, ())).split()) or None

    body = [paragraphs([line for piece in fields.get(code, ()) for line in piece.split("\n")]) for code in ("LP", "TD")]
    return Piece(
        "\n\n".join(part for part in body if part),
        title=first("HD"),
        publisher=first("SN"),
        published=(first("PD") or "") and read_date(first("PD") or ""),
        note=note,
    )


def _from_blocks(blocks: Sequence[str], note: str | None) -> Piece:
    return _from_lines([line for block in blocks for line in (block, "")], note)


def _from_lines(lines: Sequence[str], note: str | None = None) -> Piece:
    fields = _coded(lines)
    if fields:
        return _from_fields(fields, note)
    count = next((at for at, line in enumerate(lines) if is_word_count(line)), None)
    if count is None:
        return Piece("")
    before = [line.strip() for line in lines[:count] if line.strip()]
    after = [(at, line.strip()) for at, line in enumerate(lines[count + 1 :], count + 1) if line.strip()][:HEAD_LINES]
    date_at = next((place for place, (_, line) in enumerate(after) if read_date(line)), None)
    named = [line for _, line in after[(date_at + 1 if date_at is not None else 0) :] if not _CLOCK.fullmatch(line)]
    body = lines[_text_start(after, count) :]
    end = next((at for at, line in enumerate(body) if FACTIVA_END.fullmatch(line)), len(body))
    return Piece(
        paragraphs(body[:end]),
        title=max(before, key=len) if before else None,
        publisher=named[0] if named else None,
        published=read_date(after[date_at][1]) if date_at is not None else None,
        note=note,
    )


def _text_start(after: Sequence[tuple[int, str]], count: int) -> int:
    """Where the text begins: after the rights, else after the language, else after what has the shape of a head."""
    for told in (RIGHTS.match, lambda line: is_label(line, "language_name")):
        places = [at for at, line in after if told(line)]
        if places:
            return places[-1] + 1
    return next((at for at, line in after if len(line) > 80), count + 1)


def _coded(lines: Sequence[str]) -> dict[str, list[str]]:
    """Lines under the code that begins them; empty where the layout has no codes."""
    fields: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        match = _CODE_LINE.fullmatch(line)
        if match and match[1] in CODES and (match[1] not in fields or not match[2]):
            current = fields.setdefault(match[1], [])
            current.append(match[2] or "")
        else:
            current.append(line)
    return fields if len(fields) >= LEAST_CODES and "HD" in fields and {"LP", "TD"} & set(fields) else {}
