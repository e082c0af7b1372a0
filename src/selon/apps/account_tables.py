"""Accounts as lines of a table, one for each voice and incident; incidents as features of a map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from selon.apps.linking import Laid
from selon.apps.tables import joined
from selon.apps.wording import row_name, said_once
from selon.link.agreement import totals_of
from selon.link.places import RADIUS_KM
from selon.model.accounts import COUNT_ROWS, ROWS, Cell, Reading, Voice

_VOICE = (
    ("incident", "id of the incident"),
    ("voice", "id of the voice, the same in all incidents for one that can be identified"),
    ("name", "who says it"),
    ("kind", "outlet, named, unnamed or implicit"),
    ("party", "id of the party, where resolved"),
    ("through", "who passes it on"),
    ("reports", "ids of the reports that hold it, in the casebook"),
    ("published", "days of publication of its latest report"),
)


def _columns_of(row: str) -> Iterator[tuple[str, str]]:
    name = row_name(row)
    yield row, f"{name}: the words of its latest report, with what they come to"
    if row in COUNT_ROWS:
        yield f"{row}_min", f"{name}: least number; empty where open or no number"
        yield f"{row}_max", f"{name}: greatest number; empty where open or no number"
    elif row == "when":
        yield "earliest", "first possible day"
        yield "latest", "last possible day"
    elif row == "where":
        yield "lat", "degrees north of the first resolved place"
        yield "lon", "degrees east"
        yield "precision", "exact, near, region, country"
    yield f"{row}_state", f"{name}: how all voices of the incident stand to each other"


ACCOUNT_COLUMNS = (*_VOICE, *(column for row in ROWS for column in _columns_of(row)))
"""The columns of ``accounts.csv`` with their meanings, before those of every table."""


def account_lines(laid: Laid) -> Iterator[list[Any]]:
    """The lines of an incident in ``accounts.csv``, one for each voice, in order of publication."""
    for voice in laid.accounts.voices:
        yield _line(laid, voice)


def _line(laid: Laid, voice: Voice) -> list[Any]:
    cells = {row.row: cell for row in laid.accounts.rows for cell in row.cells if cell.voice == voice.id}
    readings = [reading for cell in cells.values() for reading in cell.readings]
    reports = dict.fromkeys([reading.report for reading in readings])
    reports |= dict.fromkeys(stand.report for stand in laid.accounts.stands if stand.voice == voice.id)
    latest = max((reading.published or "" for reading in readings), default="")[:10] or None
    known = [laid.incident.id, voice.id, voice.name, voice.kind, voice.party, joined(voice.through)]
    line: list[Any] = [*known, joined(reports), latest]
    for row in laid.accounts.rows:
        cell = cells.get(row.row)
        line += [joined(said_once(cell.current)) if cell is not None else None, *_values(row.row, cell), row.state]
    return line


def _values(row: str, cell: Cell | None) -> list[Any]:
    """What the readings that count come to, in the columns between the words and the state."""
    current = [reading for reading in cell.current if not reading.denied] if cell is not None else []
    if row in COUNT_ROWS:
        return _bounds([reading for reading in totals_of(cell) if not reading.denied] if cell is not None else [])
    if row == "when":
        days = _bounds([reading for reading in current if reading.low is not None and reading.high is not None])
        return [None if day is None else date.fromordinal(day).isoformat() for day in days]
    if row == "where":
        placed = next((reading for reading in current if reading.point is not None), None)
        return [None] * 3 if placed is None else [*(placed.point or ()), placed.precision or None]
    return []


def _bounds(readings: list[Reading]) -> list[int | None]:
    lows = [reading.low for reading in readings if reading.low is not None]
    highs = [reading.high for reading in readings if reading.high is not None]
    return [min(lows, default=None), max(highs, default=None) if len(highs) == len(readings) else None]


def feature_of(row: dict[str, Any]) -> dict[str, Any]:
    """An incident as a GeoJSON feature; without a resolved place it has no geometry.

    Args:
        row: As ``Store.incident_rows`` gives it.
    """
    placed = row["lat"] is not None
    lists = {name: row[name].split() for name in ("types", "contested")}
    rest = {name: value for name, value in row.items() if name not in ("id", "lat", "lon", "doers", *lists)}
    properties = {**rest, **lists, "doers": row["doers"].split(" | ") if row["doers"] else []}
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if placed else None,
        "properties": {**properties, "place_radius_km": RADIUS_KM.get(row["place_precision"] or "")},
    }
