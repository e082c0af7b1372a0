"""What stands to a trigger in one of the relations of ``event_roles.tsv``: subject, object, weapon, prepositions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.events.antecedents import antecedent
from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.kinds import FIGHTERS
from selon.extract.events.nearby import agents, between, next_after
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    WORDS,
    auxiliaries,
    base,
    children,
    complement,
    is_nominal,
    is_participle,
    is_passive,
    is_time,
    preposition,
)
from selon.extract.events.words import Reading

_PREPOSITIONS = {
    "direction": frozenset({"en direction de", "direction"}),
    "de": frozenset({"de"}),
    "contre": frozenset({"contre"}),
}


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
        return [o for i, _ in candidate.weapons for o in weapon_owners(reading, reading.doc[i])]
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
        return list(complement(verb.doc[candidate.end - 1], frozenset({"de"})))
    found = list(oblique(reading, verb, relation))
    if not found and candidate.row.pos == "frame" and candidate.end - 1 != verb.i:
        found = list(oblique(reading, verb.doc[candidate.end - 1], relation))
    return found


def _is_plainly_passive(verb: Token) -> bool:
    """« a été reprise », « reprise par »: no verb of movement whose perfect looks like a passive."""
    return any(a.lower_ in WORDS.passive_mark for a in auxiliaries(verb)) or any(
        c.dep_ == "obl:agent" and preposition(c) == "par" for c in verb.rights
    )


def _inner(candidate: Candidate) -> list[Token]:
    """The last noun of a frame: « prisonniers » in « échange de prisonniers »."""
    last = candidate.anchor.doc[candidate.end - 1]
    return [last] if candidate.row.pos == "frame" and last.pos_ in {"NOUN", "PROPN"} else []


def _subject(verb: Token) -> list[Token]:
    subject = clause_subject(verb)
    return [] if subject is None else [subject]


def objects(verb: Token, passive: bool) -> list[Token]:
    """What a verb acts on: its objects, or its subject where it is passive."""
    if passive:
        return _subject(verb)
    found = [antecedent(c) for c in children(verb, "obj", "iobj") if _is_object(c)]
    found = found or _bare_objects(verb) or _displaced_objects(verb) or _shared_objects(verb)
    if not found and base(verb) == "acl" and is_nominal(verb.head) and _object_relative(verb):
        return [verb.head]
    return found + _further_objects(verb) if found else found


def _is_object(child: Token) -> bool:
    """No reflexive or adverbial pronoun, no day, no predicate (« brûler vifs »)."""
    if child.lower_ in WORDS.no_object or is_time(child):
        return False
    return child.pos_ != "ADJ" or any(base(c) in {"det", "nummod", "case"} for c in child.lefts)


def _displaced_objects(verb: Token) -> list[Token]:
    """An object that was taken for a second subject, or hung on another verb because a date stands before it."""
    subjects = [c for c in children(verb, "nsubj") if c.pos_ in NOMINAL]
    if len(subjects) > 1 and subjects[0].i < verb.i < subjects[-1].i:
        return [subjects[-1]]
    doc, i = verb.doc, verb.i + 1
    while (
        i < len(doc) and not doc[i].is_sent_start and (doc[i].lower_ == "," or is_time(doc[i]) or is_time(doc[i].head))
    ):
        i += 1
    if i == verb.i + 1 or i >= len(doc) or doc[i].is_sent_start or doc[i].pos_ not in {"DET", "NUM"}:
        return []
    head = doc[i].head
    doubled = base(head) == "nsubj" and any(base(c) == "nsubj" and c.i < verb.i for c in head.head.lefts)
    fits = head.i > i and (base(head) == "obj" or doubled) and head.pos_ in {"NOUN", "PROPN"}
    return [head] if fits else []


def _shared_objects(verb: Token) -> list[Token]:
    """« l'avoir torturé et tué »: a pronoun before the first of two verbs is the object of both."""
    if base(verb) != "conj" or not is_participle(verb) or verb.head.pos_ not in VERBAL:
        return []
    return [
        c
        for c in children(verb.head, "obj")
        if c.pos_ == "PRON" and c.i < verb.head.i and c.lower_ not in WORDS.no_object
    ]


def _further_objects(verb: Token) -> list[Token]:
    """« les a libérés, ainsi que deux autres otages »."""
    kinds = {"NOUN", "PROPN", "ADJ"}
    return [c for c in verb.rights if c.pos_ in kinds and any(t.lower_ in WORDS.as_well for t in c.lefts)]


def _bare_objects(verb: Token) -> list[Token]:
    """Objects that a parser took for something else: nouns without preposition, « des » read as one."""
    found = []
    for child in verb.rights:
        if child.pos_ == "ADV" and child.lower_ in WORDS.quantity_adverb and any(c.i > child.i for c in child.rights):
            found.append(child)
        if base(child) not in {"obl", "nmod", "xcomp", "conj", "dep"} or child.pos_ not in {"NOUN", "PROPN"}:
            continue
        by = preposition(child)
        partitive = by == "de" and child.left_edge.lower_ == "des" and child.left_edge.i - verb.i <= 3
        if not is_time(child) and (partitive or (not by and any(base(c) in {"det", "nummod"} for c in child.lefts))):
            found.append(child)
    return found[:1]


def _object_relative(verb: Token) -> bool:
    return any(c.lower_ in WORDS.object_relative for c in verb.lefts)


def weapon_owners(reading: Reading, weapon: Token) -> Iterator[Token]:
    """Who fires a weapon, as its own complement says: « les roquettes des rebelles »."""
    for owner in complement(weapon, frozenset({"de"})):
        if reading.kinds(owner) & FIGHTERS or owner.pos_ == "PROPN":
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
    wanted = _PREPOSITIONS.get(name, frozenset({name}))
    fired = [c for obj in children(verb, "obj") if obj.i in reading.means for c in obj.rights]
    for child in (*verb.children, *(fired if name in {"contre", "sur"} else ())):
        if (
            is_nominal(child)
            and (child.lower_ != "direction" or name == "direction")
            and base(child) in {"obl", "nmod", "iobj"}
        ):
            if preposition(child) == "en" and child.lower_ == name == "direction":
                yield from complement(child, _PREPOSITIONS["de"])
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
        return [t for t in complement(noun, frozenset({"par", "de la part de"})) if "place" not in reading.kinds(t)]
    name, _, condition = relation.partition("_")
    wanted = _PREPOSITIONS.get(name, frozenset({name}))
    found = [t for t in complement(noun, wanted) if _suits(reading, t, condition)]
    return [t for t in found if may_act(reading, t, doer=doer) or (relation == "à" and t.pos_ == "PROPN" and not doer)]


def may_act(reading: Reading, token: Token, *, doer: bool) -> bool:
    """Whether a complement can be a party: no weapon, no day, no measure; a doer is no town unless it stands for one."""
    if token.i in reading.means or is_time(token) or (token.like_num and token.pos_ != "NUM"):
        return False
    if token.pos_ == "PROPN" and token.i in reading.placed:
        return False
    if doer:
        return bool(reading.kinds(token) - {"place", "arms"}) or token.pos_ in {"PRON", "PROPN"}
    return token.pos_ in NOMINAL or is_nominal(token)
