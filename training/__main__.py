"""The one command: `python -m training all` rebuilds the shipped model, `python -m training evaluate` measures it."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.language import Language

import selon.parse.sentences
from training import evaluate, package
from training.architecture import SHIPPED, build
from training.convert import Sentence
from training.corpora import dev_sentences, test_sentences, train_sentences
from training.lemmas import lemma_tables
from training.paths import MODEL, WORK
from training.tokenizers import french_tokenizer
from training.train import GOLD_STAGE, initialize, train, use_fast_products
from training.vectors import NAME, load_vectors, train_vectors


def tokenizing() -> Language:
    """A pipeline that only tokenizes."""
    nlp = spacy.blank("fr")
    nlp.tokenizer = french_tokenizer(nlp)
    return nlp


def make_vectors() -> None:
    """Step 1: word vectors from the news text."""
    WORK.mkdir(parents=True, exist_ok=True)
    train_vectors(tokenizing())


def learn(*, final: bool) -> Language:
    """Step 2: train on the treebanks.

    Args:
        final: also train on what is otherwise held out for choosing.
    """
    use_fast_products()
    gold, dev = train_sentences(final=final), dev_sentences()
    nlp = build(SHIPPED)
    load_vectors(nlp, WORK / f"{NAME}.floret")
    initialize(nlp, gold)
    nlp = train(nlp, gold, dev, GOLD_STAGE)
    return finish(nlp, [sentence for sentences in gold.values() for sentence in sentences])


def finish(nlp: Language, gold: list[Sentence]) -> Language:
    """Adds what is not trained: the sentence rules in front, the lemmatizer at the end."""
    nlp.add_pipe(selon.parse.sentences.FACTORY, first=True)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lemma_tables(gold))  # type: ignore[attr-defined]
    return nlp


def measure(folder: Path, *, test: bool) -> str:
    """The table of scores: on the test parts, or on the parts to choose on."""
    return evaluate.report(folder, test_sentences() if test else dev_sentences())


def make_all(*, final: bool) -> None:
    """All steps, and the result put into the package."""
    make_vectors()
    nlp = learn(final=final)
    package.install(nlp)
    package.describe(nlp, {title: evaluate.score_raw(nlp, part) for title, part in test_sentences().items()})
    package.install(nlp)
    print(measure(MODEL, test=True))


def main() -> None:
    """Reads the command line."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("step", choices=["all", "vectors", "learn", "evaluate"])
    options.add_argument("--model", type=Path, default=MODEL, help="folder to measure or to write")
    options.add_argument("--dev", action="store_true", help="hold the dev parts out of training; measure on them")
    chosen = options.parse_args()
    if chosen.step == "all":
        make_all(final=not chosen.dev)
    elif chosen.step == "vectors":
        make_vectors()
    elif chosen.step == "learn":
        package.install(learn(final=not chosen.dev), chosen.model)
    else:
        print(measure(chosen.model, test=not chosen.dev))


if __name__ == "__main__":
    main()
