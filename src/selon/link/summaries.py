"""One line of an incident: when, where, what, how many, told by whom, contested in what. For lists, maps and time lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selon.lexicon.folding import fold
from selon.link.places import POINTS
from selon.model.accounts import Accounts, Reading

PRECISIONS = (*POINTS, "region", "country", "")
"""From the most precise to the least."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What an incident's accounts come to in one line. Nothing here is a mean, and nothing is chosen for the reader.

    Attributes:
        incident: Its id.
        reports: Number of reports that tell it, 1 or more.
        voices: Number of voices, 1 or more.
        first_day: Earliest day that any voice allows, ISO; ``None`` where nobody dates it.
        last_day: Latest day that any voice allows, ISO; ``None`` where nobody dates it.
        place: Of the names that are more precise than a region, else of the most precise, the one that most readings
            give; ``None`` where nobody names a place.
        point: Its degrees north and east; ``None`` where it is not resolved.
        precision: Its precision; ``None`` where it is not resolved.
        types: Event types, the most told first.
        killed_low: Least number of dead of any voice; ``None`` where nobody counts.
        killed_high: Greatest number; ``None`` where open, or nobody counts.
        doers: What those who did it are called, the most told first.
        contested: Rows in which voices exclude each other.
    """

    incident: str
    reports: int
    voices: int
    first_day: str | None
    last_day: str | None
    place: str | None
    point: tuple[float, float] | None
    precision: str | None
    types: tuple[str, ...]
    killed_low: int | None
    killed_high: int | None
    doers: tuple[str, ...]
    contested: tuple[str, ...]


def summarise(accounts: Accounts) -> Summary:
    """The line of one incident."""
    readings = {row.row: [r for cell in row.cells for r in cell.current] for row in accounts.rows}
    place = _place(readings["where"])
    days = [(r.low, r.high) for r in readings["when"] if r.low is not None and r.high is not None]
    killed = accounts.row("killed")
    told = [reading for row in readings.values() for reading in row]
    return Summary(
        incident=accounts.incident,
        reports=len({reading.report for reading in told}),
        voices=len(accounts.voices),
        first_day=date.fromordinal(min(low for low, _ in days)).isoformat() if days else None,
        last_day=date.fromordinal(max(high for _, high in days)).isoformat() if days else None,
        place=place.value if place else None,
        point=place.point if place else None,
        precision=(place.precision or None) if place else None,
        types=_by_frequency([key for reading in readings["what"] for key in sorted(reading.keys)]),
        killed_low=killed.low,
        killed_high=killed.high,
        doers=_by_frequency([r.shown for r in readings["by_whom"] if r.event is not None and not r.denied]),
        contested=tuple(row.row for row in accounts.rows if row.state == "contested"),
    )


def _place(readings: Sequence[Reading]) -> Reading | None:
    if not readings:
        return None
    best = min(_rank(reading) for reading in readings)
    # A village told by three as « près de » goes before the town that one names: both are points.
    precise = [reading for reading in readings if _rank(reading) <= max(best, len(POINTS) - 1)]
    named = Counter(fold(reading.value) for reading in readings)
    return max(
        precise,
        # Of one name's writings, one that is not in a headline's capitals.
        key=lambda one: (named[fold(one.value)], -_rank(one), not one.value.isupper()),
    )


def _rank(reading: Reading) -> int:
    """Place in ``PRECISIONS``; what a person read goes with the most precise."""
    return PRECISIONS.index(reading.precision) if reading.precision in PRECISIONS else 0


def _by_frequency(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in Counter(words).most_common())
