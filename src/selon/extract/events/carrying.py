"""What the verbs that carry a noun of happening tell of its doers and targets."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import Carrier
from selon.extract.events.nearby import agents, between
from selon.extract.events.objects import objects
from selon.extract.events.relations import oblique
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import WORDS, complement
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


def add_carrier(reading: Reading, candidate: Candidate, carrier: Carrier, roles: Roles) -> None:
    """What a verb that carries the noun gives it: its own subject, object, or the target of its preposition."""
    verb, kinds, passive = carrier.verb, carrier.kinds, carrier.passive
    doers = _carrying_doers(carrier)
    gives = kinds & {"doer", "claimed"} or ("pledge" in kinds and candidate.row.type.startswith(_PLEDGED))
    if gives and (passive or not carrier.noun_is_subject) and ("claimed" in kinds or not roles.initiators):
        roles.initiators += doers or (between(reading, verb) if passive and "doer" in kinds else [])
    if kinds & {"sufferer", "exposed"} and not passive and not carrier.noun_is_subject:
        roles.targets += doers
    if "aim" in kinds and carrier.noun_is_subject and not passive:
        roles.targets += objects(verb, False)
    if "aim" in kinds and carrier.noun_is_agent:
        roles.targets += objects(verb, True)
    if "opposes" in kinds and carrier.noun_is_subject and not passive and not roles.initiators:
        roles.initiators += [*objects(verb, False), *oblique(reading, verb, "à")]
    if "falling" in kinds and carrier.noun_is_subject:
        roles.targets += oblique(reading, verb, "sur")
    if "cause" in kinds and not passive and not roles.initiators:
        roles.initiators += [d for d in _subjects(verb) if d.pos_ == "PRON"]
    if "doer" in kinds and not roles.targets:
        for relation in ("contre", "sur"):
            roles.targets += oblique(reading, verb, relation)
    if "inflicts" in kinds and not roles.targets:
        roles.targets += list(complement(candidate.anchor, WORDS.to)) or list(oblique(reading, verb, "à"))


def _carrying_doers(carrier: Carrier) -> list[Token]:
    if carrier.passive:
        return agents(carrier.verb)
    return [] if carrier.noun_is_subject else _subjects(carrier.verb)


def _subjects(verb: Token) -> list[Token]:
    """The verb's subject, unless it is denied that there is one (« aucun groupe n'a revendiqué »)."""
    subject = clause_subject(verb)
    if subject is None or any(c.lower_ in WORDS.no_one for c in subject.lefts):
        return []
    return [subject]
