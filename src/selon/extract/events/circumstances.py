"""When and where the happenings of a report are told to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.extract.events.candidates import Candidate
from selon.extract.events.dating import choose_dates
from selon.extract.events.dating_signs import as_dated
from selon.extract.events.drafts import EventDraft
from selon.extract.events.happenings import Happening, clause_verb, nouns_of, tense_of, traits_of
from selon.extract.events.placing import Placed, as_placed, choose_places
from selon.extract.events.roles import Roles
from selon.extract.events.ties import ties
from selon.extract.events.trees import Trees
from selon.extract.events.words import Reading
from selon.extract.figures.found import FoundFigure
from selon.model import Claim, Place, Span, When
from selon.model.places import PlaceMention
from selon.model.times import TimeExpression


@dataclass(frozen=True, slots=True)
class Attachments:
    """What other extractors found, for events to take.

    Attributes:
        claims: All claims of the report.
        figures: Its counts of people.
        times: Its time expressions, in the order of the text.
        places: Its place mentions.
        whens: For each time expression its days; empty where they are not known.
        published: Day of publication, ISO; ``None`` where unknown.
        wheres: For each place mention its place, ``None`` where it is none after all; empty where they are not known.
    """

    claims: Sequence[Claim]
    figures: Sequence[FoundFigure]
    times: Sequence[TimeExpression]
    places: Sequence[PlaceMention]
    whens: Sequence[When] = ()
    published: str | None = None
    wheres: Sequence[Place | None] = ()

    def days_of(self, time: int) -> tuple[str | None, str | None]:
        """First and last day of a time expression."""
        when = self.whens[time] if self.whens else None
        return (None, None) if when is None else (when.earliest, when.latest)


def with_circumstances(
    reading: Reading, told: Sequence[tuple[Candidate, Roles]], drafts: Sequence[EventDraft], found: Attachments
) -> list[EventDraft]:
    """The drafts with their dates and places."""
    signs = reading.lexicon.dates
    trees = Trees(reading.doc)
    events = [
        _happening(reading, candidate, roles, draft) for (candidate, roles), draft in zip(told, drafts, strict=True)
    ]
    where = choose_places(trees, events, _placed(reading, found), [_roles(draft) for draft in drafts], signs.places)
    for event, chosen in zip(events, where, strict=True):
        event.places = frozenset(found.places[p].name for p in chosen)
    times = [
        as_dated(reading, n, time, days=found.days_of(n), published=found.published, claims=found.claims)
        for n, time in enumerate(found.times)
    ]
    owners = ties(trees, events, [(t.position, t.token.i, t.sentence) for t in times])
    when = choose_dates(trees, events, times, owners, signs)
    return [replace(d, time=t, places=p) for d, t, p in zip(drafts, when, where, strict=True)]


def _placed(reading: Reading, found: Attachments) -> list[Placed]:
    """The mentions that are places, with what is known of them."""
    measured_from = {mention.located for mention in found.places if mention.located is not None}
    places = []
    for n, mention in enumerate(found.places):
        where = found.wheres[n] if found.wheres else None
        if not (found.wheres and where is None) and not mention.dateline:
            placed = as_placed(reading, n, mention, where, found.claims)
            places.append(replace(placed, nature=(*placed.nature, "measured_from")) if n in measured_from else placed)
    return places


def _roles(draft: EventDraft) -> dict[str, list[Span]]:
    return {
        "initiator": [mention.span for mention in draft.initiators],
        "target": [mention.span for mention in draft.targets],
    }


def _happening(reading: Reading, candidate: Candidate, roles: Roles, draft: EventDraft) -> Happening:
    clause = clause_verb(candidate.anchor)
    actors = {t.lemma_.lower() for t in (*roles.initiators, *roles.targets)}
    parts = (candidate, *candidate.absorbed)
    return Happening(
        candidate=candidate,
        type=draft.type,
        reality=draft.reality,
        sentence=reading.sentences[candidate.anchor.i],
        tokens=tuple(dict.fromkeys(part.anchor.i for part in parts)),
        clause=clause,
        voices=frozenset(draft.claims),
        actors=frozenset(actors),
        about=nouns_of(reading, reading.sentences[candidate.anchor.i]),
        traits=traits_of(reading, candidate, clause, reading.lexicon.dates),
        tense=tense_of(clause),
    )
