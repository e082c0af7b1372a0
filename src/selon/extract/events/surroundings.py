"""What stands near a trigger: its objects, its complements, words of its sentence."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.syntax import WORDS, children, complement
from selon.extract.events.words import Reading


def complements_of(candidate: Candidate) -> list[Token]:
    """Nouns after « de » that complete a trigger noun."""
    return list(complement(candidate.anchor, WORDS.of))


def objects_of(candidate: Candidate) -> list[Token]:
    """Direct objects of a trigger verb."""
    return list(children(candidate.anchor, "obj"))


def sentence_says(reading: Reading, candidate: Candidate, kind: str) -> bool:
    """Whether a word of one kind of ``event_reality.tsv`` stands in the sentence."""
    words = reading.lexicon.reality[kind]
    return any(reading.is_any(t, words) for t in reading.sentence(candidate.anchor))


def has_armed_words(reading: Reading, candidate: Candidate) -> bool:
    """Whether another word of conflict stands in the sentence."""
    own = {key for i in range(candidate.start, candidate.end) for key in reading.keys[i]}
    here = reading.topics[reading.sentences[candidate.start]]
    return any(topic == "armed" for word, entries in here.items() if word not in own for topic, _ in entries)
