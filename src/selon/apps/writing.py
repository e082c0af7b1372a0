"""Records to standard output: as JSON for programs, or as a view for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from selon.model import Record

T = TypeVar("T")
Write = Callable[[Record], None]


def record_writer(*, as_json: bool, with_text: bool, explain: bool) -> Write:
    """What writes one record after another to standard output.

    Args:
        as_json: One line of JSON for each record; else a view for a person.
        with_text: Include the report's text.
        explain: Keep for each result the rule and the lexicon entry that made it.
    """
    if as_json:
        return lambda record: write_json(record.to_dict(with_text=with_text))
    from rich.console import Console

    from selon.apps.terminal import show_record

    console = Console(highlight=False, markup=False, emoji=False)
    return lambda record: show_record(record, console, with_text=with_text, explain=explain)


def write_json(value: dict[str, Any]) -> None:
    """One line on standard output."""
    sys.stdout.buffer.write(to_json(value) + b"\n")
    sys.stdout.buffer.flush()


def to_json(value: dict[str, Any]) -> bytes:
    """One line of JSON in UTF-8; half characters, which UTF-8 cannot hold, are written as escapes."""
    import orjson

    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value).encode("ascii")


def counted(results: Iterable[T]) -> Iterator[T]:
    """Passes results on while a line on standard error counts them."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading"), MofNCompleteColumn(), TextColumn("reports"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(results, total=None)
