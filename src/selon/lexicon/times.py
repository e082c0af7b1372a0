"""Words of time and the grammar that puts them together.

A text becomes a row of classes, one letter for each token, and the grammar one regular expression over such rows.
That keeps words and grammar in tables and finding fast: most tokens are of class ``plain``, at which no rule starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWords, load_numbers
from selon.lexicon.table import DATA, Row, read_table
from selon.lexicon.time_grammar import TimeRules, load_grammar
from selon.model.times import NamedDay

TOKEN = re.compile(
    r"[^\W\d]\w*'?|\d{4}-\d\d-\d\d\b|\d\d?[/.]\d\d?[/.]\d{4}\b|\d\d? ?h ?\d\d\b|\d\d?h\b|\d\d?:\d\d\b"
    r"|\d{1,3}(?:[ .]\d{3})+\b|\d+,\d+|\w+|\n|[^\w\s]"
)
"""Tokens of folded text: words with their apostrophe, dates and clock times in digits, numbers, marks."""

CLASSES_BY_SHAPE = ("num", "day", "year", "round_year", "iso", "dmy", "clock", "stop", "plain")
MARKS = {"-": "dash", ",": "comma", "(": "open", ")": "close"} | dict.fromkeys(".!?…\n", "stop")
NUMBERED = {"weekday": (1, 7), "month": (1, 12), "first": (1, 1), "deictic": (-9, 9), "anchor": (-9, 9)}
NAMED_VALUES = {
    "season": ("spring", "summer", "autumn", "winter"),
    "unit": (
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "weekend",
        "month",
        "quarter",
        "half_year",
        "year",
        "decade",
        "century",
    ),
    "daypart": ("morning", "noon", "afternoon", "evening", "daytime", "midnight", "dawn", "dusk"),
    "part": ("start", "middle", "end"),
}
BARE = (
    "night weekend the this these years ci there same of ofthe ofthem to and or in within during for around little "
    "since until by before after starting between during_month last lasts next nexts following previous others ago "
    "later earlier over under about vague long all every very half vague_time aux begun planned formerly"
).split()
CORE = frozenset(
    "weekday month season unit years daypart night deictic anchor year round_year iso dmy clock named named_led "
    "vague_time since".split()
)
"""Every expression has a token of one of these classes."""

_WORDS = ("forms", "class", "value")
_NAMED = ("forms", "calendar", "month", "day", "year", "days", "lead")
_FIRST_LETTER = 0x4E00
_YEAR = re.compile(r"1[789]\d\d|20\d\d")

Value = int | str | NamedDay | None
Forms = dict[tuple[str, ...], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A form with its classes; more than one for « sept » (a number and September's abbreviation).

    Attributes:
        values: Class to value.
    """

    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        """Its classes, sorted, joined by ``+``."""
        return "+".join(sorted(self.values))


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """The words and the grammar of one language.

    Attributes:
        words: Folded one-token form to its classes and values.
        compounds: First token to the forms of several tokens that start so, longest first.
        letters: Classes (sorted, joined by ``+``) to the letter that stands for them.
        classes: Letter to its classes.
        letter_of: Folded one-token form to its letter.
        core: A letter of a class that says time; every expression has one.
        grammar: First letter to the rules that can begin with it.
        unaccented: Folded one-token forms that the tables spell without accents: « veillé » is not « veille ».
        numbers: Number words.
    """

    words: Mapping[str, TimeWord]
    compounds: Mapping[str, tuple[tuple[tuple[str, ...], TimeWord], ...]]
    letters: Mapping[str, str]
    classes: Mapping[str, tuple[str, ...]]
    letter_of: Mapping[str, str]
    core: re.Pattern[str]
    grammar: Mapping[str, TimeRules]
    unaccented: frozenset[str]
    numbers: NumberWords

    def shape_letter(self, token: str) -> str:
        """The letter of a token that is in no table and does not begin with a letter."""
        return self.letters[self.shape(token)]

    def shape(self, token: str) -> str:
        """The class of a token that is in no table."""
        if not token[0].isdecimal():
            return MARKS.get(token, "plain")
        if token.isdecimal():
            if len(token) <= 2 and 1 <= int(token) <= 31:
                return "day"
            if _YEAR.fullmatch(token):
                return "round_year" if token.endswith("00") else "year"
            return "num"
        if ":" in token or "h" in token:
            return "clock"
        if "-" in token:
            return "iso"
        if "/" in token or (token.count(".") == 2 and "." in token[1:3] and len(token.rsplit(".", 1)[1]) == 4):
            return "dmy"
        return "num" if token[-1].isdecimal() else "plain"


def _value(row: Row) -> Value:
    name, value = row["class"], row["value"]
    if name in NUMBERED:
        low, high = NUMBERED[name]
        if not re.fullmatch(r"-?\d+", value) or not low <= int(value) <= high:
            raise row.wrong(f"column 'value' has {value!r}; allowed for {name}: {low} to {high}")
        return int(value)
    if name in NAMED_VALUES:
        return row.choice("value", NAMED_VALUES[name])
    row.choice("class", BARE)
    row.choice("value", ("",))
    return None


def _named_day(row: Row) -> tuple[str, NamedDay]:
    calendar = row.choice("calendar", ("gregorian", "easter", "hijri"))
    for column in ("month", "day", "days"):
        if not re.fullmatch(r"-?\d+", row[column]):
            raise row.wrong(f"column {column!r} has {row[column]!r}; allowed: a whole number")
    name = row.needed("forms").split("|")[0].strip()
    kind = "named_led" if row.choice("lead", ("0", "1")) == "1" else "named"
    year = row["year"]
    if year and not year.isdecimal():
        raise row.wrong(f"column 'year' has {year!r}; allowed: a year in digits, or nothing")
    return kind, NamedDay(
        name, calendar, int(row["month"]), int(row["day"]), int(row["days"]), int(year) if year else None
    )


def _forms(language: str, numbers: NumberWords) -> tuple[Forms, set[str]]:
    """Every form, as tokens, with its classes and values; and the folded forms that the tables spell with accents."""
    forms: Forms = {}
    accented: set[str] = set()
    for word in numbers.words.values():
        if word.kind != "ordinal":
            forms.setdefault((word.form,), {})["num"] = word.value
    for row in read_table(DATA / language / "times.tsv", _WORDS):
        value = _value(row)
        for form in row.several("forms"):
            accented |= {fold(form)} if not form.isascii() else set()
            values = forms.setdefault(tuple(TOKEN.findall(fold(form))), {})
            if row["class"] in values:
                raise row.wrong(f"form {form!r} stands in class {row['class']!r} already; keep one of the two")
            values[row["class"]] = value
    for row in read_table(DATA / language / "times_named.tsv", _NAMED):
        kind, day = _named_day(row)
        for form in row.several("forms"):
            forms.setdefault(tuple(TOKEN.findall(fold(form))), {})[kind] = day
            accented |= {fold(form)} if not form.isascii() else set()
    return forms, accented


def _letters(forms: Mapping[tuple[str, ...], Mapping[str, Value]]) -> dict[str, str]:
    names = {"+".join(sorted(values)) for values in forms.values()}
    names |= {*CLASSES_BY_SHAPE, *MARKS.values(), *NUMBERED, *NAMED_VALUES, *BARE, "named", "named_led"}
    return {name: chr(_FIRST_LETTER + number) for number, name in enumerate(sorted(names))}


def _by_first(forms: Forms) -> Iterator[tuple[str, list[tuple[tuple[str, ...], TimeWord]]]]:
    several: dict[str, list[tuple[tuple[str, ...], TimeWord]]] = {}
    for tokens, values in forms.items():
        if len(tokens) > 1:
            several.setdefault(tokens[0], []).append((tokens, TimeWord(values)))
    for first, found in several.items():
        yield first, sorted(found, key=lambda item: -len(item[0]))


def load_times(language: str = "fr") -> TimeLexicon:
    """Load the words and the grammar of ``language``, from its tables ``times*.tsv`` and ``numbers.tsv``.

    Raises:
        LexiconError: A table is missing or not well formed; the message names file and line.
    """
    numbers = load_numbers(language)
    forms, accented = _forms(language, numbers)
    letters = _letters(forms)
    words = {tokens[0]: TimeWord(values) for tokens, values in forms.items() if len(tokens) == 1}
    return TimeLexicon(
        words=words,
        compounds={first: tuple(found) for first, found in _by_first(forms)},
        letters=letters,
        classes={letter: tuple(name.split("+")) for name, letter in letters.items()},
        letter_of={form: letters[word.name] for form, word in words.items()}
        | {mark: letters[name] for mark, name in MARKS.items()},
        core=re.compile("[" + "".join(letter for name, letter in letters.items() if CORE & set(name.split("+"))) + "]"),
        grammar=load_grammar(language, letters),
        unaccented=frozenset(words) - accented,
        numbers=numbers,
    )
