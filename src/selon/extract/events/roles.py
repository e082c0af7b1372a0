"""Who does it to whom: the dependents of a trigger and of the verbs that carry it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from selon.extract.events.authors import linked_doers
from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import Carrier, carriers
from selon.extract.events.kinds import FIGHTERS
from selon.extract.events.nearby import after_date, agents, between, nearest, partners
from selon.extract.events.owners import company, owner, ranks
from selon.extract.events.relations import objects, oblique, related
from selon.extract.events.subjects import CONTROL_NOUNS, clause_subject
from selon.extract.events.syntax import (
    VERBAL,
    children,
    complement,
    is_reflexive,
    is_time,
    preposition,
)
from selon.extract.events.words import Reading

_PLEDGED = (
    "diplomacy.", "movement.", "population.aid", "population.release", "population.evacuation",
    "coercion.restriction",
)  # fmt: skip
"""Types of what a party that announces or promises it will do itself."""


@dataclass(slots=True)
class Roles:
    """Head tokens of the doers and targets; ``suspects`` are doers that the text only presumes."""

    initiators: list[Token] = field(default_factory=list)
    suspects: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)


def find_roles(reading: Reading, candidate: Candidate) -> Roles:
    """The doers and targets that the sentence gives to one candidate."""
    roles = Roles()
    rule = candidate.row.roles
    for relation in rule.initiator:
        roles.initiators += related(reading, candidate, relation, doer=True)
    for relation in rule.target:
        roles.targets += related(reading, candidate, relation, doer=False)
    _add_of_frame(reading, candidate, roles)
    if not candidate.verbal:
        _add_of_noun(reading, candidate, roles)
    roles.targets += company(candidate, roles.targets) + ranks(reading, candidate)
    roles.initiators = partners(roles.initiators)
    roles.targets = partners(roles.targets)
    _drop(reading, roles, candidate)
    return roles


def named_noun(candidate: Candidate) -> Token | None:
    """The noun among the trigger words of a frame (« embuscade » in « tomber dans une embuscade »)."""
    if candidate.row.pos != "frame":
        return None
    last = candidate.anchor.doc[candidate.end - 1]
    return last if last.pos_ == "NOUN" else None


def _add_of_frame(reading: Reading, candidate: Candidate, roles: Roles) -> None:
    noun = named_noun(candidate)
    if noun is None or noun == candidate.anchor or roles.initiators:
        return
    roles.initiators += [t for t in complement(noun, frozenset({"par"})) if "place" not in reading.kinds(t)]
    for carrier in carriers(reading, noun):
        _add_carrier(reading, candidate, carrier, roles)


def _add_of_noun(reading: Reading, candidate: Candidate, roles: Roles) -> None:
    """What verbs, blame, possessives and the order of the words tell of a noun of happening."""
    noun, rule = candidate.anchor, candidate.row.roles
    for carrier in carriers(reading, noun):
        _add_carrier(reading, candidate, carrier, roles)
    doers, suspects = linked_doers(reading, noun)
    if not roles.initiators:
        roles.initiators += [t for t in doers if t not in suspects]
    roles.suspects += suspects
    if not roles.initiators and not roles.suspects and rule.initiator:
        roles.initiators += _adjectival_doers(reading, noun)
    _add_misplaced(roles)
    if not roles.initiators and not roles.suspects and "par" in rule.initiator:
        roles.initiators += nearest(reading, noun, "par")
    if not roles.targets and any(map(_is_of, rule.target)):
        roles.targets += after_date(noun)
    if not roles.targets and "contre" in rule.target:
        found = nearest(reading, noun, "contre")
        roles.targets += (
            found if not candidate.row.type.startswith("unrest.protest") else [t for t in found if reading.kinds(t)]
        )
    own_deed = any(map(_is_of, rule.initiator)) or not any(map(_is_of, rule.target))
    possessor = owner(noun, deed=own_deed)
    if possessor is not None:
        mine = roles.initiators if own_deed else roles.targets
        if not mine and (rule.initiator or not own_deed):
            mine.append(possessor)


def _is_of(relation: str) -> bool:
    return relation.startswith("de")


def _add_misplaced(roles: Roles) -> None:
    """« l'assassinat d'un juge par des miliciens »: a doer or target that the parser hung on the other one."""
    for target in list(roles.targets):
        if not roles.initiators:
            roles.initiators += [c for c in children(target, "nmod", "obl") if preposition(c) == "par"]
    for doer in list(roles.initiators):
        if not roles.targets:
            roles.targets += [c for c in children(doer, "nmod", "obl") if preposition(c) == "contre"]


def _drop(reading: Reading, roles: Roles, candidate: Candidate) -> None:
    """Weapons, days, orders, the trigger itself and what is already a target are no doers."""
    itself = set(range(candidate.start, candidate.end))
    targets = {t.i for t in roles.targets}
    if "inner" in candidate.row.roles.target:
        itself -= targets
    keep = "self" in candidate.row.roles.initiator

    def acts(token: Token) -> bool:
        if token.i in itself or token.i in targets or token.i in reading.means:
            return False
        return not is_time(token) and token.lemma_.lower() not in CONTROL_NOUNS

    roles.initiators = [t for t in roles.initiators if keep or acts(t)]
    roles.targets = [t for t in roles.targets if t.i not in reading.means and t.i not in itself and not is_time(t)]


def _adjectival_doers(reading: Reading, noun: Token) -> list[Token]:
    """« une frappe israélienne », « un raid jihadiste »."""
    heads = {noun.i, *(c.i for c in noun.rights if c.i in reading.means)}
    found = []
    for token in noun.doc[noun.i + 1 : noun.i + 5]:
        if token.is_sent_start or token.is_punct or token.pos_ in VERBAL:
            break
        if token.head.i not in heads or token.pos_ not in {"ADJ", "NOUN", "PROPN"} or preposition(token):
            continue
        keys = frozenset(reading.keys[token.i])
        if keys & reading.lexicon.demonyms or reading.kinds(token) & (FIGHTERS - {"armed"}):
            found.append(token)
    return found


def _add_carrier(reading: Reading, candidate: Candidate, carrier: Carrier, roles: Roles) -> None:
    """What a verb that carries the noun gives it: its own subject, object, or the target of its preposition."""
    verb, kinds, passive = carrier.verb, carrier.kinds, carrier.passive
    doers = _carrying_doers(carrier)
    gives = kinds & {"doer", "claimed"} or ("pledge" in kinds and candidate.row.type.startswith(_PLEDGED))
    if gives and (passive or not carrier.noun_is_subject) and ("claimed" in kinds or not roles.initiators):
        roles.initiators += doers or (between(reading, verb) if passive and "doer" in kinds else [])
    if "sufferer" in kinds and not passive and not carrier.noun_is_subject:
        roles.targets += doers
    if "aim" in kinds and carrier.noun_is_subject and not passive:
        roles.targets += objects(verb, False)
    if "aim" in kinds and carrier.noun_is_agent:
        roles.targets += objects(verb, True)
    if "falling" in kinds and carrier.noun_is_subject and is_reflexive(verb):
        roles.targets += oblique(reading, verb, "sur")
    if "cause" in kinds and not passive and not roles.initiators:
        roles.initiators += [d for d in _subjects(verb) if d.pos_ == "PRON"]
    if "doer" in kinds and not roles.targets:
        for relation in ("contre", "sur"):
            roles.targets += oblique(reading, verb, relation)


def _carrying_doers(carrier: Carrier) -> list[Token]:
    if carrier.passive:
        return agents(carrier.verb)
    return [] if carrier.noun_is_subject else _subjects(carrier.verb)


def _subjects(verb: Token) -> list[Token]:
    """The verb's subject, unless it is denied that there is one (« aucun groupe n'a revendiqué »)."""
    subject = clause_subject(verb)
    if subject is None or any(c.lower_ in {"aucun", "aucune", "nul"} for c in subject.lefts):
        return []
    return [subject]
