"""Writes the parts of the documentation that the code knows best, between their marks.

A part stands between ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->``. ``make write-docs`` writes all
of them anew; a test holds the files to what this module says, so that they cannot drift.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from selon import errors
from selon.apps.outcomes import UNREAD_REASONS
from selon.apps.words import describe_tables
from selon.casebook.schema import metadata
from selon.cli import cli
from selon.model import LABEL_KINDS, SOURCE_KINDS, STANCES, UNKNOWN_TOPICS, Record
from selon.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "alep-2016-12-08.txt"
EXAMPLE_FIELDS = {"published": "2016-12-08", "publisher": "La Gazette"}
WIDTH = 110
"""Columns of output shown in the documentation."""

MODEL_BLOCKS = ("example", "example-json")
"""Parts that need the trained pipeline."""


def settings_table() -> str:
    """Each setting with its default, its unit and its meaning."""
    rows = ["| setting | default | unit | meaning |", "|---|---|---|---|"]
    for item in fields(Settings):
        default = item.default_factory() if callable(item.default_factory) else item.default
        shown = f"`{default!r}`".replace("'", '"')
        rows.append(f"| `{item.name}` | {shown} | {item.metadata['unit']} | {item.metadata['meaning']} |")
    return "\n".join(rows)


def errors_table() -> str:
    """Each error with its parent, its exit code and its first sentence."""
    rows = ["| error | is a | exit code | raised when |", "|---|---|---|---|"]
    for name, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.SelonError):
            meaning = (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ").replace("``", "`")
            rows.append(f"| `{name}` | `{kind.__base__.__name__}` | {kind.exit_code} | {meaning} |")
    return "\n".join(rows)


def commands_help() -> str:
    """The help of every command, as the command prints it."""
    return "\n\n".join(f"### `{path}`\n\n```text\n{text}\n```" for path, text in _helps(cli, "selon", None))


def _helps(command: click.Command, path: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    name = path.rpartition(" ")[2]
    context = click.Context(command, info_name=name, parent=parent, terminal_width=80, **command.context_settings)
    yield path, command.get_help(context).rstrip()
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _helps(child, f"{path} {name}", context)


def lexicon_table() -> str:
    """Each word table with its columns and what it holds."""
    rows = ["| table | columns | holds |", "|---|---|---|"]
    for table in describe_tables():
        columns = ", ".join(f"`{column}`" for column in table.columns)
        rows.append(f"| `{table.name}` | {columns} | {_cell(table.summary)} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def casebook_tables() -> str:
    """Each table of a casebook with its columns: type, whether it may be empty, what it means."""
    return "\n\n".join(_casebook_table(table) for table in metadata.tables.values())


def _casebook_table(table: Table) -> str:
    rows = [f"### {table.name}", "", _cell(table.info["about"]), "", "| column | type | means |", "|---|---|---|"]
    for column in table.columns:
        kind = str(column.type.compile(sqlite.dialect())).lower() + (", key" if column.primary_key else "")
        kind += ", may be null" if column.nullable else ""
        refers = "".join(
            f" → `{key.target_fullname}`" for key in column.foreign_keys if key.constraint.elements[0] is key
        )
        rows.append(f"| `{column.name}` | {kind} | {_cell(column.doc or '')}{refers} |")
    return "\n".join(rows)


def unread_table() -> str:
    """Why a report of a casebook may have no record."""
    rows = ["| reason | means |", "|---|---|"]
    rows += [f"| `{reason}` | {meaning} |" for reason, meaning in UNREAD_REASONS.items()]
    return "\n".join(rows)


def choices_table() -> str:
    """The values that the fields of a record may have."""
    values = {
        "`claims[].stance`": STANCES,
        "`claims[].sources[].kind`": SOURCE_KINDS,
        "`labels[].kind`": LABEL_KINDS,
        "`unknowns[].about`": UNKNOWN_TOPICS,
    }
    rows = ["| field | values |", "|---|---|"]
    rows += [f"| {field} | {', '.join(f'`{value}`' for value in allowed)} |" for field, allowed in values.items()]
    return "\n".join(rows)


def example_record() -> Record:
    """The record of the example report."""
    from selon.reader import Reader

    return Reader().read(EXAMPLE.read_text("utf-8"), **EXAMPLE_FIELDS)


def example_view() -> str:
    """What ``selon read`` shows of the example, without the report's own text."""
    from rich.console import Console

    from selon.apps.terminal import show_record

    out = StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, markup=False, emoji=False)
    show_record(example_record(), console, with_text=False, explain=False)
    lines = (line.rstrip() for line in out.getvalue().strip("\n").splitlines())
    return "```text\n" + "\n".join(lines) + "\n```"


def example_json() -> str:
    """The first claim of the example, as JSON."""
    claim = example_record().to_dict()["claims"][0]
    text = json.dumps(claim, ensure_ascii=False, indent=2)
    compact = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text)
    return f"```json\n{compact}\n```"


BLOCKS: dict[str, Callable[[], str]] = {
    "settings": settings_table,
    "errors": errors_table,
    "commands": commands_help,
    "lexicon": lexicon_table,
    "choices": choices_table,
    "casebook-tables": casebook_tables,
    "unread": unread_table,
    "example": example_view,
    "example-json": example_json,
}


def pages() -> list[Path]:
    """The files that may hold such parts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_in(text: str) -> list[str]:
    """Names of the parts that a page holds."""
    return re.findall(r"<!-- begin: ([\w-]+) -->", text)


def rewritten(text: str, made: dict[str, Any]) -> str:
    """A page with its parts written anew.

    Args:
        text: The page.
        made: Name of a part to its content; parts without content stay.
    """
    for name in blocks_in(text):
        if name in made:
            pattern = rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)"
            content = made[name]
            text = re.sub(pattern, lambda match, content=content: f"{match[1]}{content}\n{match[2]}", text, flags=re.S)
    return text


def main() -> None:
    """Writes every part of every page."""
    made = {name: make() for name, make in BLOCKS.items()}
    for page in pages():
        old = page.read_text("utf-8")
        new = rewritten(old, made)
        if new != old:
            page.write_text(new, "utf-8")
            click.echo(f"written: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
