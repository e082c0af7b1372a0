"""Trains one pipeline for a fixed number of steps: no early stop, so that the same run can also use the dev parts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import fix_random_seed
from thinc.api import Adam

from training.convert import Sentence
from training.paths import SEED, WORK
from training.readers import label_examples, plain_examples, training_examples

WARM_STEPS = 250
FINAL_SHARE = 0.02
"""Learning rate at the last step, as a share of the peak; it falls in a straight line."""
BATCH_WORDS = (700, 2000)
NEWS_FROM, NEWS_UNTIL = 0.25, 0.92
"""Between which parts of the training the news sentences take part; the end belongs to gold alone."""
DROPOUT = 0.15
REPORT_EVERY = 400
STEPS = 3600
"""Batches of the shipped model: about six million words."""


def rate(step: int, steps: int) -> float:
    """Learning rate at one step: a short rise, then a straight fall."""
    if step < WARM_STEPS:
        return PEAK_RATE * (step + 1) / WARM_STEPS
    return PEAK_RATE * (1 - (1 - FINAL_SHARE) * (step - WARM_STEPS) / max(1, steps - WARM_STEPS))


def batches(
    nlp: Language, gold: dict[str, list[Sentence]], news: Callable[[], list[Sentence]] | None, steps: int
) -> Iterator[list[Example]]:
    """Yields batches without end, each epoch with fresh noise; batches grow from small to large.

    Args:
        nlp: the pipeline to train.
        gold: annotated sentences by treebank.
        news: gives the sentences the teacher parsed; they join in for the epochs of the middle.
        steps: number of batches that will be asked for.
    """
    epoch, step = 0, 0

    def sizes() -> Iterator[int]:
        while True:
            share = min(1.0, step / (0.5 * steps))
            yield int(BATCH_WORDS[0] + share * (BATCH_WORDS[1] - BATCH_WORDS[0]))

    parsed: list[Sentence] = []
    while True:
        with_news = news is not None and NEWS_FROM <= step / steps < NEWS_UNTIL
        if with_news and news is not None and not parsed:
            parsed = news()
        treebanks = {**gold, "news": parsed} if with_news and parsed else gold
        for batch in minibatch_by_words(training_examples(nlp, treebanks, epoch), size=sizes()):
            step += 1
            yield batch
        epoch += 1


def evaluate_on(nlp: Language, sets: dict[str, list[Sentence]]) -> dict[str, dict[str, Any]]:
    """spaCy's scores on each set, with the words given."""
    return {title: nlp.evaluate(plain_examples(nlp, sentences)) for title, sentences in sets.items()}


def line(scores: dict[str, dict[str, Any]]) -> str:
    """One line of scores for the log."""
    keys = ("pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f")
    return " | ".join(f"{t}: " + " ".join(f"{k[-5:]} {100 * (s[k] or 0):.2f}" for k in keys) for t, s in scores.items())


def train(
    nlp: Language,
    gold: dict[str, list[Sentence]],
    dev: dict[str, list[Sentence]],
    *,
    steps: int,
    news: Callable[[], list[Sentence]] | None = None,
) -> Language:
    """Trains the pipeline in place and leaves the averaged weights in it.

    A copy of the state at each report lies in the work folder.
    """
    fix_random_seed(SEED % 2**31)
    random.seed(SEED)
    numpy.random.seed(SEED % 2**31)
    examples = label_examples(nlp, gold)
    nlp.initialize(lambda: examples)
    optimizer = Adam(PEAK_RATE, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0,
                     use_averages=True, eps=1e-8)
    started, words = time.perf_counter(), 0
    losses: dict[str, float] = {}
    for step, batch in enumerate(batches(nlp, gold, news, steps)):
        optimizer.learn_rate = rate(step, steps)
        nlp.update(batch, drop=DROPOUT, sgd=optimizer, losses=losses)
        words += sum(len(example.predicted) for example in batch)
        if (step + 1) % REPORT_EVERY == 0 or step + 1 == steps:
            with nlp.use_params(optimizer.averages):
                scores = evaluate_on(nlp, dev)
                nlp.to_disk(WORK / "state")
            speed = words / (time.perf_counter() - started)
            print(f"{step + 1} {speed:.0f} w/s {line(scores)}", flush=True)
            losses = {}
        if step + 1 == steps:
            break
    return averaged(nlp, optimizer)


def averaged(nlp: Language, optimizer: Any) -> Language:
    """Puts the averaged weights into the pipeline for good."""
    with nlp.use_params(optimizer.averages):
        data = nlp.to_bytes()
    return nlp.from_bytes(data)
