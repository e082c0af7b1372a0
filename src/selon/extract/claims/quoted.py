"""Quotations with no cue of their own: those that go on after a cue, those that a name and a colon introduce."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.clauses import first_main_verb
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, Statement, is_finite
from selon.extract.claims.sources import coordinated_holders, speaks
from selon.extract.phrases import NOMINAL, name_head

# A name and a colon before a quotation: no longer than this, else the colon belongs to a sentence.
_LONGEST_OPENER = 10
# A quotation alone in its paragraph that is shorter is a title or a label, not somebody's statement.
_FEWEST_WORDS = 4
_LONGEST_HEADING = 14


def quoted_statement(context: Context, statement: Statement) -> tuple[int, int] | None:
    """Bounds of a statement's quotation where the statement is nothing else; ``None`` otherwise."""
    start, end = context.reading.trimmed(statement.start, statement.end)
    if start >= end or context.doc[start].text not in OPENING_MARKS:
        return None
    quotation = context.reading.quotation_at(start)
    if quotation < 0:
        return None
    rest = [
        t
        for t in context.doc[start:end]
        if context.reading.quotation_at(t.i) != quotation and not t.is_punct and not t.is_space
    ]
    return None if rest else (start, end)


def continue_quotations(context: Context, drafts: list[Draft]) -> None:
    """Add quotations that follow a quoting claim with no new cue to that claim's content.

    A quotation is continued within its paragraph only; a cue of its own makes it a claim of its own.
    """
    covered = {at for draft in drafts for start, end in draft.contents for at in range(start, end)}
    for number, statement in enumerate(context.reading.statements):
        bounds = quoted_statement(context, statement)
        if bounds is None or bounds[0] in covered or number == 0:
            continue
        if _opens_paragraph(context, statement) and not _is_speech(context, bounds):
            continue
        previous = context.reading.statements[number - 1]
        draft = _quoting(context, drafts, previous)
        if draft is not None:
            draft.contents.append(bounds)
            covered.update(range(*bounds))


def precede_quotations(context: Context, drafts: list[Draft]) -> None:
    """Add paragraphs of a quotation that its speaker's cue follows only in the last one (each opens anew, none closes)."""
    for number in range(len(context.reading.statements) - 1, 0, -1):
        statement, before = context.reading.statements[number], context.reading.statements[number - 1]
        bounds = quoted_statement(context, before)
        if bounds is None or context.reading.quotations[context.reading.quotation_at(bounds[0])].closed:
            continue
        start = context.reading.trimmed(statement.start, statement.end)[0]
        for draft in drafts:
            if draft.contents[0][0] == start and draft.rule in {"verb_after_content", "opener"}:
                draft.contents.insert(0, bounds)


def _opens_paragraph(context: Context, statement: Statement) -> bool:
    start = context.reading.trimmed(statement.start, statement.end)[0]
    return any(at in context.reading.breaks for at in range(statement.start, start + 1))


def _is_speech(context: Context, bounds: tuple[int, int]) -> bool:
    """Whether a quotation of its own paragraph is somebody speaking on, and no sub-heading: it is long and has a verb."""
    words = [t for t in context.doc[bounds[0] : bounds[1]] if not t.is_punct and not t.is_space]
    return len(words) > _LONGEST_HEADING and any(is_finite(t) for t in words)


def _quoting(context: Context, drafts: list[Draft], statement: Statement) -> Draft | None:
    """The last claim of the statement that has a source and could go on: its content is or ends with speech."""
    candidates = [
        draft
        for draft in drafts
        if draft.contents
        and statement.start <= draft.contents[-1][0] < statement.end
        and draft.rule.split("_")[0] in {"verb", "opener", "preposition"}
    ]
    if not candidates:
        return None
    speech = [
        d
        for d in candidates
        if any(
            context.doc[at].text in QUOTE_MARKS
            for s, e in d.contents
            for at in range(max(0, s - 1), min(len(context.doc), e + 1))
        )
    ]
    pool = (
        speech
        or [d for d in candidates if d.rule in {"verb_after_content", "verb_that", "verb_colon"}]
        or [d for d in candidates if d.rule == "verb_object" and d.neutral]
    )
    return max(pool, key=lambda d: d.cue[0] if d.cue else d.contents[-1][0]) if pool else None


def opened_quotation(context: Context, statement: Statement) -> Draft | None:
    """« Nom : « … » », « Réaction d'un habitant : « … » »: a short opener without a verb, a colon or dash, speech."""
    doc, reading = context.doc, context.reading
    start, end = reading.trimmed(statement.start, statement.end)
    for at in range(start + 1, min(end - 1, start + _LONGEST_OPENER + 6)):
        if reading.quotation_at(at) >= 0:
            return None
        if doc[at].text != ":" or doc[at + 1].text not in OPENING_MARKS:
            continue
        if at - start > _LONGEST_OPENER or first_main_verb(context, start, at) >= 0:
            return None
        holder = _opener_holder(context, start, at)
        if holder is None:
            return None
        bounds = reading.trimmed(at + 1, end)
        return (
            Draft(tuple(coordinated_holders(holder)), None, "asserts", [bounds], "opener", neutral=True)
            if bounds[0] < bounds[1]
            else None
        )
    return None


def _opener_holder(context: Context, start: int, colon: int) -> Token | None:
    for at in range(start, colon):
        token = context.doc[at]
        if token.pos_ in NOMINAL and speaks(token, context) is True and token.text[:1] not in "-–":
            return name_head(token) if start <= name_head(token).i < colon else token
    return None


def heading_quotation(context: Context, statement: Statement) -> Draft | None:
    """A quotation that is a paragraph of its own, as sub-headings of news are: somebody's words, nobody named."""
    if not _opens_paragraph(context, statement) and statement.start > 0:
        return None
    bounds = quoted_statement(context, statement)
    if bounds is None or not _closes_paragraph(context, statement):
        return None
    if not context.reading.quotations[context.reading.quotation_at(bounds[0])].closed:
        return None
    words = [t for t in context.doc[bounds[0] : bounds[1]] if not t.is_punct and not t.is_space]
    if len(words) < _FEWEST_WORDS or not any(is_finite(t) for t in words):
        return None
    return Draft((), None, "asserts", [bounds], "heading", neutral=True)


def _closes_paragraph(context: Context, statement: Statement) -> bool:
    return statement.end >= len(context.doc) or any(
        at in context.reading.breaks for at in range(statement.end - 1, min(len(context.doc), statement.end + 2))
    )
