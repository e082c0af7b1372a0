"""Named rules that make one number of many accounts. The reader chooses; the rule is written beside every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from selon.link.agreement import totals_of
from selon.model.accounts import Accounts, Reading
from selon.model.incidents import Incident
from selon.model.judgements import Choice

RULES = ("lowest", "highest", "most frequent", "most precise", "latest", "voice")
"""``lowest`` and ``highest`` number that any voice gives; the range that most voices give; the narrowest range; that of the
latest report; that of one chosen voice."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One number, or range, by a rule.

    Attributes:
        row: Row of the matrix.
        rule: One of ``RULES``.
        low: Least number; ``None`` if open or if no voice counts.
        high: Greatest number; ``None`` if open or if no voice counts.
        words: The rule and what it stands on, to be written beside the number.
        readings: The readings that it stands on; empty if no voice counts, or if the rule does not decide.
    """

    row: str
    rule: str
    low: int | None
    high: int | None
    words: str
    readings: tuple[Reading, ...] = ()


def aggregate(accounts: Accounts, row: str, rule: str, *, voice: str | None = None) -> Aggregate:
    """A row's numbers by one rule; never a mean.

    Args:
        accounts: The accounts of one incident.
        row: A row that counts.
        rule: One of ``RULES``.
        voice: Id of the chosen voice, for the rule ``voice``.

    Raises:
        ValueError: Another rule, or the rule ``voice`` without a voice.
    """
    if rule not in RULES or (rule == "voice" and voice is None):
        raise ValueError(f"rule {rule!r} (voice {voice!r}): allowed are {', '.join(RULES)}; 'voice' needs a voice")
    readings = [
        reading
        for cell in accounts.row(row).cells
        if rule != "voice" or cell.voice == voice
        for reading in totals_of(cell)
        if not reading.denied
    ]
    if not readings:
        return Aggregate(row, rule, None, None, f"{rule}: nobody counts")
    chosen = _CHOOSE[rule](readings)
    if not chosen:
        return Aggregate(row, rule, None, None, f"{rule}: undecided between {len(readings)} counts")
    names = ", ".join(dict.fromkeys(accounts.voice(reading.voice).name for reading in chosen))
    return Aggregate(row, rule, chosen[0].low, chosen[0].high, f"{rule}, after {names}", tuple(chosen))


def _lowest(readings: Sequence[Reading]) -> list[Reading]:
    least = min(_floor(reading) for reading in readings)
    return [reading for reading in readings if _floor(reading) == least]


def _highest(readings: Sequence[Reading]) -> list[Reading]:
    most = max(_ceiling(reading) for reading in readings)
    return [reading for reading in readings if _ceiling(reading) == most]


def _most_frequent(readings: Sequence[Reading]) -> list[Reading]:
    """Each voice counts once; a tie decides nothing."""
    ranges = Counter({(reading.voice, reading.low, reading.high) for reading in readings})
    votes = Counter((low, high) for _, low, high in ranges)
    (best, count), *others = votes.most_common(2)
    if others and others[0][1] == count:
        return []
    return [reading for reading in readings if (reading.low, reading.high) == best]


def _most_precise(readings: Sequence[Reading]) -> list[Reading]:
    narrowest = min(_width(reading) for reading in readings)
    found = [reading for reading in readings if _width(reading) == narrowest]
    return found if len({(reading.low, reading.high) for reading in found}) == 1 else []


def _latest(readings: Sequence[Reading]) -> list[Reading]:
    dated = [reading for reading in readings if reading.published]
    if not dated:
        return []
    last = max(dated, key=lambda reading: reading.published or "").published
    found = [reading for reading in dated if reading.published == last]
    return found if len({(reading.low, reading.high) for reading in found}) == 1 else []


def _floor(reading: Reading) -> float:
    return reading.low if reading.low is not None else 0


def _ceiling(reading: Reading) -> float:
    return reading.high if reading.high is not None else (reading.low or 0)


def _width(reading: Reading) -> float:
    return float("inf") if reading.low is None or reading.high is None else reading.high - reading.low


_CHOOSE: dict[str, Callable[[Sequence[Reading]], list[Reading]]] = {
    "lowest": _lowest,
    "highest": _highest,
    "most frequent": _most_frequent,
    "most precise": _most_precise,
    "latest": _latest,
    "voice": lambda readings: list(readings[-1:]),
}


def chosen_readings(accounts: Accounts, incident: Incident, choices: Iterable[Choice]) -> dict[str, Aggregate]:
    """What people chose to read in the rows of an incident, by row; the newest choice of a row holds.

    Args:
        accounts: The incident's accounts.
        incident: The incident, which a choice follows by any mention of it.
        choices: In the order in which they were made.
    """
    members = set(incident.members)
    newest = {choice.row: choice for choice in choices if choice.mention in members}
    return {row: aggregate(accounts, row, one.rule, voice=one.voice) for row, one in newest.items()}


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a series: what a voice said when; ``published`` is ``None`` for an undated report."""

    published: str | None
    voice: str
    low: int | None
    high: int | None
    reading: Reading


def series_of(accounts: Accounts, row: str) -> tuple[Step, ...]:
    """How a count moved: every total of every voice, in order of publication, undated reports first."""
    cells = accounts.row(row).cells
    steps = [
        Step(reading.published, cell.voice, reading.low, reading.high, reading)
        for cell in cells
        for reading in cell.readings
        if reading.side != "part"
    ]
    return tuple(sorted(steps, key=lambda step: (step.published or "", step.reading.report, step.reading.span)))
