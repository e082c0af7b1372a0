"""The relevance gate: a look at the words alone that tells which reports, or parts of them, are worth parsing.

Parsing takes all the time of reading, and most of what a collection holds is no report of armed conflict or political
violence. The gate looks for the words of conflict with an automaton, adds up their weights sentence by sentence, and
compares the densest stretch of the report with a threshold. One word proves nothing (« la bataille judiciaire »);
many of them close together do. It errs towards reading: what it leaves was never parsed, so nobody can see what was
missed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.lexicon.folding import fold
from selon.lexicon.gate import GateWord, load_gate
from selon.model import Relevance, Span
from selon.parse.cleaning import clean, needs_cleaning

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

STRETCH_WORDS = 200
"""Shortest stretch whose density counts, in words, unless the report is shorter. In shorter ones other news has as many
words of conflict as a report of it; in longer ones a report's passage of conflict drowns in the rest (gold and 1,000
mixed articles)."""

SHORTEST_WORDS = 64
"""A shorter text is judged as if it had so many words, so that a single word is no evidence."""

LEAST_DENSITY = 5.0
"""Points in 100 words from which a stretch is about conflict. The gold reports begin at 6.5; of 1,000 mixed articles
those above hold a fifth of the words, and with them nine in ten of those in which three events are found."""

SHOWN_WORDS = 8
"""Words of evidence that are named to a person."""

_SENTENCE = re.compile(r"[^.!?…\n]+")
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_OTHER = re.compile("[^a-z0-9 ]")
_RARE_LETTER = re.compile("[\u0100-\u0151\u0154-\u024f]")  # œ has no base letter
# What ``fold`` makes of each character of Latin-1, blanks for what is no letter; the others have no base letter.
_LETTERS = _OTHER.sub(" ", fold(bytes(range(256)).decode("latin-1"))).encode("ascii")
_OPENING, _CLOSING = "«“„‹", "»”›"


@dataclass(slots=True)
class _Sentence:
    """A sentence, its number of words and the words of conflict in it, by name; a title's has no place in the text."""

    start: int
    end: int
    size: int
    found: dict[str, GateWord]
    points: float = 0.0


class Gate:
    """The gate of one language; made once, used for every report. It keeps nothing of a report.

    Args:
        language: ISO 639-1 code of a language that has the gate's tables.
    """

    def __init__(self, language: str) -> None:
        """Build the automaton, in a few milliseconds beside the reading of the tables."""
        from ahocorasick_rs import AhoCorasick

        words = load_gate(language)
        self._words: Sequence[GateWord] = tuple(words.values())
        # every form stands between blanks, and so does every word of the text: only whole words match
        self._automaton: AhoCorasick = AhoCorasick([f" {form} " for form in words])

    def judge(self, text: str, title: str | None = None) -> Relevance:
        """Whether a report is about conflict, and which of its paragraphs.

        Args:
            text: The report's text, of any length.
            title: Its title; counted as a sentence before the text.
        """
        alignment = clean(text) if needs_cleaning(text) else None
        read = text if alignment is None else alignment.text
        headline = [replace(sentence, start=0, end=0) for sentence in self._sentences(title or "")]
        sentences = [*headline, *self._sentences(read)]
        stretches = _stretches(sentences)
        best = max(stretches, key=lambda stretch: stretch.density, default=_Stretch(0, 0, 0.0))
        spans = _passages(read, sentences, stretches) if best.density >= LEAST_DENSITY else ()
        passages = spans if alignment is None else tuple(map(alignment.to_source, spans))
        return Relevance(best.density, LEAST_DENSITY, passages, _evidence(sentences[best.first : best.end]))

    def _sentences(self, text: str) -> list[_Sentence]:
        """The sentences with the words of conflict in them."""
        letters = f" {_letters(text)} "
        sentences = [
            _Sentence(match.start(), match.end(), size, {})
            for match in _SENTENCE.finditer(text)
            if (size := len(letters[match.start() + 1 : match.end() + 1].split()))
        ]
        starts = [sentence.start for sentence in sentences]
        covered = 0
        matches = self._automaton.find_matches_as_indexes(letters, overlapping=True)
        for number, start, end in sorted(matches, key=_longest_first):
            word = self._words[number]
            if end <= covered or (word.exact and not text[start : end - 2].isupper()):
                continue  # « force de l'ordre » holds « force »
            covered = end
            sentence = sentences[bisect_right(starts, start) - 1]
            if word.name not in sentence.found:
                sentence.found[word.name] = word
                sentence.points += word.weight
        return sentences


def _longest_first(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


def _letters(text: str) -> str:
    """Small letters without accents and digits, all else a blank, character for character."""
    if _RARE_LETTER.search(text):
        return _OTHER.sub(" ", fold(text))
    return text.encode("latin-1", "replace").translate(_LETTERS).decode("ascii")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Sentences ``[first, end)`` and their points in 100 words."""

    first: int
    end: int
    density: float


def _stretches(sentences: Sequence[_Sentence]) -> list[_Stretch]:
    """Every shortest run of sentences with enough words; one run for a text that has fewer."""
    found: list[_Stretch] = []
    first, size, points = 0, 0, 0.0
    for number, sentence in enumerate(sentences):
        size, points = size + sentence.size, points + sentence.points
        while size - sentences[first].size >= STRETCH_WORDS:
            size, points = size - sentences[first].size, points - sentences[first].points
            first += 1
        if size >= STRETCH_WORDS:
            found.append(_Stretch(first, number + 1, 100 * points / size))
    if found or not sentences:
        return found
    return [_Stretch(0, len(sentences), 100 * points / max(size, SHORTEST_WORDS))]


def _evidence(sentences: Sequence[_Sentence]) -> tuple[str, ...]:
    found = {word.name: word for sentence in sentences for word in sentence.found.values()}
    heaviest = sorted(found.values(), key=lambda word: (-word.weight, word.name))[:SHOWN_WORDS]
    return tuple(f"{word.name} [{word.where}]" for word in heaviest)


def _passages(text: str, sentences: Sequence[_Sentence], stretches: Sequence[_Stretch]) -> tuple[Span, ...]:
    """The whole of a report that is dense throughout; else the paragraphs of its dense stretches with their context.

    Args:
        text: The text.
        sentences: Its sentences, the title's among them with empty places.
        stretches: Runs of these.
    """
    size, points = sum(each.size for each in sentences), sum(each.points for each in sentences)
    if 100 * points >= LEAST_DENSITY * size:
        return (Span(0, len(text)),)
    paragraphs = [Span(*match.span()) for match in PARAGRAPH.finditer(text)]
    starts = [paragraph.start for paragraph in paragraphs]
    chosen = {
        bisect_right(starts, each.start) - 1
        for stretch in stretches
        if stretch.density >= LEAST_DENSITY
        for each in sentences[stretch.first : stretch.end]
        if each.end
    }
    return tuple(_joined(paragraphs, with_context(text, paragraphs, chosen)))


def with_context(text: str, paragraphs: Sequence[Span], chosen: set[int]) -> set[int]:
    """With the lead, which names time and place, the paragraph before, for what pronouns mean, and ends of quotations."""
    kept = {0, *chosen, *(number - 1 for number in chosen if number)}
    for number, paragraph in enumerate(paragraphs[:-1]):
        if number in kept and _leaves_open(paragraph.of(text)):
            kept.add(number + 1)
    return kept


def _leaves_open(words: str) -> bool:
    """Whether a quotation goes on in the next paragraph."""
    opened, closed = (sum(map(words.count, marks)) for marks in (_OPENING, _CLOSING))
    return opened > closed or words.count('"') % 2 == 1


def _joined(paragraphs: Sequence[Span], kept: set[int]) -> Iterator[Span]:
    """Runs of neighbours as one span each."""
    for number in sorted(kept):
        if number - 1 not in kept:
            last = next(at for at in range(number, len(paragraphs)) if at + 1 not in kept)
            yield Span(paragraphs[number].start, paragraphs[last].end)
