"""Reports, discards and hits as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from selon.apps.terminal import plain

if TYPE_CHECKING:
    from rich.console import Console

    from selon.casebook import Entry, Hit
    from selon.model import Discard, Origin

SHORT_ID = 10
"""Characters of an id that are shown: 40 bits, clear among a million reports in almost every case."""
WIDTHS_FROM = 200
"""Rows by which the widths of the columns are set; a longer list is printed in pieces of so many."""
TITLE_CHARS = 60


def show_entries(entries: Iterable[Entry], console: Console) -> int:
    """Prints reports, a line each; gives their number."""
    heads = ("id", "published", "publisher", "title", "claims", "events")
    return _show(console, heads, (_entry_cells(entry) for entry in entries), fluid="title")


def _entry_cells(entry: Entry) -> tuple[str, ...]:
    report = entry.report
    known = (entry.key[:SHORT_ID], (report.published or "")[:10], report.publisher or "", title_of(entry))
    if entry.unread is not None:
        return (*known, "unread", entry.unread.reason)
    return (*known, str(entry.claims), str(entry.events))


def title_of(entry: Entry) -> str:
    """The title, or the first words."""
    title = entry.report.title or " ".join(entry.report.text[: 4 * TITLE_CHARS].split())
    return title if len(title) <= TITLE_CHARS else f"{title[:TITLE_CHARS].rstrip()}…"


def show_hits(hits: Iterable[Hit], console: Console) -> None:
    """Prints what a search found: a line for the report, one for the words around."""
    for hit in hits:
        report = hit.entry.report
        parts = (hit.entry.key[:SHORT_ID], (report.published or "")[:10], report.publisher, title_of(hit.entry))
        console.print(Text(plain("  ".join(part for part in parts if part)), style="bold"))
        console.print(Text(plain(f"  {hit.passage}")))


def show_runs(runs: Iterable[dict[str, Any]], console: Console) -> int:
    """Prints what was done to the casebook, newest first."""
    heads = ("started", "command", "state", "selon", "kept", "known", "unread", "discarded")
    names = ("started_at", "command", "state", "selon_version", "kept", "known", "unread", "discarded")
    rows = (tuple("" if run[name] is None else str(run[name]) for name in names) for run in runs)
    return _show(console, heads, rows, fluid="")


def show_discards(discards: Iterable[Discard], console: Console) -> int:
    """Prints what gave no report, with the reason; gives the number."""
    rows = ((item.reason, place_of(item.origin), item.detail) for item in discards)
    return _show(console, ("reason", "where", "what"), rows, fluid="what")


def place_of(origin: Origin) -> str:
    """File, and place in it."""
    return origin.path + (f" ({origin.member})" if origin.member else "")


def _show(console: Console, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]], *, fluid: str) -> int:
    count = 0
    while first := next(rows, None):
        table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0), show_header=count == 0)
        for head in heads:
            table.add_column(head, ratio=1 if head == fluid else None, overflow="fold")
        for row in chain([first], islice(rows, WIDTHS_FROM - 1)):
            table.add_row(*(Text(plain(cell)) for cell in row))
            count += 1
        console.print(table)
    return count
