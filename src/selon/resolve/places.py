"""Which places the mentions of a report stand for: all of them at once, each with the reason for its choice.

A name that many places bear is settled by what the report itself says: the countries and regions it names, its
demonyms, the wider place that the sentence gives, the other places of the report, and only then by size. Where that
speaks for none of them, no place is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from selon.lexicon.folding import fold
from selon.lexicon.places import Country
from selon.model.places import PlaceMention
from selon.resolve.gazetteer import Candidate, Gazetteer
from selon.resolve.place_points import ResolvedPlace, place_at, plain_place, rounded, unresolved
from selon.resolve.place_scores import LEAST_SHARE, UNIT_KINDS, Question, best_candidate, candidates
from selon.resolve.place_support import Support, kilometres, report_support

__all__ = ["ResolvedPlace", "resolve_places"]

REGION_SHARE = 0.6
"""Share of a report's hints that a country must have to be given for a province or river that no list has."""
COMPASS_SHARE = 0.3
"""The same for a region that is called by a mere compass word (« le Nord-Ouest »)."""
UNIT_KM = 150.0
"""A town gives its name to the unit it lies in (« la province d'Alep ») only if that unit's middle is no farther."""
_NAMES = {"exonym": "in French", "other": "another name of it", "skeleton": "another transliteration"}


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
            done[at] = _resolve(Question(mention, within, gazetteer, support))
    for at, mention in enumerate(mentions):
        if at not in done:
            before = [done[i] for i in range(at) if i in done and _is_scene(mentions[i], mention)]
            done[at] = _nameless(Question(mention, None, gazetteer, support), before)
    return [done[at] for at in range(len(mentions))]


def _is_scene(before: PlaceMention, mention: PlaceMention) -> bool:
    """Whether an earlier mention may say where a later one without a name is; a town's centre asks for less."""
    relations = (
        {"in", "near", "to", "of", "between"} if mention.kind in {"centre", "settlement"} else {"in", "near", "to"}
    )
    return before.relation in relations and not before.metonymic and not before.dateline


def _resolve(question: Question) -> ResolvedPlace:
    if question.mention.kind == "border":
        return _border(question)
    return _country(question) or _region(question) or _town_or_unit(question)


def _border(question: Question) -> ResolvedPlace:
    """« la frontière avec la Grèce »: the side that the report is about, no point on it."""
    mention, gazetteer, support = question.mention, question.gazetteer, question.support
    named = mention.countries[0] if len(mention.countries) == 1 else ""
    other = gazetteer.country(mention.name) or gazetteer.country_by_code(named)
    if other is None:
        return unresolved(mention, "a border with no country that is known")
    own = gazetteer.country_by_code(support.strongest(other.neighbours) or "")
    if own is None:
        place = plain_place(mention, "region", name=f"border of {other.name}")
        return ResolvedPlace(place, f"{mention.text}: border of {other.name}")
    place = plain_place(mention, "region", name=f"{own.name}–{other.name} border", country=own.iso2)
    return ResolvedPlace(place, f"{mention.text}: {own.name}–{other.name} border; {support.reason(own.iso2)}")


def _nameless(question: Question, before: Sequence[ResolvedPlace]) -> ResolvedPlace:
    """« le sud du pays », « la capitale », « la vieille ville »: of what was named last or the report is about."""
    mention, gazetteer, support = question.mention, question.gazetteer, question.support
    if mention.kind in {"centre", "settlement"}:
        return _of_town(question, before)
    last = next((r.place.country for r in reversed(before) if r.place is not None and r.place.country), None)
    code = mention.countries[0] if mention.countries else support.main_country(lately=last)
    country = gazetteer.country_by_code(code or "")
    if country is None:
        return unresolved(mention, "the report does not say of which country")
    if mention.kind == "capital":
        return _capital(question, country) or unresolved(mention, f"{country.name} has no capital in the gazetteer")
    return _part_of_country(question, country, "the country that the report was about before it")


def _of_town(question: Question, before: Sequence[ResolvedPlace]) -> ResolvedPlace:
    mention, main = question.mention, question.support.main_country()
    towns = [r.candidate for r in before if r.candidate is not None and r.candidate.kind == "town"]
    own = [town for town in towns if town.country == main] or towns
    if not own:
        return unresolved(mention, "no town is named before it")
    town = own[-1]
    place = place_at(mention, town, "exact" if mention.distance_km is None else "near")
    if mention.distance_km is None:
        place = replace(place, name=f"{mention.text} ({town.name})")
    return ResolvedPlace(place, f"{mention.text}: of {town.name}, the town named before it")


def _capital(question: Question, country: Country) -> ResolvedPlace | None:
    town = question.gazetteer.by_id(country.capital) if country.capital else None
    if town is None:
        return None
    words = question.mention.text
    why = f"{words}: {town.name}, capital of {country.name}"
    near = question.mention.distance_km is not None or question.mention.relation == "near"
    return ResolvedPlace(place_at(question.mention, town, "near" if near else "exact"), why, town)


def _part_of_country(question: Question, country: Country, reason: str) -> ResolvedPlace:
    mention = question.mention
    lat, lon = question.gazetteer.part_of(country.iso2, mention.bearing) or (None, None)
    name = f"{mention.text} ({country.name})"
    place = plain_place(mention, "region", name=name, country=country.iso2, lat=rounded(lat), lon=rounded(lon))
    return ResolvedPlace(place, f"{mention.text}: part of {country.name}; {reason}")


def _country(question: Question) -> ResolvedPlace | None:
    """A country, a part of it or its capital; ``None`` if the name is none, or a town's by its noun."""
    mention, gazetteer = question.mention, question.gazetteer
    country = gazetteer.country(mention.name)
    if country is None or (mention.kind == "settlement" and gazetteer.find(mention.name)):
        return None
    if mention.kind == "capital" and (capital := _capital(question, country)):
        return capital
    if mention.part:
        return _part_of_country(question, country, "named by the text")
    lat, lon = gazetteer.part_of(country.iso2, None) or (None, None)
    known = {"geonameid": country.geonameid, "name": country.name, "country": country.iso2}
    place = plain_place(mention, "country", **known, lat=rounded(lat), lon=rounded(lon))
    return ResolvedPlace(place, f"{mention.name}: the country {country.name}")


def _region(question: Question) -> ResolvedPlace | None:
    """A region of the table; ``None`` if the name is rather a town's or a unit's of the countries of the report."""
    mention, gazetteer, support = question.mention, question.gazetteer, question.support
    region = gazetteer.region(mention.text) or gazetteer.region(
        mention.name
    )  # « mer Rouge » is no sea called « Rouge »
    compass = mention.part and mention.text == mention.name
    if compass and (region is None or not any(support.share(code) >= COMPASS_SHARE for code in region.countries)):
        return _compass(question)
    if region is None or (mention.kind in {"settlement", "quarter"} and gazetteer.find(mention.name)):
        return None
    if region.countries and not support.is_empty() and max(map(support.share, region.countries)) < LEAST_SHARE:
        units = [unit for unit in gazetteer.find(mention.name) if support.share(unit.country) >= LEAST_SHARE]
        if units:
            return None
    code = region.countries[0] if len(region.countries) == 1 else support.strongest(region.countries, least=0.5)
    known = {"name": region.name, "country": code, "lat": rounded(region.lat), "lon": rounded(region.lon)}
    return ResolvedPlace(plain_place(mention, "region", **known), f"{mention.name}: the region {region.name}")


def _compass(question: Question) -> ResolvedPlace:
    """« le Nord-Ouest », where no region of that name lies in the countries of the report."""
    main = question.gazetteer.country_by_code(question.support.main_country() or "")
    if main is None:
        return unresolved(question.mention, "the report does not say of which country")
    return _part_of_country(question, main, question.support.reason(main.iso2))


def _town_or_unit(question: Question) -> ResolvedPlace:
    found = candidates(question)
    if not found:
        return _own_point(question, "no place of that name in the gazetteer")
    score, best, doubt = best_candidate(question, found)
    if doubt:
        return _own_point(question, f"{len(found)} by that name, none taken: {doubt}")
    return _chosen(question, best, score, len(found))


def _own_point(question: Question, why: str) -> ResolvedPlace:
    """A quarter or site of a known town has the town's id and its own name; anything else stays unresolved."""
    mention, within = question.mention, question.within
    if mention.doubtful:
        return ResolvedPlace(None, f"{mention.name}: {why}")
    if mention.kind in UNIT_KINDS:
        place = plain_place(mention, "region", country=_country_of_unit(question))
        return ResolvedPlace(place, f"{mention.name}: a region by its noun; {why}")
    town = within.candidate if within is not None else None
    at_town = mention.kind in {"quarter", "site", "centre"} or (
        mention.kind is None and mention.relation in {"in", "near"}
    )
    if town is None or town.kind != "town" or not at_town:
        return unresolved(mention, why)
    place = replace(place_at(mention, town, "exact"), name=mention.name)
    return ResolvedPlace(place, f"{mention.name}: in {town.name}, named beside it; {why}", town)


def _country_of_unit(question: Question) -> str | None:
    if question.within is not None and question.within.place is not None:
        return question.within.place.country
    main = question.support.main_country()
    return main if main is not None and question.support.share(main) >= REGION_SHARE else None


def _chosen(question: Question, best: Candidate, score: float, among: int) -> ResolvedPlace:
    mention = question.mention
    why = f"{mention.name}: {best.name}, {best.country}, {best.population:,} inhabitants"
    why += f" ({_NAMES[best.match]})" if best.match in _NAMES else ""
    why += f"; {question.support.reason(best.country)}"
    why += f"; one of {among} by that name" if among > 1 else ""
    if mention.kind in UNIT_KINDS:
        return _unit_of(question, best, score, why)
    if best.kind != "town":
        return ResolvedPlace(place_at(mention, best, "region"), why, best, score)
    near = mention.relation in {"near", "between"}
    return ResolvedPlace(place_at(mention, best, "near" if near else "exact"), why, best, score)


def _unit_of(question: Question, best: Candidate, score: float, why: str) -> ResolvedPlace:
    """« la province d'Alep » is the unit of that name, else the one that the town lies in."""
    mention = question.mention
    unit = best if best.kind != "town" else question.gazetteer.unit(best.admin1)
    if unit is not None and kilometres(best.lat, best.lon, unit.lat, unit.lon) < UNIT_KM:
        return ResolvedPlace(place_at(mention, unit, "region"), f"{why}; the unit {unit.name}", unit, score)
    return ResolvedPlace(replace(place_at(mention, best, "region"), geonameid=None), why, best, score)


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
        place = plain_place(mention, "near", name=mention.name, country=anchor.country, lat=anchor.lat, lon=anchor.lon)
        why = f"{mention.name}: where the text puts it, {said.distance_km:g} km from {said.name or anchor.name}"
        placed.setdefault(fold(mention.name), ResolvedPlace(place, why))
    return placed


def _moved(mention: PlaceMention, own: ResolvedPlace, placed: Mapping[str, ResolvedPlace]) -> ResolvedPlace:
    there = placed.get(fold(mention.name)) if mention.name else None
    if there is None or there.place is None or mention.distance_km is not None or mention.kind in UNIT_KINDS:
        return own
    return replace(there, place=replace(there.place, text=mention.text, span=mention.span))
