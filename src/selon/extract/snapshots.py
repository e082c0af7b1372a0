"""A parse copied out of spaCy into plain Python objects, because the rules ask each token hundreds of questions.

spaCy makes a new object for each ``doc[i]``, ``token.head`` and step of an iteration, and looks each string up anew; a
word's morphology costs 2 µs a question. Here a token is made once and its answers lie ready: the rules take a third
less time on the gold reports, the copy itself included. A snapshot answers to the names of spaCy's ``Doc``, ``Token``,
``Span`` and ``MorphAnalysis`` that the rules use, so the rules run on either and do not know which.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, cast, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


_UNSIGNED = 0xFFFF_FFFF_FFFF_FFFF
"""spaCy's hashes are unsigned; ``HEAD`` and ``SENT_START`` of the same array are signed."""

_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "DEP", "MORPH", "HEAD", "SENT_START", "IDX", "SPACY"]


class Morphology:
    """The features of a word, as ``MorphAnalysis`` gives them."""

    __slots__ = ("_values", "features")

    def __init__(self, features: str) -> None:
        """Read ``features``, such as ``Gender=Masc|PronType=Int,Rel``."""
        self.features = features
        pairs = (part.partition("=") for part in features.split("|") if part)
        self._values = {name: values.split(",") for name, _, values in pairs}

    def get(self, field: str) -> list[str]:
        """The values of a feature, not to be changed; empty where the word has none."""
        return self._values.get(field, _NOTHING)

    def __str__(self) -> str:
        """The features as in a treebank."""
        return self.features


_NOTHING: list[str] = []


@lru_cache(maxsize=4096)
def _morphology(features: str) -> Morphology:
    return Morphology("" if features == "_" else features)


class TokenSnapshot:
    """A token; its attributes are those of spaCy's ``Token`` that the rules ask for; one that needs another adds it here.

    There is no ``__getattr__`` that would ask spaCy for the rest: with it Python looks up every attribute the slow way
    (4 % of extraction on the gold reports, median of five rounds; none in the best round).
    """

    __slots__ = (
        "dep_", "doc", "head", "i", "idx", "is_alpha", "is_lower", "is_punct", "is_sent_start", "is_space", "left_edge",
        "lefts", "lemma_", "like_num", "lower_", "morph", "pos_", "right_edge", "rights", "text", "whitespace_",
    )  # fmt: skip
    dep_: str
    doc: DocSnapshot
    head: TokenSnapshot
    i: int
    idx: int
    is_alpha: bool
    is_lower: bool
    is_punct: bool
    is_sent_start: bool | None
    is_space: bool
    left_edge: TokenSnapshot
    lefts: Sequence[TokenSnapshot]
    lemma_: str
    like_num: bool
    lower_: str
    morph: Morphology
    pos_: str
    right_edge: TokenSnapshot
    rights: Sequence[TokenSnapshot]
    text: str
    whitespace_: str

    @property
    def children(self) -> Sequence[TokenSnapshot]:
        """The dependents, those before the token first."""
        return [*self.lefts, *self.rights] if self.lefts else self.rights

    @property
    def subtree(self) -> Iterator[TokenSnapshot]:
        """The token and all that hangs from it."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def sent(self) -> SpanSnapshot:
        """The sentence."""
        sentence = self.doc.source[self.i].sent
        return SpanSnapshot(self.doc, sentence.start, sentence.end)

    def nbor(self, offset: int = 1) -> TokenSnapshot:
        """The neighbour at an offset.

        Raises:
            IndexError: There is none.
        """
        if self.i + offset < 0:
            raise IndexError(f"token {self.i} has no neighbour at {offset}")
        return self.doc.tokens[self.i + offset]

    def __len__(self) -> int:
        """Number of characters."""
        return len(self.text)

    def __lt__(self, other: TokenSnapshot) -> bool:
        """Whether the token stands before another."""
        return self.i < other.i

    def __repr__(self) -> str:
        """The word."""
        return self.text


class SpanSnapshot:
    """Tokens ``[start, end)`` of a snapshot, as spaCy's ``Span``."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: DocSnapshot, start: int, end: int) -> None:
        """Note the bounds, which lie within the document."""
        self.doc = doc
        self.start = start
        self.end = end

    @property
    def text(self) -> str:
        """The words."""
        if self.start >= self.end:
            return ""
        tokens = self.doc.tokens
        last = tokens[self.end - 1]
        return self.doc.text[tokens[self.start].idx : last.idx + len(last.text)]

    @property
    def root(self) -> TokenSnapshot:
        """The token that the span's tree hangs from."""
        return self.doc.tokens[self.doc.source[self.start : self.end].root.i]

    def __iter__(self) -> Iterator[TokenSnapshot]:
        """The tokens."""
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        """Number of tokens."""
        return self.end - self.start

    def __getitem__(self, at: int) -> TokenSnapshot:
        """The token at a place of the span."""
        return self.doc.tokens[self.start : self.end][at]


class DocSnapshot:
    """A parsed text.

    Attributes:
        source: The parse it was copied from.
        text: The text, made once; spaCy joins it anew at each call.
        tokens: All tokens, in order.
    """

    __slots__ = ("__weakref__", "_starts", "source", "text", "tokens")

    def __init__(self, source: Doc) -> None:
        """Copy a parse."""
        self.source = source
        self.tokens = _tokens(self, source)
        self._starts = [token.idx for token in self.tokens]
        self.text = "".join([token.text + token.whitespace_ for token in self.tokens])

    @property
    def sents(self) -> Iterator[SpanSnapshot]:
        """The sentences."""
        start = 0
        for token in self.tokens[1:]:
            if token.is_sent_start:
                yield SpanSnapshot(self, start, token.i)
                start = token.i
        if self.tokens:
            yield SpanSnapshot(self, start, len(self.tokens))

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> SpanSnapshot | None:
        """The tokens at characters ``[start, end)``; ``None`` where they are no whole tokens, or outside the text."""
        tokens = self.tokens
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end) - 1
        if 0 <= first <= last and tokens[first].idx == start and tokens[last].idx + len(tokens[last].text) == end:
            return SpanSnapshot(self, first, last + 1)  # whole tokens, as nearly always
        span = self.source.char_span(start, end, alignment_mode=alignment_mode)
        return None if span is None else SpanSnapshot(self, span.start, span.end)

    def __iter__(self) -> Iterator[TokenSnapshot]:
        """The tokens."""
        return iter(self.tokens)

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> TokenSnapshot: ...
    @overload
    def __getitem__(self, at: slice) -> SpanSnapshot: ...
    def __getitem__(self, at: int | slice) -> TokenSnapshot | SpanSnapshot:
        """One token, or those of a slice without step."""
        found = self.tokens[at]
        if found.__class__ is not list:
            return found  # type: ignore[return-value]
        start, end, _ = at.indices(len(self.tokens))  # type: ignore[union-attr]
        return SpanSnapshot(self, start, max(start, end))

    def release(self) -> None:
        """Cut the ties between tokens, so that memory goes at once and does not wait for the collector of cycles."""
        for token in self.tokens:
            token.head = token.lefts = token.rights = token.doc = None  # type: ignore[assignment]
            token.left_edge = token.right_edge = None  # type: ignore[assignment]
        self.tokens = []


@contextmanager
def snapshot(doc: Doc) -> Iterator[Doc]:
    """A snapshot of ``doc`` for as long as the rules read it; no token of it may be kept longer.

    The type is spaCy's, since the rules are written against that.
    """
    copy = DocSnapshot(doc)
    try:
        yield cast("Doc", copy)
    finally:
        copy.release()


def _tokens(doc: DocSnapshot, source: Doc) -> list[TokenSnapshot]:
    columns = source.to_array(_COLUMNS).view("int64").T.tolist()
    string, vocab = _Strings(source.vocab), source.vocab
    words = {orth: _word(vocab, orth) for orth in set(columns[0])}
    morphs = {features: _morphology(string[features]) for features in set(columns[4])}
    tokens: list[TokenSnapshot] = []
    for i, (orth, lemma, tag, relation, features, _, start, idx, blank) in enumerate(zip(*columns, strict=True)):
        token = TokenSnapshot()
        tokens.append(token)
        token.doc, token.i, token.idx = doc, i, idx
        (
            token.text, token.lower_, token.is_alpha, token.is_lower, token.is_punct, token.is_space, token.like_num,
        ) = words[orth]  # fmt: skip
        token.lemma_, token.pos_ = string[lemma], string[tag]
        token.dep_, token.morph = string[relation], morphs[features]
        token.is_sent_start = start > 0 if start else None
        token.whitespace_ = " " if blank else ""
        token.lefts = token.rights = ()
        token.left_edge = token.right_edge = token
    _hang(tokens, columns[5])
    _spread(tokens)
    return tokens


class _Strings(dict[int, str]):
    """Strings of a vocabulary by their hash, read as signed, each looked up once."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    def __missing__(self, key: int) -> str:
        found = self[key] = self._strings[key & _UNSIGNED] if key else ""
        return found


# Words come again from report to report; 8,192 of them take 3 MB.
@lru_cache(maxsize=8192)
def _word(vocab: Vocab, orth: int) -> tuple[str, str, bool, bool, bool, bool, bool]:
    """Of a word its form, its form in small letters and its flags."""
    word = vocab[orth & _UNSIGNED]
    return word.text, word.lower_, word.is_alpha, word.is_lower, word.is_punct, word.is_space, word.like_num


def _hang(tokens: list[TokenSnapshot], heads: list[int]) -> None:
    """Fill in heads, given as distances, and dependents, in the order of the text."""
    for token, distance in zip(tokens, heads, strict=True):
        head = token.head = tokens[token.i + distance]
        if distance < 0:
            head.rights = [*head.rights, token]
        elif distance > 0:
            head.lefts = [*head.lefts, token]


def _spread(tokens: list[TokenSnapshot]) -> None:
    """Fill in the edges of the subtrees.

    From the first token on, each is the left edge of all heads above it that have none further left, and these need no
    second look; so the work grows with the text's length, not with the depth of its trees.
    """
    for token in tokens:
        head = token.head
        while head.left_edge.i > token.i:
            head.left_edge = token
            head = head.head
    for token in reversed(tokens):
        head = token.head
        while head.right_edge.i < token.i:
            head.right_edge = token
            head = head.head
