"""Mentions → readings: each value with the voice that gives it and the words it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from selon.lexicon.folding import fold
from selon.lexicon.grammar import load_function_words
from selon.lexicon.sides import load_sides
from selon.lexicon.table import DATA
from selon.link.classes import class_of
from selon.link.counts import count_values, thing_values
from selon.link.facts import days_of, words_of
from selon.link.naming import named, party_keys, proper_words
from selon.link.rows import sentence_around
from selon.link.told import Told, Value
from selon.link.voices import VoiceBook, chain_of, claims_over
from selon.model import Claim, Mention, Place, Record, Span
from selon.model.accounts import COUNT_ROWS, Reading
from selon.model.incidents import MentionKey

FATES = ("population.release",)
"""Events that tell what became of people counted as missing or taken."""


def readings_of(told: Told) -> Iterator[Reading]:
    """All readings of one mention, each once for every voice that gives it."""
    for make in MAKERS:
        for value in make(told):
            yield from _voiced(told, value)


def _denials(told: Told, span: Span) -> tuple[Claim, ...]:
    """The claims that deny a passage: the innermost over it, or the nearest of those that they stand in."""
    found: list[Claim] = []
    for claim in claims_over(told.record, span, told.event.claims):
        found += [one for one in (claim, *chain_of(told.record, claim)) if one.stance == "denies"][:1]
    return tuple(dict.fromkeys(found))


def _voiced(told: Told, value: Value) -> Iterator[Reading]:
    denials = _denials(told, value.span) if value.denied else ()
    yield from _said(told, value, denials or value.said_by)
    if denials and value.row not in COUNT_ROWS:  # what is denied somebody said, where the report cites the accusation
        inner = tuple(one for one in claims_over(told.record, value.span, told.event.claims) if one not in denials)
        if inner:
            yield from _said(told, replace(value, denied=False), inner)


def _said(told: Told, value: Value, claims: tuple[Claim, ...] | None) -> Iterator[Reading]:
    report = told.record.report
    for voice, claim in told.book.add(told.record, value.span, claims):
        yield Reading(
            row=value.row,
            voice=voice,
            value=value.value,
            keys=value.keys,
            report=report.id,
            published=report.published,
            span=value.span,
            quote=told.quote(value.span),
            low=value.low,
            high=value.high,
            approx=value.approx,
            precision=value.precision,
            side=value.side,
            denied=value.denied,
            event=MentionKey(report.id, told.event.id),
            claim=claim,
            point=value.point,
            stands_for=value.stands_for,
        )


def _when(told: Told) -> Iterator[Value]:
    when, days = told.event.when, days_of(told.event)
    if when is not None and days is not None:
        precision = "day" if days.length == 1 else "days" if days.length <= 3 else "period"
        yield Value("when", when.text, when.span, frozenset(), days.first, days.last, precision=precision)


def _where(told: Told) -> Iterator[Value]:
    for place in told.event.places:
        point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
        yield Value("where", place.text, place.span, _place_keys(place), precision=place.precision or "", point=point)


def _place_keys(place: Place) -> frozenset[str]:
    keys = {fold(place.text).strip()}
    return frozenset(keys | ({f"g{place.geonameid}"} if place.geonameid is not None else set()))


def _what(told: Told) -> Iterator[Value]:
    event = told.event
    if class_of(event.type).name == "toll":
        return
    # Who denies having done it denies the doer; who denies without a doer denies the deed.
    denied = event.reality == "negated" and not event.initiators
    yield Value("what", event.trigger.text, event.trigger.span, frozenset({event.type}), denied=denied)


def _by_whom(told: Told) -> Iterator[Value]:
    for mention in told.event.initiators:
        precision = "suspected" if mention.suspected else ""
        denied = told.event.reality == "negated"
        yield Value(
            "by_whom",
            mention.text,
            mention.span,
            party_keys(mention),
            precision=precision,
            denied=denied,
            said_by=_own_claims(told, mention),
            stands_for=_antecedent(mention),
        )


def _own_claims(told: Told, mention: Mention) -> tuple[Claim, ...] | None:
    """The claims in which the doer speaks of its own deed (« le GSIM a revendiqué l'attaque »); ``None`` for none."""
    spans = [mention.span, *([mention.refers_to.span] if mention.refers_to else [])]
    own = tuple(
        claim
        for claim in told.record.claims
        if claim.id in told.event.claims
        and any(source.span and source.span.overlaps(span) for source in claim.sources for span in spans)
    )
    return own or None


def _to_whom(told: Told) -> Iterator[Value]:
    for mention in told.event.targets:
        # Of those who died the text does not say that they were aimed at (« neuf civils ont trouvé la mort »).
        toll = class_of(told.event.type).name == "toll"
        sides = () if toll else told.words.sides_of(named(mention))
        keys = party_keys(mention) | {f"#{side}" for side in sides}
        yield Value(
            "to_whom",
            mention.text,
            mention.span,
            frozenset(keys),
            denied=told.event.reality == "negated",
            stands_for=_antecedent(mention),
        )


def _antecedent(mention: Mention) -> str:
    return mention.refers_to.text if mention.refers_to else ""


def _with_what(told: Told) -> Iterator[Value]:
    for mention in told.event.means:
        yield Value("with_what", mention.text, mention.span, _weapon_keys(mention.text))


def _weapon_keys(text: str) -> frozenset[str]:
    return words_of(text) | {f"^{word}" for word in proper_words(text)}


def _named_words(told: Told) -> Iterator[Value]:
    """What parties are called, where it is a name or a word with a distance or a judgement."""
    labels = [label.span for label in told.record.labels]
    pronouns = _pronouns(told.record.report.language)
    for mention in (*told.event.initiators, *told.event.targets):
        if mention.text.casefold() in pronouns:
            continue  # « nous » calls nobody anything, whoever it stands for
        if mention.party or any(span.overlaps(mention.span) for span in labels) or proper_words(mention.text):
            yield Value("words", mention.text, mention.span, words_of(mention.text))


@cache
def _pronouns(language: str) -> frozenset[str]:
    """Personal pronouns of a language; none for one without a table of function words."""
    if not (DATA / language / "function_words.tsv").is_file():
        return frozenset()
    words = load_function_words(language)
    return words.speaker_pronoun | words.first_or_second_person | words.impersonal


MAKERS: tuple[Callable[[Told], Iterator[Value]], ...] = (
    _when,
    _where,
    _what,
    _by_whom,
    _to_whom,
    _with_what,
    count_values,
    thing_values,
    _named_words,
)


def unknown_readings(record: Record, members: Iterable[str], book: VoiceBook) -> Iterator[Reading]:
    """What the report says it does not know of the happening: an unknown belongs to the last mention before it."""
    inside = set(members)
    starts = sorted((event.trigger.span.start, event.id) for event in record.events)
    for unknown in record.unknowns:
        before = [event for start, event in starts if start <= unknown.span.end]
        if (before and before[-1] in inside) or (not before and starts and starts[0][1] in inside):
            start, end = sentence_around(record.report.text, unknown.span.start)
            for voice, claim in book.add(record, unknown.span):
                yield Reading(
                    row="unknown",
                    voice=voice,
                    value=unknown.text,
                    keys=frozenset({unknown.about}),
                    report=record.report.id,
                    published=record.report.published,
                    span=unknown.span,
                    quote=record.report.text[start:end].strip(),
                    claim=claim,
                )


def fate_readings(record: Record, members: Iterable[str], book: VoiceBook) -> Iterator[Reading]:
    """What a report of the incident says, outside its mentions, of people who were released."""
    inside, words = set(members), load_sides(record.report.language)
    for event in record.events:
        if event.type in FATES and event.id not in inside and event.reality == "actual":
            told = Told(record, event, book, words)
            for target in event.targets:
                span = Span(
                    min(target.span.start, event.trigger.span.start), max(target.span.end, event.trigger.span.end)
                )
                value = record.report.text[span.start : span.end]
                claims = claims_over(record, event.trigger.span, event.claims) or None
                yield from _said(told, Value("released", value, span, words_of(named(target)), said_by=claims), claims)


def collect_readings(record: Record, members: Iterable[str], book: VoiceBook) -> list[Reading]:
    """All readings of the mentions of one report, in the order of the text, each value once per voice."""
    words = load_sides(record.report.language)
    inside = set(members)
    found: dict[tuple[str, str, Span], Reading] = {}
    for event in record.events:
        if event.id in inside:
            for reading in readings_of(Told(record, event, book, words)):
                found.setdefault((reading.row, reading.voice, reading.span), reading)
    for reading in unknown_readings(record, inside, book):
        found.setdefault((reading.row, reading.voice, reading.span), reading)
    return sorted(found.values(), key=lambda reading: (reading.span, reading.row))
