"""From a candidate with its roles to an event draft: mentions, reality, claims, and the figures, times and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from selon.extract.events.attach import find_places, owned, share_figures, ties
from selon.extract.events.candidates import Candidate
from selon.extract.events.dating import choose_dates
from selon.extract.events.dating_signs import Happening, as_dated, clause_verb, nouns_of, tense_of, traits_of
from selon.extract.events.drafts import EventDraft
from selon.extract.events.mentions import Resolve, mentions_of
from selon.extract.events.reality import reality_of
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import NOMINAL
from selon.extract.events.trees import Trees
from selon.extract.events.words import Reading
from selon.extract.figures.found import FoundFigure
from selon.extract.phrases import phrase_bounds
from selon.model import Claim, Mention, Span, When, mention_at
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
    """

    claims: Sequence[Claim]
    figures: Sequence[FoundFigure]
    times: Sequence[TimeExpression]
    places: Sequence[PlaceMention]
    whens: Sequence[When] = ()
    published: str | None = None

    def days_of(self, time: int) -> tuple[str | None, str | None]:
        """First and last day of a time expression."""
        when = self.whens[time] if self.whens else None
        return (None, None) if when is None else (when.earliest, when.latest)


def assemble(
    reading: Reading, told: Sequence[tuple[Candidate, Roles]], found: Attachments, resolve: Resolve
) -> list[EventDraft]:
    """Drafts of all happenings, in the order of their triggers."""
    ordered = sorted(told, key=lambda item: item[0].start)
    candidates = [c for c, _ in ordered]
    figures = share_figures(candidates, found.figures, reading)
    places = owned(reading, candidates, [(n, p.span, _head(reading, p)) for n, p in enumerate(found.places)])
    drafts: list[EventDraft] = []
    for n, (candidate, roles) in enumerate(ordered):
        trigger = _trigger_span(reading, candidate)
        covering = [c for c in found.claims if any(s.overlaps(trigger) for s in c.content.spans)]
        initiators = _initiators(reading, roles, resolve)
        drafts.append(
            EventDraft(
                type=candidate.type,
                trigger=mention_at(reading.text, *trigger),
                initiators=initiators,
                targets=tuple(mentions_of(reading, roles.targets, resolve)),
                means=_means(reading, candidate),
                places=find_places(
                    reading,
                    candidate,
                    [m.span for m in initiators],
                    found.claims,
                    [(k, found.places[k]) for k in places[n]],
                ),
                figures=tuple(figures[n]),
                reality=reality_of(reading, candidate, covering),
                claims=tuple(c.id for c in covering),
                rule=f"{candidate.kind} [{candidate.row.where} {candidate.row.name}]",
            )
        )
    return _dated(reading, ordered, drafts, found)


def _head(reading: Reading, place: PlaceMention) -> int | None:
    return place.head if 0 <= place.head < len(reading.doc) else None


def _dated(
    reading: Reading, told: Sequence[tuple[Candidate, Roles]], drafts: Sequence[EventDraft], found: Attachments
) -> list[EventDraft]:
    """The drafts with their dates."""
    signs = reading.lexicon.dates
    trees = Trees(reading.doc)
    times = [
        as_dated(reading, n, time, days=found.days_of(n), published=found.published, claims=found.claims)
        for n, time in enumerate(found.times)
    ]
    events = [
        _happening(reading, candidate, roles, draft, found)
        for (candidate, roles), draft in zip(told, drafts, strict=True)
    ]
    owners = ties(trees, events, times)
    chosen = choose_dates(trees, events, times, owners, signs)
    return [replace(draft, time=time) for draft, time in zip(drafts, chosen, strict=True)]


def _happening(
    reading: Reading, candidate: Candidate, roles: Roles, draft: EventDraft, found: Attachments
) -> Happening:
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
        places=frozenset(found.places[p].name for p in draft.places),
        about=nouns_of(reading, reading.sentences[candidate.anchor.i]),
        traits=traits_of(reading, candidate, (*roles.initiators, *roles.targets), clause, reading.lexicon.dates),
        tense=tense_of(clause),
    )


def _trigger_span(reading: Reading, candidate: Candidate) -> Span:
    doc = reading.doc
    last = doc[candidate.end - 1]
    return Span(doc[candidate.start].idx, last.idx + len(last))


def _initiators(reading: Reading, roles: Roles, resolve: Resolve) -> tuple[Mention, ...]:
    found = mentions_of(reading, roles.initiators, resolve)
    found += [
        m
        for m in mentions_of(reading, roles.suspects, resolve, suspected=True)
        if not any(m.span.overlaps(o.span) for o in found)
    ]
    return tuple(sorted(found, key=lambda m: m.span))


def _means(reading: Reading, candidate: Candidate) -> tuple[Mention, ...]:
    found = []
    for i, means in candidate.weapons:
        token = reading.doc[i]
        if means.family == "suicide" and any(key in reading.lexicon.nouns for key in reading.keys[i]):
            continue
        start, end = _weapon_bounds(reading, token)
        found.append(Mention(reading.text[start:end], Span(start, end)))
    return tuple(sorted({m.span: m for m in found}.values(), key=lambda m: m.span))


def _weapon_bounds(reading: Reading, token: Token) -> tuple[int, int]:
    doc = reading.doc
    first, _end = phrase_bounds(token) if token.pos_ in NOMINAL else (token.i, token.i + 1)
    known = max((e for s, (e, _) in reading.means.items() if s <= token.i < e), default=token.i + 1)
    first = max(first, token.i - 1) if token.i and doc[token.i - 1].pos_ == "ADJ" else token.i
    return doc[first].idx, doc[known - 1].idx + len(doc[known - 1])
