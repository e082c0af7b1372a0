"""The figures, on examples small enough to count by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from training.evaluate import score_docs, table
from training.train import Stage

NLP = spacy.blank("xx")
WORDS = ["Elle", "dort", ".", "Il", "part", "."]


def parsed(heads: list[int], deps: list[str], lemmas: list[str]) -> Doc:
    """A parsed text of six words."""
    pos = ["PRON", "VERB", "PUNCT"] * 2
    return Doc(NLP.vocab, words=WORDS, spaces=[True] * 6, heads=heads, deps=deps, lemmas=lemmas, pos=pos)


GOLD = parsed([1, 1, 1, 4, 4, 4], ["nsubj", "ROOT", "punct"] * 2, ["lui", "dormir", ".", "lui", "partir", "."])


def test_a_perfect_parse_scores_a_hundred() -> None:
    """Every figure is 100 when prediction and annotation are the same."""
    assert set(score_docs(GOLD, GOLD).values()) == {100.0}


def test_errors_count_once_each() -> None:
    """One wrong label of four words that count, one wrong lemma of six, and no sentence break found."""
    guess = parsed(
        [1, 1, 1, 4, 1, 4],
        ["nsubj", "ROOT", "punct", "obj", "conj", "punct"],
        ["lui"] * 1 + ["dormir", ".", "lui", "parti", "."],
    )
    scores = score_docs(guess, GOLD)
    assert scores["UAS"] == pytest.approx(75.0)
    assert scores["LAS"] == pytest.approx(50.0)
    assert scores["LAS+punct"] == pytest.approx(100 * 4 / 6)
    assert scores["lemma"] == pytest.approx(100 * 5 / 6)
    assert scores["sentences"] == 0.0
    assert scores["tokens"] == 100.0


def test_table_has_one_row_a_set() -> None:
    """Two lines of heading, then the sets."""
    lines = table({"a": score_docs(GOLD, GOLD)}).split("\n")
    assert len(lines) == 3
    assert lines[2].startswith("| a | 100.0 |")


def test_learning_rate_rises_then_falls() -> None:
    """Highest at the end of the warm-up, nearly nothing at the last step."""
    stage = Stage(1000, 0.002, 100, (500, 1500), first_epoch=0, framed=False)
    assert stage.rate(100) == pytest.approx(0.002)
    assert stage.rate(0) < stage.rate(99)
    assert stage.rate(999) < 0.0001
    assert (stage.size(0), stage.size(500), stage.size(999)) == (500, 1500, 1500)
