"""The accounts of one incident side by side in a terminal: a table where voices fit, else row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.apps.linking import Laid
from selon.apps.terminal import plain
from selon.apps.wording import (
    SHAPES,
    SHORT_ID,
    evidence,
    numbers,
    report_name,
    row_name,
    said,
    said_once,
    short,
    short_ids,
)
from selon.link.aggregation import chosen_readings, series_of
from selon.link.grades import suggest_grade
from selon.link.reasons import explain_link
from selon.model.accounts import COUNT_ROWS, Accounts, Cell, MatrixRow
from selon.model.incidents import PartOf

if TYPE_CHECKING:
    from rich.console import Console

VOICE_CHARS = 26
"""Characters that a column needs to be read."""
ROW_CHARS = 16
STANDS = {
    ("denies", "responsibility"): "denies responsibility",
    ("denies", "toll"): "denies the toll",
    ("denies", "deed"): "denies that it happened",
    ("accuses", "toll"): "accuses, over the toll",
}
"""A stance with what it is about, for a reader; others are said by the stance alone."""
STYLES = {"agreed": "green", "compatible": "green", "contested": "bold red", "single voice": "", "silent": "dim"}


def show_incident(laid: Laid, parts: Iterable[PartOf], console: Console, *, explain: bool) -> None:
    """Prints one incident.

    Args:
        laid: The incident with its accounts.
        parts: All relations of parts and wholes.
        console: Where; its width decides between a table and a list.
        explain: Show evidence, and why its mentions are taken for one happening.
    """
    accounts = laid.accounts
    _line(console, f"{laid.incident.id}: {title_of(laid)}", style="bold")
    _line(console, "Inferred: these accounts are taken to tell of one happening, not that it happened.", style="dim")
    for report in laid.reports:
        entry = laid.entries.get(report)
        name = report_name(entry) if entry is not None and report in laid.records else "withdrawn, or not read any more"
        _line(console, f"  {report[:SHORT_ID]}  {name}")
    console.print()
    if ROW_CHARS + VOICE_CHARS * len(accounts.voices) <= console.width:
        _show_table(accounts, console)
    else:
        _show_list(accounts, console, explain=explain)
    silent = [row_name(row.row) for row in accounts.rows if row.state == "silent"]
    if silent:
        _line(console, f"{SHAPES['silent']} silent: nobody says anything of {', '.join(silent)}", style="dim")
    _show_rest(laid, list(parts), console, explain=explain)
    if explain:
        _show_reasons(laid, console)


def title_of(laid: Laid) -> str:
    """Type, place and day of an incident on one line."""
    from selon.apps.wording import days
    from selon.link.summaries import summarise

    one = summarise(laid.accounts)
    what = one.types[0].rpartition(".")[2].replace("_", " ") if one.types else "toll"
    where = f", {one.place}" if one.place else ""
    return f"{what}{where}, {days(one.first_day, one.last_day) if one.first_day else 'no day given'}"


def _line(console: Console, words: str, *, style: str = "") -> None:
    """A line; where it is wrapped, what follows is set in as far as its beginning."""
    inner = words.lstrip(" ")
    indent = len(words) - len(inner)
    console.print(Padding(Text(plain(inner), style=style), (0, 0, 0, indent), expand=False))


def state_words(row: MatrixRow) -> str:
    """Shape and word of a state, with the range of numbers."""
    span = numbers(row.low, row.high) if row.row in COUNT_ROWS else ""
    return f"{SHAPES[row.state]} {row.state}" + (f", {span}" if span else "")


def _show_table(accounts: Accounts, console: Console) -> None:
    table = Table(box=None, header_style="bold", padding=(0, 2, 1, 0))
    table.add_column("", max_width=ROW_CHARS)
    for voice in accounts.voices:
        through = f"\nthrough {', '.join(voice.through)}" if voice.through else ""
        table.add_column(Text(plain(f"{voice.name}{through}")), ratio=1, overflow="fold")
    for row in accounts.rows:
        if row.state != "silent":
            cells = {cell.voice: cell for cell in row.cells}
            head = Text(f"{row_name(row.row)}\n{state_words(row)}", style=STYLES[row.state])
            table.add_row(head, *(Text(plain(_cell_words(cells.get(voice.id)))) for voice in accounts.voices))
    console.print(table)
    for row in accounts.rows:
        if row.state == "contested":
            _line(console, f"{SHAPES[row.state]} {row_name(row.row)}: {short(row.why, 200)}", style=STYLES[row.state])


def _cell_words(cell: Cell | None) -> str:
    if cell is None:
        return SHAPES["silent"]
    return "\n".join(said_once(cell.readings, most=60))


def _show_list(accounts: Accounts, console: Console, *, explain: bool) -> None:
    for row in accounts.rows:
        if row.state == "silent":
            continue
        why = f": {short(row.why, 160)}" if row.why and row.state in ("contested", "compatible") else ""
        _line(console, f"{row_name(row.row)}  {state_words(row)}{why}", style=STYLES[row.state])
        for cell in row.cells:
            voice = accounts.voice(cell.voice)
            if explain:
                _line(console, f"  {voice.name}:")
                for reading in cell.readings:
                    _line(console, f"    {said(reading)}  {evidence(reading)}")
            else:
                _line(console, f"  {voice.name}: {'; '.join(said_once(cell.readings, most=90))}")
    console.print()


def _show_rest(laid: Laid, parts: Sequence[PartOf], console: Console, *, explain: bool) -> None:
    for title, lines in sections(laid, parts, with_ids=explain):
        console.print()
        _line(console, title, style="bold")
        for line in lines:
            _line(console, f"  {line}")


def sections(laid: Laid, parts: Sequence[PartOf], *, with_ids: bool = False) -> Iterator[tuple[str, list[str]]]:
    """What stands beside the matrix: titles with their lines; those without a line are left out.

    Args:
        laid: The incident with its accounts.
        parts: All relations of parts and wholes.
        with_ids: Give the ids of voices.
    """
    found = (
        ("Voices", list(_voice_lines(laid.accounts, with_ids=with_ids))),
        ("Who accuses, claims, denies", list(_stand_lines(laid.accounts))),
        ("How counts moved", list(_series_lines(laid.accounts))),
        ("Chosen readings", list(_choice_lines(laid))),
        ("Parts and wholes", list(_part_lines(laid, parts))),
        ("What people noted", list(_note_lines(laid))),
        ("Suggested grade", [_grade_line(laid.accounts)]),
    )
    yield from ((title, lines) for title, lines in found if lines)


def _voice_lines(accounts: Accounts, *, with_ids: bool) -> Iterator[str]:
    for voice in accounts.voices:
        through = f", through {', '.join(voice.through)}" if voice.through else ""
        yield f"{voice.name} ({voice.kind}{through})" + (f"  {short_ids(voice.id)}" if with_ids else "")


def _stand_lines(accounts: Accounts) -> Iterator[str]:
    for stand in accounts.stands:
        deed = STANDS.get((stand.stance, stand.about), stand.stance.replace("_", " "))
        place = f"{stand.report[:SHORT_ID]}#{stand.claim}"
        yield f"{accounts.voice(stand.voice).name} {deed}: «\u00a0{short(stand.content, 160)}\u00a0»  {place}"


def _series_lines(accounts: Accounts) -> Iterator[str]:
    for row in accounts.rows:
        if row.row not in COUNT_ROWS or not any(cell.revised for cell in row.cells):
            continue
        for cell in (cell for cell in row.cells if cell.revised):
            steps = [step for step in series_of(accounts, row.row) if step.voice == cell.voice]
            told = [f"{numbers(step.low, step.high)} ({(step.published or 'no date')[:10]})" for step in steps]
            yield f"{row_name(row.row)}, {accounts.voice(cell.voice).name}: {' → '.join(dict.fromkeys(told))}"


def _choice_lines(laid: Laid) -> Iterator[str]:
    for row, one in chosen_readings(laid.accounts, laid.incident, laid.decisions.choices).items():
        yield f"{row_name(row)}: {numbers(one.low, one.high) or 'no number'} ({one.words})"


def _part_lines(laid: Laid, parts: Sequence[PartOf]) -> Iterator[str]:
    own = laid.incident.id
    for part in parts:
        if own in (part.part, part.whole):
            by = "judged" if part.judged else "suggested"
            yield (f"part of {part.whole}" if part.part == own else f"contains {part.part}") + f" ({by}: {part.words})"


def _note_lines(laid: Laid) -> Iterator[str]:
    members = set(laid.incident.members)
    for note in laid.decisions.notes:
        if not members.isdisjoint(note.mentions):
            yield f"{note.at[:10]} {note.who}: {note.words}  (judgement {note.id})"
    for one in laid.decisions.corrections:
        if one.mention in members:
            what = f"«\u00a0{one.value}\u00a0»" if one.value is not None else "nothing"
            reason = f": {one.why}" if one.why else ""
            yield f"{one.at[:10]} {one.who} reads {what} for {row_name(one.row)}{reason}  (judgement {one.id})"


def _grade_line(accounts: Accounts) -> str:
    grade = suggest_grade(accounts)
    return f"{grade.grade or 'none'}: {grade.why}. A person decides."


def _show_reasons(laid: Laid, console: Console) -> None:
    _line(console, "\nWhy these mentions are taken for one happening", style="bold")
    for line in reason_lines(laid):
        _line(console, f"  {line}")


def reason_lines(laid: Laid) -> Iterator[str]:
    """Why its mentions are taken for one happening, a line each."""
    for telling in laid.incident.tellings:
        events = ", ".join(telling.events)
        yield f"{telling.report[:SHORT_ID]} tells of it in {events}"
        for joining in telling.joinings:
            yield f"  {joining.mention} joins {joining.joined}: {'; '.join(joining.words)}"
    for link in laid.incident.links:
        yield f"{_end(link.left)} and {_end(link.right)}:"
        yield from (f"  {line}" for line in explain_link(link))
    if len(laid.incident.tellings) == 1:
        yield "told by one report only: nothing else was found to tell of it"


def _end(key: tuple[str, str]) -> str:
    return f"{key[0][:SHORT_ID]}#{key[1]}"
