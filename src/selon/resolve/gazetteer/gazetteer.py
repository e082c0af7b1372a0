"""The index of towns and units together with the tables of countries, regions and exonyms."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from selon.lexicon.places import Country, Region, WorldPlaces, load_world_places
from selon.resolve.gazetteer.folding import fold
from selon.resolve.gazetteer.index import Candidate, PlaceIndex, load_index

CITY_POPULATION = 50_000
"""From this many inhabitants on a town is taken for known to a reader without a hint (``known`` says ``city``)."""


_ARTICLE = re.compile(r"(?:le |la |les |l')")


class Gazetteer:
    """What a name may stand for: a country, a region, a town or an administrative unit."""

    def __init__(self, index: PlaceIndex, world: WorldPlaces) -> None:
        """Join the index and the tables; ``load_gazetteer`` gives the shipped ones."""
        self._index = index
        self._world = world
        self._countries = {fold(name): country for country in world.countries.values() for name in country.names}
        self._regions = {fold(name): region for region in world.regions for name in (*region.names, region.name)}
        self._exonyms = {fold(name): geonameid for name, geonameid in world.exonyms.items()}
        self._capitals = {country.capital: country.iso2 for country in world.countries.values() if country.capital}
        self._kinds: dict[str, str | None] = {}

    @property
    def countries(self) -> tuple[Country, ...]:
        """All countries and territories, in the order of the table."""
        return tuple(self._world.countries.values())

    def country(self, name: str) -> Country | None:
        """The country of that name in French or English."""
        return self._countries.get(fold(name))

    def country_by_code(self, iso2: str) -> Country | None:
        """The country of that ISO 3166-1 alpha-2 code."""
        return self._world.countries.get(iso2)

    def region(self, name: str) -> Region | None:
        """The region of that name in the table of regions; administrative units come with ``find``."""
        return self._regions.get(fold(name))

    def find(self, name: str) -> tuple[Candidate, ...]:
        """Towns and units of that name, exonyms first."""
        exonym = self._exonyms.get(fold(name))
        found = self._index.by_id(exonym) if exonym else None
        own = self._index.find(name)
        return (replace(found, match="exonym"), *(c for c in own if c.geonameid != exonym)) if found else own

    def find_alike(self, name: str) -> tuple[Candidate, ...]:
        """Towns and units that another transliteration calls so."""
        return self._index.find_alike(name)

    def by_id(self, geonameid: int) -> Candidate | None:
        """The town or unit of that GeoNames id."""
        return self._index.by_id(geonameid)

    def unit(self, code: str) -> Candidate | None:
        """The first-level unit of that GeoNames code (``SY.09``)."""
        return self._index.unit(code)

    def capital_of(self, candidate: Candidate) -> str | None:
        """Code of the country whose capital this is, else ``None``."""
        return self._capitals.get(candidate.geonameid)

    def part_of(self, country: str, bearing: float | None) -> tuple[float, float] | None:
        """The middle of the part of a country that lies in a direction, ``None`` for an unknown code."""
        return self._index.part_of(country, bearing)

    def known(self, name: str) -> str | None:
        """What kind of place bears the name, for the reader of names who need not know which place it is.

        Args:
            name: The name; with its article in small letters (« le Var », « le Caire ») it is asked whether a country,
                a region, a unit or a town of that full name bears it.

        Returns:
            ``country``, ``region``, ``capital``, ``city`` (a town of 50,000 or more), ``town``, ``alike`` (only another
            transliteration is known), or ``None``.
        """
        if name not in self._kinds:
            if len(self._kinds) > 100_000:  # a whole collection's capitalised words
                self._kinds.clear()
            self._kinds[name] = self._kind(name)
        return self._kinds[name]

    def _kind(self, name: str) -> str | None:
        if article := _ARTICLE.match(name):
            bare = name[article.end() :]
            if self.country(bare) or self.region(bare) or any(_has_article(c) for c in self.find(bare)):
                return "region"
            return self._kind(name[0].upper() + name[1:]) if self.find(name) else None
        if self.country(name):
            return "country"
        if self.region(name):
            return "region"
        found = self.find(name)
        if not found:
            return "alike" if self._index.has_alike(name) else None
        towns = [c for c in found if c.kind == "town"]
        if any(c.geonameid in self._capitals for c in towns):
            return "capital"
        if not towns:
            return "region"
        return "city" if max(c.population for c in towns) >= CITY_POPULATION else "town"


def _has_article(candidate: Candidate) -> bool:
    """First-level units, and French departments (« dans le Var »), which French names with an article."""
    return candidate.kind == "admin1" or (candidate.kind == "admin2" and candidate.country == "FR")


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer; read once for the process (about 0.3 s).

    Raises:
        LexiconError: A table of countries, regions or exonyms is not well formed.
    """
    return Gazetteer(load_index(), load_world_places())
