"""Places as points: from a mention and a gazetteer's entry to the place of a record."""

from __future__ import annotations

import math
from dataclasses import dataclass

from selon.model import Place
from selon.model.places import PlaceMention
from selon.resolve.gazetteer import Candidate


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


def plain_place(mention: PlaceMention, precision: str | None = None, **known: object) -> Place:
    """The mention's words with what is known of the place, by the names of ``Place``'s fields."""
    return Place(mention.text, mention.span, precision=precision, **known)  # type: ignore[arg-type]


def unresolved(mention: PlaceMention, why: str) -> ResolvedPlace:
    """The mention's words and nothing else."""
    return ResolvedPlace(plain_place(mention), f"{mention.name or mention.text}: {why}")


def rounded(degrees: float | None) -> float | None:
    """To four decimals, about 10 m."""
    return None if degrees is None else round(degrees, 4)


def place_at(mention: PlaceMention, candidate: Candidate, precision: str) -> Place:
    """The candidate's place, moved by the distance and bearing that the text gives."""
    lat, lon = candidate.lat, candidate.lon
    if mention.distance_km is not None and mention.bearing is not None:
        lat, lon = shifted(lat, lon, mention.distance_km, mention.bearing)
    elif mention.part and candidate.kind != "town":
        lat, lon = shifted(lat, lon, 0.5 * candidate.radius_km, mention.bearing)
    return Place(
        mention.text, mention.span, candidate.geonameid, candidate.name, candidate.country,
        round(lat, 5), round(lon, 5), precision,
    )  # fmt: skip


def shifted(lat: float, lon: float, km: float, bearing: float | None) -> tuple[float, float]:
    """The point so many kilometres away on a bearing; flat-earth, good to 1 % for the distances that reports give."""
    if bearing is None or not km:
        return lat, lon
    north, east = math.cos(math.radians(bearing)) * km, math.sin(math.radians(bearing)) * km
    return lat + north / 111.2, lon + east / (111.2 * max(0.05, math.cos(math.radians(lat))))
