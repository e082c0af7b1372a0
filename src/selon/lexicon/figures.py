"""The words of figures: which verbs and nouns make a number a toll, which nouns name people, which words set a bound.

Four tables of a language are read: ``figure_words.tsv``, ``counted_nouns.tsv``, ``bounds.tsv`` and
``figure_grammar.tsv``, beside the number words of :mod:`selon.lexicon.numbers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWords, load_numbers
from selon.lexicon.table import DATA, Row, read_table
from selon.model import FIGURE_KINDS

T = TypeVar("T")

COUNTED = ("patient", "subject", "dative", "complement", "self")
NEEDS = ("", "person", "several")
NOUN_CLASSES = ("person", "group", "thing")
BOUND_PLACES = (
    "before",
    "after",
    "instead",
    "plural",
    "between",
    "opening",
    "leaving",
    "half_before",
    "half_after",
    "unit",
    "article",
)
EFFECTS = (
    "at_least",
    "more_than",
    "digits_more_than",
    "at_most",
    "less_than",
    "about",
    "exact",
    "opened",
    "none",
)
ROLES = (
    "adjective",
    "aux_have",
    "aux_be",
    "been",
    "modal",
    "causative",
    "possessive",
    "subgroup",
    "all",
    "with",
    "tally",
    "number_noun",
    "month",
    "time",
    "among",
    "toll_verb",
    "composed",
    "lethal",
    "eux",
    "fraction",
    "linker",
    "standing_for",
    "relative",
    "clause",
    "subject",
    "of",
    "to",
    "case",
    "joint",
    "rejecting",
    "coupling",
    "indefinite",
    "definite",
    "who",
    "unfinite",
    "clitic",
    "before_participle",
    "victim",
    "plural_ending",
    "gerund_ending",
    "between",
    "bare_of",
    "range",
    "tally_joint",
    "or",
    "determiner",
    "reflexive",
    "numbered",
    "another",
)


@dataclass(frozen=True, slots=True)
class FigureWord:
    """A verb or noun that makes a number a toll.

    Attributes:
        lemma: Infinitive of the verb or singular of the noun.
        companions: Words one of which must stand near it; empty where none is needed.
        kind: One of ``FIGURE_KINDS``.
        counted: Whom it counts, one of ``COUNTED``.
        needs_person: The counted noun must be known to name people.
        needs_several: As ``needs_person``, and it must count more than one.
        where: ``table.tsv:line``.
    """

    lemma: str
    companions: frozenset[str]
    kind: str
    counted: str
    needs_person: bool
    needs_several: bool
    where: str


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """A noun after a number: its class, one of ``NOUN_CLASSES``, and how many people one such group has, if known."""

    kind: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Bound:
    """Words that bound a number: folded words, ``place`` of ``BOUND_PLACES`` and ``effect`` of ``EFFECTS``."""

    words: str
    place: str
    effect: str


@dataclass(frozen=True, slots=True, eq=False)
class FigureLexicon:
    """All words that the figure rules read; keys are lower case.

    Attributes:
        numbers: The number words.
        verbs: Lemma, and the finite forms of regular verbs, to the readings of a verb.
        participles: Participle form to the readings of its verb.
        happenings: Form of a noun of a happening (« la mort de ») to its readings.
        victims: Form of a noun that names victims or acts counted (« morts ») to its reading.
        nouns: Form to class, for nouns after a number.
        bounds: In the order of the table.
        companions: All words that some reading needs beside it.
        roles: Role to words, for the closed classes of ``figure_grammar.tsv``.
    """

    numbers: NumberWords
    verbs: Mapping[str, tuple[FigureWord, ...]]
    participles: Mapping[str, tuple[FigureWord, ...]]
    happenings: Mapping[str, tuple[FigureWord, ...]]
    victims: Mapping[str, FigureWord]
    nouns: Mapping[str, CountedNoun]
    bounds: tuple[Bound, ...]
    companions: frozenset[str]
    roles: Mapping[str, frozenset[str]]

    def names_people(self, word: str) -> bool:
        """Whether a noun, in any of its forms, is known to name people or a group of them."""
        noun = self.nouns.get(word)
        return noun is not None and noun.kind != "thing"


def _inflected(participle: str) -> tuple[str, ...]:
    plural = participle if participle.endswith("s") else participle + "s"
    return participle, plural, participle + "e", participle + "es"


def _conjugated(infinitive: str) -> tuple[str, ...]:
    """The infinitive with the forms that reports use most, for the regular verbs in -er; irregular ones go by lemma."""
    if not infinitive.endswith("er"):
        return (infinitive,)
    stem = infinitive[:-2]
    return (infinitive, *(stem + ending for ending in ("ant", "ent", "a", "èrent", "ait", "aient", "era", "eront")))


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith(("s", "x", "z")):
        return (noun,)
    if noun.endswith("al"):
        return noun, noun[:-2] + "aux", noun + "s"
    return noun, noun + ("x" if noun.endswith(("eau", "eu")) else "s")


def _figure_word(row: Row) -> FigureWord:
    return FigureWord(
        lemma=row.needed("lemma"),
        companions=frozenset(row.several("with")),
        kind=row.choice("kind", FIGURE_KINDS),
        counted=row.choice("counted", COUNTED),
        needs_person=row.choice("needs", NEEDS) != "",
        needs_several=row["needs"] == "several",
        where=row.where,
    )


def _add(table: dict[str, tuple[FigureWord, ...]], forms: Iterable[str], word: FigureWord) -> None:
    """Readings with companions come first: they are the narrower ones."""
    for form in dict.fromkeys(forms):
        table[form] = tuple(sorted((*table.get(form, ()), word), key=lambda reading: not reading.companions))


def _companion_words(table: Mapping[str, tuple[FigureWord, ...]]) -> set[str]:
    """The words of all companions, which may stand between a verb and its object (« coûté la vie à »)."""
    readings = (reading for entry in table.values() for reading in entry)
    return {word for reading in readings for words in reading.companions for word in words.split()}


def _load_nouns(language: str) -> dict[str, CountedNoun]:
    nouns: dict[str, CountedNoun] = {}
    for row in read_table(DATA / language / "counted_nouns.tsv", ("nouns", "class", "size")):
        kind = row.choice("class", NOUN_CLASSES)
        if row["size"] and not row["size"].isdigit():
            raise row.wrong(f"column 'size' has {row['size']!r}; allowed: a whole number in digits, or nothing")
        noun = CountedNoun(kind, int(row["size"]) if row["size"] else None)
        row.needed("nouns")
        for form in (form for singular in row.several("nouns") for form in _plurals(singular.lower())):
            if nouns.setdefault(form, noun).kind != kind:
                raise row.wrong(f"{form!r} is of class {nouns[form].kind!r} on an earlier line; keep one of the two")
    return nouns


def _load_bounds(language: str) -> tuple[Bound, ...]:
    rows = read_table(
        DATA / language / "bounds.tsv", ("words", "place", "effect"), key=lambda r: (r["words"], r["place"])
    )
    return tuple(
        Bound(fold(row.needed("words")), row.choice("place", BOUND_PLACES), row.choice("effect", EFFECTS))
        for row in rows
    )


def _load_roles(language: str) -> dict[str, frozenset[str]]:
    rows = read_table(DATA / language / "figure_grammar.tsv", ("role", "words"), key=lambda row: row["role"])
    for row in rows:
        row.needed("words")
    roles = {row.choice("role", ROLES): frozenset(row.several("words")) for row in rows}
    for role in ROLES:
        roles.setdefault(role, frozenset())
    return roles


def load_figures(language: str = "fr") -> FigureLexicon:
    """The figure words of ``language``.

    Raises:
        LexiconError: A table is missing or not well formed; the message names file and line.
    """
    verbs: dict[str, tuple[FigureWord, ...]] = {}
    participles: dict[str, tuple[FigureWord, ...]] = {}
    happenings: dict[str, tuple[FigureWord, ...]] = {}
    victims: dict[str, FigureWord] = {}
    columns = ("lemma", "forms", "with", "kind", "counted", "needs")
    for row in read_table(DATA / language / "figure_words.tsv", columns):
        word = _figure_word(row)
        row.needed("forms")
        forms = row.several("forms")
        if word.counted == "self":
            victims.update(dict.fromkeys(forms, word))
        elif word.counted == "complement":
            _add(happenings, forms, word)
        else:
            _add(verbs, _conjugated(word.lemma), word)
            _add(participles, (form for base in forms for form in _inflected(base)), word)
    return FigureLexicon(
        numbers=load_numbers(language),
        verbs=verbs,
        participles=participles,
        happenings=happenings,
        victims=victims,
        nouns=_load_nouns(language),
        bounds=_load_bounds(language),
        companions=frozenset(_companion_words(participles)),
        roles=_load_roles(language),
    )


def _folded(table: Mapping[str, T]) -> dict[str, T]:
    return {**{fold(form): entry for form, entry in table.items()}, **{k: v for k, v in table.items() if fold(k) == k}}


@lru_cache(maxsize=4)
def unaccented(lexicon: FigureLexicon) -> FigureLexicon:
    """The same words as a text without accents writes them (« portees disparues »)."""
    return replace(
        lexicon,
        verbs=_folded(lexicon.verbs),
        participles=_folded(lexicon.participles),
        happenings=_folded(lexicon.happenings),
        victims=_folded(lexicon.victims),
        nouns=_folded(lexicon.nouns),
        companions=frozenset(map(fold, lexicon.companions)),
        roles={role: frozenset(map(fold, words)) for role, words in lexicon.roles.items()},
    )
