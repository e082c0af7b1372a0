"""Which party a mention of a source, an initiator or a target means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TypeVar

from selon.lexicon.parties import Party, PartyTable
from selon.lexicon.party_names import cut
from selon.model import Claim, EventMention, Mention, Record, Source
from selon.resolve.party_choice import Setting
from selon.resolve.party_phrases import read_phrase

M = TypeVar("M", Source, Mention)
# Tokens of the longest name looked for when countries are counted; longer ones hold a shorter one.
LONGEST_NAME = 6
ROVING = frozenset({"outlet", "news_agency", "ngo", "monitor"})


def resolve_party(
    text: str,
    *,
    table: PartyTable,
    countries: Sequence[str] = (),
    on: date | None = None,
    seen: Collection[str] = frozenset(),
) -> Party | None:
    """The party that ``text`` names.

    A name is matched whole, folded, never by likeness. Words that may stand before it are set aside (« agence Sana »);
    a body is composed from its head noun and country (« police nigériane »); a spokesman, member or fighter stands for
    the body named after him; an office stands for its holder on ``on``, where the table knows him, else for its body.

    Args:
        text: The noun phrase, with or without article.
        table: The parties.
        countries: ISO codes of the countries that the report speaks of, the most prominent first.
        on: Day of publication; ``None`` where it is not known.
        seen: Ids of parties that the report names elsewhere in full.

    Returns:
        ``None`` for no party of the table, and for a name that country and date leave open.
    """
    day = None if on is None else on.isoformat()
    return read_phrase(Setting(table, tuple(countries), day, frozenset(seen)), text)


def annotate(mention: M, setting: Setting, *, language: str = "fr") -> M:
    """``mention`` with ``party`` and ``name``, read from what it refers to where it is an anaphor.

    Args:
        mention: A source or a mention; one without words, or resolved already, comes back as it is.
        setting: What is known of the report.
        language: Language of ``name``.
    """
    return _with_party(mention, partial(read_phrase, setting), language)


def _with_party(mention: M, read: Callable[[str], Party | None], language: str) -> M:
    text = mention.refers_to.text if mention.refers_to is not None else mention.text
    if not text or mention.party is not None:
        return mention
    party = read(text)
    return mention if party is None else replace(mention, party=party.id, name=party.name(language))


def named_countries(text: str, table: PartyTable) -> tuple[str, ...]:
    """ISO codes of the countries that ``text`` speaks of, the most frequent first.

    Counted are names, adjectives and capitals of states, and the home of every party that is named in full. Words that
    leave the country open (« congolais »), and outlets and associations, which report from anywhere, do not count.
    """
    pieces = cut(text)
    tokens = tuple([piece.folded for piece in pieces])
    counts: Counter[str] = Counter()
    at, names, adjectives = 0, table.widths, table.bodies.adjective_starts
    while at < len(tokens):
        if tokens[at] not in names and tokens[at] not in adjectives:
            at += 1  # most tokens are neither
            continue
        width, code = _country_at(table, tokens, at, pieces[at].written)
        if code:
            counts[code] += 1
        at += width
    return tuple(code for code, _ in counts.most_common())


def _country_at(table: PartyTable, tokens: tuple[str, ...], at: int, written: str) -> tuple[int, str]:
    """The longest name or adjective at ``at``: its tokens, at least 1, and its country, ``""`` for none."""
    # two tokens at least: adjectives (« sud coréen ») are no names
    longest = min(max(table.widths.get(tokens[at], 0), 2), LONGEST_NAME, len(tokens) - at)
    for width in range(longest, 0, -1):
        part = tokens[at : at + width]
        codes = table.bodies.adjectives.get(part)
        if codes is None:
            names = [name for name in table.index.get(part, ()) if not name.weak and name.fits(written, width)]
            if not names:
                continue
            codes = tuple({_home(table, name.party) for name in names})
        return width, codes[0] if len(codes) == 1 and codes[0].isupper() else ""
    return 1, ""


def _home(table: PartyTable, id: str) -> str:
    row = table.rows.get(id)
    if row is None:
        return id[:2]
    return "" if row["kind"] in ROVING else row["country"][:2]


def annotate_record(record: Record, *, table: PartyTable, countries: Sequence[str] | None = None) -> Record:
    """``record`` with ``party`` and ``name`` on its sources, initiators and targets, wherever they can be told.

    What the report names in full settles what it names in short: after « l'armée malienne », « l'armée » is Mali's.

    Args:
        record: A record; its report's text and date are read.
        table: The parties.
        countries: The report's countries, most prominent first; ``None`` counts those that its text names.
    """
    found = _countries(record, table) if countries is None else tuple(countries)
    day = record.report.published
    setting = Setting(table, found, None if day is None else day[:10])
    first = _annotated(record, setting)
    seen = frozenset(_parties(first))
    return _annotated(record, replace(setting, seen=seen)) if seen else first


def _countries(record: Record, table: PartyTable) -> tuple[str, ...]:
    """The countries that the text names, then those of its places."""
    named = named_countries(record.report.text, table)
    places = [place.country for event in record.events for place in event.places if place.country]
    return tuple(dict.fromkeys((*named, *places)))


def _annotated(record: Record, setting: Setting) -> Record:
    language = record.report.language
    # a report names the same few parties again and again
    doer = cache(partial(read_phrase, setting))
    target = cache(partial(read_phrase, replace(setting, towns=False)))

    def of_claim(claim: Claim) -> Claim:
        sources = tuple([_with_party(source, doer, language) for source in claim.sources])
        return claim if sources == claim.sources else replace(claim, sources=sources)

    def of_event(event: EventMention) -> EventMention:
        initiators = tuple([_with_party(mention, doer, language) for mention in event.initiators])
        targets = tuple([_with_party(mention, target, language) for mention in event.targets])
        same = initiators == event.initiators and targets == event.targets
        return event if same else replace(event, initiators=initiators, targets=targets)

    claims, events = tuple(map(of_claim, record.claims)), tuple(map(of_event, record.events))
    return replace(record, claims=claims, events=events)


def _parties(record: Record) -> set[str]:
    mentions = [source.party for claim in record.claims for source in claim.sources]
    mentions += [mention.party for event in record.events for mention in (*event.initiators, *event.targets)]
    return {party for party in mentions if party is not None}
