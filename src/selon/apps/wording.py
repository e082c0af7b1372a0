"""How days, numbers, states and evidence of an incident are put into words, the same in terminal, page and table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selon.casebook import Entry
from selon.model.accounts import COUNT_ROWS, Reading

SHAPES = {"agreed": "=", "compatible": "≈", "contested": "≠", "single voice": "·", "silent": "–"}
"""A shape for each state, so that colour is never the only mark."""
ROW_NAMES = {"by_whom": "by whom", "to_whom": "to whom", "with_what": "with what", "words": "words for parties"}
SHORT_ID = 10
"""Characters of a report's id that are shown."""


_LONG_ID = re.compile(r"\b([0-9a-f]{10})[0-9a-f]{22}\b")


def short_ids(words: str) -> str:
    """Words in which every report's id is cut to what is shown of it."""
    return _LONG_ID.sub(r"\1", words)


def row_name(row: str) -> str:
    """A row's name for a reader."""
    return ROW_NAMES.get(row, row)


def days(first: str | None, last: str | None) -> str:
    """One day, or a range; ``?`` where nothing is known."""
    if first is None or last is None:
        return "?"
    if first == last:
        return first
    return f"{first}…{last[8:] if last[:7] == first[:7] else last}"


def numbers(low: int | None, high: int | None) -> str:
    """``12``, ``11…15``, ``11 or more``, ``50 or fewer``; empty without a number."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"{high:,} or fewer"
    return f"{low:,}" if low == high else f"{low:,}…{high:,}"


def short(words: str, most: int) -> str:
    """Words on one line, cut at a blank where they are longer than ``most`` characters."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def said(reading: Reading, *, most: int = 200) -> str:
    """What a reading says: the words, with what they come to where that is not in them."""
    words = f"«\u00a0{short(reading.shown, most)}\u00a0»"
    notes = []
    if reading.row in COUNT_ROWS:
        number = numbers(reading.low, reading.high)
        notes += [number] if number and number != reading.value.strip() else []
        notes += {"part": ["some of them"], "forces": ["soldiers or police"], "fighters": ["fighters"]}.get(
            reading.side, [reading.side] if reading.side in ("civilians",) else []
        )
    elif reading.row == "when" and reading.low is not None and reading.high is not None:
        notes.append(days(_iso(reading.low), _iso(reading.high)))
    elif reading.row == "where" and reading.precision not in ("", "exact"):
        notes.append(f"{reading.precision}")
    elif reading.precision in ("accused", "corrected"):
        notes.append(reading.precision)
    if reading.denied:
        notes.append("denied")
    return words + (f" ({', '.join(notes)})" if notes else "")


def said_once(readings: Sequence[Reading], *, most: int = 200) -> list[str]:
    """What readings say, each thing once."""
    return list(dict.fromkeys(said(reading, most=most) for reading in readings))


def _iso(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat()


def evidence(reading: Reading) -> str:
    """Where it stands: report, claim or event, offsets."""
    part = reading.claim or (reading.event.event if reading.event is not None else "")
    where = f"{reading.report[:SHORT_ID]}{'#' if part else ''}{part}"
    return f"{where} {reading.span.start}–{reading.span.end}"


def report_name(entry: Entry) -> str:
    """Outlet, day and title of a report; what is not known is left out."""
    report = entry.report
    parts = (report.publisher, (report.published or "")[:10], short(report.title or "", 80))
    return ", ".join(part for part in parts if part) or f"report {entry.key[:SHORT_ID]}"
