"""Within one report: mentions of one happening are joined, the headline with the toll and with the quote.

A mention is tried against the tellings found so far. It is kept out by what cannot be (another day, another place, a
happening of another class, one that lies ahead); it joins where something binds it: the same words date it, the same
day, place, party or count is told, or it says none of these and its type carries on. Every joining says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from selon.link.classes import ACCOMPANYING, CORE, may_be_one
from selon.link.facts import Days, Facts, facts_of_record
from selon.link.grounds import Grounds
from selon.link.places import is_same, may_be_same
from selon.model import Record
from selon.model.incidents import Joining, MentionKey, Telling

LONG_DAYS = 7
"""Longer than this, a time is a period (« depuis 2018 »): what it tells is a sum, not one happening. A weekend, a night
and « depuis dimanche » stay below."""
THRESHOLD = 2.0
"""Points from which a mention joins: one strong tie, or two weak ones. Measured on gold/fr, see
``benchmarks/linking.py``."""
BEYOND = 3
"""A toll without day and place that is more than so many times what the telling counts is of something larger: « l'ONU
parle de 52 civils tués dans le secteur » beside nine dead in a hospital. Contested tolls of one happening differ by up
to 2.6 times within a report of gold/fr."""
LEAD = 2
"""A happening of which one of the report's first mentions tells is dated later in the text; others seldom."""
RIGHT_AFTER_CHARS = 150
"""Farthest that the next mention stands to be told right after: in the same sentence or the next."""
AHEAD = ("future",)


@dataclass(slots=True)
class _Open:
    """A telling that is still being collected."""

    mentions: list[Facts] = field(default_factory=list)
    joinings: list[Joining] = field(default_factory=list)
    lead: bool = False

    @property
    def days(self) -> Days | None:
        known = [facts.days for facts in self.mentions if facts.days]
        return min(known, key=lambda days: days.length) if known else None


@dataclass(frozen=True, slots=True)
class _Tie:
    """Why a mention may join: points and words."""

    points: float
    words: str


def _cannot(mention: Facts, telling: _Open) -> bool:
    """Whether the mention is surely of another happening."""
    if (mention.reality in AHEAD) != (telling.mentions[0].reality in AHEAD):
        return True
    if _is_conduct(mention) or any(_is_conduct(other) for other in telling.mentions):
        return True
    if any(not may_be_one(mention.kind.name, other.kind.name) for other in telling.mentions):
        return True
    if mention.known and telling.days is not None and telling.days.length > LONG_DAYS:
        return True  # « la frappe », « ces pertes » name one happening, not a sum over weeks
    return _days_part(mention, telling) or _places_part(mention, telling) or _counts_part(mention, telling)


def _days_part(mention: Facts, telling: _Open) -> bool:
    if mention.days is None:
        return False
    if any(other.dated_by == mention.dated_by for other in telling.mentions):
        return False
    known = [other.days for other in telling.mentions if other.days]
    if any(mention.days.gap(days) > 0 for days in known):
        return True
    return any((mention.days.length > LONG_DAYS) != (days.length > LONG_DAYS) for days in known)


def _places_part(mention: Facts, telling: _Open) -> bool:
    mine = [spot for spot in mention.spots if spot.is_point] or list(mention.spots)
    theirs = [spot for other in telling.mentions for spot in other.spots if spot.is_point] or [
        spot for other in telling.mentions for spot in other.spots
    ]
    return bool(mine and theirs) and not any(may_be_same(one, other) for one in mine for other in theirs)


def _is_conduct(mention: Facts) -> bool:
    """A denial with a doer but no day or place (« nous n'assassinons pas les civils ») is of conduct, not of a deed."""
    return mention.reality == "negated" and bool(mention.initiators) and not mention.days and not mention.spots


def _counts_part(mention: Facts, telling: _Open) -> bool:
    if mention.kind.name != "toll" or mention.days or mention.spots:
        return False
    mine = [count.min for count in mention.counts if count.kind == "killed" and count.min is not None]
    theirs = [bound for other in telling.mentions for count in other.counts for bound in (count.min, count.max)]
    known = [bound for bound in theirs if bound is not None]
    return bool(mine and known) and min(mine) > BEYOND * max(known)


def _same_class(one: Facts, other: Facts) -> bool:
    """Whether the two are told as the same kind of violence, or one of them as none in particular."""
    if one.kind.name not in CORE or other.kind.name not in CORE:
        return True
    generic = (one.kind.generic or other.kind.generic) and not {"clash", "crowd"} & {one.kind.name, other.kind.name}
    return one.kind.name == other.kind.name or generic


def _tie_by_day(mention: Facts, other: Facts) -> _Tie | None:
    if mention.dated_by is not None and mention.dated_by == other.dated_by:
        return _Tie(2.0, "dated by the same words")
    if mention.days and other.days and _same_class(mention, other):
        return _Tie(1.0, "on the same day")
    return None


def _tie_by_place(mention: Facts, other: Facts) -> _Tie | None:
    if not _same_class(mention, other):
        return None
    if any(is_same(one, two) for one in mention.spots for two in other.spots):
        return _Tie(1.5, "at the same place")
    points = [(one, two) for one in mention.spots for two in other.spots if one.is_point and two.is_point]
    if any(may_be_same(one, two) for one, two in points):
        return _Tie(1.0, "at places that may be one")
    return None


def _tie_by_words(mention: Facts, other: Facts) -> _Tie | None:
    if not _same_class(mention, other):
        return None
    if {(c.kind, c.min, c.max) for c in mention.counts} & {(c.kind, c.min, c.max) for c in other.counts}:
        return _Tie(2.0, "the same count of people")
    if mention.initiators & other.initiators or mention.targets & other.targets:
        return _Tie(0.5, "the same party")
    return None


def _tie_by_type(mention: Facts, other: Facts) -> _Tie | None:
    if mention.type == other.type:
        return _Tie(1.0, "told as the same kind of event")
    if mention.kind.name == "toll":
        return _Tie(1.0, "a toll beside violence")
    if mention.kind.name in ACCOMPANYING and other.kind.name in CORE and mention.reality != "negated":
        return _Tie(0.5, "goes with violence")
    if _same_class(mention, other) and mention.kind.name in CORE and other.kind.name in CORE:
        return _Tie(0.5, "told as a related kind of violence")
    return None


def _tie_by_silence(mention: Facts, other: Facts) -> _Tie | None:
    """A mention without day and place of its own carries on what the text was telling."""
    if mention.days or mention.spots or not _same_class(mention, other):
        return None
    return _Tie(1.0, "no day or place of its own")


TIES: tuple[Callable[[Facts, Facts], _Tie | None], ...] = (
    _tie_by_day,
    _tie_by_place,
    _tie_by_words,
    _tie_by_type,
    _tie_by_silence,
)


def _other_violence(mention: Facts, telling: _Open) -> bool:
    """Whether the telling is of a kind of violence that the mention is not of."""
    kinds = [other for other in telling.mentions if other.kind.name in CORE]
    kinds = [other for other in kinds if not other.kind.generic] or kinds
    return mention.kind.name in CORE and bool(kinds) and not any(_same_class(mention, other) for other in kinds)


def _ties_to_all(mention: Facts, telling: _Open, previous: str | None) -> list[_Tie]:
    """What ties a mention to the telling as a whole."""
    if not mention.kind.linked or not telling.mentions[0].kind.linked:
        return []
    only_tolls = all(other.kind.name == "toll" for other in telling.mentions)
    alike = only_tolls or mention.kind.name == "toll" or any(other.type == mention.type for other in telling.mentions)
    leads = telling.lead or telling.mentions[-1].event == previous
    ties = []
    if mention.days is not None and telling.days is None and alike and leads:
        ties.append(_Tie(1.0, "the earlier mentions have no day yet"))
    if mention.kind.name != "toll" and only_tolls:
        ties.append(_Tie(1.0, "the earlier mentions say no cause of the toll"))
    last = telling.mentions[-1]
    near = last.event == previous and mention.start - last.start <= RIGHT_AFTER_CHARS
    if near and not mention.days and not mention.spots:
        ties.append(_Tie(0.5, "told right after"))
    return ties


def _ties(mention: Facts, telling: _Open, previous: str | None) -> tuple[float, Facts, tuple[str, ...]]:
    """The best tie of each kind to any mention of the telling: points, the mention most tied to, and the words."""
    other_violence = _other_violence(mention, telling)
    found: list[tuple[_Tie, Facts]] = []
    for make in TIES[:1] if other_violence else TIES:
        ties = [(tie, other) for other in telling.mentions if (tie := make(mention, other)) is not None]
        found += [max(ties, key=lambda pair: pair[0].points)] if ties else []
    general = [] if other_violence else _ties_to_all(mention, telling, previous)
    points = sum(tie.points for tie, _ in found) + sum(tie.points for tie in general)
    anchor = max(found, key=lambda pair: pair[0].points)[1] if found else telling.mentions[0]
    return points, anchor, tuple(tie.words for tie in [*(tie for tie, _ in found), *general])


def _join_one(
    mention: Facts, tellings: list[_Open], apart: Callable[[Facts, Facts], bool], previous: str | None
) -> _Open:
    """The telling that the mention joins, or a new one."""
    found = _best_telling(mention, tellings, apart, previous)
    if found is None and mention.loosely_dated:
        mention = replace(mention, days=None, dated_by=None)
        found = _best_telling(mention, tellings, apart, previous)
    if found is None:
        tellings.append(_Open([mention], lead=sum(len(telling.mentions) for telling in tellings) < LEAD))
        return tellings[-1]
    telling, other, words = found
    telling.mentions.append(mention)
    telling.joinings.append(Joining(mention.event, other.event, words))
    return telling


def _best_telling(
    mention: Facts, tellings: list[_Open], apart: Callable[[Facts, Facts], bool], previous: str | None
) -> tuple[_Open, Facts, tuple[str, ...]] | None:
    """The telling that ties the mention most, the later of two; the mention in it, and why."""
    best: tuple[_Open, Facts, tuple[str, ...]] | None = None
    most = THRESHOLD
    for telling in tellings:
        if any(apart(mention, other) for other in telling.mentions) or _cannot(mention, telling):
            continue
        points, other, words = _ties(mention, telling, previous)
        if points >= most:
            best, most = (telling, other, words), points
    return best


def join_mentions(record: Record, grounds: Grounds | None = None) -> tuple[Telling, ...]:
    """The tellings of one report: its mentions, grouped by the happening that they tell.

    Args:
        record: The report's record.
        grounds: What people judged; what is joined here becomes one there.

    Returns:
        Tellings in the order of their first mention; every mention is in exactly one.
    """
    grounds = grounds or Grounds()
    facts = facts_of_record(record)
    report = record.report.id

    def apart(one: Facts, other: Facts) -> bool:
        key = MentionKey(report, one.event)
        return grounds.knows(key) and grounds.are_apart(key, MentionKey(report, other.event))

    def one(mention: Facts, telling: _Open) -> bool:
        key = MentionKey(report, mention.event)
        return grounds.knows(key) and any(
            grounds.are_one(key, MentionKey(report, other.event)) for other in telling.mentions
        )

    tellings: list[_Open] = []
    previous: str | None = None
    for mention in facts:
        telling = next((telling for telling in tellings if one(mention, telling)), None)
        if telling is None:
            telling = _join_one(mention, tellings, apart, previous)
        else:
            telling.joinings.append(Joining(mention.event, telling.mentions[0].event, ("a person said so",)))
            telling.mentions.append(mention)
        _unite(report, telling, mention, grounds)
        if mention.kind.linked and mention.reality not in AHEAD and not _is_conduct(mention):
            previous = mention.event  # talks, threats and denials of conduct do not break off what is told
    return tuple(_close(report, telling) for telling in tellings)


def _unite(report: str, telling: _Open, mention: Facts, grounds: Grounds) -> None:
    """What is joined is one, also for judgements that name only one of the two."""
    key = MentionKey(report, mention.event)
    if grounds.knows(key):
        for other in telling.mentions:
            if grounds.knows(there := MentionKey(report, other.event)):
                grounds.unite(key, there)


def _close(report: str, telling: _Open) -> Telling:
    events = tuple(facts.event for facts in telling.mentions)
    return Telling(MentionKey(report, events[0]), events, tuple(telling.joinings))
