"""Claims made by prepositional cues: « selon X », « d'après un bilan de X », « de source médicale », « pour X »."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from selon.extract.claims.content import first_main_verb
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import QUOTE_MARKS, is_finite
from selon.extract.claims.sources import coordinated_holders, speaks
from selon.extract.phrases import NOMINAL, is_case_marked, name_head, phrase_bounds
from selon.lexicon.cues import CuePreposition

_CONTRACTED = {"de": {"de", "d'", "du", "des", "de la"}}


def matched_preposition(doc: Doc, at: int, cues: tuple[CuePreposition, ...]) -> tuple[CuePreposition, int] | None:
    """The longest cue whose words stand at ``at``, and the position after it."""
    for cue in cues:
        index = at
        for word in cue.words:
            token = doc[index] if index < len(doc) else None
            if token is None or not (token.lower_ == word or (word == "de" and token.lower_ in {"de", "d'", "du", "des"})):
                break
            index += 1
        else:
            return cue, index
    return None


def claim_of_preposition(context: Context, at: int) -> Draft | None:
    """The claim that a prepositional cue at token ``at`` makes, if one stands there."""
    doc = context.reading.doc
    cues = context.lexicon.prepositions.get(doc[at].lower_)
    matched = matched_preposition(doc, at, cues) if cues else None
    if matched is None:
        return None
    cue, after = matched
    if cue.holder == "none":
        return _around(context, cue, (at, after), after, ())
    noun = _governed(context, at if cue.holder == "self" else after, after)
    if noun is None:
        return None
    if cue.holder == "self":
        noun = doc[after - 1] if doc[after - 1].pos_ in NOMINAL else noun
        return _around(context, cue, (at, at + 1), max(after, phrase_bounds(noun)[1]), (noun,))
    if not _may_be_source(context, cue, noun, at):
        return None
    source, cue_end = _document_author(context, noun, at, after)
    holders = tuple(coordinated_holders(source))
    end = max(phrase_bounds(h)[1] for h in holders)
    return _around(context, cue, (at, cue_end), end, holders)


def _governed(context: Context, at: int, after: int) -> Token | None:
    """The noun that the cue governs: the first nominal after it that heads a name or phrase."""
    doc, statement = context.reading.doc, context.reading.statement_at(at)
    for index in range(after, min(statement.end, after + 8)):
        token = doc[index]
        if token.lower_ in {"lequel", "laquelle", "lesquels", "lesquelles"}:
            return None
        if token.pos_ in NOMINAL and token.pos_ != "NUM":
            return name_head(token) if name_head(token).i >= after else token
        if token.text in {",", ".", ":", ";"} or is_finite(token):
            return None
    return None


def _may_be_source(context: Context, cue: CuePreposition, noun: Token, at: int) -> bool:
    doc = context.reading.doc
    lemma = noun.lemma_.lower()
    if lemma in context.lexicon.not_sources or noun.lower_ in context.lexicon.not_sources:
        return False
    verdict = speaks(noun, context)
    if cue.holder == "person":
        statement = context.reading.statement_at(at)
        opens = at == context.reading.piece_start(statement, at) or doc[at - 1].text in QUOTE_MARKS or doc[at].is_sent_start
        end = phrase_bounds(noun)[1]
        follows = end < len(doc) and doc[end].text in {",", "(", *QUOTE_MARKS}
        if not (opens and follows and verdict is True) or context.lexicon.holders.get(lemma) == "document":
            return False
        quote = any(doc[k].text in QUOTE_MARKS for k in range(end, min(statement.end, end + 3)))
        return quote or (context.lexicon.holders.get(lemma) in {"person"} or noun.pos_ in {"PROPN", "PRON"})
    return True


def _document_author(context: Context, noun: Token, at: int, after: int) -> tuple[Token, int]:
    """« selon un bilan de l'armée »: the author is the source and the cue reaches up to it (decision 3)."""
    lexicon = context.lexicon
    if lexicon.holders.get(noun.lemma_.lower()) != "document":
        return noun, after
    for child in noun.rights:
        child_class = lexicon.holders.get(child.lemma_.lower())
        if child.dep_ in {"nmod", "obl", "obl:agent", "obl:mod", "acl"} and child.pos_ in NOMINAL and (child_class not in {None, "document"} or child.pos_ == "PROPN"):
            if any(t.lower_ in {"de", "du", "des", "d'", "par"} for t in child.lefts if t.dep_ == "case"):
                return name_head(child), child.left_edge.i + 1
        if child.dep_ == "acl":
            agent = next((t for t in child.rights if t.dep_ == "obl:agent"), None)
            if agent is not None and speaks(agent, context):
                return name_head(agent), child.i + 1
    return noun, after


def _end_of_phrase(context: Context, end: int, piece_end: int, opens: bool) -> int:
    """Position after the source's apposition, relative clause and brackets, which belong to the cue clause."""
    reading, doc = context.reading, context.reading.doc
    at = end
    while at < piece_end:
        token = doc[at]
        if token.text == "(":
            while at < piece_end and doc[at].text != ")":
                at += 1
            at += 1
            continue
        if token.text in {",", ".", ":"} or token.text in QUOTE_MARKS or is_finite(token):
            break
        if token.pos_ == "CCONJ":
            break
        at += 1
    if at >= piece_end or doc[at].text != ",":
        return at
    comma = next((k for k in range(at + 1, piece_end) if doc[k].text == "," and reading.quotation_at(k) == reading.quotation_at(at)), piece_end)
    segment = doc[at + 1 : comma]
    if not len(segment):
        return at
    first = segment[0]
    apposition = (
        first.lower_ in {"qui", "dont", "un", "une", "cité", "citée", "cités", "citées", "basé", "basée", "proche", "joint", "jointe", "interrogé", "interrogée", "chargé", "chargée", "que", "lequel", "laquelle"}
        or first.pos_ in {"PROPN", "VERB"}
        or (first.pos_ in {"NOUN", "DET", "ADJ"} and first_main_verb(context, at + 1, comma) < 0)
    )
    rest = first_main_verb(context, comma, piece_end) >= 0 or any(doc[k].text in QUOTE_MARKS for k in range(comma, min(piece_end, comma + 2)))
    if opens and apposition and comma < piece_end and rest and (first.lower_ in {"qui", "dont", "que"} or first_main_verb(context, at + 1, comma) < 0):
        return comma
    if not opens and apposition and (comma == piece_end or rest) and first_main_verb(context, at + 1, comma) < 0:
        return comma
    return at


def _around(
    context: Context, cue: CuePreposition, cue_bounds: tuple[int, int], end: int, holders: tuple[Token, ...]
) -> Draft | None:
    reading, doc = context.reading, context.reading.doc
    at = cue_bounds[0]
    statement = reading.statement_at(at)
    start, stop = reading.piece_start(statement, at), reading.piece_end(statement, at)
    start, stop = _narrow(context, at, end, start, stop)
    before = reading.trimmed(start, at)
    if before[0] < before[1] and doc[before[1] - 1].lower_ in {"et", "mais"}:
        before = reading.trimmed(before[0], before[1] - 1)
    opens = before[0] >= before[1]
    after = reading.trimmed(_end_of_phrase(context, end, stop, opens), stop)
    contents = [piece for piece in (before, after) if piece[0] < piece[1]]
    if not opens and after[0] < after[1] and not _goes_on(context, before, after):
        contents = [before]
    if not contents:
        return None
    return Draft(holders, cue_bounds, cue.stance, contents, "preposition", f"{cue.where} {' '.join(cue.words)}", at, False)


def _goes_on(context: Context, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the words after a medial cue are content: the clause has its verb there, or another clause follows."""
    reading, doc = context.reading, context.reading.doc
    if doc[after[0]].text in QUOTE_MARKS or doc[after[0]].lower_ in {"et", "mais", "qui", "que"}:
        return True
    return first_main_verb(context, *before) < 0 or first_main_verb(context, *after) >= 0


def _narrow(context: Context, at: int, end: int, start: int, stop: int) -> tuple[int, int]:
    """A cue within brackets, or beside a participle or relative clause, covers no more than these."""
    doc, reading = context.reading.doc, context.reading
    opening = next((k for k in range(at - 1, start - 1, -1) if doc[k].text in "()"), -1)
    if opening >= 0 and doc[opening].text == "(":
        closing = next((k for k in range(end, stop) if doc[k].text == ")"), stop)
        return opening + 1, closing
    quotation = reading.quotation_at(at)
    if quotation >= 0:
        inside = [k for k in range(start, stop) if reading.quotation_at(k) == quotation]
        start, stop = max(start, inside[0] + 1), min(stop, inside[-1] + 1)
    if at > start and doc[at - 1].text != "," and doc[at - 1].pos_ in {"VERB"} and doc[at - 1].dep_.startswith("acl") and not is_case_marked(doc[at - 1]):
        verb = doc[at - 1]
        return verb.left_edge.i, min(stop, max(verb.right_edge.i + 1, end))
    return start, stop
