"""Europresse: the articles of its HTML exports, of both generations. Their declared encoding is often wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from selon.intake.dates import date_in, read_date
from selon.intake.encodings import declared_encoding, decode_text
from selon.intake.found import Context, Finding, Lost, Piece
from selon.intake.fragments import block_texts
from selon.intake.reasons import RefusedError

_NUMBER = re.compile(r",?\s+n[o°º]s?\.?\s*\d.*$", re.IGNORECASE)
_SITE = re.compile(r"\s*\((?:site web|web site|tablette|site réf\.)[^()]*\)\s*$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\bnews[·.\u00b7 ](\d{8})[·.\u00b7 ]([A-Z0-9]+)[·.\u00b7 ]")
_IDENTIFIER_LINE = re.compile(r"\s*news[·.\u00b7]\d{8}[·.\u00b7]\S+\s*")
_RIGHTS = re.compile(
    r"\s*(?:©|\(c\)|Tous droits réservés|All rights reserved|Visualiser l['’]article original)", re.IGNORECASE
)
_TITLE = "contains(@class, 'titreArticle') or contains(@class, 'TitreArticleVisu')"


def read_europresse(data: bytes, context: Context) -> Iterator[Finding]:
    """The articles of an export, in order.

    Raises:
        RefusedError: Not text, or no article.
    """
    from lxml import html as lxml_html

    text, note = decode_text(data, declared=declared_encoding(data))
    tree = lxml_html.fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    articles = tree.xpath("//article")
    readings = map(_second, articles) if articles else _first(tree)
    number = 0
    for number, found in enumerate(readings, 1):
        member = f"article {number}"
        if not found.text:
            yield Lost("no_text", f"the article {found.title or ''} has no text".replace("  ", " "), member)
        else:
            fields = {name: getattr(found, name) for name in ("title", "publisher", "published")}
            yield Piece(found.text, member=member, note=note, **fields)
    if not number:
        raise RefusedError("no_text", "a page of Europresse without an article; export the articles as HTML")


def _second(article: Any) -> Piece:
    """An ``article`` of the newer generation."""
    outlet = _first_text(article, ".//*[@class = 'DocPublicationName']")
    headers = [_words(node) for node in article.xpath(".//*[@class = 'DocHeader' or @class = 'DocTitreSousSection']")]
    headers += [_words(node) for node in article.xpath(".//*[@class = 'DocTitreSousSection']/following-sibling::span")]
    titles = article.xpath(f".//*[{_TITLE}]")
    bodies = article.xpath(".//*[contains(@class, 'docOcurrContainer')]") or article.xpath(
        ".//*[contains(concat(' ', @class, ' '), ' DocText ')]"
    )
    text = "\n\n".join(_kept([block for body in bodies[:1] for block in block_texts(body)]))
    return Piece(
        text,
        title=_words(titles[-1]) if titles else None,
        publisher=_outlet(outlet),
        published=_dated(headers) or _identifier_date(article.text_content()),
    )


def _first(tree: Any) -> Iterator[Piece]:
    """Articles of the older generation: marks in one flow of text, each article from its outlet to its identifier."""
    names = tree.xpath("//span[@class = 'DocPublicationName']")
    flow = list(_flow(tree))
    starts = [at for at, (node, _) in enumerate(flow) if any(node is name for name in names)]
    for start, end in pairwise([*starts, len(flow)] if starts else []):
        yield _from_flow(flow[start:end])


def _from_flow(flow: Sequence[tuple[Any, str]]) -> Piece:
    by_class: dict[str, str] = {}
    rest: list[str] = []
    for node, text in flow:
        kind = node.get("class") if node is not None else None
        if kind and kind != "occurrence":
            by_class.setdefault(kind, text)
        elif "TitreArticleVisu" in by_class:
            rest.append(text)
    whole = " ".join(text for _, text in flow)
    return Piece(
        "\n\n".join(_kept([line for line in _lines(rest) if line])),
        title=by_class.get("TitreArticleVisu"),
        publisher=_outlet(by_class.get("DocPublicationName")),
        published=_dated([by_class.get("DocHeader", "")]) or _identifier_date(whole),
    )


def _flow(tree: Any) -> Iterator[tuple[Any, str]]:
    """Marked spans with their words, and the words and line ends between them, in order."""
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        node, done = stack.pop()
        if done:
            if node.tail:
                yield None, node.tail
            continue
        stack.append((node, True))
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in ("script", "style", "head") or not tag:
            continue
        if tag == "span" and node.get("class") and node.get("class") != "occurrence":
            yield node, _words(node)
            continue
        if tag in ("p", "br", "div", "tr", "table"):
            yield None, "\n"
        if node.text:
            yield None, node.text
        stack.extend((child, False) for child in reversed(node))


def _lines(pieces: Sequence[str]) -> list[str]:
    """Paragraphs of a flow: line ends that are tags part them, those of the file's own layout do not."""
    text = "".join(piece if piece == "\n" else " ".join(re.split(r"[ \t\r\n]+", piece)) for piece in pieces)
    return [" ".join(line.split()) for line in text.split("\n")]


def _kept(blocks: Sequence[str]) -> list[str]:
    """The blocks up to the rights or the identifier, which end an article."""
    kept = []
    for block in blocks:
        if _IDENTIFIER_LINE.fullmatch(block) or _RIGHTS.match(block):
            break
        kept.append(block)
    return kept


def _dated(headers: Sequence[str]) -> str | None:
    """The date in a header, which stands between section and pages."""
    return next(filter(None, map(date_in, headers)), None)


def _identifier_date(text: str) -> str | None:
    match = _IDENTIFIER.search(text)
    return read_date(match[1]) if match else None


def _outlet(name: str | None) -> str | None:
    return (_SITE.sub("", _NUMBER.sub("", name)).strip(" ,") or None) if name else None


def _first_text(node: Any, path: str) -> str | None:
    found = node.xpath(path)
    return _words(found[0]) if found else None


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())
