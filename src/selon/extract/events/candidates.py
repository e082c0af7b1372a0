"""Words that may name a happening: single triggers, frames of several words, and weapons in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from selon.extract.events.syntax import WORDS, is_participle, is_present_participle
from selon.extract.events.words import Reading
from selon.lexicon.event_frames import Element
from selon.lexicon.events import NO_EVENT, Means, Trigger

_AGENT_ENDINGS = tuple(WORDS.agent_ending)
_WITH_ARTICLE = WORDS.of_the | WORDS.contracted
_NOUN_TAGS = frozenset({"NOUN", "PROPN", "X"})
# Relations of a noun, for a token that the tagger left without part of speech.
_NOUN_RELATIONS = frozenset({"nsubj", "obj", "obl", "nmod", "appos"})
_VERB_TAGS = frozenset({"VERB", "AUX", "ADJ"})
# Parts of speech of the words that can name a happening by themselves; more than half of all tokens have another.
_CONTENT_TAGS = _NOUN_TAGS | _VERB_TAGS | {""}


@dataclass(slots=True)
class Candidate:
    """A place in the text where a happening may be named; later steps fill in what they decide.

    Attributes:
        trigger: The rows of the lexicon that may apply, best first; the first is the one in force.
        start: First token of the trigger words.
        end: Token after the last.
        anchor: The token whose dependents are the roles.
        type: ``family.type``; empty until decided.
        kind: Class of the trigger in force.
        weapons: Means that go with it: token position and entry.
        absorbed: Other candidates of the same happening.
    """

    trigger: Sequence[Trigger]
    start: int
    end: int
    anchor: Token
    type: str = ""
    kind: str = ""
    verbal: bool = False
    weapons: list[tuple[int, Means]] = field(default_factory=list)
    absorbed: list[Candidate] = field(default_factory=list)

    @property
    def row(self) -> Trigger:
        """The row of the lexicon in force."""
        return self.trigger[0]


def find_candidates(reading: Reading) -> list[Candidate]:
    """All candidates in the order of the text; frames win over single words, nothing overlaps."""
    found: list[Candidate] = []
    taken: set[int] = set()
    for candidate, tokens in _frames(reading):
        if not taken & tokens:
            taken |= tokens
            if candidate.row.type != NO_EVENT:
                found.append(candidate)
    for token in reading.doc:
        if token.pos_ in _CONTENT_TAGS and token.i not in taken:
            single = _single(reading, token)
            if single is not None:
                found.append(single)
    return sorted(found, key=lambda c: c.start)


def _frames(reading: Reading) -> Iterator[tuple[Candidate, set[int]]]:
    hits = []
    for i, frame in _frame_starts(reading):
        places = match_frame(reading, frame.elements, i)
        if places is not None:
            hits.append((-len(places), i, frame, places))
    for _, _, frame, places in sorted(hits, key=lambda h: (h[0], h[1])):
        yield _framed(reading, frame, places), set(places)


def _frame_starts(reading: Reading) -> Iterator[tuple[int, Trigger]]:
    """Tokens at which a frame begins whose other words the report has too, wherever they stand."""
    frames = reading.lexicon.frames
    words = {key for keys in reading.frame_keys for key in keys}
    possible = {
        key: [f for f in frames[key] if not any(e.words.isdisjoint(words) for e in f.elements[1:])]
        for key in words & frames.keys()
    }
    for i, keys in enumerate(reading.frame_keys):
        for key in keys:
            if key in possible:
                yield from ((i, frame) for frame in possible[key])


def match_frame(reading: Reading, elements: Sequence[Element], start: int) -> tuple[int, ...] | None:
    """Positions of the tokens that match the elements, the first at ``start``; ``None`` for no match."""
    places = [start]
    limit = len(reading.doc)
    for element in elements[1:]:
        i = places[-1] + 1
        stop = min(i + element.gap + 1, limit)
        while i < stop and element.words.isdisjoint(reading.frame_keys[i]):
            i = stop if reading.doc[i].lower_ in {".", ";", "!", "?", "\n"} else i + 1
        if i >= stop:
            return None
        places.append(i)
    return tuple(places)


def _framed(reading: Reading, frame: Trigger, places: tuple[int, ...]) -> Candidate:
    marked = [p for p, e in zip(places, frame.elements, strict=True) if e.trigger] or [places[0]]
    heads = [p for p, e in zip(places, frame.elements, strict=True) if e.head] or [places[0]]
    anchor = reading.doc[heads[0]]
    if anchor.pos_ not in _NOUN_TAGS | _VERB_TAGS:
        anchor = next((reading.doc[p] for p in places if reading.doc[p].pos_ in _VERB_TAGS), anchor)
    contiguous = marked[-1] - marked[0] < len(places) + 1
    start, end = (marked[0], marked[-1] + 1) if contiguous else (marked[-1], marked[-1] + 1)
    verbal = anchor.pos_ in _VERB_TAGS and "noun" not in {t.pos for t in (frame,)}
    return Candidate([frame], start, end, anchor, kind=frame.kind, verbal=verbal)


def _single(reading: Reading, token: Token) -> Candidate | None:
    keys = reading.keys[token.i]
    nouns = reading.lexicon.nouns
    as_noun = [] if nouns.keys().isdisjoint(keys) else [row for key in keys for row in nouns.get(key, ())]
    as_verb = _verb_rows(reading, token)
    if as_noun and (_is_noun(token) or not as_verb):
        if not _is_noun(token) and token.pos_ not in {"ADJ", "VERB"}:
            return None
        if token.pos_ == "VERB" and not _after_determiner(token):
            return None
        return Candidate(as_noun, token.i, token.i + 1, token, kind=as_noun[0].kind)
    if as_verb:
        return Candidate(as_verb, token.i, token.i + 1, token, kind=as_verb[0].kind, verbal=True)
    return None


def _verb_rows(reading: Reading, token: Token) -> list[Trigger]:
    lexicon = reading.lexicon
    keys = reading.keys[token.i]
    if token.pos_ in {"VERB", "AUX"}:
        rows = [row for key in keys if key in lexicon.verbs for row in lexicon.verbs[key]]
        if rows:
            return rows
    if token.pos_ in {"NOUN", "PROPN"} and token.lower_.endswith(_AGENT_ENDINGS):
        return []
    if token.pos_ in _VERB_TAGS | {"NOUN", "PROPN"}:
        return [
            row
            for v in lexicon.participles.get(keys[-1 if len(keys) < 2 else 1], ())
            for row in lexicon.verbs.get(v, ())
        ]
    return []


def _is_noun(token: Token) -> bool:
    if token.pos_ in _NOUN_TAGS or (not token.pos_ and token.dep_.split(":", 1)[0] in _NOUN_RELATIONS):
        return not _has_be(token) or _after_determiner(token)
    return token.pos_ in {"ADJ", "VERB"} and _after_determiner(token) and (is_participle(token) or token.pos_ == "VERB")


def _after_determiner(token: Token) -> bool:
    """Whether a determiner or a numeral, with adjectives at most, stands before the word."""
    i = token.i - 1
    while i >= 0 and token.doc[i].pos_ in {"ADJ", "ADV"} and token.i - i < 3:
        i -= 1
    return i >= 0 and (token.doc[i].pos_ in {"DET", "NUM"} or token.doc[i].lower_ in _WITH_ARTICLE)


def _has_be(token: Token) -> bool:
    """Whether « été » or a form of être stands right before the word: then it is a participle, not a noun."""
    i = token.i - 1
    while i >= 0 and token.doc[i].pos_ == "ADV":
        i -= 1
    return i >= 0 and (token.doc[i].lower_ in WORDS.been or token.doc[i].lemma_ in WORDS.be)


def is_gerund(candidate: Candidate) -> bool:
    """Whether the trigger is a present participle (« tuant », « en bombardant »)."""
    return candidate.verbal and is_present_participle(candidate.anchor)
