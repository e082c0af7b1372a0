"""Trains the sentence splitter by itself: a small network of its own, on texts put together anew in every epoch.

Trained together with the parser it learns the treebanks' titles by heart (99.6 F on what it has seen). Alone, with more
dropout and with headlines of the news run into the sentence after them, it has to go by form.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam

from training.architecture import tok2vec
from training.augment import add_noise
from training.convert import Sentence, Word
from training.paths import NEWS, SEED
from training.selftrain import split_tokens
from training.tokenizers import french_tokenizer

WIDTH, ROWS, DEPTH = 64, [4000, 1000, 2000, 1500], 4
SHARES = {"sequoia": 3.0, "gsd": 1.5, "pud": 1.0, "fqb": 0.1, "news": 1.0}
"""How often an epoch reads each part; speech is left out, its sentences end otherwise."""
SENTENCES_A_TEXT = (4, 12)
HEADLINE_SHARE, STOPLESS_SHARE = 0.25, 0.04
EPOCHS, BATCH_TEXTS, PEAK_RATE, DROPOUT = 14, 24, 0.003, 0.25
NEWS_ARTICLES = 1500


def news_sentences(nlp: Language, number: int = NEWS_ARTICLES) -> list[Sentence]:
    """Headlines and first sentences of news articles, as sentences without annotation, in the order of the articles."""
    rng = random.Random(SEED)
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        articles = rng.sample([json.loads(line) for line in lines], number)
    sentences = []
    for article in articles:
        parts = [article["title"], *article["text"].split("\n")[:5]]
        for k, part in enumerate(parts):
            doc = nlp.make_doc(" ".join(part.split()))
            words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
            pieces = [(words, spaces)] if k == 0 else list(split_tokens(words, spaces))
            source = "headline" if k == 0 else "news"
            sentences += [_plain(ws, sp, source) for ws, sp in pieces if 2 < len(ws) < 60]
    return sentences


def _plain(words: list[str], spaces: list[bool], source: str) -> Sentence:
    """A sentence without annotation."""
    made = [Word(form, space, "", "", {}, 0, "dep") for form, space in zip(words, spaces, strict=True)]
    return Sentence("", source, made)


def texts(parts: dict[str, list[Sentence]], epoch: int) -> Iterator[list[Sentence]]:
    """Groups of sentences for one epoch: runs of the file and shuffled ones in turn."""
    rng = random.Random(SEED * 7 + epoch)
    for name, sentences in parts.items():
        pool = sentences * int(SHARES[name]) + rng.sample(sentences, int(SHARES[name] % 1 * len(sentences)))
        if rng.random() < 0.5:
            rng.shuffle(pool)
        while pool:
            size = rng.randint(*SENTENCES_A_TEXT)
            yield [roughen(sentence, rng) for sentence in pool[:size]]
            pool = pool[size:]


def roughen(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with noise, at times without its final stop."""
    sentence = add_noise(sentence, rng)
    if len(sentence.words) > 3 and sentence.words[-1].form == "." and rng.random() < STOPLESS_SHARE:
        return Sentence(sentence.name, sentence.source, sentence.words[:-1])
    return sentence


def example(nlp: Language, group: list[Sentence]) -> Example:
    """One text whose sentence starts are known and nothing else."""
    words = [word.form for sentence in group for word in sentence.words]
    spaces = [w.space or i == len(s.words) - 1 for s in group for i, w in enumerate(s.words)]
    starts = [i == 0 for sentence in group for i in range(len(sentence.words))]
    reference = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)  # type: ignore[arg-type]
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)


def build_splitter() -> Language:
    """A pipeline with the tokenizer and the untrained splitter."""
    nlp = spacy.blank("fr")
    nlp.tokenizer = french_tokenizer(nlp)
    shared = tok2vec(WIDTH, ROWS, depth=DEPTH, vectors=False)
    model: dict[str, Any] = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": shared}
    nlp.add_pipe("senter", config={"model": model})
    return nlp


def train_splitter(gold: dict[str, list[Sentence]]) -> Language:
    """Trains the splitter; the gold's spoken parts are not read."""
    nlp = build_splitter()
    parts = {name: sentences for name, sentences in gold.items() if name in SHARES}
    parts["news"] = news_sentences(nlp)
    first = [example(nlp, group) for group in texts(parts, 0)]
    nlp.initialize(lambda: first[:500])
    optimizer = Adam(PEAK_RATE, L2=0.01, L2_is_weight_decay=True, use_averages=True)
    total = EPOCHS * (len(first) // BATCH_TEXTS + 1)
    step = 0
    for epoch in range(EPOCHS):
        examples = [example(nlp, group) for group in texts(parts, epoch)]
        random.Random(epoch).shuffle(examples)
        for start in range(0, len(examples), BATCH_TEXTS):
            optimizer.learn_rate = PEAK_RATE * max(0.02, min(step / 50, 1 - step / total))
            nlp.update(examples[start : start + BATCH_TEXTS], drop=DROPOUT, sgd=optimizer)
            step += 1
    with nlp.use_params(optimizer.averages):
        data = nlp.to_bytes()
    return nlp.from_bytes(data)
