"""How far a noun phrase that is the content reaches: enumerations and insertions go on, clauses and venues end it."""

from __future__ import annotations

from selon.extract.claims.clauses import (
    LONGEST_INSERTION,
    home_of,
    is_gerund,
    is_venue,
    prepositional_cue_at,
    tells_time,
)
from selon.extract.claims.context import Context
from selon.extract.claims.reading import is_adjectival, is_finite, is_infinitive
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL

# Speech acts about what is to come: a time in their object is the object's.
_AHEAD = frozenset({"demands", "worries", "promises", "threatens"})
# A member of an enumeration is no longer than this.
_LONGEST_MEMBER = 14


def object_end(context: Context, cue: VerbCue, start: int, end: int) -> int:
    """Where a noun phrase content ends: at the first comma that its tree does not reach beyond, or before a venue."""
    doc, reading = context.doc, context.reading
    home, depth = home_of(context, cue), 0
    reach = _tree_reach(context, start, end)
    for at in range(start, end):
        token = doc[at]
        if reading.quotation_at(at) != home:
            continue
        depth += (token.text == "(") - (token.text == ")")
        if depth or at == start:
            continue
        if (
            token.text == ","
            and at >= reach
            and not _lists_on(context, at, end)
            and not _inserts_time(context, at, end)
            and not _inserts_part(context, start, at, end)
            and not _repeats_preposition(context, start, at, end)
        ):
            return at
        if token.lower_ in context.words.to and at > start + 1 and _addresses_outlet(context, cue, at):
            return at
        if token.lower_ in context.words.without and at > start + 1 and _omits(context, cue, at):
            return at
        if is_finite(token) and at >= reach and not _in_relative(context, start, at):
            return _before_clitics(context, start, at)
        if token.pos_ == "ADP" and at >= min(reach, start + 2) and is_venue(context, at, end):
            return at
        if token.text == "," and at + 2 < end and _opens_cued_participle(context, at):
            return at
        if (
            token.text == ","
            and at + 1 < end
            and (is_gerund(doc[at + 1], context.words) or _opens_absolute(context, at, end))
        ):
            return at
        if token.lower_ in context.words.gerund_opener and any(
            is_gerund(t, context.words) for t in doc[at + 1 : at + 3]
        ):
            return at
        if token.lower_ in context.words.temporal_preposition and at > start + 1 and token.head.head == cue.token:
            if cue.meanings and cue.meanings[0].stance in _AHEAD:
                continue  # « souhaite une trêve avant les élections »: when it is to come
            return at
    return end


def _omits(context: Context, cue: VerbCue, at: int) -> bool:
    """« a dénoncé le plan sans nommer X »: what the source left out, by the tree."""
    infinitive = next((t for t in context.doc[at + 1 : at + 5] if is_infinitive(t)), None)
    return infinitive is not None and infinitive.head == cue.token


def _addresses_outlet(context: Context, cue: VerbCue, at: int) -> bool:
    """« a confirmé cette attaque à RFI »: by the tree, the verb's own complement, an acronym."""
    noun = next((t for t in context.doc[at + 1 : at + 3] if t.pos_ in NOMINAL), None)
    return noun is not None and noun.head == cue.token and noun.text.isupper() and len(noun) > 1


def _inserts_time(context: Context, comma: int, end: int) -> bool:
    """« avoir employé du chlore, mardi, dans … »: a time word between commas; both commas are passed over."""
    doc = context.doc
    for step in (1, -1):
        at = comma + step
        while 0 < at < end and tells_time(doc[at], context):
            at += step
        if at != comma + step and 0 < at < end and doc[at].text == ",":
            return True
    return False


def _repeats_preposition(context: Context, start: int, comma: int, end: int) -> bool:
    """« appelle à une trêve, à libérer les otages »: the comma stands before another complement of the same kind."""
    if start == 0 or comma + 1 >= end:
        return False
    governing, following = context.doc[start - 1].lower_, context.doc[comma + 1].lower_
    return any(governing in forms and following in forms for forms in (context.words.to, context.words.bare_of))


def _inserts_part(context: Context, start: int, comma: int, end: int) -> bool:
    """« contre « dix officiers », dont deux généraux, pour … »: a part of the whole between commas, both passed over."""
    doc = context.doc
    opening = comma if comma + 1 < end and doc[comma + 1].lower_ in context.words.whose else -1
    if opening < 0:
        opening = next(
            (at for at in range(comma - 1, max(start, comma - LONGEST_INSERTION), -1) if doc[at].text == ","), -1
        )
        if opening < 0 or doc[opening + 1].lower_ not in context.words.whose:
            return False
    closing = next((at for at in range(opening + 1, min(end, opening + LONGEST_INSERTION)) if doc[at].text == ","), -1)
    if closing < 0 or closing + 1 >= end or any(is_finite(t) for t in doc[opening:closing]):
        return False
    return doc[closing + 1].pos_ == "ADP" and any(t.pos_ in NOMINAL for t in doc[closing + 1 : min(end, closing + 5)])


def _lists_on(context: Context, comma: int, end: int) -> bool:
    """Whether an enumeration goes on after the comma: « douze tués, trente blessés et un disparu »."""
    doc = context.doc
    words = context.words
    if comma + 1 >= end:
        return False
    first = doc[comma + 1]
    if not (first.pos_ == "NUM" or first.lower_ in words.indefinite | words.bare_article):
        return False
    for at in range(comma + 1, min(end, comma + _LONGEST_MEMBER)):
        if is_finite(doc[at]) or is_gerund(doc[at], context.words) or doc[at].lower_ in words.relative:
            return False
        if doc[at].lower_ in context.words.coordinator:
            return True
    return False


def _opens_cued_participle(context: Context, comma: int) -> bool:
    """« a revendiqué l'attaque, commise selon A par … »: what another source says of the object."""
    doc = context.doc
    return is_adjectival(doc[comma + 1], context.words) and prepositional_cue_at(context, comma + 2) is not None


def _opens_absolute(context: Context, comma: int, end: int) -> bool:
    """« …, des tirs éclatant dans la rue »: a noun with a participle of its own, no part of the object."""
    doc, at = context.doc, comma + 1
    if at >= end or doc[at].pos_ != "DET":
        return False
    while at < min(end, comma + 4) and doc[at].pos_ in {"DET", "NOUN", "ADJ"}:
        at += 1
    return at > comma + 2 and at < end and is_gerund(doc[at], context.words)


def _tree_reach(context: Context, start: int, end: int) -> int:
    """Position after the subtree of the phrase's head noun."""
    for at in range(start, min(end, start + 12)):
        token = context.doc[at]
        if token.pos_ in NOMINAL and (token.head.i < start or token.head.i >= end or token.head == token):
            return min(end, token.right_edge.i + 1)
    return start + 1


def _before_clitics(context: Context, start: int, verb: int) -> int:
    words, at = context.words, verb
    while at > start + 1 and context.doc[at - 1].lower_ in words.negation | words.clitic | words.reflexive:
        at -= 1
    return at


def _in_relative(context: Context, start: int, at: int) -> bool:
    words = context.words
    return any(
        t.lower_ in words.subordinator or (t.lower_ in words.condition and t.pos_ == "SCONJ")
        for t in context.doc[start:at]
    )
