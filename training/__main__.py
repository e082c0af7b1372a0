"""The one command: `python -m training all` rebuilds the shipped model, `python -m training evaluate` measures it."""

from __future__ import annotations

import argparse
import os
import subprocess
from pathlib import Path

import spacy
from spacy.language import Language

import selon.parse.sentences
from training import evaluate, package, selftrain
from training.architecture import SHIPPED, build
from training.convert import Sentence
from training.corpora import dev_sentences, test_sentences, train_sentences
from training.lemmas import lemma_tables
from training.paths import MODEL, ROOT, WORK
from training.tokenizers import french_tokenizer
from training.train import STEPS, train
from training.vectors import STUDENT, load_vectors, train_vectors

TEACHER_EPOCHS, TEACHER_SPOKEN, TEACHER_SEEDS = 12, 0.25, (1,)
NEWS_SENTENCES = 90_000


def tokenizing() -> Language:
    """A pipeline that only tokenizes."""
    nlp = spacy.blank("fr")
    nlp.tokenizer = french_tokenizer(nlp)
    return nlp


def make_vectors() -> None:
    """Step 1: word vectors from the news text."""
    train_vectors(tokenizing(), **STUDENT)


def teach() -> None:
    """Step 2: train the teacher on the treebanks and let it parse news sentences (in its own environment)."""
    selftrain.write_teacher_input(tokenizing(), NEWS_SENTENCES, final=False)
    python = os.environ.get("SELON_TORCH_PYTHON", str(WORK / "torchenv" / "bin" / "python"))
    seeds = [str(seed) for seed in TEACHER_SEEDS]
    start = [python, "-m", "training.teacher"]
    folder = str(selftrain.FOLDER)
    options = ["--epochs", str(TEACHER_EPOCHS), "--spoken-share", str(TEACHER_SPOKEN)]
    subprocess.run([*start, "train", folder, "--seeds", *seeds, *options], cwd=ROOT, check=True)
    subprocess.run([*start, "annotate", folder, "--seeds", *seeds], cwd=ROOT, check=True)


def learn(*, final: bool, steps: int = STEPS, silver: bool = True) -> Language:
    """Step 3: train the pipeline on gold and news sentences."""
    gold = train_sentences(final=final)
    nlp = build(**SHIPPED)
    load_vectors(nlp, WORK / f"{STUDENT['name']}.floret")
    nlp = train(nlp, gold, dev_sentences(), steps=steps, news=selftrain.silver_sentences if silver else None)
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


def make_all(*, final: bool, steps: int) -> None:
    """All steps, and the result put into the package."""
    WORK.mkdir(parents=True, exist_ok=True)
    make_vectors()
    teach()
    nlp = learn(final=final, steps=steps)
    package.install(nlp)
    package.describe(nlp, {title: evaluate.score_raw(nlp, part) for title, part in test_sentences().items()})
    package.install(nlp)
    print(measure(MODEL, test=True))


def main() -> None:
    """Reads the command line."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("step", choices=["all", "vectors", "teach", "learn", "evaluate"])
    options.add_argument("--model", type=Path, default=MODEL, help="folder to measure or to write")
    options.add_argument("--dev", action="store_true", help="hold the dev parts out of training; measure on them")
    options.add_argument("--steps", type=int, default=STEPS)
    chosen = options.parse_args()
    if chosen.step == "all":
        make_all(final=not chosen.dev, steps=chosen.steps)
    elif chosen.step == "vectors":
        make_vectors()
    elif chosen.step == "teach":
        teach()
    elif chosen.step == "learn":
        package.install(learn(final=not chosen.dev, steps=chosen.steps), chosen.model)
    else:
        print(measure(chosen.model, test=not chosen.dev))


if __name__ == "__main__":
    main()
