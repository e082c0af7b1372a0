"""Taking an expression apart: which weekday, day, month, unit and count its words name, by the kind of its rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from selon.extract.times.tokens import Item
from selon.lexicon.time_grammar import TimeRule
from selon.lexicon.times import TimeLexicon
from selon.model.spans import Span
from selon.model.times import BOUNDS, Moment, NamedDay, TimeExpression

_RELATIONS = {
    "this": "this",
    "last": "last",
    "next": "next",
    "following": "following",
    "previous": "previous",
    "same": "same",
    "there": "same",
}
_CONNECTORS = frozenset({"and", "or", "dash", "comma"})
_OPENS_DATE = frozenset({"weekday", "day", "first", "month", "year", "round_year", "part"})
_MODIFIERS = ("over", "under", "about")
_FIRST_YEAR = 1700
_CENTURY_TURN = 30  # « années 20 » are the 2020s, « années 30 » the 1930s


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule matched: the rule, its tokens, the classes of the tokens around them, and the lexicon."""

    rule: TimeRule
    items: tuple[Item, ...]
    preceding: frozenset[str]
    following: frozenset[str]
    lexicon: TimeLexicon
    folded: str


def _day_number(item: Item) -> int | None:
    if item.name == "first":
        return 1
    return int(item.word) if item.name == "day" else None


def _without_day_phrase(items: Sequence[Item]) -> list[Item]:
    """The tokens without the ``part`` that belongs to a part of the day (« en fin d'après-midi »)."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        after = next((later.name for later in items[at + 1 :] if later.name not in ("of", "the", "ofthe")), None)
        if not (item.name == "part" and after in ("daypart", "night")):
            kept.append(item)
    return kept


def _from_digits(item: Item) -> Moment | None:
    """The moment that a date in digits names; ``None`` where there is no such day."""
    numbers = [int(part) for part in re.findall(r"\d+", item.word)]
    year, month, day = numbers if item.name == "iso" else numbers[::-1]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Moment(year=year, month=month, day=day)


def _moment(items: Sequence[Item]) -> Moment | None:
    """What the tokens say of one time; ``None`` where they contradict the calendar."""
    said: dict[str, object] = {}
    for item in _without_day_phrase(items):
        if item.name in ("iso", "dmy"):
            return _from_digits(item)
        if item.name in ("year", "round_year"):
            said["year"] = int(item.word)
        elif item.name in ("day", "first"):
            said.setdefault("day", _day_number(item))
        elif item.name in ("month", "weekday", "season", "unit", "part"):
            said.setdefault(item.name, item.value)
        elif item.name in ("daypart", "night"):
            said["day_part"] = item.value or "night"
        elif item.name in ("deictic", "anchor"):
            said["shift"] = item.value
        elif item.name in ("named", "named_led") and isinstance(item.value, NamedDay):
            said["named"] = item.value
            said.setdefault("year", item.value.year)
        elif item.name in _RELATIONS:
            said["relation"] = _RELATIONS[item.name]
    if said.get("relation") == "this" and said.get("day_part") == "daytime":
        said["relation"] = "same"  # « cette journée » is the day that the text speaks of, « ce matin » the reader's
    return Moment(**said) if said else None  # type: ignore[arg-type]


def _anchor(moment: Moment | None, items: Sequence[Item]) -> str:
    if moment is not None and (moment.year is not None or moment.decade is not None):
        return "absolute"
    if moment is not None and moment.relation in ("same", "following", "previous"):
        return "text"
    return "text" if any(item.name == "anchor" for item in items) else "published"


def _start(found: Match) -> TimeExpression:
    """An expression with its words, kind, bound and rule; nothing taken apart yet."""
    first = found.items[0]
    bound = "since" if first.name == "begun" else first.name if first.name in BOUNDS else None
    span = Span(first.start, found.items[-1].end)
    rule = f"{found.rule.name} [{found.rule.where}]"
    return TimeExpression(span, "", found.rule.kind, "published", bound=bound, rule=rule)


def _decade(found: Match, start: TimeExpression) -> TimeExpression | None:
    """« les années 1990 », « les années 90 », « les années trente »."""
    read = found.lexicon.numbers.read(found.items[1].word)
    if read is None or not (read.value >= _FIRST_YEAR or 10 <= read.value < 100):
        return None
    century = 0 if read.value >= _FIRST_YEAR else 1900 if read.value >= _CENTURY_TURN else 2000
    return replace(start, first=Moment(decade=(century + read.value) // 10 * 10), anchor="absolute")


def _point(found: Match) -> TimeExpression | None:
    start = _start(found)
    items = found.items[1:] if start.bound else found.items
    if found.rule.name == "decade":
        return _decade(found, start)
    plain = max((at for at, item in enumerate(items) if item.name == "plain"), default=-1)
    items = items[plain + 1 :]  # « depuis le début de la guerre en 2015 »: the start is the war's, not the year's
    moment = _moment(items)
    if moment is None or moment.unit in ("hour", "minute", "second"):
        return None
    governs = items[0].name == "anchor" and bool(found.following & {"of", "ofthe", "ofthem"})
    return replace(start, first=moment, anchor=_anchor(moment, items), governs=governs)


def _sides(items: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """The tokens of a range's first and last time."""
    if items[0].name == "between":
        cut = max(at for at, item in enumerate(items) if item.name == "and")
        return items[1:cut], items[cut + 1 :]
    for at in range(len(items) - 2, 0, -1):
        following = next((item.name for item in items[at + 1 :] if item.name not in ("the", "to", "in")), None)
        if items[at].name in ("to", "until") and following in _OPENS_DATE:
            return items[:at], items[at + 1 :]
    cuts = [at for at, item in enumerate(items) if item.name in _CONNECTORS and 0 < at < len(items) - 1]
    return (items[: cuts[0]], items[cuts[-1] + 1 :]) if cuts else (items, ())


def _range(found: Match) -> TimeExpression | None:
    left, right = _sides(found.items)
    first, last = _moment(left), _moment(right)
    if first is None or last is None:
        return None
    anchor = "absolute" if "absolute" in (_anchor(first, left), _anchor(last, right)) else "published"
    return replace(_start(found), first=first, last=last, anchor=anchor, bound=None)


def _night(found: Match) -> TimeExpression | None:
    items = found.items[1:]
    two = any(item.name == "to" for item in items)
    left, right = _sides(items) if two else (items, items)
    first, last = _moment(left), _moment(right) if two else None
    if first is None:
        return None
    anchor = "absolute" if (last or first).year is not None or first.year is not None else "published"
    if first.weekday is None and first.month is None and (last is None or last.month is None):
        anchor = "text"
    return replace(_start(found), first=first, last=last, anchor=anchor)


def _count(found: Match) -> tuple[float, str] | None:
    """How many of which unit; ``None`` where the words are no number."""
    numbers = [item for item in found.items if item.name in ("num", "day")]
    unit = next((item.value for item in found.items if item.name == "unit"), None)
    if not numbers or not isinstance(unit, str):
        return None
    read = found.lexicon.numbers.read(found.folded[numbers[0].start : numbers[-1].end])
    if read is None:
        return None
    half = 0.5 if any(item.name == "half" for item in found.items) else 0
    return read.value + half, unit


def _counted(found: Match) -> TimeExpression | None:
    count = _count(found)
    if count is None:
        return None
    names = [item.name for item in found.items]
    modifier = next((name for name in _MODIFIERS if name in names), None)
    return replace(_start(found), count=count[0], unit=count[1], modifier=modifier)


def _shift(found: Match) -> TimeExpression | None:
    counted = _counted(found)
    if counted is None:
        return None
    last = found.items[-1].name
    direction = "earlier" if last in ("earlier", "before") else "later"
    governs = last in ("before", "after") and bool(
        found.following & {"the", "this", "these", "of", "ofthe", "ofthem", "plain"}
    )
    return replace(counted, anchor="text", bound=None, direction=direction, governs=governs)


def _clock(found: Match) -> TimeExpression | None:
    unit = next((item.value for item in found.items if item.name == "unit"), "hour")
    return replace(_start(found), anchor="text", bound=None) if unit == "hour" else None


def _day_part(found: Match) -> TimeExpression | None:
    return replace(_start(found), first=_moment(found.items), anchor="text", bound=None)


def _plain(found: Match) -> TimeExpression | None:
    anchor = "text" if found.rule.kind == "open" else "published"
    return replace(_start(found), anchor=anchor, bound=None, modifier="vague" if found.rule.kind == "vague" else None)


BUILDERS: dict[str, Callable[[Match], TimeExpression | None]] = {
    "point": _point,
    "range": _range,
    "night": _night,
    "duration": _counted,
    "coming": _counted,
    "last": _counted,
    "next": _counted,
    "ago": _counted,
    "shift": _shift,
    "clock": _clock,
    "daypart": _day_part,
    "vague": _plain,
    "open": _plain,
}
