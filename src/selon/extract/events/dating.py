"""Which date each happening has: one of its own sentence, one told before, or none.

Every date that may be meant is weighed by its signs (``event_dates.tsv``); the heaviest is taken if it weighs more than
having none, which weighs 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.extract.events.dating_signs import Dated, Story, here_signs, told_signs
from selon.extract.events.happenings import LINKS, Happening, related
from selon.extract.events.trees import Trees
from selon.lexicon.event_dates import DateSigns

# How many sentences back a date that dates no happening may still be meant (gold).
_FREE_REACH = 8
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
    return sum(signs.weights.get(sign, 0.0) for sign in option.signs)


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
    story = _Report(trees, events, times, owners)
    for n, event in enumerate(events):
        weighed = [(weight(option, signs), -option.time, option.time) for option in story.options(n)]
        best = max(weighed, default=(0.0, 0, 0))
        event.chosen = best[2] if best[0] > 0 else None
    return [event.chosen for event in events]


@dataclass(frozen=True, slots=True)
class _Report:
    """The happenings and dates of a report, those before the one in question with their choice made."""

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
            how = self.owners[n].get(time.position) or ("elsewhere" if time.position in tied else "free")
            found.append(Option(time.position, ("here", *here_signs(self.trees, event, time, how, rivals))))
        return found

    def _told(self, n: int, *, dated_here: bool) -> list[Option]:
        event, times = self.events[n], self.times
        told = _carriers(self.events[:n], event, times)
        last = {p: max((e.sentence for e in with_it), default=times[p].sentence) for p, with_it in told.items()}
        lead = min((p for p, with_it in told.items() if with_it), default=None)
        dates = len({time.days for time in times if time.known})
        found = []
        for p, with_it in told.items():
            carrier = min(with_it, key=lambda e: (LINKS.index(related(event.type, e.type)), -e.sentence), default=None)
            story = Story(
                gap=event.sentence - (times[p].sentence if carrier is None else carrier.sentence),
                newer=len({times[q].days for q in told if last[q] > last[p]} - {times[p].days}),
                lead=p == lead,
                dated_here=dated_here,
                told=tuple(with_it),
                sibling=any(e.sentence == event.sentence for e in with_it),
                heading=times[p].heading,
                dates=dates,
            )
            found.append(Option(p, ("told", *told_signs(event, times[p], carrier, story))))
        return found


def _carriers(before: Sequence[Happening], event: Happening, times: Sequence[Dated]) -> dict[int, list[Happening]]:
    """Earlier dates, each with the earlier happenings that have it; none for those that date no happening."""
    told: dict[int, list[Happening]] = {}
    for earlier in before:
        p = earlier.chosen
        if p is None or not times[p].known or times[p].sentence >= event.sentence:
            continue
        if event.sentence - earlier.sentence <= _REACH:
            told.setdefault(p, []).append(earlier)
    for time in times:
        gap = event.sentence - time.sentence
        if time.known and gap > 0 and (time.heading or gap <= _FREE_REACH):
            told.setdefault(time.position, [])
    return told
