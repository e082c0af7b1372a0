"""Gives the teacher its input and turns what it parsed into training sentences for the shipped model."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language

from training.convert import Sentence, Word
from training.corpora import dev_sentences, train_sentences
from training.paths import SEED, WORK
from training.vectors import STUDENT, load_vectors, news_texts

FOLDER = WORK / "teacher"
LONGEST, SHORTEST = 45, 4
"""Length in tokens of the news sentences given to the teacher."""
END = re.compile(r"[.!?…]+|\.\.\.+")
CLOSERS = frozenset("»\"”)'’")
TOPIC = re.compile(
    r"\b(?:selon|déclar|affirm|annonc|indiqu|précis|ajout|expliqu|dit|accus|dénonc|attaqu|armée|militaire|soldat|"
    r"rebelle|frapp|bombard|tué|mort|bless|victime|otage|civil|offensive|combat|jihadiste|attentat|explosion|tir|"
    r"siège|trêve|ONU|ONG|AFP|ville|région)",
    re.IGNORECASE,
)
"""About half of the sentences given to the teacher match this: reported speech and violence, what Selon reads."""
TOPIC_SHARE = 0.6
ARTICLE_SHARE = 0.3
"""Share of the articles from which sentences are drawn: three million words, more than the teacher is given."""
PLAIN_QUOTES = {ord(mark): '"' for mark in "«»“”„"} | {ord("’"): "'", ord("‘"): "'"}


def plain_form(form: str) -> str:
    """A form with the apostrophe and quotation mark that the teacher knows."""
    return form.translate(PLAIN_QUOTES)


def tag_of(word: Word) -> str:
    """Part of speech and features in one string, empty when unknown."""
    if not word.pos:
        return ""
    return "|".join([word.pos, *(f"{name}={value}" for name, value in sorted(word.feats.items()))])


def teacher_record(sentence: Sentence) -> dict[str, Any]:
    """A gold sentence as the teacher reads it."""
    return {
        "words": [plain_form(word.form) for word in sentence.words],
        "heads": [word.head for word in sentence.words],
        "deps": [word.dep for word in sentence.words],
        "tags": [tag_of(word) for word in sentence.words],
        "source": sentence.source,
    }


def split_tokens(words: list[str], spaces: list[bool]) -> Iterator[tuple[list[str], list[bool]]]:
    """Splits a tokenized paragraph after . ! ? … and the marks that close it, before a capital or an opening mark."""
    start, i = 0, 0
    while i < len(words):
        i += 1
        if not END.fullmatch(words[i - 1]):
            continue
        while i < len(words) and (words[i] in CLOSERS and not (words[i] == '"' and _opens(spaces, i))):
            i += 1
        following = words[i] if i < len(words) else ""
        if not following or following[0].isupper() or following[0] in "«\"“—–-":
            yield words[start:i], spaces[start:i]
            start = i
    if start < len(words):
        yield words[start:], spaces[start:]


def _opens(spaces: list[bool], i: int) -> bool:
    """Whether a straight quotation mark stands after a blank and before none, as an opening mark does."""
    return spaces[i - 1] and not spaces[i]


def news_sentences(nlp: Language, number: int) -> list[dict[str, Any]]:
    """Chooses tokenized sentences from the news text."""
    rng = random.Random(SEED)
    topical: list[dict[str, Any]] = []
    other: list[dict[str, Any]] = []
    for text in news_texts():
        if rng.random() > ARTICLE_SHARE:
            continue
        for paragraph in text.split("\n"):
            tokens = [token for token in nlp.make_doc(" ".join(paragraph.split())) if not token.is_space]
            words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
            for part, part_spaces in split_tokens(words, spaces):
                if SHORTEST <= len(part) <= LONGEST:
                    record = {"words": [plain_form(w) for w in part], "forms": part, "spaces": part_spaces}
                    (topical if TOPIC.search(" ".join(part)) else other).append(record)
    wanted = int(number * TOPIC_SHARE)
    chosen = rng.sample(topical, min(wanted, len(topical))) + rng.sample(other, min(number - wanted, len(other)))
    rng.shuffle(chosen)
    return chosen


def write_teacher_input(nlp: Language, number: int, *, final: bool) -> None:
    """Writes gold sentences, news sentences and the vectors of all their forms."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    gold = {"train": [teacher_record(s) for group in train_sentences(final=final).values() for s in group]}
    for name, sentences in dev_sentences().items():
        gold[f"dev {name}"] = [teacher_record(s) for s in sentences]
    (FOLDER / "teacher.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    news = news_sentences(nlp, number)
    with (FOLDER / "plain.jsonl").open("w", encoding="utf-8") as out:
        for record in news:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    records = [*news, *(record for part in gold.values() for record in part)]
    write_form_vectors(nlp, {word for record in records for word in record["words"]})


def write_form_vectors(nlp: Language, forms: Iterable[str]) -> None:
    """Writes one vector for every form."""
    ordered = sorted(forms)
    load_vectors(nlp, WORK / f"{STUDENT['name']}.floret")
    table = nlp.vocab.vectors.get_batch(ordered)
    (FOLDER / "forms.txt").write_text("\n".join(ordered), encoding="utf-8")
    np.savez(FOLDER / "forms.npz", vectors=np.asarray(table, dtype=np.float16))


def silver_sentences(path: Path = FOLDER / "silver.jsonl", *, keep: float = 0.8) -> list[Sentence]:
    """Sentences the teacher parsed, the least certain left out.

    Args:
        path: what the teacher wrote.
        keep: share of the sentences to keep, by mean log-probability of the heads.
    """
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    floor = sorted(record["score"] for record in records)[int(len(records) * (1 - keep))]
    return [_sentence(record, i) for i, record in enumerate(records) if record["score"] >= floor]


def _sentence(record: dict[str, Any], number: int) -> Sentence:
    """One parsed sentence; lemmas stay empty, the lemma tables do not learn from it."""
    words = []
    for form, space, head, dep, tag in zip(
        record["forms"], record["spaces"], record["heads"], record["deps"], record["tags"], strict=True
    ):
        pos, *feats = tag.split("|")
        words.append(Word(form, space, "", pos, dict(f.split("=", 1) for f in feats), head, dep))
    return Sentence(f"news-{number}", "news", words)
