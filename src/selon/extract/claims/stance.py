"""The speech act of a claim: the cue decides; the content does in plain cases (RECORD.md, decision 14)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import is_adjectival, is_finite, is_infinitive, masculine
from selon.extract.phrases import phrase_bounds

# The attack that a verb makes of its object stands no further behind it than this.
_DEED_REACH = 8


def stance_of(context: Context, draft: Draft) -> str:
    """One of ``model.STANCES``."""
    if not draft.contents:
        return draft.stance
    cue = context.doc[draft.verb].lemma_ if draft.verb >= 0 else ""
    hints = context.lexicon.stance_hints
    if draft.stance == "demands" and draft.rule == "verb_after_content" and _ends_in_question(context, draft):
        return "asks"
    if cue in hints["warning"] and _retaliates(context, draft):
        return "threatens"
    if cue in hints["admission"] and _names_fault(context, draft):
        return "claims_responsibility"
    if draft.neutral and draft.rule in {"verb_preposition", "verb_object"}:
        named = _named_act(context, draft)
        if named is not None:
            return named
    if draft.rule.endswith("verdict"):
        return _verdict(context, draft) or draft.stance
    return _by_content(context, draft) if draft.neutral else draft.stance


def _ends_in_question(context: Context, draft: Draft) -> bool:
    end = draft.contents[-1][1]
    return any(token.text == "?" for token in context.doc[max(0, end - 2) : end + 1])


def _retaliates(context: Context, draft: Draft) -> bool:
    """Whether the content says that somebody will be struck, punished or paid back."""
    for start, end in draft.contents:
        for token in context.doc[start:end]:
            if token.lemma_ in context.lexicon.stance_hints["retaliation"]:
                near = context.doc[max(start, token.i - 4) : min(end, token.i + 4)]
                return any(
                    "Fut" in t.morph.get("Tense") or "Cnd" in t.morph.get("Mood") or is_infinitive(t) for t in near
                )
    return False


def _named_act(context: Context, draft: Draft) -> str | None:
    """« insiste sur l'urgence d'une trêve », « dit son inquiétude »: the act that the object's noun names."""
    start, end = draft.contents[0]
    noun = next((t for t in context.doc[start : min(end, start + 4)] if t.pos_ == "NOUN"), None)
    if noun is None:
        return None
    lemma = noun.lemma_.lower()
    if draft.rule == "verb_preposition" and lemma in context.lexicon.stance_hints["need"]:
        return "demands"
    own = context.doc[start].lower_ in context.words.possessive
    return context.lexicon.nouns[lemma].stance if own and lemma in context.lexicon.nouns else None


def _verdict(context: Context, draft: Draft) -> str | None:
    """« une armée jugée responsable du massacre »: what the adjective does; ``None`` where it only asserts."""
    verdicts = context.lexicon.verdicts
    said = (
        verdicts.get(t.lemma_.lower()) or verdicts.get(masculine(t.lower_))
        for start, end in draft.contents
        for t in context.doc[start:end]
        if is_adjectival(t, context.words)
    )
    return next((stance for stance in said if stance is not None), None)


def _names_fault(context: Context, draft: Draft) -> bool:
    start, end = draft.contents[0]
    return any(
        t.lemma_.lower() in context.lexicon.stance_hints["fault"] for t in context.doc[start : min(end, start + 6)]
    )


def _by_content(context: Context, draft: Draft) -> str:
    hints = context.lexicon.stance_hints
    for number, main in enumerate(_main_verbs(context, draft)):
        negated = _is_negated(context, main)
        if main.lemma_ in hints["obligation"] and not negated and _obliges(draft, main):
            return "demands"
        if main.lemma_ in hints["vengeance"] and not negated and _is_to_come(context, main):
            return "threatens"
        if number == 0 and negated and main.lemma_ in hints["own_attack"] and _has_no_doer(context, main):
            return "denies"
        if number == 0 and _is_own_deed(context, draft, main):
            return "denies" if negated else "claims_responsibility"
        if number == 0 and negated and draft.rule.startswith("verb_infinitive") and _is_guilt(context, main):
            return "denies"
    return draft.stance


def _main_verbs(context: Context, draft: Draft) -> Iterator[Token]:
    """The verbs that the content says, outside relative and subordinate clauses; participles stand for auxiliaries."""
    for start, end in draft.contents:
        subordinate = False
        for at in range(start, end):
            token = context.doc[at]
            if token.text in {",", ".", ";", ":"}:
                subordinate = False
            elif token.lower_ in context.words.subordinator and at > start:
                subordinate = True
            elif is_finite(token) or (is_infinitive(token) and at <= start + 4):
                if not subordinate:
                    yield _lexical(context, token, end)
                subordinate = False


def _lexical(context: Context, token: Token, end: int) -> Token:
    """The participle that an auxiliary carries."""
    if token.pos_ == "AUX" or token.lemma_ in context.words.auxiliary_lemma:
        for at in range(token.i + 1, min(end, token.i + 6)):
            following = token.doc[at]
            if "Part" in following.morph.get("VerbForm") and following.lemma_ not in context.words.auxiliary_lemma:
                return following
            if following.is_punct:
                break
    return token


def _is_negated(context: Context, verb: Token) -> bool:
    before = context.doc[max(0, verb.i - 6) : verb.i]
    negation = any(t.lower_ in context.words.negation for t in before)
    only = any(
        t.lower_ in context.words.that for t in context.doc[verb.i : verb.i + 2]
    )  # « n'avoir visé qu'une milice »
    return (negation and not only) or any(t.lower_ in context.words.negator and t.pos_ == "DET" for t in before)


def _obliges(draft: Draft, verb: Token) -> bool:
    """Present, or the imperfect that indirect speech makes of it; « Il devait partir samedi » tells a plan."""
    tenses = {"Pres", "Imp"} if draft.rule == "verb_that" else {"Pres"}
    return "Cnd" not in verb.morph.get("Mood") and not tenses.isdisjoint(verb.morph.get("Tense"))


def _is_to_come(context: Context, verb: Token) -> bool:
    """« les auteurs seront traqués », « l'armée frappera »: the future by the verb or its auxiliary."""
    near = context.doc[max(0, verb.i - 3) : verb.i + 1]
    return any("Fut" in t.morph.get("Tense") for t in near if t == verb or t.head == verb)


def _has_no_doer(context: Context, verb: Token) -> bool:
    """« Aucune roquette n'a été tirée », « Personne n'a tiré »: a denial whoever is meant; no victims is none."""
    subjects = [t for t in verb.lefts if t.dep_.startswith("nsubj")]
    doers = [t for t in subjects if t.dep_ == "nsubj" or t.lemma_.lower() not in context.lexicon.holders]
    return any(word.lower_ in context.words.negator for t in doers for word in (t, *t.lefts))


def _is_guilt(context: Context, main: Token) -> bool:
    words = context.doc[main.i : main.i + 4]
    return main.lemma_ in context.words.have or any(
        t.lemma_.lower() in context.lexicon.stance_hints["guilt"] for t in words
    )


def _is_own_deed(context: Context, draft: Draft, main: Token) -> bool:
    """Whether the content tells an attack of the source's own: « avoir tué », « nos forces ont … », « L'armée a …, dit l'armée »."""
    hints = context.lexicon.stance_hints
    attacks = main.lemma_ in hints["own_attack"]
    if not attacks and not (main.lemma_ in hints["own_deed_noun_verb"] and _governs_deed(context, draft, main)):
        return False
    start = draft.contents[0][0]
    before = context.doc[start : main.i]
    if draft.rule.startswith("verb_infinitive"):
        return any(t.lemma_ in context.words.auxiliary_lemma and is_infinitive(t) for t in before)
    if any(t.lower_ in context.words.first_person_plural for t in before):
        return True
    subject = next((t for t in main.lefts if t.dep_ == "nsubj" and t.pos_ in {"NOUN", "PROPN"}), None)
    return subject is not None and any(_same_body(subject, holder) for holder in draft.holders)


def _governs_deed(context: Context, draft: Draft, main: Token) -> bool:
    """« avoir mené une frappe », unlike « avoir mené des pourparlers »."""
    end = draft.contents[0][1]
    following = context.doc[main.i + 1 : min(end, main.i + _DEED_REACH)]
    return any(t.lemma_.lower() in context.lexicon.stance_hints["deed"] for t in following)


def _same_body(subject: Token, holder: Token) -> bool:
    """Whether the doer is the source, or the body that the source speaks for: all words of the one in the other."""
    doers = {
        t.lemma_.lower() for t in subject.doc[slice(*phrase_bounds(subject))] if t.pos_ in {"NOUN", "PROPN", "ADJ"}
    }
    speakers = {
        t.lemma_.lower() for t in holder.doc[slice(*phrase_bounds(holder))] if t.pos_ in {"NOUN", "PROPN", "ADJ"}
    }
    return bool(doers) and doers <= speakers
