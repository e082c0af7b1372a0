"""Links → groups of tellings, under what must hold: a person's judgement, and no chain from one day or place to another.

Greedy average linkage: the strongest link first, two groups become one if what is known between all their members
speaks for it on average and nothing forbids it. The outcome depends on the set of links, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from selon.link.places import distance_km

MAX_GAP_DAYS = 2
"""Most days between any two dated tellings of one incident: 43 % of the events that MAVERICK has from two or more
reports differ in their first day, but 99 % of the pairs by a day or less; measured on its Kenyan part."""
MAX_APART_KM = 60.0
"""Most kilometres between any two placed tellings, their radii taken off. In MAVERICK 93 % of the pairs lie within
25 km; wrong points of a gazetteer make the rest."""
UNSEEN_BITS = -6.0
"""Weight of a pair that blocking never brought together, and least weight of one that is kept. Between -2 and -6 it
changes nothing on MAVERICK; at -6 the days that a month's toll contains are still seen, and related to it."""
MIN_MEAN_BITS = 0.0
"""Least mean weight between two groups that become one: even odds. Half a bit more costs 4 points of F1 on gold/fr."""

Key = str
Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Footing:
    """Where and when a telling stands, as far as it says; ``None`` where it does not.

    Attributes:
        report: Two tellings of one report are two happenings, or they would have been joined.
        first_day: First possible day, as an ordinal.
        last_day: Last possible day.
        lat: Degrees north.
        lon: Degrees east.
        radius_km: How far from there.
    """

    report: str
    first_day: int | None = None
    last_day: int | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0


@dataclass(slots=True)
class _Group:
    members: list[Key]
    reports: set[str]
    first_day: int | None = None  # the latest of the first days
    last_day: int | None = None  # the earliest of the last days
    placed: list[Footing] = field(default_factory=list)


def _found_group(key: Key, footing: Footing) -> _Group:
    placed = [footing] if footing.lat is not None else []
    return _Group([key], {footing.report}, footing.first_day, footing.last_day, placed)


def cluster(
    footings: Mapping[Key, Footing],
    links: Mapping[Pair, float],
    *,
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
    copied: Collection[Pair] = (),
) -> list[list[Key]]:
    """The tellings in groups, each one incident.

    Args:
        footings: Every telling with what constrains it.
        links: Pairs of keys, the smaller first, to their weight in bits.
        same: Pairs that a person put together; kept whatever the weights, days and places.
        different: Pairs that a person put apart; must not contradict ``same``.
        copied: Pairs of which one repeats the other; kept together unless a person put them apart.

    Returns:
        Groups in order of their smallest key, keys in order; every telling is in exactly one.
    """
    state = _State(footings, links, different)
    for pair in sorted(same):
        state.join(*pair)
    for pair in sorted(copied):
        if not state.judged_apart(state.group_of(pair[0]), state.group_of(pair[1])):
            state.join(*pair)
    for pair, weight in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        if weight < MIN_MEAN_BITS:
            break
        one, other = state.group_of(pair[0]), state.group_of(pair[1])
        if one is not other and state.may_join(one, other):
            state.join(*pair)
    return state.groups()


class _State:
    """Groups as they grow."""

    def __init__(
        self, footings: Mapping[Key, Footing], links: Mapping[Pair, float], different: Collection[Pair]
    ) -> None:
        self._of = {key: _found_group(key, footing) for key, footing in footings.items()}
        self._links = links
        self._different: dict[Key, set[Key]] = defaultdict(set)
        for one, other in different:
            self._different[one].add(other)
            self._different[other].add(one)

    def group_of(self, key: Key) -> _Group:
        return self._of[key]

    def may_join(self, one: _Group, other: _Group) -> bool:
        if one.reports & other.reports or self.judged_apart(one, other):
            return False
        return _days_meet(one, other) and _places_meet(one, other) and self._mean(one, other) >= MIN_MEAN_BITS

    def judged_apart(self, one: _Group, other: _Group) -> bool:
        """Whether a person put any two of their members apart."""
        members = set(other.members)
        return any(self._different.get(key, set()) & members for key in one.members)

    def _mean(self, one: _Group, other: _Group) -> float:
        total = 0.0
        for left in one.members:
            for right in other.members:
                pair = (left, right) if left < right else (right, left)
                total += self._links.get(pair, UNSEEN_BITS)
        return total / (len(one.members) * len(other.members))

    def join(self, left: Key, right: Key) -> None:
        one, other = self._of[left], self._of[right]
        if one is other:
            return
        if len(one.members) < len(other.members):
            one, other = other, one
        one.members += other.members
        one.reports |= other.reports
        one.placed += other.placed
        one.first_day = _latest(one.first_day, other.first_day)
        one.last_day = _earliest(one.last_day, other.last_day)
        for key in other.members:
            self._of[key] = one

    def groups(self) -> list[list[Key]]:
        groups = {id(group): sorted(group.members) for group in self._of.values()}
        return sorted(groups.values())


def _latest(one: int | None, other: int | None) -> int | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earliest(one: int | None, other: int | None) -> int | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _days_meet(one: _Group, other: _Group) -> bool:
    first, last = _latest(one.first_day, other.first_day), _earliest(one.last_day, other.last_day)
    return first is None or last is None or first - last <= MAX_GAP_DAYS


def _places_meet(one: _Group, other: _Group) -> bool:
    return all(_spots_meet(here, there) for here in one.placed for there in other.placed)


def _spots_meet(here: Footing, there: Footing) -> bool:
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return True
    reach = MAX_APART_KM + here.radius_km + there.radius_km
    return distance_km(here.lat, here.lon, there.lat, there.lon) <= reach
