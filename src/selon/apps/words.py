"""The word tables as a person sees them: listed, and checked as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selon.errors import LexiconError
from selon.lexicon import TOPICS, Lexicon, available_languages
from selon.lexicon.columns import load_column_names
from selon.lexicon.languages import load_language_words
from selon.lexicon.press import load_press_labels
from selon.lexicon.table import DATA
from selon.link import classes as linked
from selon.link.weights import load_weights

_COLUMN_NOTE = re.compile(r"#\s*(?P<name>[^\s:]+)\s*:\s*\S")


@dataclass(frozen=True, slots=True)
class Table:
    """A word table.

    Attributes:
        path: The file.
        name: Folder and file, ``fr/cue_verbs.tsv``.
        entries: Number of its rows.
        summary: The first sentence of its header.
        columns: Its columns, in order.
        documented: The columns that have a ``# name: meaning`` line.
    """

    path: Path
    name: str
    entries: int
    summary: str
    columns: tuple[str, ...]
    documented: frozenset[str]


def describe_tables() -> Iterator[Table]:
    """All tables, by language and name."""
    for path in sorted(DATA.glob("*/*.tsv")):
        yield _described(path, DATA)


def _described(path: Path, folder: Path) -> Table:
    lines = path.read_text("utf-8", errors="replace").splitlines()  # what is no UTF-8 its loader tells
    comments = [line for line in lines if line.startswith("#")]
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    notes = (_COLUMN_NOTE.match(line) for line in comments)
    return Table(
        path=path,
        name=path.relative_to(folder).as_posix(),
        entries=max(0, len(rows) - 1),
        summary=_first_sentence(comments),
        columns=tuple(rows[0].split("\t")) if rows else (),
        documented=frozenset(note["name"] for note in notes if note),
    )


def _first_sentence(comments: list[str]) -> str:
    text = " ".join(line.lstrip("# ").strip() for line in comments)
    return re.split(r"(?<=[.;:])\s", text, maxsplit=1)[0].rstrip(".;:")


def check_tables() -> list[LexiconError]:
    """What is wrong with the tables; empty if nothing is. One error a topic, since a loader stops at its first."""
    folders = (DATA, linked.DATA)
    tables = (_described(path, folder) for folder in folders for path in sorted(folder.rglob("*.tsv")))
    errors = [error for table in tables for error in _undocumented(table)]
    for language in available_languages():
        lexicon = Lexicon(language)
        for topic in TOPICS:
            try:
                getattr(lexicon, topic)
            except LexiconError as error:
                errors.append(error)
    for load_world in (load_language_words, load_column_names, load_press_labels, linked.load_classes, load_weights):
        try:
            load_world()
        except LexiconError as error:
            errors.append(error)
    return errors


def _undocumented(table: Table) -> Iterator[LexiconError]:
    if not table.columns:
        yield LexiconError(table.path, 0, "no line names the columns")
    for column in table.columns:
        if column not in table.documented:
            yield LexiconError(table.path, 1, f"column {column!r} has no line '# {column}: meaning' in the header")
