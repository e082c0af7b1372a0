"""The speech act of a claim: the cue decides; with a neutral cue the content does, in plain cases (RECORD.md, decision 14)."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import is_finite, is_infinitive


def stance_of(context: Context, draft: Draft) -> str:
    """One of ``model.STANCES``."""
    if not draft.neutral or not draft.contents:
        return draft.stance
    start, end = draft.contents[0]
    tokens = context.doc[start:end]
    hints = context.lexicon.stance_hints
    main = _main_verb(context, start, end)
    if main is None:
        return draft.stance
    negated = _negated(context, main)
    if main.lemma_ in hints["obligation"] and not negated and _is_present(main):
        return "demands"
    if _owns_deed(context, draft, main) and main.lemma_ in hints["own_attack"] | hints["own_deed_noun_verb"]:
        return "denies" if negated else "claims_responsibility"
    if any(t.lemma_ in hints["retaliation"] for t in tokens) and "Fut" in main.morph.get("Tense"):
        return "threatens"
    return draft.stance


def _main_verb(context: Context, start: int, end: int) -> Token | None:
    """The verb that the content says: its first infinitive or finite verb, auxiliaries passed over."""
    for at in range(start, end):
        token = context.doc[at]
        if token.lower_ in context.words.subordinator and at > start:
            return None
        if is_finite(token) or is_infinitive(token):
            return _lexical(token, end)
    return None


def _lexical(token: Token, end: int) -> Token:
    """The participle that an auxiliary carries."""
    if token.pos_ == "AUX" or token.lemma_ in {"avoir", "être"}:
        for at in range(token.i + 1, min(end, token.i + 6)):
            following = token.doc[at]
            if "Part" in following.morph.get("VerbForm") and following.lemma_ not in {"avoir", "être"}:
                return following
            if following.is_punct:
                break
    return token


def _negated(context: Context, verb: Token) -> bool:
    before = context.doc[max(0, verb.i - 6) : verb.i]
    return any(t.lower_ in context.words.negation for t in before) or any(t.lower_ in context.words.negator and t.pos_ == "DET" for t in before)


def _is_present(verb: Token) -> bool:
    return "Pres" in verb.morph.get("Tense") and "Cnd" not in verb.morph.get("Mood")


def _owns_deed(context: Context, draft: Draft, main: Token) -> bool:
    """Whether the content tells the source's own deed: a past infinitive, « nous avons … », « nos forces ont … »."""
    start = draft.contents[0][0]
    if draft.rule.startswith("verb_infinitive"):
        return any(t.lemma_ in {"avoir", "être"} and is_infinitive(t) for t in context.doc[start : main.i])
    return any(t.lower_ in context.words.first_person_plural for t in context.doc[start : main.i])
