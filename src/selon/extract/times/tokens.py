"""A text as a row of classes, and the grammar's rules that fit it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selon.lexicon.time_grammar import TimeRule
from selon.lexicon.times import TOKEN, TimeLexicon, TimeWord, Value

REACH = 10
"""How many tokens before its first word of time an expression may begin (« depuis le début de la guerre en 2015 »)."""

_DATES_A_MONTH = frozenset({"day", "first", "year", "part"})


@dataclass(frozen=True, slots=True)
class Item:
    """One token of an expression: its class, value and place."""

    name: str
    value: Value
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A text as tokens, one letter each.

    Attributes:
        letters: Their classes.
        tokens: For each letter the number of its first token.
        texts: The tokens.
        starts: Where they begin.
        compounds: Tokens that begin a form of several tokens: how many, and its entry.
    """

    letters: str
    tokens: list[int]
    texts: list[str]
    starts: list[int]
    compounds: dict[int, tuple[int, TimeWord]]


def token_row(folded: str, lexicon: TimeLexicon) -> TokenRow:
    """The tokens of a folded text, compounds as one letter."""
    texts = TOKEN.findall(folded)
    known, plain, shape = lexicon.letter_of.get, lexicon.letters["plain"], lexicon.shape_letter
    heads = lexicon.compounds
    letters = [known(text) or (plain if text > ":" else shape(text)) for text in texts]
    compounds: dict[int, tuple[int, TimeWord]] = {}
    for at in [at for at, text in enumerate(texts) if text in heads]:
        for form, entry in heads[texts[at]]:
            size = len(form)
            if letters[at] and tuple(texts[at : at + size]) == form:
                compounds[at] = size, entry
                letters[at : at + size] = [lexicon.letters[entry.name], *[""] * (size - 1)]
                break
    tokens = [at for at, letter in enumerate(letters) if letter]
    return TokenRow("".join(letters), tokens, texts, _starts(folded, texts), compounds)


def _starts(folded: str, texts: Sequence[str]) -> list[int]:
    """Where the tokens begin; faster than a match object for each."""
    starts: list[int] = []
    end, find = 0, folded.find
    for text in texts:
        start = find(text, end)
        starts.append(start)
        end = start + len(text)
    return starts


def fitting(row: TokenRow, lexicon: TimeLexicon) -> Iterator[tuple[TimeRule, int, int]]:
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


def names_at(row: TokenRow, at: int, lexicon: TimeLexicon) -> tuple[str, ...]:
    """The classes of the token ``at``; empty past the end."""
    return lexicon.classes[row.letters[at]] if at < len(row.letters) else ()


def item_at(row: TokenRow, at: int, end: int, lexicon: TimeLexicon) -> Item:
    """The token ``at``, in the class that fits where a form has several."""
    token = row.tokens[at]
    first = row.texts[token]
    size, entry = row.compounds.get(token) or (1, lexicon.words.get(first))
    names = names_at(row, at, lexicon)
    name = names[0]
    if len(names) > 1:
        before_unit = at + 1 < end and "unit" in names_at(row, at + 1, lexicon)
        before = names_at(row, at - 1, lexicon) if at else ()
        dated = bool(_DATES_A_MONTH & {*before, *names_at(row, at + 1, lexicon)})
        name = _one_of(names, number=before_unit or not dated, after_dash="dash" in before)
    value = entry.values.get(name) if entry is not None else None
    last = token + size - 1
    return Item(name, value, first, row.starts[token], row.starts[last] + len(row.texts[last]))


def _one_of(names: Sequence[str], *, number: bool, after_dash: bool) -> str:
    if "num" in names and len(names) > 1:
        other = next(name for name in names if name != "num")
        return "num" if number else other
    if "there" in names:
        return "there" if after_dash else "the"
    return "unit" if "unit" in names else names[0]
