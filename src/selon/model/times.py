"""Words of time, taken apart but not yet turned into dates."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.spans import Span

TIME_KINDS = (
    "point",
    "range",
    "night",
    "duration",
    "coming",
    "last",
    "next",
    "ago",
    "shift",
    "clock",
    "daypart",
    "vague",
    "open",
)
"""What an expression does: names a time (point, range, night), counts from a day (the next six), names a part of a day
that the text has named (clock, daypart), says too little for dates (vague), or reaches from the text's last date until
publication (open: a lone « depuis »)."""

BOUNDS = ("since", "until", "by", "before", "after", "starting")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name.

    Attributes:
        name: Its first form in the table.
        calendar: ``gregorian``, ``easter`` (``day`` counts from Easter Sunday) or ``hijri``.
        month: Month in that calendar; 0 for ``easter``.
        day: Day of that month, or days after Easter Sunday.
        days: How many days it lasts, 1 or more.
        year: Its year where it is meant once and for all (« le 11-Septembre »); ``None`` for a day of every year.
    """

    name: str
    calendar: str
    month: int
    day: int
    days: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What the words say of one time; ``None`` where they do not say.

    Attributes:
        year: Four digits.
        month: 1 to 12.
        day: Day of the month, 1 to 31.
        weekday: 1 (Monday) to 7.
        part: ``start``, ``middle`` or ``end`` of the month, year or unit.
        season: ``spring``, ``summer``, ``autumn`` or ``winter``.
        named: A day with a name.
        decade: Its first year (« années 1990 »).
        unit: ``day``, ``week``, ``weekend``, ``month``, ``year``… where such a unit is named (« semaine dernière »).
        relation: ``this``, ``last``, ``next``, ``following``, ``previous`` or ``same``.
        shift: Days from the anchor (« hier » -1, « surlendemain » 2).
        day_part: ``morning``, ``noon``, ``afternoon``, ``evening``, ``daytime``, ``midnight``, ``dawn``, ``dusk`` or
            ``night``.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    season: str | None = None
    named: NamedDay | None = None
    decade: int | None = None
    unit: str | None = None
    relation: str | None = None
    shift: int | None = None
    day_part: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when.

    Attributes:
        span: Where they stand, without leading article or preposition unless it bears on the dates (« depuis »).
        text: The words.
        kind: One of ``TIME_KINDS``.
        anchor: What the dates are counted from: ``published``, ``text`` (the report's own last date) or ``absolute``
            (complete with its year).
        first: The time named, or the first of a range.
        last: The last of a range or of a night between two days.
        bound: One of ``BOUNDS``; ``None`` where the words name the time itself.
        count: How many units, 0 or more, for kinds that count.
        unit: ``hour``, ``day``, ``week``, ``month``, ``year``…, for kinds that count.
        direction: ``earlier`` or ``later``, for ``shift``.
        modifier: ``over`` (« plus de »), ``under`` (« moins de ») or ``about``.
        governs: A happening follows that the words count from (« le lendemain de l'attaque », « deux jours après
            la mort »).
        planned: A word of planning stands right before (« prévu vendredi »), so that the time lay ahead.
        sentence: Number of the sentence in the text, from 0.
        rule: The rule that made it and its line, ``rule [table:line]``.
    """

    span: Span
    text: str
    kind: str
    anchor: str
    first: Moment | None = None
    last: Moment | None = None
    bound: str | None = None
    count: float | None = None
    unit: str | None = None
    direction: str | None = None
    modifier: str | None = None
    governs: bool = False
    planned: bool = False
    sentence: int = 0
    rule: str | None = None
