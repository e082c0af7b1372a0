"""What a report says for each country: the evidence by which its place names are read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from selon.model.places import PlaceMention
from selon.resolve.gazetteer import Candidate, Gazetteer

# What one mention counts for its country, beside 1 for an adjective (« syrien »).
COUNTRY_NAMED = 1.5
COUNTRY_AS_PARTY = 0.7
REGION_NAMED = 1.5
NAME_OPEN = 0.6
"""A town's name, shared out among the countries that have such a town."""
NAME_SETTLED = 0.8
DATELINE = 0.3
MAIN_SHARE = 0.25
MAIN_LEAD = 1.15
"""A report is about a country that has so much of its evidence, and so many times as much as the next."""
LATELY = 0.3
"""What the scene named last adds to its country's share where a phrase without a name is read."""


@dataclass(frozen=True)
class Support:
    """Evidence for countries and the towns found so far.

    Attributes:
        weights: Country code to the weight of what points to it, town names left out.
        names: Town name to the weight that it lends to each country that has such a town.
        towns: Name to the town or unit that it was resolved to.
    """

    weights: Mapping[str, float]
    names: Mapping[str, Mapping[str, float]]
    towns: Mapping[str, Candidate] = field(default_factory=dict)

    def share(self, country: str, *, but: str = "") -> float:
        """The country's part of all evidence, 0 to 1.

        Args:
            country: Its code.
            but: A name that is left out: a name is no evidence for its own reading.
        """
        lent = self.names.get(but, {})
        total = self._total - sum(lent.values())
        return (self._sums.get(country, 0.0) - lent.get(country, 0.0)) / total if total > 1e-9 else 0.0

    @cached_property
    def _sums(self) -> Mapping[str, float]:
        sums = dict(self.weights)
        for lent in self.names.values():
            for code, weight in lent.items():
                sums[code] = sums.get(code, 0.0) + weight
        return sums

    @cached_property
    def _total(self) -> float:
        return sum(self._sums.values())

    def is_empty(self, *, but: str = "") -> bool:
        """Whether the report points to no country at all."""
        return not self.weights and not (self.names.keys() - {but})

    def main_country(self, *, lately: str | None = None) -> str | None:
        """The country that the report is about, ``None`` where two come near each other.

        Args:
            lately: The country of the scene named last, which counts more than the others.
        """
        shares = {code: self.share(code) + (LATELY if code == lately else 0.0) for code in self._sums}
        ranked = sorted(shares, key=lambda code: (-shares[code], code))
        if not ranked or shares[ranked[0]] < MAIN_SHARE:
            return None
        clear = len(ranked) == 1 or shares[ranked[0]] >= MAIN_LEAD * shares[ranked[1]]
        return ranked[0] if clear else None

    def strongest(self, countries: Iterable[str], *, least: float = 0.0) -> str | None:
        """The one of these countries with the most evidence; ``None`` if none has more than ``least`` of it."""
        best = max(sorted(countries), key=self.share, default=None)
        return best if best is not None and self.share(best) > least else None

    def nearness(self, candidate: Candidate, *, but: str) -> float:
        """0 to 0.4 for how near the report's other towns lie; the name ``but`` is left out."""
        others = [town for name, town in self.towns.items() if name != but and town.name != candidate.name]
        away = [kilometres(candidate.lat, candidate.lon, town.lat, town.lon) for town in others]
        return 0.4 * math.exp(-min(away) / 150.0) if away else 0.0

    def has_town_near(self, candidate: Candidate, km: float) -> bool:
        """Whether another town of the report lies within some kilometres."""
        return any(
            t.geonameid != candidate.geonameid and kilometres(candidate.lat, candidate.lon, t.lat, t.lon) <= km
            for t in self.towns.values()
            if t.kind == "town"
        )

    def reason(self, country: str) -> str:
        """The evidence for a country in words."""
        if self.is_empty():
            return "the report points to no country"
        return f"{country} has {self.share(country):.0%} of the report's hints to countries"

    def with_towns(self, found: Mapping[str, Candidate]) -> Support:
        """The same with these names settled: each lends its weight to the country of its town alone."""
        names = {name: {town.country: NAME_SETTLED} for name, town in found.items()}
        return replace(self, names=names, towns=dict(found))


def report_support(mentions: Sequence[PlaceMention], gazetteer: Gazetteer, hints: Mapping[str, float]) -> Support:
    """The evidence that a report gives before any town is resolved."""
    weights: Counter[str] = Counter(dict.fromkeys(hints, 0))
    names: dict[str, dict[str, float]] = {}
    for code, count in hints.items():
        weights[code] += count  # type: ignore[assignment]
    for mention in mentions:
        if not mention.name:
            continue
        country = gazetteer.country(mention.name)
        region = gazetteer.region(mention.name) if country is None else None
        if country is not None:
            weights[country.iso2] += (  # type: ignore[assignment]
                DATELINE if mention.dateline else COUNTRY_AS_PARTY if mention.metonymic else COUNTRY_NAMED
            )
        elif region is not None:
            if mention.part and mention.text == mention.name:
                continue  # « le Nord-Ouest »: many countries have one
            for code in region.countries:
                weights[code] += REGION_NAMED / len(region.countries)  # type: ignore[assignment]
        else:
            names[mention.name] = lent_by_name(gazetteer.find(mention.name))
    return Support(dict(weights), {name: lent for name, lent in names.items() if lent})


def lent_by_name(candidates: Sequence[Candidate]) -> dict[str, float]:
    """The weight that a name lends to each country that has such a town, by the size of its largest there."""
    sizes: dict[str, float] = {}
    for candidate in candidates:
        sizes[candidate.country] = max(sizes.get(candidate.country, 0.0), candidate.population + 1000.0)
    total = sum(sizes.values())
    return {code: NAME_OPEN * size / total for code, size in sizes.items()}


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km."""
    a, b, turn = math.radians(lat), math.radians(other_lat), math.radians(lon - other_lon)
    h = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))
