"""Counts of people and of things as values, with the numbers that their words allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from selon.lexicon.folding import fold
from selon.link.facts import words_of
from selon.link.rows import sentence_around
from selon.link.told import Told, Value
from selon.model import Figure, Mention, Span
from selon.model.accounts import COUNT_ROWS

MAX_NUMBER_GAP = 15
"""Characters between a number and the thing that it counts (« 74 le nombre de camions »)."""
APPROX_SHARE = 0.15
"""How far from a number said to be approximate the real one may be: « près de 40 » of 34 to 46."""
ROUND_SHARE = 0.2
"""The same for a number noun, which is told by tens: « une trentaine » of 24 to 36."""
THING_EVENTS = ("coercion.destruction", "coercion.weapons_seizure")


def count_values(told: Told) -> Iterator[Value]:
    """The figures of a mention; a denied toll without a number is a count of none."""
    for figure in told.event.figures:
        low, high = limits_of(figure, told.record.report.language)
        yield Value(
            figure.kind,
            figure.text,
            figure.span,
            frozenset(),
            low,
            high,
            approx=figure.approx,
            precision=precision_of(figure),
            side=_counted(told, figure),
        )
    if told.event.type == "toll.casualties" and told.event.reality == "negated" and not told.event.figures:
        for mention in told.event.targets:
            sides = told.words.sides_of(mention.text)
            side = sides[0] if sides else "people"
            yield Value("killed", mention.text, mention.span, frozenset(), 0, 0, side=side, denied=True)


def _counted(told: Told, figure: Figure) -> str:
    """Whom a figure counts. Of the dead, « trois des blessés » are some; of the wounded they are all."""
    sides = told.words.sides_of(figure.who or figure.text)
    if figure.kind == "killed":
        return {"hurt": "part"}.get(sides[0], sides[0]) if sides else "people"
    return next((side for side in sides if side != "hurt"), "people")


def limits_of(figure: Figure, language: str = "fr") -> tuple[int | None, int | None]:
    """Least and greatest number that a figure's words allow, an approximate one widened."""
    if not figure.approx or figure.min is None or figure.max is None:
        return figure.min, figure.max
    share = ROUND_SHARE if _by_tens(figure.text, language) else APPROX_SHARE
    return round(figure.min * (1 - share)), round(figure.max * (1 + share))


@cache
def _number_nouns(language: str) -> frozenset[str]:
    from selon.lexicon import available_languages, load

    if language not in available_languages():
        return frozenset()
    return frozenset(form for form, word in load(language).numbers.words.items() if word.approx)


def _by_tens(text: str, language: str) -> bool:
    return bool(_number_nouns(language) & set(re.findall(r"\w+", fold(text))))


def precision_of(figure: Figure) -> str:
    """How precisely the words count."""
    if figure.approx:
        return "approximate"
    if figure.min is None or figure.max is None:
        return "at most" if figure.min is None else "at least"
    return "exact" if figure.min == figure.max else "range"


@cache
def _number_pattern(language: str) -> re.Pattern[str] | None:
    from selon.lexicon import available_languages, load

    if language not in available_languages():
        return None
    words = load(language)
    bounds = sorted((b.words for b in words.figures.bounds if b.place == "before"), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:(?P<bound>{'|'.join(map(re.escape, bounds))}) )?(?P<number>{words.numbers.pattern})(?![\w-])"
    )


def thing_values(told: Told) -> Iterator[Value]:
    """Numbers of things destroyed or taken: the number that stands before the thing in its sentence."""
    pattern = _number_pattern(told.record.report.language)
    if told.event.type not in THING_EVENTS or pattern is None:
        return
    text = told.record.report.text
    for mention in told.event.targets:
        start = max(sentence_around(text, mention.span.start)[0], mention.span.start - 5 * MAX_NUMBER_GAP)
        before = fold(text[start : mention.span.start])
        found = list(pattern.finditer(before))
        if found and len(before) - found[-1].end() <= MAX_NUMBER_GAP:
            yield from _thing(told, mention, found[-1], start)


def _thing(told: Told, mention: Mention, match: re.Match[str], offset: int) -> Iterator[Value]:
    from selon.lexicon import load

    lexicon = load(told.record.report.language)
    quantity = lexicon.numbers.read(match["number"])
    if quantity is None or quantity.value < 2:
        return
    effect = next((b.effect for b in lexicon.figures.bounds if b.words == match["bound"]), "exact")
    low, high, precision = _bounded(quantity.value, effect, quantity.approx)
    span = Span(offset + match.start(), mention.span.end)
    value = told.record.report.text[span.start : span.end]
    yield Value("things", value, span, words_of(mention.text), low, high, precision=precision)


def _bounded(value: int, effect: str, approx: bool) -> tuple[int | None, int | None, str]:
    if effect in ("more_than", "digits_more_than", "at_least"):
        return value + (effect != "at_least"), None, "at least"
    if effect in ("less_than", "at_most"):
        return None, value - (effect == "less_than"), "at most"
    if approx or effect == "about":
        return round(value * (1 - APPROX_SHARE)), round(value * (1 + APPROX_SHARE)), "approximate"
    return value, value, "exact"


def is_count(row: str) -> bool:
    """Whether a row counts people or things."""
    return row in COUNT_ROWS or row == "things"
