"""Finding the words that say when, and taking them apart: « dans la nuit de lundi à mardi », « depuis 2012 »."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from selon.lexicon.folding import fold
from selon.lexicon.times import TOKEN, TimeLexicon, TimeRule, TimeWord, Value
from selon.model.spans import Span
from selon.model.times import BOUNDS, Moment, NamedDay, TimeExpression

_STOP = re.compile(r"[.!?…\n]+[»”\")\s]*")
_OPENERS = tuple("\"«“(-–—")
_CLOSERS = tuple("»”\")%")
REACH = 10
"""How many tokens before its first word of time an expression may begin: « depuis le début de l'intervention … en mars »."""

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
_DATES_A_MONTH = frozenset({"day", "first", "year", "part"})
_OPENS_DATE = frozenset({"weekday", "day", "first", "month", "year", "round_year", "part"})
_MODIFIERS = ("over", "under", "about")
_CENTURY_TURN = 30  # « années 20 » are the 2020s, « années 30 » the 1930s


@dataclass(frozen=True, slots=True)
class _Item:
    """One token of an expression: its class, value and place."""

    name: str
    value: Value
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule matched: the rule, its tokens, the classes of the tokens around them, and the lexicon."""

    rule: TimeRule
    items: tuple[_Item, ...]
    preceding: frozenset[str]
    following: frozenset[str]
    lexicon: TimeLexicon
    folded: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A text as tokens, one letter each.

    Attributes:
        letters: Their classes.
        tokens: For each letter the number of its first token.
        matches: The tokens.
        compounds: Tokens that begin a form of several tokens: how many, and its entry.
    """

    letters: str
    tokens: list[int]
    matches: list[re.Match[str]]
    compounds: dict[int, tuple[int, TimeWord]]


def _row(folded: str, lexicon: TimeLexicon) -> _Row:
    """The tokens of a folded text, compounds as one letter."""
    matches = list(TOKEN.finditer(folded))
    texts = [match[0] for match in matches]
    known, plain, shape, heads = lexicon.letter_of.get, lexicon.letters["plain"], lexicon.shape_letter, lexicon.compounds
    letters = [known(text) or (plain if text > ":" else shape(text)) for text in texts]
    compounds: dict[int, tuple[int, TimeWord]] = {}
    for at in [at for at, text in enumerate(texts) if text in heads]:
        for form, entry in heads[texts[at]]:
            size = len(form)
            if letters[at] and tuple(texts[at : at + size]) == form:
                compounds[at] = size, entry
                letters[at : at + size] = [lexicon.letters[entry.name], *[""] * (size - 1)]
                break
    return _Row("".join(letters), [at for at, letter in enumerate(letters) if letter], matches, compounds)


def _matches(row: _Row, lexicon: TimeLexicon) -> Iterator[tuple[TimeRule, int, int]]:
    """The rules that fit, from left to right, each tried only near a token that says time."""
    letters, end = row.letters, 0
    for core in lexicon.core.finditer(letters):
        if core.start() < end:
            continue
        for at in range(max(end, core.start() - REACH), core.start() + 1):
            rules = lexicon.grammar.get(letters[at])
            match = rules.pattern.match(letters, at) if rules is not None else None
            if match is not None and rules is not None and match.end() > core.start():
                yield rules.rules[(match.lastindex or 1) - 1], at, match.end()
                end = match.end()
                break


def _names(row: _Row, at: int, lexicon: TimeLexicon) -> tuple[str, ...]:
    return lexicon.classes[row.letters[at]] if at < len(row.letters) else ()


def _item(row: _Row, at: int, end: int, lexicon: TimeLexicon) -> _Item:
    """The token ``at``, in the class that fits where a form has several."""
    token = row.tokens[at]
    first = row.matches[token]
    size, entry = row.compounds.get(token) or (1, lexicon.words.get(first[0]))
    names = _names(row, at, lexicon)
    name = names[0]
    if len(names) > 1:
        before_unit = at + 1 < end and "unit" in _names(row, at + 1, lexicon)
        before = _names(row, at - 1, lexicon) if at else ()
        dated = bool(_DATES_A_MONTH & {*before, *_names(row, at + 1, lexicon)})
        name = _one_of(names, number=before_unit or not dated, after_dash="dash" in before)
    value = entry.values.get(name) if entry is not None else None
    return _Item(name, value, first[0], first.start(), row.matches[token + size - 1].end())


def _one_of(names: Sequence[str], *, number: bool, after_dash: bool) -> str:
    if "num" in names and len(names) > 1:
        other = next(name for name in names if name != "num")
        return "num" if number else other
    if "there" in names:
        return "there" if after_dash else "the"
    return "unit" if "unit" in names else names[0]


def _day_number(item: _Item) -> int | None:
    if item.name == "first":
        return 1
    return int(item.word) if item.name == "day" else None


def _without_day_phrase(items: Sequence[_Item]) -> list[_Item]:
    """The tokens without the ``part`` that belongs to a part of the day (« en fin d'après-midi »)."""
    kept: list[_Item] = []
    for at, item in enumerate(items):
        after = next((later.name for later in items[at + 1 :] if later.name not in ("of", "the", "ofthe")), None)
        if not (item.name == "part" and after in ("daypart", "night")):
            kept.append(item)
    return kept


def _from_digits(item: _Item) -> Moment | None:
    """The moment that a date in digits names; ``None`` where there is no such day."""
    numbers = [int(part) for part in re.findall(r"\d+", item.word)]
    year, month, day = numbers if item.name == "iso" else numbers[::-1]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Moment(year=year, month=month, day=day)


def _moment(items: Sequence[_Item]) -> Moment | None:
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
        elif item.name in _RELATIONS:
            said["relation"] = _RELATIONS[item.name]
    return Moment(**said) if said else None  # type: ignore[arg-type]


def _anchor(moment: Moment | None, items: Sequence[_Item]) -> str:
    if moment is not None and (moment.year is not None or moment.decade is not None):
        return "absolute"
    if moment is not None and moment.relation in ("same", "following", "previous"):
        return "text"
    return "text" if any(item.name == "anchor" for item in items) else "published"


def _start(found: _Found) -> TimeExpression:
    """An expression with its words, kind, bound and rule; nothing taken apart yet."""
    first = found.items[0]
    bound = first.name if first.name in BOUNDS else None
    span = Span(first.start, found.items[-1].end)
    rule = f"{found.rule.name} [{found.rule.where}]"
    return TimeExpression(span, "", found.rule.kind, "published", bound=bound, rule=rule)


def _point(found: _Found) -> TimeExpression | None:
    start = _start(found)
    items = found.items[1:] if start.bound else found.items
    if found.rule.name == "decade":
        digits = int(items[1].word)
        year = digits if digits >= 100 else digits + (1900 if digits >= _CENTURY_TURN else 2000)
        return replace(start, first=Moment(decade=year // 10 * 10), anchor="absolute")
    plain = max((at for at, item in enumerate(items) if item.name == "plain"), default=-1)
    items = items[plain + 1 :]  # « depuis le début de la guerre en 2015 »: the start is the war's, not the year's
    moment = _moment(items)
    if moment is None or moment.unit in ("hour", "minute", "second"):
        return None
    governs = items[0].name == "anchor" and bool(found.following & {"of", "ofthe", "ofthem"})
    return replace(start, first=moment, anchor=_anchor(moment, items), governs=governs)


def _sides(items: Sequence[_Item]) -> tuple[Sequence[_Item], Sequence[_Item]]:
    """The tokens of a range's first and last time."""
    if items[0].name == "between":
        cut = max(at for at, item in enumerate(items) if item.name == "and")
        return items[1:cut], items[cut + 1 :]
    for at in range(len(items) - 2, 0, -1):
        following = next((item.name for item in items[at + 1 :] if item.name not in ("the",)), None)
        if items[at].name in ("to", "until") and following in _OPENS_DATE:
            return items[:at], items[at + 1 :]
    cuts = [at for at, item in enumerate(items) if item.name in _CONNECTORS and 0 < at < len(items) - 1]
    return items[: cuts[0]], items[cuts[-1] + 1 :]


def _range(found: _Found) -> TimeExpression | None:
    left, right = _sides(found.items)
    first, last = _moment(left), _moment(right)
    if first is None or last is None:
        return None
    anchor = "absolute" if "absolute" in (_anchor(first, left), _anchor(last, right)) else "published"
    return replace(_start(found), first=first, last=last, anchor=anchor, bound=None)


def _night(found: _Found) -> TimeExpression | None:
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


def _count(found: _Found) -> tuple[float, str] | None:
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


def _counted(found: _Found) -> TimeExpression | None:
    count = _count(found)
    if count is None:
        return None
    names = [item.name for item in found.items]
    modifier = next((name for name in _MODIFIERS if name in names), None)
    return replace(_start(found), count=count[0], unit=count[1], modifier=modifier)


def _shift(found: _Found) -> TimeExpression | None:
    counted = _counted(found)
    if counted is None:
        return None
    last = found.items[-1].name
    direction = "earlier" if last in ("earlier", "before") else "later"
    governs = last in ("before", "after") and bool(found.following & {"the", "this", "these", "of", "ofthe", "ofthem", "plain"})
    return replace(counted, anchor="text", bound=None, direction=direction, governs=governs)


def _clock(found: _Found) -> TimeExpression | None:
    unit = next((item.value for item in found.items if item.name == "unit"), "hour")
    return replace(_start(found), anchor="text", bound=None) if unit == "hour" else None


def _day_part(found: _Found) -> TimeExpression | None:
    return replace(_start(found), first=_moment(found.items), anchor="text", bound=None)


def _plain(found: _Found) -> TimeExpression | None:
    anchor = "text" if found.rule.kind == "open" else "published"
    return replace(_start(found), anchor=anchor, bound=None, modifier="vague" if found.rule.kind == "vague" else None)


_BUILDERS: dict[str, Callable[[_Found], TimeExpression | None]] = {
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


def _is_name(found: _Found, text: str) -> bool:
    """Whether the words are written like a name (« l'atmosphère de Mars », « Le Journal du Dimanche »)."""
    first = found.items[0]
    lone_month = found.rule.name == "month"
    lone_weekday = len(found.items) == 1 and first.name == "weekday" and "ofthe" in found.preceding
    return (lone_month or lone_weekday) and text[first.start : first.end].istitle()


def _sentence_ends(text: str) -> list[int]:
    """Where sentences end: at line ends, and at a mark after a word or number and before a new beginning."""
    ends: list[int] = []
    for match in _STOP.finditer(text):
        start, end = match.span()
        after = text[end : end + 1]
        opens = after.isupper() or after.isdigit() or after in _OPENERS
        spaced = text[end - 1].isspace()
        if "\n" in match[0] or (spaced and opens and (text[start - 2 : start].isalnum() or text[start - 1 : start] in _CLOSERS)):
            ends.append(end)
    return ends


def find_times(text: str, lexicon: TimeLexicon) -> list[TimeExpression]:
    """Find the words of ``text`` that say when.

    Args:
        text: The report's text; any capitals, accents, blanks, dashes and apostrophes.
        lexicon: Words and grammar of its language.

    Returns:
        The expressions in order, not overlapping; empty where nothing is dated. Their dates are for ``resolve.dates``.
    """
    folded = fold(text)
    row = _row(folded, lexicon)
    ends = _sentence_ends(text)
    expressions: list[TimeExpression] = []
    for rule, start, end in _matches(row, lexicon):
        build = _BUILDERS.get(rule.kind)
        if build is None:
            continue
        items = tuple([_item(row, at, end, lexicon) for at in range(start, end)])
        before = frozenset(_names(row, start - 1, lexicon) if start else ())
        found = _Found(rule, items, before, frozenset(_names(row, end, lexicon)), lexicon, folded)
        expression = None if _is_name(found, text) else build(found)
        if expression is not None:
            words = expression.span.of(text)
            expressions.append(replace(expression, text=words, sentence=bisect_right(ends, expression.span.start)))
    return expressions
