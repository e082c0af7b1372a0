"""Constructions in which a cue verb takes its content, and the first of them that the words show."""

from __future__ import annotations

from collections.abc import Callable

from selon.extract.claims.clauses import first_main_verb, home_of, quote_length
from selon.extract.claims.content_ends import content_end
from selon.extract.claims.content_starts import find_infinitive, find_that
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Found
from selon.extract.claims.judgements import find_self_adjective, find_verdict
from selon.extract.claims.object_ends import object_end
from selon.extract.claims.objects import (
    find_addressee,
    find_around_fixed,
    find_direct_object,
    find_governed,
    find_number,
    find_object_and_more,
    resumed_phrase,
)
from selon.extract.claims.reading import OPENING_MARKS, is_finite, is_infinitive
from selon.extract.claims.sources import is_time_word
from selon.extract.claims.verbcues import VerbCue
from selon.lexicon.cues import CueVerb

# Frames in which the content is a noun phrase, so that a comma may end it.
_NOMINAL_RULES = frozenset(
    {"verb_object", "verb_preposition", "verb_object_complement", "verb_number", "verb_verdict", "verb_self_predicate"}
)


def complement(context: Context, cue: VerbCue, end: int) -> tuple[CueVerb, list[tuple[int, int]], str] | None:
    """The cue's content after it: the first construction of the entry that the words show."""
    for find in _FINDERS:
        found = find(context, cue, end)
        if found is None:
            continue
        meaning, start, rule = found
        if rule == "verb_clitic":
            return meaning, [resumed_phrase(context, cue, start)], rule
        if rule == "verb_fixed":
            return meaning, [(start, cue.end)], rule
        stop_at_colon = rule in _NOMINAL_RULES or rule == "verb_infinitive"
        stop = content_end(context, cue, start, end, stop_at_colon=stop_at_colon)
        if rule in _NOMINAL_RULES:
            stop = stop if rule != "verb_self_predicate" else _first_comma(context, start, stop)
            stop = max(
                object_end(context, cue, start, stop),
                _last_infinitive(context, start, stop) if rule == "verb_object_complement" else 0,
            )
        piece = context.reading.trimmed(start, stop)
        if piece[0] < piece[1]:
            return meaning, [piece, *_after_colon(context, piece, end)], rule
    return None


def _first_comma(context: Context, start: int, end: int) -> int:
    return next((at for at in range(start, end) if context.doc[at].text == ","), end)


def _last_infinitive(context: Context, start: int, stop: int) -> int:
    """« accuse ces applications, dont X, de voler des données »: the end, where an infinitive completes the object."""
    doc, words = context.doc, context.words
    for at in range(start + 1, stop - 1):
        if (doc[at].lower_ in words.bare_of or doc[at].lower_ in words.to) and any(
            is_infinitive(t) for t in doc[at + 1 : at + 4]
        ):
            return stop
        if is_finite(doc[at]) and not any(t.lower_ in words.subordinator for t in doc[start:at]):
            return 0
    return 0


def _fixed(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« soutiennent le contraire »: the fixed words are what is said."""
    meaning = cue.with_frame("fixed")
    return (meaning, cue.end - len(meaning.fixed), "verb_fixed") if meaning is not None else None


def _after_colon(context: Context, piece: tuple[int, int], end: int) -> list[tuple[int, int]]:
    """« a nié toute responsabilité : « … » »: the quotation after the colon is content too."""
    doc, at = context.doc, piece[1]
    if at + 1 < end and doc[at].text == ":" and doc[at + 1].text in OPENING_MARKS and quote_length(context, at + 1) > 3:
        quotation = context.reading.quotation_at(at + 1)
        close = next((k for k in range(at + 1, end) if context.reading.quotation_at(k) != quotation), end)
        more = context.reading.trimmed(at + 1, close if close < end and doc[close].text == "," else end)
        return [more] if more[0] < more[1] else []
    return []


def _that(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("that")
    at = find_that(context, cue, end) if meaning is not None else -1
    return (meaning, at + 1, "verb_that") if meaning is not None and at >= 0 else None


def _infinitive(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("inf")
    start = find_infinitive(context, cue, end) if meaning is not None else -1
    return (meaning, start, "verb_infinitive") if meaning is not None and start >= 0 else None


def _quote(context: Context, cue: VerbCue, end: int) -> Found | None:
    """The verb is followed at once by a quotation."""
    meaning = cue.with_frame("say")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or doc[at].text == "," or is_time_word(doc[at], context)):
        at += 1
    related = any(t.lower_ in context.words.that for t in doc[max(0, cue.start - 2) : cue.start])
    if related and not context.reading.is_long_quote(at):
        return None  # « ceux qu'ils appellent « modérés » »: a naming, no speech
    if at + 1 < end and doc[at + 1].pos_ in {"ADP", "ADV"} and not context.reading.is_long_quote(at):
        return None
    opens = (
        at < end
        and doc[at].text in OPENING_MARKS
        and context.reading.quotation_at(at) != context.reading.quotation_at(cue.token.i)
    )
    return (meaning, at, "verb_quote") if opens else None


def _colon(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("say", "if")
    if meaning is None:
        return None
    home = home_of(context, cue)
    colon = next(
        (at for at in range(cue.end, end) if context.doc[at].text == ":" and context.reading.quotation_at(at) == home),
        -1,
    )
    if colon < 0 or first_main_verb(context, cue.end, colon) >= 0:
        return None
    return meaning, colon + 1, "verb_colon"


def _question(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("if")
    if meaning is None:
        return None
    for at in range(cue.end, min(end, cue.end + 4)):
        if context.doc[at].lower_ in context.words.question:
            return meaning, at, "verb_question"
    return None


_FINDERS: tuple[Callable[[Context, VerbCue, int], Found | None], ...] = (
    _fixed,
    find_around_fixed,
    find_self_adjective,
    _that,
    find_addressee,
    _infinitive,
    _quote,
    find_number,
    find_verdict,
    find_object_and_more,
    find_direct_object,
    find_governed,
    _colon,
    _question,
)
