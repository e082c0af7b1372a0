"""Cues that stand after or within their content: « …, a précisé X », « …, a-t-il ajouté, … »."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.content import (
    find_infinitive,
    find_that,
    first_main_verb,
    home_of,
    opens_participial_cue,
    past_colon,
    quote_length,
)
from selon.extract.claims.context import Context, entry_name
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_infinitive
from selon.extract.claims.sources import (
    coordinated_holders,
    is_first_or_second_person,
    is_impersonal,
    is_time_word,
    own_subject,
    speaks,
    subject_after,
)
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, is_case_marked, phrase_bounds
from selon.lexicon.cues import CueVerb

# A quotation of so few words with no comma after it is a name or a label within a sentence.
_SHORT_QUOTE = 3
_CLOSES_CONTENT = frozenset({",", "!", "?", "…", "-", "–", "—", ")"}) | QUOTE_MARKS


def inverted_claim(context: Context, cue: VerbCue) -> Draft | None:
    """The claim of a finite cue whose subject follows it and whose content stands before; ``None`` if it is none."""
    meaning = _meaning(context, cue)
    if meaning is None:
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
    clause_end = _clause_end(context, cue, holder, end)
    contents = _contents(context, cue, piece, clause_end, end)
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


def _meaning(context: Context, cue: VerbCue) -> CueVerb | None:
    meaning = cue.with_frame("say", "that") if cue.pronoun is None else cue.with_frame("say", "that", "inf", "if")
    return meaning or (cue.with_frame("insert") if _quotes_before(context, cue) else None)


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
    compared = _clause_start(context, cue) < cue.start
    if not compared and (not _follows_content(context, cue, piece) or _is_insertion_end(context, cue, piece)):
        return None
    if find_that(context, cue, cue.end + 1) >= 0 or find_infinitive(context, cue, min(end, cue.end + 4)) >= 0:
        return None  # the content follows at once
    own = own_subject(cue.token, context)
    stands_after = own is not None and own.i >= cue.end and not is_time_word(own, context)
    holder = own if stands_after else subject_after(cue.end, end, context)
    if holder is None or holder.i >= end:
        return None
    if speaks(holder, context) is not False or _quotes_before(context, cue):
        return holder
    return holder if _closes_clause(context, cue, holder, end) else None


def _closes_clause(context: Context, cue: VerbCue, holder: Token, end: int) -> bool:
    """Whether verb and noun alone stand between a comma and the clause's end: « …, s'amuse un habitué du palais. »."""
    stop = phrase_bounds(holder)[1]
    at_end = stop >= end or context.doc[stop].text in {".", ",", "!", "?"}
    return (
        at_end
        and context.doc[cue.end].pos_ == "DET"
        and holder.i <= cue.end + 2
        and first_main_verb(context, cue.end, end) < 0
    )


def _clause_start(context: Context, cue: VerbCue) -> int:
    """Position of « comme » in « comme l'a dit X »; the cue's own start where there is none."""
    doc, at = context.doc, cue.start - 1
    while (
        at >= 0
        and (doc[at].lower_ in context.words.clitic or doc[at].pos_ == "ADV")
        and doc[at].lower_ not in context.words.as_
    ):
        at -= 1
    return at if at >= 0 and doc[at].lower_ in context.words.as_ else cue.start


def _asks(context: Context, cue: VerbCue, piece: int, end: int) -> bool:
    """« A-t-il annoncé… ? » is a question, unless words or a quotation stand before it."""
    return cue.start <= piece + 1 and any(token.text == "?" for token in context.doc[cue.end : end])


def _before(context: Context, cue: VerbCue, floor: int) -> int:
    at = cue.start - 1
    while at >= floor and (
        context.doc[at].is_space
        or context.doc[at].lower_ in context.words.clitic
        or context.doc[at].lower_ in context.words.first_person_reflexive
    ):
        at -= 1
    return at


def _follows_content(context: Context, cue: VerbCue, piece: int) -> bool:
    """Whether punctuation that closes a content stands right before the cue."""
    at = _before(context, cue, piece)
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
        return _quotes_before(context, cue)
    return context.doc[at].text in _CLOSES_CONTENT


def _quotes_before(context: Context, cue: VerbCue) -> bool:
    at = _before(context, cue, 0)
    comma = at > 0 and context.doc[at].text == ","
    while at > 0 and context.doc[at].text == ",":
        at -= 1
    return at >= 0 and context.doc[at].text in QUOTE_MARKS and (comma or quote_length(context, at) > _SHORT_QUOTE)


def _is_insertion_end(context: Context, cue: VerbCue, piece: int) -> bool:
    """Whether the comma before the cue closes an insertion after its subject: « Paris, lui, condamne l'attaque ».

    A content has a main verb, or a quotation mark, or is one noun phrase with no comma in it.
    """
    doc, reading = context.doc, context.reading
    if _quotes_before(context, cue) or first_main_verb(context, piece, cue.start) >= 0:
        return False
    home = home_of(context, cue)
    commas = [at for at in range(piece, cue.start) if doc[at].text == "," and reading.quotation_at(at) == home]
    if len(commas) < 2:
        return False
    nouns = (doc[at] for at in range(piece, commas[-2]) if doc[at].pos_ in NOMINAL and doc[at].pos_ != "NUM")
    opening = next((t for t in nouns if not is_time_word(t, context) and not is_case_marked(t)), None)
    return opening is not None and speaks(opening, context) is True


def source_of_hearsay(context: Context, cue: VerbCue, end: int) -> Token | None:
    """« a-t-on appris de source hospitalière », « auprès de X »: the source that an impersonal cue still names."""
    doc = context.doc
    for at in range(cue.end, min(end, cue.end + 6)):
        if doc[at].text in {",", ".", ":"}:
            return None
        if doc[at].lower_ in context.words.of or doc[at].lower_ == "auprès":
            noun = next((t for t in doc[at + 1 : min(end, at + 6)] if t.pos_ in NOMINAL), None)
            return noun if noun is not None and speaks(noun, context) is True else None
    return None


def _clause_end(context: Context, cue: VerbCue, holder: Token, end: int) -> int:
    """Position after the cue, its subject and what belongs to them, up to the comma or the piece's end."""
    reading, doc = context.reading, context.doc
    at, home = cue.end, home_of(context, cue)
    if holder.i >= cue.end:
        at = max(at, *(phrase_bounds(other)[1] for other in coordinated_holders(holder)))
    while at < end and reading.quotation_at(at) == home and doc[at].text not in {",", ".", ":", "!", "?", "…"}:
        if doc[at].text in {"-", "–", "—"} and at > cue.end:
            break
        at += 1
    return at


def _contents(context: Context, cue: VerbCue, piece: int, clause_end: int, end: int) -> list[tuple[int, int]]:
    reading, doc = context.reading, context.doc
    start, stop = reading.trimmed(piece, min(_clause_start(context, cue), _before(context, cue, piece) + 1))
    if start < stop and doc[stop - 1].lower_ in context.words.coordinator:
        start, stop = reading.trimmed(start, stop - 1)
    contents = [(start, stop)] if start < stop else []
    if _resumes(context, cue, piece, clause_end, end):
        home = home_of(context, cue)
        tail = next(
            (
                at
                for at in range(clause_end + 1, end)
                if doc[at].text == "," and reading.quotation_at(at) == home and opens_participial_cue(context, at)
            ),
            end,
        )
        after = reading.trimmed(clause_end, tail)
        if after[0] < after[1]:
            contents.append(after)
    return contents


def _resumes(context: Context, cue: VerbCue, piece: int, clause_end: int, end: int) -> bool:
    """Whether the content goes on after the cue clause."""
    reading, doc = context.reading, context.doc
    home = home_of(context, cue)
    if _clause_start(context, cue) <= piece + 1 and clause_end < end:
        return True
    if clause_end >= end or doc[clause_end].text == ":":
        return clause_end < end and first_main_verb(context, clause_end + 1, end) >= 0
    if home >= 0 and any(reading.quotation_at(at) == home for at in range(piece, cue.start)):
        return True  # the cue stands inside the quotation
    if clause_end < end and opens_participial_cue(context, clause_end):
        return False
    at = clause_end
    while at < end and (doc[at].text in {",", ".", "-", "–", "—"} or doc[at].is_space):
        at += 1
    if at >= end:
        return False
    if doc[at].text in OPENING_MARKS and reading.quotation_at(at) >= 0 and doc[at].text != "»":
        return True
    if cue.pronoun is not None and _completes(context, at):
        return True
    verb = first_main_verb(context, at, end)
    if first_main_verb(context, piece, cue.start) >= 0 or _quotes_before(context, cue):
        return (
            verb >= 0
            and doc[clause_end].text == ","
            and (doc[at].lower_ in context.words.coordinator or _is_new_clause(context, at, verb))
        )
    return verb >= 0


def _completes(context: Context, at: int) -> bool:
    """« qui cherchent, dit-il, à ternir … », « il faut, dit-il, que … »: a complement of the verb before the insertion."""
    doc, words = context.doc, context.words
    if doc[at].lower_ in words.that:
        return True
    return (doc[at].lower_ in words.to or doc[at].lower_ in words.bare_of) and any(
        is_infinitive(t) for t in doc[at + 1 : at + 3]
    )


def _is_new_clause(context: Context, at: int, verb: int) -> bool:
    """Whether what follows the cue clause is a clause with a subject of its own, and no other cue's."""
    subject = own_subject(context.doc[verb], context)
    return subject is not None and at <= subject.i < verb and context.doc[verb].lower_ not in context.lexicon.forms
