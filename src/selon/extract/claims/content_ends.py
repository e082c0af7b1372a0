"""How far the attributed words reach.

The rules go by the words first (colon, quotation marks, commas, the next cue) and by the tree second: a small parser finds
complements well and their right edges badly.
"""

from __future__ import annotations

from selon.extract.claims.clauses import (
    first_main_verb,
    home_of,
    is_venue,
    opens_coordinated_cue,
    opens_participial_cue,
    prepositional_cue_at,
    quote_length,
)
from selon.extract.claims.context import Context
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_finite, is_infinitive
from selon.extract.claims.verbcues import VerbCue

# A relative clause stands no more heads below its main verb than this.
_MOST_HOPS = 4
# An answer's verb stands no further behind « ce que » than this.
_ANSWER_REACH = 8


def content_end(context: Context, cue: VerbCue, start: int, end: int, *, stop_at_colon: bool = False) -> int:
    """Where the content that starts at ``start`` ends: the piece's end, the next cue, or the end of the cue's quotation."""
    doc, reading = context.doc, context.reading
    home = home_of(context, cue)
    conjuncts = _conjunct_starts(cue, start)
    end = _before_governing_verb(context, cue, start, end)
    depth = 0
    for at in range(start, end):
        token, inside = doc[at], reading.quotation_at(at)
        if inside != home:
            if home >= 0:
                return at  # the quotation that holds the cue ends here
            continue  # a quotation within the content is passed over whole
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0 or token.text == ";" or (at > start and at in reading.breaks):
            return at
        if at > start and (at in conjuncts or _opens_next_cue(context, at, start)):
            return at
        if token.text == ":" and (stop_at_colon or _quote_follows(context, at, end)):
            return at
    return end


def _before_governing_verb(context: Context, cue: VerbCue, start: int, end: int) -> int:
    """« À ceux qui demandent de partir, nous répondons … »: where a relative clause ends, its main clause goes on."""
    subordinate = cue.token.dep_.startswith("advcl") and any(c.dep_ == "mark" for c in cue.token.lefts)
    if not (subordinate or cue.token.dep_.startswith("acl")):
        return end
    governing, hops = cue.token.head, 0
    while governing.i < start and governing.head != governing and hops < _MOST_HOPS:
        governing, hops = governing.head, hops + 1
    if not start < governing.i < end or governing.pos_ not in {"VERB", "AUX"}:
        return end
    doc, home = context.doc, home_of(context, cue)
    commas = [
        at for at in range(start, governing.i) if doc[at].text == "," and context.reading.quotation_at(at) == home
    ]
    first = min([t.i for t in governing.lefts if t.i > start] or [governing.i])
    before = [at for at in commas if at < first] or commas
    return before[-1] if before else end


def _conjunct_starts(cue: VerbCue, start: int) -> set[int]:
    """Positions of the « et », « mais » that join another predicate to the cue's verb."""
    verbs = [t for t in cue.token.rights if t.dep_ == "conj" and t.i > start and t.pos_ in {"VERB", "AUX"}]
    return {c.i for verb in verbs for c in verb.lefts if c.dep_ == "cc"}


def _opens_next_cue(context: Context, at: int, start: int) -> bool:
    token = context.doc[at]
    if token.text == "," and _lacks_verb(context, start, at):
        return False  # « qu'un responsable, souhaitant rester anonyme, a révélé … »: the clause is still to come
    if token.text == "," and (
        _closes_with_venue(context, at) or _opens_predicate(context, at) or _answers(context, at)
    ):
        return True
    if token.text == "," and _opens_absolute_cue(context, at):
        return True
    if token.text == ",":
        return opens_participial_cue(context, at) or _opens_without(context, at) or _opens_other_source(context, at)
    if token.lower_ in context.words.participle_prefix and at > start and at + 2 < len(context.doc):
        behind = context.doc[at + 1].lower_ in context.words.participle_opener
        if behind and opens_participial_cue(context, at):
            return True  # « … tout en répétant que … »
    if token.lower_ in context.words.coordinator and prepositional_cue_at(context, at + 1) is not None:
        return context.doc[at + 1].lower_ not in context.words.of  # « mais selon X, … »
    if token.lower_ in context.words.coordinator:
        return opens_coordinated_cue(context, at)
    return token.lower_ in context.words.gerund_opener and at > start + 1 and opens_participial_cue(context, at - 1)


def _closes_with_venue(context: Context, comma: int) -> bool:
    """« …, dans un communiqué publié lundi. »: nothing but where it was said follows the comma."""
    doc = context.doc
    if comma + 2 >= len(doc) or doc[comma + 1].pos_ != "ADP" or not is_venue(context, comma + 1, len(doc)):
        return False
    end = context.reading.piece_end(context.reading.statement_at(comma), comma)
    return not any(is_finite(t) or t.text in QUOTE_MARKS for t in doc[comma:end])


def _opens_predicate(context: Context, comma: int) -> bool:
    """« a pressé X d'agir, a demandé que … »: an auxiliary and another cue verb right behind the comma."""
    doc, at = context.doc, comma + 1
    if at + 1 >= len(doc) or doc[at].lower_ not in context.words.finite_auxiliary:
        return False
    while at + 1 < len(doc) and doc[at].pos_ in {"AUX", "ADV"}:
        at += 1
    form = context.lexicon.forms.get(doc[at].lower_)
    return form is not None and form.shape in {"participle", "either"}


def _answers(context: Context, comma: int) -> bool:
    """« …, ce à quoi X a rétorqué », « …, ce que X dément »: another source's answer follows the comma."""
    doc, words = context.doc, context.words
    if comma + 3 >= len(doc) or doc[comma + 1].lower_ not in words.demonstrative:
        return False
    if doc[comma + 2].lower_ not in words.to | words.that:
        return False
    return any(
        t.lower_ in context.lexicon.forms and t.pos_ in {"VERB", "AUX"}
        for t in doc[comma + 3 : comma + 3 + _ANSWER_REACH]
    )


def _lacks_verb(context: Context, start: int, comma: int) -> bool:
    """Whether a clause that « que » opened at ``start`` has no verb before the comma."""
    return context.doc[start - 1].lower_ in context.words.that and first_main_verb(context, start, comma) < 0


def _opens_absolute_cue(context: Context, comma: int) -> bool:
    """« …, Kiev saluant les secours »: a noun phrase and a participle of saying behind the comma."""
    doc = context.doc
    for at in range(comma + 1, min(len(doc), comma + _ANSWER_REACH)):
        form = context.lexicon.forms.get(doc[at].lower_)
        if form is not None and form.shape == "gerund" and doc[at].pos_ != "NOUN":
            return at > comma + 1
        if (
            doc[at].pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "ADP"}
            or doc[at].lower_ in context.words.participle_opener
        ):
            return False
    return False


def _opens_without(context: Context, comma: int) -> bool:
    """« , sans préciser … », « , sans toutefois donner … »: what the source did not say is no part of what it said."""
    doc, at = context.doc, comma + 1
    if at >= len(doc) or doc[at].lower_ not in context.words.without:
        return False
    return any(is_infinitive(token) for token in doc[at + 1 : at + 5])


def _opens_other_source(context: Context, comma: int) -> bool:
    """« Tandis que A dit que …, B explique que … »: a subject and its cue verb right after the comma start another claim."""
    doc = context.doc
    for at in range(comma + 1, min(len(doc) - 1, comma + 12)):
        token = doc[at]
        form = context.lexicon.forms.get(token.lower_)
        if form is not None and form.shape == "finite" and token.pos_ in {"VERB", "AUX"}:
            return at > comma + 1 and doc[at + 1].lower_ in context.words.that
        if token.pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "CCONJ", "ADP"}:
            return False
    return False


def _quote_follows(context: Context, colon: int, end: int) -> bool:
    return colon + 1 < end and context.doc[colon + 1].text in OPENING_MARKS and quote_length(context, colon + 1) > 3
