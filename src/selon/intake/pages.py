"""Pages saved from the web: the article without what stands around it, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from selon.intake.encodings import declared_encoding, decode_text
from selon.intake.finishing import is_code
from selon.intake.found import Context, Finding, Piece
from selon.intake.pagedates import stated_date
from selon.intake.reasons import RefusedError

MOST_CHARS = 6_000_000
"""Longest page, without scripts, styles and pictures inside it: its tree takes some 25 MB a million characters."""

MOST_SHOWN_CHARS = 500_000
MOST_SHOWN_RATIO = 3
"""A page may show so much text, or so many times the longest report, with all that stands around its article: the
time of the extraction grows faster than the text (50 s for 4.4 million characters)."""

LEAST_CHARS = 60
"""Shortest text taken for an article's; below it stand notices of cookies and « page introuvable »."""

_DATA = re.compile(
    r"data:[a-z0-9.+/-]{1,60}(?:;[a-z0-9=-]{1,40}){0,3}(?:;base64)?,[A-Za-z0-9+/=%]{200,}", re.IGNORECASE
)
_CODE_TAG = re.compile(r"<(script|style)\b", re.IGNORECASE)
_CODE_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_TAG = re.compile(r"<[^<>]*>")
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})|<!--[^>]{0,200}?\burl:\s*(https?://[^\s>]{1,2000})"
)
_LANGUAGE = re.compile(r"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
_NO_NAME = re.compile(r"https?://|@|^[\w-]+(?:\.[\w-]+)+$")


def read_page(data: bytes, context: Context) -> Iterator[Finding]:
    """The article of a page.

    Raises:
        RefusedError: Not text, too large, or a page without an article.
    """
    markup, note = decode_text(data, declared=declared_encoding(data))
    yield from page_findings(markup, context, note)


def page_findings(markup: str, context: Context, note: str | None = None) -> Iterator[Finding]:
    """The article of a page that is decoded already."""
    saved_from = _SAVED_FROM.search(markup[:20_000])
    language = _LANGUAGE.search(markup[:20_000])
    markup = _without_code(_DATA.sub("", markup))
    _refuse_long(markup, context)
    tree = _tree(markup)
    found = _extracted(tree)
    text = _article(found)
    if len(text) < LEAST_CHARS or is_code(text):
        raise RefusedError("no_text", "no article was found in the page; save the article itself, or its text")
    address = found.get("url") or (saved_from and (saved_from[1] or saved_from[2])) or context.url
    yield Piece(
        text,
        title=found.get("title"),
        url=address,
        publisher=_publisher(found.get("sitename")),
        published=stated_date(tree, address),
        language=language[1] if language else None,
        weak_language=True,
        note=note,
    )


def _tree(markup: str) -> Any:
    from trafilatura import load_html

    tree = load_html(markup)
    if tree is None:
        raise RefusedError("no_text", "a page without content")
    return tree


def _without_code(markup: str) -> str:
    """The page without scripts and styles, but for the data that say what the page is."""
    kept, done = [], 0
    for match in _CODE_TAG.finditer(markup):
        if match.start() < done or "ld+json" in markup[match.end() : match.end() + 300]:
            continue
        end = _CODE_END[match[1].lower()].search(markup, match.end())
        if end is None:
            break  # never closed: what reads it next knows what browsers do then
        kept.append(markup[done : match.start()])
        done = end.end()
    return " ".join((*kept, markup[done:]))


def _refuse_long(markup: str, context: Context) -> None:
    if len(markup) > MOST_CHARS:
        raise RefusedError("too_large", f"a page of {len(markup):,} characters; allowed: {MOST_CHARS:,}")
    shown = len(_TAG.sub("", markup)) if len(markup) > MOST_SHOWN_CHARS else 0
    if shown > max(MOST_SHOWN_CHARS, MOST_SHOWN_RATIO * context.options.max_report_chars):
        raise RefusedError("too_long", f"a page with {shown:,} characters of text, which is no report's; split it")


def _extracted(tree: Any) -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        deepcopy(tree),
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False},  # its date is not used, see pagedates
    )
    if found is None:
        return {}
    return found if isinstance(found, dict) else dict(found.as_dict())


def _article(found: dict[str, Any]) -> str:
    lines = [line.strip() for line in (found.get("text") or "").split("\n")]
    lines = [line.removeprefix("- ") for line in lines if line]
    if lines and found.get("title") and _same(lines[0], found["title"]):
        lines = lines[1:]
    return "\n\n".join(lines)


def _same(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _publisher(name: str | None) -> str | None:
    """The site's name; its address is none."""
    return name if name and not _NO_NAME.search(name) else None
