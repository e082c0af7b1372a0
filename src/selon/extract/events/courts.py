"""Conditions on arrests, trials and sentences."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.kinds import FIGHTERS, any_kind, is_named, is_somebody
from selon.extract.events.participants import person
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import (
    WORDS,
    base,
    children,
    is_passive,
    preposition,
)
from selon.extract.events.words import Reading

# Tokens after a verb within which a predicate of its object stands (tuning sets).
_NEXT = 4


def tried(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a person stands before a court; an opinion (« jugé nécessaire ») is no trial."""
    verb = candidate.anchor
    if charged(reading, verb):
        return True
    if is_passive(verb):
        return not judged_so(verb) and (
            verb.head.lemma_ in WORDS.must or any(is_somebody(reading, t) for t in roles.targets)
        )
    if verb.morph.get("VerbForm") != ["Inf"]:
        if not any_kind(reading, roles.initiators, frozenset({"court"})) and not any(
            is_named(t) for t in roles.initiators
        ):
            return False
        if judged_so(verb):
            return False
    deeds = reading.lexicon.reality["terror"] if reading.is_any(verb, WORDS.judge_verb) else frozenset()
    return any(is_somebody(reading, t) or reading.is_any(t, deeds) for t in roles.targets)


def charged(reading: Reading, verb: Token) -> bool:
    """« condamné pour le meurtre de », « jugés pour terrorisme »: a charge goes with the verb."""
    words = reading.lexicon.reality["terror"]
    return any(preposition(c) in WORDS.for_ and reading.is_any(c, words) for c in children(verb, "obl", "nmod"))


def judged_so(verb: Token) -> bool:
    """« jugé responsable », « juge que »: an opinion, no trial."""
    return any(base(c) in {"xcomp", "ccomp"} and c.i > verb.i and c.i - verb.i < _NEXT for c in verb.children)


def trial(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a trial is about deeds or persons of the conflict."""
    words = [t for t in candidate.anchor.subtree if t.i > candidate.anchor.i]
    return any(reading.kinds(t) & (FIGHTERS | {"tried"}) for t in words) or any(
        reading.is_any(t, reading.lexicon.reality["terror"]) for t in words
    )


def detains(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « interpeller » is to stop and hold, not to call upon (« le collectif interpelle le ministre »)."""
    if is_passive(candidate.anchor) or not roles.initiators:
        return True
    holders = FIGHTERS | {"court"}
    return any_kind(reading, roles.initiators, holders) or any(t.pos_ == "PRON" for t in roles.initiators)


def executed(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a person or a sentence is executed, not a decision."""
    words = reading.lexicon.reality["penalty"]
    return person(reading, candidate, roles) or any(reading.is_any(t, words) for t in roles.targets)
