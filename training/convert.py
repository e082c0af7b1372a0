"""Reads Universal Dependencies treebanks as people write French: one token for "du", two for "80 000".

Contractions that the treebanks split ("du" = de + le, "auquel" = à + lequel) become one syntactic word, and the few
words that contain a space ("80 000") become several, because the tokenizer splits at every space.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FEATURES = frozenset(
    "Definite Gender Mood Number Person Polarity Poss PronType Reflex Tense VerbForm Voice NumType".split()
)
"""The features that the French treebanks annotate in the same way, or can be made to."""


@dataclass
class Word:
    """One token of a sentence.

    Attributes:
        form: the characters of the token.
        space: whether one blank follows.
        lemma: empty when the treebank does not give it.
        pos: Universal POS tag; empty means unknown.
        feats: features by name.
        head: index of the head in the sentence, its own index for the root.
        dep: relation to the head.
    """

    form: str
    space: bool
    lemma: str
    pos: str
    feats: dict[str, str]
    head: int
    dep: str
    misc: dict[str, str] = field(default_factory=dict)


@dataclass
class Sentence:
    """One sentence of a treebank; `name` is its sent_id, `source` the treebank's short name."""

    name: str
    source: str
    words: list[Word]

    @property
    def text(self) -> str:
        """The sentence as written, final blank included."""
        return "".join(word.form + (" " if word.space else "") for word in self.words)


@dataclass
class _Row:
    """One line of CoNLL-U; `group` ties the parts of one contraction together."""

    number: int
    columns: list[str]
    group: int


def read_conllu(path: Path, source: str) -> Iterator[Sentence]:
    """Yields the sentences of a (gzipped) CoNLL-U file, contractions merged."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        block: list[str] = []
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield parse_block(block, source)
                block = []
        if block:
            yield parse_block(block, source)


def parse_block(block: list[str], source: str) -> Sentence:
    """Makes one sentence of the lines of one CoNLL-U block."""
    name = next((line.split("=", 1)[1].strip() for line in block if line.startswith("# sent_id")), "")
    rows: list[_Row] = []
    surface: dict[int, tuple[str, bool]] = {}
    until, group = 0, 0
    for line in block:
        columns = line.split("\t")
        if line.startswith("#") or "." in columns[0]:
            continue
        if "-" in columns[0]:
            start, until = (int(number) for number in columns[0].split("-"))
            group = start
            surface[start] = (columns[1], "SpaceAfter=No" not in columns[9])
            continue
        number = int(columns[0])
        rows.append(_Row(number, columns, group if number <= until else number))
    return Sentence(name, source, split_spaces(_merge(rows, surface)))


def _merge(rows: list[_Row], surface: dict[int, tuple[str, bool]]) -> list[Word]:
    """Makes one word of each group of rows."""
    groups: dict[int, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    index = {row.number: i for i, members in enumerate(groups.values()) for row in members}
    words = []
    for start, members in groups.items():
        main = _main_row(members)
        columns = main.columns
        form, space = surface.get(start, (columns[1], "SpaceAfter=No" not in columns[9]))
        own = index[main.number]
        words.append(
            Word(
                form=form,
                space=space,
                lemma="" if columns[2] == "_" and columns[1] != "_" else columns[2],
                pos=columns[3],
                feats=_merged_feats(main, members),
                head=index[int(columns[6])] if columns[6] != "0" else own,
                dep=columns[7],
                misc=_pairs(columns[9]),
            )
        )
    return words


def _main_row(members: list[_Row]) -> _Row:
    """The part of a contraction that carries its place in the tree: "de" of "du", "lequel" of "auquel"."""
    numbers = {row.number for row in members}
    outside = [row for row in members if int(row.columns[6]) not in numbers]
    return outside[0] if outside else members[0]


def _merged_feats(main: _Row, members: list[_Row]) -> dict[str, str]:
    """Features of the whole contraction: "du" keeps the gender and number of its article."""
    feats: dict[str, str] = {}
    for row in members:
        feats.update(_pairs(row.columns[5]))
    feats.update(_pairs(main.columns[5]))
    return feats


def _pairs(text: str) -> dict[str, str]:
    """Reads a FEATS or MISC column."""
    return dict(pair.split("=", 1) for pair in text.split("|") if "=" in pair)


def split_spaces(words: list[Word]) -> list[Word]:
    """Splits words at the blanks inside them; the later parts hang on the first with "flat"."""
    starts: list[int] = []
    total = 0
    for word in words:
        starts.append(total)
        total += len(word.form.split())
    result = []
    for i, word in enumerate(words):
        head = starts[word.head]
        parts = word.form.split()
        for k, part in enumerate(parts):
            last = k == len(parts) - 1
            result.append(
                Word(
                    form=part,
                    space=word.space if last else True,
                    lemma=word.lemma if len(parts) == 1 else part,
                    pos=word.pos,
                    feats=dict(word.feats),
                    head=head if k == 0 else starts[i],
                    dep=word.dep if k == 0 else "flat",
                    misc=word.misc,
                )
            )
    return result
