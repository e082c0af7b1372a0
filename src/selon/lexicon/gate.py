"""The words that the relevance gate looks for, taken from the other tables, in all the forms that a text may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from selon.errors import LexiconError
from selon.lexicon.folding import fold
from selon.lexicon.parties import KINDS, PARTIES, load_parties
from selon.lexicon.table import DATA, read_table

TABLES = {
    "event_triggers": ("lemma", "pos", "type", "class", "roles", "gate", "refine"),
    "event_context": ("word", "topic", "weight"),
    "event_actors": ("word", "kind"),
    "means": ("word", "family", "type", "use"),
}
"""The tables of a language whose words may have a weight, with their columns."""
WEIGHTS = ("0", "0.5", "1", "1.5", "2", "3")
_KIND_COLUMNS = {"event_triggers": "gate", "event_context": "weight", "event_actors": "kind", "means": "use"}
# Capitals of so few letters are a word of some language too often to be read in small letters (« is », « mil »).
_ACRONYM_LETTERS = 5
# A shorter stem tells no word (« tir » is no verb in -ir), unless the ending is most of it (« abattre »).
_STEM_LETTERS = 2
_LONG_ENDING = 4
_INFLECTED_LETTERS = 4
_BLANK = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class GateWord:
    """A word that speaks for conflict.

    Attributes:
        name: The word as its table has it; its forms share it.
        weight: Points, one of ``WEIGHTS``, above 0.
        exact: It is an acronym and counts only in capitals.
        where: ``table.tsv:line``.
    """

    name: str
    weight: float
    exact: bool
    where: str


_Entry = tuple[GateWord, Iterable[str]]

GateWords = Mapping[str, GateWord]
"""Form, plain as ``plain`` makes it, to the heaviest word that has it."""
Endings = Mapping[tuple[str, str], tuple[str, ...]]
"""Part of speech and ending, folded, to what may stand in its place."""


def plain(text: str) -> str:
    """Words in small letters without accents, one blank between them: « Cessez-le-feu » is ``cessez le feu``."""
    return _BLANK.sub(" ", fold(text)).strip()


@cache
def load_gate(language: str, *, data: Path = DATA, parties: Path = PARTIES) -> GateWords:
    """The gate's words of a language.

    Args:
        language: Folder in ``data``.
        data: Where the tables of languages lie.
        parties: Where the tables of parties lie.

    Raises:
        LexiconError: A table is missing or a line is not well formed.
    """
    folder = data / language
    weights = _read_weights(folder / "gate_weights.tsv")
    endings = _read_endings(folder / "gate_endings.tsv")
    found: dict[str, GateWord] = {}
    for word, forms in (*_listed(folder, weights, endings), *_parties(language, parties, weights)):
        for form in forms:
            known = found.get(form)
            if form and (known is None or known.weight < word.weight):
                found[form] = word
    for (table, form), weight in weights.items():
        if table == "form":
            word = found.get(form) or GateWord(form, weight, exact=False, where="gate_weights.tsv")
            found[form] = replace(word, weight=weight)
    return {form: word for form, word in found.items() if word.weight > 0}


def _read_weights(path: Path) -> dict[tuple[str, str], float]:
    rows = read_table(path, ("table", "kind", "weight"), key=lambda row: (row["table"], row["kind"]))
    weights: dict[tuple[str, str], float] = {}
    for row in rows:
        table = row.choice("table", (*TABLES, "parties", "form"))
        kind = row.choice("kind", KINDS) if table == "parties" else row.needed("kind")
        weights[table, kind] = float(row.choice("weight", WEIGHTS if table == "form" else WEIGHTS[1:]))
    return weights


def _read_endings(path: Path) -> Endings:
    endings: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in read_table(path, ("pos", "ending", "forms"), key=lambda row: (row["pos"], row["ending"])):
        key = row.choice("pos", ("noun", "verb")), fold(row["ending"])
        endings[key] = tuple(fold(form.strip()) for form in row.needed("forms").split("|"))
    if ("noun", "") not in endings:
        raise LexiconError(path, 0, "no line for any noun; write one with an empty ending")
    return endings


def _listed(folder: Path, weights: Mapping[tuple[str, str], float], endings: Endings) -> Iterator[_Entry]:
    """The words of the language's own tables."""
    used = set()
    for table, columns in TABLES.items():
        for row in read_table(folder / f"{table}.tsv", columns):
            kind = row[_KIND_COLUMNS[table]]
            used.add((table, kind))
            weight = weights.get((table, kind))
            if weight is None or row.cells.get("topic", "armed") != "armed":
                continue
            name, pos = row[columns[0]], row.cells.get("pos", "any")
            yield GateWord(name, weight, _is_acronym(name), row.where), forms_of(name, pos, endings)
    for table, kind in weights:
        if table in TABLES and (table, kind) not in used:
            problem = f"{table}.tsv has no word of kind {kind!r}; delete the line or correct it"
            raise LexiconError(folder / "gate_weights.tsv", 0, problem)


def forms_of(name: str, pos: str, endings: Endings) -> set[str]:
    """The plain forms of a word; of several words all are inflected, or the first alone.

    Args:
        name: Dictionary form.
        pos: ``noun``, ``verb``, or ``any`` for both.
        endings: See ``Endings``.
    """
    words = plain(name).split()
    if _is_acronym(name) or not words:
        return {" ".join(words)}
    if len(words) == 1:
        sorts = ("noun", "verb") if pos == "any" else (pos,)
        return {words[0], *(form for sort in sorts for form in _inflected(words[0], sort, endings))}
    plurals = [_plural(word, endings) for word in words]
    return {" ".join(words), " ".join(plurals), " ".join([plurals[0], *words[1:]])}


def _inflected(word: str, pos: str, endings: Endings) -> Iterator[str]:
    for size in range(len(word), -1, -1):
        forms = endings.get((pos, word[len(word) - size :]))
        if forms is not None:
            stem = word[: len(word) - size]
            if size >= _LONG_ENDING or len(stem) >= _STEM_LETTERS:
                yield from (stem + form for form in forms)
            return


def _plural(word: str, endings: Endings) -> str:
    if len(word) < _INFLECTED_LETTERS:
        return word  # « de », « d », « à »
    return next((form for form in _inflected(word, "noun", endings) if form != word and form[-1:] in "sx"), word)


def _is_acronym(name: str) -> bool:
    return len(name) <= _ACRONYM_LETTERS and name.isupper()


def _parties(language: str, folder: Path, weights: Mapping[tuple[str, str], float]) -> Iterator[_Entry]:
    """Names of armed parties that mean nothing else."""
    table = load_parties(language, folder)
    for tokens, names in table.index.items():
        for name in names:
            row = table.rows.get(name.party)
            weight = None if row is None or name.weak else weights.get(("parties", row["kind"]))
            if weight is not None:
                yield GateWord(name.text, weight, _is_acronym(name.text), name.where), (plain(" ".join(tokens)),)
