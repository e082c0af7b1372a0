"""Incidents on a map: a page that stands alone, with land but no borders, places drawn as wide as they are unsure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians

from selon.apps.incidents import HEADS, Rows, cells_of
from selon.apps.pages import page, safe, table
from selon.link.places import RADIUS_KM

WIDTH = 1000.0
"""Units of the drawing's width; the browser fits it to the page."""
MARGIN = 0.12
"""Share of the extent that is kept free on each side."""
LEAST_DEGREES = 2.0
"""Degrees that a map shows at least, so that one place is not drawn without its surroundings."""
MOST_HEIGHT = 900.0
KM_PER_DEGREE = 111.2
STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30)
"""Degrees between the lines of the graticule; the first that gives at most ``MOST_LINES``."""
MOST_LINES = 8
MOST_NUMBERS = 4
"""Numbers written beside one point; the others are in its title and in the table."""
WIDE = ("region", "country")
"""Precisions that are drawn as a ring without a dot: nobody named a point."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What part of the world is drawn, in degrees; longitudes are shortened as at the middle latitude."""

    west: float
    south: float
    east: float
    north: float

    @property
    def shrink(self) -> float:
        """Kilometres of a degree of longitude, over those of a degree of latitude."""
        return max(0.2, cos(radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        """Units of the drawing in a degree of latitude."""
        across = WIDTH / ((self.east - self.west) * self.shrink)
        return min(across, MOST_HEIGHT / (self.north - self.south))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in units."""
        return (self.east - self.west) * self.shrink * self.scale, (self.north - self.south) * self.scale

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point stands in the drawing."""
        return (lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale


def map_page(rows: Rows, notice: str | None) -> str:
    """The page.

    Args:
        rows: Incidents, as ``Store.incident_rows`` gives them; those without a resolved place stand in the table only.
        notice: What everybody who uses the casebook is told; ``None`` for nothing.
    """
    placed = [(number, row) for number, row in enumerate(rows, 1) if row["lat"] is not None]
    body = [
        "<p>An incident is what reports are taken to tell of one happening; that it happened is not said. A dot is a "
        "place that a report names; the ring around it, or a ring alone, is as wide as the place may be off: "
        + ", ".join(f"{name} {km:g}&nbsp;km" for name, km in RADIUS_KM.items())
        + ". A square stands for an incident in which voices exclude each other. The map has no borders.</p>"
    ]
    if placed:
        body += _drawing(placed)
    missing = len(rows) - len(placed)
    body.append(f"<h2>{len(rows):,} incidents</h2>")
    if missing:
        body.append(f"<p>{missing:,} have no resolved place and are in the table only.</p>")
    lines = [
        (f'<span id="n{number}">{number}</span>', *map(safe, cells_of(row)), safe(row["place_precision"] or ""))
        for number, row in enumerate(rows, 1)
    ]
    body.append(table(["no.", *HEADS, "precision of place"], lines))
    return page("Incidents on a map", body, notice)


def _frame(points: Sequence[tuple[float, float]]) -> Frame:
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    for_lat = max((north - south) * (1 + 2 * MARGIN), LEAST_DEGREES)
    for_lon = max((east - west) * (1 + 2 * MARGIN), LEAST_DEGREES)
    mid_lat, mid_lon = (south + north) / 2, (west + east) / 2
    return Frame(
        max(-180.0, mid_lon - for_lon / 2),
        max(-85.0, mid_lat - for_lat / 2),
        min(180.0, mid_lon + for_lon / 2),
        min(85.0, mid_lat + for_lat / 2),
    )


def _drawing(placed: Sequence[tuple[int, dict[str, object]]]) -> Iterator[str]:
    points = [(float(str(row["lat"])), float(str(row["lon"]))) for _, row in placed]
    frame = _frame(points)
    width, height = frame.size
    yield f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="Map of the incidents in the table below">'
    yield f'<path d="{_land_path(frame)}" fill="#e5e1d3" stroke="#b9b39d" stroke-width="0.7" fill-rule="evenodd"/>'
    yield from _graticule(frame)
    at_point: dict[tuple[float, float], list[tuple[int, dict[str, object]]]] = defaultdict(list)
    for one, point in zip(placed, points, strict=True):
        at_point[point].append(one)
    for point, found in at_point.items():
        yield from _marker(found, point, frame)
    yield "</svg>"


@cache
def _rings() -> tuple[tuple[tuple[float, float], ...], ...]:
    lines = files("selon.apps").joinpath("data", "land.txt").read_text("utf-8").splitlines()
    rings = []
    for line in lines:
        if not line.startswith("#"):
            pairs = (point.split(",") for point in line.split())
            rings.append(tuple((float(lat), float(lon)) for lon, lat in pairs))
    return tuple(rings)


def _land_path(frame: Frame) -> str:
    """Rings that may be seen; what is outside the frame is cut by the drawing's edge."""
    parts = []
    for ring in _rings():
        lats, lons = [lat for lat, _ in ring], [lon for _, lon in ring]
        if max(lats) < frame.south or min(lats) > frame.north or max(lons) < frame.west or min(lons) > frame.east:
            continue
        places = (frame.at(lat, lon) for lat, lon in ring)
        parts.append("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in places) + "Z")
    return "".join(parts)


def _graticule(frame: Frame) -> Iterator[str]:
    width, height = frame.size
    extent = max(frame.east - frame.west, frame.north - frame.south)
    step = next((one for one in STEPS if extent / one <= MOST_LINES), STEPS[-1])
    style = 'stroke="#9aa7b3" stroke-width="0.5" stroke-dasharray="2 4"'
    words = 'font-size="11" fill="#555"'
    for lon in _multiples(frame.west, frame.east, step):
        x, _ = frame.at(0, lon)
        yield f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height:.0f}" {style}/>'
        yield f'<text x="{x + 3:.1f}" y="{height - 4:.0f}" {words}>{abs(lon):g}° {"E" if lon >= 0 else "W"}</text>'
    for lat in _multiples(frame.south, frame.north, step):
        _, y = frame.at(lat, 0)
        yield f'<line x1="0" y1="{y:.1f}" x2="{width:.0f}" y2="{y:.1f}" {style}/>'
        yield f'<text x="3" y="{y - 3:.1f}" {words}>{abs(lat):g}° {"N" if lat >= 0 else "S"}</text>'


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    number = -(-low // step)
    while number * step <= high:
        yield number * step
        number += 1


def _marker(found: Sequence[tuple[int, dict[str, object]]], point: tuple[float, float], frame: Frame) -> Iterator[str]:
    """All incidents of one point, under their numbers."""
    x, y = frame.at(*point)
    precisions = [str(row["place_precision"] or "") for _, row in found]
    ring = max(RADIUS_KM.get(one, 0.0) for one in precisions) / KM_PER_DEGREE * frame.scale
    titles = "\n".join(_title(number, row) for number, row in found)
    numbers = ", ".join(str(number) for number, _ in found[:MOST_NUMBERS]) + (
        ", …" if len(found) > MOST_NUMBERS else ""
    )
    yield f'<a href="#n{found[0][0]}"><g><title>{titles}</title>'
    yield (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{ring:.1f}" fill="#7a3b12" fill-opacity="0.07" stroke="#7a3b12" '
        'stroke-width="0.8" stroke-dasharray="4 3"/>'
    )
    if not set(precisions) <= set(WIDE):
        if any(row["contested"] for _, row in found):
            yield f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="#a32" stroke="#fff"/>'
        else:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="#124a7a" stroke="#fff"/>'
    yield f'<text x="{x + 7:.1f}" y="{y + 4:.1f}" font-size="12">{numbers}</text></g></a>'


def _title(number: int, row: dict[str, object]) -> str:
    name, when, where, what, killed, told, contested = cells_of(row)
    parts = (when, where, what, f"killed {killed}" if killed else "", told, contested)
    return safe(f"{number}. {'; '.join(part for part in parts if part)} ({name})")
