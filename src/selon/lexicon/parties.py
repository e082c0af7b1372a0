"""The parties that reports speak of: states and their bodies, persons, armed groups, organisations, outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from selon.lexicon.party_bodies import Bodies, load_bodies
from selon.lexicon.party_names import ARTICLES, Name, name_tokens
from selon.lexicon.party_words import PartyWords, load_party_words
from selon.lexicon.table import DATA, Row, read_table

K = TypeVar("K")
V = TypeVar("V")

PARTIES = DATA / "world" / "parties"
TABLES = (
    "states",
    "bodies",
    "persons",
    "armed_groups",
    "coalitions",
    "international",
    "courts",
    "associations",
    "media",
    "politics",
    "phoenix",
)
KINDS = (
    "state",
    "government",
    "armed_forces",
    "police",
    "security_forces",
    "intelligence",
    "civil_defence",
    "person",
    "armed_group",
    "militia",
    "criminal_group",
    "political_party",
    "coalition",
    "international",
    "court",
    "ngo",
    "monitor",
    "news_agency",
    "outlet",
)
"""What a party is, in words that judge nobody."""
GROUP_KINDS = frozenset({"armed_group", "militia", "criminal_group", "political_party", "coalition", "ngo", "monitor"})
"""Kinds of party that no place is called after."""

COLUMNS = ("id", "kind", "country", "from", "to", "fr", "en", "es", "ar", "aliases", "source")
LANGUAGES = ("fr", "en", "es", "ar")
_BOUND = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
_COUNTRIES = re.compile(r"[A-Z]{2}(\|[A-Z]{2})*")
_KINDS = frozenset(KINDS)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who can say, do or suffer something.

    Attributes:
        id: Its key, stable over versions.
        kind: One of ``KINDS``.
        countries: ISO 3166-1 alpha-2, home first; empty for bodies of many states.
        since: Year, month or day from which it exists; ``""`` where not known.
        until: Year, month or day of its end; ``""`` where it lasts or the end is not known.
        names: Language code to canonical name.
        aliases: Other names, as the table writes them.
        source: Where the row comes from.
        where: ``table:line``.
    """

    id: str
    kind: str
    countries: tuple[str, ...]
    since: str
    until: str
    names: dict[str, str] = field(hash=False)
    aliases: tuple[str, ...] = ()
    source: str = ""
    where: str = ""

    def name(self, language: str = "fr") -> str:
        """The canonical name in ``language``, in English where that language has none."""
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office: ``of`` is a country code or the id of an organisation, the bounds are ISO days."""

    person: str
    office: str
    of: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class PartyTable:
    """All parties, and the words of one language that name the bodies of states.

    Attributes:
        rows: Id to its line, for the parties that have one.
        index: Folded tokens to the names that are written so; a party may stand twice.
        widths: First folded token to the number of tokens of the longest name that begins with it.
        terms: Office and country (or organisation) to the terms held in it.
        held: Person's id to that person's terms.
        bodies: What is composed: institutions, offices, adjectives.
        words: Words of the language.
    """

    rows: dict[str, Row]
    index: dict[tuple[str, ...], list[Name]]
    widths: dict[str, int]
    terms: dict[tuple[str, str], tuple[Term, ...]]
    held: dict[str, tuple[Term, ...]]
    bodies: Bodies
    words: PartyWords

    def named(self, tokens: tuple[str, ...]) -> tuple[Name, ...]:
        """The names that are written with these folded tokens, in any capitals; empty where there is none."""
        return tuple(self.index.get(tokens, ()))

    def names_group(self, text: str) -> bool:
        """Whether a name is an armed group's, a political party's or an association's, and nothing else's."""
        found = [name for name in self.named(name_tokens(text)) if not name.weak]
        parties = [self.party(name.party) for name in found]
        return bool(parties) and all(party is not None and party.kind in GROUP_KINDS for party in parties)

    def party(self, id: str) -> Party | None:
        """The party with this id, from its row or composed (``SY-armed-forces``); ``None`` for an unknown id."""
        row = self.rows.get(id)
        if row is not None:
            return _party(row)
        country, _, institution = id.partition("-")
        return self._composed(country, institution)

    def body(self, country: str, institution: str) -> Party | None:
        """A body of a state; ``None`` where the state or the institution is not in the tables."""
        return self.party(f"{country}-{institution}")

    def _composed(self, country: str, institution: str) -> Party | None:
        state, kind = self.party(country) if country in self.rows else None, self.bodies.kinds.get(institution)
        if state is None or kind is None or state.kind != "state":
            return None
        codes = ("fr", "en", "es")
        names = {code: self.bodies.name(institution, state.names, country, code) for code in codes}
        id = f"{country}-{institution}"
        return Party(id, kind, (country,), "", "", names, source="composed", where="institutions.tsv")


def _bounds(row: Row) -> tuple[str, str]:
    since, until = row["from"], row["to"]
    if since or until:
        for bound in (since, until):
            if not _BOUND.fullmatch(bound):
                raise row.wrong(f"{bound!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, or leave the cell empty")
        width = min(len(since), len(until))
        if since[:width] > until[:width]:
            raise row.wrong(f"ends ({until}) before it begins ({since})")
    return since, until


def _check(row: Row) -> None:
    cells = row.cells
    if cells["kind"] not in _KINDS:
        row.choice("kind", KINDS)
    if cells["country"] and not _COUNTRIES.fullmatch(cells["country"]):
        raise row.wrong(f"column 'country' has {cells['country']!r}; write ISO 3166-1 alpha-2 codes joined by '|'")
    for column in ("id", "fr", "en", "source"):
        row.needed(column)
    _bounds(row)


def _party(row: Row) -> Party:
    names = {language: row[language] for language in LANGUAGES if row[language]}
    aliases = row.several("aliases")
    return Party(
        row["id"], row["kind"], row.several("country"), *_bounds(row), names, aliases, row["source"], row.where
    )


def _alias(row: Row, alias: str) -> Name:
    text, _, dates = alias.partition(" @")
    since, _, until = dates.partition("..")
    if dates and not (_BOUND.fullmatch(since) and _BOUND.fullmatch(until) and ".." in dates):
        raise row.wrong(f"alias {alias!r}: write ' @from..to' with years, months or days")
    return Name(row["id"], text.lstrip("~"), text.startswith("~"), False, since, until, False, row.where)


def _names_of(row: Row) -> Iterator[Name]:
    cells, where = row.cells, row.where
    aliases = cells["aliases"].split("|") if cells["aliases"] else []
    for text in {cells[language]: None for language in LANGUAGES}:
        # "Front islamique (Syrie)" is how the table tells two of one name apart, no report writes it; "~" is kept for
        # the aliases, so a canonical name that may mean something else stands there again
        if text and "(" not in text and f"~{text}" not in aliases:
            yield Name(cells["id"], text, where=where)
    for alias in aliases:
        yield _alias(row, alias)


def _index(names: Iterable[Name]) -> tuple[dict[tuple[str, ...], list[Name]], dict[str, int]]:
    found: dict[tuple[str, ...], list[Name]] = {}
    widths: dict[str, int] = {}
    for name in names:
        tokens = name_tokens(name.text)
        if len(tokens) > 1 and tokens[0] in ARTICLES:
            tokens, name = tokens[1:], name._replace(article=True)
        found.setdefault(tokens, []).append(name)
        if len(tokens) > widths.get(tokens[0], 0):
            widths[tokens[0]] = len(tokens)
    return found, widths


def _metonyms(folder: Path) -> Iterator[Name]:
    for row in read_table(folder / "seats.tsv", ("name", "party", "source")):
        yield Name(row.needed("party"), row.needed("name"), where=row.where)
    for row in read_table(folder / "capitals.tsv", ("name", "party", "from", "to")):
        yield Name(row.needed("party"), row.needed("name"), False, False, *_bounds(row), True, row.where)


def _terms(folder: Path) -> list[Term]:
    columns = ("person", "office", "of", "from", "to", "source")
    rows = read_table(folder / "terms.tsv", columns)
    return [Term(row.needed("person"), row.needed("office"), row.needed("of"), *_bounds(row)) for row in rows]


def _grouped(pairs: Iterator[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


@cache
def load_parties(language: str = "fr", folder: Path = PARTIES) -> PartyTable:
    """The parties of the world, with the words of one language for the bodies of states.

    Args:
        language: ISO 639-1; a language without ``party_words.tsv`` resolves plain names only.
        folder: Where the tables of parties stand.

    Raises:
        LexiconError: A table that is not well formed; the message names file and line.
    """
    rows: dict[str, Row] = {}
    names: list[Name] = []
    for table in TABLES:
        for row in read_table(folder / f"{table}.tsv", COLUMNS):
            _check(row)
            first = rows.setdefault(row["id"], row)
            if first is not row:
                raise row.wrong(f"id {row['id']!r} stands in {first.where} already; ids are unique over all tables")
            names += _names_of(row)
    names += _metonyms(folder)
    terms = _terms(folder)
    index, widths = _index(names)
    return PartyTable(
        rows=rows,
        index=index,
        widths=widths,
        terms=_grouped(((term.office, term.of), term) for term in terms),
        held=_grouped((term.person, term) for term in terms),
        bodies=load_bodies(language),
        words=load_party_words(language),
    )
