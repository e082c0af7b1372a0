"""Doers that the text ties to a noun of happening by blame, authorship or a part in it."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.antecedents import antecedent
from selon.extract.events.carriers import modifiers, support_kinds
from selon.extract.events.nearby import next_after
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    WORDS,
    base,
    children,
    complement,
    is_participle,
    is_passive,
    is_reflexive,
    preposition,
)
from selon.extract.events.words import Reading


def linked_doers(reading: Reading, noun: Token) -> tuple[list[Token], list[Token]]:
    """Doers of a happening told elsewhere in the sentence than in the noun's own phrase, and those only presumed."""
    for child in modifiers(noun):
        if "blamed" in support_kinds(reading, child):
            return [], _blamed(child, noun)
    head, relation = noun.head, base(noun)
    if head == noun:
        return [], []
    if relation == "nmod" and head.pos_ in NOMINAL:
        return _author(reading, head), []
    if relation == "nsubj" and _is_author_word(reading, head):
        return list(complement(head, WORDS.of)), _if_doubtful(reading, head)
    if head.pos_ in VERBAL or is_participle(head):
        return _by_verb(reading, noun, head, relation)
    return [], []


def _if_doubtful(reading: Reading, head: Token) -> list[Token]:
    governor = head.head
    doubtful = governor != head and base(head) in {"ccomp", "xcomp", "advcl", "acl"} and _opines(reading, governor)
    return list(complement(head, WORDS.of)) if doubtful else []


def _opines(reading: Reading, verb: Token) -> bool:
    return reading.is_any(verb, reading.lexicon.reality["opinion"])


def _is_author_word(reading: Reading, token: Token) -> bool:
    return reading.is_any(token, reading.lexicon.reality["author"])


def _author(reading: Reading, head: Token) -> list[Token]:
    """« X, auteur de l'attentat », « X est l'auteur de », « l'auteur de l'attentat »."""
    if not _is_author_word(reading, head):
        return []
    before = _apposed_to(head)
    if before is not None:
        return [before]
    if base(head) == "appos":
        return [head.head]
    if any(base(c) == "cop" for c in head.lefts):
        subject = clause_subject(head)
        return [subject] if subject is not None else []
    return [head] if reading.kinds(head) or reading.is_any(head, reading.lexicon.reality["bearer"]) else []


def _apposed_to(head: Token) -> Token | None:
    """The noun before the comma that « , auteur de » follows, where the tree does not tie the two."""
    doc, i = head.doc, head.i - 1
    while i > 0 and doc[i].pos_ in {"DET", "ADJ"}:
        i -= 1
    if i < 1 or doc[i].lower_ != "," or doc[i].is_sent_start:
        return None
    noun = _name_start(doc[i - 1])
    while noun.i > 0 and noun.pos_ not in {"NOUN", "PROPN"} and noun.head.i < noun.i:
        noun = noun.head
    while _is_inside(noun, head) and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        noun = noun.head
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def _name_start(token: Token) -> Token:
    """The first word of a name that ends at the token."""
    while base(token) == "flat" and token.i:
        token = token.doc[token.i - 1]
    return token


def _is_inside(noun: Token, apposed: Token) -> bool:
    """Whether the apposition is about the noun's head rather than the noun: « auteurs » about both of two."""
    if base(noun) == "conj":
        return bool(apposed.morph.get("Number") == ["Plur"])
    if base(noun) == "appos":
        return noun.i - noun.head.i == 1
    return base(noun) in {"nmod", "flat", "amod"} and (not preposition(noun) or preposition(noun) in WORDS.of)


def _by_verb(reading: Reading, noun: Token, verb: Token, relation: str) -> tuple[list[Token], list[Token]]:
    kinds = support_kinds(reading, verb)
    if "blamed" in kinds and is_reflexive(verb) and (relation == "obj" or noun.i > verb.i):
        subject = clause_subject(verb)
        return ([subject] if subject is not None else []), []
    if "blamed" in kinds and relation in {"obj", "nsubj"}:
        return [], _blamed(verb, noun)
    if relation not in {"obl", "nmod"}:
        return [], []
    if "accused" in kinds and preposition(noun) in WORDS.of | WORDS.for_:
        return _accused(verb), []
    if "involved" in kinds and not (preposition(noun) in WORDS.inside and _arrests(reading, verb)):
        subject = clause_subject(verb)
        return ([subject] if subject is not None else []), []
    return [], []


def _arrests(reading: Reading, verb: Token) -> bool:
    """« quatre hommes ont été arrêtés dans une opération »: those who are arrested do not lead it."""
    rows = (row for key in reading.keys[verb.i] for row in reading.lexicon.verbs.get(key, ()))
    return any(row.type == "coercion.arrest" for row in rows)


def _accused(verb: Token) -> list[Token]:
    if is_passive(verb):
        subject = clause_subject(verb)
        return [subject] if subject is not None else []
    return [antecedent(c) for c in children(verb, "obj", "iobj")]


def _blamed(verb: Token, noun: Token) -> list[Token]:
    found = [c for c in children(verb, "obl", "nmod", "iobj") if preposition(c) in WORDS.to and c.pos_ in NOMINAL]
    return found or list(complement(noun, WORDS.to)) or next_after(verb, "à")
