"""Noise changes characters, never words or annotation."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.augment import add_noise, drop_final_stop, restyle_quotes, unaccent
from training.convert import Sentence, Word


def sentence(*forms: str) -> Sentence:
    """A sentence whose words all hang on the first."""
    return Sentence("s", "test", [Word(form, True, form.lower(), "X", {}, 0, "dep") for form in forms])


QUOTED = sentence("L'", "armée", "«", "progresse", "»", ",", "dit", "-on", "à", "Cœuvres", ".")


@given(st.integers())
def test_noise_keeps_words_heads_and_labels(seed: int) -> None:
    """Whatever the noise, the annotation still fits."""
    noisy = add_noise(QUOTED, random.Random(seed))
    assert [(w.head, w.dep, w.pos, w.lemma) for w in noisy.words] == [
        (w.head, w.dep, w.pos, w.lemma) for w in QUOTED.words
    ]
    assert all(word.form for word in noisy.words)


@pytest.mark.parametrize(
    ("text", "plain"), [("Écrié à Noël, ça", "Ecrie a Noel, ca"), ("ALEP", "ALEP"), ("œuvre", "œuvre"), ("’", "’")]
)
def test_unaccent_keeps_the_length(text: str, plain: str) -> None:
    """Accents go, characters stay as many."""
    assert unaccent(text) == plain
    assert len(unaccent(text)) == len(text)


def test_straight_quotes_open_and_close_in_turn() -> None:
    """The first straight mark becomes the opening one, the second the closing one."""
    assert restyle_quotes(["a", '"', "b", '"'], ("«", "»")) == ["a", "«", "b", "»"]


def test_a_title_loses_its_full_stop() -> None:
    """Only a final stop that nothing hangs on is dropped."""
    assert [word.form for word in drop_final_stop(QUOTED).words][-1] == "Cœuvres"
    assert drop_final_stop(sentence("Oui", ".")).words[-1].form == "."
