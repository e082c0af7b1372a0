"""Which date each happening has: one of its own sentence, one told before, or none.

Every date that may be meant is weighed by its signs (``event_dates.tsv``); the heaviest is taken if it weighs more than
having none, which weighs 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.extract.events.dating_signs import Dated, Story, here_signs, may_date, told_signs
from selon.extract.events.happenings import LINKS, Happening, related
from selon.extract.events.trees import Trees
from selon.lexicon.event_dates import DateSigns

# How many sentences back a date that dates no happening may still be meant (gold).
_FREE_REACH = 8
_LASTING = frozenset({"present", "imperfect"})
# Sentences after which a date that happenings have is told of anew (gold).
_REACH = 40


@dataclass(frozen=True, slots=True)
class Option:
    """A date that may be meant.

    Attributes:
        time: Position of the expression.
        signs: What speaks for and against it.
    """

    time: int
    signs: tuple[str, ...]


def weight(option: Option, signs: DateSigns) -> float:
    """How much speaks for a date, having none being 0."""
    known = signs.weights
    return sum([known[sign] for sign in option.signs if sign in known])


def choose_dates(
    trees: Trees,
    events: Sequence[Happening],
    times: Sequence[Dated],
    owners: Sequence[Mapping[int, str]],
    signs: DateSigns,
) -> list[int | None]:
    """The position of the date of each happening; ``None`` for none.

    Args:
        trees: The trees of the report.
        events: Its happenings in the order of the text.
        times: Its time expressions in the order of the text.
        owners: For each happening the expressions of its sentence that the tree ties to it, and how.
        signs: The weights.
    """
    story = Dating(trees, events, times, owners)
    for n, event in enumerate(events):
        weighed = [(weight(option, signs), -option.time, option.time) for option in story.options(n)]
        best = max(weighed, default=(0.0, 0, 0))
        event.chosen = best[2] if best[0] > 0 else None
    return [event.chosen for event in events]


@dataclass(frozen=True, slots=True)
class Dating:
    """The happenings and dates of a report, those before the one in question with their choice made.

    Attributes:
        trees: The trees of the report.
        events: Its happenings in the order of the text.
        times: Its time expressions in the order of the text.
        owners: For each happening the expressions of its sentence that the tree ties to it, and how.
    """

    trees: Trees
    events: Sequence[Happening]
    times: Sequence[Dated]
    owners: Sequence[Mapping[int, str]]

    def options(self, n: int) -> list[Option]:
        """The dates that may be those of a happening."""
        event = self.events[n]
        here = [time for time in self.times if time.sentence == event.sentence]
        return [*self._here(n, here), *self._told(n, dated_here=any(time.known for time in here))]

    def _here(self, n: int, here: Sequence[Dated]) -> list[Option]:
        event = self.events[n]
        rivals = [other for other in self.events if other.sentence == event.sentence and other is not event]
        tied = {p for k, o in enumerate(self.owners) if self.events[k].sentence == event.sentence for p in o}
        found = []
        for time in here:
            if not may_date(event, time, here):
                continue
            # « mardi, ils ont attaqué … et tué »: a date serves all coordinated verbs as it serves the first
            mine = self.owners[n].get(time.position, "").replace("shared", "clause")
            how = mine or ("elsewhere" if time.position in tied else "free")
            signs = ["here", *here_signs(self.trees, event, time, how, rivals)]
            tied_days = [t for t in here if t is not time and t.is_day and t.position in self.owners[n]]
            if tied_days and not time.is_day:
                signs.append("here.day_beside")
            found.append(Option(time.position, tuple(signs)))
        return found

    def _told(self, n: int, *, dated_here: bool) -> list[Option]:
        event, times = self.events[n], self.times
        if "habit" in event.traits and event.tense in _LASTING:
            return []  # « ils attaquent souvent les convois »: no single day is meant
        told = _told_before(self.events[:n], event, times)
        lead = min((date.first for date in told if date.carriers), default=None)
        dates = len({time.days for time in times if time.known})
        found = []
        for date in told:
            time, carriers = times[date.nearest], date.carriers
            carrier = min(carriers, key=lambda e: (LINKS.index(related(event.type, e.type)), -e.sentence), default=None)
            story = Story(
                gap=event.sentence - (time.sentence if carrier is None else carrier.sentence),
                newer=sum(other.last > date.last for other in told),
                lead=date.first == lead,
                dated_here=dated_here,
                told=tuple(carriers),
                sibling=any(e.sentence == event.sentence for e in carriers),
                heading=times[date.first].heading,
                dates=dates,
            )
            found.append(Option(date.nearest, ("told", *told_signs(event, time, carrier, story))))
        return found


@dataclass(slots=True)
class _Told:
    """A date of earlier sentences, whatever words name it.

    Attributes:
        first: Position of the first words that name it.
        nearest: Position of the last.
        last: Number of the last sentence that tells of it.
        carriers: The earlier happenings that have it.
    """

    first: int
    nearest: int
    last: int
    carriers: list[Happening]


def _told_before(before: Sequence[Happening], event: Happening, times: Sequence[Dated]) -> list[_Told]:
    """The dates of earlier sentences that happenings have, or that stand so near that they may be meant."""
    told: dict[tuple[str | None, str | None], _Told] = {}
    for earlier in before:
        if earlier.chosen is not None and event.sentence - earlier.sentence <= _REACH:
            _note(told, times[earlier.chosen], event, earlier)
    for time in times:
        if time.heading or event.sentence - time.sentence <= _FREE_REACH:
            _note(told, time, event, None)
    return sorted(told.values(), key=lambda date: date.first)


def _note(
    told: dict[tuple[str | None, str | None], _Told], time: Dated, event: Happening, carrier: Happening | None
) -> None:
    if not time.known or time.sentence >= event.sentence:
        return
    sentence = time.sentence if carrier is None else carrier.sentence
    date = told.get(time.days)
    if date is None:
        date = told[time.days] = _Told(time.position, time.position, sentence, [])
    if carrier is not None:
        date.carriers.append(carrier)
    if carrier is not None or not date.carriers:
        date.first, date.nearest = min(date.first, time.position), max(date.nearest, time.position)
        date.last = max(date.last, sentence)
