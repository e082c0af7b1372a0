"""Who holds the claim of a cue that stands before its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import Statement, is_finite
from selon.extract.claims.sources import speaks, with_title
from selon.extract.claims.subjects import own_subject, subject_before, subject_of
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import is_case_marked, name_head, phrase_bounds

# A name between commas has no more words than this.
_LONGEST_NAME = 6


def holder_of(context: Context, cue: VerbCue, statement: Statement, drafts: Sequence[Draft]) -> Token | None:
    """The head of the noun phrase or the pronoun that holds the claim; ``None`` where nothing in the statement does."""
    if cue.pronoun is not None:
        return cue.pronoun
    holder = own_subject(cue.token, context)
    if holder is not None and holder.text[:1].isdigit() and holder.pos_ != "NOUN":
        holder = None  # « 21:50 | Le ministère … »
    if holder is None and cue.form == "gerund":
        holder = _absolute_subject(context, cue)
    if holder is None and (cue.form in {"gerund", "infinitive"} or _is_coordinated(context, cue)):
        holder = _shared_source(cue, statement, drafts)
    if holder is None or holder.lower_ in context.words.subject_relative:
        holder = subject_of(cue.token, context)
    if holder is not None and holder.text[:1].isdigit() and holder.pos_ != "NOUN":
        holder = None
    if holder is not None and holder.lower_ in context.words.weekday:
        holder = None  # « Vendredi, X, a répété … »
    if holder is not None and cue.start <= holder.i and cue.form == "finite":
        holder = None
    detached = cue.form == "gerund" and holder is not None and speaks(holder, context) is False
    if (holder is None and cue.form in {"gerund", "infinitive"}) or (detached and _follows_comma(context, cue)):
        holder = _governing_subject(context, cue, statement)
    if holder is None:
        holder = subject_before(cue, statement.start, context)
    if holder is not None and cue.form == "finite":
        holder = with_title(context, holder)
    if holder is not None and _only_stresses(context, holder):
        holder = _stressed(context, holder, statement) or holder
    return name_head(holder) if holder is not None else None


def _absolute_subject(context: Context, cue: VerbCue) -> Token | None:
    """« …, l'armée affirmant avoir visé des chefs »: the noun phrase between a comma and the participle."""
    doc, at = context.doc, cue.start - 1
    while at > 0 and (doc[at].lower_ in context.words.clitic or doc[at].pos_ in {"ADV", "ADJ"}):
        at -= 1
    if at > 2 and doc[at].text == "," and doc[at - 1].pos_ == "PROPN":
        name = next((k for k in range(at - 1, max(0, at - _LONGEST_NAME), -1) if doc[k].pos_ != "PROPN"), 0)
        at = name - 1 if doc[name].text == "," else at  # « …, l'ambassadeur de France, X, évoquant … »
        while at > 0 and doc[at].pos_ not in {"NOUN", "PROPN", "PUNCT"}:
            at -= 1
    if at < 1 or doc[at].pos_ not in {"NOUN", "PROPN"} or is_case_marked(name_head(doc[at])):
        return None
    head = name_head(doc[at])
    start = min(head.i, phrase_bounds(head)[0])
    while start > 0 and doc[start - 1].pos_ in {"DET", "ADJ"}:
        start -= 1
    opens = start > 0 and doc[start - 1].text == "," and not any(t.pos_ == "VERB" for t in doc[start:at])
    return head if opens and speaks(head, context) is True else None


def _follows_comma(context: Context, cue: VerbCue) -> bool:
    """« …, y revendiquant la mort de … »: a participle behind a comma belongs to the main subject."""
    at = cue.start - 1
    while at > 0 and context.doc[at].lower_ in context.words.clitic:
        at -= 1
    return at >= 0 and context.doc[at].text == ","


def _is_coordinated(context: Context, cue: VerbCue) -> bool:
    """« parle d'un massacre et fait état de … »: the verb follows a coordinator and has no subject of its own."""
    at = cue.start - 1
    while at > 0 and (context.doc[at].pos_ == "ADV" or context.doc[at].lower_ in context.words.clitic):
        at -= 1
    return at > 0 and context.doc[at].lower_ in context.words.coordinator


def _governing_subject(context: Context, cue: VerbCue, statement: Statement) -> Token | None:
    """« Des manifestants ont rallié la place pour fustiger … »: the subject of the finite verb before."""
    for at in range(cue.start - 1, statement.start - 1, -1):
        token = context.doc[at]
        if is_finite(token):
            verb = token.head if token.dep_.startswith(("aux", "cop")) else token
            return subject_of(verb, context) or subject_before(replace(cue, start=at), statement.start, context)
    return None


def _only_stresses(context: Context, pronoun: Token) -> bool:
    """« L'opposition, elle, demande … »: a pronoun between commas stresses the subject before it."""
    doc = context.doc
    if pronoun.pos_ != "PRON" or pronoun.i == 0 or pronoun.i + 1 >= len(doc):
        return False
    return doc[pronoun.i - 1].text == "," and doc[pronoun.i + 1].text == ","


def _stressed(context: Context, pronoun: Token, statement: Statement) -> Token | None:
    for at in range(pronoun.i - 2, statement.start - 1, -1):
        token = context.doc[at]
        if token.pos_ in {"NOUN", "PROPN"} and not is_case_marked(token) and speaks(name_head(token), context) is True:
            return name_head(token)
        if is_finite(token):
            return None
    return None


def _shared_source(cue: VerbCue, statement: Statement, drafts: Sequence[Draft]) -> Token | None:
    """« a déclaré X, ajoutant que … »: the source of the cue before it in the same statement."""
    before = [d for d in drafts if d.holders and statement.start <= d.verb < cue.start and d.rule.startswith("verb")]
    return before[-1].holders[0] if before else None
