"""The whole of a subject where the parser took a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.events.antecedents import phrase_before
from selon.extract.events.syntax import WORDS, auxiliaries, base, bounds_a_number

_DASHES = frozenset({"–", "—", "-", "|"})


def leading_dont(noun: Token) -> Token | None:
    """The « dont » that begins a noun phrase, numerals and determiners between."""
    i = noun.i - 1
    while i > 0 and (noun.doc[i].pos_ in {"DET", "NUM", "ADJ", "ADV"} or noun.doc[i].like_num):
        i -= 1
    if i > 0 and noun.doc[i].lower_ in WORDS.including and noun.doc[i - 1].lower_ in WORDS.no_object:
        return noun.doc[i - 1]  # « y compris »
    return noun.doc[i] if i >= 0 and noun.doc[i].lower_ in WORDS.part_relative else None


def _before(noun: Token) -> Iterator[Token]:
    """The two words before a noun."""
    yield from noun.doc[max(noun.i - 2, 0) : noun.i]


def _is_inserted(led: Token, subject: Token, verb: Token) -> bool:
    """« des maires, dont le préfet, ont »: commas before « dont » and after the noun part both from the clause."""
    doc = subject.doc
    if base(verb) == "acl" and verb.head.dep_ != "ROOT":
        return False  # « le maire, dont le frère, juge, est parti »: the clause is told of the noun before it
    return led.i > 0 and doc[led.i - 1].lower_ == "," and any(t.lower_ == "," for t in doc[subject.i : verb.i])


def whole(subject: Token, verb: Token) -> Token:
    """The subject itself where the parser took a part of it: what « dont » or a preposition leads, or a title before a name."""
    finite = any(a.morph.get("VerbForm") == ["Fin"] for a in (verb, *auxiliaries(verb)))
    counted = any(c.pos_ == "NUM" or c.like_num for c in _before(subject))
    before = leading_dont(subject) if finite else None
    if before is not None and not counted and not _is_inserted(before, subject, verb):
        before = None
    case = next((c for c in subject.lefts if c.dep_ == "case" and c.lower_ in WORDS.sure_preposition), None)
    if before is None:
        before = case if case is not None and not bounds_a_number(case) else None
    if before is not None:
        outer = phrase_before(before)
        return outer if outer != before else subject
    return _titled(subject)


def _titled(subject: Token) -> Token:
    """« Ancien militaire, Karim Aziz a … »: a bare noun that opens the sentence describes the name after the comma."""
    if subject.pos_ == "PRON" or any(base(c) in {"det", "nummod", "case"} or c.like_num for c in subject.lefts):
        return subject
    if (
        not subject.left_edge.is_sent_start
        and subject.left_edge.i
        and not subject.doc[subject.left_edge.i - 1].is_punct
    ):
        return subject
    for named in subject.rights:
        marks = {named.left_edge.lower_, named.doc[named.left_edge.i - 1].lower_}
        if base(named) == "appos" and (marks & _DASHES or (subject.pos_ == "NOUN" and "," in marks)):
            if named.pos_ == "PROPN" or any(base(c) == "det" for c in named.lefts):
                return named
    return subject
