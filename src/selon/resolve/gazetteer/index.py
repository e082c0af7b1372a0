"""The built index: which places bear a name, and what is known of each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from selon.resolve.gazetteer.folding import fold, key_of, skeleton

INDEX = Path(__file__).parent / "places.npz"
KINDS = ("town", "admin1", "admin2")
PART_REACH = 0.55
"""How far from the middle of a country to its rim « le nord » is put: it reaches from the middle to the border."""
MAIN_NAME = 1 << 31
"""Mark on a posting: the name is the place's main name, not one of its others."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name.

    Attributes:
        geonameid: GeoNames id.
        name: Its main name.
        kind: One of ``KINDS``.
        country: ISO 3166-1 alpha-2.
        admin1: GeoNames code of its first-level unit (``SY.09``), ``""`` if unknown.
        population: 0 if unknown.
        lat: Degrees north, WGS 84.
        lon: Degrees east.
        radius_km: For a unit, the distance from its middle that holds 90 % of its towns; 0 for a town.
        match: How the name was met: ``main``, ``other`` (one of its other names), ``skeleton`` (another
            transliteration) or ``exonym`` (by the table of exonyms).
    """

    geonameid: int
    name: str
    kind: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float
    radius_km: float
    match: str


class PlaceIndex:
    """Look-ups in the index. It holds plain arrays, is never written to and may be shared by threads."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        """Take the arrays that ``build`` made; ``load_index`` reads them."""
        self._arrays = arrays
        self._names = bytes(arrays["name"]).decode("utf-8").split("\n")
        self._countries = bytes(arrays["countries"]).decode("utf-8").split("\n")
        self._units = bytes(arrays["units"]).decode("utf-8").split("\n")
        self._first_level: dict[str, int] | None = None
        self._extents: dict[str, tuple[float, float, float, float] | None] = {}
        self._found: dict[str, tuple[Candidate, ...]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places that are called so, in any of their names; in no order of likelihood."""
        found = self._found.get(name)
        if found is None:
            if len(self._found) > 100_000:  # names of a whole collection; the oldest help no longer
                self._found.clear()
            found = self._found[name] = self._look_up("name", fold(name))
        return found

    def find_alike(self, name: str) -> tuple[Candidate, ...]:
        """The places that another transliteration calls so; wider and less sure than ``find``."""
        return self._look_up("skeleton", skeleton(name))

    def by_id(self, geonameid: int) -> Candidate | None:
        """The place of this GeoNames id, ``None`` if the index has none."""
        at = np.flatnonzero(self._arrays["geonameid"] == geonameid)
        return self._candidate(int(at[0]), "main") if len(at) else None

    def has_alike(self, name: str) -> bool:
        """Whether ``find_alike`` would find anything."""
        key = skeleton(name)
        if not key:
            return False
        keys, wanted = self._arrays["skeleton_key"], np.uint64(key_of(key))
        at = int(keys.searchsorted(wanted))
        return at < len(keys) and bool(keys[at] == wanted)

    def unit(self, code: str) -> Candidate | None:
        """The first-level unit of this GeoNames code (``SY.09``), ``None`` if the index has none."""
        if self._first_level is None:
            rows = np.flatnonzero(self._arrays["kind"] == KINDS.index("admin1"))
            self._first_level = {self._units[self._arrays["admin1"][row]]: int(row) for row in rows}
        row = self._first_level.get(code)
        return None if row is None else self._candidate(row, "main")

    def part_of(self, country: str, bearing: float | None) -> tuple[float, float] | None:
        """The middle of the towns in one part of a country.

        Args:
            country: ISO 3166-1 alpha-2.
            bearing: Where the part lies, degrees clockwise from north; ``None`` for the whole.

        Returns:
            Latitude and longitude, or ``None`` for a country without towns.
        """
        if country not in self._extents:
            self._extents[country] = self._extent(country)
        extent = self._extents[country]
        if extent is None:
            return None
        lat, lon, high, wide = extent
        if bearing is None:
            return lat, lon
        angle = math.radians(bearing)
        return lat + PART_REACH * math.cos(angle) * high, lon + PART_REACH * math.sin(angle) * wide

    def _extent(self, country: str) -> tuple[float, float, float, float] | None:
        """Middle of a country's towns, and how far the outermost lie from it, in degrees north and east.

        The outermost 2 % on each side are left out: islands far away, and towns beyond the 180th meridian.
        """
        if country not in self._countries:
            return None
        rows = (self._arrays["country"] == self._countries.index(country)) & (self._arrays["kind"] == 0)
        if not rows.any():
            return None
        south, north = np.quantile(self._arrays["lat"][rows], (0.02, 0.98)).tolist()
        west, east = np.quantile(self._arrays["lon"][rows], (0.02, 0.98)).tolist()
        return (south + north) / 2, (west + east) / 2, (north - south) / 2, (east - west) / 2

    def _look_up(self, table: str, key: str) -> tuple[Candidate, ...]:
        if not key:
            return ()
        keys, wanted = self._arrays[f"{table}_key"], np.uint64(key_of(key))
        start, end = keys.searchsorted(wanted, "left"), keys.searchsorted(wanted, "right")
        if start == end:
            return ()
        found = []
        for posting in self._arrays[f"{table}_place"][start:end].tolist():
            other = "skeleton" if table == "skeleton" else "other"
            found.append(self._candidate(posting & ~MAIN_NAME, "main" if posting & MAIN_NAME else other))
        return tuple(found)

    def _candidate(self, row: int, match: str) -> Candidate:
        a = self._arrays
        return Candidate(
            geonameid=int(a["geonameid"][row]),
            name=self._names[row],
            kind=KINDS[a["kind"][row]],
            country=self._countries[a["country"][row]],
            admin1=self._units[a["admin1"][row]],
            population=int(a["population"][row]),
            lat=round(float(a["lat"][row]), 5),
            lon=round(float(a["lon"][row]), 5),
            radius_km=float(a["radius_km"][row]),
            match=match,
        )


@lru_cache(maxsize=1)
def load_index(path: Path = INDEX) -> PlaceIndex:
    """Read the index, once for the process."""
    with np.load(path) as stored:
        return PlaceIndex({name: stored[name] for name in stored.files})
