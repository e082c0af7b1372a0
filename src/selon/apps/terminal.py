"""A record as a person reads it in a terminal: the marked report, then who says what, then what nobody says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.apps.passages import own_statements
from selon.model import Claim, EventMention, Record, Source, Span

if TYPE_CHECKING:
    from rich.console import Console

NARROW = 90
"""Columns below which a table of four columns has lines too short to read; entries are then set below each other."""

FLUID = ("what", "passage", "details", "sentence")
"""Columns that take what width is left; the others are as wide as their words, to ``WIDEST`` characters."""

WIDEST = 25

SOURCE, CONTENT, CUE, LABEL, UNKNOWN = "bold cyan", "green", "bold", "magenta", "yellow"
# Control characters could move the cursor or turn the writing around; one for one, so that offsets hold.
_SHOWN = dict.fromkeys(
    (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"
)


def plain(words: str) -> str:
    """Words that cannot steer the terminal: control characters are replaced, one for one."""
    return words.translate(_SHOWN)


def show_record(record: Record, console: Console, *, with_text: bool, explain: bool) -> None:
    """Prints a record.

    Args:
        record: What to show.
        console: Where; its width decides between tables and lists, its colours are never the only mark.
        with_text: Show the report itself, marked.
        explain: Show for each result the rule and the lexicon entry that made it.
    """
    console.rule(Text(" · ".join(_headline(record)).translate(_SHOWN)), style="dim", align="left")
    if with_text:
        console.print(Padding(marked_text(record), (1, 0, 0, 0), expand=False))
        console.print(Text("\nIn the report: {source}, [number content]", style="dim"))
    _section(console, "Who says what", _claim_rows(record, explain=explain), ("", "who", "stance", "what", "evidence"))
    _section(console, "The outlet's own statements", (("–", text) for text in own_statements(record)), ("", "sentence"))
    _section(console, "Events", _event_rows(record, explain=explain), ("", "event", "who → whom", "details", "said by"))
    _section(
        console, "Labels kept at a distance", _label_rows(record, explain, loaded=False), ("label", "kind", "rule")
    )
    _section(console, "Loaded words, at no distance", _label_rows(record, explain, loaded=True), ("word", "", "rule"))
    unknowns = ((item.text, item.about, _why(item.rule, explain)) for item in record.unknowns)
    _section(console, "What is not known", unknowns, ("passage", "about", "rule"))
    console.print()


def _headline(record: Record) -> Iterator[str]:
    report = record.report
    yield report.title or report.id[:19]
    yield from (part for part in (report.publisher, report.published) if part)


def marked_text(record: Record) -> Text:
    """The report with ``{sources}`` and ``[number contents]`` marked; readable without colour."""
    text = record.report.text.translate(_SHOWN)
    marks: list[tuple[int, int, str, str]] = []
    styles: list[tuple[Span, str]] = [(label.span, LABEL) for label in record.labels]
    styles += [(unknown.span, UNKNOWN) for unknown in record.unknowns]
    for claim in record.claims:
        styles += [(span, CONTENT) for span in claim.content.spans]
        for span in claim.content.spans:
            marks += _pair(span, f"[{claim.id.removeprefix('c')} ", "]", CONTENT)
        if claim.cue is not None:
            styles.append((claim.cue.span, CUE))
    for span in {source.span for claim in record.claims for source in claim.sources if source.span is not None}:
        marks += _pair(span, "{", "}", SOURCE)
        styles.append((span, SOURCE))
    return _interleave(text, styles, sorted(marks))


def _pair(span: Span, opening: str, closing: str, style: str) -> list[tuple[int, int, str, str]]:
    """Marks sorted so that at one offset closing ones come first, and a longer passage opens before a shorter one."""
    length = span.end - span.start
    return [(span.start, 1_000_000 - length, opening, style), (span.end, length, closing, style)]


def _interleave(text: str, styles: Iterable[tuple[Span, str]], marks: Sequence[tuple[int, int, str, str]]) -> Text:
    body = Text(text)
    for span, style in styles:
        body.stylize(style, span.start, span.end)
    out, done = Text(), 0
    for at, _, mark, style in marks:
        out.append_text(body[done:at] if at > done else Text())
        out.append(mark, style=f"dim {style}")
        done = max(done, at)
    if done < len(text):
        out.append_text(body[done:])
    return out


def _claim_rows(record: Record, *, explain: bool) -> Iterator[tuple[str, ...]]:
    for claim in record.claims:
        what = " ".join(claim.content.text.split()) + (
            f"  (within {claim.parent.removeprefix('c')})" if claim.parent else ""
        )
        who = ", ".join(source_words(source) for source in claim.sources)
        yield claim.id.removeprefix("c"), who, claim.stance.replace("_", " "), what, _evidence(claim, explain=explain)


def source_words(source: Source) -> str:
    """Who speaks, with what an anaphor stands for, and how far the source can be identified."""
    words = source.text or "(nobody named)"
    if source.refers_to is not None:
        words += f" = {source.refers_to.text}"
    return f"{words} (unnamed)" if source.kind == "unnamed" else words


def _evidence(claim: Claim, *, explain: bool) -> str:
    first, last = claim.content.spans[0].start, claim.content.spans[-1].end
    cue = f"“{claim.cue.text}” " if claim.cue is not None else ""
    rule = f"\n{claim.rule}" if explain and claim.rule else ""
    return f"{cue}{first}–{last}{rule}"


def _label_rows(record: Record, explain: bool, *, loaded: bool) -> Iterator[tuple[str, ...]]:
    for label in record.labels:
        if (label.kind == "loaded") is loaded:
            yield f"«{label.text}»", "" if loaded else label.kind.replace("_", " "), _why(label.rule, explain)


def _event_rows(record: Record, *, explain: bool) -> Iterator[tuple[str, ...]]:
    for event in record.events:
        doers = ", ".join(item.text + (" (suspected)" if item.suspected else "") for item in event.initiators)
        targets = ", ".join(item.text for item in event.targets)
        roles = f"{doers or '?'} → {targets or '?'}"
        voices = ", ".join(claim.removeprefix("c") for claim in event.claims) or "the outlet"
        name = f"{event.trigger.text}: {event.type}" + ("" if event.reality == "actual" else f" ({event.reality})")
        yield event.id.removeprefix("e"), name, roles, _details(event), voices + _after_line(event.rule, explain)


def _details(event: EventMention) -> str:
    parts = [*(figure.text for figure in event.figures), *(place.text for place in event.places)]
    if event.when is not None:
        first, last = event.when.earliest, event.when.latest
        days = first if first == last else f"{first or '?'}…{last or '?'}"
        parts.append(f"{event.when.text} ({days})" if first or last else event.when.text)
    return "; ".join(parts)


def _why(rule: str | None, explain: bool) -> str:
    return rule or "" if explain else ""


def _after_line(rule: str | None, explain: bool) -> str:
    return f"\n{rule}" if explain and rule else ""


def _section(console: Console, title: str, rows: Iterable[tuple[str, ...]], columns: tuple[str, ...]) -> None:
    """A titled table, or on a narrow terminal a titled list; nothing where there are no rows."""
    cells = [tuple(cell.translate(_SHOWN) for cell in row) for row in rows]
    if not cells:
        return
    console.print()
    console.print(Text(title, style="bold"))
    keep = [index for index in range(len(columns)) if any(row[index] for row in cells)]
    if len(keep) > 2 and console.width < NARROW:
        _print_list(console, cells, columns, keep)
    else:
        console.print(_table(cells, columns, keep))


def _table(cells: list[tuple[str, ...]], columns: tuple[str, ...], keep: list[int]) -> Table:
    named = sum(bool(columns[index]) for index in keep) > 1
    table = Table(box=None, show_header=named, header_style="dim", padding=(0, 2, 0, 0), expand=len(keep) > 3)
    for index in keep:
        wide = columns[index] in FLUID
        table.add_column(columns[index], ratio=1 if wide else None, max_width=None if wide else WIDEST, overflow="fold")
    for row in cells:
        table.add_row(
            *(Text(" ".join(row[index].split()) if columns[index] == "what" else row[index]) for index in keep)
        )
    return table


def _print_list(console: Console, cells: list[tuple[str, ...]], columns: tuple[str, ...], keep: list[int]) -> None:
    for row in cells:
        head = "  ".join(row[index] for index in keep[:3] if row[index])
        console.print(Text(" ".join(head.split("\n")), style="bold"))
        for line in (line for index in keep[3:] for line in row[index].split("\n") if line):
            console.print(Padding(Text(" ".join(line.split())), (0, 0, 0, 2), expand=False))
