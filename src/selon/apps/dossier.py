"""One incident as a page that stands alone and prints well: matrix, quotes in context, method, hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from selon.apps.linking import Laid
from selon.apps.matrix import reason_lines, sections, state_words, title_of
from selon.apps.pages import page, safe, table
from selon.apps.passages import sentences
from selon.apps.wording import SHORT_ID, report_name, row_name, said_once
from selon.model import Record, Span
from selon.model.accounts import Accounts, Cell, MatrixRow, Reading
from selon.model.incidents import PartOf

VOICES_ACROSS = 6
"""Voices in one table; more are set in further tables, so that a printed column stays wide enough to read."""
METHOD = (
    "Reports were read by rules and word tables; every value is a passage of a report, kept with its offsets. Mentions "
    "were joined within each report, then linked across reports by the model of Fellegi and Sunter with the weights "
    "that Selon ships; what people judged goes before. A voice is who says something, whoever passes it on; near-copies "
    "of one report are one outlet. A row is contested as soon as two voices cannot both be right; less precise is never "
    "contested. A toll is the least and the greatest number of any voice, never a mean. Agreement is not truth: ten "
    "outlets with one source are one voice, and ten voices may have one source that nobody names."
)


def dossier(laid: Laid, parts: Sequence[PartOf], notice: str | None) -> str:
    """The page.

    Args:
        laid: The incident with its accounts.
        parts: All relations of parts and wholes.
        notice: What everybody who uses the casebook is told; ``None`` for nothing.
    """
    body = [
        f"<p>Incident <code>{safe(laid.incident.id)}</code>. Inferred: these accounts are taken to tell of one happening, "
        "not that it happened.</p>",
        "<h2>Reports</h2>",
        _reports(laid),
        "<h2>The accounts side by side</h2>",
        *_matrix(laid.accounts),
    ]
    for title, lines in sections(laid, parts):
        items = "".join(f"<li>{safe(line)}</li>" for line in lines)
        body.append(f"<h2>{safe(title)}</h2><ul>{items}</ul>")
    body += ["<h2>The passages, in context</h2>", *_passages(laid)]
    reasons = "".join(f"<li>{safe(line)}</li>" for line in reason_lines(laid))
    body += [f"<h2>Method</h2><p>{safe(METHOD)}</p>"]
    body += [f"<h2>Why these mentions are taken for one happening</h2><ul>{reasons}</ul>"]
    return page(f"{title_of(laid)}", body, notice)


def _reports(laid: Laid) -> str:
    rows = []
    for key in laid.reports:
        entry = laid.entries.get(key)
        if entry is None or key not in laid.records:
            rows.append((safe(key[:SHORT_ID]), "withdrawn, or not read any more", "", "", ""))
            continue
        digest = sha256(entry.report.text.encode("utf-8", "surrogatepass")).hexdigest()
        read = f"selon {entry.read_by}, codebook {entry.codebook}"
        hashes = f"<code>{safe(digest)}</code>"
        rows.append((safe(key[:SHORT_ID]), safe(report_name(entry)), safe(entry.report.url or ""), hashes, safe(read)))
    return table(("id", "report", "address", "SHA-256 of the text", "read by"), rows)


def _matrix(accounts: Accounts) -> Iterator[str]:
    shown = [row for row in accounts.rows if row.state != "silent"]
    for start in range(0, len(accounts.voices), VOICES_ACROSS):
        voices = accounts.voices[start : start + VOICES_ACROSS]
        heads = "".join(f'<th scope="col">{_voice_head(voice.name, voice.through)}</th>' for voice in voices)
        lines = []
        for row in shown:
            cells = {cell.voice: cell for cell in row.cells}
            if start and not any(voice.id in cells for voice in voices):
                continue
            values = "".join(f"<td>{_cell(cells.get(voice.id))}</td>" for voice in voices)
            lines.append(f'<tr class="{safe(row.state)}">{_row_head(row)}{values}</tr>')
        yield (
            f'<div class="wide"><table><thead><tr><th></th>{heads}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'
        )
    silent = ", ".join(row_name(row.row) for row in accounts.rows if row.state == "silent")
    yield f'<p class="dim">– silent, nobody says anything: {safe(silent)}</p>' if silent else ""


def _voice_head(name: str, through: Sequence[str]) -> str:
    return safe(name) + (f'<div class="through">through {safe(", ".join(through))}</div>' if through else "")


def _row_head(row: MatrixRow) -> str:
    why = f'<div class="dim">{safe(row.why)}</div>' if row.state in ("contested", "compatible") else ""
    return f'<th scope="row">{safe(row_name(row.row))}<div class="state">{safe(state_words(row))}</div>{why}</th>'


def _cell(cell: Cell | None) -> str:
    return "–" if cell is None else "<br>".join(safe(words) for words in said_once(cell.readings))


def _passages(laid: Laid) -> Iterator[str]:
    readings = [reading for row in laid.accounts.rows for cell in row.cells for reading in cell.readings]
    for key in (key for key in laid.reports if key in laid.records):
        own = [reading for reading in readings if reading.report == key]
        if own:
            yield f"<h3>{safe(report_name(laid.entries[key]))}</h3>"
            yield from _quotes(laid.records[key], own, laid.accounts)


def _quotes(record: Record, readings: Sequence[Reading], accounts: Accounts) -> Iterator[str]:
    """The sentences that hold values, each with the one before and the one after, values marked."""
    text = record.report.text
    every = list(sentences(text))
    for at, sentence in enumerate(every):
        inside = [reading for reading in readings if sentence.overlaps(reading.span)]
        if not inside:
            continue
        before = f'<span class="dim">{safe(every[at - 1].of(text))}</span> ' if at else ""
        after = f' <span class="dim">{safe(every[at + 1].of(text))}</span>' if at + 1 < len(every) else ""
        marked = _marked(text, sentence, [reading.span for reading in inside])
        notes = dict.fromkeys(f"{row_name(one.row)}: {accounts.voice(one.voice).name}" for one in inside)
        told = f'<div class="dim">{safe(f"{sentence.start}–{sentence.end}")}; {safe("; ".join(notes))}</div>'
        yield f"<blockquote>{before}{marked}{after}{told}</blockquote>"


def _marked(text: str, within: Span, spans: Sequence[Span]) -> str:
    """A sentence with some passages marked; overlapping ones are marked together."""
    out, done = [], within.start
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start, end = max(span.start, done), min(span.end, within.end)
        if start >= end:
            continue
        out.append(_piece(text[done:start]))
        out.append(f"<mark>{_piece(text[start:end])}</mark>")
        done = end
    return "".join(out) + _piece(text[done : within.end])


def _piece(words: str) -> str:
    """A piece of a sentence; blanks at its ends stay, since another piece follows."""
    inner = safe(words)
    if not inner:
        return " " if words else ""
    return (" " if words[0].isspace() else "") + inner + (" " if words[-1].isspace() else "")
