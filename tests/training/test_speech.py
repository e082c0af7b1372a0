"""Frames of reported speech: the sentence keeps its tree, the frame joins it the way Sequoia would."""

from __future__ import annotations

import random

import pytest

from training.convert import Sentence, Word
from training.speech import (
    SOURCES,
    fits,
    insert_after_quotation,
    parse_source,
    root_of,
    with_insertion,
    with_source_first,
)


def sentence(*rows: tuple[str, str, int, str]) -> Sentence:
    """A sentence from (form, pos, head, relation) rows, every word followed by a blank but the last two."""
    words = [Word(form, True, form, pos, {}, head, dep) for form, pos, head, dep in rows]
    words[-2].space = False
    return Sentence("s", "sequoia", words)


PLAIN = sentence(
    ("La", "DET", 1, "det"),
    ("ville", "NOUN", 3, "nsubj:pass"),
    ("est", "AUX", 3, "aux:pass"),
    ("prise", "VERB", 3, "root"),
    ("ce", "DET", 5, "det"),
    ("soir", "NOUN", 3, "obl:mod"),
    (".", "PUNCT", 3, "punct"),
)


def reached_root(words: list[Word], start: int) -> bool:
    """Whether the heads lead from a word to the root."""
    at = start
    for _ in words:
        at = words[at].head
    return words[at].head == at


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("frame", [with_insertion, with_source_first])
def test_a_framed_sentence_is_one_tree(seed: int, frame: object) -> None:
    """One root, every word leads to it, every word has a relation."""
    words = frame(PLAIN, random.Random(seed)).words  # type: ignore[operator]
    assert sum(word.head == i for i, word in enumerate(words)) == 1
    assert all(reached_root(words, i) for i in range(len(words)))
    assert all(word.dep for word in words)
    assert words[-1].form == "."


@pytest.mark.parametrize("seed", range(10))
def test_an_inserted_phrase_hangs_on_the_quoted_root(seed: int) -> None:
    """The sentence's own root stays the root; a subject follows the inserted verb or its auxiliary."""
    words = with_insertion(PLAIN, random.Random(seed)).words
    framed = Sentence("s", "sequoia", words)
    assert words[root_of(framed)].form == "prise"
    verb = next(i for i, word in enumerate(words) if word.dep == "parataxis:insert")
    assert words[verb].head == root_of(framed)
    assert any(word.head == verb and word.dep == "nsubj" for word in words)


def test_only_plain_sentences_are_framed() -> None:
    """A sentence that quotes somebody itself is left alone."""
    assert fits(PLAIN)
    quoting = Sentence("s", "sequoia", [Word("«", True, "«", "PUNCT", {}, 4, "punct"), *PLAIN.words])
    assert not fits(quoting)


@pytest.mark.parametrize("row", SOURCES.strip().split("\n"))
def test_source_rows_have_one_head_and_no_loops(row: str) -> None:
    """Every word but the head hangs on a word of the row, with a relation."""
    words, main = parse_source(row)
    for i, word in enumerate(words):
        assert i == main or (word.dep and word.head != i and 0 <= word.head < len(words))


def test_pud_quotations_get_the_quoted_clause_as_root() -> None:
    """ "Il ment, dit Paul." — "ment" becomes the root, "dit" is inserted in it."""
    pud = sentence(
        ("Il", "PRON", 1, "nsubj"),
        ("ment", "VERB", 3, "parataxis"),
        (",", "PUNCT", 1, "punct"),
        ("dit", "VERB", 3, "root"),
        ("Paul", "PROPN", 3, "nsubj"),
        (".", "PUNCT", 3, "punct"),
    )
    words = insert_after_quotation(pud).words
    assert [(word.head, word.dep) for word in words] == [
        (1, "nsubj"),
        (1, "root"),
        (1, "punct"),
        (1, "parataxis:insert"),
        (3, "nsubj"),
        (1, "punct"),
    ]
