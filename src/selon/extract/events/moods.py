"""Moods and tenses of a verb with its auxiliaries, mended where the tagger slips."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.syntax import VERBAL, WORDS, auxiliaries, is_participle


def is_infinitive_form(token: Token) -> bool:
    """Whether the token itself is an infinitive."""
    return bool(token.morph.get("VerbForm") == ["Inf"])


def has_no_tense(verb: Token) -> bool:
    """Whether a verb is an infinitive or subjunctive, as what is wanted or feared is."""
    return (
        is_infinitive_form(verb)
        or any(is_infinitive_form(a) for a in auxiliaries(verb))
        or verb.morph.get("Mood") == ["Sub"]
        or any(a.morph.get("Mood") == ["Sub"] for a in auxiliaries(verb))
    )


def has_tense(verb: Token, tense: str) -> bool:
    """Whether the verb or its auxiliary stands in a tense."""
    return any(t.morph.get("Tense") == [tense] and not _is_conditional_form(t) for t in (verb, *auxiliaries(verb)))


def is_conditional(verb: Token) -> bool:
    """Whether the verb or its auxiliary stands in the conditional."""
    return any(_is_conditional_form(t) for t in (verb, *auxiliaries(verb)))


def _is_conditional_form(token: Token) -> bool:
    """By the ending where the tagger gives another mood, unless it is an imperfect of a verb in -rer (« s'emparait »)."""
    lemma, form = token.lemma_.lower(), token.lower_
    if (
        lemma.endswith(tuple(WORDS.imperfect_lemma_ending))
        and form.startswith(lemma[:-2])
        and not form.startswith(lemma)
    ):
        return False
    if token.morph.get("Mood") == ["Cnd"]:
        return True
    return token.pos_ in VERBAL and form.endswith(tuple(WORDS.conditional_ending)) and len(token) > 5


def is_compound(verb: Token) -> bool:
    """Whether a conditional is a past one (« aurait tué ») rather than a present one."""
    return any(a.lemma_.lower() in WORDS.auxiliary for a in auxiliaries(verb)) and is_participle(verb)


def is_modal_past(verb: Token) -> bool:
    """« pourrait avoir péri »: doubtful whoever says it."""
    head = verb.head
    return head != verb and head.lemma_ in WORDS.can and is_conditional(head) and bool(auxiliaries(verb))
