"""Finding the words that say when, and taking them apart: « dans la nuit de lundi à mardi », « depuis 2012 »."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from selon.extract.times.parts import BUILDERS, Match
from selon.extract.times.tokens import TokenRow, fitting, item_at, names_at, token_row
from selon.lexicon.folding import fold
from selon.lexicon.times import TimeLexicon
from selon.model.times import TimeExpression

__all__ = ["TimeExpression", "find_times"]

_STOP = re.compile(r"[.!?…\n]+[»”\")\s]*")
_OPENERS = tuple('"«“(-\u2013—')
_CLOSERS = tuple('»”")%')

_LEADS = frozenset({"the", "to", "for", "in", "of", "ofthe", "within", "during"})
_LEADING = 4  # tokens between « prévu » and the time: « prévu pour le », « prévue au cours de la »


def _is_name(found: Match, text: str) -> bool:
    """Whether the words are written like a name (« l'atmosphère de Mars », « Le Journal du Dimanche »)."""
    first = found.items[0]
    lone_month = found.rule.name == "month"
    lone_weekday = len(found.items) == 1 and first.name == "weekday" and "ofthe" in found.preceding
    return (lone_month or lone_weekday) and text[first.start : first.end].istitle()


def _is_other(found: Match, text: str) -> bool:
    """Whether a word bears an accent that the tables do not give it (« veillé »)."""
    for item in found.items:
        word = text[item.start : item.end]
        if (
            not word.isascii()
            and fold(word) in found.lexicon.unaccented
            and any(c > "\u00bf" for c in word if c.isalpha())
        ):
            return True
    return False


def _is_planned(row: TokenRow, start: int, lexicon: TimeLexicon) -> bool:
    """Whether « prévu » or the like stands before the words, and « était » or « initialement » not before that."""
    at = start - 1
    while at >= max(0, start - _LEADING) and _LEADS & set(names_at(row, at, lexicon)):
        at -= 1
    if at < 0 or "planned" not in names_at(row, at, lexicon):
        return False
    return at == 0 or "formerly" not in names_at(row, at - 1, lexicon)


def _sentence_ends(text: str) -> list[int]:
    """Where sentences end: at line ends, and at a mark after a word or number and before a new beginning."""
    ends: list[int] = []
    for match in _STOP.finditer(text):
        start, end = match.span()
        after = text[end : end + 1]
        opens = after.isupper() or after.isdecimal() or after in _OPENERS
        spaced = text[end - 1].isspace()
        closes = text[start - 2 : start].isalnum() or text[start - 1 : start] in _CLOSERS
        if "\n" in match[0] or (spaced and opens and closes):
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
    row = token_row(folded, lexicon)
    ends = _sentence_ends(text)
    expressions: list[TimeExpression] = []
    for rule, start, end in fitting(row, lexicon):
        build = BUILDERS.get(rule.kind)
        if build is None:
            continue
        items = tuple([item_at(row, at, end, lexicon) for at in range(start, end)])
        before = frozenset(names_at(row, start - 1, lexicon) if start else ())
        found = Match(rule, items, before, frozenset(names_at(row, end, lexicon)), lexicon, folded)
        expression = None if _is_name(found, text) or _is_other(found, text) else build(found)
        if expression is not None:
            words = expression.span.of(text)
            sentence = bisect_right(ends, expression.span.start)
            planned = _is_planned(row, start, lexicon)
            expressions.append(replace(expression, text=words, sentence=sentence, planned=planned))
    return expressions
