"""Prepositional cues with their sources, as phrases: « selon un bilan de l'armée »."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from selon.extract.claims.clauses import prepositional_cue_at
from selon.extract.claims.context import Context
from selon.extract.claims.reading import OPENING_MARKS, is_finite, is_infinitive
from selon.extract.claims.sources import coordinated_holders, speaks
from selon.extract.phrases import NOMINAL, name_head, phrase_bounds
from selon.lexicon.cues import CuePreposition

# The source stands right after its preposition, over determiners and adjectives.
_REACH = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """A prepositional cue with its source.

    Attributes:
        cue: The entry.
        start: First token of the phrase.
        cue_end: Position after the cue's own words.
        end: Position after the last source's noun phrase.
        holders: The sources; empty where the cue names nobody.
    """

    cue: CuePreposition
    start: int
    cue_end: int
    end: int
    holders: tuple[Token, ...]


def phrase_at(context: Context, at: int) -> Phrase | None:
    """The prepositional cue whose words start at ``at``, with its source; ``None`` for none."""
    matched = prepositional_cue_at(context, at)
    if matched is None:
        return None
    cue, after = matched
    if cue.holder == "never":
        return None
    if cue.holder == "opens" and not _opens_clause(context, at, after):
        return None
    if cue.holder in {"none", "opens"}:
        return Phrase(cue, at, after, after, ())
    if cue.holder == "self":
        noun = next((t for t in context.doc[at + 1 : after] if t.pos_ in NOMINAL), None)
        return None if noun is None else Phrase(cue, at, at + 1, max(after, phrase_bounds(noun)[1]), (noun,))
    if cue.holder == "inner":
        pronoun = next(
            (t for t in context.doc[at:after] if t.lower_ in context.words.clitic | context.words.possessive), None
        )
        return None if pronoun is None else Phrase(cue, at, after, after, (pronoun,))
    if context.doc[min(after, len(context.doc) - 1)].lower_ in context.words.first_person_possessive:
        if context.reading.quotation_at(at) < 0:
            return None  # « selon nos informations »: the outlet's own voice
    noun = _governed(context, after)
    if noun is not None and noun.lower_ in context.words.own_words:
        owner = next((t for t in context.doc[after : noun.i] if t.lower_ in context.words.possessive), None)
        if owner is not None:
            return Phrase(cue, at, noun.i + 1, noun.i + 1, (owner,))
    if noun is None or not _may_be_source(context, cue, noun, at):
        return None
    source, cue_end = _author(context, noun, after)
    partners = list(coordinated_holders(source))
    # « aux uns selon A et aux autres selon B »: a partner with another preposition is none
    holders = tuple(p for p in partners if p is partners[0] or not _has_other_case(context, p))
    end = _past_adjectives(context, max(_phrase_end(context, h) for h in holders))
    joined = _joined_source(context, end) if len(holders) == 1 else None
    if joined is not None:
        holders, end = (*holders, joined), _phrase_end(context, joined)
    return Phrase(cue, at, cue_end, end, holders)


def _past_adjectives(context: Context, end: int) -> int:
    """« selon des sources militaires et médicales »: an adjective joined to the last one of the phrase."""
    doc = context.doc
    if end + 1 < len(doc) and doc[end].lower_ in context.words.coordinator and doc[end - 1].pos_ == "ADJ":
        if doc[end + 1].pos_ == "ADJ" and doc[end + 1].head in {doc[end - 1], doc[end - 1].head}:
            return end + 2
    return end


def _joined_source(context: Context, end: int) -> Token | None:
    """« selon l'armée et une source médicale. »: a second source that the tree hangs elsewhere and the clause ends with."""
    doc = context.doc
    if end + 2 >= len(doc) or doc[end].lower_ not in context.words.coordinator or doc[end + 1].pos_ != "DET":
        return None
    noun = next((t for t in doc[end + 2 : end + 4] if t.pos_ in NOMINAL), None)
    if noun is None or speaks(noun, context) is not True or is_finite(doc[end + 2]):
        return None
    stop = phrase_bounds(noun)[1]
    return noun if stop < len(doc) and doc[stop].text in {".", ",", ";"} else None


def _has_other_case(context: Context, noun: Token) -> bool:
    cases = [child for child in noun.lefts if child.dep_ == "case"]
    return any(c.lower_ in context.words.to for c in cases)


def _phrase_end(context: Context, holder: Token) -> int:
    """Position after the source; « selon des ONG des milliers de … »: a number of people begins the content."""
    start, end = phrase_bounds(holder)
    doc = context.doc
    for at in range(max(start, holder.i) + 1, end - 1):
        if doc[at].lower_ in context.words.plural_article and doc[at + 1].lemma_.lower() in context.words.quantity:
            return at
    named = end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].dep_ == "appos" and doc[end].head == holder
    return phrase_bounds(doc[end])[1] if named else end  # « l'organisation Amnesty International »


def _opens_clause(context: Context, at: int, after: int) -> bool:
    """« Officiellement, 55 corps … »: the words open their statement and a comma closes them."""
    statement = context.reading.statement_at(at)
    start = context.reading.trimmed(context.reading.piece_start(statement, at), statement.end)[0]
    return at == start and after < statement.end and context.doc[after].text == ","


def _governed(context: Context, after: int) -> Token | None:
    """The noun that the cue governs: the first nominal after it that heads a name or phrase."""
    doc, end = context.doc, min(len(context.doc), after + _REACH)
    for index in range(after, end):
        token = doc[index]
        if (
            token.lower_ in context.words.subject_relative
            or token.text in {",", ".", ":", ";"}
            or is_finite(token)
            or is_infinitive(token)
        ):
            return None
        if (token.pos_ in NOMINAL and token.pos_ != "NUM") or token.lower_ in context.lexicon.holders:
            head = name_head(token)
            if token.dep_ == "nmod" and token.head.i == token.i + 1 and token.head.pos_ == "NOUN":
                head = token.head  # « un récent rapport »: an adjective that the tagger takes for a noun
            return head if head.i >= after else token
    return None


def _may_be_source(context: Context, cue: CuePreposition, noun: Token, at: int) -> bool:
    lemma = noun.lemma_.lower()
    own_form = noun.lower_ != lemma and noun.lower_ in context.lexicon.holders  # « les forces » speak, « la force » not
    if noun.lower_ in context.lexicon.not_sources or (lemma in context.lexicon.not_sources and not own_form):
        return False
    return cue.holder != "person" or _is_opinion_holder(context, noun, at)


def _is_opinion_holder(context: Context, noun: Token, at: int) -> bool:
    """« Pour X, … »: X is a person or body, the phrase opens the sentence and a comma or quotation follows."""
    doc, statement = context.doc, context.reading.statement_at(at)
    start = context.reading.trimmed(context.reading.piece_start(statement, at), statement.end)[0]
    end = phrase_bounds(noun)[1]
    opened = all(t.lower_ in context.words.sentence_opener for t in doc[start:at])  # « Mais pour X, … »
    if (
        not opened
        or end >= len(doc)
        or speaks(noun, context) is not True
        or context.lexicon.holders.get(noun.lemma_.lower()) == "document"
    ):
        return False
    comma = next(
        (k for k in range(end, min(statement.end, end + 14)) if doc[k].text == "," or doc[k].text in OPENING_MARKS), -1
    )
    if comma < 0 or any(is_finite(t) or is_infinitive(t) for t in doc[at:comma]):
        return False
    quote = any(doc[k].text in OPENING_MARKS for k in range(comma, min(statement.end, comma + 3)))
    holder_class = context.lexicon.holders.get(noun.lemma_.lower())
    following = doc[comma + 1] if comma + 1 < len(doc) else None
    impersonal = following is not None and following.lower_ in context.words.third_person and _is_expletive(following)
    return quote or impersonal or holder_class in {"person", "private"} or noun.pos_ in {"PROPN", "PRON"}


def _is_expletive(token: Token) -> bool:
    """« Pour l'état-major, il s'agit d'une manœuvre »: a subject that stands for nobody shows an opinion."""
    return token.dep_.startswith("expl") and token.head.i - token.i <= _REACH


def _author(context: Context, noun: Token, after: int) -> tuple[Token, int]:
    """« selon un bilan de l'armée »: the author is the source and the cue reaches up to it (RECORD.md, decision 3)."""
    doc, words = context.doc, context.words
    if context.lexicon.holders.get(noun.lemma_.lower()) != "document":
        return noun, after
    for at in range(noun.i + 1, min(len(doc) - 1, noun.i + 7)):
        token = doc[at]
        if token.text in {",", ".", ":"} or is_finite(token):
            break
        authored = any(t.lemma_ in context.lexicon.authoring_verbs for t in doc[noun.i + 1 : at])
        if token.lower_ in words.by and not authored:
            break
        if token.lower_ in words.of or token.lower_ in words.by:
            author = _governed(context, at + 1)
            known = author is not None and (
                context.lexicon.holders.get(author.lemma_.lower(), "") not in {"", "document"} or author.pos_ == "PROPN"
            )
            if author is not None and known and author.i <= at + 5:
                return author, at + 1
            if token.lower_ in words.of:
                break
    return noun, after
