"""Conditions on who takes part: what the doers and targets of a word must be for it to name a happening."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.contexts import has_count
from selon.extract.events.kinds import FIGHTERS, any_kind, is_named, is_somebody, phrase_kinds
from selon.extract.events.roles import Roles
from selon.extract.events.subjects import clause_subject
from selon.extract.events.surroundings import complements_of, has_armed_words, objects_of
from selon.extract.events.syntax import VERBAL, WORDS, base, children, complement, is_passive, is_reflexive, preposition
from selon.extract.events.words import Reading


def person(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the target, or the doer of a verb without one, is a person."""
    people = roles.targets if candidate.row.roles.target else roles.initiators
    people = [t for t in people if t.pos_ not in VERBAL]
    if not people:
        verb = candidate.anchor
        called = verb.head.pos_ == "NOUN" and reading.is_any(verb.head, reading.lexicon.reality["future_noun"])
        return is_passive(verb) or verb.morph.get("VerbForm") != ["Inf"] or called
    return any(is_somebody(reading, t) for t in people)


def moved(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether people are moved."""
    return any_kind(reading, [*roles.targets, *roles.initiators], frozenset({"moved", "civil", "captive"}))


def freed(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether it is persons that are freed, no place."""
    if not roles.targets:
        return candidate.verbal and is_passive(candidate.anchor)
    return any(is_somebody(reading, t) and "place" not in reading.kinds(t) for t in roles.targets)


def taken(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether people are led away by force, not brought to a hospital or led by somebody harmless."""
    if any(phrase_kinds(reading, t) and not phrase_kinds(reading, t) & FIGHTERS for t in roles.initiators):
        return False
    harmless = reading.lexicon.reality["refuge"]
    if any(reading.is_any(c, harmless) for c in children(candidate.anchor, "obl", "nmod")):
        return False
    named = any(is_named(t) for t in roles.initiators)
    return not named and person(reading, candidate, roles)


def captives(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether it is done to captives or fighters."""
    return any_kind(reading, [*roles.targets, *complements_of(candidate)], FIGHTERS | {"captive"})


def troops(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether troops are what is sent, moved or withdrawn."""
    near = [
        *roles.targets,
        *roles.initiators,
        *complements_of(candidate),
        *objects_of(candidate),
        *children(candidate.anchor, "amod"),
    ]
    if not candidate.verbal:
        near += [c for n in children(candidate.anchor, "nmod") for c in children(n, "nmod")]
    return any_kind(reading, near, FIGHTERS | {"troops"}) or any(
        reading.is_any(t, reading.lexicon.reality["military"]) for t in near
    )


def fighters(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the doer is armed or bears a name."""
    return any_kind(reading, roles.initiators, FIGHTERS | {"troops"}) or any(
        t.pos_ == "PROPN" and "civil" not in reading.kinds(t) for t in roles.initiators
    )


def fight(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether two parties fight each other."""
    return is_reflexive(candidate.anchor) or any_kind(reading, roles.targets, FIGHTERS)


def leaders(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether parties or office-holders take part."""
    near = [*roles.targets, *roles.initiators]
    if any(is_named(t) or phrase_kinds(reading, t) & (FIGHTERS | {"leader"}) for t in near):
        return True
    if any(t.i in reading.placed for t in complements_of(candidate)) and not candidate.verbal:
        return True
    words = reading.lexicon.reality["diplomatic"]
    return any(
        base(c) == "amod" and (reading.is_any(c, words) or set(reading.keys[c.i]) & reading.lexicon.demonyms)
        for c in candidate.anchor.children
    )


def ground(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether what is encircled is a place, people of the conflict, or not told."""
    if not roles.targets:
        return bool(roles.initiators) or is_passive(candidate.anchor)
    wanted = frozenset({"place", "civil", "armed", "rebel", "police", "troops"})
    return any(is_named(t) or phrase_kinds(reading, t) & wanted for t in roles.targets)


def leaving(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether troops leave, or ground is left."""
    things = complements_of(candidate)
    if not things:
        return has_possessive(candidate.anchor) or troops(reading, candidate, roles)
    ground = any("place" in phrase_kinds(reading, t) or t.i in reading.placed for t in things)
    return ground or troops(reading, candidate, roles)


def has_possessive(noun: Token) -> bool:
    """Whether « son », « leur » … goes with a noun."""
    return any(c.morph.get("Poss") == ["Yes"] for c in noun.lefts)


def backing(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether parties of a conflict are backed, or back one another."""
    near = [*roles.targets, *roles.initiators]
    if any_kind(reading, near, FIGHTERS | {"troops"}):
        return any(is_named(t) or phrase_kinds(reading, t) & (FIGHTERS | {"leader"}) for t in near)
    named = sum(is_named(t) for t in near)
    return named >= 2 or (named == 1 and any_kind(reading, near, frozenset({"leader"})))


def uprooting(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether inhabitants flee, no assailants."""
    kinds = [phrase_kinds(reading, t) for t in roles.targets]
    return any("moved" in k and not k & FIGHTERS for k in kinds)


def hosts(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """« reçoit son homologue », « a reçu le ministre »: parties on both sides, an office-holder among them."""
    sides = [
        [
            bool(phrase_kinds(reading, t) & {"leader"})
            for t in side
            if is_named(t) or phrase_kinds(reading, t) & {"leader"}
        ]
        for side in (roles.targets, roles.initiators)
    ]
    return all(sides) and any(any(side) for side in sides)


def abroad(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """« X, en visite à Y »: the noun before is an office-holder or a name."""
    head = candidate.anchor.head
    return is_named(head) or bool(phrase_kinds(reading, head) & {"leader"})


def refugees(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether those who move are refugees, migrants or displaced."""
    words = reading.lexicon.reality["uprooted"]
    return any(reading.is_any(t, words) for n in (*roles.targets, *roles.initiators) for t in n.subtree)


def ram(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a vehicle is driven at persons."""
    return any(phrase_kinds(reading, t) & {"civil", "crowd", "police", "armed"} for t in roles.targets)


def surrender(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « se rendre » is to give oneself up."""
    verb = candidate.anchor
    if not is_reflexive(verb) or any(base(c) in {"xcomp", "advmod", "ccomp"} for c in verb.rights):
        return False
    places = [c for c in children(verb, "obl", "nmod") if preposition(c) in WORDS.goal | WORDS.home]
    return all(phrase_kinds(reading, c) & FIGHTERS for c in places) and any_kind(reading, roles.initiators, FIGHTERS)


def travel(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « se rendre » is to go to a place."""
    verb = candidate.anchor
    return is_reflexive(verb) and any(preposition(c) in WORDS.goal for c in children(verb, "obl", "nmod"))


def visiting(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the noun depends on a word of awaiting or arriving."""
    head = candidate.anchor.head
    return reading.is_any(head, reading.lexicon.reality["expected"])


def counted(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the targets are counted."""
    return any(has_count(t) or t.pos_ == "NUM" for t in roles.targets)


def advance(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether armed parties move forward."""
    return not objects_of(candidate) and any_kind(reading, roles.initiators, FIGHTERS)


def bodily(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether persons, places or things are attacked, no views (« attaque la gestion de son prédécesseur »)."""
    if not roles.targets or candidate.weapons or any_kind(reading, roles.initiators, FIGHTERS | {"crowd"}):
        return True
    if base(candidate.anchor) == "parataxis":
        return False
    near = (candidate.anchor, *roles.targets)
    topics = [
        c
        for n in near
        for c in children(n, "obl", "nmod")
        if preposition(c) in WORDS.upon and c.i not in reading.placed
    ]
    if topics and all(t.pos_ == "PROPN" for t in (*roles.targets, *roles.initiators)):
        return False
    return any(is_somebody(reading, t) or phrase_kinds(reading, t) for t in roles.targets)


def hands(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether somebody is set upon by a group or by nobody named, not scolded by a person with a name."""
    if not roles.initiators or any_kind(reading, roles.initiators, FIGHTERS | {"crowd"}):
        return True
    return not any(is_named(t) or phrase_kinds(reading, t) & {"leader"} for t in roles.initiators)


def fought(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a fight is against people, not against a plan, a fire or an evil."""
    foes = roles.targets or list(complement(candidate.anchor, WORDS.fought_over))
    if foes:
        return any(is_somebody(reading, t) or phrase_kinds(reading, t) & {"place"} for t in foes)
    if candidate.verbal or candidate.anchor.morph.get("Number") == ["Plur"] or roles.initiators:
        return True
    if reading.is_any(candidate.anchor.head, reading.lexicon.reality["existence"]) or has_armed_words(
        reading, candidate
    ):
        return True
    return any(reading.is_any(c, reading.lexicon.reality["negator_word"]) for c in candidate.anchor.lefts)


def repressed(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether people or their protest are repressed, not offences."""
    words = reading.lexicon.reality["protest"]
    return not roles.targets or any(
        is_somebody(reading, t) or phrase_kinds(reading, t) or reading.is_any(t, words) for t in roles.targets
    )


def crowd_doer(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether demonstrators do it."""
    return any_kind(reading, roles.initiators, frozenset({"crowd"}))


def guest(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether an office-holder makes the visit: named with the noun, or the subject of its clause."""
    if leaders(reading, candidate, roles):
        return True
    subject = clause_subject(candidate.anchor.head)
    return subject is not None and bool(phrase_kinds(reading, subject) & {"leader"})
