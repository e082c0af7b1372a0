"""Incidents as lists: which are wanted, how they are ordered, and a line for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from selon.apps.linking import lay_out_all, need_incidents
from selon.apps.terminal import plain
from selon.apps.wording import SHAPES, days, numbers, row_name, short
from selon.casebook import Store
from selon.casebook.incidents import IncidentFilter
from selon.errors import InputError
from selon.link.places import distance_km
from selon.link.plain import incident_to_dict, to_plain
from selon.link.tallies import VoiceTally, tally_voices

if TYPE_CHECKING:
    from rich.console import Console

SORTS = ("day", "killed", "reports", "voices", "place")
NARROW = 100
"""Columns below which a line of an incident is set as a small block."""
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Centre:
    """A point that incidents are looked for around.

    Attributes:
        name: What it is called, for a reader.
        lat: Degrees north.
        lon: Degrees east.
        others: Other places of that name that were not taken, the largest first.
    """

    name: str
    lat: float
    lon: float
    others: tuple[str, ...] = ()


def find_centre(place: str) -> Centre:
    """The place with a name, the largest where there are several; or the point of two numbers in degrees.

    Raises:
        InputError: No such place.
    """
    from selon.resolve.gazetteer import load_gazetteer

    point = _point(place)
    if point is not None:
        return point
    found = sorted(load_gazetteer().find(place), key=lambda one: (-one.population, one.geonameid))
    if not found:
        raise InputError(f"no place {place!r} in the gazetteer; give its degrees north and east: --near 36.20,37.16")
    names = [f"{one.name}, {one.country} ({one.lat:.2f}, {one.lon:.2f})" for one in found]
    return Centre(names[0], found[0].lat, found[0].lon, tuple(names[1:4]))


def _point(words: str) -> Centre | None:
    try:
        lat, lon = (float(part) for part in words.split(","))
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"{words!r} is no point; allowed: degrees north, -90 to 90, and east, -180 to 180")
    return Centre(f"{lat:.2f}, {lon:.2f}", lat, lon)


def wanted_rows(
    store: Store, wanted: IncidentFilter, *, centre: Centre | None = None, within_km: float = 30.0, sort: str = "day"
) -> Rows:
    """The incidents that are wanted, in order.

    Args:
        store: The casebook.
        wanted: Conditions.
        centre: Only those whose place lies around it; those without a resolved place are left out.
        within_km: How far from it, in kilometres.
        sort: One of ``SORTS``; numbers from the greatest to the least.

    Raises:
        CasebookError: Nothing is linked yet.
    """
    need_incidents(store)
    rows = store.incident_rows(wanted)
    if centre is not None:
        placed = [row for row in rows if row["lat"] is not None]
        rows = [r for r in placed if distance_km(centre.lat, centre.lon, r["lat"], r["lon"]) <= within_km]
    if sort == "place":
        return sorted(rows, key=lambda row: (row["place"] is None, (row["place"] or "").casefold()))
    if sort == "killed":
        return sorted(rows, key=lambda row: (row["killed_min"] is None, -(row["killed_max"] or row["killed_min"] or 0)))
    if sort in ("reports", "voices"):
        return sorted(rows, key=lambda row: -row[f"{sort[:-1]}_count"])
    return rows


def plain_rows(store: Store, rows: Rows) -> Iterator[dict[str, Any]]:
    """The same for programs: what an incident comes to, and its ``members``.

    A member names the report by the id that exported records have; ``keys`` has the casebook's ids, in the same order.
    """
    parts = store.relations()
    for start in range(0, len(rows), 200):
        piece = rows[start : start + 200]
        incidents = store.incidents_by_id(row["id"] for row in piece)
        keys = sorted({key for one in incidents.values() for key in one.reports})
        own = {entry.key: entry.report.id for entry in store.entries_in(keys)}
        for row in piece:
            one = incidents[row["id"]]
            members = [[own.get(key.report, key.report), key.event] for key in one.members]
            lists = {"types": row["types"].split(), "contested": row["contested"].split()}
            rest = {name: value for name, value in row.items() if name not in ("id", *lists, "doers")}
            yield {
                "incident": one.id,
                "members": members,
                **rest,
                **lists,
                "doers": row["doers"].split(" | ") if row["doers"] else [],
                "keys": [list(key) for key in one.members],
                "part_of": [to_plain(part) for part in parts if part.part == one.id],
                "links": incident_to_dict(one)["links"],
            }


HEADS = ("id", "when", "where", "what", "killed", "told by", "contested")


def cells_of(row: dict[str, Any]) -> tuple[str, ...]:
    """An incident's cells under ``HEADS``."""
    place = row["place"] or "?"
    if row["place_precision"] in ("region", "country"):
        place = f"{place} ({row['place_precision']})"
    kinds = row["types"].split()
    what = ", ".join(kind.rpartition(".")[2].replace("_", " ") for kind in kinds[:2]) + (
        ", …" if len(kinds) > 2 else ""
    )
    told = f"{_counted(row['report_count'], 'report')}, {_counted(row['voice_count'], 'voice')}"
    killed = numbers(row["killed_min"], row["killed_max"])
    contested = ", ".join(map(row_name, row["contested"].split()))
    marked = f"{SHAPES['contested']} {contested}" if contested else ""
    when = days(row["first_day"], row["last_day"])
    return row["id"], when, short(place, 30), what or "toll only", killed, told, marked


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def show_incidents(rows: Rows, console: Console) -> None:
    """Prints incidents, a line each, or a block each on a narrow terminal."""
    if console.width < NARROW:
        for row in rows:
            name, when, where, what, killed, told, contested = cells_of(row)
            console.print(Text(plain(f"{name}  {when}  {where}"), style="bold"))
            parts = (what, f"killed {killed}" if killed else "", told, contested)
            console.print(Text(plain("  " + "; ".join(part for part in parts if part))))
        return
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    heads = (*HEADS[:5], "reports", "voices", HEADS[-1])
    for head in heads:
        numeric = head in ("reports", "voices")
        table.add_column(head, justify="right" if numeric else "left", overflow="fold", no_wrap=head in ("id", "when"))
    for row in rows:
        cells = cells_of(row)
        counts = (str(row["report_count"]), str(row["voice_count"]))
        table.add_row(*(Text(plain(cell)) for cell in (*cells[:5], *counts, cells[-1])))
    if rows:
        console.print(table)


def show_timeline(rows: Rows, console: Console, *, by: str = "month") -> None:
    """Prints incidents under the month, or day or year, in which they begin; undated ones last.

    Args:
        rows: Incidents.
        console: Where.
        by: ``day``, ``month`` or ``year``.
    """
    length = {"day": 10, "month": 7, "year": 4}[by]
    heading = ""
    for row in sorted(rows, key=lambda row: (row["first_day"] is None, row["first_day"] or "", row["last_day"] or "")):
        period = row["first_day"][:length] if row["first_day"] else "no day given"
        if period != heading:
            heading = period
            console.print(Text(f"\n{heading}", style="bold"))
        name, when, where, what, killed, told, contested = cells_of(row)
        day = "" if row["first_day"] is None else when
        parts = (day, where, what, f"killed {killed}" if killed else "", told, contested)
        console.print(Text(plain("  " + " · ".join(part for part in parts if part) + f"  {name}")))


def tallies(store: Store, rows: Rows, *, voice: str | None = None) -> Sequence[VoiceTally]:
    """What each voice does over some incidents; ``voice`` keeps those whose name has these words."""
    found = tally_voices(laid.accounts for laid in lay_out_all(store, [row["id"] for row in rows]))
    if voice is None:
        return found
    return [tally for tally in found if voice.casefold() in tally.name.casefold()]


def show_voices(found: Iterable[VoiceTally], console: Console) -> None:
    """Prints voices, a line each, with the words that each uses for parties."""
    heads = ("voice", "incidents", "says", "alone", "agreed", "compatible", "contested", "revised", "words for parties")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads:
        numeric = head not in ("voice", "words for parties")
        table.add_column(head, justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
    for one in found:
        counts = (one.incidents, one.cells, one.alone, one.agreed, one.compatible, one.contested, one.revised)
        words = ", ".join(f"{word} {count}" if count > 1 else word for word, count in one.words.most_common(6))
        cells = (short(one.name, 40), *map(str, counts), words)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    console.print(table)


def plain_tally(tally: VoiceTally) -> dict[str, Any]:
    """A tally for programs."""
    return {**to_plain(tally), "words": dict(tally.words.most_common())}


def with_ids(wanted: IncidentFilter, ids: Iterable[str] | None) -> IncidentFilter:
    """The filter with the condition that an incident is one of some."""
    return wanted if ids is None else replace(wanted, ids=tuple(ids))
