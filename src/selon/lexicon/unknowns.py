"""The phrases by which reports say that something is not known: three tables, read into one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.lexicon.table import DATA, Row, read_table
from selon.lexicon.token_patterns import Classes, Element, Pattern, read_alternatives, read_classes, read_pattern
from selon.model import UNKNOWN_TOPICS

EXTENTS = ("match", "rest", "clause", "none")
_PATTERN_COLUMNS = ("id", "pattern", "after", "unless", "extent", "about", "topic")


@dataclass(frozen=True, slots=True)
class UnknownPattern:
    """One line of ``unknowns.tsv``.

    Attributes:
        id: Its name.
        rank: Its place in the table, from 0; of two patterns that meet, the lower rank wins.
        pattern: What it matches.
        after: What must not be the token before.
        unless: What must not be the next token.
        extent: One of ``EXTENTS``; ``none`` is an exception, which keeps lower lines away from its tokens.
        about: One of ``UNKNOWN_TOPICS``.
        reads_topic: Whether the words of the passage may give a better topic.
        where: ``table.tsv:line``.
    """

    id: str
    rank: int
    pattern: Pattern
    after: Element
    unless: Element
    extent: str
    about: str
    reads_topic: bool
    where: str


@dataclass(frozen=True, slots=True)
class TopicPattern:
    """One line of ``unknown_topics.tsv``: words that say what an unknown is about."""

    pattern: Pattern
    about: str


@dataclass(frozen=True, slots=True)
class UnknownLexicon:
    """The three tables together.

    Attributes:
        starts: For each word that a pattern may begin with, the patterns that do, best rank first.
        topics: The same for the topic patterns.
        light: Words that ``~`` passes over.
    """

    starts: Mapping[str, tuple[UnknownPattern, ...]]
    topics: Mapping[str, tuple[TopicPattern, ...]]
    light: frozenset[str]


def _pattern(row: Row, rank: int, classes: Classes) -> UnknownPattern:
    return UnknownPattern(
        id=row.needed("id"),
        rank=rank,
        pattern=read_pattern(row["pattern"], row, classes),
        after=read_alternatives(row["after"], row, classes),
        unless=read_alternatives(row["unless"], row, classes),
        extent=row.choice("extent", EXTENTS),
        about=row.choice("about", UNKNOWN_TOPICS),
        reads_topic=row.choice("topic", ("", "words")) == "words",
        where=row.where,
    )


def _topic(row: Row, classes: Classes) -> TopicPattern:
    return TopicPattern(read_pattern(row["pattern"], row, classes), row.choice("about", UNKNOWN_TOPICS))


def load_unknowns(folder: Path = DATA / "fr") -> UnknownLexicon:
    """The tables ``unknown_words``, ``unknowns`` and ``unknown_topics`` of one language.

    Raises:
        LexiconError: A table is absent or not well formed; the message names file and line.
    """
    classes = read_classes(folder / "unknown_words.tsv")
    rows = read_table(folder / "unknowns.tsv", _PATTERN_COLUMNS, key=lambda row: row["id"])
    topic_rows = read_table(folder / "unknown_topics.tsv", ("pattern", "about"), key=lambda row: row["pattern"])
    starts: dict[str, tuple[UnknownPattern, ...]] = {}
    for rank, row in enumerate(rows):
        pattern = _pattern(row, rank, classes)
        for word in pattern.pattern[0].words:
            starts[word] = (*starts.get(word, ()), pattern)
    topics: dict[str, tuple[TopicPattern, ...]] = {}
    for row in topic_rows:
        topic = _topic(row, classes)
        for word in topic.pattern[0].words:
            topics[word] = (*topics.get(word, ()), topic)
    return UnknownLexicon(starts, topics, classes.get("light", frozenset()))
