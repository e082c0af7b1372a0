"""Contents that are the object of a cue verb, with or without a second complement."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from selon.extract.claims.content_starts import find_object, find_prepositional
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Found
from selon.extract.claims.reading import is_finite, is_infinitive
from selon.extract.claims.sources import is_time_word
from selon.extract.claims.subjects import own_subject
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import is_case_marked
from selon.lexicon.cues import CueVerb

# Frames of cue_verbs.tsv that are named by the preposition that governs the content.
_PREPOSITIONS = ("comme", "de", "à", "sur", "contre", "pour", "par", "en", "dans")
# A second complement stands no further behind the object's start than this.
_REACH = 30
# Speech acts that a pronoun alone can be the content of: « l'ont condamné ».
_JUDGES = frozenset({"denies", "condemns", "claims_responsibility"})


def find_addressee(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« demande à X de Y », « ordonne aux soldats de Y »: addressee and infinitive are content."""
    meaning = cue.with_frame("à_de")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or is_time_word(doc[at], context)):
        at += 1
    if at >= end or doc[at].lower_ not in context.words.to:
        return None
    for index in range(at + 1, min(end, at + 18)):
        if is_infinitive(doc[index]):
            asked = any(doc[k].lower_ in context.words.bare_of for k in range(at + 1, index))
            return (meaning, at, "verb_addressee_infinitive") if asked else None
        if is_finite(doc[index]):
            return None
    return None


def find_object_and_more(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« accuse X de Y », « exhorte X à Y », « impute X à Y »: all complements are content."""
    meaning = cue.with_frame("obj_de", "obj_à", "à_obj")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or is_time_word(doc[at], context)):
        at += 1
    if at < end and doc[at].lower_ in context.words.to:
        if "à_obj" in meaning.frames:
            return meaning, at, "verb_object_complement"
        if cue.with_frame("à") is not None:
            return None  # « appelle à une trêve »: nobody is called upon
    start = find_object(context, cue, end)
    if start >= 0:
        return (meaning, start, "verb_object_complement") if _has_complement(context, meaning, start, end) else None
    clitic = any(t.lower_ in context.words.object_clitic for t in doc[max(0, cue.start - 2) : cue.start + 1])
    governs = at + 1 < end and (doc[at].lower_ in context.words.bare_of or doc[at].lower_ in context.words.to)
    return (meaning, at + 1, "verb_object_complement") if clitic and governs else None


def _has_complement(context: Context, meaning: CueVerb, start: int, end: int) -> bool:
    """Whether the second complement that the construction needs follows the object: « à Y », « de Y »."""
    if "obj" in meaning.frames:
        return True
    words = context.words
    for at in range(start + 1, min(end, start + _REACH)):
        form = context.doc[at].lower_
        if form in words.purpose and any(map(is_infinitive, context.doc[at + 1 : at + 4])):
            return False  # « a appelé X pour lui annoncer … »: a telephone call
        if form in words.to and meaning.frames & {"obj_à", "à_obj"}:
            return True
        if form in words.of and "obj_de" in meaning.frames and not _is_name_part(context, at):
            return True
    return False


def _is_name_part(context: Context, at: int) -> bool:
    """Whether « de » links two nouns of the object itself: no infinitive, quotation or article-less noun follows."""
    following = context.doc[at + 1] if at + 1 < len(context.doc) else None
    if following is None:
        return True
    return following.dep_ in {"nmod", "flat:name"} and context.doc[at].head == following and following.head.i == at - 1


def find_around_fixed(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« a rejeté sur les syndicats la responsabilité de … »: all that follows the verb is content."""
    meaning = cue.with_frame("obj_fixed")
    if meaning is None:
        return None
    at = cue.token.i + 1
    while at < end and (context.doc[at].pos_ == "ADV" or is_time_word(context.doc[at], context)):
        at += 1
    return meaning, at, "verb_around_fixed"


def find_number(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« chiffre à 74 le nombre de camions brûlés », « a porté à neuf le bilan »."""
    meaning = cue.with_frame("à_num")
    if meaning is None:
        return None
    doc = context.doc
    for at in range(cue.end, min(end, cue.end + 10)):
        if is_finite(doc[at]) or doc[at].text == ";":
            return None
        if doc[at].lower_ in context.words.to and at + 1 < end:
            number = next((t for t in doc[at + 1 : min(end, at + 6)] if not _bounds_number(context, t)), None)
            if number is not None and _counts(context, number):
                before = find_object(context, cue, at)
                return meaning, before if 0 <= before < at else at, "verb_number"
    return None


def _bounds_number(context: Context, token: Token) -> bool:
    """« plus de », « au moins », « des »: words before a number."""
    words = context.words
    return token.lower_ in words.quantifier | words.of | words.plural_article or token.pos_ == "ADV"


def _counts(context: Context, token: Token) -> bool:
    return token.pos_ == "NUM" or token.like_num or token.lemma_.lower() in context.words.quantity


def find_direct_object(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« dénonce l'attaque », « l'ont condamné »: a noun phrase right behind the verb, or a pronoun before it."""
    meaning = cue.with_frame("obj")
    start = find_object(context, cue, end) if meaning is not None else -1
    if meaning is not None and start < 0:
        return _clitic_object(context, cue, meaning)
    return (meaning, start, "verb_object") if meaning is not None and start >= 0 else None


def _clitic_object(context: Context, cue: VerbCue, meaning: CueVerb) -> Found | None:
    """« l'ont condamné »: the pronoun is all the content that the cue has."""
    if meaning.stance not in _JUDGES:
        return None
    for at in (cue.start - 1, cue.start - 2):
        if at >= 0 and context.doc[at].lower_ in context.words.object_clitic and context.doc[at].head.i >= cue.start:
            return replace(meaning, fixed=()), at, "verb_clitic"
    return None


def _has_comma(context: Context, first: Token, second: Token) -> bool:
    return any(token.text == "," for token in context.doc[first.i : second.i]) and not is_time_word(first, context)


def resumed_phrase(context: Context, cue: VerbCue, clitic: int) -> tuple[int, int]:
    """« Ces chiffres, Colombo les conteste »: the noun phrase before the clause that the clitic resumes; else the clitic."""
    subject = own_subject(cue.token, context)
    for child in cue.token.lefts:
        resumed = child.pos_ in {"NOUN", "PROPN"} and not is_case_marked(child)
        if resumed and subject is not None and child.i < subject.i < clitic and _has_comma(context, child, subject):
            return context.reading.trimmed(child.left_edge.i, child.right_edge.i + 1)
    return clitic, clitic + 1


def find_governed(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« s'alarme de la faim », « appelle à une trêve »: what a preposition of the entry governs."""
    found: list[Found] = []
    for preposition in _PREPOSITIONS:
        meaning = cue.with_frame(preposition)
        if meaning is None:
            continue
        as_ = preposition == "comme"
        start = _past_as(context, cue, end) if as_ else find_prepositional(context, cue, end, preposition)
        if start >= 0:
            found.append((meaning, start, "verb_preposition"))
    # « plaide pour plus d'aide »: the preposition that comes first governs the content
    return min(found, key=lambda each: each[1], default=None)


def _past_as(context: Context, cue: VerbCue, end: int) -> int:
    """« l'a décrit comme … », « présente X comme … »: object and comparison are content."""
    for at in range(cue.end, min(end, cue.end + 14)):
        if context.doc[at].lower_ in context.words.as_:
            start = find_object(context, cue, at)
            return start if start >= 0 else at + 1
        if is_finite(context.doc[at]) or context.doc[at].text in {",", ";", ":"}:
            return -1
    return -1
