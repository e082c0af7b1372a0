"""Claims made by prepositional cues: « selon X », « d'après un bilan de X », « de source médicale », « pour X »."""

from __future__ import annotations

from selon.extract.claims.clauses import first_main_verb, past_colon
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.preposition_phrases import Phrase, phrase_at
from selon.extract.claims.preposition_scope import past_apposition, widest_scope
from selon.extract.claims.reading import OPENING_MARKS


def prepositional_claims(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The claims of all prepositional cues of a report.

    Args:
        context: The report and the words.
        drafts: Claims of verbs, after whose cues a new content may start.
    """
    # « a-t-on appris de source X »: a verb has this source already; « selon X, qui dit … » is two claims of X
    first = context.lexicon.prepositions
    at = (k for k, word in enumerate(context.reading.lowers) if word in first)
    found = [phrase for k in at if (phrase := phrase_at(context, k)) is not None]
    within = {at for phrase in found for at in range(phrase.start, phrase.cue_end)}
    drafts[:] = [d for d in drafts if d.rule != "participle" or d.verb not in within]  # « selon un bilan publié par X »
    taken = {holder.i for draft in drafts for holder in draft.holders if holder.i > draft.verb}
    found = [p for k, p in enumerate(found) if not (k and p.start < found[k - 1].cue_end)]
    found = [p for k, p in enumerate(found) if not (k and _joins(context, found[k - 1], p))]
    phrases = [p for p in found if not any(h.i in taken for h in p.holders) and not _is_venue(context, p, drafts)]
    cued = [d.cue for d in drafts if d.cue is not None and d.rule == "verb_after_content"]
    ends = sorted([phrase.end for phrase in phrases] + [cue[1] for cue in cued])
    starts = sorted([phrase.start for phrase in phrases] + [cue[0] for cue in cued])
    return [draft for phrase in phrases if (draft := _claim(context, phrase, starts, ends, drafts)) is not None]


def _joins(context: Context, before: Phrase, phrase: Phrase) -> bool:
    """« de l'aveu de A et selon B »: two cues for one content make one claim, the first's (RECORD.md, decision 17)."""
    between = context.doc[before.end : phrase.start]
    return len(between) == 1 and between[0].lower_ in context.words.coordinator


def _is_venue(context: Context, phrase: Phrase, drafts: list[Draft]) -> bool:
    """« Le gouvernement a condamné …, selon un communiqué »: the document of the speaker just named."""
    holder = phrase.holders[0] if phrase.holders else None
    if holder is None or context.lexicon.holders.get(holder.lemma_.lower()) != "document":
        return False
    if not any(t.lower_ in context.words.indefinite for t in holder.lefts):
        return False
    number = context.reading.statement_number(phrase.start)
    return any(
        bool(d.holders) and 0 <= d.verb < phrase.start and context.reading.statement_number(d.verb) == number
        for d in drafts
    )


def _opened_content(phrase: Phrase, drafts: list[Draft]) -> tuple[int, int] | None:
    """The content that the phrase opens: « a dit que, selon l'ONU, … »."""
    for draft in drafts:
        for start, end in draft.contents:
            if (
                start <= phrase.start <= start + 2
                and phrase.end < end
                and draft.rule in {"verb_that", "verb_infinitive"}
            ):
                return start, end
    return None


def _holding_content(phrase: Phrase, drafts: list[Draft]) -> tuple[int, int] | None:
    """The clause that the phrase stands in: « a dit que les troupes avançaient en vue, selon lui, de … »."""
    holding = (
        (start, end)
        for draft in drafts
        if draft.rule in {"verb_that", "verb_infinitive"}
        for start, end in draft.contents
        if start < phrase.start and phrase.end < end
    )
    return min(holding, key=lambda piece: piece[1] - piece[0], default=None)


def _claim(context: Context, phrase: Phrase, starts: list[int], ends: list[int], drafts: list[Draft]) -> Draft | None:
    reading, doc = context.reading, context.doc
    statement = reading.statement_at(phrase.start)
    start = past_colon(context, reading.piece_start(statement, phrase.start), phrase.start, phrase.end)
    stop = reading.piece_end(statement, phrase.start)
    start, stop = _opened_content(phrase, drafts) or _holding_content(phrase, drafts) or (start, stop)
    opens = reading.trimmed(start, phrase.start)[0] >= reading.trimmed(start, phrase.start)[1]
    start, stop = widest_scope(context, phrase, start, stop)
    joined = _is_parenthesis(context, phrase)
    phrase_end = phrase.end if joined else past_apposition(context, phrase, stop, opens)
    if not opens:
        earlier = [end for end in ends if start < end < phrase.start]
        if earlier and not _is_continuation(context, earlier[-1], phrase.start):
            start = _past_cue_clause(context, earlier[-1], phrase.start)
        later = [at for at in starts if phrase_end <= at < stop]
        if later:
            stop = phrase_end
    before = reading.trimmed(start, phrase.start)
    after = reading.trimmed(max(phrase_end, start), stop)
    if before[0] < before[1] and doc[before[1] - 1].lower_ in context.words.coordinator:
        before = reading.trimmed(before[0], before[1] - 1) if not joined else (before[0], before[0])
    if not opens and after[0] < after[1] and not _goes_on(context, before, after):
        after = (after[0], after[0])
    if after[0] < after[1] and _opens_subordinate(context, phrase):
        before = (before[0], before[0])
    contents = [piece for piece in (before, after) if piece[0] < piece[1]]
    if not contents:
        return None
    entry = f"{phrase.cue.where} {' '.join(phrase.cue.words)}".replace("' ", "'")
    return Draft(
        phrase.holders,
        (phrase.start, phrase.cue_end),
        phrase.cue.stance,
        contents,
        "preposition",
        entry,
        phrase.start,
        neutral=True,
    )


def _opens_subordinate(context: Context, phrase: Phrase) -> bool:
    """« alors que, selon A, l'armée recule »: the cue opens the subordinate clause that it attributes."""
    doc, at = context.doc, phrase.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    return at > 0 and doc[at].lower_ in context.words.that and doc[at].pos_ != "PRON"


def _is_parenthesis(context: Context, phrase: Phrase) -> bool:
    """« livre des drones et, selon A, des hommes »: between commas behind a coordinator; only what follows is A's."""
    doc, at = context.doc, phrase.start - 2
    if at < 0 or phrase.end >= len(doc) or doc[phrase.end].text != "," or doc[at + 1].text != ",":
        return False
    return doc[at].lower_ in context.words.coordinator


def _is_continuation(context: Context, end: int, at: int) -> bool:
    """Whether the words between an earlier cue clause and this phrase say nothing of their own."""
    start = _past_cue_clause(context, end, at)
    return not any(t.pos_ in {"NOUN", "PROPN", "NUM", "VERB"} for t in context.doc[start:at])


def _past_cue_clause(context: Context, end: int, at: int) -> int:
    """Position after the comma that closes the cue clause which ends at or after ``end``."""
    return next((k + 1 for k in range(end, at) if context.doc[k].text in {",", ";"}), at)


def _goes_on(context: Context, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the words after a medial cue are content: the clause has its verb there, or another clause follows."""
    first, opening = context.doc[after[0]], context.doc[before[0]] if before[0] < before[1] else None
    participle = opening is not None and opening.pos_ == "VERB" and "Part" in opening.morph.get("VerbForm")
    statement = context.reading.statement_at(after[0])
    fronted = participle and before[0] == context.reading.trimmed(statement.start, statement.end)[0]
    if fronted and first_main_verb(context, *before) < 0:
        return False  # « Né en 1940 selon sa biographie, X … »: only what stands before
    behind_auxiliary = before[0] < before[1] and context.doc[before[1] - 1].lower_ in context.words.auxiliary
    verb_last = before[0] < before[1] and context.doc[before[1] - 1].pos_ == "VERB"
    if behind_auxiliary or (verb_last and context.doc[after[0]].pos_ in {"DET", "NUM"}):
        return True  # « a, de son propre aveu, ordonné … »
    if first.text in OPENING_MARKS or first.lower_ in context.words.coordinator:
        return True
    if context.doc[after[0] - 1].text != ",":
        return True
    return first_main_verb(context, *before) < 0 or first_main_verb(context, *after) >= 0
