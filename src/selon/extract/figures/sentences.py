"""Sentences as the figure rules read them: their counts and predicates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.extract.figures.counts import Count, find_counts
from selon.extract.figures.predicates import Predicate, find_predicates
from selon.extract.numbers import Amount

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from selon.lexicon.figures import FigureLexicon


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the rules read it: token range, counts in order, predicates by token."""

    doc: Doc
    start: int
    end: int
    counts: tuple[Count, ...]
    predicates: dict[int, Predicate]
    lexicon: FigureLexicon


def _ends_sentence(doc: Doc, at: int) -> bool:
    """Whether a sentence may end with token ``at``: a full stop, a mark that closes after one, or a line end."""
    token = doc[at]
    if token.text[-1] in ".!?…":
        return True
    return at > 0 and token.text in '»"”)' and doc[at - 1].text[-1] in ".!?…"


def _sentence_ranges(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences; a boundary that the parser sets within one, after no mark, is not taken."""
    start = 0
    for at in range(1, len(doc)):
        line_end = "\n" in doc[at - 1].text and not doc[at].text[0].islower()  # a wrapped line goes on in lower case
        if line_end or (doc[at].is_sent_start and _ends_sentence(doc, at - 1)):
            yield start, at
            start = at
    if start < len(doc):
        yield start, len(doc)


def read_sentences(doc: Doc, amounts: list[Amount], lexicon: FigureLexicon) -> Iterator[Sentence]:
    """The sentences that count something, in order.

    Args:
        doc: The parsed text, with sentences.
        amounts: All amounts of the text, in order.
        lexicon: The words.
    """
    at = 0
    possessives = lexicon.roles["possessive"]
    for start, end in _sentence_ranges(doc):
        first, last_char = at, doc[end - 1].idx + len(doc[end - 1].text)
        while at < len(amounts) and amounts[at].core.start < last_char:
            at += 1
        if at == first and not any(doc[i].lower_ in possessives for i in range(start, end)):
            continue
        counts = find_counts(doc, amounts[first:at], start, end, lexicon)
        if counts:
            predicates = find_predicates(doc, start, end, lexicon)
            for count in counts:
                if count.victim is not None:
                    predicates.pop(count.head, None)
            yield Sentence(doc, start, end, tuple(counts), predicates, lexicon)
