"""Which places the mentions of a report stand for: all of them at once, each with the reason for its choice.

A name that many places bear is settled by what the report itself says: the countries and regions it names, its
demonyms, the wider place that the sentence gives, the other places of the report, and only then by size. Where that
speaks for none of them, no place is given.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from selon.lexicon.folding import fold
from selon.model import Place
from selon.model.places import PlaceMention
from selon.resolve.gazetteer import Candidate, Gazetteer
from selon.resolve.place_support import Support, kilometres, report_support

# Measured on gold/fr and gold/fr-real (French) and TR-News (English), benchmarks/places.py.
LEAST_SCORE = 0.75
"""A candidate below it is not taken: a small town in a country that the report has nothing to do with."""
ALONE_POPULATION = 250_000
"""From this many inhabitants on a town may be taken in a country that nothing else in the report points to."""
LEAST_SHARE = 0.04
"""Share of a report's hints that a country must have for its smaller towns to be taken."""
DOUBTFUL_SHARE = 0.2
DOUBTFUL_POPULATION = 2_000
"""The same for a name without a preposition."""
ALIKE_SHARE = 0.12
"""The same for a town whose name was met in another transliteration only."""
REGION_SHARE = 0.6
"""The same for the country of a province or river that no list has."""
UNIQUE_POPULATION = 15_000
"""From this many inhabitants on a town is taken whatever its country if no other country has one of that name."""
OUTSTANDING_POPULATION = 100_000
COMPASS_SHARE = 0.3
"""The same for a region that is called by a mere compass word (« le Nord-Ouest »)."""
QUARTER_KM = 40.0
"""A quarter or a street that the gazetteer has must lie so near the town that the text names beside it."""
UNIT_KINDS = frozenset({"unit", "nature"})


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A mention's place and why it was taken.

    Attributes:
        place: The place for the record; without id and coordinates where none was taken. ``None`` where a doubtful
            mention turned out to be no place.
        why: The reason in a few words, for the person who asks.
        candidate: The gazetteer's entry, ``None`` for countries, regions and unresolved names.
        score: Its score; 0 where there was nothing to choose.
    """

    place: Place | None
    why: str
    candidate: Candidate | None = None
    score: float = 0.0


def resolve_places(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, *, hints: Mapping[str, float] | None = None
) -> list[ResolvedPlace]:
    """Resolve all places of one report together.

    Args:
        mentions: The report's place mentions, in the order of the text, parties among them.
        gazetteer: Where names are looked up.
        hints: Country code to how often the report's adjectives point to it.

    Returns:
        One result for each mention, in the same order. The place of an unresolved name has its words and nothing else.
    """
    support = report_support(mentions, gazetteer, hints or {})
    resolved: list[ResolvedPlace] = []
    for _ in range(2):  # the second time with the towns that the first found
        resolved = _resolve_all(mentions, gazetteer, support)
        support = support.with_towns(
            {m.name: r.candidate for m, r in zip(mentions, resolved, strict=True) if m.name and r.candidate is not None}
        )
    placed = _placed_by_text(mentions, resolved)
    return [_moved(mention, own, placed) for mention, own in zip(mentions, resolved, strict=True)]


def _resolve_all(mentions: Sequence[PlaceMention], gazetteer: Gazetteer, support: Support) -> list[ResolvedPlace]:
    """Wider places first: a town may lie in the province or the country that its sentence names after it."""
    done: dict[int, ResolvedPlace] = {}
    for at in sorted(range(len(mentions)), reverse=True):
        mention = mentions[at]
        if mention.name or mention.kind == "border":
            within = done.get(mention.within) if mention.within is not None else None
            done[at] = _resolve(mention, within, gazetteer, support)
    for at, mention in enumerate(mentions):
        if at not in done:
            before = [done[i] for i in range(at) if i in done and _is_scene(mentions[i], mention)]
            done[at] = _nameless(mention, before, gazetteer, support)
    return [done[at] for at in range(len(mentions))]


def _is_scene(before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether an earlier mention may say where a later one without a name is; a town's centre asks for less."""
    relations = (
        {"in", "near", "to", "of", "between"} if mention.kind in {"centre", "settlement"} else {"in", "near", "to"}
    )
    return before.relation in relations and not before.metonymic and not before.dateline


def _resolve(
    mention: PlaceMention, within: ResolvedPlace | None, gazetteer: Gazetteer, support: Support
) -> ResolvedPlace:
    if mention.kind == "border":
        return _border(mention, gazetteer, support)
    named = _country_or_region(mention, within, gazetteer, support)
    if named is not None:
        return named
    return _town_or_unit(mention, within, gazetteer, support)


def _plain(mention: PlaceMention, precision: str | None = None, **known: object) -> Place:
    return Place(mention.text, mention.span, precision=precision, **known)  # type: ignore[arg-type]


def _unresolved(mention: PlaceMention, why: str) -> ResolvedPlace:
    return ResolvedPlace(_plain(mention), f"{mention.name or mention.text}: {why}")


def _border(mention: PlaceMention, gazetteer: Gazetteer, support: Support) -> ResolvedPlace:
    """« la frontière avec la Grèce »: the side that the report is about, no point on it."""
    named = mention.countries[0] if len(mention.countries) == 1 else ""
    other = gazetteer.country(mention.name) or gazetteer.country_by_code(named)
    if other is None:
        return _unresolved(mention, "a border with no country that is known")
    code = support.strongest(other.neighbours)
    own = gazetteer.country_by_code(code) if code else None
    name = f"{own.name}–{other.name} border" if own else f"border of {other.name}"
    return ResolvedPlace(
        _plain(mention, "region", name=name, country=own.iso2 if own else None),
        f"{mention.text}: {name}" + (f"; {support.reason(own.iso2)}" if own else ""),
    )


def _nameless(
    mention: PlaceMention, before: Sequence[ResolvedPlace], gazetteer: Gazetteer, support: Support
) -> ResolvedPlace:
    """« le sud du pays », « la capitale », « la vieille ville »: of what the report is about and named last before it."""
    last = next((r.place.country for r in reversed(before) if r.place is not None and r.place.country), None)
    code = mention.countries[0] if mention.countries else support.main_country(lately=last)
    if mention.kind in {"centre", "settlement"}:
        code = support.main_country()
        towns = [r.candidate for r in before if r.candidate is not None and r.candidate.kind == "town"]
        own = [town for town in towns if town.country == code] or towns
        if not own:
            return _unresolved(mention, "no town is named before it")
        near = mention.distance_km is not None
        place = _at(mention, own[-1], "near" if near else "exact")
        place = place if near else replace(place, name=f"{mention.text} ({own[-1].name})")
        return ResolvedPlace(place, f"{mention.text}: of {own[-1].name}, the town named before it")
    country = gazetteer.country_by_code(code) if code else None
    if country is None:
        return _unresolved(mention, "the report does not say of which country")
    if mention.kind != "capital":
        return _part_of_country(mention, country.iso2, country.name, gazetteer, "the country named before it")
    town = gazetteer.by_id(country.capital) if country.capital else None
    if town is None:
        return _unresolved(mention, f"{country.name} has no capital in the gazetteer")
    return ResolvedPlace(_at(mention, town, "exact"), f"{mention.text}: {town.name}, capital of {country.name}", town)


def _part_of_country(mention: PlaceMention, code: str, name: str, gazetteer: Gazetteer, reason: str) -> ResolvedPlace:
    point = gazetteer.part_of(code, mention.bearing)
    lat, lon = point if point else (None, None)
    place = _plain(mention, "region", name=f"{mention.text} ({name})", country=code, lat=_round(lat), lon=_round(lon))
    return ResolvedPlace(place, f"{mention.text}: part of {name}; {reason}")


def _round(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 4)


def _country_or_region(
    mention: PlaceMention, within: ResolvedPlace | None, gazetteer: Gazetteer, support: Support
) -> ResolvedPlace | None:
    """A country or a region of the table, ``None`` if the name is rather a town's or a unit's."""
    country = gazetteer.country(mention.name)
    if country is not None and country.capital and mention.kind == "capital":
        town = gazetteer.by_id(country.capital)
        if town is not None:
            return ResolvedPlace(
                _at(mention, town, "exact"), f"{mention.text}: {town.name}, capital of {country.name}", town
            )
    if country is not None and not (mention.kind == "settlement" and gazetteer.find(mention.name)):
        if mention.part:
            return _part_of_country(mention, country.iso2, country.name, gazetteer, "named by the text")
        point = gazetteer.part_of(country.iso2, None) or (None, None)
        place = _plain(
            mention, "country", geonameid=country.geonameid, name=country.name, country=country.iso2,
            lat=_round(point[0]), lon=_round(point[1]),
        )  # fmt: skip
        return ResolvedPlace(place, f"{mention.name}: the country {country.name}")
    region = gazetteer.region(mention.name)
    compass = mention.part and mention.text == mention.name
    if compass and (region is None or not any(support.share(code) >= COMPASS_SHARE for code in region.countries)):
        return _compass(mention, gazetteer, support)
    if region is None or (mention.kind in {"settlement", "quarter"} and gazetteer.find(mention.name)):
        return None
    supported = any(support.share(code) >= LEAST_SHARE for code in region.countries)
    if region.countries and not supported and not support.is_empty():
        units = [c for c in gazetteer.find(mention.name) if support.share(c.country) >= LEAST_SHARE]
        if units:
            return None
    code = region.countries[0] if len(region.countries) == 1 else support.strongest(region.countries, least=0.5)
    lat, lon = _shifted(region.lat, region.lon, 150.0 if mention.part and not compass else 0.0, mention.bearing)
    place = _plain(mention, "region", name=region.name, country=code, lat=_round(lat), lon=_round(lon))
    return ResolvedPlace(place, f"{mention.name}: the region {region.name}")


def _compass(mention: PlaceMention, gazetteer: Gazetteer, support: Support) -> ResolvedPlace:
    """« le Nord-Ouest », where no region of that name lies in the countries of the report."""
    main = gazetteer.country_by_code(support.main_country() or "")
    if main is None:
        return _unresolved(mention, "the report does not say of which country")
    return _part_of_country(mention, main.iso2, main.name, gazetteer, support.reason(main.iso2))


def _town_or_unit(
    mention: PlaceMention, within: ResolvedPlace | None, gazetteer: Gazetteer, support: Support
) -> ResolvedPlace:
    found = gazetteer.find(mention.name) or gazetteer.find_alike(mention.name)
    if mention.own_name:
        found = tuple(c for c in found if c.kind == "town" and support.has_town_near(c, QUARTER_KM))
    if mention.doubtful:
        found = tuple(c for c in found if c.match in {"main", "exonym"} and c.population >= DOUBTFUL_POPULATION)
    scored = sorted(
        ((_score(mention, c, within, gazetteer, support), c) for c in found),
        key=lambda pair: (-pair[0], -pair[1].population, pair[1].geonameid),
    )
    if not scored:
        return _own_point(mention, within, support, "no place of that name in the gazetteer")
    score, best = scored[0]
    fits = best.match != "skeleton" and _agreement(best, within) >= 0
    alone = fits and not mention.doubtful and _stands_out(best, found)
    problem = None if alone else _doubt(mention, best, score, within, gazetteer, support)
    if problem:
        return _own_point(mention, within, support, f"{len(found)} by that name, none taken: {problem}")
    return _chosen(mention, best, score, len(found), gazetteer, support)


def _stands_out(best: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a reader would think of no other: no other country has one, or none of a fifth of its size."""
    others = [c.population for c in found if c.country != best.country and c.kind == "town"]
    if not others:
        return best.population >= UNIQUE_POPULATION
    return best.population >= OUTSTANDING_POPULATION and max(others) * 5 <= best.population


def _score(
    mention: PlaceMention, candidate: Candidate, within: ResolvedPlace | None, gazetteer: Gazetteer, support: Support
) -> float:
    """How well a candidate fits: size up to 2, the report's countries up to 1.1, its other places up to 0.4."""
    score = math.log10(candidate.population + 300) / 3.5
    score += 1.1 * min(1.0, 2.5 * support.share(candidate.country, but=mention.name))
    score += support.nearness(candidate)
    score += {"exonym": 1.0, "main": 0.05, "other": 0.0, "skeleton": -0.4}[candidate.match]
    if gazetteer.capital_of(candidate):
        score += 0.5
    if candidate.kind == "town":
        score -= 1.0 if mention.kind in UNIT_KINDS else 0.0
    elif mention.kind not in UNIT_KINDS:
        score -= 0.7 if candidate.kind == "admin1" else 1.0
    return score + _agreement(candidate, within)


def _agreement(candidate: Candidate, within: ResolvedPlace | None) -> float:
    """Whether a candidate lies in the wider place that the text names with it."""
    wider = within.place if within is not None else None
    if within is None or wider is None or wider.precision is None:
        return 0.0
    if wider.country and wider.country != candidate.country:
        return -1.5
    if (
        within.candidate is not None
        and within.candidate.kind != "town"
        and wider.lat is not None
        and wider.lon is not None
    ):
        away = kilometres(candidate.lat, candidate.lon, wider.lat, wider.lon)
        return 1.0 if away <= max(60.0, 2.0 * within.candidate.radius_km) else -0.5
    return 1.0 if wider.country else 0.0


def _doubt(
    mention: PlaceMention,
    best: Candidate,
    score: float,
    within: ResolvedPlace | None,
    gazetteer: Gazetteer,
    support: Support,
) -> str | None:
    """Why the best candidate is not good enough; ``None`` if it is."""
    share, agrees = support.share(best.country, but=mention.name), _agreement(best, within)
    if mention.kind == "quarter":
        big = best.population >= ALONE_POPULATION and share >= LEAST_SHARE
        if not big and not support.has_town_near(best, QUARTER_KM):
            return "a quarter or site far from the towns that the report names"
    if best.match == "skeleton" and share < ALIKE_SHARE and agrees <= 0:
        return f"only {best.name} ({best.country}) in another transliteration, and nothing else points to that country"
    if mention.doubtful and share < DOUBTFUL_SHARE:
        return f"{best.name} ({best.country}) has no preposition, and little points to that country"
    if agrees > 0 or gazetteer.capital_of(best) or best.population >= ALONE_POPULATION:
        return None
    if not support.is_empty(but=mention.name) and share < LEAST_SHARE:
        return f"{best.name} ({best.country}) is the likeliest, but nothing else points to that country"
    return None if score >= LEAST_SCORE else f"{best.name} ({best.country}) is the likeliest, but fits too little"


def _own_point(mention: PlaceMention, within: ResolvedPlace | None, support: Support, why: str) -> ResolvedPlace:
    """A quarter or site of a known town has the town's id and its own name; anything else stays unresolved."""
    if mention.doubtful:
        return ResolvedPlace(None, f"{mention.name}: {why}")
    town = within.candidate if within is not None else None
    if mention.kind in UNIT_KINDS:
        code = within.place.country if within is not None and within.place is not None else support.main_country()
        if within is None and code is not None and support.share(code) < REGION_SHARE:
            code = None
        return ResolvedPlace(_plain(mention, "region", country=code), f"{mention.name}: a region by its noun; {why}")
    if town is None or town.kind != "town" or mention.kind not in {"quarter", "site", "centre", None}:
        return _unresolved(mention, why)
    if mention.kind is None and mention.relation not in {"in", "near"}:
        return _unresolved(mention, why)
    place = replace(_at(mention, town, "exact"), name=mention.name)
    return ResolvedPlace(place, f"{mention.name}: in {town.name}, named beside it; {why}", town)


def _chosen(
    mention: PlaceMention, best: Candidate, score: float, among: int, gazetteer: Gazetteer, support: Support
) -> ResolvedPlace:
    how = {
        "exonym": " (in French)",
        "main": "",
        "other": " (another name of it)",
        "skeleton": " (another transliteration)",
    }[best.match]
    why = f"{mention.name}: {best.name}, {best.country}{how}, {best.population:,} inhabitants"
    why += (
        f"; {support.reason(best.country)}; of {among} by that name"
        if among > 1
        else f"; {support.reason(best.country)}"
    )
    if mention.kind in UNIT_KINDS:
        unit = best if best.kind != "town" else gazetteer.unit(best.admin1)
        if unit is not None and (best.kind != "town" or kilometres(best.lat, best.lon, unit.lat, unit.lon) < 150):
            return ResolvedPlace(_at(mention, unit, "region"), why + f"; its unit {unit.name}", unit, score)
        return ResolvedPlace(replace(_at(mention, best, "region"), geonameid=None), why, best, score)
    if best.kind != "town":
        return ResolvedPlace(_at(mention, best, "region"), why, best, score)
    near = mention.relation in {"near", "between"} or mention.kind == "axis"
    return ResolvedPlace(_at(mention, best, "near" if near else "exact"), why, best, score)


def _at(mention: PlaceMention, candidate: Candidate, precision: str) -> Place:
    lat, lon = candidate.lat, candidate.lon
    if mention.distance_km is not None and mention.bearing is not None:
        lat, lon = _shifted(lat, lon, mention.distance_km, mention.bearing)
    elif mention.part and candidate.kind != "town":
        lat, lon = _shifted(lat, lon, 0.5 * candidate.radius_km, mention.bearing)
    return Place(
        mention.text, mention.span, candidate.geonameid, candidate.name, candidate.country,
        round(lat, 5), round(lon, 5), precision,
    )  # fmt: skip


def _shifted(lat: float, lon: float, km: float, bearing: float | None) -> tuple[float, float]:
    """The point so many kilometres away on a bearing; flat-earth, good to 1 % for the distances that reports give."""
    if bearing is None or not km:
        return lat, lon
    north, east = math.cos(math.radians(bearing)) * km, math.sin(math.radians(bearing)) * km
    return lat + north / 111.2, lon + east / (111.2 * max(0.05, math.cos(math.radians(lat))))


def _placed_by_text(mentions: Sequence[PlaceMention], resolved: Sequence[ResolvedPlace]) -> dict[str, ResolvedPlace]:
    """Names that the text itself locates (« Tegourou, à 18 km au sud-est de Bankass »), and where it puts them."""
    placed: dict[str, ResolvedPlace] = {}
    for mention, own in zip(mentions, resolved, strict=True):
        if mention.located is None or not mention.name:
            continue
        anchor, said = resolved[mention.located].place, mentions[mention.located]
        if anchor is None or anchor.lat is None or anchor.lon is None or said.distance_km is None:
            continue
        if own.place is not None and own.place.lat is not None and own.place.lon is not None:
            away = kilometres(own.place.lat, own.place.lon, anchor.lat, anchor.lon)
            if away <= 30 + said.distance_km * (0.5 if said.bearing is not None else 1.5):
                continue
        place = _plain(mention, "near", name=mention.name, country=anchor.country, lat=anchor.lat, lon=anchor.lon)
        why = f"{mention.name}: where the text puts it, {said.distance_km:g} km from {said.name or anchor.name}"
        placed.setdefault(fold(mention.name), ResolvedPlace(place, why))
    return placed


def _moved(mention: PlaceMention, own: ResolvedPlace, placed: Mapping[str, ResolvedPlace]) -> ResolvedPlace:
    there = placed.get(fold(mention.name)) if mention.name else None
    if there is None or there.place is None or mention.distance_km is not None or mention.kind in UNIT_KINDS:
        return own
    return replace(there, place=replace(there.place, text=mention.text, span=mention.span))
