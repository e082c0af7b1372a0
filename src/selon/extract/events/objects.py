"""What a verb acts on: its objects, wherever a parser hung them."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.antecedents import antecedent
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    WORDS,
    auxiliaries,
    base,
    children,
    is_nominal,
    is_participle,
    is_time,
    preposition,
)


def objects(verb: Token, passive: bool) -> list[Token]:
    """What a verb acts on: its objects, or its subject where it is passive."""
    if passive:
        subject = clause_subject(verb)
        return [] if subject is None else [subject]
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
    while i + 1 < len(doc) and not doc[i].is_sent_start and not _counts(doc[i]) and _is_dating(doc[i]):
        i += 1
    if verb.i + 1 < i < len(doc) - 1 and _counts(doc[i]):
        return [doc[i + 1]]
    if i == verb.i + 1 or i >= len(doc) or doc[i].is_sent_start or doc[i].pos_ not in {"DET", "NUM"}:
        return []
    head = doc[i].head
    doubled = base(head) == "nsubj" and any(base(c) == "nsubj" and c.i < verb.i for c in head.head.lefts)
    fits = head.i > i and (base(head) == "obj" or doubled) and head.pos_ in {"NOUN", "PROPN"}
    return [head] if fits else []


def _is_dating(token: Token) -> bool:
    return token.lower_ == "," or is_time(token) or is_time(token.head)


def _counts(number: Token) -> bool:
    """« tué lundi 40 rebelles »: a number before a noun, that the parser took for a part of the date."""
    after = number.doc[number.i + 1]
    return number.pos_ == "NUM" and after.pos_ in {"NOUN", "ADJ", "PROPN"} and not is_time(after)


def _shared_objects(verb: Token) -> list[Token]:
    """« l'avoir frappé et blessé »: a pronoun before the first of two verbs is the object of both."""
    following = [c for c in children(verb, "conj") if is_participle(c) and c.pos_ == "VERB" and auxiliaries(verb)]
    if following and not any(base(c) in {"nsubj", "aux"} for c in following[0].lefts):
        return [c for c in children(following[0], "obj") if c.i > following[0].i and not is_time(c)]
    if base(verb) != "conj" or not is_participle(verb) or verb.head.pos_ not in VERBAL:
        return []
    return [
        c
        for c in children(verb.head, "obj")
        if c.pos_ == "PRON" and c.i < verb.head.i and c.lower_ not in WORDS.no_object
    ]


def _further_objects(verb: Token) -> list[Token]:
    """« l'a blessé, ainsi que trois passants »."""
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
        partitive = by in WORDS.of and child.left_edge.lower_ in WORDS.partitive and child.left_edge.i - verb.i <= 3
        if not is_time(child) and (partitive or (not by and any(base(c) in {"det", "nummod"} for c in child.lefts))):
            found.append(child)
    return found[:1]


def _object_relative(verb: Token) -> bool:
    return any(c.lower_ in WORDS.object_relative for c in verb.lefts)
