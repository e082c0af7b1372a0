"""Whose text a report is by its own marks: an agency's dateline at its start, a credit at its end, its outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from selon.lexicon.press import load_agencies

START_CHARS = 250
END_CHARS = 250
CREDIT_CHARS = 90
"""A last paragraph no longer than this that names an agency is a credit: « Le Monde avec AFP »."""

# « ALEP (Syrie), 7 déc 2016 (ALI) - », « Bamako (AFP) – », « PARIS, 3 janvier (Reuters) - »
_DATELINE = re.compile(r"\A\s*[^\W\d_a-z][^()\n]{0,60}(?:\([^()\n]{1,40}\)[^()\n]{0,40})?\(([^()\n]{2,40})\)\s*[-–—:]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_PARENTHESIS = re.compile(r"\(([^()\n]{2,80})\)[\s.]*\Z")


@dataclass(frozen=True, slots=True)
class Trace:
    """What a report says of where its text comes from.

    Attributes:
        agency: The news agency, by its short name; ``None`` where none is named.
        own: The agency itself is the outlet.
        dateline: Its dateline stands at the start.
        credit: A credit stands at the end, or in the outlet's name (« Le Point avec AFP »).
    """

    agency: str | None = None
    own: bool = False
    dateline: bool = False
    credit: bool = False


def trace_of(text: str, publisher: str | None = None) -> Trace:
    """The marks of a report.

    Args:
        text: Its text.
        publisher: Its outlet.
    """
    outlet = (publisher or "").strip()
    if outlet in load_agencies():
        return Trace(load_agencies()[outlet], own=True, dateline=_dateline(text) is not None)
    agency = _dateline(text)
    if agency:
        return Trace(agency, own=_is_name_of(agency, outlet), dateline=True)
    agency = _credit(text) or _named(outlet)
    return Trace(agency, credit=True) if agency else Trace()


def _dateline(text: str) -> str | None:
    match = _DATELINE.match(text[:START_CHARS])
    if match is None:
        return None
    inside = match[1].strip()
    found = _named(inside)
    return found or (inside if _ACRONYM.fullmatch(inside) else None)


def _credit(text: str) -> str | None:
    end = text[-END_CHARS:].rstrip()
    last = end.rpartition("\n")[2]
    if "\n" in end and len(last) <= CREDIT_CHARS:
        found = _named(last)
        if found:
            return found
    match = _PARENTHESIS.search(end)
    return _named(match[1]) if match else None


def _named(words: str) -> str | None:
    match = _names().search(words)
    return load_agencies()[match.group()] if match else None


@cache
def _names() -> re.Pattern[str]:
    names = sorted(load_agencies(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def _is_name_of(acronym: str, outlet: str) -> bool:
    """Whether an acronym is made of the first letters of an outlet's name: ALI, Agence Levant Info."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", outlet)).upper()
    return bool(outlet) and (initials == acronym or outlet.upper() == acronym)
