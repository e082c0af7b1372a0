"""The dates of a whole text, each counted from publication or from a date that the text gave before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selon.model.events import When
from selon.model.times import TimeExpression
from selon.resolve.dates.calendar import Days, moved
from selon.resolve.dates.expressions import OpenDays, as_when, open_days
from selon.resolve.dates.moments import Setting

ANCHOR_SENTENCES = 2
"""How many sentences a date goes on to count for « la veille » or « deux jours plus tard ». In the gold, words further
from their date are left without days; a date complete with its year counts on until the next."""

_LONGEST_ANCHOR_DAYS = 366
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Given:
    """A date that the text gave: its days, its sentence, and whether it was complete with its year."""

    days: Days
    sentence: int
    complete: bool


def _gives(expression: TimeExpression, days: OpenDays) -> _Given | None:
    """The date as one to count from; ``None`` for open intervals, parts of a day and whole decades."""
    low, high = days
    usable = expression.bound is None and expression.kind in ("point", "range", "night", "ago", "shift", "coming")
    if not usable or expression.governs or low is None or high is None or (high - low).days > _LONGEST_ANCHOR_DAYS:
        return None
    return _Given((low, high), expression.sentence, expression.anchor == "absolute")


def _exactness(expression: TimeExpression) -> int:
    """The longest date, in days beyond the first, that the expression can count from."""
    moment = expression.first
    unit = expression.unit if expression.kind == "shift" else None if moment is None else moment.unit
    if expression.kind == "open":
        return _LONGEST_ANCHOR_DAYS
    return {"week": 7, "month": 30, "year": _LONGEST_ANCHOR_DAYS}.get(unit or "", 1)


def _anchor(expression: TimeExpression, given: Sequence[_Given], published: date | None) -> Days | None:
    """The nearest date before the expression that still counts for it.

    A full date counts on until the next, unless it is the day of publication: that is the report's head, not its story.
    Nor is the day of publication what a governed happening of an earlier sentence is dated with.
    """
    longest = _exactness(expression)
    for date_given in reversed(given):
        low, high = date_given.days
        if (high - low).days > longest:
            continue
        today = published is not None and low == high == published
        near = expression.sentence - date_given.sentence <= (1 if expression.governs else ANCHOR_SENTENCES)
        if (near and not (today and expression.governs)) or (date_given.complete and high - low <= _ONE and not today):
            return date_given.days
    return None


def _year_for(expression: TimeExpression, given: Sequence[_Given]) -> date | None:
    """First day of the date whose year goes on to one that has none (« janvier 2015 … le 11 janvier »).

    It is complete, as exact as a month, and stands before in the sentence, or anywhere before in the same month.
    """
    moment = expression.last or expression.first
    if moment is None or moment.year is not None or moment.month is None:
        return None
    for date_given in reversed(given):
        if not date_given.complete or (date_given.days[1] - date_given.days[0]).days > 31:
            continue
        if date_given.sentence == expression.sentence or date_given.days[0].month == moment.month:
            return date_given.days[0]
    return None


def _main_date(expression: TimeExpression, given: Sequence[_Given]) -> Days | None:
    """The day on which the sentence has put its main happening before the expression."""
    for date_given in reversed(given):
        if date_given.sentence == expression.sentence and (date_given.days[1] - date_given.days[0]).days <= 1:
            return date_given.days
    return None


def _governed(expression: TimeExpression, main: Days) -> OpenDays:
    """« le lendemain de X », « deux jours après X » beside the date of what happened then: the days of X.

    Without such a date before it in the sentence the words count from the text's last date, which is then that of X.
    """
    moment = expression.first
    if expression.kind == "point" and moment is not None and moment.shift is not None:
        back = timedelta(days=-moment.shift)
        return main[0] + back, main[1] + back
    if expression.count is None or expression.unit is None:
        return None, None
    sign = 1 if expression.direction == "earlier" else -1
    count = sign * expression.count
    return moved(main[0], count, expression.unit), moved(main[1], count, expression.unit)


def resolve_all(
    expressions: Sequence[TimeExpression],
    published: date | None,
    tenses: Sequence[str | None] = (),
) -> list[When]:
    """Give the expressions of one text their dates, in order.

    Args:
        expressions: What ``extract.times.find_times`` found in one text.
        published: Day of publication; ``None`` where unknown.
        tenses: For each expression the tense of its clause, ``past``, ``future`` or ``None``; empty for none.

    Returns:
        One for each expression, as ``resolve_time`` gives it. Where ``governs`` is set and the sentence has dated its
        main happening before, the days are those of the happening that the words count from.
    """
    day = date(published.year, published.month, published.day) if published is not None else None
    given: list[_Given] = []
    whens: list[When] = []
    for at, expression in enumerate(expressions):
        tense = tenses[at] if at < len(tenses) else None
        main = _main_date(expression, given) if expression.governs else None
        if main is not None:
            days = _governed(expression, main)
        else:
            setting = Setting(day, _anchor(expression, given, day), tense, _year_for(expression, given))
            days = open_days(expression, setting)
        whens.append(as_when(expression, days))
        found = _gives(expression, days)
        if found is not None:
            given.append(found)
    return whens
