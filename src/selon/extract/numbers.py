"""Amounts in running text: number words with the bounds around them, as least and greatest number.

« douze » is 12 to 12; « au moins 64 » is 64 and no upper bound; « entre cinq et huit » is 5 to 8; « des centaines » is 200
and no upper bound, approximate. What is counted, and whether it is a toll, is for :mod:`selon.extract.figures` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from selon.lexicon.figures import Bound, FigureLexicon
from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWords
from selon.model import Span

# A year as reports write it; without a bound or a noun such a number is taken for a year.
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_A_COUNT = re.compile(r"\s?%|\s?pour cent\b|[a-z\d_]|-[a-z\d]|[.,:/]\d|\s?[€$°]")
_GLUED_BEFORE = re.compile(r"[\w$€£]$|\w-$|\d[.,:/]$")
_VAGUE_BEFORE = re.compile(
    r"(?:\b(?:des|plusieurs|quelques|de (?:tres )?(?:nombreux|nombreuses)|par) |(?:^|[\s,(«\"'-]))$"
)
_VAGUE_WORDS = re.compile(r"\b(?:des|plusieurs|quelques|de (?:tres )?(?:nombreux|nombreuses)) $")
_PLURAL_COLLECTIVE = re.compile(r"(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|centaine|millier|million|milliard)s\b")
_RANGE = re.compile(r" (?:a|et|ou) (?:un total de )?| ?[-–] ?", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(r"\s+(?:(?:au|et|ou|-)\s+\d+(?:er)?\s+)?([a-z]+)")
_HALF_AFTER = re.compile(r" et demie?\b")
_DEMI = re.compile(r"\bune? demi-$")
_OF_LAST = re.compile(r"(?:\s+(?:de|d'|des))?\s*$")
_FILLER_LAST = re.compile(r"[ -](?:et|de|d')$")


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
    number: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    instead: re.Pattern[str]
    effects: dict[tuple[str, str], str]


def _spelt(words: str) -> str:
    """A pattern for bound words, elision included: « plus de » is also « plus d' »."""
    pattern = re.escape(words).replace(r"\ ", r"\s+")
    if words.endswith(" de"):
        return pattern[: -len(r"\s+de")] + r"\s+(?:de\s+|d'\s?|des\s+)"
    if words.endswith("'a"):
        return pattern + r"\s+"
    return pattern + r"\s+"


def _normal(words: str) -> str:
    words = re.sub(r"\s+", " ", words).strip()
    return re.sub(r" (?:d'|des)$", " de", words)


def _alternatives(bounds: list[Bound]) -> str:
    return "|".join(_spelt(bound.words) for bound in sorted(bounds, key=lambda bound: -len(bound.words)))


# Compiling takes milliseconds and depends on the tables only; one language is in use at a time.
@lru_cache(maxsize=4)
def _compiled(pattern: str, bounds: tuple[Bound, ...]) -> _Patterns:
    by_place = {place: [b for b in bounds if b.place == place] for place in ("before", "after", "instead")}
    after = "|".join(re.escape(b.words) for b in sorted(by_place["after"], key=lambda bound: -len(bound.words)))
    return _Patterns(
        number=re.compile(rf"(?<![\w])(?:{pattern})"),
        before=re.compile(rf"(?<![\w-])(?:{_alternatives(by_place['before'])})$"),
        after=re.compile(rf"(?: [\w-]+)?,? (?P<bound>{after})(?=\s*(?:[.,;:!?)»\"]|$|(?:et|ou|dans|lors|selon)\b))"),
        instead=re.compile(rf"(?<![\w'-])(?<!\ble )(?<!\bce )(?<!\bdu )(?<!\bau )(?:{_alternatives(by_place['instead'])})"),
        effects={(b.words, b.place): b.effect for b in bounds},
    )


def _bounded(effect: str, low: int, high: int, approx: bool) -> tuple[int | None, int | None, bool]:
    """Least, greatest and approximate after a bound; ``low`` and ``high`` differ for a range only."""
    return {
        "at_least": (low, None, approx),
        "more_than": (low + 1, None, approx),
        "at_most": (None, high, approx),
        "less_than": (None, high - 1, approx),
        "about": (low, high, True),
    }.get(effect, (low, high, approx))


def _reads(text: str, start: int, end: int, words: NumberWords) -> tuple[int, int, bool] | None:
    """Longest number that starts at ``start``: its end, value and whether a word of it is approximate."""
    ends = sorted({end, *(start + m.start() for m in re.finditer(r"[ -]", text[start:end]))}, reverse=True)
    for stop in ends:
        if _FILLER_LAST.search(text, start, stop):
            continue
        quantity = words.read(text[start:stop])
        if quantity is not None:
            return stop, quantity.value, quantity.approx
    return None


def _cores(text: str, lexicon: FigureLexicon, patterns: _Patterns) -> Iterator[tuple[int, int, int, bool]]:
    """Start, end, value and approximation of each number in folded text."""
    at = 0
    while match := patterns.number.search(text, at):
        start, read = match.start(), _reads(text, match.start(), match.end(), lexicon.numbers)
        if read is None:
            at = start + 1
            continue
        end, value, approx = read
        at = end
        if half := _HALF_AFTER.match(text, end):
            scale = 1_000_000 if text[start:end].rstrip("s").endswith("million") else 1000
            at, end, value = half.end(), half.end(), value + scale // 2
        demi = _DEMI.search(text, max(0, start - 10), start)
        if not _NOT_A_COUNT.match(text, end) and (demi or not _GLUED_BEFORE.search(text, max(0, start - 3), start)):
            yield start, end, value, approx


def _amount(text: str, start: int, end: int, value: int, approx: bool) -> Amount:
    """A number without its bounds: vague plurals and the article « un » are told apart here."""
    core = text[start:end]
    vague = _PLURAL_COLLECTIVE.match(core) is not None and _VAGUE_BEFORE.search(text[max(0, start - 25) : start])
    if vague:
        word = _VAGUE_WORDS.search(text[max(0, start - 25) : start])
        begin = start - len(word.group()) if word else start
        return Amount(Span(begin, end), Span(begin, end), 2 * value, None, approx=True, of=True)
    if demi := _DEMI.search(text[max(0, start - 10) : start]):
        start -= len(demi.group())
        return Amount(Span(start, end), Span(start, end), value // 2, value // 2, approx=approx, of=True)
    of = re.search(r"(?:aine|illier|illion|illiard)s?$", core) is not None
    span = Span(start, end)
    return Amount(span, span, value, value, approx, core in ("un", "une"), bool(_YEAR.fullmatch(core)), of)


def _simple(text: str, lexicon: FigureLexicon, patterns: _Patterns) -> list[Amount]:
    """Numbers and words that stand for one; of two that overlap the article « un » gives way, then the later."""
    found = [_amount(text, *core) for core in _cores(text, lexicon, patterns)]
    for match in patterns.instead.finditer(text):
        words = _OF_LAST.sub("", match.group())
        span = Span(match.start(), match.start() + len(words))
        found.append(Amount(span, span, 2, None, approx=True, of=words != match.group().rstrip()))
    kept: list[Amount] = []
    taken: set[int] = set()
    for amount in sorted(found, key=lambda amount: (amount.article, amount.span.start, -amount.span.end)):
        if taken.isdisjoint(range(*amount.span)):
            taken.update(range(*amount.span))
            kept.append(amount)
    return sorted(kept, key=lambda amount: amount.span)


def _ranges(text: str, amounts: list[Amount]) -> list[Amount]:
    """Joins « entre 10 et 15 », « 40 à 45 », « deux ou trois »; « de 32 à 26 » stays two amounts."""
    out: list[Amount] = []
    for amount in amounts:
        first = out[-1] if out else None
        between = text[first.span.end : amount.span.start] if first else ""
        if first is not None and first.max is not None and amount.max is not None and _RANGE.fullmatch(between):
            before = text[max(0, first.span.start - 6) : first.span.start]
            entre = before.endswith("entre ")
            rises = (first.min or 0) < amount.max
            joined = entre if between.strip() == "et" else (not before.endswith(("de ", "d'")) or entre)
            if joined and rises and not first.article:
                start = first.span.start - 6 * entre
                approx = first.approx or amount.approx or between.strip() == "ou"
                span = Span(start, amount.span.end)
                out[-1] = replace(first, span=span, core=span, max=amount.max, approx=approx, year=False, of=amount.of)
                continue
        out.append(amount)
    return out


def _with_bounds(text: str, amount: Amount, patterns: _Patterns) -> Amount | None:
    """The amount with the bounds around it; ``None`` where nothing is left of it (« moins de plusieurs »)."""
    start, low, high, approx = amount.span.start, amount.min, amount.max, amount.approx
    bounded = False
    while match := patterns.before.search(text[max(0, start - 22) : start]):
        effect = patterns.effects[(_normal(match.group()), "before")]
        if _normal(match.group()) == "plus" and not text[amount.core.start].isdigit():
            break
        if high is None and effect in ("at_most", "less_than"):
            return None
        if low is not None:
            low, new_high, approx = _bounded(effect, low, high if high is not None else low, approx)
            high = None if high is None else new_high
        start -= len(match.group())
        bounded = True
        if low is None:
            break
    after = patterns.after.match(text, amount.span.end)
    if after and low is not None and high is not None:
        low, high, approx = _bounded(patterns.effects[(after["bound"], "after")], low, high, approx)
        bounded = True
    if low is not None and high is not None and low > high:
        return None
    article, year = amount.article and not bounded, amount.year and not bounded
    return replace(
        amount, span=Span(start, amount.span.end), min=low, max=high, approx=approx, article=article, year=year
    )


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
    amounts = _ranges(folded, _simple(folded, lexicon, patterns))
    months = frozenset(map(fold, lexicon.roles["month"]))
    bounded = [_with_bounds(folded, amount, patterns) for amount in amounts if not _is_date(folded, amount, months)]
    return [amount for amount in bounded if amount is not None]
