"""Whether a cue reports speech that took place: not denied, ordered, supposed or still to come."""

from __future__ import annotations

from selon.extract.claims.clauses import is_that_clause
from selon.extract.claims.context import Context
from selon.extract.claims.reading import is_finite
from selon.extract.claims.verbcues import VerbCue

# Speech acts that a purpose clause performs: « ont défilé pour réclamer … ».
_PURPOSES = frozenset({"demands", "condemns", "worries", "denies"})


def speaks_here(context: Context, cue: VerbCue) -> bool:
    """Whether the verb reports speech that took place: not denied, future, ordered, or merely possible."""
    doc = context.doc
    if _is_supposed(context, cue) or bears_witness(context, cue):
        return False
    if cue.negated:
        return False  # « n'a pas commenté », « ni l'un ni l'autre n'ont confirmé »: no speech (RECORD.md, decision 13)
    if cue.form == "finite":
        moods = {m for t in doc[cue.start : cue.token.i + 1] for m in t.morph.get("Mood") if is_finite(t)}
        tenses = {m for t in doc[cue.start : cue.token.i + 1] for m in t.morph.get("Tense") if is_finite(t)}
        hypothetical = "Cnd" in moods and cue.start == cue.token.i
        if "Sub" in moods and cue.start == cue.token.i and is_that_clause(context, cue):
            return False  # « il faut qu'il réponde »
        return "Fut" not in tenses and "Imp" not in moods and not hypothetical and not _is_future_form(context, cue)
    return cue.form != "infinitive" or _infinitive_speaks(context, cue)


def _is_supposed(context: Context, cue: VerbCue) -> bool:
    """« si le gouvernement annonce … »: speech in a condition; « s'il a dit … », in the perfect, concedes that it took place."""
    conditional = any(c.dep_ == "mark" and c.lower_ in context.words.condition for c in cue.token.lefts)
    return conditional and cue.form == "finite" and cue.start == cue.token.i


def bears_witness(context: Context, cue: VerbCue) -> bool:
    """« comme en témoigne l'appel »: the thing shows it, nobody says it."""
    doc, words = context.doc, context.words
    at = cue.start if doc[cue.start].lower_ in words.participle_opener else cue.start - 1
    return at > 0 and doc[at].lower_ in words.participle_opener and doc[at - 1].lower_ in words.as_


def _is_future_form(context: Context, cue: VerbCue) -> bool:
    """« riposteront », « dira »: the future by its form, where the tagger errs."""
    stem, form = cue.meanings[0].lemma.removesuffix("e"), cue.token.lower_
    return cue.start == cue.token.i and form in {stem + ending for ending in context.words.third_future_ending}


def _infinitive_speaks(context: Context, cue: VerbCue) -> bool:
    """Whether an infinitive reports speech: « avant d'ajouter », « pour réclamer », « et de préciser », « vient d'annoncer »."""
    doc, words = context.doc, context.words
    at = cue.start - 1
    if at < 0:
        return False
    governing = next((t for t in reversed(doc[max(0, at - 3) : at]) if t.pos_ != "ADV"), None)
    aspect = governing is not None and governing.lemma_ in context.lexicon.aspect_verbs
    if doc[at].lower_ in words.bare_of:
        return aspect or (at > 0 and doc[at - 1].lower_ in words.narrative_of)
    if doc[at].lower_ in words.without:
        return at > 0 and doc[at - 1].lower_ in words.double_negation  # « non sans rappeler que … »
    if doc[at].lower_ in words.purpose:
        return any(meaning.stance in _PURPOSES for meaning in cue.meanings)
    if doc[at].lower_ in words.to:
        return aspect
    return doc[at].lemma_ in context.lexicon.aspect_verbs or doc[at].lower_ in context.lexicon.aspect_verbs
