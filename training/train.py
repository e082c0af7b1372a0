"""Trains the pipeline for a fixed number of steps: no early stop, so that the same run can also use the dev parts."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from training.convert import Sentence
from training.paths import SEED, WORK
from training.readers import label_examples, plain_examples, training_examples

FINAL_SHARE = 0.02
"""Learning rate at the last step, as a share of the peak; it falls in a straight line."""
DROPOUT = 0.15
REPORT_EVERY = 400


@dataclass(frozen=True)
class Stage:
    """One stretch of training.

    Attributes:
        steps: number of batches.
        peak_rate: highest learning rate, reached after `warm_steps`.
        warm_steps: number of batches over which the rate rises.
        batch_words: words in the first batches and in those of the second half.
        first_epoch: number that decides the noise of the first epoch.
        framed: whether frames of reported speech are laid around sentences.
    """

    steps: int
    peak_rate: float
    warm_steps: int
    batch_words: tuple[int, int]
    first_epoch: int
    framed: bool

    def rate(self, step: int) -> float:
        """Learning rate at one step: a short rise, then a straight fall."""
        if step < self.warm_steps:
            return self.peak_rate * (step + 1) / self.warm_steps
        done = (step - self.warm_steps) / max(1, self.steps - self.warm_steps)
        return self.peak_rate * (1 - (1 - FINAL_SHARE) * done)

    def size(self, step: int) -> int:
        """Words in a batch at one step."""
        first, last = self.batch_words
        return int(first + min(1.0, 2 * step / self.steps) * (last - first))


GOLD_STAGE = Stage(3600, 0.002, 250, (700, 2000), first_epoch=0, framed=False)
"""The shipped model's training: six million words of the treebanks."""


def use_fast_products() -> None:
    """Lets numpy multiply matrices: 1.7 times as fast in training here as the library spaCy uses by default."""
    set_current_ops(NumpyOps(use_blis=False))


def batches(nlp: Language, gold: dict[str, list[Sentence]], stage: Stage) -> Iterator[list[Example]]:
    """Yields batches without end, each epoch with fresh noise; batches grow from small to large."""
    epoch, step = stage.first_epoch, 0

    def sizes() -> Iterator[int]:
        while True:
            yield stage.size(step)

    while True:
        for batch in minibatch_by_words(training_examples(nlp, gold, epoch, framed=stage.framed), size=sizes()):  # type: ignore[arg-type]
            step += 1
            yield batch
        epoch += 1


def evaluate_on(nlp: Language, sets: dict[str, list[Sentence]]) -> dict[str, dict[str, Any]]:
    """Scores of spaCy on each set, with the words given."""
    return {title: nlp.evaluate(plain_examples(nlp, sentences)) for title, sentences in sets.items()}


def line(scores: dict[str, dict[str, Any]]) -> str:
    """One line of scores for the log."""
    keys = ("pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f")
    return " | ".join(f"{t}: " + " ".join(f"{k[:6]} {100 * (s[k] or 0):.2f}" for k in keys) for t, s in scores.items())


def initialize(nlp: Language, gold: dict[str, list[Sentence]]) -> None:
    """Sets all seeds, collects the labels and draws the first weights."""
    fix_random_seed(SEED % 2**31)
    random.seed(SEED)
    numpy.random.seed(SEED % 2**31)
    examples = label_examples(nlp, gold)
    nlp.initialize(lambda: examples)


def train(nlp: Language, gold: dict[str, list[Sentence]], dev: dict[str, list[Sentence]], stage: Stage) -> Language:
    """Trains an initialized pipeline for one stage and returns it with the averaged weights.

    A copy of the state at each report lies in the work folder.
    """
    optimizer = Adam(
        stage.peak_rate, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True
    )
    started, words = time.perf_counter(), 0
    for step, batch in enumerate(batches(nlp, gold, stage)):
        optimizer.learn_rate = stage.rate(step)
        nlp.update(batch, drop=DROPOUT, sgd=optimizer)
        words += sum(len(example.predicted) for example in batch)
        if (step + 1) % REPORT_EVERY == 0 or step + 1 == stage.steps:
            with nlp.use_params(optimizer.averages):
                scores = evaluate_on(nlp, dev)
                nlp.to_disk(WORK / "state")
            speed = words / (time.perf_counter() - started)
            print(f"{step + 1} {speed:.0f} w/s {line(scores)}", flush=True)
        if step + 1 == stage.steps:
            break
    with nlp.use_params(optimizer.averages):
        data = nlp.to_bytes()
    return nlp.from_bytes(data)
