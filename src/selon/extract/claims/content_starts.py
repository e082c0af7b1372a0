"""Where the attributed words start: behind que, at an infinitive, an object, or what a preposition governs."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.clauses import opens_coordinated_cue, past_insertion, quote_length, tells_time
from selon.extract.claims.context import Context
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_finite, is_infinitive
from selon.extract.claims.sources import is_time_word, past_phrase, speaks
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, is_case_marked

# Words between a verb and the clause it governs (addressee, venue, time, insertions); measured on both gold sets.
_REACH = 30


def find_that(context: Context, cue: VerbCue, end: int) -> int:
    """Position of the que that opens the cue's clause; -1 if there is none within reach.

    Between verb and que may stand adverbs, an addressee or venue, and insertions between commas, but no other verb.
    """
    doc, words = context.doc, context.words
    at = cue.end
    while at < min(end, cue.end + _REACH, len(doc)):
        token = doc[at]
        if token.lower_ in words.that:
            return -1 if _is_relative(context, cue, at) else at
        if token.text == ",":
            after = past_insertion(context, at, end)
            at = after if after > at else at + 1
            continue
        if token.text in {":", ";"} or is_finite(token) or token.lower_ in words.relative or is_infinitive(token):
            return -1
        if token.text in QUOTE_MARKS and quote_length(context, at) > 5:
            return -1
        if _is_bare_noun(context, token, cue) and not _may_be_subject(context, token):
            return -1  # an object stands between: the que that follows compares or relates
        if token.lower_ in words.coordinator and opens_coordinated_cue(context, at):
            return -1  # « dénonce une tuerie et dément que … »
        form = context.lexicon.forms.get(token.lower_)
        if form is not None and form.shape == "gerund" and token.pos_ == "VERB":
            return -1  # « répliquent à X en assurant que »: the clause is the other verb's
        at += 1
    return -1


def _may_be_subject(context: Context, noun: Token) -> bool:
    """Whether a noun between cue and « que » may be the inverted subject: it speaks, and is no document."""
    document = context.lexicon.holders.get(noun.lemma_.lower()) == "document"
    return speaks(noun, context) is True and not document


def _is_bare_noun(context: Context, token: Token, cue: VerbCue) -> bool:
    return (
        token.pos_ == "NOUN"
        and not tells_time(token, context)
        and not is_case_marked(token)
        and token.i >= cue.end
        and token.dep_ not in {"nmod", "obl", "obl:mod", "obl:arg"}
    )


def _is_relative(context: Context, cue: VerbCue, at: int) -> bool:
    """« l'attaque que … »: the que after an object is a relative pronoun; after « ne » without « pas » it is « only »."""
    doc, token = context.doc, context.doc[at]
    if doc[at - 1].text == "," and token.pos_ == "PRON" and sum(t.text == "," for t in doc[cue.end : at]) == 1:
        return True  # « accusés de vols, qu'ils ont … »: the comma closes no insertion
    if cue.negated and not any(t.lower_ in context.words.negator for t in doc[cue.start : at]):
        return True
    if at == cue.end:
        return False
    last = at - 1
    while last > cue.end and doc[last].text in QUOTE_MARKS:
        last -= 1
    before = doc[last]
    if before.pos_ == "ADJ" and at > 1 and doc[at - 2].lower_ in context.words.degree:
        return True  # « des explosions si fortes que … »
    if (
        before.lower_ in context.words.subordinator
        or before.lower_ in context.words.temporal_preposition
        or before.lower_ in context.words.comparison
    ):
        return True
    if any(child.lower_ in context.words.temporal_preposition for child in before.lefts):
        return False  # « a juré après la défaite que … »
    if before.lemma_.lower() in context.lexicon.venues or before.lower_ in context.lexicon.venues:
        return False
    return (
        before.pos_ in NOMINAL
        and not is_time_word(before, context)
        and token.head.dep_.startswith("acl")
        and token.head.head == before
    )


def find_infinitive(context: Context, cue: VerbCue, end: int) -> int:
    """Start of the infinitive clause after the cue, its de or à left out; -1 for none."""
    doc, words, at = context.doc, context.words, cue.end
    while at < end and cue.end > cue.token.i + 1 and doc[at].pos_ == "ADJ":
        at += 1  # « lance des appels répétés à … »: an adjective of the fixed words' noun
    while at < min(end, cue.end + 16, len(doc)):
        if _may_precede(doc[at], context):
            at += 1
        elif doc[at].text == ",":
            after = past_insertion(context, at, end)
            if after == at:
                return -1
            at = after
        elif (
            doc[at].pos_ == "ADP"
            and at + 1 < end
            and doc[at + 1].pos_ in {"DET", "NOUN", "PROPN", "ADV"}
            and doc[at + 1].lower_ not in words.negation
            and not is_infinitive(doc[at + 1])
        ):
            at = past_phrase(at, end, context)
        else:
            break
    if at < end and (doc[at].lower_ in words.bare_of or doc[at].lower_ in words.to):
        at += 1
    start = at
    while at < min(end, start + 7, len(doc)):
        if is_infinitive(doc[at]) or (
            doc[at].dep_ == "xcomp" and doc[at].lower_.endswith(tuple(words.infinitive_ending))
        ):
            return start
        if doc[at].pos_ not in {"PRON", "ADV", "PUNCT"} and doc[at].lower_ not in words.clitic:
            return -1
        at += 1
    return -1


def _may_precede(token: Token, context: Context) -> bool:
    if token.lower_ in context.words.negation:
        return False
    return token.pos_ == "ADV" or token.text in OPENING_MARKS or tells_time(token, context)


def find_object(context: Context, cue: VerbCue, end: int) -> int:
    """Start of the bare noun phrase that follows the cue, over adverbs, time words, addressee and insertions; -1 for none."""
    doc, words, at = context.doc, context.words, cue.end
    limit = min(end, cue.end + 24, len(doc))
    while at < limit:
        token = doc[at]
        if token.text == ",":
            after = past_insertion(context, at, end)
            if after == at:
                return -1
            at = after
        elif (
            token.text in {":", ";", "."}
            or is_finite(token)
            or is_infinitive(token)
            or token.lower_ in words.relative
            or (token.lower_ in words.as_ and token.pos_ != "ADV")
        ):
            return -1
        elif _opens_amount(context, at) or (at == cue.end and _is_partitive(context, at)):
            return at
        elif token.text in OPENING_MARKS and _is_adverbial_quote(context, at):
            at = _past_quote(context, at)
        elif (
            token.pos_ == "ADV"
            or tells_time(token, context)
            or token.lower_ in words.negator | words.adverbial_pronoun
            or _closes_cue_quote(context, cue, at)
        ):
            at += 1
        elif token.lower_ in words.bare_of | words.to and any(is_infinitive(t) for t in doc[at + 1 : at + 3]):
            return -1
        elif token.lower_ in words.plural_article and not _follows_phrase(context, cue, at):
            return at  # « soupçonnent des bandits »: taggers take the article for a preposition
        elif (
            (token.pos_ == "ADP" and token.lower_ not in words.indefinite)
            or token.lower_ in words.bare_of
            or (token.dep_ == "case" and token.pos_ != "DET")
        ):
            at = past_phrase(at, end, context)
        else:
            return at if token.pos_ not in {"PUNCT", "CCONJ", "SCONJ"} or context.reading.opens_quotation(at) else -1
    return -1


def _follows_phrase(context: Context, cue: VerbCue, at: int) -> bool:
    """Whether a noun stands between the cue and ``at``, so that « des » may belong to it."""
    return any(t.pos_ in NOMINAL and not is_time_word(t, context) for t in context.doc[cue.end : at])


def _opens_amount(context: Context, at: int) -> bool:
    """« plus de 60 blessés », « au moins dix morts »: the bound belongs to the noun phrase."""
    doc = context.doc
    if doc[at].lower_ in context.words.degree and at + 1 < len(doc) and doc[at + 1].lower_ in context.words.bare_of:
        return True  # « réclame plus de moyens »
    return doc[at].lower_ in context.words.quantifier and any(
        t.pos_ == "NUM" or t.like_num for t in doc[at + 1 : at + 3]
    )


def _is_partitive(context: Context, at: int) -> bool:
    """« promettant de l'aide »: « de l' » with a noun right after the verb is an article."""
    doc, words = context.doc, context.words
    if at + 2 >= len(doc) or doc[at].lower_ not in words.bare_of or doc[at + 2].pos_ != "NOUN":
        return False
    plural = doc[at + 1].pos_ == "ADJ" and "Plur" in doc[at + 2].morph.get("Number")  # « craint de nouveaux attentats »
    return plural or doc[at + 1].lower_ in words.object_clitic


def _is_adverbial_quote(context: Context, at: int) -> bool:
    """« a condamné « avec la dernière énergie » cette barbarie »: quoted words that only say how."""
    doc = context.doc
    return at + 1 < len(doc) and doc[at + 1].pos_ in {"ADP", "ADV"} and not context.reading.is_long_quote(at)


def _past_quote(context: Context, at: int) -> int:
    quotation = context.reading.quotation_at(at)
    while at < len(context.doc) and context.reading.quotation_at(at) == quotation >= 0:
        at += 1
    return at if quotation >= 0 else at + 1


def _closes_cue_quote(context: Context, cue: VerbCue, at: int) -> bool:
    return context.doc[at].text in QUOTE_MARKS and 0 <= context.reading.quotation_at(
        cue.token.i
    ) == context.reading.quotation_at(at)


def find_prepositional(context: Context, cue: VerbCue, end: int, preposition: str) -> int:
    """Start of what the preposition governs after the cue, the preposition left out; -1 for none."""
    doc, words, at = context.doc, context.words, cue.end
    forms = words.of if preposition == "de" else words.to if preposition == "à" else frozenset({preposition})
    while at < min(end, cue.end + 14, len(doc)):
        token = doc[at]
        if token.lower_ in forms:
            return at + 1
        if token.text == ",":
            after = past_insertion(context, at, end)
            if after == at and not (at + 1 < end and doc[at + 1].pos_ == "ADP"):
                return -1
            at = max(after, at + 1)
        elif token.pos_ == "ADP":
            at = past_phrase(at, end, context)
        elif (
            token.pos_ == "ADV"
            or is_time_word(token, context)
            or token.pos_ == "ADJ"
            or _closes_cue_quote(context, cue, at)
            or (token.lower_ in words.clitic and token.pos_ == "PRON")
        ):
            at += 1
        else:
            return -1
    return -1
