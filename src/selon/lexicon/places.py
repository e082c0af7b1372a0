"""Words around place names, names of countries and regions, and the adjectives that point to a country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selon.lexicon.folding import fold
from selon.lexicon.place_grammar import PlaceGrammar, load_place_grammar
from selon.lexicon.table import DATA, Row, read_table
from selon.model.places import PLACE_KINDS, PLACE_RELATIONS

_COUNTRY_COLUMNS = ("iso2", "iso3", "geonameid", "en", "fr", "capital", "capital_name", "neighbours", "transliterated")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory.

    Attributes:
        iso2: ISO 3166-1 alpha-2 code.
        geonameid: GeoNames id.
        name: English name, the one that a record gives.
        names: All names, English and French.
        capital: GeoNames id of its capital, ``None`` if it has none in the gazetteer.
        neighbours: Codes of the countries that share a land border.
        transliterated: Its town names reach French by transliteration.
    """

    iso2: str
    geonameid: int
    name: str
    names: tuple[str, ...]
    capital: int | None
    neighbours: tuple[str, ...]
    transliterated: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A named region, sea or part of the world that lists of administrative units lack.

    Attributes:
        name: English name, the one that a record gives.
        names: French names.
        countries: Codes of the countries it lies in; empty where there are too many or none.
        lat: Latitude of its middle.
        lon: Longitude of its middle.
    """

    name: str
    names: tuple[str, ...]
    countries: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A preposition: its words, what relation it states, and whether an unlisted name after it is a place."""

    words: str
    relation: str
    unlisted: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words around place names in one language, folded (lower case, no accents).

    Attributes:
        kinds: Noun, singular or plural, to one of ``PLACE_KINDS``.
        bearings: Compass word to degrees, ``None`` for « centre ».
        links: Prepositions, longest first.
        subject_verbs: Lemmas of verbs whose subject is a scene, not a doer.
        demonyms: Adjective or inhabitant's name, all forms, to country codes.
        national: Those of them that are a state's own.
        not_names: Folded names that are no places.
        not_heads: Lemmas whose « à » says to whom, not where.
        grammar: Articles and other grammatical words around a name.
    """

    kinds: Mapping[str, str]
    bearings: Mapping[str, float | None]
    links: tuple[PlaceLink, ...]
    subject_verbs: frozenset[str]
    demonyms: Mapping[str, tuple[str, ...]]
    national: frozenset[str]
    not_names: frozenset[str]
    not_heads: frozenset[str]
    grammar: PlaceGrammar


@dataclass(frozen=True, slots=True)
class WorldPlaces:
    """Countries, regions and exonyms that go beside the gazetteer.

    Attributes:
        countries: By ISO code.
        regions: In the order of the table.
        exonyms: Name to GeoNames id.
    """

    countries: Mapping[str, Country]
    regions: tuple[Region, ...]
    exonyms: Mapping[str, int]


def load_place_words(language: str) -> PlaceWords:
    """The place words of a language.

    Raises:
        LexiconError: A table is missing or a cell is not allowed.
    """
    folder = DATA / language
    kinds: dict[str, str] = {}
    for row in read_table(folder / "place_words.tsv", ("word", "kind"), key=lambda row: row["word"]):
        kind = row.choice("kind", PLACE_KINDS)
        for form in _plurals(fold(row.needed("word"))):
            kinds.setdefault(form, kind)
    links = [
        PlaceLink(
            fold(row.needed("words")), row.choice("relation", PLACE_RELATIONS), row.choice("unlisted", "01") == "1"
        )
        for row in read_table(folder / "place_links.tsv", ("words", "relation", "unlisted"), key=lambda r: r["words"])
    ]
    demonyms, national = _load_demonyms(language)
    refused = read_table(folder / "not_places.tsv", ("word", "kind"), key=lambda row: (row["word"], row["kind"]))
    for row in refused:
        row.choice("kind", ("name", "head"))
        row.needed("word")
    verbs = read_table(folder / "place_verbs.tsv", ("lemma",), key=lambda row: row["lemma"])
    return PlaceWords(
        kinds=kinds,
        bearings=_load_bearings(language),
        links=tuple(sorted(links, key=lambda link: -len(link.words))),
        subject_verbs=frozenset(row.needed("lemma") for row in verbs),
        demonyms=demonyms,
        national=national,
        not_names=frozenset(fold(row["word"]) for row in refused if row["kind"] == "name"),
        not_heads=frozenset(row["word"] for row in refused if row["kind"] == "head"),
        grammar=load_place_grammar(language),
    )


def load_world_places() -> WorldPlaces:
    """Countries, regions and exonyms.

    Raises:
        LexiconError: A table is missing or a cell is not allowed.
    """
    countries = [
        _country(row) for row in read_table(DATA / "world/countries.tsv", _COUNTRY_COLUMNS, key=lambda r: r["iso2"])
    ]
    regions = read_table(DATA / "world/regions.tsv", ("fr", "en", "iso2", "lat", "lon"), key=lambda row: row["fr"])
    exonyms = read_table(DATA / "world/exonyms.tsv", ("name", "geonameid", "en"), key=lambda row: row["name"])
    return WorldPlaces(
        countries={country.iso2: country for country in countries},
        regions=tuple(_region(row, {country.iso2 for country in countries}) for row in regions),
        exonyms={row.needed("name"): _whole(row, "geonameid") for row in exonyms},
    )


def _country(row: Row) -> Country:
    english = row.several("en")
    return Country(
        iso2=row.needed("iso2"),
        geonameid=_whole(row, "geonameid"),
        name=english[0],
        names=tuple(dict.fromkeys((*english, *row.several("fr")))),
        capital=_whole(row, "capital") if row["capital"] else None,
        neighbours=row.several("neighbours"),
        transliterated=row.choice("transliterated", "01") == "1",
    )


def _region(row: Row, countries: set[str]) -> Region:
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    row.needed("fr")
    return Region(row.needed("en"), row.several("fr"), row.several("iso2", sorted(countries)), lat, lon)


def _load_bearings(language: str) -> dict[str, float | None]:
    bearings: dict[str, float | None] = {}
    path = DATA / language / "directions.tsv"
    for row in read_table(path, ("word", "bearing"), key=lambda row: row["word"]):
        bearings[fold(row.needed("word"))] = _degrees(row, "bearing", 360) if row["bearing"] else None
    return bearings


def _load_demonyms(language: str) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """All forms with their countries, and those forms that are a state's own."""
    demonyms: dict[str, tuple[str, ...]] = {}
    national: set[str] = set()
    columns = ("masculine", "feminine", "iso2", "scope")
    for row in read_table(DATA / language / "demonyms.tsv", columns, key=lambda row: row["masculine"]):
        codes, scope = row.several("iso2"), row.choice("scope", ("country", "part"))
        forms = {each for column in columns[:2] for each in _plurals(fold(row.needed(column)))}
        for form in forms:
            demonyms[form] = tuple(dict.fromkeys((*demonyms.get(form, ()), *codes)))
        if scope == "country":
            national |= forms
    return demonyms, frozenset(national)


def _plurals(word: str) -> tuple[str, ...]:
    """The word and its plural, « s » after the first noun and after an adjective that ends it (« bases aériennes »)."""
    if word.endswith(("s", "x", "aux")):
        return (word,)
    first, blank, rest = word.partition(" ")
    if not blank:
        return (word, f"{word}s")
    return (word, f"{first}s {rest}", f"{first}s {rest}s")


def _whole(row: Row, column: str) -> int:
    if not row[column].isdigit():
        raise row.wrong(f"column {column!r} has {row[column]!r}; write a whole number")
    return int(row[column])


def _degrees(row: Row, column: str, limit: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        raise row.wrong(f"column {column!r} has {row[column]!r}; write degrees as a decimal number") from None
    if not -limit <= value <= limit:
        raise row.wrong(f"column {column!r} has {value}; allowed: {-limit} to {limit}")
    return value
