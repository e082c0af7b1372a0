"""Measures a pipeline from raw text on the test parts, and its speed beside spaCy's stock configuration."""

from __future__ import annotations

import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from training.architecture import build_stock
from training.convert import Sentence
from training.corpora import train_sentences
from training.readers import make_doc, plain_examples

COLUMNS = ("tokens", "sentences", "POS", "morph", "UAS", "LAS", "LAS+punct", "lemma")
SPEED_ROUNDS = 3


def score_raw(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Scores in percent of a pipeline that is given nothing but the text.

    The sentences are joined by one blank, without line ends, and read as one text. `LAS` is spaCy's own `dep_las`
    (punctuation left out), `LAS+punct` the same with it; `morph` counts the features the treebanks share.
    """
    reference = make_doc(nlp, sentences)
    return score_docs(nlp(reference.text), reference)


def score_docs(predicted: Doc, reference: Doc) -> dict[str, float]:
    """Scores in percent of one parsed text against its annotation."""
    examples = [Example(predicted, reference)]
    values = {
        "tokens": Scorer.score_tokenization(examples)["token_f"],
        "sentences": Scorer.score_spans(examples, "sents", getter=lambda doc, _: doc.sents)["sents_f"],
        "POS": Scorer.score_token_attr(examples, "pos", missing_values={""})["pos_acc"],
        "morph": Scorer.score_token_attr(examples, "morph", getter=lambda t, _: str(t.morph), missing_values={"\0"})[
            "morph_acc"
        ],
        "lemma": Scorer.score_token_attr(examples, "lemma", missing_values={""})["lemma_acc"],
    }
    for name, ignored in (("", ("p", "punct")), ("+punct", ("p",))):
        scores = Scorer.score_deps(examples, "dep", getter=_attribute, ignore_labels=ignored)
        values[f"UAS{name}"], values[f"LAS{name}"] = scores["dep_uas"], scores["dep_las"]
    return {name: 100 * float(value or 0.0) for name, value in values.items()}


def _attribute(token: Token, name: str) -> str:
    """Relation names as text, whatever the case of "ROOT"."""
    return str(getattr(token, f"{name}_")).lower()


def words_per_second(nlp: Language, texts: list[str]) -> float:
    """Words read in a second, tokenizer included."""
    started = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    return words / (time.perf_counter() - started)


def compare_speed(nlp: Language, texts: list[str]) -> tuple[float, float]:
    """Words a second of the pipeline and of the stock one, best of several rounds that take turns."""
    stock = build_stock()
    examples = plain_examples(stock, train_sentences()["sequoia"])
    stock.initialize(lambda: examples)
    ours, theirs = [], []
    for _ in range(SPEED_ROUNDS):
        theirs.append(words_per_second(stock, texts))
        ours.append(words_per_second(nlp, texts))
    return max(ours), max(theirs)


def speed_texts() -> list[str]:
    """Texts of ten sentences to time with, about 50,000 words."""
    sentences = [*train_sentences()["gsd"], *train_sentences()["pud"]]
    return ["".join(s.text for s in sentences[i : i + 10]) for i in range(0, len(sentences), 10)]


def size_mb(folder: Path) -> float:
    """Size of a folder in megabytes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def table(rows: dict[str, dict[str, float]]) -> str:
    """The scores as a Markdown table."""
    lines = [f"| set | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    for title, scores in rows.items():
        lines.append(f"| {title} | " + " | ".join(f"{scores[column]:.1f}" for column in COLUMNS) + " |")
    return "\n".join(lines)


def report(folder: Path, sets: dict[str, list[Sentence]], *, speed: bool = True) -> str:
    """Everything measured of one model on disk, as Markdown."""
    nlp = spacy.load(folder)
    parts = [table({title: score_raw(nlp, sentences) for title, sentences in sets.items()})]
    parts.append(f"size {size_mb(folder):.1f} MB")
    if speed:
        ours, stock = compare_speed(nlp, speed_texts())
        parts.append(f"{ours:.0f} words/s; stock configuration {stock:.0f} words/s; ratio {ours / stock:.2f}")
    return "\n\n".join(parts)
