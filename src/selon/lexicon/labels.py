"""The words that labels are told by: what a word names, how a text keeps its distance, and which words judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.lexicon.table import DATA, Row, read_table
from selon.lexicon.token_patterns import Pattern, read_pattern

WORD_CLASSES = ("party", "side", "deed", "act", "judgement", "speech", "name", "charge", "link", "prenoun", "plain")
SIDES = ("right", "left", "either")
OBJECTS = ("party", "agreed", "free", "any")


@dataclass(frozen=True, slots=True)
class LabelCue:
    """One line of ``label_cues.tsv``.

    Attributes:
        id: Its name.
        pattern: The words that keep the distance.
        side: Where the naming stands; one of ``SIDES``.
        object: What the naming must be said of; one of ``OBJECTS``.
        quoted: Only namings in quotation marks count.
        where: ``table.tsv:line``.
    """

    id: str
    pattern: Pattern
    side: str
    object: str
    quoted: bool
    where: str


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """One line of ``labels_loaded.tsv``; no tags mean any part of speech."""

    word: str
    about: str
    tags: frozenset[str]
    where: str


@dataclass(frozen=True, slots=True)
class LabelLexicon:
    """The tables together.

    Attributes:
        words: For each listed word, its classes and the line of each.
        endings: Endings that stand for words that are not listed, with class and line; longest first.
        cues: For each word that a cue may begin with, the cues that do, in the order of the table.
        loaded: Loaded words by lemma or form.
    """

    words: Mapping[str, Mapping[str, str]]
    endings: tuple[tuple[str, str, str], ...]
    cues: Mapping[str, tuple[LabelCue, ...]]
    loaded: Mapping[str, LoadedWord]

    def classes(self, form: str, lemma: str) -> Mapping[str, str]:
        """The classes of a word and the line that gives each (``label_words.tsv:12 milice``); empty for none.

        Args:
            form: The form in small letters; tried with and without a plural or feminine ending too, because a word
                between quotation marks is often given a wrong lemma.
            lemma: The lemma in small letters.
        """
        singular = form.removesuffix("s").removesuffix("x")
        found: dict[str, str] = {}
        for word in (lemma, form, singular):
            found |= self.words.get(word, {})
        if found:
            return found
        masculine = self.words.get(singular.removesuffix("e"), {})
        if "judgement" in masculine or "act" in masculine:
            return masculine
        if " " not in form:
            for ending, kind, where in self.endings:
                if lemma.endswith(ending) or singular.endswith(ending):
                    return {kind: where}
        return {}


def _read_words(path: Path) -> tuple[dict[str, dict[str, str]], tuple[tuple[str, str, str], ...]]:
    words: dict[str, dict[str, str]] = {}
    endings: list[tuple[str, str, str]] = []
    for row in read_table(path, ("word", "class"), key=lambda row: (row["word"], row["class"])):
        word, kind = row.needed("word"), row.choice("class", WORD_CLASSES)
        if word.startswith("*"):
            endings.append((word[1:], kind, f"{row.where} {word}"))
        else:
            words.setdefault(word, {})[kind] = f"{row.where} {word}"
    for verb in [word for word, kinds in words.items() if "act" in kinds and word.endswith("er")]:
        words.setdefault(verb[:-2] + "é", {}).setdefault("act", words[verb]["act"])
    return words, tuple(sorted(endings, key=lambda item: -len(item[0])))


def _read_cue(row: Row, classes: Mapping[str, frozenset[str]]) -> LabelCue:
    return LabelCue(
        id=row.needed("id"),
        pattern=read_pattern(row["pattern"], row, classes),
        side=row.choice("side", SIDES),
        object=row.choice("object", OBJECTS),
        quoted=row.choice("quoted", ("", "yes")) == "yes",
        where=row.where,
    )


def _read_loaded(path: Path) -> dict[str, LoadedWord]:
    rows = read_table(path, ("word", "about", "tags"), key=lambda row: row["word"])
    return {
        row["word"]: LoadedWord(
            row.needed("word"), row.choice("about", ("party", "deed")), frozenset(row.several("tags")), row.where
        )
        for row in rows
    }


def load_labels(folder: Path = DATA / "fr") -> LabelLexicon:
    """The tables ``label_words``, ``label_cues`` and ``labels_loaded`` of one language.

    Raises:
        LexiconError: A table is absent or not well formed; the message names file and line.
    """
    words, endings = _read_words(folder / "label_words.tsv")
    classes = {kind: frozenset(word for word, kinds in words.items() if kind in kinds) for kind in WORD_CLASSES}
    cues: dict[str, tuple[LabelCue, ...]] = {}
    columns = ("id", "pattern", "side", "object", "quoted")
    for row in read_table(folder / "label_cues.tsv", columns, key=lambda row: row["id"]):
        cue = _read_cue(row, classes)
        for word in cue.pattern[0].words:
            cues[word] = (*cues.get(word, ()), cue)
    return LabelLexicon(words, endings, cues, _read_loaded(folder / "labels_loaded.tsv"))
