"""Incidents: what reports tell of one happening in the world, with the reason for every link. Inferred, never read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

LINK_KINDS = ("scored", "judged", "copied")
"""``scored``: the comparison of what is told; ``judged``: a person said so;
``copied``: one repeats the other word for word, or nearly."""


class MentionKey(NamedTuple):
    """One event mention of a collection: the report's id and the event's id in it."""

    report: str
    event: str


@dataclass(frozen=True, slots=True)
class Joining:
    """Why a mention tells the same happening as an earlier one of its report.

    Attributes:
        mention: Event id of the mention that joined.
        joined: Event id of the mention that it joined.
        words: The reasons, for a reader, in English; never empty.
    """

    mention: str
    joined: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that one report says of one happening: the headline, the toll, the quote.

    Attributes:
        id: The key of its first mention, which names it within one state of the collection.
        events: Event ids, in the order of the text; never empty.
        joinings: One for each mention but the first.
    """

    id: MentionKey
    events: tuple[str, ...]
    joinings: tuple[Joining, ...] = ()

    @property
    def report(self) -> str:
        """Id of the report."""
        return self.id.report

    @property
    def members(self) -> tuple[MentionKey, ...]:
        """The keys of its mentions."""
        return tuple(MentionKey(self.id.report, event) for event in self.events)


@dataclass(frozen=True, slots=True)
class LevelReason:
    """What one comparison adds to a link.

    Attributes:
        comparison: Its name (``day``, ``place``, ``killed``…).
        level: The level reached; ``missing`` where one of the two says nothing.
        weight: Match weight in bits: the base-2 logarithm of how much more often the level is seen among tellings of
            one happening than among others. Negative speaks against.
        words: The level for a reader (« same day », « places 12 to 40 km apart »).
    """

    comparison: str
    level: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings of two reports, and what speaks for their being one happening.

    Attributes:
        left: The telling with the smaller key.
        right: The other.
        weight: Sum of the levels' weights and of the prior, in bits; 0 is even odds. ``inf`` for a judged or copied link.
        reasons: One for each comparison, the strongest first; empty for a judged or copied link.
        kind: One of ``LINK_KINDS``.
    """

    left: MentionKey
    right: MentionKey
    weight: float
    reasons: tuple[LevelReason, ...] = ()
    kind: str = "scored"


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening as the collection tells it.

    Attributes:
        id: ``i-`` and ten hexadecimal digits, kept for as long as most of the incident stays together.
        tellings: In order of report and event; never empty.
        links: The links that hold it together, strongest first; empty for an incident told once.
    """

    id: str
    tellings: tuple[Telling, ...]
    links: tuple[Link, ...] = ()

    @property
    def members(self) -> tuple[MentionKey, ...]:
        """The keys of all its mentions."""
        return tuple(key for telling in self.tellings for key in telling.members)

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that tell it, each once."""
        return tuple(dict.fromkeys(telling.report for telling in self.tellings))


@dataclass(frozen=True, slots=True)
class PartOf:
    """One incident is part of another: a strike in a battle, one raid's toll in a day's.

    Attributes:
        part: Id of the smaller incident.
        whole: Id of the one that contains it.
        words: Why, for a reader.
        judged: A person said so; else it is a suggestion from dates, places and counts.
    """

    part: str
    whole: str
    words: str
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that linking could not honour or make whole; nothing is lost, and it says what to do.

    Attributes:
        kind: ``contradiction``, ``cycle`` or ``withdrawn``.
        words: What, which, and what a person may do.
        judgements: Ids of the judgements concerned.
    """

    kind: str
    words: str
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """The derived state: all incidents of a collection.

    Attributes:
        incidents: In order of id.
        part_of: Relations of parts and wholes.
        problems: Judgements that contradict each other, cycles, members that are gone.
        renamed: Ids that an earlier state had and this has not, to the id that took over most of it.
    """

    incidents: tuple[Incident, ...]
    part_of: tuple[PartOf, ...] = ()
    problems: tuple[Problem, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
