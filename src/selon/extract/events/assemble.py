"""From a candidate with its roles to an event draft: mentions, reality, claims, and the figures, times and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from selon.extract.events.attach import DATE_REACH, find_places, find_time, owned, share_figures
from selon.extract.events.candidates import Candidate
from selon.extract.events.drafts import EventDraft
from selon.extract.events.mentions import Resolve, mentions_of
from selon.extract.events.reality import reality_of
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import NOMINAL
from selon.extract.events.typing import TOLL
from selon.extract.events.words import Reading
from selon.extract.figures.found import FoundFigure
from selon.extract.phrases import phrase_bounds
from selon.model import Claim, Mention, Span, mention_at
from selon.model.places import PlaceMention
from selon.model.times import TimeExpression


@dataclass(frozen=True, slots=True)
class Attachments:
    """What other extractors found, for events to take."""

    claims: Sequence[Claim]
    figures: Sequence[FoundFigure]
    times: Sequence[TimeExpression]
    places: Sequence[PlaceMention]


def assemble(
    reading: Reading, told: Sequence[tuple[Candidate, Roles]], found: Attachments, resolve: Resolve
) -> list[EventDraft]:
    """Drafts of all happenings, in the order of their triggers."""
    ordered = sorted(told, key=lambda item: item[0].start)
    candidates = [c for c, _ in ordered]
    figures = share_figures(candidates, found.figures, reading)
    times = owned(reading, candidates, [(n, t.span, None) for n, t in enumerate(found.times)])
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
                time=find_time(reading, candidate, found.claims, [(k, found.times[k]) for k in times[n]]),
                figures=tuple(figures[n]),
                reality=reality_of(reading, candidate, covering),
                claims=_voices(reading, candidate, found.claims),
                rule=f"{candidate.kind} [{candidate.row.where} {candidate.row.name}]",
            )
        )
    return _with_inherited_dates(reading, candidates, drafts)


def _voices(reading: Reading, candidate: Candidate, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims whose content covers words of the happening, those that were joined to it included (decision 24)."""
    spans = [_trigger_span(reading, part) for part in (candidate, *candidate.absorbed)]
    return tuple(c.id for c in claims if any(s.overlaps(words) for s in c.content.spans for words in spans))


def _head(reading: Reading, place: PlaceMention) -> int | None:
    return place.head if 0 <= place.head < len(reading.doc) else None


def _with_inherited_dates(
    reading: Reading, candidates: Sequence[Candidate], drafts: Sequence[EventDraft]
) -> list[EventDraft]:
    """Undated happenings get the date of the nearest earlier sentence that told the same happening."""
    done: list[EventDraft] = []
    for n, draft in enumerate(drafts):
        if draft.time is None and draft.reality == "actual":
            earlier = _dated_before(reading, candidates, done, n, draft)
            draft = draft if earlier is None else replace(draft, time=earlier)
        done.append(draft)
    return done


def _dated_before(
    reading: Reading, candidates: Sequence[Candidate], done: Sequence[EventDraft], n: int, draft: EventDraft
) -> int | None:
    sentence = reading.sentences[candidates[n].start]
    for k in range(n - 1, -1, -1):
        gap = sentence - reading.sentences[candidates[k].start]
        if gap > DATE_REACH:
            return None
        if gap > 0 and done[k].time is not None and _same_happening(candidates[n], draft, done[k]):
            return done[k].time
    return None


def _same_happening(candidate: Candidate, draft: EventDraft, earlier: EventDraft) -> bool:
    if draft.type == earlier.type or draft.type == TOLL:
        return earlier.reality == "actual"
    return False


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
        if means.family == "suicide" and token.lower_ == "kamikaze":
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
