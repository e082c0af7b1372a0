"""From one expression to its first and last possible day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from selon.model.events import When
from selon.model.times import Moment, TimeExpression
from selon.resolve.dates.calendar import Days, last_of, moved, unit_around
from selon.resolve.dates.moments import Setting, days_of

OpenDays = tuple[date | None, date | None]
"""First and last day; ``None`` for an open or an unknown end."""

_NOTHING: OpenDays = (None, None)
_ONE = timedelta(days=1)
_COMING_BOUNDS = ("by", "until", "starting")
_WHOLE_UNITS = ("month", "quarter", "half_year", "year", "decade", "century")


def _to_published(start: date | None, setting: Setting) -> OpenDays:
    """From ``start`` until publication, open where that is unknown; nothing where it starts after publication."""
    if start is not None and setting.published is not None and start > setting.published:
        return _NOTHING
    return start, setting.published


def _bounded(days: Days, expression: TimeExpression, setting: Setting) -> OpenDays:
    """What « depuis », « jusqu'à »… leave of the days."""
    low, high = days
    part = None if expression.first is None else expression.first.part
    match expression.bound:
        case "since":
            return _to_published(low, setting)
        case "until":
            return None, high
        case "by":
            return setting.published, _deadline(high, expression.first)
        case "before":
            return None, high if part == "end" else low - _ONE
        case "after":
            return high + _ONE, None
        case "starting":
            return low, None
        case _:
            return low, high


def _deadline(high: date, moment: Moment | None) -> date:
    """« d'ici mi-2021 » runs out at the half of the year, not at the end of its middle."""
    whole_year = moment is not None and moment.month is None and moment.part == "middle"
    return last_of(high.year, 6) if whole_year else high


def _night(day: date, setting: Setting, *, following: bool) -> Days:
    """A night has two days: the evening's and the morning's."""
    if following:
        return day, day + _ONE
    return day - _ONE, day


def _this_night(moment: Moment, setting: Setting) -> bool:
    return moment.day_part == "night" and moment.relation in ("this", "last") and moment.weekday is None


def _days(expression: TimeExpression, moment: Moment, setting: Setting) -> Days | None:
    """The days of a point; « jusqu'en octobre » without tense is the nearer October, past or coming."""
    from_text = expression.anchor == "text"
    either = expression.bound in ("until", "starting") and setting.tense is None and moment.day is None
    if not (either and moment.month is not None and setting.published is not None):
        return days_of(moment, setting, from_text=from_text)
    published = setting.published
    ways = [days_of(moment, replace(setting, tense=tense), from_text=from_text) for tense in ("past", "future")]
    return min((way for way in ways if way is not None), key=lambda way: abs(way[0] - published), default=None)


def _point(expression: TimeExpression, setting: Setting) -> OpenDays:
    moment = expression.first
    if moment is None:
        return _NOTHING
    undecided = setting.tense is None and moment.month is None
    to_come = expression.bound == "starting" and moment.relation == "this" and moment.weekday is not None
    if expression.bound == "by" or to_come or (expression.bound in _COMING_BOUNDS and undecided):
        setting = replace(setting, tense="future")
    elif expression.bound == "since":
        setting = replace(setting, tense="past")
    days = _days(expression, moment, setting)
    if days is None:
        return _NOTHING
    if moment.day_part == "night" and days[0] == days[1]:
        before = _this_night(moment, setting) and setting.tense != "future"
        days = _night(days[0], setting, following=not before)
    if expression.bound is None and moment.relation == "last" and moment.unit == "day":
        return _NOTHING
    return _bounded(days, expression, setting)


def _two_ends(first: Moment, last: Moment, setting: Setting) -> Days | None:
    """Resolve the surer end, then the other from there."""
    forward = (first.year is not None and last.year is None) or (setting.tense == "future" and last.year is None)
    if forward:
        low = days_of(_completed(first, last), setting)
        high = None if low is None else days_of(last, Setting(low[0], low, "future"))
    else:
        high = days_of(last, setting)
        low = None if high is None else days_of(_completed(first, last), Setting(high[1], high, "past"))
    if low is None or high is None or low[0] > high[1]:
        return None
    return low[0], high[1]


def _completed(first: Moment, last: Moment) -> Moment:
    """The first end with the month that only the last end has (« du 15 au 24 décembre »)."""
    if first.day is not None and first.month is None and last.month is not None:
        return replace(first, month=last.month, year=first.year or last.year)
    return first


def _range(expression: TimeExpression, setting: Setting) -> OpenDays:
    if expression.first is None or expression.last is None:
        return _NOTHING
    return _two_ends(expression.first, expression.last, setting) or _NOTHING


def _night_of(expression: TimeExpression, setting: Setting) -> OpenDays:
    first, last = expression.first, expression.last
    if first is None:
        return _NOTHING
    published = setting.published
    weekdays = last is not None and first.day is None and last.day is None
    if weekdays and published is not None and published.isoweekday() == first.weekday:
        return published, published + _ONE  # a report of that evening, not of six days ago
    if last is None:
        start = days_of(first, setting, from_text=expression.anchor == "text")
        return _NOTHING if start is None else (start[0], start[0] + _ONE)
    return _two_ends(first, last, setting) or _NOTHING


def _back(expression: TimeExpression, setting: Setting, sign: int) -> date | None:
    if setting.published is None or expression.count is None or expression.unit is None:
        return None
    return moved(setting.published, sign * expression.count, expression.unit)


def _duration(expression: TimeExpression, setting: Setting) -> OpenDays:
    """« depuis trois jours », « en trois jours »: counted from publication."""
    published = setting.published
    if published is None:
        return _NOTHING
    if expression.bound == "since" and expression.modifier == "over":
        return None, published
    if setting.tense == "future" and expression.bound is None:
        return _coming(expression, setting)
    start = _back(expression, setting, -1)
    return _NOTHING if start is None else (start, published)


def _coming(expression: TimeExpression, setting: Setting) -> OpenDays:
    end = _back(expression, setting, 1)
    return _NOTHING if end is None else (setting.published, end)


def _next(expression: TimeExpression, setting: Setting) -> OpenDays:
    """« les trois prochains jours »; « pendant trois jours » says when only for what lies ahead."""
    coming = expression.rule is not None and expression.rule.startswith("next")
    return _coming(expression, setting) if coming or setting.tense == "future" else _NOTHING


def _within(expression: TimeExpression, setting: Setting) -> OpenDays:
    """« dans trois jours » is that day, « dans les trois jours » and « d'ici trois jours » are the days until then."""
    if expression.bound == "by" or " les " in expression.text.lower():
        return _coming(expression, setting)
    end = _back(expression, setting, 1)
    return _NOTHING if end is None else _as_exact_as(end, expression.unit)


def _as_exact_as(day: date, unit: str | None) -> OpenDays:
    """A day counted in months or years is known to the month or year only; in days or weeks, to the day."""
    days = unit_around(day, unit) if unit in _WHOLE_UNITS else None
    if days is not None and unit not in ("month", "year"):
        days = unit_around(day, "year")
    return days or (day, day)


def _ago(expression: TimeExpression, setting: Setting) -> OpenDays:
    day = _back(expression, setting, -1)
    if day is None:
        return _NOTHING
    if expression.modifier == "over":
        return None, day
    if expression.modifier == "under":
        return day, setting.published
    return _as_exact_as(day, expression.unit)


def _shift(expression: TimeExpression, setting: Setting) -> OpenDays:
    """« trois jours plus tard »: counted from the text's date, which must be at least as exact as the unit."""
    count, unit, anchor = expression.count, expression.unit, setting.anchor
    if anchor is None or count is None or unit is None or expression.modifier in ("over", "under"):
        return _NOTHING
    sign = -1 if expression.direction == "earlier" else 1
    low, high = moved(anchor[0], sign * count, unit), moved(anchor[1], sign * count, unit)
    if low is None or high is None:
        return _NOTHING
    if unit in _WHOLE_UNITS:
        return _as_exact_as(low, unit) if (anchor[1] - anchor[0]).days < _days_in(unit) else _NOTHING
    return (low, high) if (anchor[1] - anchor[0]).days <= 1 else _NOTHING


def _days_in(unit: str) -> int:
    return 31 if unit == "month" else 366


def _day_part(expression: TimeExpression, setting: Setting) -> OpenDays:
    """« en soirée », « à l'aube »: of the text's own last day, else of the day of the report."""
    day = setting.anchor[0] if setting.anchor is not None else setting.published
    if day is None or (setting.anchor is not None and (setting.anchor[1] - setting.anchor[0]).days > 1):
        return _NOTHING
    if expression.first is not None and expression.first.day_part == "night":
        return _night(day, setting, following=day != setting.published)
    return day, day


def _clock(expression: TimeExpression, setting: Setting) -> OpenDays:
    if setting.anchor is None or (setting.anchor[1] - setting.anchor[0]).days > 1:
        return _NOTHING
    return setting.anchor


def _since_then(expression: TimeExpression, setting: Setting) -> OpenDays:
    return _NOTHING if setting.anchor is None else _to_published(setting.anchor[1], setting)


def _vague(expression: TimeExpression, setting: Setting) -> OpenDays:
    return _NOTHING


_RESOLVERS: dict[str, Callable[[TimeExpression, Setting], OpenDays]] = {
    "point": _point,
    "range": _range,
    "night": _night_of,
    "duration": _duration,
    "coming": _within,
    "last": _duration,
    "next": _next,
    "ago": _ago,
    "shift": _shift,
    "clock": _clock,
    "daypart": _day_part,
    "vague": _vague,
    "open": _since_then,
}


def open_days(expression: TimeExpression, setting: Setting) -> OpenDays:
    """First and last possible day of an expression; ``None`` for an open end, both ``None`` where nothing is known."""
    if expression.planned:
        setting = replace(setting, tense="future")
    return _RESOLVERS[expression.kind](expression, setting)


def as_when(expression: TimeExpression, days: OpenDays) -> When:
    """The expression with its days, as a record holds them."""
    low, high = days
    return When(
        text=expression.text,
        span=expression.span,
        earliest=None if low is None else low.isoformat(),
        latest=None if high is None else high.isoformat(),
    )


def resolve_time(
    expression: TimeExpression,
    *,
    published: date | None,
    anchor: tuple[date | None, date | None] | None = None,
    tense: str | None = None,
) -> When:
    """Give an expression its dates.

    Args:
        expression: What ``extract.times.find_times`` found.
        published: Day of publication (a ``datetime`` counts by its own zone's day); ``None`` where unknown: then only
            dates complete with their year, and what the text counts from such a date, are resolved.
        anchor: First and last day of the date that the text gave last; ``None`` or a ``None`` end where it gave none.
        tense: ``past`` or ``future``, the tense of the clause; ``None`` where it has none, which reads as past but for
            dates that lie at most ``AHEAD_DAYS`` ahead.

    Returns:
        The words with their first and last possible day; both ``None`` where the words or what they count from do not
        say (RECORD.md, ``when``).
    """
    known = None if anchor is None or anchor[0] is None or anchor[1] is None else (anchor[0], anchor[1])
    day = date(published.year, published.month, published.day) if published is not None else None
    return as_when(expression, open_days(expression, Setting(day, known, tense)))
