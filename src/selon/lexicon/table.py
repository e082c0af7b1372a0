"""Reading a word table: tab-separated text with a header, checked line by line.

A table looks so::

    # What the table holds, where its words come from, how a line is read.
    # lemma: what the column means
    # stance: what the column means; allowed values
    lemma	stance
    affirmer	asserts

Lines that start with ``#`` and blank lines are skipped. The first other line names the columns. Every column has its
own ``# name: meaning`` line above it, so that a contributor can read the table without the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.errors import LexiconError

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Attributes:
        path: The table's file.
        line: Line number in it, from 1.
        cells: Column name to cell text, stripped; an empty cell is ``""``.
    """

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def where(self) -> str:
        """``table.tsv:12``, as shown to the person who asks why."""
        return f"{self.path.name}:{self.line}"

    def wrong(self, problem: str) -> LexiconError:
        """The error that points at this line."""
        return LexiconError(self.path, self.line, problem)

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        """The cell, which must be one of ``allowed``.

        Raises:
            LexiconError: It is not.
        """
        value, choices = self[column], tuple(allowed)
        if value not in choices:
            raise self.wrong(f"column {column!r} has {value!r}; allowed: {', '.join(map(repr, choices))}")
        return value

    def several(self, column: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """The cell's values, split at ``|``; empty for an empty cell."""
        values = tuple(part.strip() for part in self[column].split("|") if part.strip())
        if allowed is not None:
            choices = tuple(allowed)
            for value in values:
                if value not in choices:
                    raise self.wrong(f"column {column!r} has {value!r}; allowed: {', '.join(map(repr, choices))}")
        return values

    def needed(self, column: str) -> str:
        """The cell, which must not be empty."""
        if not self[column]:
            raise self.wrong(f"column {column!r} is empty; write a value or delete the line")
        return self[column]


def _data_lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(path, 0, f"not UTF-8 ({error.reason}); save the table as UTF-8") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def read_table(path: Path, columns: tuple[str, ...], *, key: Callable[[Row], object] | None = None) -> list[Row]:
    """The rows of a table, checked against the columns that its reader expects.

    Args:
        path: The file.
        columns: Names of its columns, in order.
        key: What must be unique from row to row; ``None`` allows repeats.

    Raises:
        LexiconError: No such file, not UTF-8, other columns, a line with too few or too many cells, or a repeated key.
            The message names file and line.
    """
    if not path.is_file():
        raise LexiconError(path, 0, "no such table; a language needs every table that `lexicon/data/fr` has")
    lines = _data_lines(path)
    number, header = next(lines, (0, ""))
    if tuple(header.split("\t")) != columns:
        raise LexiconError(path, number, f"columns are {header.split(chr(9))}; expected {list(columns)}")
    rows: list[Row] = []
    seen: dict[object, int] = {}
    for number, line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(columns):
            raise LexiconError(path, number, f"{len(cells)} cells; expected {len(columns)} ({', '.join(columns)})")
        row = Row(path, number, dict(zip(columns, cells, strict=True)))
        if key is not None:
            first = seen.setdefault(key(row), number)
            if first != number:
                raise row.wrong(f"{key(row)!r} stands on line {first} already; keep one of the two")
        rows.append(row)
    return rows
