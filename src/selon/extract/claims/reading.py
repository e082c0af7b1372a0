"""What the attribution rules need to know of a report beside its parse: statements, quotations, pieces.

A statement is what one sentence reports: the parser's sentence, joined with the next where the boundary falls inside
a quotation, since speakers go on over full stops and their cue often comes at the end. A blank line always ends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from selon.lexicon.grammar import FunctionWords
from selon.model import Quotation, Span

QUOTE_MARKS = frozenset('«»“”„‟"‹›')
OPENING_MARKS = frozenset('«“„‹"')
SENTENCE_ENDS = frozenset(".!?…")
EDGES = frozenset(",;:-–—•·*|")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
# A statement longer than this is a quotation mark that nothing closes; its sentences are read one by one.
_LONGEST_STATEMENT = 400
# A quotation of so few words names something (RECORD.md on labels: a longer one is a quote).
_NAMING_WORDS = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """Tokens ``[start, end)`` that are read as one."""

    start: int
    end: int


class Reading:
    """A parsed report with its quotations, indexed for the rules of attribution.

    Attributes:
        doc: The parse.
        text: The parse's text.
        tokens, lowers, lemmas: The tokens, their forms and their lemmas in small letters.
        quotations: All quotations, in order.
        statements: The statements, in order, covering all tokens.
    """

    def __init__(self, doc: Doc, quotations: Sequence[Quotation]) -> None:
        """Index ``doc`` and its ``quotations``; offsets of both are those of ``doc.text``."""
        self.doc = doc
        self.text = doc.text  # spaCy joins the text anew at each call
        self.tokens = tuple(doc)  # and makes a token anew at each look
        self.lowers = tuple(token.lower_ for token in self.tokens)
        self.lemmas = tuple(token.lemma_.lower() for token in self.tokens)
        self.quotations = tuple(quotations)
        self._quotation_of = self._index_quotations()
        self.breaks = self._line_ends()
        self.statements = self._split_statements()
        self._statement_of = [k for k, s in enumerate(self.statements) for _ in range(s.start, s.end)]

    def _index_quotations(self) -> list[int]:
        """For each token the index of the outermost quotation that it stands in, -1 for none; marks count as within."""
        inside = [-1] * len(self.doc)
        outermost = [(q.outer.start, q.outer.end, k) for k, q in enumerate(self.quotations) if q.depth == 0]
        at = 0
        for index, token in enumerate(self.tokens if outermost else ()):
            offset = token.idx
            while at < len(outermost) and outermost[at][1] <= offset:
                at += 1
            if at < len(outermost) and outermost[at][0] <= offset:
                inside[index] = outermost[at][2]
        return inside

    def _line_ends(self) -> frozenset[int]:
        """Positions of the tokens that stand first after a line end which ends a sentence.

        A blank line does; a single line end does unless the next line goes on in lower case. A blank line within a
        sentence (« a ¶ aussi déclaré X ») is a slip of the page.
        """
        found = set()
        for index in range(1, len(self.tokens)):
            before = self.tokens[index - 1]
            if not before.is_space:
                continue  # a line end is a token of its own
            token, gap = self.tokens[index], before.text
            if "\n" not in gap or token.is_space or (token.text[:1].islower() and not self._ends_line(before)):
                continue
            if _PARAGRAPH_BREAK.search(gap) or not token.text[:1].islower():
                found.add(index)
        return frozenset(found)

    def _ends_line(self, gap: Token) -> bool:
        """Whether the word before a line end is a mark that may end a line, or the text's first."""
        at = gap.i if not gap.is_space else gap.i - 1
        return at < 0 or self.doc[at].is_punct or self.doc[at].is_space

    def quotation_at(self, index: int) -> int:
        """Index of the outermost quotation that the token stands in; -1 for none or beyond the report's ends."""
        return self._quotation_of[index] if 0 <= index < len(self._quotation_of) else -1

    def opens_quotation(self, index: int) -> bool:
        """Whether the token is the mark that opens the quotation it stands in."""
        quotation = self.quotation_at(index)
        return quotation >= 0 and self.quotations[quotation].outer.start == self.tokens[index].idx

    def is_long_quote(self, index: int) -> bool:
        """Whether the quotation that the token stands in is speech rather than a naming of a few words."""
        quotation = self.quotation_at(index)
        return quotation >= 0 and len(self.quotations[quotation].inner.of(self.text).split()) > _NAMING_WORDS

    def statement_at(self, index: int) -> Statement:
        """The statement of a token."""
        return self.statements[self._statement_of[index]]

    def statement_number(self, index: int) -> int:
        """Position of the token's statement among ``statements``."""
        return self._statement_of[index]

    def _joins(self, start: int, boundary: int) -> bool:
        """Whether the sentence boundary before token ``boundary`` does not end the statement that began at ``start``."""
        before, after = self._quotation_of[boundary - 1], self._quotation_of[boundary]
        if boundary - start > _LONGEST_STATEMENT:
            return False
        if before >= 0 and before == after:
            return True
        if boundary in self.breaks:
            return False
        # « … ? », demande X: the parser took the quotation's own mark for the sentence's end
        token = self.tokens[boundary]
        previous = self.tokens[boundary - 1]
        if token.text == "," or (previous.text in QUOTE_MARKS and token.is_lower and after < 0):
            return True
        if previous.is_space and boundary > 1:
            previous = self.tokens[boundary - 2]
        return (
            previous.text not in SENTENCE_ENDS
            and previous.text not in QUOTE_MARKS
            and token.is_lower
            and not previous.is_space
        )

    def _boundaries(self) -> list[int]:
        starts = {sent.start for sent in self.doc.sents} | set(self.breaks) | self._quotation_starts()
        return sorted(starts - {0})

    def _quotation_starts(self) -> set[int]:
        """Positions of the marks that open a quotation right after a full stop: a parser may read on over them."""
        opened = (k for k in range(1, len(self.lowers)) if self._quotation_of[k] > self._quotation_of[k - 1])
        return {k for k in opened if self._word_before(k) in SENTENCE_ENDS}

    def _word_before(self, index: int) -> str:
        at = index - 1
        while at > 0 and self.tokens[at].is_space:
            at -= 1
        return self.lowers[at]

    def _split_statements(self) -> tuple[Statement, ...]:
        found: list[Statement] = []
        start = 0
        for boundary in self._boundaries():
            if boundary > start and not self._joins(start, boundary):
                found.append(Statement(start, boundary))
                start = boundary
        if start < len(self.doc):
            found.append(Statement(start, len(self.doc)))
        return tuple(found)

    def piece_start(self, statement: Statement, before: int) -> int:
        """Start of the piece of the statement that holds token ``before``: semicolons outside quotations cut it."""
        for at in range(before - 1, statement.start - 1, -1):
            if (self.tokens[at].text in {";", "|"} or at in self.breaks) and self._quotation_of[at] < 0:
                return at + 1 if self.tokens[at].text in {";", "|"} else at
        return self._past_dateline(statement.start, before)

    def _past_dateline(self, start: int, before: int) -> int:
        """Position after « ALEP (Syrie), 7 déc 2016 (XYZ) - »: a dateline is no word of a content."""
        for at in range(start, min(before, start + 18)):
            if self.tokens[at].text in {"-", "–", "—"} and self.tokens[start].text[:2].isupper() and at > start:
                if any(t.text == ")" or t.like_num for t in self.doc[start:at]):
                    return at + 1
        return start

    def piece_end(self, statement: Statement, at: int) -> int:
        """End of the piece of the statement that holds token ``at``."""
        for index in range(at, statement.end):
            if self.tokens[index].text == ";" and self._quotation_of[index] < 0:
                return index
            if index > at and index in self.breaks and self._quotation_of[index] < 0:
                return index
        return statement.end

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Token bounds without blanks, commas, dashes and full stops at the edges."""
        doc = self.tokens
        while start < end and (doc[start].is_space or doc[start].text in EDGES or doc[start].text in SENTENCE_ENDS):
            start += 1
        while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES or self._is_final(end - 1, start)):
            end -= 1
        return start, end

    def _is_final(self, index: int, start: int) -> bool:
        """Whether the token is a full stop outside quotation marks; ? and ! belong to what they end."""
        if self.tokens[index].text not in {".", "…", "..."}:
            return False
        quotation = self._quotation_of[index]
        return quotation < 0 or self._quotation_of[start] == quotation

    def char_span(self, start: int, end: int) -> Span:
        """Character offsets of the tokens ``[start, end)``; outer quotation marks go where they wrap the whole."""
        doc = self.tokens
        first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        quotation = self._quotation_of[start]
        if quotation < 0:
            return Span(first, last)
        outer, inner = self.quotations[quotation].outer, self.quotations[quotation].inner
        if quotation == self._quotation_of[end - 1] and first in (outer.start, inner.start):
            return Span(inner.start, max(inner.start + 1, self._without_stop(inner.start, min(inner.end, last))))
        if quotation != self._quotation_of[end - 1]:
            return Span(first, last)
        if first >= inner.end:
            return Span(first, last)  # a piece that starts at the closing mark stands outside the words
        return Span(max(first, inner.start), self._without_stop(first, min(last, inner.end)))

    def _without_stop(self, start: int, end: int) -> int:
        """End of the words without their own full stop and comma."""
        text = self.text
        while end > start + 1 and text[end - 1] in "., \u00a0\n" and text[end - 3 : end] != "...":
            end -= 1
        return end


def is_finite(token: Token) -> bool:
    """Whether the token is a finite verb or auxiliary."""
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm")


def is_adjectival(token: Token, words: FunctionWords) -> bool:
    """Whether the token is an adjective, or a past participle that stands as one."""
    if token.pos_ == "ADJ":
        return True
    past = not token.lower_.endswith(tuple(words.gerund_ending))
    return past and token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm")


def is_infinitive(token: Token) -> bool:
    """Whether the token is an infinitive."""
    return "Inf" in token.morph.get("VerbForm")


def masculine(form: str) -> str:
    """The masculine singular of an adjective in -é or a plain one: « préoccupées » → « préoccupé »."""
    bare = form.removesuffix("s")
    return bare.removesuffix("e") if bare.endswith(("ée", "te", "se", "le")) else bare
