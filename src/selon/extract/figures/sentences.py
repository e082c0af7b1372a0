"""Sentences as the figure rules read them: their counts and predicates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.extract.figures.counts import Count, find_counts
from selon.extract.figures.predicates import Predicate, find_predicates
from selon.extract.numbers import Amount

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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


def _ends_sentence(tokens: list[Token], at: int) -> bool:
    """Whether a sentence may end with token ``at``: a full stop or a mark that closes after one."""
    if tokens[at].text[-1] in ".!?…":
        return True
    return at > 0 and tokens[at].text in '»"”)' and tokens[at - 1].text[-1] in ".!?…"


def _sentence_ranges(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences; a boundary that the parser sets within one, after no mark, is not taken."""
    start = 0
    for at in range(1, len(tokens)):
        before = tokens[at - 1].text
        line_end = "\n" in before and not tokens[at].text[0].islower()  # a wrapped line goes on in lower case
        if line_end or (tokens[at].is_sent_start and _ends_sentence(tokens, at - 1)):
            yield start, at
            start = at
    if start < len(tokens):
        yield start, len(tokens)


def read_sentences(doc: Doc, amounts: list[Amount], lexicon: FigureLexicon) -> Iterator[Sentence]:
    """The sentences that count somebody and have a word that can make a toll of it, in order.

    Args:
        doc: The parsed text, with sentences.
        amounts: All amounts of the text, in order.
        lexicon: The words.
    """
    at, tokens = 0, list(doc)
    words = [token.lower_ for token in tokens]
    toll_words = lexicon.victims.keys() | lexicon.roles["tally"] | lexicon.roles["number_noun"]
    for start, end in _sentence_ranges(tokens):
        first, last_char = at, tokens[end - 1].idx + len(tokens[end - 1].text)
        while at < len(amounts) and amounts[at].core.start < last_char:
            at += 1
        if at == first and lexicon.roles["possessive"].isdisjoint(words[start:end]):
            continue
        predicates = find_predicates(doc, start, end, lexicon)
        if not predicates and toll_words.isdisjoint(words[start:end]):
            continue
        counts = find_counts(doc, amounts[first:at], start, end, lexicon)
        for count in counts:
            if count.victim is not None:
                predicates.pop(count.head, None)
        if counts:
            yield Sentence(doc, start, end, tuple(counts), predicates, lexicon)
