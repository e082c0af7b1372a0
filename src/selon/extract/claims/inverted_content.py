"""The content around a cue clause that stands after or within it."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.clauses import first_main_verb, home_of, opens_participial_cue, quote_length
from selon.extract.claims.context import Context
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_finite, is_infinitive
from selon.extract.claims.sources import coordinated_holders
from selon.extract.claims.subjects import own_subject
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import phrase_bounds

# A quotation of so few words with no comma after it is a name or a label within a sentence.
_SHORT_QUOTE = 3


def cue_clause_start(context: Context, cue: VerbCue) -> int:
    """Position of « comme » in « comme l'a dit X »; the cue's own start where there is none."""
    doc, at = context.doc, cue.start - 1
    while (
        at >= 0
        and (doc[at].lower_ in context.words.clitic or doc[at].pos_ == "ADV")
        and doc[at].lower_ not in context.words.as_
    ):
        at -= 1
    return at if at >= 0 and doc[at].lower_ in context.words.as_ else cue.start


def before_cue(context: Context, cue: VerbCue, floor: int) -> int:
    """Position of the last token before the cue and its clitics; ``floor - 1`` for none."""
    at = cue.start - 1
    while at >= floor and (
        context.doc[at].is_space
        or context.doc[at].lower_ in context.words.clitic
        or context.doc[at].lower_ in context.words.first_person_reflexive
    ):
        at -= 1
    return at


def quotes_before(context: Context, cue: VerbCue) -> bool:
    """Whether a quotation that may be somebody's speech ends right before the cue."""
    at = before_cue(context, cue, 0)
    comma = at > 0 and context.doc[at].text == ","
    while at > 0 and context.doc[at].text == ",":
        at -= 1
    if at < 0 or context.doc[at].text not in QUOTE_MARKS:
        return False
    return comma or quote_length(context, at) > _SHORT_QUOTE or _opens_statement(context, at)


def _opens_statement(context: Context, mark: int) -> bool:
    """« "Cela commence mal" dit X »: a quotation with a verb that opens its statement, however short."""
    quotation = context.reading.quotation_at(mark)
    statement = context.reading.statement_at(mark)
    start = context.reading.trimmed(statement.start, statement.end)[0]
    opens = quotation >= 0 and context.reading.quotation_at(start) == quotation
    return opens and any(is_finite(t) for t in context.doc[start:mark])


def cue_clause_end(context: Context, cue: VerbCue, holder: Token, end: int) -> int:
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


def contents_around(context: Context, cue: VerbCue, piece: int, clause_end: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the content's pieces.

    Args:
        context: The report and the words.
        cue: The cue.
        piece: Where the statement's piece starts.
        clause_end: Position after the cue clause.
        end: Where the piece ends.
    """
    reading, doc = context.reading, context.doc
    start, stop = reading.trimmed(piece, min(cue_clause_start(context, cue), before_cue(context, cue, piece) + 1))
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
        after = reading.trimmed(_past_stop(context, cue, clause_end, tail), tail)
        if after[0] < after[1]:
            contents.append(after)
    return contents


def _past_stop(context: Context, cue: VerbCue, start: int, end: int) -> int:
    """« "On le sait, disait X, l'ancien juge, en 2012. Si … »: where the quotation goes on behind the cue's full stop."""
    if home_of(context, cue) < 0:
        return start
    stop = next((at for at in range(start, end) if context.doc[at].text == "."), -1)
    return stop + 1 if stop >= 0 and first_main_verb(context, start, stop) < 0 else start


def _resumes(context: Context, cue: VerbCue, piece: int, clause_end: int, end: int) -> bool:
    """Whether the content goes on after the cue clause."""
    reading, doc = context.reading, context.doc
    home = home_of(context, cue)
    if cue_clause_start(context, cue) <= piece + 1 and clause_end < end:
        return True
    opened = doc[max(piece, before_cue(context, cue, piece) - 1)]
    if clause_end < end and opened.lower_ in context.words.relative | context.words.that:
        return True  # « un passeur qui, pense-t-il, les escroque »
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
    if doc[at].pos_ == "VERB" and "Part" in doc[at].morph.get("VerbForm"):
        return False  # « a dit l'ancien ministre, renversé il y a dix ans »: more of the source
    verb = first_main_verb(context, at, end)
    if first_main_verb(context, piece, cue.start) >= 0 or quotes_before(context, cue):
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
