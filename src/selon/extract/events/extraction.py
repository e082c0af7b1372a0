"""The order of the steps that find a report's events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from selon.extract.events.assemble import assemble
from selon.extract.events.candidates import Candidate, find_candidates
from selon.extract.events.circumstances import Attachments
from selon.extract.events.conditions import holds
from selon.extract.events.contexts import names_nothing
from selon.extract.events.drafts import EventDraft
from selon.extract.events.evidence import Evidence, armed_words, passes, weigh
from selon.extract.events.history import History, Told
from selon.extract.events.instruments import take_riot_gear
from selon.extract.events.mentions import Resolve
from selon.extract.events.merging import merge
from selon.extract.events.roles import Roles, find_roles
from selon.extract.events.syntax import is_plural
from selon.extract.events.typing import is_sure, retype, type_of
from selon.extract.events.weapons import weapon_candidates
from selon.extract.events.words import Reading, is_plain, read_words
from selon.extract.figures.found import FoundFigure
from selon.lexicon.events import EventLexicon
from selon.model import Claim, Place, PlainMention, When
from selon.model.places import PlaceMention
from selon.model.times import TimeExpression


@dataclass(frozen=True, slots=True)
class EventLexicons:
    """The event words of one language, as written and folded for texts without accents."""

    written: EventLexicon
    plain: EventLexicon


def _nobody(_: Token) -> PlainMention | None:
    return None


def extract_events(  # noqa: PLR0913  # what other extractors found comes by keyword
    doc: Doc,
    claims: Sequence[Claim],
    lexicons: EventLexicons,
    *,
    figures: Sequence[FoundFigure] = (),
    times: Sequence[TimeExpression] = (),
    whens: Sequence[When] = (),
    published: str | None = None,
    places: Sequence[PlaceMention] = (),
    wheres: Sequence[Place | None] = (),
    resolve: Resolve = _nobody,
) -> list[EventDraft]:
    """The events that a report tells, in the order of their triggers.

    Args:
        doc: The parsed text.
        claims: All claims of the report, in offsets of ``doc.text``.
        lexicons: Event words of its language.
        figures: The figures found in it.
        times: The time expressions found in it, in the order of the text.
        whens: The days of each of them, for which date a happening has; empty where they are not known.
        published: Day of publication, ISO; ``None`` where unknown.
        places: The place mentions found in it.
        wheres: For each its place, ``None`` where it is none after all; empty where they are not known.
        resolve: What a pronoun or role noun stands for.

    Returns:
        One draft for each happening and sentence; empty for a report of none.
    """
    plain = is_plain(doc)
    placed = _placed(doc, places)
    reading = read_words(doc, lexicons.plain if plain else lexicons.written, plain=plain, placed=placed)
    told = _told(reading, weigh(reading))
    return assemble(reading, told, Attachments(claims, figures, times, places, whens, published, wheres), resolve)


def _placed(doc: Doc, places: Sequence[PlaceMention]) -> frozenset[int]:
    """Tokens of the names that stand for a place."""
    found: set[int] = set()
    starts = [token.idx for token in doc]
    for place in places:
        if not place.metonymic:
            first = bisect_right(starts, place.span.start) - 1
            found.update(range(max(first, 0), bisect_left(starts, place.span.end)))
    return frozenset(found)


def _told(reading: Reading, evidence: Evidence) -> list[tuple[Candidate, Roles]]:
    """The candidates that name a happening, merged sentence by sentence, each with its roles."""
    candidates = find_candidates(reading)
    candidates = sorted([*candidates, *weapon_candidates(reading, candidates)], key=lambda c: c.start)
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(reading.sentences[candidate.anchor.i], []).append(candidate)
    history = History()
    told: list[tuple[Candidate, Roles]] = []
    for sentence in sorted(by_sentence):
        told += _tell(reading, by_sentence[sentence], evidence, history)
    history.close(reading)
    return told


def _tell(
    reading: Reading, candidates: list[Candidate], evidence: Evidence, history: History
) -> list[tuple[Candidate, Roles]]:
    roles: dict[int, Roles] = {}
    kept: list[Candidate] = []
    for candidate in candidates:
        decided = _decide(reading, candidate, evidence, history)
        if decided is not None:
            roles[id(candidate)] = decided
            kept.append(candidate)
    _drop_deeds(kept, roles)
    kept = _without_targets(kept, roles)
    merged = merge(reading, kept)
    joined = [(c, _joined(c, roles)) for c in merged]
    for candidate, mine in joined:
        candidate.type = retype(reading, candidate, mine)
        sure = is_sure(reading, candidate, mine)
        many = not candidate.verbal and is_plural(candidate.anchor)
        sentence = reading.sentences[candidate.start]
        history.told.append(Told(sentence, candidate.type, candidate.row.name, sure, many))
    take_riot_gear(reading, merged)
    return joined


def _without_targets(kept: Sequence[Candidate], roles: dict[int, Roles]) -> list[Candidate]:
    """The wounded that are evacuated and the convoy that is attacked are no toll and no aid of their own."""
    targets = {t.i for c in kept if c.verbal for t in roles[id(c)].targets}
    return [c for c in kept if c.verbal or not _is_thing(c) or c.anchor.i not in targets]


def _is_thing(candidate: Candidate) -> bool:
    return candidate.kind == "toll" or candidate.type == "population.aid"


def _drop_deeds(kept: Sequence[Candidate], roles: dict[int, Roles]) -> None:
    """A happening is no doer of another, but its doer is: « les tirs de l'armée ont tué »."""
    deeds = {c.anchor.i: c for c in kept if not c.verbal and c.kind != "toll" and "self" not in c.row.roles.initiator}
    for mine in roles.values():
        doers = [
            d for t in mine.initiators if t.i in deeds for d in roles[id(deeds[t.i])].initiators if d.i not in deeds
        ]
        mine.initiators = [t for t in mine.initiators if t.i not in deeds]
        mine.initiators += [d for d in doers if d not in mine.initiators and d not in mine.targets]


def _decide(reading: Reading, candidate: Candidate, evidence: Evidence, history: History) -> Roles | None:
    """The roles of a candidate that names a happening, its row and type set; ``None`` for one that does not."""
    besides = frozenset(key for i in range(candidate.start, candidate.end) for key in reading.keys[i])
    around = armed_words(reading, reading.sentences[candidate.anchor.i], besides)
    for row in candidate.trigger:
        candidate.trigger, candidate.kind = [row], row.kind
        if not passes(row.gate, evidence, around) or names_nothing(reading, candidate):
            continue
        roles = find_roles(reading, candidate)
        if not holds(reading, candidate, roles):
            continue
        decided = type_of(reading, candidate, roles, history)
        if decided is not None:
            candidate.type = decided
            if row.kind in {"kill", "hit"} and decided != "toll.casualties":
                candidate.kind = row.kind
            return roles
    return None


def _joined(candidate: Candidate, roles: dict[int, Roles]) -> Roles:
    """The roles of a happening and of all words that were joined to it."""
    own = roles[id(candidate)]
    for part in candidate.absorbed:
        other = roles[id(part)]
        if part.kind != "toll" or part.row.roles.target:
            own.targets += [t for t in other.targets if t not in own.targets]
        own.initiators += [t for t in other.initiators if t not in own.initiators and t not in own.targets]
        own.suspects += [t for t in other.suspects if t not in own.suspects]
    return own
