"""The day on which a page says that it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from selon.intake.dates import date_in, read_date

_MIDNIGHT = re.compile(r"T00:00:00(?:[+-]\d\d:?\d\d)?$")
_DAY = re.compile(r"\d{1,2}(?:er)?[ /.-](?:[^\W\d_]{3,10}\.?|\d{1,2})[ /.-]\d{4}")
MOST_WORDED_CHARS = 120
"""« Publié le jeudi 13 juin 2019 à 18 h 30, par la rédaction » is shorter."""

_STATED = (
    "//*[@itemprop='datePublished'][@content or @datetime]"
    " | //time[@pubdate or contains(concat(' ', @class), ' publi') or contains(@class, 'entry-date')][@datetime]"
)
_ASIDE = "self::aside or self::footer or self::nav or " + " or ".join(
    f"contains(@{name}, '{part}')"
    for name in ("class", "id")
    for part in ("comment", "related", "sidebar", "widget", "teaser", "forum")
)
_NOT_ASIDE = f"[not(ancestor-or-self::*[{_ASIDE}])]"
_TIMES = f"//time[@datetime]{_NOT_ASIDE}"


def _named(*parts: str) -> str:
    tests = (f"contains(@{name}, '{part}')" for name in ("class", "id") for part in parts)
    return f"//*[{' or '.join(tests)}]{_NOT_ASIDE}"


_WORDED = (
    _named("publi", "date", "Date"),
    _named("publi", "date", "Date", "byline", "posted", "meta", "time", "author", "info"),
)
"""Where pages write their date for readers, the surer names first."""


def stated_date(tree: Any, url: str | None) -> str | None:
    """The ISO date, or date-time where one is given, that a page states of itself.

    It is looked for in marks of a date of publication, in the page's data for machines (JSON-LD, OpenGraph, meta), in
    its address, in its times, and in what its layout calls a date; the last two, and the marks, only if all of them are
    of one day. It is never searched for in the text, where that of the event itself would be found, nor in comments and
    teasers of other articles.

    Args:
        tree: The page, as ``lxml.html`` reads it.
        url: Its address.

    Notes:
        On the 996 pages of htmldate's own evaluation 767 days are those of its key, 57 are others (mostly of a change,
        or of the day before by the time zone) and 172 are unknown: precision 0.93. htmldate's fast mode, which takes
        comments and bare dates too, has 0.91 with 60 unknown.
    """
    return _one_day(_times(tree, _STATED)) or _of_head(tree, url) or _of_layout(tree)


def _of_head(tree: Any, url: str | None) -> str | None:
    from htmldate import find_date
    from lxml import html as lxml_html

    kept = tree.xpath("//meta | //link[@rel='canonical'] | //script[contains(@type, 'ld+json')]")
    head = "".join(lxml_html.tostring(element, encoding="unicode", with_tail=False) for element in kept)
    found = find_date(
        f"<html><head><title>-</title>{head}</head><body><p>-</p></body></html>",
        extensive_search=False,
        original_date=True,
        outputformat="%Y-%m-%dT%H:%M:%S%z",
        url=url,
    )
    return read_date(_MIDNIGHT.sub("", found)) if found else None


def _of_layout(tree: Any) -> str | None:
    found = _one_day(_times(tree, _TIMES))
    for path in _WORDED:
        found = found or _one_day(filter(None, map(_worded, tree.xpath(path))))
    return found


def _times(tree: Any, path: str) -> Iterator[str]:
    for element in tree.xpath(path):
        found = read_date(element.get("datetime") or element.get("content") or "")
        if found:
            yield found


def _one_day(dates: Iterable[str]) -> str | None:
    """The first of some dates, if all are of one day."""
    found = list(dates)
    return found[0] if found and len({date[:10] for date in found}) == 1 else None


def _worded(element: Any) -> str | None:
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():  # stopped early: a whole page may stand in an element of such a name
        pieces.append(piece)
        length += len(piece.strip())
        if length > MOST_WORDED_CHARS:
            return None
    words = " ".join(" ".join(pieces).split())
    match = _DAY.search(words)
    return date_in(match.group()) if match else date_in(words)
