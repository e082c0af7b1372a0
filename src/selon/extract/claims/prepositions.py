"""Claims made by prepositional cues: « selon X », « d'après un bilan de X », « de source médicale », « pour X »."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from selon.extract.claims.content import first_main_verb, past_colon
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_finite, is_infinitive
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


def prepositional_claims(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The claims of all prepositional cues of a report.

    Args:
        context: The report and the words.
        drafts: Claims of verbs, after whose cues a new content may start.
    """
    # « a-t-on appris de source X »: a verb has this source already; « selon X, qui dit … » is two claims of X
    taken = {holder.i for draft in drafts for holder in draft.holders if holder.i > draft.verb}
    found = [phrase for token in context.doc if (phrase := _phrase_at(context, token.i)) is not None]
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
        d.verb >= 0 and d.verb < phrase.start and context.reading.statement_number(d.verb) == number for d in drafts
    )


def _matched(context: Context, at: int) -> tuple[CuePreposition, int] | None:
    """The longest cue whose words stand at ``at``, and the position after it."""
    doc, of = context.doc, context.words.of
    for cue in context.lexicon.prepositions.get(doc[at].lower_, ()):
        index = at
        for word in cue.words:
            token = doc[index] if index < len(doc) else None
            if token is None or not (token.lower_ == word or (word in of and token.lower_ in of)):
                break
            index += 1
        else:
            return cue, index
    return None


def _phrase_at(context: Context, at: int) -> Phrase | None:
    matched = _matched(context, at)
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
        pronoun = next((t for t in context.doc[at:after] if t.lower_ in context.words.clitic), None)
        return None if pronoun is None else Phrase(cue, at, after, after, (pronoun,))
    noun = _governed(context, after)
    if noun is not None and noun.lower_ in context.words.own_words:
        owner = next((t for t in context.doc[after : noun.i] if t.lower_ in context.words.possessive), None)
        if owner is not None:
            return Phrase(cue, at, noun.i + 1, noun.i + 1, (owner,))
    if noun is None or not _may_be_source(context, cue, noun, at):
        return None
    source, cue_end = _author(context, noun, after)
    holders = tuple(coordinated_holders(source))
    return Phrase(cue, at, cue_end, max(_phrase_end(context, h) for h in holders), holders)


def _phrase_end(context: Context, holder: Token) -> int:
    """Position after the source; « selon des ONG des milliers de … »: a number of people begins the content."""
    start, end = phrase_bounds(holder)
    doc = context.doc
    for at in range(max(start, holder.i) + 1, end - 1):
        if doc[at].lower_ in context.words.plural_article and doc[at + 1].lemma_.lower() in context.words.quantity:
            return at
    return end


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
            return head if head.i >= after else token
    return None


def _may_be_source(context: Context, cue: CuePreposition, noun: Token, at: int) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in context.lexicon.not_sources or noun.lower_ in context.lexicon.not_sources:
        return False
    return cue.holder != "person" or _is_opinion_holder(context, noun, at)


def _is_opinion_holder(context: Context, noun: Token, at: int) -> bool:
    """« Pour X, … »: X is a person or body, the phrase opens the sentence and a comma or quotation follows."""
    doc, statement = context.doc, context.reading.statement_at(at)
    start = context.reading.trimmed(context.reading.piece_start(statement, at), statement.end)[0]
    end = phrase_bounds(noun)[1]
    if (
        at != start
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
    return quote or holder_class in {"person", "private"} or noun.pos_ in {"PROPN", "PRON"}


def _author(context: Context, noun: Token, after: int) -> tuple[Token, int]:
    """« selon un bilan de l'armée »: the author is the source and the cue reaches up to it (RECORD.md, decision 3)."""
    doc, words = context.doc, context.words
    if context.lexicon.holders.get(noun.lemma_.lower()) != "document":
        return noun, after
    for at in range(noun.i + 1, min(len(doc) - 1, noun.i + 7)):
        token = doc[at]
        if token.text in {",", ".", ":"} or is_finite(token):
            break
        if token.lower_ in words.by and context.doc[at - 1].lemma_ not in context.lexicon.authoring_verbs:
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


def _claim(context: Context, phrase: Phrase, starts: list[int], ends: list[int], drafts: list[Draft]) -> Draft | None:
    reading, doc = context.reading, context.doc
    statement = reading.statement_at(phrase.start)
    start = past_colon(context, reading.piece_start(statement, phrase.start), phrase.start, phrase.end)
    stop = reading.piece_end(statement, phrase.start)
    start, stop = _opened_content(phrase, drafts) or (start, stop)
    opens = reading.trimmed(start, phrase.start)[0] >= reading.trimmed(start, phrase.start)[1]
    start, stop = _scope(context, phrase, start, stop)
    joined = _is_parenthesis(context, phrase)
    phrase_end = phrase.end if joined else _past_apposition(context, phrase, stop, opens)
    if not opens:
        earlier = [end for end in ends if start < end < phrase.start]
        if earlier and not _is_continuation(context, earlier[-1], phrase.start):
            start = _past_cue_clause(context, earlier[-1], phrase.start)
        later = [at for at in starts if phrase_end <= at < stop]
        if later:
            stop = phrase_end
    before = reading.trimmed(start, phrase.start)
    after = reading.trimmed(phrase_end, stop)
    if before[0] < before[1] and doc[before[1] - 1].lower_ in context.words.coordinator:
        before = reading.trimmed(before[0], before[1] - 1) if not joined else (before[0], before[0])
    if not opens and after[0] < after[1] and not _goes_on(context, before, after):
        after = (after[0], after[0])
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


def _past_apposition(context: Context, phrase: Phrase, stop: int, opens: bool) -> int:
    """Position after the source's brackets, apposition and relative clause, which belong to the cue clause."""
    doc, at = context.doc, phrase.end
    while at < stop:
        if doc[at].text == "(":
            at = next((k for k in range(at, stop) if doc[k].text == ")"), stop - 1) + 1
            continue
        if (
            doc[at].text in {",", ".", ":"}
            or doc[at].text in QUOTE_MARKS
            or is_finite(doc[at])
            or doc[at].pos_ == "CCONJ"
        ):
            break
        if not opens and doc[at].pos_ in {"DET", "NUM"} and doc[at - 1].pos_ != "ADP":
            break
        at += 1
    if at >= stop or doc[at].text != ",":
        return at
    comma = next(
        (
            k
            for k in range(at + 1, stop)
            if doc[k].text == "," and context.reading.quotation_at(k) == context.reading.quotation_at(at)
        ),
        stop,
    )
    if comma <= at + 1 or not _is_apposition(context, at + 1, comma):
        return at
    goes_on = first_main_verb(context, comma, stop) >= 0 or any(
        doc[k].text in QUOTE_MARKS for k in range(comma, min(stop, comma + 3))
    )
    if opens:
        return comma if comma < stop and goes_on else at
    return comma if comma == stop or goes_on else at


def _is_apposition(context: Context, start: int, comma: int) -> bool:
    """Whether the words between two commas tell more of the source: a noun phrase, a participle, a relative clause."""
    first = context.doc[start]
    if first.lower_ in context.words.relative:
        return True
    return first_main_verb(context, start, comma) < 0 and (
        first.lower_ in context.words.apposition_opener or first.pos_ in {"PROPN", "VERB", "NOUN", "DET", "ADJ"}
    )


def _goes_on(context: Context, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the words after a medial cue are content: the clause has its verb there, or another clause follows."""
    first = context.doc[after[0]]
    if first.text in OPENING_MARKS or first.lower_ in context.words.coordinator:
        return True
    if context.doc[after[0] - 1].text != ",":
        return True
    return first_main_verb(context, *before) < 0 or first_main_verb(context, *after) >= 0


def _scope(context: Context, phrase: Phrase, start: int, stop: int) -> tuple[int, int]:
    """The widest that the content can be: brackets, a quotation, a relative clause or a participle limit it."""
    doc, reading, at = context.doc, context.reading, phrase.start
    opening = next((k for k in range(at - 1, start - 1, -1) if doc[k].text in {"(", ")"}), -1)
    if opening >= 0 and doc[opening].text == "(":
        return opening + 1, next((k for k in range(phrase.end, stop) if doc[k].text == ")"), stop)
    quotation = reading.quotation_at(at)
    if quotation >= 0:
        inside = [k for k in range(start, stop) if reading.quotation_at(k) == quotation]
        start, stop = max(start, inside[0]), min(stop, inside[-1] + 1)
    limit = _subordinate_start(context, start, at)
    if limit >= 0:
        comma = next((k for k in range(phrase.end, stop) if doc[k].text == ","), stop)
        return limit, comma
    return start, stop


def _subordinate_start(context: Context, start: int, at: int) -> int:
    """Start of the relative clause or participle that the cue stands in, with no comma between; -1 for none."""
    doc = context.doc
    if at - 1 >= start and doc[at - 1].text == ",":
        return -1
    if at - 1 > start and doc[at - 1].dep_.startswith("acl") and doc[at - 1].pos_ == "VERB":
        return at - 1
    for k in range(at - 1, start, -1):
        token = doc[k]
        if token.text in {",", ";", ":"} or token.text in QUOTE_MARKS:
            return -1
        if token.lower_ in context.words.relative and token.lower_ not in context.words.that:
            return k
    return -1
