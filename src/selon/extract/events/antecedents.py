"""What a relative pronoun or an insertion refers to: the noun before it, at the height where the forms agree."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.syntax import NOMINAL, VERBAL, WORDS, auxiliaries, base, is_nominal, path_up, preposition

# Longest way up the tree that one clause takes; longer ones are parse errors (tuning sets, dev parse).
_MAX_CONTROL = 4


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for, else the token itself."""
    if token.pos_ != "PRON" or token.lower_ not in WORDS.relative:
        return token
    verb = token.head
    for _ in range(_MAX_CONTROL):
        if base(verb) == "acl" and is_nominal(verb.head):
            return _agreeing(verb.head, verb) if token.lower_ in WORDS.subject_relative else verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return phrase_before(token)


def _agreeing(noun: Token, verb: Token) -> Token:
    """The noun, or the one above it where the verb's number shows that the relative clause is hung too low."""
    finite = next((t for t in (*auxiliaries(verb), verb) if t.morph.get("Number") and t.pos_ in VERBAL), verb)
    found = noun
    for _ in range(_MAX_CONTROL):
        if same_number(found, finite):
            return found
        if base(found) not in {"nmod", "appos", "flat"} or not is_nominal(found.head):
            return noun.head if _is_set_off(noun) else noun
        found = found.head
    return noun


def _is_set_off(noun: Token) -> bool:
    """« le Front, d'Al-Qaïda, qui ont »: a complement between commas, which the relative clause passes over."""
    edge = noun.left_edge
    return base(noun) == "nmod" and "," in {edge.lower_, noun.doc[max(edge.i - 1, 0)].lower_} and is_nominal(noun.head)


def same_number(noun: Token, verb: Token) -> bool:
    """Whether a verb's number is that of a noun as its subject; true where either does not tell."""
    number, wanted = noun.morph.get("Number"), verb.morph.get("Number")
    if noun.pos_ == "PROPN" and not number:
        number = ["Sing"]
    if any(base(c) == "conj" for c in noun.rights):
        return True
    return not number or not wanted or number == wanted


def phrase_before(pronoun: Token) -> Token:
    """The noun that a relative pronoun follows, where the tree does not tie them (« c'est le régime qui »)."""
    i = pronoun.i - 1
    while i >= 0 and (pronoun.doc[i].is_punct or (pronoun.pos_ == "PRON" and pronoun.doc[i].pos_ == "ADP")):
        i -= 1
    if i < 0 or pronoun.doc[i].pos_ not in NOMINAL | {"ADJ"}:
        return pronoun
    noun = pronoun.doc[i]
    while _is_part(noun) and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        noun = noun.head
    return noun if is_nominal(noun) else pronoun


def _is_part(noun: Token) -> bool:
    """Whether a noun belongs to the phrase of its head: a complement, a partner, a name that follows without a comma."""
    if base(noun) == "appos":
        return not any(t.is_punct for t in noun.doc[noun.head.i : noun.i])
    if base(noun) == "nmod" and not preposition(noun):
        return not any(t.lower_ == "," for t in noun.doc[noun.head.i : noun.i])
    return base(noun) in {"nmod", "flat", "amod", "conj"}


def chain_before(mark: Token, top: Token) -> list[Token]:
    """The nouns that the phrase before a mark may be about, the nearest first."""
    last = mark.doc[mark.i - 1]
    return [t for t in path_up(last) if top.i <= t.i < mark.i and t.pos_ in NOMINAL] if top != mark else []
