"""DOCX: the words of the body, without comments, notes and what was struck out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from selon.intake.exports import press_findings
from selon.intake.found import Context, Finding, Piece
from selon.intake.markup import attribute, elements, local
from selon.intake.parts import checked, part

_SILENT = frozenset(("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sectPr", "tblPr", "Fallback", "comment"))
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_GIVEN = re.compile(
    r"\.(?:docx?|odt|rtf|indd|qxd|pdf|pub|xlsx?|html?)$|^microsoft\b|^untitled|^sans titre|^(?:word )?document ?\d*$",
    re.IGNORECASE,
)


def read_docx(data: bytes, context: Context) -> Iterator[Finding]:
    """The report of a DOCX file, or the articles of an export of Nexis or Factiva.

    Raises:
        RefusedError: Damaged, locked, a bomb, or XML with entities.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        checked(archive, len(data))
        paragraphs = list(_paragraphs(part(archive, "word/document.xml")))
        title = core_title(part(archive, "docProps/core.xml"))
    text = "\n\n".join(line for line in paragraphs if line.strip())
    yield from press_findings("\n".join(paragraphs), context) or [Piece(text, title=title)]


def _paragraphs(xml: bytes) -> Iterator[str]:
    pieces: list[str] = []
    silent = 0
    for event, element, _ in elements(xml):
        name = local(element)
        if name in _SILENT:
            silent += 1 if event == "start" else -1
        if event == "start":
            continue
        if name == "t" and not silent:
            pieces.append(element.text or "")
        elif name in _BREAKS and not silent and attribute(element, "type") != "page":
            pieces.append(_BREAKS[name])
        elif name == "p":
            yield "".join(pieces)
            pieces = []
        element.clear()
    yield "".join(pieces)


def core_title(xml: bytes) -> str | None:
    """The title among a file's properties, unless it is one that word processors give by themselves."""
    if not xml:
        return None
    for event, element, _ in elements(xml):
        if event == "end" and local(element) == "title" and (element.text or "").strip():
            return own_title(element.text)
    return None


def own_title(title: str | None) -> str | None:
    """A title that a person gave; ``None`` for those that word processors give by themselves."""
    line = " ".join((title or "").split())
    return line if line and not _GIVEN.search(line) else None
