"""How much of a statement a prepositional cue attributes."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.clauses import first_main_verb, is_gerund
from selon.extract.claims.context import Context
from selon.extract.claims.preposition_phrases import Phrase
from selon.extract.claims.reading import QUOTE_MARKS, is_adjectival, is_finite

# The second half of a joined name is no longer than this.
_LONGEST_JOINED = 6
# Steps up the tree from a word to the source that a participle between them tells more of.
_DEEPEST = 5
# The noun that goes on with the clause behind a cue stands among so many words.
_OBJECT_REACH = 4


def past_apposition(context: Context, phrase: Phrase, stop: int, opens: bool) -> int:
    """Position after the source's brackets, apposition and relative clause, which belong to the cue clause."""
    doc, at = context.doc, phrase.end
    if at < stop and doc[at].lower_ in context.words.relative:  # « selon la radio qui révèle l'affaire, … »
        return next((k for k in range(at, stop) if doc[k].text == ","), stop)
    if all(t.pos_ == "PRON" for t in phrase.holders) and at < stop and doc[at].text != "(":
        return at  # nothing tells more of a pronoun
    while at < stop:
        if doc[at].pos_ == "CCONJ" and (after := _past_joined(context, at, stop)) > at:
            at = after
            continue
        if doc[at].text == "(":
            at = next((k for k in range(at, stop) if doc[k].text == ")"), stop - 1) + 1
            continue
        if (
            doc[at].text in {",", ".", ":"}
            or doc[at].text in QUOTE_MARKS
            or is_finite(doc[at])
            or doc[at].pos_ == "CCONJ"
        ):
            break
        if doc[at].pos_ in {"DET", "NUM"} and doc[at - 1].pos_ != "ADP" and not _hangs_from(doc[at], phrase):
            break
        at += 1
    if at >= stop or doc[at].text != "," or _resumes_clause(context, phrase, at, stop):
        return at
    comma = next(
        (
            k
            for k in range(at + 1, stop)
            if doc[k].text == "," and context.reading.quotation_at(k) == context.reading.quotation_at(at)
        ),
        stop,
    )
    if comma <= at + 1 or not _is_apposition(context, at + 1, comma):
        return at
    goes_on = first_main_verb(context, comma, stop) >= 0 or any(
        doc[k].text in QUOTE_MARKS for k in range(comma, min(stop, comma + 3))
    )
    if opens:
        return comma if comma < stop and goes_on else at
    return comma if comma == stop or goes_on else at


def _hangs_from(token: Token, phrase: Phrase) -> bool:
    """« selon des experts chargés de surveiller l'embargo, … »: what a participle of the source governs is the source's."""
    for _ in range(_DEEPEST):
        if token.head == token:
            return False
        token = token.head
        if phrase.start <= token.i < phrase.end:
            return token.i != phrase.start and token.pos_ != "VERB"
    return False


def _past_joined(context: Context, at: int, stop: int) -> int:
    """« des sources médicales et de police », « l'office contre la drogue et le crime (ABC) »: more of the source's words."""
    doc, words = context.doc, context.words
    following = doc[at + 1] if at + 1 < stop else None
    if following is None:
        return at
    if following.lower_ in words.of and at + 2 < stop and doc[at + 2].pos_ in {"NOUN", "PROPN"}:
        return at + 3
    if following.pos_ == "VERB" and "Part" in following.morph.get("VerbForm"):
        return next((k for k in range(at, stop) if doc[k].text == ","), at)
    for k in range(at + 1, min(stop, at + _LONGEST_JOINED)):
        if doc[k].text == "(":
            return k
        if doc[k].text in {",", "."} or is_finite(doc[k]):
            break
    return at


def _resumes_clause(context: Context, phrase: Phrase, comma: int, stop: int) -> bool:
    """« a mené lundi, selon A, une frappe »: by the tree, the verb's object or a subject stands behind the comma."""
    behind = context.doc[comma + 1 : min(stop, comma + 1 + _OBJECT_REACH)]
    if len(behind) == 0 or behind[0].lower_ in context.words.relative:
        return False
    return any(t.dep_.startswith("nsubj") or (t.dep_ == "obj" and t.head.i < phrase.start) for t in behind)


def _is_apposition(context: Context, start: int, comma: int) -> bool:
    """Whether the words between two commas tell more of the source: a noun phrase, a participle, a relative clause."""
    first = context.doc[start]
    if first.lower_ in context.words.relative:
        return True
    return first_main_verb(context, start, comma) < 0 and (
        first.lower_ in context.words.apposition_opener or first.pos_ in {"PROPN", "VERB", "NOUN", "DET", "ADJ"}
    )


def widest_scope(context: Context, phrase: Phrase, start: int, stop: int) -> tuple[int, int]:
    """The widest that the content can be: brackets, a quotation, a relative clause or a participle limit it."""
    doc, reading, at = context.doc, context.reading, phrase.start
    opening = next((k for k in range(at - 1, start - 1, -1) if doc[k].text in {"(", ")"}), -1)
    if opening >= 0 and doc[opening].text == "(":
        return opening + 1, next((k for k in range(phrase.end, stop) if doc[k].text == ")"), stop)
    quotation = reading.quotation_at(at)
    if quotation >= 0:
        inside = [k for k in range(start, stop) if reading.quotation_at(k) == quotation]
        start, stop = max(start, inside[0]), min(stop, inside[-1] + 1)
    opening = _judged_quotation(context, phrase, start)
    if opening >= 0:
        return opening, at
    parted = _parted_complement(context, phrase, stop)
    if parted is not None:
        return parted
    limit = _subordinate_start(context, start, at, phrase.end)
    if limit >= 0:
        behind = phrase.end + 1 if phrase.end < stop and doc[phrase.end].text == "," else phrase.end
        comma = next(
            (k for k in range(behind, stop) if doc[k].text == "," and reading.quotation_at(k) == quotation), stop
        )
        return limit, comma
    return start, stop


def _judged_quotation(context: Context, phrase: Phrase, start: int) -> int:
    """« un projet, « un gouffre » à ses yeux »: start of the quoted words right before a cue with a possessive; else -1."""
    at = phrase.start - 1
    own = phrase.cue.holder == "inner" and any(t.lower_ in context.words.possessive for t in phrase.holders)
    quotation = context.reading.quotation_at(at)
    if not own or quotation < 0 or context.reading.quotation_at(phrase.start) == quotation:
        return -1
    return next((k + 1 for k in range(at, start - 1, -1) if context.reading.quotation_at(k) != quotation), start)


def _parted_complement(context: Context, phrase: Phrase, stop: int) -> tuple[int, int] | None:
    """« au terme, selon A, d'une enquête »: a cue between a noun and its complement tells who says the complement."""
    doc, at, end = context.doc, phrase.start, phrase.end
    if at < 2 or end + 1 >= stop or doc[at - 1].text != "," or doc[end].text != "," or doc[at - 2].pos_ != "NOUN":
        return None
    noun_above = doc[end + 1].lower_ in context.words.to and doc[end + 1].head.head.i < at
    if doc[end + 1].lower_ not in context.words.bare_of and not noun_above:
        return None
    comma = next((k for k in range(end + 2, stop) if doc[k].text == "," and not _adds_part(context, k)), stop)
    return end + 1 + (doc[end + 1].lower_ in context.words.bare_of), comma


def _adds_part(context: Context, comma: int) -> bool:
    after = context.doc[comma + 1] if comma + 1 < len(context.doc) else None
    return after is not None and after.lower_ in context.words.whose


def _splits_participle(context: Context, at: int, end: int) -> bool:
    """« un tableau marqué, selon A, par … »: the cue between commas parts a participle from its complement."""
    doc = context.doc
    if at < 2 or end + 1 >= len(doc) or doc[end].text != ",":
        return False
    participle = doc[at - 2]
    if is_gerund(participle, context.words):
        return True  # « des immeubles abritant, selon A, des armes »
    if doc[end + 1].pos_ != "ADP":
        return False
    return participle.dep_.startswith(("acl", "amod", "advcl")) and is_adjectival(participle, context.words)


def _subordinate_start(context: Context, start: int, at: int, phrase_end: int) -> int:
    """Start of the relative clause or participle that the cue stands in; -1 for none.

    With no comma between, or with the cue between commas right behind the pronoun (« une frappe qui, selon A, a tué … »).
    """
    doc = context.doc
    if at - 1 >= start and doc[at - 1].text == ",":
        opens = at - 2 >= start and doc[at - 2].lower_ in context.words.subject_relative
        return at - 2 if opens or _splits_participle(context, at, phrase_end) else -1
    if at - 1 > start and doc[at - 1].dep_.startswith("acl") and doc[at - 1].pos_ == "VERB":
        return at - 1
    for k in range(at - 1, start, -1):
        token = doc[k]
        if token.text in {",", ";", ":"} or token.text in QUOTE_MARKS:
            return -1
        if token.lower_ in context.words.relative and token.lower_ not in context.words.that:
            return k
    return -1
