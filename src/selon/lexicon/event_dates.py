"""How much each sign speaks for a date being that of a happening, and the words that such signs are read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.lexicon.table import DATA, read_table

WORD_CLASSES = ("background", "during", "habit", "then", "first")


@dataclass(frozen=True, slots=True)
class DateSigns:
    """The tables ``event_dates.tsv``, ``event_places.tsv`` and ``event_date_words.tsv`` of a language.

    Attributes:
        weights: Sign to its weight: above 0 it speaks for the date, below 0 against it. A sign that is not listed
            weighs nothing.
        places: The same for places, from ``event_places.tsv``.
        words: One of ``WORD_CLASSES`` to its words, lower case; those of several words joined by a blank.
    """

    weights: Mapping[str, float]
    places: Mapping[str, float]
    words: Mapping[str, frozenset[str]]


def load_date_signs(language: str) -> DateSigns:
    """The signs of a language.

    Raises:
        LexiconError: A table is missing, a weight is no number, or a class is unknown.
    """
    words: dict[str, set[str]] = {name: set() for name in WORD_CLASSES}
    path = DATA / language / "event_date_words.tsv"
    for row in read_table(path, ("class", "word"), key=lambda r: (r["class"], r["word"])):
        words[row.choice("class", WORD_CLASSES)].add(row.needed("word").lower())
    weights, places = (_weights(DATA / language / name) for name in ("event_dates.tsv", "event_places.tsv"))
    return DateSigns(weights, places, {name: frozenset(found) for name, found in words.items()})


def _weights(path: Path) -> dict[str, float]:
    weights: dict[str, float] = {}
    for row in read_table(path, ("sign", "weight"), key=lambda r: r["sign"]):
        try:
            weights[row.needed("sign")] = float(row.needed("weight"))
        except ValueError as error:
            raise row.wrong(f"column 'weight' has {row['weight']!r}; write a decimal number") from error
    return weights
