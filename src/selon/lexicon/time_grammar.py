"""The grammar of time words: patterns over classes, made into regular expressions over letters.

A pattern is a row of class names. ``a/b`` is either class; ``?``, ``*``, ``+``, ``(``, ``|`` and ``)`` are those of
regular expressions; ``{x ; y z}`` must stand before and ``!{x y}`` must not follow, and neither belongs to the
expression; ``$name`` stands for a pattern further up in the table whose kind is ``macro``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.lexicon.table import DATA, Row, read_table
from selon.model.times import TIME_KINDS

_GRAMMAR = ("rule", "kind", "pattern")
_MACRO, _IGNORE = "macro", "ignore"


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One line of the grammar.

    Attributes:
        name: Its name.
        kind: One of ``TIME_KINDS``, or ``ignore`` for words that only look like a time.
        where: ``table.tsv:line``.
    """

    name: str
    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class TimeRules:
    """The rules that can begin with one class.

    Attributes:
        pattern: One expression over letters; the number of its group is the rule's, from 1.
        rules: The rules, in the grammar's order.
    """

    pattern: re.Pattern[str]
    rules: tuple[TimeRule, ...]


def _letters_of(row: Row, name: str, letters: Mapping[str, str]) -> str:
    found = "".join(letter for key, letter in letters.items() if name in key.split("+"))
    if not found:
        raise row.wrong(
            f"column 'pattern' has {name!r}; allowed: a class of times.tsv, of digits or of marks, or a $name"
        )
    return found


_PIECE = re.compile(r"!?\{[^}]*\}|\$\w+|[a-z_]+(?:/[a-z_]+)*|[()|?*+]|\s+|.")


def _piece(row: Row, piece: str, letters: Mapping[str, str], macros: Mapping[str, str]) -> str:
    if piece.startswith("!{"):
        return f"(?![{''.join(_letters_of(row, name, letters) for name in piece[2:-1].split())}])"
    if piece.startswith("{"):
        ways = ["".join(f"[{_letters_of(row, n, letters)}]" for n in way.split()) for way in piece[1:-1].split(";")]
        return "(?:" + "|".join(f"(?<={way})" for way in ways) + ")"
    if piece.startswith("$"):
        if piece not in macros:
            raise row.wrong(f"column 'pattern' has {piece!r}; define it in a line of kind 'macro' above")
        return macros[piece]
    if piece[0].isalpha():
        return "[" + "".join(_letters_of(row, name, letters) for name in piece.split("/")) + "]"
    if piece in "()|?*+":
        return "(?:" if piece == "(" else piece
    if piece.isspace():
        return ""
    raise row.wrong(f"column 'pattern' has {piece!r}; allowed: class names, $names, ( ) | / ? * + {{ }} !{{ }}")


def _sources(language: str, letters: Mapping[str, str]) -> Iterator[tuple[Row, TimeRule, str]]:
    """The rules with their expressions over letters."""
    macros: dict[str, str] = {}
    for row in read_table(DATA / language / "times_grammar.tsv", _GRAMMAR):
        kind = row.choice("kind", (_MACRO, _IGNORE, *TIME_KINDS))
        source = "".join(_piece(row, piece, letters, macros) for piece in _PIECE.findall(row["pattern"]))
        if kind == _MACRO:
            macros[row["rule"]] = f"(?:{source})"
        else:
            yield row, TimeRule(row["rule"], kind, row.where), source


def _closing(source: str, at: int) -> int:
    """Where the group that opens at ``at`` closes."""
    depth = 0
    for end in range(at, len(source)):
        depth += {"(": 1, ")": -1}.get(source[end], 0)
        if depth == 0:
            return end
    return len(source)


def _first_letters(source: str) -> tuple[set[str], bool]:
    """The letters that a match of ``source`` can begin with, and whether it can be empty."""
    firsts: set[str] = set()
    empty, any_empty, at = True, False, 0
    while at < len(source):
        if source[at] == "|":
            any_empty, empty, at = any_empty or empty, True, at + 1
            continue
        end = _closing(source, at) if source[at] == "(" else source.index("]", at)
        atom, optional = source[at : end + 1], source[end + 1 : end + 2] in ("?", "*")
        looks = atom.startswith(("(?!", "(?<")) or (atom.startswith("(?:") and atom[3:].startswith("(?<="))
        if not looks:
            found, vacuous = _first_letters(atom[3:-1]) if atom[0] == "(" else (set(atom[1:-1]), False)
            firsts |= found if empty else set()
            empty = empty and (optional or vacuous)
        at = end + 1 + (source[end + 1 : end + 2] in ("?", "*", "+"))
    return firsts, any_empty or empty


def load_grammar(language: str, letters: Mapping[str, str]) -> dict[str, TimeRules]:
    """Load the grammar of ``language``, from ``data/<language>/times_grammar.tsv``.

    Args:
        language: ISO 639-1.
        letters: Classes (sorted, joined by ``+``) to the letter that stands for them.

    Returns:
        First letter to the rules that can begin with it.

    Raises:
        LexiconError: The table is missing or not well formed, or names a class or abbreviation that there is not.
    """
    lines = list(_sources(language, letters))
    try:
        return _by_first_letter([(rule, source) for _, rule, source in lines])
    except (re.error, ValueError, IndexError):
        for row, _, source in lines:
            _check(row, source)
        raise


def _check(row: Row, source: str) -> None:
    """Refuse a line whose pattern is no expression; checked one by one only where all together fail, to start fast."""
    try:
        re.compile(source)
    except re.error as error:
        raise row.wrong(f"column 'pattern' is not well formed ({error}); check brackets and signs") from error


def _by_first_letter(rules: Sequence[tuple[TimeRule, str]]) -> dict[str, TimeRules]:
    by_first: dict[str, list[tuple[TimeRule, str]]] = {}
    for rule, source in rules:
        for letter in _first_letters(source)[0]:
            by_first.setdefault(letter, []).append((rule, source))
    return {
        letter: TimeRules(re.compile("|".join(f"({source})" for _, source in found)), tuple(rule for rule, _ in found))
        for letter, found in by_first.items()
    }
