"""Mentions → readings: each value with the voice that gives it and the words it stands on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from selon.lexicon.folding import fold
from selon.lexicon.sides import SideWords, load_sides
from selon.link.classes import class_of
from selon.link.facts import days_of, words_of
from selon.link.rows import sentence_around
from selon.link.voices import VoiceBook, chain_of, claims_over
from selon.model import Claim, EventMention, Figure, Mention, Place, PlainMention, Record, Span
from selon.model.accounts import COUNT_ROWS, Reading
from selon.model.incidents import MentionKey

MAX_NUMBER_GAP = 15
"""Characters between a number and the thing that it counts (« 74 le nombre de camions »)."""
APPROX_SHARE = 0.15
"""How far from a number said to be approximate the real one may be: « près de 40 » of 34 to 46."""
ROUND_SHARE = 0.2
"""The same for a number noun, which is told by tens: « une trentaine » of 24 to 36."""
FATES = ("population.release",)
"""Events that tell what became of people counted as missing or taken."""
THING_EVENTS = ("coercion.destruction", "coercion.weapons_seizure")


@dataclass(frozen=True, slots=True)
class Told:
    """One mention within its record, and the tools that read it."""

    record: Record
    event: EventMention
    book: VoiceBook
    words: SideWords

    def quote(self, span: Span) -> str:
        """The sentence around a passage."""
        start, end = sentence_around(self.record.report.text, span.start)
        return self.record.report.text[start : max(end, span.end)].strip()


@dataclass(frozen=True, slots=True)
class Value:
    """A reading without its voice."""

    row: str
    value: str
    span: Span
    keys: frozenset[str]
    low: int | None = None
    high: int | None = None
    approx: bool = False
    precision: str = ""
    side: str = ""
    denied: bool = False
    point: tuple[float, float] | None = None
    said_by: tuple[Claim, ...] | None = None


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
            named(mention),
            mention.span,
            party_keys(mention),
            precision=precision,
            denied=denied,
            said_by=_own_claims(told, mention),
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
        yield Value("to_whom", named(mention), mention.span, frozenset(keys), denied=told.event.reality == "negated")


def _with_what(told: Told) -> Iterator[Value]:
    for mention in told.event.means:
        yield Value("with_what", mention.text, mention.span, _weapon_keys(mention.text))


def _weapon_keys(text: str) -> frozenset[str]:
    return words_of(text) | {f"^{word}" for word in proper_words(text)}


def _counts(told: Told) -> Iterator[Value]:
    for figure in told.event.figures:
        low, high = limits_of(figure, told.record.report.language)
        yield Value(
            figure.kind,
            figure.text,
            figure.span,
            frozenset(),
            low,
            high,
            approx=figure.approx,
            precision=precision_of(figure),
            side=_counted(told, figure),
        )
    if told.event.type == "toll.casualties" and told.event.reality == "negated" and not told.event.figures:
        for mention in told.event.targets:
            sides = told.words.sides_of(mention.text)
            side = sides[0] if sides else "people"
            yield Value("killed", mention.text, mention.span, frozenset(), 0, 0, side=side, denied=True)


def _counted(told: Told, figure: Figure) -> str:
    """Whom a figure counts. Of the dead, « trois des blessés » are some; of the wounded they are all."""
    sides = told.words.sides_of(figure.who or figure.text)
    if figure.kind == "killed":
        return {"hurt": "part"}.get(sides[0], sides[0]) if sides else "people"
    return next((side for side in sides if side != "hurt"), "people")


def limits_of(figure: Figure, language: str = "fr") -> tuple[int | None, int | None]:
    """Least and greatest number that a figure's words allow, an approximate one widened."""
    if not figure.approx or figure.min is None or figure.max is None:
        return figure.min, figure.max
    share = ROUND_SHARE if _by_tens(figure.text, language) else APPROX_SHARE
    return round(figure.min * (1 - share)), round(figure.max * (1 + share))


@cache
def _number_nouns(language: str) -> frozenset[str]:
    from selon.lexicon import available_languages, load

    if language not in available_languages():
        return frozenset()
    return frozenset(form for form, word in load(language).numbers.words.items() if word.approx)


def _by_tens(text: str, language: str) -> bool:
    return bool(_number_nouns(language) & set(re.findall(r"\w+", fold(text))))


def precision_of(figure: Figure) -> str:
    """How precisely the words count."""
    if figure.approx:
        return "approximate"
    if figure.min is None or figure.max is None:
        return "at most" if figure.min is None else "at least"
    return "exact" if figure.min == figure.max else "range"


@cache
def _number_pattern(language: str) -> re.Pattern[str] | None:
    from selon.lexicon import available_languages, load

    if language not in available_languages():
        return None
    words = load(language)
    bounds = sorted((b.words for b in words.figures.bounds if b.place == "before"), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w-])(?:(?P<bound>{'|'.join(map(re.escape, bounds))}) )?(?P<number>{words.numbers.pattern})(?![\w-])"
    )


def _things(told: Told) -> Iterator[Value]:
    """Numbers of things destroyed or taken: the number that stands before the thing in its sentence."""
    pattern = _number_pattern(told.record.report.language)
    if told.event.type not in THING_EVENTS or pattern is None:
        return
    text = told.record.report.text
    for mention in told.event.targets:
        start = max(sentence_around(text, mention.span.start)[0], mention.span.start - 5 * MAX_NUMBER_GAP)
        before = fold(text[start : mention.span.start])
        found = list(pattern.finditer(before))
        if found and len(before) - found[-1].end() <= MAX_NUMBER_GAP:
            yield from _thing(told, mention, found[-1], start)


def _thing(told: Told, mention: Mention, match: re.Match[str], offset: int) -> Iterator[Value]:
    from selon.lexicon import load

    lexicon = load(told.record.report.language)
    quantity = lexicon.numbers.read(match["number"])
    if quantity is None or quantity.value < 2:
        return
    effect = next((b.effect for b in lexicon.figures.bounds if b.words == match["bound"]), "exact")
    low, high, precision = _bounded(quantity.value, effect, quantity.approx)
    span = Span(offset + match.start(), mention.span.end)
    value = told.record.report.text[span.start : span.end]
    yield Value("things", value, span, words_of(mention.text), low, high, precision=precision)


def _bounded(value: int, effect: str, approx: bool) -> tuple[int | None, int | None, str]:
    if effect in ("more_than", "digits_more_than", "at_least"):
        return value + (effect != "at_least"), None, "at least"
    if effect in ("less_than", "at_most"):
        return None, value - (effect == "less_than"), "at most"
    if approx or effect == "about":
        return round(value * (1 - APPROX_SHARE)), round(value * (1 + APPROX_SHARE)), "approximate"
    return value, value, "exact"


def _named_words(told: Told) -> Iterator[Value]:
    """What parties are called, where it is a name or a word with a distance or a judgement."""
    labels = [label.span for label in told.record.labels]
    for mention in (*told.event.initiators, *told.event.targets):
        if mention.party or any(span.overlaps(mention.span) for span in labels) or proper_words(mention.text):
            yield Value("words", mention.text, mention.span, words_of(mention.text))


MAKERS: tuple[Callable[[Told], Iterator[Value]], ...] = (
    _when,
    _where,
    _what,
    _by_whom,
    _to_whom,
    _with_what,
    _counts,
    _things,
    _named_words,
)


def named(mention: Mention) -> str:
    """What a mention calls its party, a pronoun by what it stands for."""
    return mention.refers_to.text if mention.refers_to else mention.text


def proper_words(text: str) -> frozenset[str]:
    """Words with a capital or a digit, folded: what makes a name or a make of weapon."""
    found = re.findall(r"[\w-]+", text)
    return frozenset(fold(word) for word in found if any(letter.isupper() or letter.isdigit() for letter in word))


def party_keys(mention: Mention | PlainMention) -> frozenset[str]:
    """What a party is compared by: its id, else one that its exact name has, and its words."""
    text = named(mention) if isinstance(mention, Mention) else mention.text
    party = mention.party if isinstance(mention, Mention) else None
    found = {f"@{party}"} if party else {f"@{one}" for one in parties_named(text)}
    return frozenset(found | words_of(text) | {f"^{word}" for word in proper_words(text)})


@cache
def parties_named(text: str) -> tuple[str, ...]:
    """Ids of the one party whose name these words are; empty for none, or for several."""
    from selon.lexicon import load

    tokens = tuple(re.findall(r"[\w]+", fold(text)))
    ids = {name.party for name in load("fr").parties.named(tokens)}
    return tuple(ids) if len(ids) == 1 else ()


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


def is_count(row: str) -> bool:
    """Whether a row counts people or things."""
    return row in COUNT_ROWS or row == "things"
