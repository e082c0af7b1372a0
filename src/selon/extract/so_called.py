"""Labels by words of distance: « soi-disant », « dites », « qualifié de », « autoproclamé » and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from selon.extract.scare_quotes import MAX_WORDS, NAMING, classes_of, find_head, is_marks, is_short
from selon.extract.token_patterns import TokenIndex, TokenKeys, match_end
from selon.lexicon.labels import LabelCue, LabelLexicon
from selon.model import Label, Quotation, Span

OBJECT_WINDOW_TOKENS = 12
"""How far before the cue what is named may stand: « les accusations de la coalition, qu'il a qualifiées de »."""

_NOUN = frozenset({"NOUN", "PROPN"})
_NOMINAL = _NOUN | {"ADJ", "PRON"}


def _cues(keys: TokenKeys, lexicon: LabelLexicon) -> Iterator[tuple[int, int, LabelCue]]:
    first = lexicon.cues.keys()
    for start, (form, lemma) in enumerate(keys.pairs):
        if form not in first and lemma not in first:
            continue
        for cue in (*lexicon.cues.get(form, ()), *(lexicon.cues.get(lemma, ()) if lemma != form else ())):
            end = match_end(cue.pattern, keys, start)
            if end is not None:
                yield start, end, cue


def _quoted_at(doc: Doc, at: int, by_token: Mapping[int, Quotation]) -> Span | None:
    """The short quotation that begins at token ``at``, after at most one article."""
    for first in (at, at + 1):
        if first in by_token and (first == at or doc[at].pos_ in ("DET", "ADP", "PRON")):
            return by_token[first].inner
    return None


def _phrase_from(doc: Doc, at: int) -> Span | None:
    """The naming that begins at token ``at``: a noun with its adjectives, a proper name as far as its capitals go."""
    while at < len(doc) and doc[at].pos_ in ("DET", "NUM"):
        at += 1
    start, end = at, at
    while end < len(doc) and end - start < MAX_WORDS and doc[end].pos_ in ("ADJ", "ADV") and doc[end].is_alpha:
        end += 1
    if end < len(doc) and (doc[end].pos_ in _NOUN or doc[end].text[0].isupper()):
        end = _name_end(doc, end)
    if end == start or doc[start].is_punct:
        return None
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _name_end(doc: Doc, head: int) -> int:
    """Index after the noun at ``head`` and its adjectives, and, for a proper name, its complements up to five words."""
    end = head + 1
    proper = doc[head].text[0].isupper()
    while end < len(doc) and end - head < MAX_WORDS:
        token = doc[end]
        if token.pos_ == "ADJ" or (proper and (token.pos_ in ("PROPN", "NUM") or token.text[0].isupper())):
            end += 1
        elif proper and token.pos_ == "ADP" and end + 1 < len(doc) and doc[end + 1].pos_ in (*_NOUN, "NUM"):
            end += 2
        else:
            break
    return end


def _phrase_before(doc: Doc, at: int) -> Span | None:
    """The noun that the adjective at token ``at`` follows."""
    first = at
    while first and doc[first - 1].pos_ == "ADJ" and at - first < 2:
        first -= 1
    if not first or doc[first - 1].pos_ not in _NOUN:
        return None
    head, last = doc[first - 1], doc[at - 1]
    return Span(head.idx, last.idx + len(last))


def _naming(doc: Doc, start: int, end: int, cue: LabelCue, by_token: Mapping[int, Quotation]) -> Span | None:
    quoted = _quoted_at(doc, end, by_token)
    if quoted is not None or cue.quoted:
        return quoted
    if cue.side == "left":
        return _phrase_before(doc, start)
    if cue.side == "either" and not (end < len(doc) and (doc[end].pos_ in _NOUN or doc[end].text[0].isupper())):
        return _phrase_before(doc, start)
    return _phrase_from(doc, end)


def _object_fits(doc: Doc, start: int, end: int, cue: LabelCue, lexicon: LabelLexicon) -> bool:
    """Whether what the cue is said of may be labelled."""
    if cue.object == "any":
        return True
    near = _noun_before(doc, start)
    if cue.object in ("party", "agreed"):
        finite = cue.object == "agreed" and "Fin" in doc[start].morph.get("VerbForm")
        beside = start > 0 and doc[start - 1].pos_ in _NOMINAL
        return near is not None and beside and not finite and _is_party(near, lexicon)
    nouns = [token for token in doc[start : _sentence_end(doc, end)] if token.pos_ == "NOUN"]
    if near is not None:
        nouns.append(near)
    return not any("speech" in classes_of(token, lexicon) for token in nouns)


def _noun_before(doc: Doc, start: int) -> Token | None:
    """The nearest noun or pronoun before a cue, within its sentence."""
    for at in range(start - 1, max(start - 1 - OBJECT_WINDOW_TOKENS, -1), -1):
        if doc[at].pos_ in (*_NOUN, "PRON"):
            return doc[at] if "Rel" not in doc[at].morph.get("PronType") else _noun_before(doc, at)
        if doc[at].is_space or doc[at].text in ".!?":
            break
    return None


def _is_party(token: Token, lexicon: LabelLexicon) -> bool:
    classes = classes_of(token, lexicon)
    demonstrative = token.pos_ == "PRON" and "Dem" in token.morph.get("PronType")
    return demonstrative or (not classes.keys().isdisjoint(NAMING) and "speech" not in classes)


def _sentence_end(doc: Doc, at: int) -> int:
    limit = min(at + OBJECT_WINDOW_TOKENS, len(doc))
    return next((index for index in range(at, limit) if doc[index].text in ".!?;" or doc[index].is_space), limit)


def _names_somebody(doc: Doc, span: Span, cue: LabelCue, index: TokenIndex, lexicon: LabelLexicon) -> bool:
    """Whether the naming holds a word for a party or a deed; words of distance make marks or a capital enough."""
    tokens = [doc[at] for at in index.within(*span) if not is_marks(doc[at])]
    if not tokens:
        return False
    if cue.object != "free":
        quoted = span.start > 0 and is_marks(doc[index.covering(span.start - 1, span.start).start])
        adjective = cue.object != "any" and tokens[0].pos_ != "DET"
        if quoted or adjective or tokens[0].text[0].isupper():
            return True
    found = find_head(tokens, lexicon)
    return found is not None and (found[1] != "act" or cue.object == "free")


def find_so_called(
    doc: Doc, quotations: Sequence[Quotation], index: TokenIndex, keys: TokenKeys, lexicon: LabelLexicon
) -> list[Label]:
    """Labels that a word of distance introduces, quoted or not.

    Args:
        doc: The parsed report.
        quotations: Its passages in quotation marks; a naming in marks is taken whole.
        index: Places of the tokens.
        keys: What patterns compare.
        lexicon: The words.
    """
    text = doc.text
    short = [item for item in quotations if is_short(item, text)]
    by_token = {at: item for item in short for at in index.within(item.outer.start, item.outer.start + 1)}
    found: dict[Span, Label] = {}
    for start, end, cue in _cues(keys, lexicon):
        span = _naming(doc, start, end, cue, by_token)
        if span is None or span in found or not _object_fits(doc, start, end, cue, lexicon):
            continue
        if _names_somebody(doc, span, cue, index, lexicon):
            rule = f"so_called/{cue.id} [{cue.where} {doc[start:end].text}]"
            found[span] = Label(span.of(text), span, "so_called", rule)
    return list(found.values())
