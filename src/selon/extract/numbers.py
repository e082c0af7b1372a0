"""Amounts in running text: number words with the bounds around them, as least and greatest number.

« douze » is 12 to 12; « au moins 64 » is 64 and no upper bound; « entre cinq et huit » is 5 to 8; « des centaines » is
200 and no upper bound, approximate. What is counted, and whether it is a toll, is for
:mod:`selon.extract.figures` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from selon.lexicon.figures import Bound, FigureLexicon
from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWord, NumberWords
from selon.model import Span

# A year as reports write it; without a bound such a number is taken for one.
_YEAR = re.compile(r"(?:19|20)\d\d")
# What makes a number part of something else: a percentage, an hour, an ordinal, a name, a decimal, a sum of money.
_GLUED_AFTER = re.compile(r"\s?%|[a-z\d_]|-[a-z\d]|[.,:/]\d|\s?[€$°]")
_GLUED_BEFORE = re.compile(r"[\w$€£]$|\w-$|\d[.,:/]$")
_BARE_BEFORE = re.compile(r"(?:^|[\s,(«\"'-])$")
_DAY_AND_MONTH = re.compile(r"\s+(?:[a-z-]+\s+\d+(?:er)?\s+)?([a-z]+)")
# Room for the longest words that may stand before a number (« de tres nombreuses »).
_REACH = 26


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as the text bounds it.

    Attributes:
        span: The number words with the bounds before them.
        core: The number words alone.
        min: Least number that the words allow; ``None`` if they set no lower bound.
        max: Greatest number that the words allow; ``None`` if they set no upper bound.
        approx: The words mark the number as approximate.
        article: The words are a bare « un » or « une », which may be no more than an article.
        year: The number stands alone and may be a year.
        of: A « de » is due between the number and its noun (« une vingtaine de »).
    """

    span: Span
    core: Span
    min: int | None
    max: int | None
    approx: bool = False
    article: bool = False
    year: bool = False
    of: bool = False


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The tables as regular expressions over folded text; one for each place of a bound, and one for a number."""

    number: re.Pattern[str]
    places: Mapping[str, re.Pattern[str]]
    effects: Mapping[tuple[str, str], str]


def _spelt(words: str) -> str:
    """A pattern for bound words, elision included: « plus de » is also « plus d' » and « plus des »."""
    if words.endswith(" de"):
        return re.escape(words[:-3]) + r"\s+(?:de\s+|d'\s?|des\s+)"
    return re.escape(words) + ("" if words.endswith("-") else r"\s+")


def _normal(words: str) -> str:
    return re.sub(r" (?:d'|des)$", " de", re.sub(r"\s+", " ", words).strip())


def _any_of(bounds: Iterable[Bound], place: str, *, spelt: bool = True) -> str:
    words = sorted((bound.words for bound in bounds if bound.place == place), key=len, reverse=True)
    return "(?:" + "|".join(_spelt(w) if spelt else re.escape(w) for w in words) + ")" if words else "(?!)"


# Compiling takes milliseconds and depends on the tables only; one language is in use at a time.
@lru_cache(maxsize=4)
def _compiled(number: str, bounds: tuple[Bound, ...]) -> _Patterns:
    after = _any_of(bounds, "after", spelt=False)
    articles = "".join(rf"(?<!\b{re.escape(b.words)} )" for b in bounds if b.place == "article")
    return _Patterns(
        number=re.compile(rf"(?<!\w)(?:{number})"),
        places={
            "before": re.compile(rf"(?<![\w-]){_any_of(bounds, 'before')}$"),
            "after": re.compile(rf"(?: [\w-]+)?,? (?P<bound>{after})(?!\s+(?:{number}))(?=\W|$)"),
            "unit": re.compile(rf"\s?{_any_of(bounds, 'unit', spelt=False)}\b"),
            "instead": re.compile(rf"(?<![\w'-]){articles}{_any_of(bounds, 'instead')}"),
            "plural": re.compile(rf"\b{_any_of(bounds, 'plural')}$"),
            "between": re.compile(rf"\s+(?P<joint>{_any_of(bounds, 'between', spelt=False)})\s+|\s?[-–]\s?"),
            "opening": re.compile(rf"\b{_any_of(bounds, 'opening')}$"),
            "leaving": re.compile(rf"\b{_any_of(bounds, 'leaving')}$"),
            "half_before": re.compile(rf"\b{_any_of(bounds, 'half_before')}$"),
            "half_after": re.compile(rf"\s{_any_of(bounds, 'half_after', spelt=False)}\b"),
        },
        effects={(bound.words, bound.place): bound.effect for bound in bounds},
    )


def _before(pattern: re.Pattern[str], text: str, start: int) -> str:
    """What ``pattern`` matches right before ``start``; empty where nothing does."""
    match = pattern.search(text[max(0, start - _REACH) : start])
    return match.group() if match else ""


def _last_word(core: str, words: NumberWords) -> NumberWord | None:
    return words.words.get(re.split(r"[ -]", core)[-1])


def _first_word(core: str, words: NumberWords) -> NumberWord | None:
    return words.words.get(re.split(r"[ -]", core)[0])


def _reads(text: str, start: int, end: int, words: NumberWords) -> tuple[int, int, bool] | None:
    """Longest number that starts at ``start``: its end, value and whether a word of it is approximate."""
    ends = sorted({end, *(start + m.start() for m in re.finditer(r"[ -]", text[start:end]))}, reverse=True)
    for stop in ends:
        core = text[start:stop]
        if core[-1].isdecimal() or _last_word(core, words) is not None:
            quantity = words.read(core)
            if quantity is not None:
                return stop, quantity.value, quantity.approx
    return None


def _number(text: str, start: int, end: int, lexicon: FigureLexicon, patterns: _Patterns) -> Amount | None:
    """The number at ``[start, end)`` without bounds: vague plurals, halves and the article « un » are told apart."""
    read = _reads(text, start, end, lexicon.numbers)
    if read is None:
        return None
    end, value, approx = read
    core, last = text[start:end], _last_word(text[start:end], lexicon.numbers)
    of = last is not None and (last.kind == "collective" or last.value >= 1_000_000)
    if of and (half := patterns.places["half_after"].match(text, end)) and last is not None:
        end, value = half.end(), value + last.value // 2
    first = _first_word(core, lexicon.numbers)
    plural = first is not None and first.value >= 10 and (first.kind == "collective" or first.value >= 1_000_000)
    if plural and re.split(r"[ -]", core)[0].endswith("s"):
        words = _before(patterns.places["plural"], text, start)
        if words or _BARE_BEFORE.search(text, max(0, start - 1), start):
            span = Span(start - len(words), end)
            return Amount(span, span, 2 * value, None, approx=True, of=True)
    if words := _before(patterns.places["half_before"], text, start):
        start, value = start - len(words), value // 2
    span = Span(start, end)
    article = first is not None and first.value == 1 and core.isalpha()
    return Amount(span, span, value, value, approx, article, bool(_YEAR.fullmatch(core)), of)


def _numbers(text: str, lexicon: FigureLexicon, patterns: _Patterns) -> Iterator[Amount]:
    at = 0
    while match := patterns.number.search(text, at):
        amount = _number(text, match.start(), match.end(), lexicon, patterns)
        if amount is None:
            at = match.start() + 1
            continue
        at = amount.core.end
        glued = _GLUED_BEFORE.search(text, max(0, amount.span.start - 3), amount.span.start)
        if not (glued or _GLUED_AFTER.match(text, at) or patterns.places["unit"].match(text, at)):
            yield amount


def _stand_ins(text: str, patterns: _Patterns) -> Iterator[Amount]:
    """« plusieurs », « de nombreux »: words that stand for a number."""
    for match in patterns.places["instead"].finditer(text):
        words = re.sub(r"(?:\s+(?:de|d'|des))?\s*$", "", match.group())
        span = Span(match.start(), match.start() + len(words))
        yield Amount(span, span, 2, None, approx=True, of=words != match.group().rstrip())


def _without_overlaps(amounts: Iterable[Amount]) -> list[Amount]:
    """Of two that overlap the article « un » gives way, else the later or the shorter."""
    kept: list[Amount] = []
    taken: set[int] = set()
    for amount in sorted(amounts, key=lambda amount: (amount.article, amount.span.start, -amount.span.end)):
        if taken.isdisjoint(range(*amount.span)):
            taken.update(range(*amount.span))
            kept.append(amount)
    return sorted(kept, key=lambda amount: amount.span)


def _range(text: str, first: Amount, second: Amount, patterns: _Patterns) -> Amount | None:
    """The range that two amounts make; ``None`` where they are two numbers (« de 32 à 26 », « trois et quatre »)."""
    between = patterns.places["between"].fullmatch(text, first.span.end, second.span.start)
    if between is None or first.article or first.max is None or second.max is None or (first.min or 0) >= second.max:
        return None
    effect = patterns.effects.get((between["joint"] or "", "between"), "exact")
    opening = _before(patterns.places["opening"], text, first.span.start)
    if not opening and (effect == "opened" or _before(patterns.places["leaving"], text, first.span.start)):
        return None
    span = Span(first.span.start - len(opening), second.span.end)
    approx = first.approx or second.approx or effect == "about"
    return replace(first, span=span, core=span, max=second.max, approx=approx, year=False, of=second.of)


def _joined(text: str, amounts: list[Amount], patterns: _Patterns) -> list[Amount]:
    """Joins « entre 10 et 15 », « 40 à 45 », « deux ou trois »."""
    out: list[Amount] = []
    for amount in amounts:
        both = _range(text, out[-1], amount, patterns) if out else None
        if both is None:
            out.append(amount)
        else:
            out[-1] = both
    return out


def _apply(effect: str, amount: Amount) -> Amount | None:
    """The amount under one bound; ``None`` where the bound leaves nothing (« jusqu'à plusieurs »)."""
    low, high = amount.min, amount.max
    if effect == "exact" or low is None:
        return amount
    if effect == "about":
        return replace(amount, approx=True)
    if effect in ("at_least", "more_than"):
        return replace(amount, min=low + (effect == "more_than"), max=None)
    if high is None or (effect == "less_than" and high < 1):
        return None
    return replace(amount, min=None, max=high - (effect == "less_than"))


def _bounded(text: str, amount: Amount, patterns: _Patterns) -> Amount | None:
    """The amount with the bounds around it, whose words before it become part of its span."""
    bound: Amount | None = amount
    start = amount.span.start
    while bound is not None and (words := _before(patterns.places["before"], text, start)):
        effect = patterns.effects[(_normal(words), "before")]
        if effect == "digits_more_than" and not text[amount.core.start].isdecimal():
            break
        start -= len(words)
        bound = _apply(effect.removeprefix("digits_"), bound)
    after = patterns.places["after"].match(text, amount.span.end)
    if after and bound is not None and None not in (bound.min, bound.max):
        bound = _apply(patterns.effects[(after["bound"], "after")], bound)
    if bound is None or (start == amount.span.start and bound == amount):
        return bound
    return replace(bound, span=Span(start, amount.span.end), article=False, year=False)


def _is_date(text: str, amount: Amount, months: frozenset[str]) -> bool:
    """Whether a month's name follows, at once or after a second day (« du 26 au 27 août »)."""
    following = _DAY_AND_MONTH.match(text, amount.core.end)
    return following is not None and following[1] in months


def find_numbers(text: str, lexicon: FigureLexicon) -> list[Amount]:
    """All amounts of a text, in order, not overlapping.

    Args:
        text: Any text; capitals and accents do not matter.
        lexicon: The words of its language.

    Returns:
        Offsets are those of ``text``. Percentages, hours, days of a month, ordinals and numbers inside names
        (« Onze-Septembre ») are left out; « un » and « une » are kept and marked as ``article``.
    """
    folded = fold(text)
    patterns = _compiled(lexicon.numbers.pattern, lexicon.bounds)
    simple = _without_overlaps([*_numbers(folded, lexicon, patterns), *_stand_ins(folded, patterns)])
    months = frozenset(map(fold, lexicon.roles["month"]))
    amounts = (a for a in _joined(folded, simple, patterns) if not _is_date(folded, a, months))
    bounded = (_bounded(folded, amount, patterns) for amount in amounts)
    return [amount for amount in bounded if amount is not None]
