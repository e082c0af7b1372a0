"""Unknowns: passages that say that something is not known, not confirmed, not verified, not claimed, or provisional."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Token

from selon.extract.token_patterns import TokenIndex, TokenKeys, match_end
from selon.lexicon.unknowns import TopicPattern, UnknownLexicon, UnknownPattern
from selon.model import Span, Unknown

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl:subj", "expl"})
_COMPLEMENT = _SUBJECT | {
    *("obj", "iobj", "obl", "obl:arg", "obl:mod", "obl:agent", "xcomp", "ccomp", "advmod", "advcl", "nmod", "amod"),
    *("aux", "aux:pass", "aux:tense", "cop", "fixed", "acl", "acl:relcl", "case", "det", "flat:name", "nummod"),
}
_OPENERS, _CLOSERS = "«“„‹", "»”›"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
_ENDS = ".!?…;:\n"
_EDGES = " \t\n\r,;:.!?…–—-"

EXTENT_MAX_TOKENS = 40
"""Bounds a passage on either side of its match. The longest passage of the hand-labelled reports has 31 tokens; a wrong
parse may hang half a page on one verb."""

EDGE_MAX_TOKENS = 15
"""Bounds the search for the beginning of a clause whose subject the parse missed."""

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class _Match:
    pattern: UnknownPattern
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Passage:
    """What is left open, by which match, and the last match that was joined to it."""

    span: Span
    match: _Match
    last: _Match


def _begins(starts: Mapping[str, tuple[P, ...]], keys: TokenKeys, indices: Iterable[int]) -> Iterable[tuple[int, P]]:
    for index in indices:
        form, lemma = keys.pairs[index]
        if form not in starts and lemma not in starts:
            continue
        found = starts.get(form, ())
        yield from ((index, item) for item in found)
        if lemma != form:
            known = {id(item) for item in found}  # rows of the table, each one object
            yield from ((index, item) for item in starts.get(lemma, ()) if id(item) not in known)


def _matches(keys: TokenKeys, lexicon: UnknownLexicon) -> list[_Match]:
    found: list[_Match] = []
    for start, item in _begins(lexicon.starts, keys, range(len(keys.pairs))):
        end = match_end(item.pattern, keys, start)
        if end is not None and not keys.fits(item.unless, end) and not keys.fits(item.after, start - 1):
            found.append(_Match(item, start, end))
    return found


def _top(doc: Doc, start: int, end: int) -> Token:
    """The token of ``[start, end)`` that governs the others: the first one whose head lies outside."""
    inside = range(start, end)
    tokens = [token for token in doc[start:end] if token.head.i not in inside or token.head.i == token.i]
    verbs = [token for token in tokens if token.pos_ in _VERBAL]
    return (verbs or tokens)[-1]


def _rest_end(doc: Doc, match: _Match) -> int:
    """Index after the last token of the complements that follow the match."""
    end = match.end
    for token in doc[match.start : match.end]:
        for child in token.rights:
            if child.dep_ in _COMPLEMENT and child.i >= end and _joined(doc, end, child):
                end = max(end, child.right_edge.i + 1)
    return end


def _joined(doc: Doc, end: int, child: Token) -> bool:
    return child.dep_ != "advcl" or doc[child.left_edge.i - 1].text != "," or child.left_edge.i == end


def _clause_start(doc: Doc, match: _Match) -> int:
    """Index of the first token of the subject, if it stands before the match; a relative pronoun is left out."""
    start = match.start
    for token in (_top(doc, match.start, match.end), *doc[match.start : match.end]):
        for child in token.lefts:
            if child.dep_ in _SUBJECT and "Rel" not in child.morph.get("PronType"):
                start = min(start, child.left_edge.i)
    return _clause_edge(doc, start) if start == match.start else start


def _clause_edge(doc: Doc, start: int) -> int:
    """Where the clause begins by its punctuation and conjunctions, for a verb whose subject the parse misses."""
    if start and "Rel" in doc[start - 1].morph.get("PronType"):
        return start
    for index in range(start, max(start - EDGE_MAX_TOKENS, 0) - 1, -1):
        if not index or doc[index - 1].pos_ in ("PUNCT", "SPACE", "CCONJ", "SCONJ"):
            return index
    return start


def _token_extent(doc: Doc, keys: TokenKeys, match: _Match) -> tuple[int, int]:
    start, end = match.start, match.end
    if match.pattern.extent == "clause":
        start = _clause_start(doc, match)
    if match.pattern.extent != "match":
        end = _rest_end(doc, match)
    start, end = max(start, match.start - EXTENT_MAX_TOKENS), min(end, match.end + EXTENT_MAX_TOKENS)
    for index in range(match.start - 1, start - 1, -1):
        if keys.stops[index]:
            start = index + 1
            break
    while start < match.start and _opens_clause(doc[start]):
        start += 1
    for index in range(match.end, end):
        if keys.stops[index] or doc[index].text == ",":
            end = index
            break
    return start, end


def _opens_clause(token: Token) -> bool:
    return token.pos_ in ("SCONJ", "CCONJ", "PUNCT") or "Rel" in token.morph.get("PronType")


def _within_marks(text: str, start: int, end: int, core: Span) -> Span:
    """The extent, cut where a quotation mark before or after the core has no partner inside the extent."""
    depth = 0
    for at in range(core.start - 1, start - 1, -1):
        depth += (text[at] in _CLOSERS) - (text[at] in _OPENERS)
        if depth < 0:
            start = at + 1
            break
    if text.count('"', start, core.start) % 2:
        start = text.rindex('"', start, core.start) + 1
    depth = 0
    for at in range(core.end, end):
        depth += (text[at] in _OPENERS) - (text[at] in _CLOSERS)
        if depth < 0:
            end = at
            break
    if text.count('"', core.end, end) % 2:
        end = text.index('"', core.end, end)
    return Span(start, end)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _extent(doc: Doc, text: str, keys: TokenKeys, match: _Match) -> Span:
    start, end = _token_extent(doc, keys, match)
    last, core_last = doc[end - 1], doc[match.end - 1]
    core = Span(doc[match.start].idx, core_last.idx + len(core_last))
    return _trimmed(text, _within_marks(text, doc[start].idx, last.idx + len(last), core))


def _topic(keys: TokenKeys, topics: Mapping[str, tuple[TopicPattern, ...]], indices: range) -> str | None:
    for index, item in _begins(topics, keys, indices):
        if match_end(item.pattern, keys, index) is not None:
            return item.about
    return None


def _last_conjunction(doc: Doc, first: _Match, second: _Match) -> int | None:
    """Index of the conjunction nearest before the second match, not before the end of the first; ``None`` for none."""
    return next((at for at in range(second.start - 1, first.end - 1, -1) if doc[at].pos_ == "CCONJ"), None)


def _share_subject(doc: Doc, text: str, first: _Passage, second: _Passage) -> bool:
    """Whether the second passage is a further verb of the first one's subject: « nous ignorons et ne pouvons dire »."""
    between = text[first.span.end : doc[second.match.start].idx]
    return doc[second.match.start - 1].pos_ == "CCONJ" and not any(mark in between for mark in _ENDS)


def _joined_passages(doc: Doc, text: str, first: _Passage, second: _Passage) -> tuple[_Passage, ...]:
    """Two passages that follow each other, as one where they are one clause or two verbs of one subject."""
    if not first.span.overlaps(second.span):
        if not _share_subject(doc, text, first, second):
            return first, second
    else:
        at = _last_conjunction(doc, first.last, second.match)
        if at is not None and any(token.pos_ in _NOMINAL for token in doc[at : second.match.start]):
            cut = doc[at]
            left = _trimmed(text, Span(first.span.start, cut.idx))
            right = _trimmed(text, Span(max(second.span.start, cut.idx + len(cut)), second.span.end))
            return _Passage(left, first.match, first.last), _Passage(right, second.match, second.last)
    better = min(first.match, second.match, key=lambda match: match.pattern.rank)
    return (_Passage(Span(first.span.start, max(first.span.end, second.span.end)), better, second.last),)


def _passages(doc: Doc, text: str, keys: TokenKeys, found: list[_Match]) -> list[_Passage]:
    """One passage for each thing left open: of matches that meet, the one whose pattern stands highest wins."""
    cores: list[_Match] = []
    for match in sorted(found, key=lambda item: (item.start, item.pattern.rank)):
        if not cores or match.start >= cores[-1].end:
            cores.append(match)
        elif match.pattern.rank < cores[-1].pattern.rank:
            cores[-1] = match
    passages: list[_Passage] = []
    for match in (core for core in cores if core.pattern.extent != "none"):
        passage = _Passage(_extent(doc, text, keys, match), match, match)
        passages[-1:] = _joined_passages(doc, text, passages[-1], passage) if passages else (passage,)
    return passages


def extract_unknowns(doc: Doc, lexicon: UnknownLexicon) -> list[Unknown]:
    """All unknowns of a report, in order, none overlapping another.

    Args:
        doc: The parsed report. Lemmas and parts of speech decide; the dependency tree only gives the extent.
        lexicon: The phrases.

    Returns:
        Unknowns with spans in ``doc.text``; empty where the report leaves nothing open in so many words.
    """
    text, keys = doc.text, TokenKeys(doc, lexicon.light)
    index = TokenIndex(doc)
    unknowns: list[Unknown] = []
    for passage in _passages(doc, text, keys, _matches(keys, lexicon)):
        span, match, item = passage.span, passage.match, passage.match.pattern
        topic = _topic(keys, lexicon.topics, index.covering(*span)) if item.reads_topic else None
        rule = f"unknown/{item.id} [{item.where} {doc[match.start : match.end].text}]"
        unknowns.append(Unknown(span.of(text), span, topic or item.about, rule))
    return unknowns
