"""A telling as one flat row: the columns that comparisons and blocking rules read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, radians, sin

from selon.link.classes import class_of
from selon.link.facts import Days, Facts, day_number, facts_of, words_of
from selon.link.places import Spot, spot_of
from selon.link.tellings import AHEAD
from selon.model import EventMention, Figure, Record
from selon.model.incidents import MentionKey, Telling

CELL_DEGREES = 0.5
"""Side of a cell of the blocking grid, about 55 km. A place lies in every cell that its radius reaches."""
REPORTED_WITHIN_DAYS = 7
"""A happening without a date is looked for among those of the week before its report. A news text that does not date a
happening tells of the last days; older ones are dated."""
MAX_BLOCK_DAYS = 62
"""Most days of one telling that blocking goes through: two months, so that a month's toll meets the days within it."""
MIN_SHARED_COUNT = 5
"""Smaller counts are too common for a blocking rule."""
MAX_HEADLINE = 200
"""Characters of the text's beginning: a headline and what stands over it, or the first sentence of the lead."""
SENTENCE_ENDS = re.compile(r"[.!?…\n]")
CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")
"""A sentence's first word has a capital too: it seldom meets a name of another report, and then as a common word."""


@dataclass(frozen=True, slots=True)
class TellingRow:
    """What one report says of one happening, flat. Lists hold folded words; an empty list or ``None`` means unsaid.

    Attributes:
        key: ``report␟event``, the telling's id.
        report: The report's id, or its group of near-copies.
        first_day: First possible day, as an ordinal.
        last_day: Last possible day.
        told_day: Day of publication.
        types: Event types, tolls left out where there are others.
        kinds: Their classes.
        x: With ``y`` and ``z``, the place on the unit sphere; ``None`` without a point.
        y: See ``x``.
        z: See ``x``.
        radius_km: How far from there it may lie.
        places: Names and ids of the points.
        place_words: Words of the points' names.
        areas: Names and ids of the regions.
        doers: Words of initiators.
        victims: Words of targets.
        arms: Words of means.
        killed: Counts of killed, each bound.
        many_killed: Those of them above two.
        killed_low: Least number of dead that its figures allow.
        killed_high: Greatest; twice the least where a figure has no upper bound (« au moins »).
        harmed: ``kind:number`` of all other counts of people.
        names: Words with a capital inside a sentence that are no place.
        named: All words with a capital, those of the report's headline too if it is what the report mainly tells.
        words: Other words of the sentences.
        by_place: Keys of the blocking rule by place, day and family.
        by_party: Keys by party, day and family.
        by_count: Keys by count and week.
        by_name: Keys by the place's name, without a point by any name of the text, day and family.
    """

    key: str
    report: str
    first_day: int | None
    last_day: int | None
    told_day: int | None
    types: list[str]
    kinds: list[str]
    x: float | None
    y: float | None
    z: float | None
    radius_km: float | None
    places: list[str]
    place_words: list[str]
    areas: list[str]
    doers: list[str]
    victims: list[str]
    arms: list[str]
    killed: list[int]
    many_killed: list[int]
    killed_low: int | None
    killed_high: int | None
    harmed: list[str]
    names: list[str]
    named: list[str]
    words: list[str]
    by_place: list[str]
    by_party: list[str]
    by_count: list[str]
    by_name: list[str]


SEPARATOR = "\x1f"


def row_key(key: MentionKey) -> str:
    """A telling's id in one string, in the order of ``MentionKey``."""
    return f"{key.report}{SEPARATOR}{key.event}"


def mention_key(key: str) -> MentionKey:
    """The id that ``row_key`` wrote."""
    report, _, event = key.rpartition(SEPARATOR)
    return MentionKey(report, event)


def rows_of(record: Record, tellings: Iterable[Telling], *, group: str | None = None) -> Iterator[TellingRow]:
    """The rows of one report's tellings; those that lie ahead are left out, as they are no happenings yet.

    Args:
        record: The report's record.
        tellings: Its tellings.
        group: Name of the near-copies that the report is one of; two of one group are never compared.
    """
    events = {event.id: event for event in record.events}
    groups = [(one.id, [events[event] for event in one.events if event in events]) for one in tellings]
    past = [(key, mentions) for key, mentions in groups if mentions and mentions[0].reality not in AHEAD]
    linked = [key for key, mentions in past if class_of(mentions[0].type).linked]
    main = _main(linked, {key: len(mentions) for key, mentions in past})
    for key, mentions in past:
        placed = any(spot_of(place).is_point for event in mentions for place in event.places)
        head = _headline(record) if key == main or (key in linked and not placed) else ""
        yield _row(record, key, mentions, group=group or record.report.id, headline=head)


def _main(linked: Sequence[MentionKey], sizes: Mapping[MentionKey, int]) -> MentionKey | None:
    """What the report mainly tells: the first of its longest tellings; ``None`` if three or more are as long."""
    longest = max((sizes[key] for key in linked), default=0)
    main = [key for key in linked if sizes[key] == longest]
    return main[0] if 0 < len(main) < 3 else None


def _headline(record: Record) -> str:
    """The title and how the text begins, which say what the report is about."""
    return f"{record.report.title or ''}\n{record.report.text[:MAX_HEADLINE]}"


def _row(record: Record, key: MentionKey, mentions: Sequence[EventMention], *, group: str, headline: str) -> TellingRow:
    facts = [facts_of(event) for event in mentions]
    days = _tightest([one.days for one in facts if one.days])
    told = day_number(record.report.published) if record.report.published else None
    spots = [spot for one in facts for spot in one.spots]
    spot = _best_spot([one.spots[0] for one in facts if one.spots])
    kinds = _kinds(facts)
    dead = [figure for event in mentions for figure in event.figures if figure.kind == "killed"]
    killed = sorted(set(_bounds(dead)))
    names, words = _text_words(record.report.text, mentions)
    named = names | _capitalised(headline)
    words |= {word for word in words_of(headline) if len(word) > 4} - named
    places = _place_names(spot for spot in spots if spot.precision in (None, "exact", "near"))
    areas = _place_names(spot for spot in spots if spot.precision in ("region", "country"))
    place_words = sorted(set().union(*(words_of(name) for name in places)))
    doers = sorted(set().union(*(one.initiators for one in facts)))
    harmed = sorted(_harmed(mentions))
    family = "violence" if any(one.kind.linked for one in facts) else facts[0].type
    x, y, z = _on_sphere(spot)
    block = _Block(family, _block_days(days, told))
    return TellingRow(
        key=row_key(key),
        report=group,
        first_day=days.first if days else None,
        last_day=days.last if days else None,
        told_day=told,
        types=_types(facts),
        kinds=kinds,
        x=x,
        y=y,
        z=z,
        radius_km=spot.radius_km if spot else None,
        places=places,
        place_words=place_words,
        areas=areas,
        doers=doers,
        victims=sorted(set().union(*(one.targets for one in facts))),
        arms=sorted(set().union(*(one.means for one in facts))),
        killed=killed,
        many_killed=[n for n in killed if n > 2],
        killed_low=min((figure.min or 0 for figure in dead), default=None) if killed else None,
        killed_high=max((_highest(figure) for figure in dead), default=None) if killed else None,
        harmed=harmed,
        names=sorted(named - set().union(*(words_of(name) for name in [*places, *areas]))),
        named=sorted(named),
        words=sorted(words),
        by_place=block.by_day(_cells(spot)),
        by_party=block.by_day(doers),
        by_count=block.by_week([f"killed:{n}" for n in killed if n >= MIN_SHARED_COUNT]),
        by_name=block.by_day(sorted({*place_words, *(named if x is None else ())})),
    )


@dataclass(frozen=True, slots=True)
class _Block:
    """Family and days of a telling, to be written into blocking keys."""

    family: str
    days: tuple[int, ...]

    def by_day(self, what: Iterable[str]) -> list[str]:
        return [f"{self.family}|{one}|{day}" for one in what for day in self.days]

    def by_week(self, what: Iterable[str]) -> list[str]:
        weeks = sorted({week for day in self.days for week in (day // 7, (day + 3) // 7)})
        return [f"{self.family}|{one}|{week}" for one in what for week in weeks]


def _tightest(days: list[Days]) -> Days | None:
    return min(days, key=lambda one: (one.length, one.first)) if days else None


def _block_days(days: Days | None, told: int | None) -> tuple[int, ...]:
    if days is None:
        return () if told is None else tuple(range(told - REPORTED_WITHIN_DAYS, told + 1))
    if days.length > MAX_BLOCK_DAYS:
        return (days.first, days.last)
    return tuple(range(days.first, days.last + 2))


def _best_spot(spots: list[Spot]) -> Spot | None:
    """The most precise of the mentions' most specific places; a wider place that they also name is not where it was."""
    points = [spot for spot in spots if spot.is_point]
    return min(points, key=lambda spot: spot.radius_km) if points else None


def _on_sphere(spot: Spot | None) -> tuple[float | None, float | None, float | None]:
    if spot is None or spot.lat is None or spot.lon is None:
        return None, None, None
    phi, lam = radians(spot.lat), radians(spot.lon)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def _cells(spot: Spot | None) -> list[str]:
    """The cells of the grid that the place reaches into; one in the middle of a cell lies in that one only."""
    if spot is None or spot.lat is None or spot.lon is None:
        return []
    reach = spot.radius_km / 111.0
    wide = reach / max(0.1, cos(radians(spot.lat)))
    rows = range(floor((spot.lat - reach) / CELL_DEGREES), floor((spot.lat + reach) / CELL_DEGREES) + 1)
    columns = range(floor((spot.lon - wide) / CELL_DEGREES), floor((spot.lon + wide) / CELL_DEGREES) + 1)
    return [f"{row},{column}" for row in rows for column in columns]


def _types(facts: list[Facts]) -> list[str]:
    types = sorted({one.type for one in facts})
    return [name for name in types if name != "toll.casualties"] or types


def _kinds(facts: list[Facts]) -> list[str]:
    kinds = sorted({one.kind.name for one in facts})
    return [name for name in kinds if name != "toll"]


def _highest(figure: Figure) -> int:
    return figure.max if figure.max is not None else 2 * (figure.min or 0)


def _bounds(figures: Iterable[Figure]) -> Iterator[int]:
    for figure in figures:
        yield from (bound for bound in (figure.min, figure.max) if bound is not None)


def _harmed(mentions: Sequence[EventMention]) -> set[str]:
    figures = [figure for event in mentions for figure in event.figures if figure.kind != "killed"]
    return {f"{figure.kind}:{bound}" for figure in figures for bound in _bounds([figure])}


def _place_names(spots: Iterable[Spot]) -> list[str]:
    found: set[str] = set()
    for spot in spots:
        found.add(spot.name)
        if spot.geonameid is not None:
            found.add(f"g{spot.geonameid}")
    return sorted(found)


def _text_words(text: str, mentions: Sequence[EventMention]) -> tuple[set[str], set[str]]:
    """Capitalised words inside the sentences of the mentions, and the other words."""
    names: set[str] = set()
    words: set[str] = set()
    for start, end in sorted({sentence_around(text, event.trigger.span.start) for event in mentions}):
        sentence = text[start:end]
        names |= _capitalised(sentence)
        words |= {word for word in words_of(sentence) if len(word) > 4}
    return names, words - names


def _capitalised(text: str) -> set[str]:
    return {word for match in CAPITALISED.finditer(text) for word in words_of(match.group())}


def sentence_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence around an offset: sentences end at . ! ? … and at line ends."""
    start = max((match.end() for match in SENTENCE_ENDS.finditer(text, 0, offset)), default=0)
    end = SENTENCE_ENDS.search(text, offset)
    return start, end.start() if end else len(text)
