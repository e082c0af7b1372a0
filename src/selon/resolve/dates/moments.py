"""From what words say of one time to its first and last day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from selon.model.times import Moment
from selon.resolve.dates.calendar import (
    PARTS_OF_MONTH,
    PARTS_OF_YEAR,
    Days,
    first_of,
    last_of,
    moved,
    named_days,
    season,
    unit_around,
)

AHEAD_DAYS = 120
"""A date without year whose clause has no tense is the coming one if it is at most so far ahead, else the past one: at
a third of the year ahead, last year's is twice as far, and a report that means that one says so or names the year."""

TYPO_DAYS = 31
"""A date so near to publication is believed even where its weekday is another; further off the weekday decides."""

_WEEK = 7
_RELATION_STEPS = {"last": -1, "previous": -1, "next": 1, "following": 1}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a moment is counted from.

    Attributes:
        published: Day of publication, or for the other end of a range that end; ``None`` where unknown.
        anchor: First and last day of the text's own last date; ``None`` where the text gives none.
        tense: ``past``, ``future`` or ``None``.
        year: Year that the sentence gives for dates without one, else ``None``.
    """

    published: date | None = None
    anchor: Days | None = None
    tense: str | None = None
    year: date | None = None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest(choices: Iterable[Days], setting: Setting) -> Days | None:
    """The choice that the tense allows; ``None`` where publication is unknown or no choice fits.

    Past is the last that had begun, future the first that is not over; without tense the last counts unless the next is
    nearer and at most ``AHEAD_DAYS`` ahead.
    """
    published = setting.published
    if published is None:
        return None
    ordered = sorted(choices)
    past = [days for days in ordered if days[0] <= published]
    coming = [days for days in ordered if days[1] >= published]
    if setting.tense == "future":
        return coming[0] if coming else None
    ahead = coming[0] if coming else None
    if setting.tense is None and ahead is not None and (ahead[0] - published).days <= AHEAD_DAYS:
        if past and past[-1][1] >= published:
            return past[-1]
        return ahead if not past or published - past[-1][0] > ahead[0] - published else past[-1]
    return past[-1] if past else None


def _in_years(make: object, setting: Setting) -> list[Days]:
    published = setting.published
    if published is None or not callable(make):
        return []
    found = [make(year) for year in range(published.year - 2, published.year + 3)]
    return [days for days in found if days is not None]


def _strict(days: Iterable[Days], moment: Moment, setting: Setting) -> Days | None:
    """The nearest choice, strictly before or after publication for « dernier » and « prochain »."""
    published = setting.published
    if published is not None and moment.relation in ("last", "previous"):
        return max((choice for choice in days if choice[1] < published), default=None)
    if published is not None and moment.relation in ("next", "following"):
        return min((choice for choice in days if choice[0] > published), default=None)
    return nearest(days, setting)


def _year_from_sentence(choices: list[Days], setting: Setting) -> Days | None:
    """The first choice not before the month that the sentence dated with its year."""
    since = setting.year
    if since is None:
        return None
    return min((choice for choice in choices if choice[1] >= since), default=None)


def _day(moment: Moment, setting: Setting) -> Days | None:
    month, number = moment.month, moment.day
    assert month is not None and number is not None

    def in_year(year: int) -> Days | None:
        made = _made(year, month, number)
        return None if made is None else (made, made)

    if moment.year is not None:
        return in_year(moment.year)
    if setting.year is not None and moment.relation is None:
        carried = [in_year(year) for year in (setting.year.year, setting.year.year + 1)]
        found = _year_from_sentence([days for days in carried if days], setting)
        if found is not None and (setting.published is None or found[0] <= setting.published):
            return found
    choices = _in_years(in_year, setting)
    found = _strict(choices, moment, setting)
    if moment.weekday is None or found is None or found[0].isoweekday() == moment.weekday:
        return found
    if setting.published is not None and abs((found[0] - setting.published).days) <= TYPO_DAYS:
        return found
    fitting = [days for days in choices if days[0].isoweekday() == moment.weekday]
    return _strict(fitting, moment, setting) or found


def _weekday(moment: Moment, setting: Setting) -> Days | None:
    assert moment.weekday is not None
    base = setting.published
    if moment.relation in ("following", "previous"):
        base = None if setting.anchor is None else setting.anchor[moment.relation == "following"]
    if base is None:
        return None
    back = (base.isoweekday() - moment.weekday) % _WEEK
    past, coming = base - timedelta(days=back), base + timedelta(days=-back % _WEEK)
    if moment.relation in ("last", "previous"):
        day = past if back else past - timedelta(days=_WEEK)
    elif moment.relation in ("next", "following"):
        day = coming if back else coming + timedelta(days=_WEEK)
    else:
        day = coming if setting.tense == "future" else past
    return day, day


def _part_of_month(year: int, month: int, part: str | None) -> Days:
    if part is None:
        return first_of(year, month), last_of(year, month)
    low, high = PARTS_OF_MONTH[part]
    last = last_of(year, month)
    return date(year, month, low), date(year, month, min(high, last.day))


def _month(moment: Moment, setting: Setting) -> Days | None:
    month = moment.month
    assert month is not None
    if moment.year is not None:
        return _part_of_month(moment.year, month, moment.part)
    if setting.year is not None and moment.relation is None and setting.year.month == month:
        return _part_of_month(setting.year.year, month, moment.part)
    whole = _in_years(lambda year: _part_of_month(year, month, None), setting)
    tense = setting.tense if setting.tense is not None else "past"
    found = _strict(whole, moment, Setting(setting.published, tense=tense))
    return None if found is None else _part_of_month(found[0].year, month, moment.part)


def _part_of(days: Days, part: str | None, unit: str) -> Days | None:
    """The start, middle or end of a month or year; ``None`` for vaguer parts (« début de semaine »)."""
    if part is None:
        return days
    if unit == "month":
        return _part_of_month(days[0].year, days[0].month, part)
    if unit == "year":
        low, high = PARTS_OF_YEAR[part]
        return first_of(days[0].year, low), last_of(days[0].year, high)
    return None


def _season(moment: Moment, setting: Setting) -> Days | None:
    name = moment.season
    assert name is not None
    if moment.year is not None:
        return season(moment.year, name)
    tense = setting.tense if setting.tense is not None else "past"
    return _strict(_in_years(lambda year: season(year, name), setting), moment, Setting(setting.published, tense=tense))


def _weekend(moment: Moment, setting: Setting, base: date) -> Days | None:
    found = unit_around(base, "weekend")
    assert found is not None
    this = found[0]
    if moment.relation in ("last", "previous"):
        this -= timedelta(days=_WEEK)
    elif moment.relation in ("next", "following"):
        this += timedelta(days=0 if base < this else _WEEK)
    elif setting.tense == "past" or (setting.tense is None and base.isoweekday() <= 3):
        this -= timedelta(days=0 if base >= this else _WEEK)
    return this, this + timedelta(days=1)


def _unit(moment: Moment, setting: Setting) -> Days | None:
    unit = moment.unit
    assert unit is not None
    textual = moment.relation in ("following", "previous", "same")
    if textual and setting.anchor is None:
        return None
    base = setting.anchor[moment.relation == "following"] if textual and setting.anchor else setting.published
    if base is None:
        return None
    if unit == "weekend":
        return _weekend(moment, setting, base)
    shifted = moved(base, _RELATION_STEPS.get(moment.relation or "", 0), unit)
    days = None if shifted is None else unit_around(shifted, unit)
    return None if days is None else _part_of(days, moment.part, unit)


def _day_alone(moment: Moment, setting: Setting) -> Days | None:
    """« l'aube du 14 »: the day of that number nearest to the text's date, else the last before publication."""
    assert moment.day is not None
    base = setting.anchor[0] if setting.anchor is not None else setting.published
    if base is None:
        return None
    months = [moved(first_of(base.year, base.month), step, "month") for step in (-1, 0, 1)]
    made = [_made(month.year, month.month, moment.day) for month in months if month is not None]
    limit = setting.published
    days = [day for day in made if day is not None and (limit is None or setting.tense == "future" or day <= limit)]
    best = min(days, key=lambda day: abs((day - base).days), default=None)
    return None if best is None else (best, best)


def _shifted(moment: Moment, setting: Setting, *, from_text: bool) -> Days | None:
    assert moment.shift is not None
    if from_text:
        if setting.anchor is None:
            return None
        edge = setting.anchor[moment.shift > 0]
    elif setting.published is not None:
        edge = setting.published
    else:
        return None
    day = edge + timedelta(days=moment.shift)
    return day, day


def _named(moment: Moment, setting: Setting) -> Days | None:
    named = moment.named
    assert named is not None
    year = moment.year or named.year
    if year is not None:
        return next(iter(named_days(named, year)), None)
    published = setting.published
    if published is None:
        return None
    choices = [days for year in range(published.year - 1, published.year + 2) for days in named_days(named, year)]
    return _strict(choices, moment, setting)


def days_of(moment: Moment, setting: Setting, *, from_text: bool = False) -> Days | None:
    """First and last day of a moment, without regard to the part of the day.

    Args:
        moment: What the words say.
        setting: What to count from.
        from_text: Whether a shift counts from the text's own date rather than from publication.

    Returns:
        ``None`` where the words say too little or what they count from is unknown.
    """
    if moment.named is not None:
        return _named(moment, setting)
    if moment.decade is not None:
        return date(moment.decade, 1, 1), date(moment.decade + 9, 12, 31)
    if moment.day is not None:
        return _around_date(moment, setting) if moment.month is not None else _numbered(moment, setting)
    if moment.weekday is not None:
        return _weekday(moment, setting)
    return _longer(moment, setting, from_text=from_text)


def _around_date(moment: Moment, setting: Setting) -> Days | None:
    """« la semaine du 3 mars », « le week-end du 14 juillet »: the unit that holds the date or lies nearest to it."""
    day = _day(moment, setting)
    if day is None or moment.unit is None or moment.unit == "day":
        return day
    if moment.unit == "weekend":
        near = day[0] + timedelta(days=0 if day[0].isoweekday() > 3 else -_WEEK)
        return unit_around(near, "weekend")
    return unit_around(day[0], moment.unit)


def _numbered(moment: Moment, setting: Setting) -> Days | None:
    found = _day_alone(moment, setting)
    if found is not None and moment.weekday not in (None, found[0].isoweekday()):
        return _weekday(moment, setting)
    return found


def _longer(moment: Moment, setting: Setting, *, from_text: bool) -> Days | None:
    if moment.month is not None:
        return _month(moment, setting)
    if moment.season is not None:
        return _season(moment, setting)
    if moment.year is not None:
        return _part_of((date(moment.year, 1, 1), date(moment.year, 12, 31)), moment.part, "year")
    if moment.shift is not None:
        return _shifted(moment, setting, from_text=from_text)
    if moment.unit is not None:
        return _unit(moment, setting)
    if moment.day_part is not None:
        return _of_day_part(moment, setting)
    return None


def _of_day_part(moment: Moment, setting: Setting) -> Days | None:
    """« ce matin » is published's, « ce soir-là » and « le matin même » the text's."""
    if moment.relation in ("same", "following", "previous"):
        if setting.anchor is None:
            return None
        day = setting.anchor[0] + timedelta(days=_RELATION_STEPS.get(moment.relation, 0))
        return day, day
    return None if setting.published is None else (setting.published, setting.published)
