"""Self-training: news sentences parsed by the model of the first stage become training sentences of the next."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from training.convert import Sentence, Word
from training.paths import SEED, WORK
from training.vectors import news_texts

NEWS_PLAIN, NEWS_PARSED = WORK / "news.jsonl", WORK / "news-parsed.jsonl"
NEWS_SENTENCES = 68_000
LONGEST, SHORTEST = 45, 4
"""Length in tokens of the sentences taken from the news."""
END = re.compile(r"[.!?…]+|\.\.\.+")
CLOSERS = frozenset("»\"”)'’")
TOPIC = re.compile(
    r"\b(?:selon|déclar|affirm|annonc|indiqu|précis|ajout|expliqu|dit|accus|dénonc|attaqu|armée|militaire|soldat|"
    r"rebelle|frapp|bombard|tué|mort|bless|victime|otage|civil|offensive|combat|jihadiste|attentat|explosion|tir|"
    r"siège|trêve|ONU|ONG|AFP|ville|région)",
    re.IGNORECASE,
)
"""Reported speech and violence, what Selon reads."""
TOPIC_SHARE = 0.6
ARTICLE_SHARE = 0.3
"""Share of the articles from which sentences are drawn: three million words, more than the teacher is given."""


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
        if not following or following[0].isupper() or following[0] in '«"“—–-':
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
                    record = {"forms": part, "spaces": part_spaces}
                    (topical if TOPIC.search(" ".join(part)) else other).append(record)
    wanted = int(number * TOPIC_SHARE)
    chosen = rng.sample(topical, min(wanted, len(topical))) + rng.sample(other, min(number - wanted, len(other)))
    rng.shuffle(chosen)
    return chosen


def write_news(nlp: Language, number: int, path: Path = NEWS_PLAIN) -> None:
    """Writes chosen sentences of the news text, one JSON record a line."""
    with path.open("w", encoding="utf-8") as out:
        for record in news_sentences(nlp, number):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def parse_news(nlp: Language, source: Path = NEWS_PLAIN, target: Path = NEWS_PARSED) -> None:
    """Parses the news sentences with a pipeline, each as one sentence, and writes the parses."""
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        docs = (_one_sentence(nlp, json.loads(line)) for line in lines)
        for doc in nlp.pipe(docs, batch_size=256, disable=["senter", "selon_sentences", "lemmatizer"]):
            record = {
                "forms": [token.text for token in doc],
                "spaces": [bool(token.whitespace_) for token in doc],
                "heads": [token.head.i for token in doc],
                "deps": [token.dep_ for token in doc],
                "pos": [token.pos_ for token in doc],
                "feats": [token.morph.to_dict() for token in doc],
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _one_sentence(nlp: Language, record: dict[str, Any]) -> Doc:
    """A Doc whose words are known to be one sentence."""
    starts = [i == 0 for i in range(len(record["forms"]))]
    return Doc(nlp.vocab, words=record["forms"], spaces=record["spaces"], sent_starts=starts)  # type: ignore[arg-type]


def parsed_sentences(path: Path = NEWS_PARSED) -> list[Sentence]:
    """The parsed news sentences; lemmas stay empty, the lemma tables do not learn from them."""
    sentences = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            columns = (record[name] for name in ("forms", "spaces", "pos", "feats", "heads", "deps"))
            words = [
                Word(form, space, "", pos, feats, head, "root" if dep == "ROOT" else dep)
                for form, space, pos, feats, head, dep in zip(*columns, strict=True)
            ]
            sentences.append(Sentence(f"news-{number}", "news", words))
    return sentences
