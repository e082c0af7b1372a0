"""Whether a report, and a sentence of it, speaks of armed conflict or of something that borrows its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from selon.extract.events.words import Reading

# Topics whose words a report of conflict is full of as well count for less against it, once it has enough words that
# hardly anything but conflict has (tuning sets, and 1,000 articles of other news).
_COUNTERWEIGHT = {"justice": 0.25, "politics": 0.25, "crime": 0.25, "health": 0.6, "accident": 0.6, "business": 0.6}
_COUNTERWEIGHT_UNSURE = {"politics": 0.5}
_SURE = 2
_SURE_WORDS = 1
_SURE_FOR_CRIME = 2
# What a word that other fields borrow (« attaque », « bataille », « trêve ») counts where no sure one stands beside it.
_BORROWED = 0.7
# Least balance of conflict words over others for gates 0 to 3, and words in the sentence for gate 3 (tuning sets and
# 300 articles of other news).
_LEAST = (0.0, 3.0, 5.0, 7.0)
_LEAST_IN_SENTENCE = 1
# Tokens from which a report has room for all that is asked of it; a brief of one sentence needs less.
_FULL_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much a report speaks of armed conflict.

    Attributes:
        armed: Weights of its distinct words of conflict.
        other: The heaviest other topic and its weight, counterweighted.
        balance: ``armed`` less the other topic's weight.
        scale: Share, above 0 to 1, of what is asked of a long report that is asked of one of this length.
    """

    armed: float
    other: tuple[str, float]
    balance: float
    scale: float = 1.0


def weigh(reading: Reading) -> Evidence:
    """Weigh the topic words of a report; each distinct word counts once."""
    words: dict[str, tuple[tuple[str, int], ...]] = {}
    for sentence in reading.topics:
        words.update(sentence)
    sums: Counter[str] = Counter()
    sure = 0
    for entries in words.values():
        for topic, weight in entries:
            sums[topic] += weight
            sure += topic == "armed" and weight == _SURE
    certain = sure >= _SURE_WORDS
    armed = float(sums.pop("armed", 0))
    if not certain:
        armed = _SURE * sure + _BORROWED * (armed - _SURE * sure)
    weights = _COUNTERWEIGHT if certain else _COUNTERWEIGHT_UNSURE
    if sure < _SURE_FOR_CRIME:
        weights = {**weights, "crime": 1.0}
    others = {topic: weight * weights.get(topic, 1.0) for topic, weight in sums.items()}
    top = max(others.items(), key=lambda item: item[1], default=("", 0.0))
    scale = min(1.0, max(1, len(reading.doc)) / _FULL_LENGTH)
    return Evidence(armed, top, armed - top[1], scale)


def armed_words(reading: Reading, sentence: int, besides: frozenset[str]) -> int:
    """Weight of the distinct words of conflict in a sentence, those in ``besides`` not counted."""
    total = 0
    for word, entries in reading.topics[sentence].items():
        if word not in besides:
            total += sum(weight for topic, weight in entries if topic == "armed")
    return total


def passes(gate: int, evidence: Evidence, in_sentence: int) -> bool:
    """Whether there is enough conflict around a trigger for its gate."""
    if evidence.balance < _LEAST[gate] * evidence.scale:
        return False
    return gate < 3 or in_sentence >= _LEAST_IN_SENTENCE
