"""What linking compares of one event mention: its class, days, places, parties, counts and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from selon.lexicon import available_languages
from selon.lexicon.folding import fold
from selon.lexicon.grammar import load_function_words
from selon.link.classes import EventClass, class_of
from selon.link.places import Spot, spot_of
from selon.model import EventMention, Mention, Record, Span

OWN_DATE_CHARS = 40
"""Farthest that a date stands behind the name of a happening to be surely its own (« l'attaque de mardi », « l'assaut
contre le village de Tarnou, mardi »)."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day, as ordinals of the Gregorian calendar, both inclusive."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of days, 1 for a known day."""
        return self.last - self.first + 1

    def gap(self, other: Days) -> int:
        """Days between the two; 0 where they share a day or touch, so that a night and its morning are not apart."""
        return max(0, max(self.first, other.first) - min(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as linking sees it; see ``selon.model.Figure``."""

    kind: str
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One event mention, ready to be compared.

    Attributes:
        event: Event id.
        type: ``family.type``.
        kind: Its class.
        reality: See ``selon.model.REALITIES``.
        start: Offset of the trigger.
        days: When; ``None`` where unknown or open on one side.
        dated_by: Span of the words that date it; ``None`` where there are none.
        spots: Where, most specific first.
        initiators: Words and party ids of the doers, folded.
        targets: Words and party ids of whom it is done to, folded.
        means: Words of the weapons, folded.
        counts: Figures.
        claims: Ids of the claims that it stands in.
        known: It is named as known (« l'attaque », « ce carnage »).
        loosely_dated: It is so named, and its date does not follow the name, so that the date may be of something else
            in the sentence: of the speech, of the new toll.
    """

    event: str
    type: str
    kind: EventClass
    reality: str
    start: int
    days: Days | None
    dated_by: Span | None
    spots: tuple[Spot, ...]
    initiators: frozenset[str]
    targets: frozenset[str]
    means: frozenset[str]
    counts: tuple[Count, ...]
    claims: tuple[str, ...]
    known: bool = False
    loosely_dated: bool = False


def day_number(iso: str) -> int:
    """The ordinal of an ISO date or date-time."""
    return date.fromisoformat(iso[:10]).toordinal()


def days_of(event: EventMention) -> Days | None:
    """First and last possible day; ``None`` unless both are known."""
    when = event.when
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = day_number(when.earliest), day_number(when.latest)
    return Days(first, last) if first <= last else None


def words_of(text: str) -> frozenset[str]:
    """The words of a phrase that tell it from others: folded, four letters or more, a plural's mark taken off."""
    cleaned = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return frozenset(word.rstrip("sx") for word in cleaned.split() if len(word) > 3 or word.isdigit())


def party_words(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """What parties are called: ids where they are known, marked by ``@``, and the words."""
    found: set[str] = set()
    for mention in mentions:
        if mention.party:
            found.add("@" + mention.party)
        found |= words_of(mention.refers_to.text if mention.refers_to else mention.text)
    return frozenset(found)


def facts_of(event: EventMention) -> Facts:
    """The comparable facts of one mention."""
    return Facts(
        event=event.id,
        type=event.type,
        kind=class_of(event.type),
        reality=event.reality,
        start=event.trigger.span.start,
        days=days_of(event),
        dated_by=event.when.span if event.when else None,
        spots=tuple(spot_of(place) for place in event.places),
        initiators=party_words(event.initiators),
        targets=party_words(event.targets),
        means=frozenset(word for mention in event.means for word in words_of(mention.text)),
        counts=tuple(Count(figure.kind, figure.min, figure.max) for figure in event.figures),
        claims=event.claims,
    )


def facts_of_record(record: Record) -> tuple[Facts, ...]:
    """The comparable facts of all mentions of a record, in the order of the text."""
    found = []
    for event in record.events:
        known = _is_known(record, event)
        found.append(replace(facts_of(event), known=known, loosely_dated=known and _date_stands_apart(event)))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_known(record: Record, event: EventMention) -> bool:
    before = fold(record.report.text[max(0, event.trigger.span.start - 12) : event.trigger.span.start])
    opener = re.search(r"(\w+'?)\s*$", before)
    return opener is not None and opener.group(1) in _definite(record.report.language)


def _date_stands_apart(event: EventMention) -> bool:
    if event.when is None:
        return False
    return not 0 <= event.when.span.start - event.trigger.span.end <= OWN_DATE_CHARS


@cache
def _definite(language: str) -> frozenset[str]:
    return load_function_words(language).definite if language in available_languages() else frozenset()
