"""Number words and digits: « trois cent cinquante-deux », « une vingtaine », « 1 150 », « 2,5 millions »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selon.lexicon.folding import fold
from selon.lexicon.table import DATA, Row, read_table

KINDS = ("unit", "ten", "hundred", "scale", "collective", "ordinal")
_COLUMNS = ("forms", "value", "kind", "approx")
_DIGITS = r"\d{1,3}(?:[ .'\u2019\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_TOKEN = re.compile(r"\d[\d .,'\u2019\u00a0\u202f]*\d|\d|[^\W\d_]+")
_FILLERS = frozenset({"et", "de", "d"})


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One word of the table.

    Attributes:
        form: Folded form (lower case, no accents).
        value: Its number.
        kind: One of ``KINDS``.
        approx: The word by itself marks the number as approximate (« vingtaine »).
        where: ``table.tsv:line``.
    """

    form: str
    value: int
    kind: str
    approx: bool
    where: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read from words.

    Attributes:
        value: The number, 0 or more.
        approx: A word of it is approximate by itself.
    """

    value: int
    approx: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language.

    Attributes:
        words: Folded form to entry, ordinals included.
        pattern: Source of a regular expression over FOLDED text for one cardinal number in digits or words; no groups,
            no word boundaries around it.
        ordinals: Source of the same for one ordinal.
    """

    words: Mapping[str, NumberWord]
    pattern: str
    ordinals: str

    def read(self, text: str) -> Quantity | None:
        """The cardinal number that ``text`` as a whole names.

        Args:
            text: Digits, words or both, as matched by ``pattern``; capitals and accents do not matter.

        Returns:
            ``None`` where a token is no number or the order of words makes none (« deux trois »).
        """
        total: float = 0
        current: float | None = None
        approx = False
        for token in _TOKEN.findall(fold(text)):
            if token in _FILLERS:
                continue
            if token[0].isdecimal():
                digits = _from_digits(token)
                if digits is None or current is not None:
                    return None
                current = digits
                continue
            word = self.words.get(token)
            if word is None or word.kind == "ordinal":
                return None
            approx = approx or word.approx
            if word.kind == "scale":
                total, current = (total + current * word.value, None) if current else _scaled(total, word.value)
                continue
            current = _added(current, word)
            if current is None:
                return None
        value = total + (current or 0)
        whole = int(value)
        return Quantity(whole, approx) if whole == value and (current is not None or total) else None

    def ordinal(self, text: str) -> int | None:
        """The rank that ``text`` names; ``None`` where it is no ordinal of the table."""
        word = self.words.get(fold(text))
        return word.value if word is not None and word.kind == "ordinal" else None


def _from_digits(token: str) -> float | None:
    plain = re.sub(r"(?<=\d)[ .'\u2019](?=\d{3})", "", token).replace(",", ".")
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return None


def _scaled(total: float, value: int) -> tuple[float, None]:
    return (total * value if total else value), None


def _added(current: float | None, word: NumberWord) -> float | None:
    """``current`` with the next word; ``None`` where the word cannot follow."""
    if word.kind in ("hundred", "collective"):
        return word.value if current is None else current * word.value
    if current is None:
        return word.value
    rest = current % 100
    if word.value == 20 and rest == 4:
        return current + 76
    if rest == 0 and current >= 100 and word.value:
        return current + word.value
    if rest in (60, 80) and 0 < word.value < 20:
        return current + word.value
    joins = (rest >= 20 and rest % 10 == 0) or (rest == 10 and word.value >= 7) or (rest == 70 or rest == 90)
    return current + word.value if joins and 0 < word.value < 10 else None


def _alternation(forms: list[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def _patterns(words: Mapping[str, NumberWord]) -> tuple[str, str]:
    cardinals = _alternation([form for form, word in words.items() if word.kind != "ordinal"])
    scales = _alternation([form for form, word in words.items() if word.kind == "scale"])
    scaled = rf"(?:{_DIGITS})(?: (?:{scales})\b)?"
    spelt = rf"(?:{cardinals})\b(?:(?:[ -]| et |-et-| de | d')(?:{cardinals})\b)*"
    ordinals = _alternation([form for form, word in words.items() if word.kind == "ordinal"])
    return rf"(?:{scaled}|{spelt})", rf"(?:{ordinals})"


def _entries(row: Row) -> list[NumberWord]:
    kind = row.choice("kind", KINDS)
    if not row["value"].isdecimal():
        raise row.wrong(f"column 'value' has {row['value']!r}; allowed: a whole number in digits")
    approx = row.choice("approx", ("0", "1")) == "1"
    row.needed("forms")
    return [NumberWord(fold(form), int(row["value"]), kind, approx, row.where) for form in row.several("forms")]


def load_numbers(language: str = "fr") -> NumberWords:
    """The number words of ``language``, from ``data/<language>/numbers.tsv``.

    Raises:
        LexiconError: The table is missing or not well formed, or a form stands twice.
    """
    words: dict[str, NumberWord] = {}
    for row in read_table(DATA / language / "numbers.tsv", _COLUMNS):
        for word in _entries(row):
            if word.form in words and words[word.form].where != word.where:
                raise row.wrong(f"form {word.form!r} stands in {words[word.form].where} already; keep one of the two")
            words[word.form] = word
    return NumberWords(words, *_patterns(words))
