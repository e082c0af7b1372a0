"""Cues that stand after or within their content: « …, a précisé X », « …, a-t-il ajouté, … »."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from selon.extract.claims.clauses import first_main_verb, home_of, is_that_clause, past_colon
from selon.extract.claims.content_starts import find_infinitive, find_that
from selon.extract.claims.context import Context, entry_name
from selon.extract.claims.draft import Draft
from selon.extract.claims.inverted_content import (
    before_cue,
    contents_around,
    cue_clause_end,
    cue_clause_start,
    quotes_before,
)
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS
from selon.extract.claims.sources import (
    coordinated_holders,
    is_first_or_second_person,
    is_impersonal,
    is_time_word,
    source_of_hearsay,
    speaks,
)
from selon.extract.claims.spoken import bears_witness
from selon.extract.claims.subjects import own_subject, subject_after
from selon.extract.claims.verb_groups import is_inverted_pronoun
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, is_case_marked, phrase_bounds
from selon.lexicon.cues import CueVerb

_CLOSES_CONTENT = frozenset({",", "!", "?", "…", "-", "–", "—", ")"}) | QUOTE_MARKS


def inverted_claim(context: Context, cue: VerbCue) -> Draft | None:
    """The claim of a finite cue whose subject follows it and whose content stands before; ``None`` if it is none."""
    meaning = _meaning(context, cue)
    if meaning is None or (cue.negated and not quotes_before(context, cue)) or bears_witness(context, cue):
        return None
    if "Sub" in cue.token.morph.get("Mood") and is_that_clause(context, cue):
        return None
    statement = context.reading.statement_at(cue.token.i)
    piece = past_colon(context, context.reading.piece_start(statement, cue.start), cue.start, cue.end)
    end = context.reading.piece_end(statement, cue.token.i)
    piece = _inserted_start(context, cue, piece)
    holder = _holder(context, cue, piece, end)
    if holder is None or is_first_or_second_person(holder, context):
        return None
    impersonal = is_impersonal(holder, context) or (cue.passive and cue.pronoun is not None)
    if impersonal:
        source = source_of_hearsay(context, cue, end)
        holder, impersonal = (source, False) if source is not None else (holder, True)
    clause_end = cue_clause_end(context, cue, holder, end)
    contents = contents_around(context, cue, piece, clause_end, end)
    if not contents:
        return None
    return Draft(
        holders=() if impersonal else tuple(coordinated_holders(holder)),
        cue=(cue.start, cue.end),
        stance=meaning.stance,
        contents=contents,
        rule="verb_after_content",
        entry=entry_name(meaning),
        verb=cue.token.i,
        neutral=meaning.stance == "asserts",
    )


def with_aspect(context: Context, cue: VerbCue) -> VerbCue | None:
    """« …, a tenu à nuancer X », « …, peut-on lire »: an infinitive of saying with the finite verb that carries it."""
    doc, words = context.doc, context.words
    at = _past_adverbs(context, cue.start - 1)
    if at > 0 and (doc[at].lower_ in words.to | words.bare_of | words.by):
        at = _past_adverbs(context, at - 1)
    pronoun = cue.pronoun
    if at > 0 and is_inverted_pronoun(doc[at], context.lexicon):
        pronoun, at = doc[at], at - 1
    if at < 0:
        return None
    modal = pronoun is not None and is_impersonal(pronoun, context) and doc[at].lemma_ in words.modal
    if not modal and doc[at].lemma_ not in context.lexicon.aspect_verbs:
        return None
    while at > 0 and (doc[at - 1].pos_ == "AUX" or doc[at - 1].lower_ in words.auxiliary | words.reflexive):
        at -= 1
    return replace(cue, start=at, form="finite", pronoun=pronoun, passive=False)


def _past_adverbs(context: Context, at: int) -> int:
    while at > 0 and context.doc[at].pos_ == "ADV":
        at -= 1
    return at


def _meaning(context: Context, cue: VerbCue) -> CueVerb | None:
    meaning = cue.with_frame("say") if cue.pronoun is None else cue.with_frame("say", "that", "inf", "if")
    return meaning or (cue.with_frame("insert") if quotes_before(context, cue) else None)


def _inserted_start(context: Context, cue: VerbCue, piece: int) -> int:
    """« fustige des ONG qui cherchent, dit-il, à … »: the relative clause that an insertion stands in.

    Only where the main clause makes a claim of its own; else the insertion attributes the whole sentence.
    """
    if cue.pronoun is None or context.reading.quotation_at(cue.token.i) >= 0:
        return piece
    main = first_main_verb(context, piece, cue.start)
    if main < 0 or context.doc[main].lower_ not in context.lexicon.forms:
        return piece
    for at in range(cue.start - 1, main, -1):
        if context.doc[at].lower_ in context.words.subject_relative:
            return at
        if context.doc[at].text == "," and at < cue.start - 1:
            return piece
    return piece


def _holder(context: Context, cue: VerbCue, piece: int, end: int) -> Token | None:
    """The inverted subject, if the cue is inverted at all."""
    if cue.pronoun is not None:
        return cue.pronoun if not _asks(context, cue, piece, end) else None
    compared = cue_clause_start(context, cue) < cue.start
    if not compared and (not _follows_content(context, cue, piece) or _is_insertion_end(context, cue, piece)):
        return None
    if find_that(context, cue, cue.end + 1) >= 0 or find_infinitive(context, cue, min(end, cue.end + 4)) >= 0:
        return None  # the content follows at once
    own = own_subject(cue.token, context)
    stands_after = own is not None and own.i >= cue.end and not is_time_word(own, context)
    holder = own if stands_after else subject_after(cue.end, end, context)
    if holder is None or holder.i >= end:
        return None
    if speaks(holder, context) is not False or quotes_before(context, cue):
        return holder
    return holder if _closes_clause(context, cue, holder, end) else None


def _closes_clause(context: Context, cue: VerbCue, holder: Token, end: int) -> bool:
    """Whether verb and noun alone stand between a comma and the clause's end: « …, s'amuse un habitué du palais. »."""
    if cue.with_frame("obj") is not None:
        return False  # « …, connu sous ce nom, a revendiqué l'attaque »: what the verb claims
    stop = phrase_bounds(holder)[1]
    at_end = stop >= end or context.doc[stop].text in {".", ",", "!", "?"}
    return (
        at_end
        and context.doc[cue.end].pos_ == "DET"
        and holder.i <= cue.end + 2
        and first_main_verb(context, cue.end, end) < 0
    )


def _asks(context: Context, cue: VerbCue, piece: int, end: int) -> bool:
    """« A-t-il annoncé… ? » is a question, unless words or a quotation stand before it."""
    return cue.start <= piece + 1 and any(token.text == "?" for token in context.doc[cue.end : end])


def _follows_content(context: Context, cue: VerbCue, piece: int) -> bool:
    """Whether punctuation that closes a content stands right before the cue."""
    at = before_cue(context, cue, piece)
    if at < piece:
        return False
    if (
        context.doc[at].text in OPENING_MARKS
        and context.reading.quotation_at(at) == context.reading.quotation_at(cue.token.i) >= 0
    ):
        return False  # the mark opens the quotation that the cue stands in
    if context.doc[at].text in {")", "-", "–", "—"}:
        return first_main_verb(context, piece, cue.start) >= 0
    if context.doc[at].text in QUOTE_MARKS:
        return quotes_before(context, cue)
    return context.doc[at].text in _CLOSES_CONTENT


def _is_insertion_end(context: Context, cue: VerbCue, piece: int) -> bool:
    """Whether the comma before the cue closes an insertion after its subject: « Paris, lui, condamne l'attaque ».

    A content has a main verb, or a quotation mark, or is one noun phrase with no comma in it.
    """
    doc, reading = context.doc, context.reading
    if quotes_before(context, cue) or first_main_verb(context, piece, cue.start) >= 0:
        return False
    home = home_of(context, cue)
    commas = [at for at in range(piece, cue.start) if doc[at].text == "," and reading.quotation_at(at) == home]
    if len(commas) < 2:
        return False
    nouns = (doc[at] for at in range(piece, commas[-2]) if doc[at].pos_ in NOMINAL and doc[at].pos_ != "NUM")
    if doc[commas[-2] - 1].lower_ in context.words.auxiliary:
        return True  # « ont, de leur côté, fait état de … »
    own = own_subject(cue.token, context)
    if own is not None and piece <= own.i < commas[-2]:
        return True
    opening = next((t for t in nouns if not is_time_word(t, context) and not is_case_marked(t)), None)
    return opening is not None and speaks(opening, context) is True
