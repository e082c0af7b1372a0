"""Pages that stand alone: one HTML file without scripts or anything from elsewhere; every word is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import selon
from selon.apps.linking import Laid
from selon.apps.terminal import plain
from selon.errors import CasebookError
from selon.link.grades import suggest_grade
from selon.link.plain import accounts_to_dict, incident_to_dict, to_plain
from selon.model.incidents import PartOf

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 75rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #bbb; padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #f1f1f1; }
.state { white-space: nowrap; font-weight: 600; }
.contested { background: #fdecea; } .contested .state { text-decoration: underline; }
.note { border: 2px solid #a33; padding: .5rem .75rem; } .dim { color: #555; } .through { font-weight: 400; }
mark { background: #fff2a8; } blockquote { margin: .3rem 0 .8rem; padding-left: .8rem; border-left: 3px solid #bbb; }
code { font-size: .85em; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
svg { width: 100%; height: auto; border: 1px solid #bbb; background: #f4f7fa; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } h2 { break-after: avoid; } tr, blockquote {
  break-inside: avoid; } .wide { overflow: visible; } a { color: inherit; } @page { size: A4 landscape; margin: 12mm; } }
"""


def safe(words: object) -> str:
    """Words as they can stand in a page, in text and in attributes; control characters are replaced."""
    return escape(plain(" ".join(str(words).split())), quote=True)


def page(title: str, body: Iterable[str], notice: str | None) -> str:
    """A whole page.

    Args:
        title: Of the page; escaped here.
        body: HTML, escaped by whoever made it.
        notice: What everybody who uses the casebook is told; ``None`` for nothing.
    """
    told = f'<p class="note" role="note">{safe(notice)}</p>' if notice else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{safe(title)}</title><style>{STYLE}</style></head><body>",
            f"<h1>{safe(title)}</h1>{told}",
            *body,
            f'<p class="dim">Made by selon {safe(selon.__version__)}.</p></body></html>\n',
        )
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; heads and cells are HTML, escaped by whoever made them."""
    head = "".join(f'<th scope="col">{cell}</th>' for cell in heads)
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'


def save_page(path: Path, words: str, *, replace: bool = False) -> None:
    """Writes a page, whole or not at all.

    Raises:
        CasebookError: The file is there and ``replace`` is false, or it cannot be written.
    """
    if path.exists() and not replace:
        raise CasebookError(f"{path} is there already; name another file, or replace it with --replace")
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(words, "utf-8")
        part.replace(path)
    except OSError as error:
        raise CasebookError(f"{path}: cannot be written: {error.strerror}") from error


def plain_incident(laid: Laid, parts: Sequence[PartOf]) -> dict[str, Any]:
    """One incident for programs: its mentions and links, the matrix, parts and wholes, and the suggested grade.

    A member names the report by the id that exported records have; everything else names it by the casebook's id.
    """
    grade = suggest_grade(laid.accounts)
    own = {key: entry.report.id for key, entry in laid.entries.items()}
    one = incident_to_dict(laid.incident)
    one["members"] = [[own.get(report, report), event] for report, event in one["members"]]
    return {
        **one,
        "accounts": accounts_to_dict(laid.accounts),
        "part_of": [to_plain(part) for part in parts if laid.incident.id in (part.part, part.whole)],
        "grade": {"grade": grade.grade, "why": grade.why},
    }
