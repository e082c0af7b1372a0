"""Which party a mention of a source, an initiator or a target means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from selon.lexicon.parties import Party, PartyTable
from selon.lexicon.party_names import cut
from selon.model import Claim, EventMention, Mention, Record, Source
from selon.resolve.party_choice import Setting
from selon.resolve.party_phrases import read_phrase

M = TypeVar("M", Source, Mention)


def resolve_party(
    text: str,
    *,
    table: PartyTable,
    countries: Sequence[str] = (),
    on: date | None = None,
    seen: Collection[str] = frozenset(),
) -> Party | None:
    """The party that ``text`` names.

    A name is matched whole, folded, never by likeness. Words that may stand before it are set aside (« l'agence Sana »);
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
    text = mention.refers_to.text if mention.refers_to is not None else mention.text
    if text is None or mention.party is not None:
        return mention
    party = read_phrase(setting, text)
    return mention if party is None else replace(mention, party=party.id, name=party.name(language))


def named_countries(text: str, table: PartyTable) -> tuple[str, ...]:
    """ISO codes of the states that ``text`` speaks of, by name, adjective or capital, the most frequent first.

    Words that leave the country open (« congolais ») do not count.
    """
    tokens = [folded for folded, _ in cut(text)]
    counts: Counter[str] = Counter()
    for at in range(len(tokens)):
        for width in (3, 2, 1):
            code = _country(tuple(tokens[at : at + width]), table)
            if code:
                counts[code] += 1
                break
    return tuple(code for code, _ in counts.most_common())


def _country(tokens: tuple[str, ...], table: PartyTable) -> str | None:
    codes = table.bodies.adjectives.get(tokens, ())
    if not codes:
        names = table.index.get(tokens, ())
        codes = tuple({name.party[:2] for name in names if name.metonym or len(name.party) == 2})
    return codes[0] if len(codes) == 1 and codes[0].isupper() else None


def annotate_record(record: Record, *, table: PartyTable, countries: Sequence[str] | None = None) -> Record:
    """``record`` with ``party`` and ``name`` on its sources, initiators and targets, wherever they can be told.

    What the report names in full settles what it names in short: after « l'armée malienne », « l'armée » is Mali's.

    Args:
        record: A record; its report's text and date are read.
        table: The parties.
        countries: The report's countries, most prominent first; ``None`` counts those that its text names.
    """
    found = named_countries(record.report.text, table) if countries is None else tuple(countries)
    day = record.report.published
    setting = Setting(table, found, None if day is None else day[:10])
    first = _annotated(record, setting)
    seen = frozenset(_parties(first))
    return _annotated(first, replace(setting, seen=seen)) if seen else first


def _annotated(record: Record, setting: Setting) -> Record:
    language = record.report.language
    targeted = replace(setting, towns=False)

    def of_claim(claim: Claim) -> Claim:
        return replace(claim, sources=tuple(annotate(source, setting, language=language) for source in claim.sources))

    def of_event(event: EventMention) -> EventMention:
        initiators = tuple(annotate(mention, setting, language=language) for mention in event.initiators)
        targets = tuple(annotate(mention, targeted, language=language) for mention in event.targets)
        return replace(event, initiators=initiators, targets=targets)

    claims, events = tuple(map(of_claim, record.claims)), tuple(map(of_event, record.events))
    return replace(record, claims=claims, events=events)


def _parties(record: Record) -> set[str]:
    mentions = [source.party for claim in record.claims for source in claim.sources]
    mentions += [mention.party for event in record.events for mention in (*event.initiators, *event.targets)]
    return {party for party in mentions if party is not None}
