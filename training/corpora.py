"""Which treebank files train, which choose, which measure; the sentences of each, brought to one scheme."""

from __future__ import annotations

import random
from functools import cache

from training.convert import Sentence, read_conllu
from training.harmonise import Reference, adopt_scheme, normalise_features, specify_obliques
from training.paths import SEED, UD

TRAIN_FILES = {
    "sequoia": ["fr_sequoia-ud-train"],
    "gsd": ["fr_gsd-ud-dev"],
    "pud": ["fr_pud-ud-test"],
    "fqb": ["fr_fqb-ud-test"],
    "rhapsodie": ["fr_rhapsodie-ud-train", "fr_rhapsodie-ud-dev", "fr_rhapsodie-ud-test"],
    "parisstories": ["fr_parisstories-ud-train", "fr_parisstories-ud-dev", "fr_parisstories-ud-test"],
}
DEV_FILE = "fr_sequoia-ud-dev"
TEST_FILES = {"Sequoia test": "fr_sequoia-ud-test", "GSD test": "fr_gsd-ud-test"}
"""For measuring only: nothing is trained, chosen or stopped on these."""

GSD_SLICE = 276
"""Last sentences of GSD dev, held out of training while choosing; the first 1,200 train."""


def _read(name: str, source: str) -> list[Sentence]:
    """Sentences of one file, features normalised."""
    sentences = list(read_conllu(UD / f"{name}.conllu.gz", source))
    for sentence in sentences:
        normalise_features(sentence)
    return sentences


@cache
def _gsd() -> tuple[list[Sentence], list[Sentence]]:
    """GSD dev, as (training part, slice held out)."""
    sentences = _read("fr_gsd-ud-dev", "gsd")
    return sentences[:-GSD_SLICE], sentences[-GSD_SLICE:]


@cache
def reference() -> Reference:
    """Counts of the two treebanks whose scheme the others are brought to."""
    return Reference.count(_read("fr_sequoia-ud-train", "sequoia") + _gsd()[0])


def train_sentences(*, final: bool = False) -> dict[str, list[Sentence]]:
    """Training sentences by treebank.

    Args:
        final: also train on what was held out for choosing (Sequoia dev, the slice of GSD dev).
    """
    result: dict[str, list[Sentence]] = {}
    measured = _test_texts()
    for source, names in TRAIN_FILES.items():
        sentences = _gsd()[0] if source == "gsd" else [s for name in names for s in _read(name, source)]
        if source not in {"sequoia", "gsd"}:
            for sentence in sentences:
                adopt_scheme(sentence, reference())
                specify_obliques(sentence, reference())
        result[source] = [s for s in sentences if s.text.strip() not in measured]
    if final:
        result["sequoia"] = result["sequoia"] + _read(DEV_FILE, "sequoia")
        result["gsd"] = result["gsd"] + _gsd()[1]
    return result


def _test_texts() -> set[str]:
    """Texts of the sentences to measure on, so that a copy in another treebank is not trained on."""
    texts = set()
    for name in [*TEST_FILES.values(), DEV_FILE]:
        texts |= {s.text.strip() for s in read_conllu(UD / f"{name}.conllu.gz", "test") if len(s.words) > 4}
    return texts


def dev_sentences() -> dict[str, list[Sentence]]:
    """Sentences to choose on: Sequoia dev and the slice of GSD dev."""
    return {"Sequoia dev": _read(DEV_FILE, "sequoia"), "GSD slice": _gsd()[1]}


def test_sentences() -> dict[str, list[Sentence]]:
    """Sentences to measure on, never to choose on."""
    return {title: _read(name, title) for title, name in TEST_FILES.items()}


def shuffled(sentences: list[Sentence], salt: int = 0) -> list[Sentence]:
    """A copy in random order that depends only on the seed and the salt."""
    copy = list(sentences)
    random.Random(SEED + salt).shuffle(copy)
    return copy
