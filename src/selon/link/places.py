"""How far apart two places are, given how precisely each is named."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from selon.lexicon.folding import fold
from selon.model import Place

EARTH_KM = 6371.0
RADIUS_KM = {"exact": 5.0, "near": 25.0, "region": 250.0, "country": 600.0}
"""How far from its point a place so named may lie. ``exact``: a quarter from the middle of its city, which GeoNames
gives; ``near``: a record gives the computed point, or that of the named
town where the text names no distance; « près de », « au nord de » were 5 to 32 km off in gold/fr. ``region`` and
``country``: half the width of a large one; they never speak for two happenings being one, only against."""
POINTS = ("exact", "near")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as linking sees it.

    Attributes:
        name: The name in the text, folded.
        geonameid: GeoNames id; ``None`` where unknown.
        country: ISO 3166 alpha-2; ``None`` where unknown.
        lat: Degrees north; ``None`` where unresolved.
        lon: Degrees east; ``None`` where unresolved.
        precision: ``exact``, ``near``, ``region``, ``country``; ``None`` where unresolved.
    """

    name: str
    geonameid: int | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None

    @property
    def is_point(self) -> bool:
        """Whether it has coordinates and is more precise than a region."""
        return self.lat is not None and self.lon is not None and self.precision in POINTS

    @property
    def radius_km(self) -> float:
        """How far from its point it may lie; 0 for an unresolved place."""
        return RADIUS_KM.get(self.precision or "", 0.0)


def spot_of(place: Place) -> Spot:
    """The place without its words' position."""
    return Spot(fold(place.text).strip(), place.geonameid, place.country, place.lat, place.lon, place.precision)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Distance on the sphere between two points in degrees, in kilometres."""
    phi, other_phi = radians(lat), radians(other_lat)
    half = sin((other_phi - phi) / 2) ** 2 + cos(phi) * cos(other_phi) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def spots_apart_km(one: Spot, other: Spot) -> float | None:
    """Distance between the points of two resolved places; ``None`` where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def may_be_same(one: Spot, other: Spot) -> bool:
    """Whether two places can be one, given their precisions; an unresolved place can be anywhere."""
    apart = spots_apart_km(one, other)
    return apart is None or apart <= one.radius_km + other.radius_km


def is_same(one: Spot, other: Spot) -> bool:
    """Whether two places are surely meant as one: the same id or name, or points a quarter of an hour's walk apart."""
    if not (one.precision in (None, *POINTS) and other.precision in (None, *POINTS)):
        return False
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    apart = spots_apart_km(one, other)
    return apart <= SAME_KM if apart is not None else one.name == other.name


SAME_KM = 1.0
