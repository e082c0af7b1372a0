"""Which of the places that bear a name a report means, and whether it means any of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from selon.model.places import PlaceMention
from selon.resolve.gazetteer import Candidate, Gazetteer
from selon.resolve.place_points import ResolvedPlace
from selon.resolve.place_support import Support, kilometres

# Measured on gold/fr and gold/fr-real (French) and TR-News (English), benchmarks/places.py.
LEAST_SCORE = 0.75
"""A candidate below it is not taken: a hamlet that nothing speaks for."""
ALONE_POPULATION = 250_000
"""From this many inhabitants on a town may be taken in a country that nothing else in the report points to."""
UNIQUE_POPULATION = 60_000
"""The same if no other country has a town of that name."""
OUTSTANDING_POPULATION = 100_000
"""The same if no other country has one of a fifth of its size."""
LEAST_SHARE = 0.04
"""Share of a report's hints that a country must have for its smaller towns to be taken."""
ALIKE_SHARE = 0.12
"""The same for a town whose name was met in another transliteration only."""
DOUBTFUL_SHARE = 0.2
"""The same for a name without a preposition."""
DOUBTFUL_POPULATION = 2_000
"""Least inhabitants of a town that is named without a preposition."""
OUTSIDE = -1.5
"""What a place loses if it lies in another country than the wider place named beside it."""
OTHER_NAME = 0.4
"""What a place loses if this is its other name and the main name of another in the country (« Missouri »)."""
QUARTER_KM = 40.0
"""A quarter or a street that the gazetteer has must lie so near a town that the report names."""
UNIT_KINDS = frozenset({"unit", "nature"})
_MATCH = {"exonym": 1.0, "main": 0.05, "other": 0.0, "skeleton": -0.4}


@dataclass(frozen=True, slots=True)
class Question:
    """A mention to resolve and what it is resolved with.

    Attributes:
        mention: The mention.
        within: The wider place that the text names beside it, resolved; ``None`` if it names none.
        gazetteer: Where names are looked up.
        support: What the report says for each country.
    """

    mention: PlaceMention
    within: ResolvedPlace | None
    gazetteer: Gazetteer
    support: Support


def best_candidate(question: Question, found: Sequence[Candidate]) -> tuple[float, Candidate, str | None]:
    """The likeliest of at least one candidate: its score, itself, and what speaks against taking it, if anything."""
    named = {c.country for c in found if c.match == "main"}
    score, best = max(
        ((_score(question, c) - (OTHER_NAME * (c.match == "other" and c.country in named)), c) for c in found),
        key=lambda pair: (pair[0], pair[1].population, -pair[1].geonameid),
    )
    fits = best.match != "skeleton" and agreement(question, best) >= 0
    if fits and not question.mention.doubtful and _stands_out(best, found):
        return score, best, None
    return score, best, _doubt(question, best, score)


def candidates(question: Question) -> tuple[Candidate, ...]:
    """The places that bear the mention's name and may be meant by it."""
    mention, gazetteer = question.mention, question.gazetteer
    found = gazetteer.find(mention.name) or gazetteer.find_alike(mention.name)
    if mention.own_name:
        return tuple(c for c in found if c.kind == "town" and question.support.has_town_near(c, QUARTER_KM))
    if mention.doubtful:
        return tuple(c for c in found if c.match in {"main", "exonym"} and c.population >= DOUBTFUL_POPULATION)
    return found


def _stands_out(best: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a reader would think of no other: no other country has one, or none of a fifth of its size."""
    others = [c.population for c in found if c.country != best.country and c.kind == "town"]
    if not others:
        return best.kind == "town" and best.population >= UNIQUE_POPULATION
    return best.population >= OUTSTANDING_POPULATION and max(others) * 5 <= best.population


def _score(question: Question, candidate: Candidate) -> float:
    """How well a candidate fits: size up to 2, the report's countries up to 1.1, its other places up to 0.4."""
    score = math.log10(candidate.population + 300) / 3.5
    score += 1.1 * min(1.0, 2.5 * question.support.share(candidate.country, but=question.mention.name))
    score += question.support.nearness(candidate, but=question.mention.name)
    score += _MATCH[candidate.match]
    if question.gazetteer.capital_of(candidate):
        score += 0.5
    if candidate.kind == "town":
        score -= 1.0 if question.mention.kind in UNIT_KINDS else 0.0
    elif question.mention.kind not in UNIT_KINDS:
        score -= 0.7 if candidate.kind == "admin1" else 1.0
    return score + agreement(question, candidate)


def agreement(question: Question, candidate: Candidate) -> float:
    """Whether a candidate lies in the wider place that the text names with it: above 0 if so, below if not.

    What is near a town may lie across a border from it (« à la sortie de Jérusalem, en Cisjordanie »).
    """
    within = question.within
    wider = within.place if within is not None else None
    if within is None or wider is None or wider.precision is None:
        return 0.0
    least = 0.0 if question.mention.relation == "near" else OUTSIDE
    if wider.country and wider.country != candidate.country:
        return least
    unit = within.candidate
    if unit is not None and unit.kind != "town" and wider.lat is not None and wider.lon is not None:
        away = kilometres(candidate.lat, candidate.lon, wider.lat, wider.lon)
        return 1.0 if away <= max(60.0, 2.0 * unit.radius_km) else max(least, -0.5)
    return 1.0 if wider.country else 0.0


def _doubt(question: Question, best: Candidate, score: float) -> str | None:
    """Why the best candidate is not good enough; ``None`` if it is."""
    mention, support = question.mention, question.support
    share, agrees = support.share(best.country, but=mention.name), agreement(question, best)
    if agrees <= OUTSIDE:
        return f"{best.name} ({best.country}) is the likeliest, but lies outside the country named beside it"
    if mention.kind == "quarter":
        big = best.population >= ALONE_POPULATION and share >= LEAST_SHARE
        if not big and not support.has_town_near(best, QUARTER_KM):
            return "a quarter or site far from the towns that the report names"
    if best.match == "skeleton" and share < ALIKE_SHARE and agrees <= 0:
        return f"only {best.name} ({best.country}) in another transliteration, and nothing else points to that country"
    if mention.doubtful and share < DOUBTFUL_SHARE:
        return f"{best.name} ({best.country}) has no preposition, and little points to that country"
    if agrees > 0 or question.gazetteer.capital_of(best) or best.population >= ALONE_POPULATION:
        return None
    if not support.is_empty(but=mention.name) and share < LEAST_SHARE:
        return f"{best.name} ({best.country}) is the likeliest, but nothing else points to that country"
    return None if score >= LEAST_SCORE else f"{best.name} ({best.country}) is the likeliest, but fits too little"
