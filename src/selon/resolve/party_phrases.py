"""From a noun phrase to a party: names, what stands before them, and bodies composed from a head noun and a country.

The grammar is small on purpose: every word of the phrase must be accounted for, or the phrase stays unresolved.
``armée syrienne``, ``ministère russe de la Défense``, ``agence officielle Sana``, ``porte-parole du gouvernement malien``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selon.lexicon.parties import Party
from selon.lexicon.party_names import cut
from selon.lexicon.party_words import PartyWord
from selon.resolve.party_choice import Setting, choose, closest

# Bodies of these kinds, and all others but states and persons, may own an army, a ministry or a spokesman.
_NO_OWNER = frozenset({"person"})
# "ministre indien de la Défense Rajnath Singh" has eight words; a longer phrase is a clause that was cut badly.
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of a noun phrase, folded and as written."""

    folded: tuple[str, ...]
    written: tuple[str, ...]

    def __getitem__(self, part: slice) -> Phrase:
        return Phrase(self.folded[part], self.written[part])

    def __len__(self) -> int:
        return len(self.folded)


def phrase_of(text: str) -> Phrase:
    """The tokens of ``text``."""
    pieces = cut(text)
    return Phrase(tuple(folded for folded, _ in pieces), tuple(written for _, written in pieces))


@dataclass(slots=True)
class _Reading:
    """What the words after a head noun say."""

    countries: tuple[str, ...] | None = None
    topic: str = ""
    owner: Party | None = None
    rest: Phrase | None = None


def _senses(setting: Setting, phrase: Phrase, at: int, *roles: str) -> Iterator[PartyWord]:
    for word in setting.table.words.at(phrase.folded, at):
        if word.role in roles:
            yield word


def _first(setting: Setting, phrase: Phrase, at: int, *roles: str) -> PartyWord | None:
    return next(_senses(setting, phrase, at, *roles), None)


def _named(setting: Setting, phrase: Phrase, *, has_article: bool = False) -> Party | None:
    """The party that the whole phrase names."""
    names = [name for name in setting.table.named(phrase.folded) if name.fits(phrase.written[0], len(phrase))]
    return choose(setting, names, has_article=has_article)


def _is_name(setting: Setting, phrase: Phrase, *, weak: bool = True) -> bool:
    """Whether the whole phrase is a name; a weak one may be something else."""
    names = setting.table.named(phrase.folded)
    return any(name.fits(phrase.written[0], len(phrase)) for name in names if weak or not name.weak)


def _adjective(setting: Setting, phrase: Phrase, at: int) -> tuple[tuple[str, ...], int]:
    """Whom the adjective at ``at`` means and how many tokens it takes; ``((), 0)`` where there is none."""
    adjectives = setting.table.bodies.adjectives
    for width in (2, 1):
        found = adjectives.get(phrase.folded[at : at + width])
        if found and len(phrase.folded) >= at + width:
            return found, width
    return (), 0


def _skip(setting: Setting, phrase: Phrase, *roles: str) -> tuple[Phrase, bool]:
    """``phrase`` without leading words of ``roles``, and whether there were any."""
    skipped = False
    while len(phrase) > 1 and (word := _first(setting, phrase, 0, *roles)) and len(word.tokens) < len(phrase):
        phrase, skipped = phrase[len(word.tokens) :], True
    return phrase, skipped


def _cut_end(setting: Setting, phrase: Phrase) -> Phrase:
    """``phrase`` up to a word that begins where, why or for whom."""
    for at in range(1, len(phrase)):
        if _first(setting, phrase, at, "end") and not _topic_after(setting, phrase, at):
            return phrase[:at]
    return phrase


def _topic_after(setting: Setting, phrase: Phrase, at: int) -> bool:
    """« à la Défense » in « secrétaire américain à la Défense » says what the office is for, not where."""
    of = _first(setting, phrase, at, "of")
    after = at + len(of.tokens) if of else at
    return after > at and after < len(phrase) and _first(setting, phrase, after, "topic") is not None


def _prefix_length(setting: Setting, phrase: Phrase, at: int) -> tuple[int, tuple[str, ...]]:
    """Tokens at ``at`` that may stand before a proper name, and the country that they name; 0 where they may not."""
    adjective, width = _adjective(setting, phrase, at)
    if width:
        return width, adjective
    roles = ("title", "genre", "office", "portfolio", "topic", "member", "modifier", "former", "body", "of", "article")
    word = _first(setting, phrase, at, *roles)
    return (len(word.tokens) if word else 0), ()


def _owner_length(setting: Setting, phrase: Phrase, at: int) -> int:
    """Tokens of the longest known name at ``at`` that leaves some for the person: « chef du Hamas Ismaïl Haniyeh »."""
    return next((end - at for end in range(len(phrase) - 1, at, -1) if _is_name(setting, phrase[at:end])), 0)


def _name_starts(setting: Setting, phrase: Phrase) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Where a proper name may begin after words that may stand before one: index, countries named, whether "de" comes last."""
    at, countries, linked = 0, (), False
    while at < len(phrase):
        if at:
            yield at, countries, linked
        width, named = _prefix_length(setting, phrase, at)
        if linked and (owner := _owner_length(setting, phrase, at)):
            at, linked = at + owner, False
            continue
        if not width:
            return
        countries = countries or named
        of = _first(setting, phrase, at, "of") is not None
        linked = of or (linked and _first(setting, phrase, at, "article") is not None)
        at += width


def _after_prefix(setting: Setting, phrase: Phrase) -> Party | None:
    """« agence officielle Sana », « président russe Vladimir Poutine »: the name, when all before it may stand there.

    The word before is set aside only when it agrees: « journaliste américain » before a Russian's name is no title of his.
    """
    for at, countries, linked in _name_starts(setting, phrase):
        if linked or not phrase.written[at][:1].isupper():
            continue
        inside = replace(setting, countries=(*countries, *setting.countries)) if len(countries) == 1 else setting
        party = _named(inside, phrase[at:], has_article=_first(setting, phrase, at - 1, "article") is not None)
        if party is None or party.kind == "state":
            continue
        if countries and party.countries and not set(countries) & set(party.countries):
            continue
        return party
    return None


def _looks_like_name(phrase: Phrase) -> bool:
    """Capitals all through, particles aside: « Tagelsirr al-Hebr », « Le Drian »."""
    return len(phrase) > 0 and phrase.written[0][:1].isupper() and phrase.written[-1][:1].isupper()


def _read_tail(setting: Setting, phrase: Phrase) -> _Reading:
    """The words after a head noun: adjective, topic, owner, in any order; what is left over goes to ``rest``."""
    reading, at = _Reading(), 0
    while at < len(phrase):
        found, width = _adjective(setting, phrase, at)
        if width and reading.countries is None:
            reading.countries = found
            at += width
            continue
        if (word := _first(setting, phrase, at, "topic")) and not reading.topic:
            reading.topic = word.value
            at += len(word.tokens)
            continue
        if word := _first(setting, phrase, at, "modifier"):
            at += len(word.tokens)
            continue
        width = _read_owner(setting, phrase, at, reading)
        if not width:
            break
        at += width
    reading.rest = phrase[at:] if at < len(phrase) else None
    return reading


def _read_owner(setting: Setting, phrase: Phrase, at: int, reading: _Reading) -> int:
    """« de la Défense », « du Mali », « de l'ONU » at ``at``; tokens read, 0 where it is something else."""
    of = _first(setting, phrase, at, "of")
    if of is None:
        return 0
    after = at + len(of.tokens)
    while after < len(phrase) and (article := _first(setting, phrase, after, "article")):
        after += len(article.tokens)
    if after >= len(phrase):
        return 0
    if (topic := _first(setting, phrase, after, "topic")) and not reading.topic:
        reading.topic = topic.value
        return after + len(topic.tokens) - at
    if reading.owner is not None:
        return 0
    for end in range(len(phrase), after, -1):
        party = _named(replace(setting, towns=True), phrase[after:end])
        if party is not None and party.kind not in _NO_OWNER:
            reading.owner = party
            return end - at
    return 0


def _bodies(setting: Setting, reading: _Reading, institution: str) -> list[Party]:
    """What a body of that kind may be, by the country or owner read; all countries of the report where none was."""
    owner = reading.owner
    if owner is not None and owner.kind not in ("state", "government"):
        return [owner]
    codes = owner.countries if owner is not None else reading.countries
    if codes is None:
        codes = tuple(setting.countries) if len(setting.countries) == 1 else ()
        known = {id.partition("-")[0] for id in setting.seen if id.endswith(f"-{institution}")}
        codes = codes or (tuple(known) if len(known) == 1 else ())
    found = []
    for code in codes:
        party = setting.table.body(code, institution) or setting.table.party(code)
        if party is not None:
            found.append(party)
    return found


def _one(setting: Setting, parties: Sequence[Party]) -> Party | None:
    return parties[0] if len(parties) == 1 else closest(setting, parties)


def _holder(setting: Setting, office: str, party: Party) -> Party | None:
    """Who held the office on the report's day; ``None`` where the day or the term is not known, or two claim it."""
    of = party.countries[0] if party.countries and party.id.startswith(f"{party.countries[0]}-") else party.id
    terms = setting.table.terms.get((office, of), ())
    if setting.on is None:
        return None
    held = {term.person for term in terms if term.since[: len(setting.on)] <= setting.on <= (term.until or "9999")}
    return setting.table.party(held.pop()) if len(held) == 1 else None


def _composed(setting: Setting, phrase: Phrase, *, may_name: bool) -> Party | None:
    """« armée syrienne », « ministre indien de la Défense », « présidence de l'UE »."""
    head = _first(setting, phrase, 0, "body", "office", "portfolio")
    if head is None:
        return None
    reading = _read_tail(setting, phrase[len(head.tokens) :])
    if reading.rest is not None and not ((may_name or head.role != "body") and _looks_like_name(reading.rest)):
        return None
    office = head.value if head.role == "office" else ""
    institution = setting.table.bodies.offices[office] if office else head.value
    if head.role == "portfolio":
        if not reading.topic:
            return None
        institution = f"{reading.topic}-ministry"
        office = f"{reading.topic}-minister" if head.value == "minister" else ""
    elif reading.topic:
        return None
    party = _one(setting, _bodies(setting, reading, institution))
    if party is None or not office or reading.rest is not None:
        return party
    return _holder(setting, office, party) or party


def _member(setting: Setting, phrase: Phrase) -> Party | None:
    """« porte-parole de l'armée », « combattants du Hamas », « soldats français »: the body behind the member."""
    for head in _senses(setting, phrase, 0, "member"):
        rest, _ = _skip(setting, phrase[len(head.tokens) :], "modifier")
        codes, width = _adjective(setting, rest, 0) if len(rest) else ((), 0)
        after = rest[width:]
        if len(after) and _first(setting, after, 0, "of"):
            inner, _ = _skip(setting, after, "of", "article")
            party = _whole(setting, inner, may_name=True)
            if party is not None and party.kind != "person" and not (codes and party.kind == "state"):
                return party
        elif width and not len(after) and (head.value or codes[0] in setting.table.rows and not codes[0].isupper()):
            return _one(setting, _bodies(setting, _Reading(countries=codes), head.value))
    return None


def _people(setting: Setting, phrase: Phrase) -> Party | None:
    """An adjective alone, in small letters, stands for the state: « israélienne » of a strike."""
    codes, width = _adjective(setting, phrase, 0)
    if width != len(phrase) or not phrase.written[0].islower():
        return None
    parties = [party for code in codes if (party := setting.table.party(code)) is not None]
    return _one(setting, parties)


def _whole(setting: Setting, phrase: Phrase, *, may_name: bool = False) -> Party | None:
    """The readings in order of trust."""
    short = _cut_end(setting, phrase)
    for part in dict.fromkeys((phrase, short)):
        if _is_name(setting, part):
            party = _named(setting, part)
            if party is not None or _is_name(setting, part, weak=False):
                return party
    return (
        _after_prefix(setting, phrase)
        or _after_prefix(setting, short)
        or _composed(setting, short, may_name=may_name)
        or _member(setting, short)
        or _people(setting, short)
    )


def read_phrase(setting: Setting, text: str) -> Party | None:
    """The party that a noun phrase names; ``None`` where it names none, or leaves it open which.

    Args:
        setting: What is known of the report.
        text: The phrase, with or without its article.
    """
    phrase = phrase_of(text)
    if not 0 < len(phrase) <= LONGEST:
        return None
    if _is_name(setting, phrase, weak=False):
        return _named(setting, phrase)
    bare, has_article = _skip(setting, phrase, "article")
    if has_article and (party := _named(setting, bare, has_article=True)):
        return party
    return _whole(setting, bare)
