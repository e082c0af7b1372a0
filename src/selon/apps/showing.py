"""One report of a casebook: where it came from, its near-copies, its record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from selon.apps.listing import SHORT_ID, place_of
from selon.apps.terminal import plain, show_record
from selon.casebook import Entry
from selon.model import Discard, Origin, Record

if TYPE_CHECKING:
    from rich.console import Console

Origins = Sequence[tuple[Origin, str | None]]
Copies = Sequence[tuple[str, bool, str | None]]


def show_report(  # noqa: PLR0913  # what is known of one report, and how to show it
    entry: Entry,
    record: Record | None,
    origins: Origins,
    copies: Copies,
    console: Console,
    *,
    with_text: bool,
    explain: bool,
) -> None:
    """Prints a report as the casebook has it.

    Args:
        entry: The report.
        record: Its record; ``None`` where it could not be read.
        origins: Where it came from, with notes.
        copies: Its near-copies, itself among them; empty for none.
        console: Where.
        with_text: Show the text.
        explain: Show rules.
    """
    lines = [f"{entry.key}  read by selon {entry.read_by}"]
    lines += [f"from {place_of(origin)}, {origin.shape}" + (f": {note}" if note else "") for origin, note in origins]
    others = [(key, is_origin, why) for key, is_origin, why in copies if key != entry.key]
    lines += [
        f"near-copy of {key[:SHORT_ID]}" + (f" (likely origin: {why})" if first else "") for key, first, why in others
    ]
    if entry.relevance is not None:
        lines.append(f"relevance gate: {entry.relevance.reason()}")
    for line in lines:
        console.print(Text(plain(line), style="dim"))
    if record is not None:
        show_record(record, console, with_text=with_text, explain=explain)
        return
    if entry.unread is not None:
        console.print(Text(plain(f"Not read ({entry.unread.reason}): {entry.unread.detail}"), style="bold"))
    if with_text:
        console.print(Text("\n" + plain(entry.report.text)))


def as_plain(
    entry: Entry, record: Record | None, origins: Origins, copies: Copies, *, with_text: bool
) -> dict[str, Any]:
    """The same for programs: the record, with what the casebook knows under ``casebook``."""
    told = {
        **entry.to_dict(),
        "origins": [{**_origin(origin), "note": note} for origin, note in origins],
        "copies": [{"key": key, "is_origin": is_origin, "why": why} for key, is_origin, why in copies],
    }
    if record is not None:
        return {**record.to_dict(with_text=with_text), "casebook": told}
    return {"report": {"text": entry.report.text} if with_text else {}, "casebook": told}


def _origin(origin: Origin) -> dict[str, str | None]:
    return {"path": origin.path, "member": origin.member, "sha256": origin.sha256, "shape": origin.shape}


def plain_discard(discard: Discard) -> dict[str, str | None]:
    """A discard for programs."""
    return {**_origin(discard.origin), "reason": discard.reason, "detail": discard.detail}
