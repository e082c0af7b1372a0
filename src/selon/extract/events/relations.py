"""What stands to a trigger in one of the relations of ``event_roles.tsv``: subject, object, weapon, prepositions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.kinds import FIGHTERS
from selon.extract.events.mentions import is_happening
from selon.extract.events.nearby import agents, between, next_after
from selon.extract.events.objects import objects
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import (
    NOMINAL,
    WORDS,
    auxiliaries,
    base,
    children,
    complement,
    is_nominal,
    is_passive,
    is_time,
    preposition,
)
from selon.extract.events.words import Reading

_HOLDERS = FIGHTERS | {"leader"}


def related(reading: Reading, candidate: Candidate, relation: str, *, doer: bool) -> list[Token]:
    """Heads of the phrases that stand to a candidate in a relation.

    Args:
        reading: The report.
        candidate: With its row set.
        relation: As in ``event_roles.tsv``.
        doer: The relation is to give initiators, not targets.
    """
    if candidate.verbal:
        return _of_verb(reading, candidate, relation, doer)
    return _of_noun(reading, candidate, relation, doer)


def _of_verb(reading: Reading, candidate: Candidate, relation: str, doer: bool) -> list[Token]:
    verb = candidate.anchor
    transitive = candidate.row.roles.target == ("obj",) or bool(candidate.weapons)
    passive = is_passive(verb) and (transitive or _is_plainly_passive(verb))
    if relation == "self":
        return [verb]
    if relation == "weapon":
        owners = [o for i, _ in candidate.weapons for o in weapon_owners(reading, reading.doc[i])]
        return owners if passive else [*owners, *(s for s in _subject(verb) if s.i not in reading.means)]
    if relation == "subj":
        return agents(verb) if doer and passive else _subject(verb)
    if relation == "obj":
        return objects(verb, passive)
    if relation == "obj_or_subj":
        return objects(verb, is_passive(verb))
    if relation == "inner":
        return _inner(candidate)
    if relation == "entre":
        return between(reading, verb)
    if candidate.row.pos == "frame" and relation == "à":
        return list(oblique(reading, verb, relation)) or next_after(verb.doc[candidate.end - 1], "à")
    if candidate.row.pos == "frame" and relation == "de":
        return list(complement(verb.doc[candidate.end - 1], WORDS.of))
    found = list(oblique(reading, verb, relation))
    if not found and candidate.row.pos == "frame" and candidate.end - 1 != verb.i:
        found = list(oblique(reading, verb.doc[candidate.end - 1], relation))
    return found


def _is_plainly_passive(verb: Token) -> bool:
    """« a été reprise », « reprise par »: no verb of movement whose perfect looks like a passive."""
    return any(a.lower_ in WORDS.passive_mark for a in auxiliaries(verb)) or any(
        c.dep_ == "obl:agent" and preposition(c) in WORDS.by for c in verb.rights
    )


def _inner(candidate: Candidate) -> list[Token]:
    """The last noun of a frame: « prisonniers » in « échange de prisonniers »."""
    last = candidate.anchor.doc[candidate.end - 1]
    return [last] if candidate.row.pos == "frame" and last.pos_ in {"NOUN", "PROPN"} else []


def _subject(verb: Token) -> list[Token]:
    subject = clause_subject(verb)
    return [] if subject is None else [subject]


def weapon_owners(reading: Reading, weapon: Token) -> Iterator[Token]:
    """Who fires a weapon, as its own complement says: « les roquettes des rebelles »."""
    for owner in complement(weapon, WORDS.of):
        if reading.kinds(owner) & _HOLDERS or owner.pos_ == "PROPN":
            yield owner
    for verb in children(weapon, "acl"):
        if "launch" in support_kinds(reading, verb):
            yield from agents(verb)
    for owner in children(weapon, "amod"):
        if owner.i > weapon.i and (frozenset(reading.keys[owner.i]) & reading.lexicon.demonyms):
            yield owner


def oblique(reading: Reading, verb: Token, relation: str) -> Iterator[Token]:
    """Complements of a verb after a preposition; no places, except where the preposition makes them a target."""
    name, _, condition = relation.partition("_")
    wanted = WORDS.direction if name == "direction" else frozenset({name})
    fired = [c for obj in children(verb, "obj") if obj.i in reading.means for c in obj.rights]
    for child in (*verb.children, *(fired if name in {"contre", "sur"} else ())):
        if (
            is_nominal(child)
            and (child.lower_ != "direction" or name == "direction")
            and base(child) in {"obl", "nmod", "iobj"}
        ):
            if preposition(child) in WORDS.in_ and child.lower_ == name == "direction":
                yield from complement(child, WORDS.of)
            elif preposition(child) in wanted and _suits(reading, child, condition):
                facility = name == "sur" and child.pos_ == "NOUN"
                if name in {"contre", "à"} or child.i not in reading.placed or facility:
                    yield child
        elif name == "à" and base(child) == "iobj" and child.pos_ == "PRON" and child.lower_ in WORDS.indirect:
            yield child


def _suits(reading: Reading, token: Token, condition: str) -> bool:
    kinds = reading.kinds(token)
    if condition == "armed":
        return bool(kinds & FIGHTERS) and "place" not in kinds
    if condition == "other":
        return not kinds & FIGHTERS or "place" in kinds
    if condition == "party":
        return token.pos_ == "PROPN" or bool(kinds)
    return True


def _of_noun(reading: Reading, candidate: Candidate, relation: str, doer: bool) -> list[Token]:
    noun = candidate.anchor
    if relation in {"self", "subj", "obj", "weapon"}:
        return [noun] if relation == "self" else []
    if relation == "inner":
        return _inner(candidate)
    if relation == "entre":
        return between(reading, noun)
    if relation == "par":
        return [t for t in complement(noun, WORDS.by) if "place" not in reading.kinds(t)]
    name, _, condition = relation.partition("_")
    wanted = WORDS.direction if name == "direction" else frozenset({name})
    found = [t for t in complement(noun, wanted) if _suits(reading, t, condition)]
    if name == "de" and not doer:
        found = [t for t in found if not _qualifies(reading, t)]
    return [t for t in found if may_act(reading, t, doer=doer) or (relation == "à" and t.pos_ == "PROPN" and not doer)]


def _qualifies(reading: Reading, noun: Token) -> bool:
    """« bombardements d'ampleur », « massacre de masse »: a bare singular that says what kind it is, not who suffers it."""
    if noun.pos_ != "NOUN" or reading.kinds(noun) or noun.i in reading.placed or noun.text[:1].isupper():
        return False
    if any(base(c) in {"det", "nummod"} for c in noun.lefts) or noun.doc[noun.i - 1].lower_ not in WORDS.bare_of:
        return False
    return noun.morph.get("Number") != ["Plur"] or is_happening(reading, noun)


def may_act(reading: Reading, token: Token, *, doer: bool) -> bool:
    """Whether a complement can be a party: no weapon, no day, no measure; a doer is no town unless it stands for one."""
    if token.i in reading.means or is_time(token) or (token.like_num and token.pos_ != "NUM"):
        return False
    if token.pos_ == "PROPN" and token.i in reading.placed:
        return False
    if doer:
        return bool(reading.kinds(token) - {"place", "arms"}) or token.pos_ in {"PRON", "PROPN"}
    return token.pos_ in NOMINAL or is_nominal(token)
