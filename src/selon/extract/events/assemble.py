"""From a candidate with its roles to an event draft: mentions, reality, claims, and the figures, times and places."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.attach import share_figures
from selon.extract.events.candidates import Candidate
from selon.extract.events.circumstances import Attachments, with_circumstances
from selon.extract.events.drafts import EventDraft
from selon.extract.events.mentions import Resolve, mentions_of
from selon.extract.events.reality import reality_of
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import NOMINAL
from selon.extract.events.words import Reading
from selon.extract.phrases import phrase_bounds
from selon.model import Mention, Span, mention_at


def assemble(
    reading: Reading, told: Sequence[tuple[Candidate, Roles]], found: Attachments, resolve: Resolve
) -> list[EventDraft]:
    """Drafts of all happenings, in the order of their triggers."""
    ordered = sorted(told, key=lambda item: item[0].start)
    candidates = [c for c, _ in ordered]
    figures = share_figures(candidates, found.figures, reading)
    drafts: list[EventDraft] = []
    for n, (candidate, roles) in enumerate(ordered):
        trigger = _trigger_span(reading, candidate)
        covering = [c for c in found.claims if any(s.overlaps(trigger) for s in c.content.spans)]
        drafts.append(
            EventDraft(
                type=candidate.type,
                trigger=mention_at(reading.text, *trigger),
                initiators=_initiators(reading, roles, resolve),
                targets=tuple(mentions_of(reading, roles.targets, resolve)),
                means=_means(reading, candidate),
                figures=tuple(figures[n]),
                reality=reality_of(reading, candidate, covering),
                claims=tuple(c.id for c in covering),
                rule=f"{candidate.kind} [{candidate.row.where} {candidate.row.name}]",
            )
        )
    return with_circumstances(reading, ordered, drafts, found)


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
