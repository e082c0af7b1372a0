"""Dates of publication in the notations that files carry, as ISO dates; what is not plain stays unknown."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from selon.intake.iso import is_iso_date

LANGUAGES = ("fr", "en", "es", "de", "it", "pt", "nl")
"""Languages whose names of months are looked for: those of the press databases' exports."""

MOST_CHARS = 80
"""A date with weekday, month, time and zone has under 60 characters in these languages; prose is not searched."""

MOST_LINE_CHARS = 300
_PARTS = re.compile(r",|\s[-–•·]\s")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_ISO_START = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?")
_MAIL = re.compile(r"(?:[A-Za-z]{3}, *)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def read_date(value: str, *, day_first: bool | None = None) -> str | None:
    """The ISO date, or date-time where a time is given, that a text stands for.

    Args:
        value: A date in ISO, mail, compact (20161208), numeric or spelled-out notation (« jeudi 8 décembre 2016 »).
        day_first: How to read ``03/04/2021``; ``None`` leaves it unknown, unless one of the two cannot be a month.

    Returns:
        ``None`` where no full day is given, or where two days are possible.
    """
    value = " ".join(value.split()).strip(" ,;.")
    if not value or len(value) > MOST_CHARS:
        return None
    return _from_iso(value) or _from_numbers(value, day_first=day_first) or _from_mail(value) or _spelled(value)


def date_in(line: str) -> str | None:
    """The date in a line whose parts stand apart by commas or dashes: « Monde, jeudi 8 décembre 2016, p. 4 »."""
    whole = read_date(line)
    if whole or len(line) > MOST_LINE_CHARS:
        return whole
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    runs = (parts[at : at + size] for size in (1, 2, 3) for at in range(len(parts) - size + 1))
    return next(filter(None, (read_date(", ".join(run)) for run in runs)), None)


def is_day_first(values: Iterable[str]) -> bool | None:
    """Whether a column of dates such as ``14/02/2021`` puts the day first; ``None`` where none of them tells."""
    for value in values:
        match = _YEAR_LAST.match(value.strip())
        if match:
            first, second = int(match[1]), int(match[3])
            if (first > 12) != (second > 12):
                return first > 12
    return None


def from_unix_time(seconds: float) -> str | None:
    """The instant in UTC; ``None`` outside the years 1970 to 9999."""
    from datetime import UTC

    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None


def _from_iso(value: str) -> str | None:
    match = _ISO_START.match(value)
    if not match or value[match.end() : match.end() + 1].isalnum():
        return None
    text = match.group().replace(" UTC", "Z").replace(" UTC", "Z")
    day, rest = text[:10], text[10:].strip(" T")
    if not rest:
        return day if is_iso_date(day) else None
    stamp = f"{day}T{rest.replace(' ', '')}"
    try:
        return _shown(datetime.fromisoformat(stamp.replace("UTC", "Z")))
    except ValueError:
        return day if is_iso_date(day) else None


def _shown(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()


def _from_numbers(value: str, *, day_first: bool | None) -> str | None:
    match = _COMPACT.match(value)
    if match and not value[match.end() : match.end() + 1].isdigit():
        return _day(match[1], match[2], match[3])
    match = _YEAR_FIRST.match(value)
    if match:
        return _day(match[1], match[2], match[3])
    match = _YEAR_LAST.match(value)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    if day_first is None and first <= 12 and second <= 12 and first != second and match[2] != ".":
        return None
    if first > 12 or (second <= 12 and day_first is not False):
        return _day(match[4], match[3], match[1])
    return _day(match[4], match[1], match[3])


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _from_mail(value: str) -> str | None:
    if not _MAIL.match(value):
        return None
    try:
        return _shown(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _spelled(value: str) -> str | None:
    """Dates with the name of a month. A year must stand in the words: none is ever supplied."""
    if not _YEAR.search(value) or not any(word in _months() for word in _LETTERS.findall(_plain(value))):
        return None
    try:
        found = _date_parser().get_date_data(value).date_obj
    except Exception:  # noqa: BLE001  # whatever a library raises on odd words, the date is unknown
        return None
    if found is None:
        return None
    moment: datetime = found
    return _shown(moment) if re.search(r"\d[:h]\d\d", value) else moment.date().isoformat()


def _plain(text: str) -> str:
    """In lower case and without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


@cache
def _months() -> frozenset[str]:
    """Names of months and their short forms: without one of them, the slow parser need not be asked."""
    from dateparser.languages.loader import default_loader

    locales = (default_loader.get_locale(language).info for language in LANGUAGES)
    names = (name for info in locales for month in month_name[1:] for name in info.get(month.lower(), ()))
    return frozenset(part for name in names for part in _LETTERS.findall(_plain(name)))


@cache
def _date_parser() -> Any:
    """The parser of dates; absolute ones only, so that « hier » is never counted from the day of the intake."""
    from dateparser.date import DateDataParser

    settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": "DMY"}
    return DateDataParser(languages=list(LANGUAGES), settings=settings)
