"""Trains floret word vectors on the news text: hashed subwords, so that every spelling has a vector."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.training.initialize import convert_vectors

from training.augment import unaccent
from training.paths import NEWS, SEED, WORK

NAME, DIM, BUCKET, EPOCHS = "floret96", 96, 25_000, 5
"""The vectors shipped in the package: 25,000 rows × 96 numbers, 9.6 MB."""
PLAIN_SHARE = 0.04
"""Share of paragraphs repeated without accents or in capitals, so that those spellings get useful vectors too."""


def news_texts() -> Iterator[str]:
    """Yields the news articles, no-break spaces made blanks."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            yield text.replace("\xa0", " ").replace("\u202f", " ")


def write_tokenized_news(nlp: Language, path: Path) -> None:
    """Writes one tokenized paragraph a line, lower-cased as in the treebanks' NORM."""
    rng = random.Random(SEED)
    with path.open("w", encoding="utf-8") as out:
        for text in news_texts():
            for paragraph in text.split("\n"):
                words = [token.text for token in nlp.make_doc(paragraph) if not token.is_space]
                if len(words) < 4:
                    continue
                line = " ".join(words)
                out.write(line + "\n")
                if rng.random() < PLAIN_SHARE:
                    out.write((unaccent(line) if rng.random() < 0.5 else line.upper()) + "\n")


def train_vectors(nlp: Language) -> Path:
    """Trains the table of floret vectors, unless it is there already; returns the .floret file.

    One thread, because with more of them no two runs give the same numbers; ten minutes on one core.
    """
    import floret

    target = WORK / f"{NAME}.floret"
    text = WORK / "news.txt"
    if not text.exists():
        write_tokenized_news(nlp, text)
    if not target.exists():
        model = floret.train_unsupervised(
            str(text),
            model="cbow",
            mode="floret",
            hashCount=2,
            bucket=BUCKET,
            minn=3,
            maxn=5,
            minCount=5,
            dim=DIM,
            epoch=EPOCHS,
            ws=3,
            neg=10,
            lr=0.05,
            thread=1,
        )
        model.save_floret_vectors(str(target))
    return target


def load_vectors(nlp: Language, path: Path) -> None:
    """Puts floret vectors into the vocabulary, scaled so that their numbers have a standard deviation of 0.5."""
    convert_vectors(nlp, path, truncate=0, prune=-1, mode="floret")
    data = nlp.vocab.vectors.data
    nlp.vocab.vectors.data = (data * (0.5 / data.std())).astype("float32")
