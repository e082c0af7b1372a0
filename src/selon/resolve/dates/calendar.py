"""Arithmetic of days, months, seasons and feasts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from hijridate import Gregorian, Hijri

from selon.model.times import NamedDay

Days = tuple[date, date]
"""First and last day, both included."""

UNIT_DAYS = {"day": 1, "week": 7}
UNIT_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "decade": 120, "century": 1200}
PARTS_OF_MONTH = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
"""RECORD.md, decision 26: « mi-novembre » is the 11th to the 20th; start and end are the other thirds."""

PARTS_OF_YEAR = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}
"""Months. « début 2019 » and « fin 2019 » are the outer quarters, « mi-2019 » the middle third."""

SEASONS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 22), "winter": (12, 22)}
"""First month and day in the northern half; equinox and solstice move by a day, which no report minds."""

HOURS_A_DAY = 24
HALF_MONTH_DAYS = 14


def publication_day(published: str | None) -> date | None:
    """The day that a report's ``published`` names, an ISO date or date-time, in its own zone; ``None`` for ``None``.

    Raises:
        ValueError: It is neither.
    """
    return None if published is None else datetime.fromisoformat(published).date()


def first_of(year: int, month: int) -> date:
    """First day of a month."""
    return date(year, month, 1)


def last_of(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def moved_months(day: date, months: int) -> date:
    """``day`` moved by whole months, to the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def moved(day: date, count: float, unit: str) -> date | None:
    """``day`` moved by ``count`` units, backwards where negative.

    Returns:
        ``None`` where the unit is shorter than a day and the count makes no whole days, or the year leaves 1 to 9999.
    """
    if unit == "hour":
        return day + timedelta(days=int(count / HOURS_A_DAY)) if count % HOURS_A_DAY == 0 else None
    whole = int(count)
    half = count != whole
    try:
        if unit in UNIT_DAYS:
            return day + timedelta(days=round(count * UNIT_DAYS[unit]))
        if unit not in UNIT_MONTHS:
            return None
        if unit == "month":
            rest = HALF_MONTH_DAYS if half else 0
            return moved_months(day, whole) + timedelta(days=rest if count > 0 else -rest)
        return moved_months(day, int(count * UNIT_MONTHS[unit]))
    except (ValueError, OverflowError):
        return None


def unit_around(day: date, unit: str) -> Days | None:
    """The calendar unit that ``day`` stands in; ``None`` for units that no calendar has (hours)."""
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return saturday, saturday + timedelta(days=1)
    if unit == "decade":
        return date(day.year // 10 * 10, 1, 1), date(day.year // 10 * 10 + 9, 12, 31)
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}.get(unit)
    if months is None:
        return None
    start = (day.month - 1) // months * months + 1
    return first_of(day.year, start), last_of(day.year, start + months - 1)


def season(year: int, name: str) -> Days:
    """The season that starts in ``year``; winter ends in the next."""
    names = list(SEASONS)
    after = names[(names.index(name) + 1) % len(names)]
    start = date(year, *SEASONS[name])
    end = date(year + (after == names[0]), *SEASONS[after]) - timedelta(days=1)
    return start, end


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Notes:
        Anonymous Gregorian computus, as printed in J. Meeus, Astronomical Algorithms, chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def named_days(named: NamedDay, year: int) -> list[Days]:
    """Each time that a named day starts in the Gregorian ``year``; an Islamic one may do so twice or not at all.

    Returns:
        Empty outside 1925 to 2076 for Islamic days, which is as far as the Umm al-Qura tables reach.
    """
    if named.calendar == "gregorian":
        starts = [date(year, named.month, named.day)]
    elif named.calendar == "easter":
        starts = [easter(year) + timedelta(days=named.day)]
    else:
        starts = _hijri_starts(named, year)
    return [(start, start + timedelta(days=named.days - 1)) for start in starts]


def _hijri_starts(named: NamedDay, year: int) -> list[date]:
    try:
        years = {Gregorian(year, 1, 1).to_hijri().year, Gregorian(year, 12, 31).to_hijri().year}
    except (OverflowError, ValueError):
        return []
    days = []
    for hijri_year in sorted(years):
        found = Hijri(hijri_year, named.month, named.day).to_gregorian()
        start = date(found.year, found.month, found.day)
        if start.year == year:
            days.append(start)
    return days
