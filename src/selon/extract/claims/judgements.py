"""Contents that judge: what somebody says he is, and what he says something else is."""

from __future__ import annotations

from dataclasses import replace

from selon.extract.claims.content_starts import find_object
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Found
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_adjectival, is_finite, masculine
from selon.extract.claims.sources import is_time_word
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL


def find_self_adjective(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« se dit inquiet de », « s'est déclarée prête à »: the adjective gives the stance."""
    meaning = cue.with_frame("adj")
    if meaning is None:
        return None
    doc, words = context.doc, context.words
    for at in range(cue.end, min(end, cue.end + 6)):
        stance = context.lexicon.adjectives.get(doc[at].lemma_.lower()) or context.lexicon.adjectives.get(
            masculine(doc[at].lower_)
        )
        if stance is not None:
            said = replace(meaning, fixed=(doc[at].lower_,), stance=stance)
            start = at + 1
            while start < end and doc[start].text in QUOTE_MARKS:
                start += 1
            governs = start < end and (
                doc[start].pos_ in {"ADP", "SCONJ"} or doc[start].lower_ in words.of | words.to | words.that
            )
            return said, start + 1 if governs else at, "verb_self_adjective"
        if at == cue.end and is_adjectival(doc[at], context.words):
            return replace(meaning, stance="asserts"), at, "verb_self_predicate"  # « s'estime trahie »
        if is_finite(doc[at]) or doc[at].text in {",", ";", ":", "."} or doc[at].lower_ in words.that:
            return None
    return None


def find_verdict(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« a jugé la frappe « disproportionnée » », « juge inacceptable le siège »: an object and an adjective said of it."""
    meaning = cue.with_frame("obj_adj")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or is_time_word(doc[at], context) or doc[at].text in QUOTE_MARKS):
        at += 1
    if any(t.lower_ in context.words.that for t in doc[max(0, cue.start - 3) : cue.start]):
        return None  # « les mesures qu'il juge utiles »: the object stands outside
    counted = at < end and doc[at].lower_ in context.words.indefinite_pronoun
    if at < end and is_adjectival(doc[at], context.words) and not counted:
        return meaning, at, "verb_verdict"
    start = find_object(context, cue, end)
    if start < 0:
        return None
    noun = next((t for t in doc[start : min(end, start + 5)] if t.pos_ in NOMINAL), None)
    if noun is None or noun.i + 1 >= end:
        return None
    behind = range(noun.i + 1, min(end, noun.right_edge.i + 4))
    said = any(
        doc[k].dep_ in {"xcomp", "ccomp"} and doc[k].head == cue.token and is_adjectival(doc[k], context.words)
        for k in behind
    )
    quoted = any(
        doc[k].text in OPENING_MARKS and is_adjectival(doc[k + 1], context.words) for k in behind if k + 1 < end
    )
    return (meaning, start, "verb_verdict") if said or quoted else None
