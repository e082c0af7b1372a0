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
from selon.model import Claim, Mention, Span, mention_at


def assemble(
    reading: Reading, told: Sequence[tuple[Candidate, Roles]], found: Attachments, resolve: Resolve
) -> list[EventDraft]:
    """Drafts of all happenings, in the order of their triggers."""
    ordered = sorted(
        (item for item in told if not _is_speech(reading, item[0], found.claims)), key=lambda item: item[0].start
    )
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
                initiators=_initiators(reading, roles, resolve, covering),
                targets=tuple(mentions_of(reading, roles.targets, resolve)),
                means=_means(reading, candidate),
                figures=tuple(figures[n]),
                reality=reality_of(reading, candidate, covering),
                claims=_voices(reading, candidate, found.claims),
                rule=f"{candidate.kind} [{candidate.row.where} {candidate.row.name}]",
            )
        )
    return with_circumstances(reading, ordered, drafts, found)


def _is_speech(reading: Reading, candidate: Candidate, claims: Sequence[Claim]) -> bool:
    """« condamne avec fermeté »: a verb that holds a claim of condemning sentences nobody (decision 22)."""
    words = _trigger_span(reading, candidate)
    return candidate.type == SENTENCE and any(
        c.stance == "condemns" and c.cue is not None and c.cue.span.overlaps(words) for c in claims
    )


def _voices(reading: Reading, candidate: Candidate, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims whose content covers words of the happening, those that were joined to it included (decision 24)."""
    spans = [_trigger_span(reading, part) for part in (candidate, *candidate.absorbed)]
    return tuple(c.id for c in claims if any(s.overlaps(words) for s in c.content.spans for words in spans))


def _trigger_span(reading: Reading, candidate: Candidate) -> Span:
    doc = reading.doc
    last = doc[candidate.end - 1]
    return Span(doc[candidate.start].idx, last.idx + len(last))


SENTENCE = "coercion.sentence"
_OF_OTHERS = frozenset({"condemns", "accuses", "demands", "worries", "welcomes"})
"""Speech acts about the deeds of others: nobody condemns, fears or demands a deed of their own, whatever the tree says."""


def _initiators(reading: Reading, roles: Roles, resolve: Resolve, covering: Sequence[Claim]) -> tuple[Mention, ...]:
    found = mentions_of(reading, roles.initiators, resolve)
    found += [
        m
        for m in mentions_of(reading, roles.suspects, resolve, suspected=True)
        if not any(m.span.overlaps(o.span) for o in found)
    ]
    speakers = [s.span for c in covering if c.stance in _OF_OTHERS for s in c.sources if s.span is not None]
    return tuple(sorted((m for m in found if not any(m.span.overlaps(s) for s in speakers)), key=lambda m: m.span))


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
