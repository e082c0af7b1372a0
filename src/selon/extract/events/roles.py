"""Who does it to whom: the dependents of a trigger and of the verbs that carry it."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.authors import linked_doers
from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import carriers, support_kinds
from selon.extract.events.carrying import Roles, add_carrier
from selon.extract.events.instruments import is_instrument, take_instruments
from selon.extract.events.kinds import FIGHTERS
from selon.extract.events.mentions import is_happening
from selon.extract.events.nearby import after_date, nearest, partners, towards
from selon.extract.events.owners import company, owner, ranks, sufferers
from selon.extract.events.relations import may_act, oblique, related, weapon_owners
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import (
    VERBAL,
    WORDS,
    children,
    complement,
    is_nominal,
    is_passive,
    is_time,
    path_up,
    preposition,
)
from selon.extract.events.words import Reading

__all__ = ["Roles", "find_roles"]

_GROUND = frozenset({"place"})
_VIOLENT = ("battle.armed_clash", "remote_violence.", "violence_against_civilians.")


def find_roles(reading: Reading, candidate: Candidate) -> Roles:
    """The doers and targets that the sentence gives to one candidate."""
    roles = Roles()
    rule = candidate.row.roles
    for relation in rule.initiator:
        if candidate.verbal or not roles.initiators:
            roles.initiators += related(reading, candidate, relation, doer=True)
    for relation in rule.target:
        roles.targets += related(reading, candidate, relation, doer=False)
    _add_of_frame(reading, candidate, roles)
    if not candidate.verbal:
        _add_of_noun(reading, candidate, roles)
    if not roles.targets or candidate.kind in {"kill", "toll"}:
        roles.targets += _aims(reading, candidate)
    roles.targets += company(candidate, roles.targets) + ranks(reading, candidate)
    _settle(reading, candidate, roles)
    return roles


def _settle(reading: Reading, candidate: Candidate, roles: Roles) -> None:
    """Add partners and weapons' owners, take out what is no doer or target, and tell the presumed from the named."""
    roles.initiators = partners(roles.initiators)
    roles.targets = partners(roles.targets)
    take_instruments(reading, candidate, roles.initiators)
    fired = [t for t in roles.initiators if t.i in reading.means]
    roles.initiators += [o for t in fired for o in weapon_owners(reading, t) if o not in roles.initiators]
    _drop(reading, roles, candidate)
    doubted = [t for t in roles.initiators if _is_doubted(reading, t)]
    roles.initiators = [t for t in roles.initiators if t not in doubted]
    roles.suspects += doubted


def _named_noun(candidate: Candidate) -> Token | None:
    """The noun among the trigger words of a frame (« embuscade » in « tomber dans une embuscade »)."""
    if candidate.row.pos != "frame":
        return None
    last = candidate.anchor.doc[candidate.end - 1]
    return last if last.pos_ == "NOUN" else None


def _add_of_frame(reading: Reading, candidate: Candidate, roles: Roles) -> None:
    noun = _named_noun(candidate)
    if noun is None or noun == candidate.anchor or roles.initiators:
        return
    roles.initiators += [t for t in complement(noun, WORDS.by) if "place" not in reading.kinds(t)]
    for carrier in carriers(reading, noun):
        add_carrier(reading, candidate, carrier, roles)


def _add_of_noun(reading: Reading, candidate: Candidate, roles: Roles) -> None:
    """What verbs, blame, possessives and the order of the words tell of a noun of happening."""
    noun, rule = candidate.anchor, candidate.row.roles
    if candidate.row.pos == "frame" and not roles.initiators and any(map(_is_of, rule.initiator)):
        last = noun.doc[candidate.end - 1]
        roles.initiators += [t for t in complement(last, WORDS.of) if may_act(reading, t, doer=True)]
    for carrier in carriers(reading, noun):
        add_carrier(reading, candidate, carrier, roles)
    doers, suspects = linked_doers(reading, noun)
    if not roles.initiators:
        roles.initiators += [t for t in doers if t not in suspects]
    roles.suspects += suspects
    if not roles.initiators and not roles.suspects:
        roles.initiators += [o for i, _ in candidate.weapons for o in weapon_owners(reading, reading.doc[i])]
    if not roles.initiators and not roles.suspects and rule.initiator:
        roles.initiators += _adjectival_doers(reading, noun)
    _add_misplaced(roles)
    if not roles.targets:
        roles.targets += sufferers(noun)
    if not roles.initiators and not roles.suspects and "par" in rule.initiator:
        roles.initiators += nearest(reading, noun, "par")
    if not roles.targets and any(map(_is_of, rule.target)):
        roles.targets += after_date(noun)
    for word in ("contre", "sur", "avec"):
        if not roles.targets and word in rule.target:
            protest = candidate.row.type.startswith("unrest.protest")
            roles.targets += [t for t in nearest(reading, noun, word) if reading.kinds(t) or not protest]
    own_deed = any(map(_is_of, rule.initiator)) or not any(map(_is_of, rule.target))
    if not roles.targets and "contre" in rule.target:
        roles.targets += towards(reading, noun)
    meanwhile = candidate.row.type == "battle.armed_clash" and any(t.lower_ in WORDS.during for t in path_up(noun, 3))
    if (("avec" in rule.target and roles.targets) or meanwhile) and not roles.initiators:
        roles.initiators += _clause_party(reading, noun)
    possessor = owner(noun, deed=own_deed)
    if possessor is not None:
        mine = roles.initiators if own_deed else roles.targets
        if not mine and (rule.initiator or not own_deed):
            mine.append(possessor)


def _clause_party(reading: Reading, noun: Token) -> list[Token]:
    """« les rebelles ont pris la ville après des combats avec l'armée »: one of two parties is the clause's subject."""
    verb = next((t for t in path_up(noun)[1:] if t.pos_ == "VERB"), None)
    subject = None if verb is None or is_passive(verb) else clause_subject(verb)
    if subject is None or subject in path_up(noun) or not reading.kinds(subject) & FIGHTERS:
        return []
    return [subject]


def _is_of(relation: str) -> bool:
    return relation.partition("_")[0] == "de"


def _add_misplaced(roles: Roles) -> None:
    """« l'assassinat d'un juge par des miliciens »: a doer or target that the parser hung on the other one."""
    for target in list(roles.targets):
        if not roles.initiators:
            roles.initiators += [c for c in children(target, "nmod", "obl") if preposition(c) in WORDS.by]
    for doer in list(roles.initiators):
        if not roles.targets:
            roles.targets += [c for c in children(doer, "nmod", "obl") if preposition(c) in WORDS.against]


def _drop(reading: Reading, roles: Roles, candidate: Candidate) -> None:
    """Weapons, days, orders, the trigger itself and what is already a target are no doers."""
    itself = set(range(candidate.start, candidate.end))
    targets = {t.i for t in roles.targets}
    if "inner" in candidate.row.roles.target:
        itself -= targets
    keep = "self" in candidate.row.roles.initiator

    def acts(token: Token) -> bool:
        if token.i in itself or token.i in targets or token.i in reading.means or is_instrument(candidate, token):
            return False
        if candidate.verbal and not is_nominal(token) and token.pos_ != "DET" and not _is_doing(reading, token):
            return False
        if token.pos_ == "NOUN" and (reading.kinds(token) == _GROUND or token.lemma_.lower() in WORDS.voice_noun):
            return False  # « loin de la frontière, qui a fait trois morts », « selon l'armée et une source »
        return not is_time(token) and token.lemma_.lower() not in WORDS.control_noun

    if candidate.row.type == "coercion.sentence":
        roles.targets = [t for t in roles.targets if not is_happening(reading, t)]
    if candidate.verbal:
        roles.targets = [t for t in roles.targets if not _is_deed(reading, t)]
    roles.initiators = [t for t in roles.initiators if keep or acts(t)]
    roles.targets = [t for t in roles.targets if t.i not in reading.means and t.i not in itself and not is_time(t)]


def _aims(reading: Reading, candidate: Candidate) -> list[Token]:
    """« une grenade lancée contre un poste »: what a weapon of the happening was fired or thrown at."""
    found: list[Token] = []
    for i, _ in candidate.weapons:
        for verb in children(reading.doc[i], "acl"):
            if "launch" in support_kinds(reading, verb):
                found += oblique(reading, verb, "contre")
                found += oblique(reading, verb, "sur")
    return [t for t in found if t.i not in reading.placed or t.pos_ == "NOUN"]


def _is_doubted(reading: Reading, doer: Token) -> bool:
    """« menés vraisemblablement par l'armée »: an adverb that presumes the doer stands with its verb."""
    words = reading.lexicon.reality["suspect_marker"]
    return doer.head.pos_ in VERBAL and any(c.pos_ == "ADV" and reading.is_any(c, words) for c in doer.head.children)


def _is_deed(reading: Reading, noun: Token) -> bool:
    """« repousser une attaque »: a noun of violence, to which nobody does any."""
    rows = (row for key in reading.keys[noun.i] for row in reading.lexicon.nouns.get(key, ()))
    return noun.pos_ == "NOUN" and any(r.kind == "deed" and r.gate <= 2 and r.type.startswith(_VIOLENT) for r in rows)


def _adjectival_doers(reading: Reading, noun: Token) -> list[Token]:
    """« une frappe israélienne », « un raid jihadiste »."""
    heads = {noun.i, *(c.i for c in noun.rights if c.i in reading.means)}
    found = []
    for token in noun.doc[noun.i + 1 : noun.i + 5]:
        if token.is_sent_start or token.is_punct or token.pos_ in VERBAL:
            break
        if token.head.i not in heads or token.pos_ not in {"ADJ", "NOUN", "PROPN"} or preposition(token):
            continue
        if _is_doing(reading, token):
            found.append(token)
    return found


def _is_doing(reading: Reading, adjective: Token) -> bool:
    """Whether an adjective tells who does it: a nationality, or one of fighters (« jihadiste »)."""
    keys = frozenset(reading.keys[adjective.i])
    return bool(keys & reading.lexicon.demonyms or reading.kinds(adjective) & (FIGHTERS - {"armed"}))
