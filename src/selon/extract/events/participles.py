"""Participles and the nouns that they are about."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.syntax import (
    WORDS,
    agrees,
    auxiliaries,
    base,
    is_infinitive,
    is_participle,
    is_present_participle,
    is_time,
    path_up,
)


def is_finite(token: Token) -> bool:
    """Whether a verb or auxiliary is finite."""
    return bool(token.morph.get("VerbForm") == ["Fin"])


def is_bare_participle(verb: Token) -> bool:
    """« …, capturé six hommes »: a further participle of a series, without auxiliary."""
    return is_participle(verb) and verb.pos_ == "VERB" and not auxiliaries(verb) and not is_present_participle(verb)


def is_active(verb: Token) -> bool:
    """A past participle with an object of its own modifies no noun: « ils ont ouvert les portes, abattu des hommes »."""
    return is_participle(verb) and not is_present_participle(verb) and any(base(c) == "obj" for c in verb.rights)


def is_nonfinite(verb: Token) -> bool:
    """Whether a verb is an infinitive or a participle without a finite auxiliary."""
    if any(child.morph.get("VerbForm") == ["Fin"] for child in auxiliaries(verb)):
        return False
    return is_infinitive(verb) or verb.morph.get("VerbForm") == ["Part"] or is_present_participle(verb)


def adjacent_noun(verb: Token) -> Token | None:
    """« un soldat a été tué et trois civils blessés »: the noun right before a bare participle that says what befell it."""
    if not is_bare_participle(verb) or base(verb) not in {"advcl", "conj", "dep", "parataxis", "ccomp"}:
        return None
    i = verb.i - 1
    while i > 0 and verb.doc[i].pos_ in {"ADJ", "ADV"}:
        i -= 1
    noun = verb.doc[i]
    if noun.pos_ != "NOUN" or is_time(noun) or not agrees(noun, verb) or any(base(c) == "obj" for c in verb.rights):
        return None
    return noun if any(base(c) in {"nummod", "det"} for c in noun.lefts) and noun.head.i < verb.i else None


def modified(head: Token, verb: Token) -> Token:
    """« l'arrestation de miliciens blessés »: the nearest noun inside the phrase that agrees where its head does not."""
    if agrees(head, verb) or not is_bare_participle(verb):
        return head
    for noun in reversed(verb.doc[head.i + 1 : verb.i]):
        if noun.pos_ == "NOUN" and head in path_up(noun) and agrees(noun, verb) and base(noun) in {"nmod", "conj"}:
            return noun
    return head


def has_other_subject(verb: Token) -> bool:
    """« un pays où … sont mortes »: a finite relative clause whose pronoun is no subject is not about its noun."""
    finite = any(is_finite(a) for a in (verb, *auxiliaries(verb)))
    return finite and any(c.lower_ in WORDS.other_relative for c in verb.lefts) and not _is_object_of(verb)


def _is_object_of(verb: Token) -> bool:
    """« que » as the object of a verb that has a subject."""
    return any(base(c) == "nsubj" for c in verb.children)


def after_comma(verb: Token) -> bool:
    """Whether the clause begins with the verb itself right after a comma: « …, a succombé »."""
    start = min((a.i for a in auxiliaries(verb)), default=verb.i)
    return start > 0 and verb.doc[start - 1].lower_ == ","
