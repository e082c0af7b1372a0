"""From a noun phrase to a party: names, what stands before them, and bodies composed from a head noun and a country.

The grammar is small on purpose: every word of the phrase must be accounted for, or the phrase stays unresolved.
« armée syrienne », « ministère russe de la Défense », « agence officielle Sana », « porte-parole du gouvernement ».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selon.lexicon.parties import Party
from selon.lexicon.party_words import PartyWord
from selon.resolve.party_choice import Setting, closest
from selon.resolve.party_tokens import Phrase, adjective, cut_end, first, is_name, named, phrase_of, senses, skip

# "ministre indien de la Défense Rajnath Singh" has eight words; a longer phrase is a clause that was cut badly.
LONGEST = 16
# Heads that a person's name may follow: he holds the office.
_HELD = frozenset({"office", "portfolio"})


@dataclass(slots=True)
class _Reading:
    """What the words after a head noun say."""

    countries: tuple[str, ...] | None = None
    topic: str = ""
    owner: Party | None = None
    is_town: bool = False
    rest: Phrase | None = None


def _prefix_length(setting: Setting, phrase: Phrase, at: int) -> tuple[int, tuple[str, ...]]:
    """Tokens at ``at`` that may stand before a proper name, and the country that they name; 0 where they may not."""
    codes, width = adjective(setting, phrase, at)
    if width:
        return width, codes
    roles = (
        "title",
        "genre",
        "office",
        "portfolio",
        "topic",
        "member",
        "modifier",
        "former",
        "body",
        "of",
        "end",
        "article",
    )
    word = first(setting, phrase, at, *roles)
    return (len(word.tokens) if word else 0), ()


def _owner_length(setting: Setting, phrase: Phrase, at: int) -> int:
    """Tokens of the longest known name at ``at`` that leaves some for the person: « chef du Hamas Ismaïl Haniyeh »."""
    for end in range(len(phrase) - 1, at, -1):
        party = named(setting, phrase[at:end])
        if party is not None and party.kind != "person":
            return end - at
    return 0


def _name_starts(setting: Setting, phrase: Phrase) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Where a proper name may begin after words that may stand before one.

    Yields:
        Its index, the countries named before, and whether the name belongs to a "de" before it.
    """
    at, linked = 0, False
    countries: tuple[str, ...] = ()
    while at < len(phrase):
        if at:
            yield at, countries, linked
        width, codes = _prefix_length(setting, phrase, at)
        if linked and (owner := _owner_length(setting, phrase, at)):
            at, linked = at + owner, False
            continue
        if not width:
            return
        countries = countries or codes
        of = first(setting, phrase, at, "of", "end") is not None
        # « régime du président X »: the name belongs to what follows "du"; « porte-parole de l'armée X »: to the head
        linked = of or (linked and first(setting, phrase, at, "body", "genre", "member", "topic") is None)
        at += width


def _after_prefix(setting: Setting, phrase: Phrase) -> Party | None:
    """« agence officielle Sana », « président russe Vladimir Poutine »: the name, when all before it may stand there.

    What stands before must agree: « journaliste américain » before the name of a Russian is no title of his.
    """
    for at, countries, linked in _name_starts(setting, phrase):
        if linked or not phrase.written[at][:1].isupper():
            continue
        # « agence Sana » is no town; and the country named before the name is the first to decide whose it is
        nearer = (*countries, *setting.countries) if len(countries) == 1 else setting.countries
        inside = replace(setting, countries=nearer, towns=False)
        party = named(inside, phrase[at:], has_article=first(setting, phrase, at - 1, "article") is not None)
        if party is None or party.kind == "state":
            continue
        if party.kind == "person" and (_is_body(setting, phrase) or _is_his(setting, phrase, at, party)):
            continue
        if countries and party.countries and not set(countries) & set(party.countries):
            continue
        return party
    return None


def _is_body(setting: Setting, phrase: Phrase) -> bool:
    """Whether the head is a body and no holder of one: the name in « administration X » says whose it is."""
    return first(setting, phrase, 0, "body") is not None and first(setting, phrase, 0, "title", "office") is None


def _is_his(setting: Setting, phrase: Phrase, at: int, person: Party) -> bool:
    """« porte-parole de l'administration X » of a president speaks for his administration, and is not he."""
    before = first(setting, phrase, at - 1, "body")
    return before is not None and before.value == "government" and setting.in_office(person)


def _looks_like_name(phrase: Phrase) -> bool:
    """Capitals all through, particles aside: « Tagelsirr al-Hebr », « Le Drian »."""
    return len(phrase) > 0 and phrase.written[0][:1].isupper() and phrase.written[-1][:1].isupper()


def _read_tail(setting: Setting, phrase: Phrase) -> _Reading:
    """The words after a head noun: adjective, topic, owner, in any order; what is left over goes to ``rest``."""
    reading, at = _Reading(), 0
    while at < len(phrase):
        found, width = adjective(setting, phrase, at)
        if width and reading.countries is None:
            reading.countries = found
            at += width
            continue
        if (word := first(setting, phrase, at, "topic")) and not reading.topic:
            reading.topic = word.value
            at += len(word.tokens)
            continue
        if word := first(setting, phrase, at, "modifier"):
            at += len(word.tokens)
            continue
        width = _read_owner(setting, phrase, at, reading)
        if not width:
            break
        at += width
    rest = phrase[at:]
    if len(rest) and reading.owner is None and (whose := named(setting, rest)) and whose.kind == "person":
        reading.owner, rest = whose, rest[len(rest) :]
    reading.rest = rest if len(rest) else None
    return reading


def _read_owner(setting: Setting, phrase: Phrase, at: int, reading: _Reading) -> int:
    """« de la Défense », « du Mali », « de l'ONU » at ``at``; tokens read, 0 where it is something else."""
    of = first(setting, phrase, at, "of")
    if of is None:
        return 0
    after = at + len(of.tokens)
    while after < len(phrase) and (article := first(setting, phrase, after, "article")):
        after += len(article.tokens)
    if after >= len(phrase):
        return 0
    if (topic := first(setting, phrase, after, "topic")) and not reading.topic:
        reading.topic = topic.value
        return after + len(topic.tokens) - at
    if reading.owner is not None:
        return 0
    while after < len(phrase) - 1 and (title := first(setting, phrase, after, "title", "office")):
        after += len(title.tokens)
    for end in range(len(phrase), after, -1):
        party = named(replace(setting, towns=False), phrase[after:end])
        if party is None and (party := named(replace(setting, towns=True), phrase[after:end])):
            reading.is_town = True
        if party is not None:
            reading.owner = party
            return end - at
    return 0


def _bodies(setting: Setting, reading: _Reading, institution: str) -> list[Party]:
    """What a body of that kind may be, by the country or owner read; by the report where neither was."""
    codes = _owners(setting, reading.owner) if reading.owner is not None else reading.countries
    if codes is None:
        codes = _bare(setting, institution)
    found = [setting.table.body(code, institution) or setting.table.party(code) for code in codes]
    return [party for party in found if party is not None]


def _owners(setting: Setting, owner: Party) -> tuple[str, ...]:
    """Whose body it is: a state's own, a group's own, and of a person in office the state's (« régime de X »)."""
    if owner.kind == "person":
        return tuple({term.of for term in setting.table.held.get(owner.id, ()) if setting.holds(term)})
    return owner.countries[:1] if owner.kind in ("state", "government") else (owner.id,)


def _bare(setting: Setting, institution: str) -> tuple[str, ...]:
    """« l'armée » in a report of one country is that country's; of several, of the first if named in full too.

    Of presidents and ministers it is their names that tell: after « Emmanuel Macron », « le président » is France's.
    """
    if len(setting.countries) < 2:
        return tuple(setting.countries)
    home = f"{setting.countries[0]}-{institution}"
    offices = setting.table.bodies.offices
    held = (term for id in setting.seen for term in setting.table.held.get(id, ()) if setting.holds(term))
    bodies = {*setting.seen, *(f"{term.of}-{offices[term.office]}" for term in held)}
    return (setting.countries[0],) if {id for id in bodies if id.endswith(f"-{institution}")} == {home} else ()


def _one(setting: Setting, parties: Sequence[Party]) -> Party | None:
    return parties[0] if len(parties) == 1 else closest(setting, parties)


def _holder(setting: Setting, office: str, party: Party) -> Party | None:
    """Who held the office on the report's day; ``None`` where the day or the term is not known, or two claim it."""
    of = party.countries[0] if party.countries and party.id.startswith(f"{party.countries[0]}-") else party.id
    terms = setting.table.terms.get((office, of), ())
    held = {term.person for term in terms if setting.holds(term)}
    return setting.table.party(held.pop()) if len(held) == 1 else None


def _composed(setting: Setting, phrase: Phrase, *, may_name: bool) -> Party | None:
    """« armée syrienne », « ministre indien de la Défense », « présidence de l'UE »."""
    head = first(setting, phrase, 0, "body", "home", "office", "portfolio")
    if head is None:
        return None
    reading = _read_tail(setting, phrase[len(head.tokens) :])
    if reading.rest is not None and not ((may_name or head.role in _HELD) and _looks_like_name(reading.rest)):
        return None
    if head.role == "home" and reading.owner is None and reading.countries is None:
        reading.countries = tuple(setting.countries[:1])
    institution, office = _institution(setting, head, reading.topic)
    if not institution or (reading.is_town and institution not in setting.table.bodies.of_capitals):
        return None
    party = _one(setting, _bodies(setting, reading, institution))
    if party is None or not office or reading.rest is not None:
        return party
    return _holder(setting, office, party) or party


def _institution(setting: Setting, head: PartyWord, topic: str) -> tuple[str, str]:
    """The body and the office that a head noun and its topic name; ``""`` for no body, for no office."""
    if head.role == "portfolio":
        office = f"{topic}-minister" if head.value == "minister" else ""
        return (f"{topic}-ministry" if topic else ""), office
    if topic:
        return "", ""
    # an office of an organisation has no body of its own: it stands for the organisation
    return (setting.table.bodies.offices[head.value] or "-", head.value) if head.role == "office" else (head.value, "")


def _member(setting: Setting, phrase: Phrase) -> Party | None:
    """« porte-parole de l'armée », « combattants du Hamas », « soldats français »: the body behind the member."""
    for head in senses(setting, phrase, 0, "member"):
        rest, _ = skip(setting, phrase[len(head.tokens) :], "modifier")
        codes, width = adjective(setting, rest, 0) if len(rest) else ((), 0)
        after = rest[width:]
        if len(after) and first(setting, after, 0, "of"):
            inner, _ = skip(setting, after, "of", "article")
            party = _whole(setting, inner, may_name=True)
            if party is not None and party.kind != "person" and not (codes and party.kind == "state"):
                return party
        elif width and not len(after) and (head.value or not codes[0].isupper()):
            return _one(setting, _bodies(setting, _Reading(countries=codes), head.value))
    return None


def _people(setting: Setting, phrase: Phrase) -> Party | None:
    """An adjective alone, in small letters, stands for the state: « israélienne » of a strike."""
    codes, width = adjective(setting, phrase, 0)
    if width != len(phrase) or not phrase.written[0].islower():
        return None
    parties = [party for code in codes if (party := setting.table.party(code)) is not None]
    return _one(setting, parties)


def _whole(setting: Setting, phrase: Phrase, *, may_name: bool = False) -> Party | None:
    """The readings in order of trust, of the phrase as it is, then of it up to a word of place, time or purpose."""
    short = cut_end(setting, phrase)
    for part in dict.fromkeys((phrase, short)):
        if is_name(setting, part):
            party = named(setting, part)
            if party is not None or is_name(setting, part, weak=False):
                return party
        if party := _after_prefix(setting, part):
            return party
    return _composed(setting, short, may_name=may_name) or _member(setting, short) or _people(setting, short)


def read_phrase(setting: Setting, text: str) -> Party | None:
    """The party that a noun phrase names; ``None`` where it names none, or leaves it open which.

    Args:
        setting: What is known of the report.
        text: The phrase, with or without its article.
    """
    party = _read(setting, phrase_of(text))
    before, comma, _ = text.partition(",")
    return _read(setting, phrase_of(before)) if party is None and comma else party


def _read(setting: Setting, phrase: Phrase) -> Party | None:
    if not 0 < len(phrase) <= LONGEST:
        return None
    if is_name(setting, phrase, weak=False):
        return named(setting, phrase)
    bare, has_article = skip(setting, phrase, "article")
    if has_article and (party := named(setting, bare, has_article=True)):
        return party
    return _whole(setting, bare)
