"""Verbs by which an effect is told of an earlier happening: « faisant dix morts », « un raid qui a coûté la vie à »."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.syntax import VERBAL, WORDS, base, is_present_participle
from selon.extract.events.words import Reading

# Steps from the dead and wounded up to the verb that has them as its object (tuning sets).
_REACH = 5
_INNER = frozenset({"obj", "nmod", "obl", "conj", "nummod", "amod", "iobj", "dep", "xcomp", "advcl", "ccomp", "appos"})


def effect_verb(reading: Reading, part: Candidate) -> Token | None:
    """The verb that tells a toll or damage as the effect of what was told before it.

    Returns:
        A gerund of causing (« faisant », « provoquant »), a verb of causing whose subject is a relative pronoun, or any
        verb in a clause of « lors de laquelle »; ``None`` for no such verb.
    """
    token = part.anchor
    for _ in range(_REACH):
        if token.pos_ in VERBAL or is_present_participle(token):
            if _is_effect(reading, token, part):
                return token
            if token != part.anchor:
                return None
        if token.head == token or base(token) not in _INNER:
            return None
        token = token.head
    return None


def _is_effect(reading: Reading, verb: Token, part: Candidate) -> bool:
    if any(c.lower_ in WORDS.full_relative - WORDS.subject_relative and base(c) != "nsubj" for c in verb.lefts):
        return True
    causing = "cause" in support_kinds(reading, verb) or verb == part.anchor
    if is_present_participle(verb):
        return causing
    return causing and any(c.lower_ in WORDS.full_relative and base(c) == "nsubj" for c in verb.lefts)


def precedes(deed: Candidate, verb: Token) -> bool:
    """Whether a deed stands before a verb of effect in the same stretch of the sentence."""
    return deed.start < verb.i and not any(t.lower_ in {";", ":"} for t in verb.doc[deed.end : verb.i])
