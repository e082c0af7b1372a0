"""What the steps of event extraction share about one report: its words as the lexicon looks them up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from selon.extract.events.syntax import WORDS
from selon.lexicon.event_forms import Phrases
from selon.lexicon.events import EventLexicon, Means
from selon.lexicon.folding import fold

# A French text of ordinary length has an accent in every third word; under one in a hundred it was typed without.
_PLAIN_BELOW = 0.01
_PLAIN_LEAST_WORDS = 20
# A calamity has at least one sure word for so much weight of violence, soldiers among the rescuers allowed (tuning sets).
_ARMED_PER_CALM = 4
_CALAMITIES = frozenset({"accident", "weather", "health", "animal"})
_SURE = 2
_BEARERS = frozenset({"armed", "rebel", "police"})
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NATIONAL = frozenset({"civil", "moved", "tried"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with its words looked up.

    Attributes:
        doc: The parsed text.
        lexicon: The words of its language, folded where the text has no accents.
        keys: For each token the keys under which it is looked up: lemma and form, in lower case.
        frame_keys: The same with the infinitives of participles, for frames.
        actors: Token position to kinds of actor, for the words of ``event_actors.tsv``.
        means: Token position of the first word to the weapon.
        sentences: For each token the number of its sentence, from 0.
        bounds: For each sentence its first token and the token after its last.
        placed: Tokens of names that stand for a place.
        starts: For each token its first character.
        topics: For each sentence its topic words: key to (topic, weight) pairs.
        named: A part of a name, in lower case, to what the report says somewhere that its bearer is.
        calamity: Whether the report is about an accident, an illness or the weather rather than about violence.
        vocabulary: All keys of the report.
        text: ``doc.text``, which spaCy joins anew at each call.
    """

    doc: Doc
    lexicon: EventLexicon
    keys: Sequence[tuple[str, ...]]
    frame_keys: Sequence[tuple[str, ...]]
    actors: Mapping[int, frozenset[str]]
    means: Mapping[int, tuple[int, Means]]
    sentences: Sequence[int]
    bounds: Sequence[tuple[int, int]]
    placed: frozenset[int]
    starts: Sequence[int]
    topics: Sequence[Mapping[str, tuple[tuple[str, int], ...]]]
    named: Mapping[str, frozenset[str]]
    calamity: bool
    vocabulary: frozenset[str]
    text: str

    def is_any(self, token: Token, words: frozenset[str]) -> bool:
        """Whether the token's lemma or form is one of ``words``."""
        return not words.isdisjoint(self.keys[token.i])

    def at(self, character: int) -> Token:
        """The token that stands at a character or next before it."""
        return self.doc[max(bisect_right(self.starts, character) - 1, 0)]

    def sentence(self, token: Token) -> Span:
        """The sentence of a token."""
        start, end = self.bounds[self.sentences[token.i]]
        return self.doc[start:end]

    def kinds(self, token: Token) -> frozenset[str]:
        """What kinds of actor the token names; empty for none known."""
        return self.actors.get(token.i, frozenset())


def is_plain(doc: Doc) -> bool:
    """Whether the text was written without accents."""
    text = doc.text
    marked = sum(map(str.isalpha, _BEYOND_ASCII.findall(text)))
    return len(doc) >= _PLAIN_LEAST_WORDS and marked < _PLAIN_BELOW * len(doc)


def read_words(doc: Doc, lexicon: EventLexicon, *, plain: bool, placed: frozenset[int] = frozenset()) -> Reading:
    """Look up the words of a report.

    Args:
        doc: The parsed text.
        lexicon: Event words, read with ``plain`` as given here.
        plain: Fold the words of the text before they are looked up.
        placed: Tokens of names that stand for a place.
    """
    keys = [_keys(token, plain) for token in doc]
    sentences = [0] * len(doc)
    topics: list[dict[str, tuple[tuple[str, int], ...]]] = []
    bounds: list[tuple[int, int]] = []
    for number, sentence in enumerate(doc.sents):
        topics.append({})
        bounds.append((sentence.start, sentence.end))
        for i in range(sentence.start, sentence.end):
            sentences[i] = number
    for start, _, word, value in find_phrases(keys, lexicon.context):
        topics[sentences[start]][word] = value  # type: ignore[assignment]
    actors: dict[int, frozenset[str]] = {}
    for start, end, _, value in find_phrases(keys, lexicon.actors):
        for i in range(start, end):
            actors[i] = value  # type: ignore[assignment]
    for token in doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.text[:1].isupper() and token.i not in actors:
            if not lexicon.demonyms.isdisjoint(keys[token.i]):
                actors[token.i] = _NATIONAL
    means: dict[int, tuple[int, Means]] = {}
    for start, end, _, value in find_phrases(keys, lexicon.means):
        means[start] = (end, value)  # type: ignore[assignment]
    starts = [token.idx for token in doc]
    vocabulary = frozenset(key for some in keys for key in some)
    return Reading(
        doc,
        lexicon,
        keys,
        [_with_infinitives(some, lexicon.participles) for some in keys],
        actors,
        means,
        sentences,
        bounds,
        placed,
        starts,
        topics,
        _named(doc, actors),
        _is_calamity(topics),
        vocabulary,
        doc.text,
    )


def _is_calamity(topics: Sequence[Mapping[str, tuple[tuple[str, int], ...]]]) -> bool:
    """Whether words hardly used but of accidents, illness and weather outweigh those hardly used but of violence."""
    words = {word: entries for sentence in topics for word, entries in sentence.items()}
    sure = [topic for entries in words.values() for topic, weight in entries if weight == _SURE]
    armed = sum(weight for entries in words.values() for topic, weight in entries if topic == "armed")
    calm = sum(topic in _CALAMITIES for topic in sure)
    return calm >= _SURE and calm > sum(topic == "armed" for topic in sure) and _ARMED_PER_CALM * calm > armed


def _with_infinitives(keys: tuple[str, ...], participles: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    more = [verb for key in keys if key in participles for verb in participles[key] if verb not in keys]
    return (*keys, *more) if more else keys


def _named(doc: Doc, actors: Mapping[int, frozenset[str]]) -> dict[str, frozenset[str]]:
    """What names are said to be: « le général Saleh », « Saleh, chef rebelle », « un jihadiste, Ali Saleh »."""
    found: dict[str, frozenset[str]] = {}
    for i, kinds in actors.items():
        token = doc[i]
        if not kinds & _BEARERS or token.pos_ != "NOUN" or (i and doc[i - 1].pos_ == "NOUN"):
            continue
        for name in (*token.rights, token.head):
            if _bears(name, token):
                for part in (name, *(c for c in name.rights if c.dep_.startswith("flat"))):
                    found.setdefault(part.lower_, kinds)
    return found


def _bears(name: Token, title: Token) -> bool:
    if name.pos_ != "PROPN" or any(c.dep_ == "case" for c in name.lefts):
        return False
    link = title if name.i < title.i else name
    return link.dep_.split(":", 1)[0] in {"appos", "flat", "nmod"} and link.head in {name, title}


def _keys(token: Token, plain: bool) -> tuple[str, ...]:
    lemma, form = token.lemma_.lower(), token.lower_
    if plain:
        lemma, form = fold(lemma), fold(form)
    if lemma == form:
        return (form,) if not form.endswith("s") else (form, form[:-1])
    return (lemma, form) if not form.endswith(("s", "x")) else (lemma, form, form[:-1])


def find_phrases(keys: Sequence[tuple[str, ...]], phrases: Phrases) -> Iterator[tuple[int, int, str, object]]:
    """The longest phrases, from left to right, not overlapping: start, end, first word, value."""
    first, end = phrases.keys(), 0
    for i, some in enumerate(keys):
        hit = None if first.isdisjoint(some) or i < end else _phrase_at(keys, i, phrases)
        if hit is not None:
            words, value = hit
            end = i + len(words)
            yield i, end, " ".join(words), value


def _phrase_at(keys: Sequence[tuple[str, ...]], i: int, phrases: Phrases) -> tuple[tuple[str, ...], object] | None:
    for key in keys[i]:
        for words, value in phrases.get(key, ()):
            if i + len(words) <= len(keys) and all(_is(keys[i + k], w) for k, w in enumerate(words)):
                return words, value
    return None


def _is(keys: tuple[str, ...], word: str) -> bool:
    return word in keys or (word in WORDS.bare_of and not WORDS.bare_of.isdisjoint(keys))
