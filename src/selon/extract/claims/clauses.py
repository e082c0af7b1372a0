"""Clauses, insertions and quotations that a content may start, end or go on at."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.reading import is_finite, is_infinitive
from selon.extract.claims.sources import is_time_word, past_phrase
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import phrase_bounds
from selon.lexicon.cues import CuePreposition
from selon.lexicon.grammar import FunctionWords

LONGEST_INSERTION = 14
# A quotation of so few words that holds the cue quotes the verb, not a statement.
_CUE_ALONE = 4


def quote_length(context: Context, index: int) -> int:
    """Number of words of the quotation at token ``index``; 0 where there is none."""
    quotation = context.reading.quotation_at(index)
    return 0 if quotation < 0 else len(context.reading.quotations[quotation].inner.of(context.reading.text).split())


def home_of(context: Context, cue: VerbCue) -> int:
    """The quotation that the cue speaks within; -1 where it stands in none, or in one that quotes hardly more than the cue.

    « Washington « condamne avec fermeté » le bombardement »: the quotation marks say whose word the verb is, no more.
    """
    quotation = context.reading.quotation_at(cue.token.i)
    if quotation < 0 or quote_length(context, cue.token.i) > _CUE_ALONE:
        return quotation
    return -1


def past_insertion(context: Context, comma: int, end: int) -> int:
    """Position after an insertion between commas that starts at ``comma``; ``comma`` itself where none does."""
    doc = context.doc
    for at in range(comma + 1, min(end, comma + LONGEST_INSERTION)):
        if doc[at].text == ",":
            return at + 1
        if is_finite(doc[at]) or doc[at].text in {":", ";"}:
            return comma
    return comma


def tells_time(token: Token, context: Context) -> bool:
    """A time word, its article, or the day of a date: « lundi 13 mai », « la semaine dernière »."""
    if is_time_word(token, context):
        return True
    doc = token.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return token.pos_ in {"NUM", "DET"} and after is not None and is_time_word(after, context)


def opens_participial_cue(context: Context, comma: int) -> bool:
    """Whether « , ajoutant … », « , tout en précisant … » or « , avant de dire … » starts at the comma."""
    doc, words, lexicon = context.doc, context.words, context.lexicon
    at = comma + 1
    while at < min(len(doc), comma + 4) and (
        doc[at].lower_ in words.participle_prefix or doc[at].lower_ in words.participle_opener
    ):
        at += 1
    if at >= len(doc):
        return False
    form = lexicon.forms.get(doc[at].lower_)
    return form is not None and (
        form.shape == "gerund" or (form.shape == "infinitive" and doc[at - 1].lower_ in words.bare_of)
    )


def opens_coordinated_cue(context: Context, at: int) -> bool:
    """Whether the coordinator at ``at`` joins another verb of saying: « … et a ajouté que », « et demandé de »."""
    doc, words, lexicon = context.doc, context.words, context.lexicon
    index = at + 1
    while index < min(len(doc), at + 6) and (
        doc[index].pos_ in {"ADV", "AUX"}
        or doc[index].lower_ in words.reflexive
        or doc[index].lower_ in words.clitic
        or doc[index].lower_ in words.participle_opener
    ):
        index += 1
    if index >= len(doc):
        return False
    form = lexicon.forms.get(doc[index].lower_)
    if form is None or form.shape == "infinitive" or not _speaks_plainly(context, form.lemma, index):
        return False
    if index + 1 < len(doc) and doc[index + 1].lower_ in words.that:
        return True
    if doc[index].pos_ in {"NOUN", "PROPN"} and form.shape != "finite":
        return False
    if form.shape == "participle" and index == at + 1 and index + 1 < len(doc) and doc[index + 1].lower_ in words.by:
        return False
    if doc[index].pos_ in {"VERB", "AUX"} or index > at + 1:
        return True
    # « et menace de … »: a finite verb that the tagger takes for a noun
    following = doc[index + 1 : index + 4]
    return len(following) > 1 and following[0].lower_ in words.bare_of and any(map(is_infinitive, following))


def _speaks_plainly(context: Context, lemma: str, at: int) -> bool:
    """Whether the verb at ``at`` attributes by itself or with its fixed words, not only with a number or a quotation."""
    following = {token.lower_ for token in context.doc[at + 1 : at + 4]}
    return any(
        m.frames - {"à_num", "insert", "answers"} and (not m.fixed or m.fixed[0] in following)
        for m in context.lexicon.verbs[lemma]
    )


def is_gerund(token: Token, words: FunctionWords) -> bool:
    """Whether the token is a present participle."""
    shaped = token.lower_.endswith(tuple(words.gerund_ending))
    return shaped and token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm")


def is_venue(context: Context, at: int, end: int) -> bool:
    """Whether the prepositional phrase that opens at ``at`` tells where something was said: « dans un communiqué »."""
    doc, venues = context.doc, context.lexicon.venues
    after = past_phrase(at, end, context)
    return any(
        (t.lemma_.lower() in venues or t.lower_ in venues) and not is_time_word(t, context) for t in doc[at + 1 : after]
    )


def first_main_verb(context: Context, start: int, end: int) -> int:
    """Position of the first finite verb outside relative and subordinate clauses and quotations; -1 for none."""
    doc, subordinate, home = context.doc, False, context.reading.quotation_at(start)
    for at in range(start, end):
        token = doc[at]
        if context.reading.quotation_at(at) != home:
            continue
        if token.text == ",":
            subordinate = False
        elif token.lower_ in context.words.subordinator and token.pos_ != "ADP":
            subordinate = True
        elif is_finite(token):
            if not subordinate:
                return at
            subordinate = False
    return -1


def past_colon(context: Context, start: int, before: int, after: int) -> int:
    """Position after a colon that a whole sentence stands before: what is attributed follows it.

    Args:
        context: The report and the words.
        start: Where the piece starts.
        before: Start of the cue.
        after: Position after the cue, behind which the content may go on.
    """
    end = context.reading.statement_at(before).end
    doc, home = context.doc, context.reading.quotation_at(start)
    for at in range(before - 1, start, -1):
        if doc[at].text == ":" and context.reading.quotation_at(at) < 0 and home < 0:
            goes_on = first_main_verb(context, at + 1, before) >= 0 or first_main_verb(context, after, end) >= 0
            whole = first_main_verb(context, start, at) >= 0 or _is_cue(context, at - 1)
            return at + 1 if whole and goes_on else start
    return start


def _is_cue(context: Context, at: int) -> bool:
    """« Le ministre dément : … »: a finite cue verb before the colon, whatever the tagger took it for."""
    form = context.lexicon.forms.get(context.doc[at].lower_)
    return form is not None and form.shape == "finite" and context.doc[at].pos_ not in {"NOUN", "PROPN"}


def whole_phrase(noun: Token, before: int) -> tuple[int, int]:
    """The noun with determiner and modifiers, up to ``before`` at most."""
    start, end = phrase_bounds(noun)
    doc = noun.doc
    while start > 0 and (doc[start - 1].pos_ == "DET" or doc[start - 1].dep_ == "det"):
        start -= 1
    return start, min(end, before) if before > start else end


def prepositional_cue_at(context: Context, at: int) -> tuple[CuePreposition, int] | None:
    """The longest cue whose words stand at ``at``, and the position after it."""
    lowers, of = context.reading.lowers, context.words.of
    size = len(lowers)
    for cue in context.lexicon.prepositions.get(lowers[at], ()) if at < size else ():
        index = at
        for word in cue.words:
            form = lowers[index] if index < size else ""
            if form != word and not (word in of and form in of):
                break
            index += 1
        else:
            return cue, index
    return None


def is_that_clause(context: Context, cue: VerbCue) -> bool:
    """« qu'il réponde »: the verb stands in a clause that « que » opens."""
    return any(t.lower_ in context.words.that for t in context.doc[max(0, cue.start - 3) : cue.start])
