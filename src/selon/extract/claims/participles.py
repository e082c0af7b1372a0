"""The noun that a participle qualifies, beside it or detached from it."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.reading import is_finite
from selon.extract.claims.subjects import subject_of
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, agrees, is_case_marked, name_head

# A noun and the participle that tells what is said of it stand no further apart than this.
_REACH = 8


def noun_of_participle(context: Context, cue: VerbCue) -> Token | None:
    """The noun that the participle qualifies."""
    doc = context.doc
    head = cue.token.head
    adjectival = cue.token.dep_.startswith(("acl", "amod")) and head.pos_ in NOMINAL and head.i < cue.token.i
    beside = all(t.is_punct for t in doc[head.i + 1 : cue.start])
    if adjectival and (head.pos_ != "NUM" or beside):  # « les cinquante annoncés par X »
        head = name_head(head)
        return head if agrees(cue.token, head) else _agreeing_noun(context, cue) or head
    if cue.token.dep_ == "conj" and "Part" in cue.token.head.morph.get("VerbForm"):
        shared = subject_of(cue.token.head, context)  # « ont été révélés puis confirmés par X »
        if shared is not None and shared.i < cue.start:
            return name_head(shared)
    statement = context.reading.statement_at(cue.token.i)
    if context.reading.trimmed(statement.start, statement.end)[0] == cue.start:
        return _fronted_subject(context, cue, statement.end)
    floor = max(statement.start, cue.start - _REACH)
    if doc[max(0, cue.start - 1)].text == "," and (subject := _detached_subject(context, cue)) is not None:
        return subject
    for at in range(cue.start - 1, floor - 1, -1):
        if is_finite(doc[at]) or doc[at].text in {".", ";", ":"}:
            return None
        if doc[at].pos_ in NOMINAL - {"NUM"} and not is_case_marked(doc[at]) and agrees(cue.token, doc[at]):
            return name_head(doc[at])
    return None


def _agreeing_noun(context: Context, cue: VerbCue) -> Token | None:
    """« Ces groupes, dont l'auteur du meurtre d'un enfant de 13 ans, accusé de … »: the nearest noun that agrees."""
    floor = max(context.reading.statement_at(cue.token.i).start, cue.start - _REACH)
    for at in range(cue.start - 1, floor - 1, -1):
        token = context.doc[at]
        if is_finite(token):
            return None
        if token.pos_ in {"NOUN", "PROPN"} and token.morph.get("Number") and agrees(cue.token, token):
            return name_head(token)
    return None


def _detached_subject(context: Context, cue: VerbCue) -> Token | None:
    """« Quatorze hommes sont jugés, soupçonnés de … »: the subject of the clause that the comma ends."""
    for at in range(cue.start - 2, max(-1, cue.start - 6), -1):
        token = context.doc[at]
        if token.pos_ in {"VERB", "AUX"}:
            verb = token.head if token.dep_.startswith("aux") else token
            found = subject_of(verb, context)
            return name_head(found) if found is not None and found.i < at else None
        if token.pos_ in NOMINAL:
            return None
    return None


def _fronted_subject(context: Context, cue: VerbCue, end: int) -> Token | None:
    """« Accusée de …, la majorité a cédé »: the subject of the main clause behind the comma."""
    doc = context.doc
    for at in range(cue.end, end - 2):
        if doc[at].text == "," and (doc[at + 1].pos_ in {"DET", "PROPN", "PRON"}):
            noun = next((t for t in doc[at + 1 : at + 6] if t.pos_ in NOMINAL), None)
            if noun is not None and any(is_finite(t) for t in doc[noun.i : min(end, noun.i + 10)]):
                return name_head(noun)
    return None
