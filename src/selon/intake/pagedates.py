"""The day on which a page says that it was published."""

from __future__ import annotations

import re
from typing import Any

from selon.intake.dates import date_in, read_date

_MIDNIGHT = re.compile(r"T00:00:00(?:[+-]\d\d:?\d\d)?$")
_DAY = re.compile(r"\d{1,2}(?:er)?[ /.-](?:[^\W\d_]{3,10}\.?|\d{1,2})[ /.-]\d{4}")
_STATED = (
    "//*[@itemprop='datePublished'][@content or @datetime]",
    "//time[@pubdate][@datetime]",
    "//time[contains(concat(' ', @class), ' publi') or contains(@class, 'entry-date')][@datetime]",
)
_WORDED = "//*[contains(@class, 'publi')][not(ancestor-or-self::*[contains(@class, 'comment')])]"
MOST_WORDED_CHARS = 120
"""« Publié le jeudi 13 juin 2019 à 18 h 30, par la rédaction » is shorter."""

_TIMES = "//article//time[@datetime] | //main//time[@datetime] | //header//time[@datetime]"


def stated_date(tree: Any, url: str | None) -> str | None:
    """The ISO date, or date-time where one is given, that a page states of itself.

    It is looked for in the page's data for machines (JSON-LD, OpenGraph, meta), in its address, in marks of a date of
    publication, and last in the times of its article if they are all of one day. It is never searched for in the text,
    where that of a comment, of another article or of the event itself would be found.

    Args:
        tree: The page, as ``lxml.html`` reads it.
        url: Its address.
    """
    return _of_head(tree, url) or _of_marks(tree)


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


def _of_marks(tree: Any) -> str | None:
    for path in _STATED:
        for element in tree.xpath(path):
            found = read_date(element.get("datetime") or element.get("content") or "")
            if found:
                return found
    worded = [_worded(element) for element in tree.xpath(_WORDED)]
    days = {found[:10] for found in worded if found}
    if len(days) == 1:
        return next(filter(None, worded))
    times = [found for element in tree.xpath(_TIMES) if (found := read_date(element.get("datetime") or ""))]
    return times[0] if times and len({time[:10] for time in times}) == 1 else None


def _worded(element: Any) -> str | None:
    words = " ".join(element.text_content().split())
    if len(words) > MOST_WORDED_CHARS:
        return None
    match = _DAY.search(words)
    return date_in(match.group()) if match else date_in(words)
