"""Conditions on how a word is used: with a number, a place, a weapon, a lifting, an order."""

from __future__ import annotations

from selon.extract.events.antecedents import antecedent
from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import carriers
from selon.extract.events.contexts import is_deadly_context
from selon.extract.events.kinds import FIGHTERS, PEOPLE, any_kind, is_named, is_somebody, phrase_kinds
from selon.extract.events.participants import has_possessive
from selon.extract.events.roles import Roles
from selon.extract.events.surroundings import complements_of, has_armed_words, objects_of, sentence_says
from selon.extract.events.syntax import WORDS, auxiliaries, base, children, is_passive, is_reflexive, preposition
from selon.extract.events.words import Reading

# Tokens after a verb within which words said in answer begin (tuning sets).
_SPOKEN = 4


def arms(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether it is done to weapons."""
    things = [*roles.targets, *objects_of(candidate), *complements_of(candidate)]
    return any_kind(reading, things, frozenset({"arms"})) or any(t.i in reading.means for t in things)


def council(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the sentence speaks of a parliament or council."""
    return sentence_says(reading, candidate, "council")


def active(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """A finite verb or an infinitive, no participle that has become an adjective (« groupe armé »)."""
    return candidate.anchor.pos_ in {"VERB", "AUX"} and (
        bool(auxiliaries(candidate.anchor)) or candidate.anchor.morph.get("VerbForm") != ["Part"]
    )


def death(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether somebody's death is told."""
    if roles.targets:
        return any(is_somebody(reading, t) for t in roles.targets)
    return has_possessive(candidate.anchor) or candidate.anchor.lower_ != "mort"


def bound(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « crime » stands for a deed of the report."""
    noun = candidate.anchor
    if any(c.morph.get("PronType") == ["Dem"] for c in noun.lefts) or roles.targets:
        return True
    return any("doer" in carrier.kinds for carrier in carriers(reading, noun))


def besieged(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « siège » is of a place, imposed or lifted."""
    noun = candidate.anchor
    if base(noun) == "appos":
        return False
    things = complements_of(candidate)
    if things:
        return any(is_named(t) or "place" in reading.kinds(t) for t in things)
    return any(carrier.kinds & {"doer", "sufferer"} for carrier in carriers(reading, noun)) or bool(
        reading.is_any(noun.head, reading.lexicon.reality["lifting"])
    )


def crowded(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the sentence or the report speaks of demonstrators."""
    return sentence_says(reading, candidate, "protest") or bool(
        reading.lexicon.reality["crowd_word"] & reading.vocabulary
    )


def town(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a place is taken."""
    things = [antecedent(t) for t in objects_of(candidate)] if candidate.verbal else complements_of(candidate)
    if candidate.verbal and not things and is_passive(candidate.anchor):
        things = list(children(candidate.anchor, "nsubj"))
    return any("place" in phrase_kinds(reading, t) or (is_named(t) and not reading.kinds(t) & PEOPLE) for t in things)


def shoot(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « tirer » is to shoot."""
    verb = candidate.anchor
    if is_reflexive(verb) or any(t.i not in reading.means for t in objects_of(candidate)):
        return False
    return bool(roles.targets or candidate.weapons) or (
        not is_passive(verb) and not list(children(verb, "obl", "obj", "xcomp"))
    )


def operation(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """« opération » with a name is a mission that lasts, no deed, unless it begins, ends or is led.

    One without a name is an operation of troops only among other words of conflict, or where it takes one up.
    """
    noun = candidate.anchor
    doc = noun.doc
    after = doc[noun.i + 1].lower_ if noun.i + 1 < len(doc) else ""
    pointed = after in {"«", '"'} or any(
        c.morph.get("PronType") == ["Dem"] or c.lower_ in WORDS.demonstrative for c in noun.lefts
    )
    if not pointed and not has_armed_words(reading, candidate):
        return False
    if noun.i + 1 >= len(doc) or noun.text.isupper():
        return True
    named = doc[noun.i + 1].text[:1].isupper() or any(is_named(c) and not preposition(c) for c in noun.rights)
    if not named:
        return True
    return any("doer" in c.kinds for c in carriers(reading, noun)) or reading.is_any(
        noun.head, reading.lexicon.reality["ending"]
    )


def use(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a weapon is used, not only held."""
    return reading.is_any(candidate.anchor.head, reading.lexicon.reality["using"])


def aid(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether relief goods are meant."""
    words = reading.lexicon.reality["relief"]
    return any(reading.is_any(t, words) for t in candidate.anchor.subtree)


def pact(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the sentence speaks of a truce or accord."""
    return sentence_says(reading, candidate, "pact")


def fallen(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether fighters fell."""
    return bool(auxiliaries(candidate.anchor)) and any_kind(reading, roles.targets, FIGHTERS)


def fallen_town(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a place fell."""
    subject = list(children(candidate.anchor, "nsubj"))
    return any("place" in reading.kinds(t) or t.i in reading.placed for t in subject) and not objects_of(candidate)


def missing(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « manquer » goes with « appel »."""
    return sentence_says(reading, candidate, "missing")


def forbidden(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « autoriser » is negated."""
    return any(reading.is_any(c, reading.lexicon.reality["negator_word"]) for c in candidate.anchor.children)


def reflexive(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the verb stands with « se », or with the « nous » of « nous nous sommes repliés »."""
    verb = candidate.anchor
    words = [c.lower_ for c in verb.lefts]
    return is_reflexive(verb) or any(words.count(w) > 1 for w in WORDS.we_you) or not WORDS.elided_me.isdisjoint(words)


def irreflexive(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether the verb stands without « se », or the « nous » of « nous attaquer au problème »."""
    verb = candidate.anchor
    clitic = any(c.lower_ in WORDS.person_clitic for c in verb.lefts)
    own = clitic and any(preposition(c) in WORDS.to for c in children(verb, "obl", "nmod"))
    return not own and not is_reflexive(verb)


def armed_answer(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « riposter », « répliquer » have weapons, fighters or other words of conflict beside them."""
    if candidate.weapons or any_kind(reading, roles.initiators, FIGHTERS | {"troops", "crowd"}):
        return True
    return has_armed_words(reading, candidate)


def violent(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether deaths or damage may be of violence."""
    victims = any_kind(reading, roles.targets, frozenset({"armed"}))
    return is_deadly_context(reading, candidate, armed_victims=victims)


def mutual(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether two parties clash, or the clash cost lives."""
    return len(roles.initiators) > 1 or any("cause" in c.kinds for c in carriers(reading, candidate.anchor))


def unspoken(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether « riposter », « répliquer » answer with arms, not with words."""
    verb = candidate.anchor
    if base(verb) == "parataxis" or any(base(c) in {"ccomp", "iobj"} for c in verb.children):
        return False
    after = verb.doc[verb.i + 1 : verb.i + _SPOKEN]
    return not any(t.lower_ == ":" or t.lower_ in WORDS.that for t in after)


def _goes_with(reading: Reading, candidate: Candidate, kind: str) -> bool:
    """Whether a word of one kind of ``event_reality.tsv`` depends on the trigger."""
    words = reading.lexicon.reality[kind]
    return any(reading.is_any(t, words) for t in candidate.anchor.subtree if t.i > candidate.anchor.i)


def signals(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether signals or communications are jammed."""
    return _goes_with(reading, candidate, "signal")


def recruits(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether fighters are recruited, by whom or of whom it is told."""
    fighters = any_kind(reading, [*roles.initiators, *roles.targets], FIGHTERS)
    return fighters or (not roles.initiators and _goes_with(reading, candidate, "recruit"))


def quits(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether ground is given up."""
    return _goes_with(reading, candidate, "quit")


def enters(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether fighters enter a settlement."""
    if not any_kind(reading, roles.initiators, FIGHTERS | {"troops"}):
        return False
    ways = [c for c in children(candidate.anchor, "obl", "nmod") if preposition(c) in WORDS.inside | WORDS.to]
    return any("place" in reading.kinds(t) for t in ways)
