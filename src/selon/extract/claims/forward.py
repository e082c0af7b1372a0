"""Cues that stand before their content: with a clause, an infinitive, an object, a quotation, a colon."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.claims.complements import complement
from selon.extract.claims.context import Context, entry_name
from selon.extract.claims.draft import Draft
from selon.extract.claims.forward_sources import holder_of
from selon.extract.claims.reading import Statement, is_finite
from selon.extract.claims.sources import (
    coordinated_subjects,
    fronted_source,
    is_first_or_second_person,
    is_impersonal,
    source_of_hearsay,
    speaks,
)
from selon.extract.claims.spoken import speaks_here
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, name_head
from selon.lexicon.cues import CueVerb
from selon.lexicon.grammar import FunctionWords

# The sentence stands no further behind the verb that passes it than this.
_SENTENCE_REACH = 14


def forward_claim(context: Context, cue: VerbCue, drafts: Sequence[Draft] = ()) -> Draft | None:
    """The claim of an active cue that stands before its content; ``None`` if it makes none.

    Args:
        context: The report and the words.
        cue: The cue verb.
        drafts: Claims found before it, whose source a participle or infinitive may share.
    """
    if not speaks_here(context, cue):
        return None
    statement = context.reading.statement_at(cue.token.i)
    end = context.reading.piece_end(statement, cue.token.i)
    fronted = _main_clause_after(context, cue, statement) if cue.form == "gerund" else None
    holder = fronted[0] if fronted is not None else holder_of(context, cue, statement, drafts)
    end = fronted[1] if fronted is not None else end
    if holder is not None and cue.form == "infinitive" and holder.i > cue.token.i:
        holder = None  # « Avant d'ajouter : « Nous … »: no subject within the quotation
    if holder is not None and (is_first_or_second_person(holder, context) or holder.lower_ in context.words.that):
        return None
    found = complement(context, cue, end)
    if found is None:
        return None
    meaning, contents, rule = found
    if meaning.stance == "denies" and cue.form == "infinitive" and _is_purpose(context, cue):
        return None
    if not _may_hold(context, meaning, holder, rule, cue) or _says_nothing(context, contents):
        return None
    if _passes_sentence(context, cue, end):
        return None
    impersonal = holder is None or is_impersonal(holder, context) or _is_empty(holder, meaning, context.words)
    impersonal = impersonal or meaning.mute_subject
    if impersonal and holder is not None:
        source = source_of_hearsay(context, cue, end) or fronted_source(context, statement.start, holder.i)
        holder, impersonal = (source, False) if source is not None else (holder, True)
    return Draft(
        holders=() if impersonal or holder is None else coordinated_subjects(holder, cue, context),
        cue=(_with_impersonal(context, cue), cue.end),
        stance=meaning.stance,
        contents=contents,
        rule=rule,
        entry=entry_name(meaning),
        verb=cue.token.i,
        neutral=meaning.stance == "asserts",
        implied=_last_holder(drafts) if holder is None and cue.form == "infinitive" else None,
    )


def _is_empty(holder: Token, meaning: CueVerb, words: FunctionWords) -> bool:
    """« Il ressort que », « il se confirme que »: a verb of nothing but clauses has no « il » that stands for somebody."""
    return meaning.any_subject and meaning.frames == {"that"} and holder.lower_ in words.empty_subject


def _with_impersonal(context: Context, cue: VerbCue) -> int:
    """Start of the cue with its impersonal subject: « On apprend »."""
    at = cue.start - 1
    while (
        at > 0
        and context.doc[at].lower_ in context.words.clitic
        and context.doc[at].lower_ not in context.words.impersonal
    ):
        at -= 1
    return at if at >= 0 and context.doc[at].lower_ in context.words.impersonal else cue.start


def _last_holder(drafts: Sequence[Draft]) -> Token | None:
    """The source that spoke last: « Et de préciser que … » goes on with it."""
    return next((draft.holders[0] for draft in reversed(drafts) if draft.holders), None)


def _main_clause_after(context: Context, cue: VerbCue, statement: Statement) -> tuple[Token, int] | None:
    """« Rejetant les accusations, les autorités ont … », « En déclarant que …, Bagdad évite … ».

    Returns:
        The main clause's subject and the comma before it, where the participle opens the statement; else ``None``.
    """
    doc = context.doc
    start = context.reading.trimmed(statement.start, statement.end)[0]
    if cue.start - start > 1 or (cue.start > start and doc[start].lower_ not in context.words.participle_opener):
        return None
    for at in range(cue.end, statement.end - 2):
        if doc[at].text != "," or doc[at + 1].pos_ not in {"DET", "PROPN", "PRON", "NOUN"}:
            continue
        noun = next((t for t in doc[at + 1 : at + 5] if t.pos_ in NOMINAL), None)
        verb = next((t for t in doc[at + 1 : min(statement.end, at + 16)] if is_finite(t)), None)
        if noun is not None and verb is not None and noun.i < verb.i and speaks(name_head(noun), context) is True:
            if not any(t.text == "," or t.lower_ in context.words.relative for t in doc[noun.i : verb.i]):
                return name_head(noun), at
    return None


def _passes_sentence(context: Context, cue: VerbCue, end: int) -> bool:
    """« Le tribunal l'a condamné à dix ans de prison »: a court's sentence is no condemnation of a deed."""
    hints, doc = context.lexicon.stance_hints, context.doc
    if not any(meaning.lemma in hints["sentencing"] for meaning in cue.meanings):
        return False
    for at in range(cue.end, min(end, cue.end + _SENTENCE_REACH)):
        if doc[at].lower_ in context.words.to and any(
            t.lemma_.lower() in hints["sentence"] for t in doc[at + 1 : at + 4]
        ):
            return True
    return False


def _says_nothing(context: Context, contents: list[tuple[int, int]]) -> bool:
    """« a requis l'anonymat »: the object makes no statement."""
    start, end = contents[0]
    opening = context.doc[start : min(end, start + 4)]
    return any(t.lemma_.lower() in context.lexicon.not_contents and t.pos_ == "NOUN" for t in opening)


def _is_purpose(context: Context, cue: VerbCue) -> bool:
    """« des groupes attaquent pour contester le pouvoir »: what a deed is for, no words of those who do it."""
    return cue.start > 0 and context.doc[cue.start - 1].lower_ in context.words.purpose


def _counts_victims(context: Context, holder: Token) -> bool:
    """« une victime est morte, portant à quatre … »: neither the victim nor the attack counts, an office or a paper does."""
    known = context.lexicon.holders.get(holder.lemma_.lower()) in {"body", "document", "person", "reporter"}
    if holder.dep_ == "nsubj:pass":
        return False  # « deux Casques bleus ont été tués, portant à sept … »
    return known or holder.pos_ == "PROPN" or holder.lower_ in context.words.third_person | context.words.impersonal


def _may_hold(context: Context, meaning: CueVerb, holder: Token | None, rule: str, cue: VerbCue) -> bool:
    if holder is None:
        return meaning.any_subject or cue.form == "infinitive"
    if rule == "verb_number" and cue.form == "gerund" and not _counts_victims(context, holder):
        return False
    if meaning.any_subject or is_impersonal(holder, context):
        return True
    verdict = speaks(holder, context)
    return verdict is True or (verdict is None and rule in {"verb_that", "verb_colon", "verb_quote", "verb_infinitive"})
