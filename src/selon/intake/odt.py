"""ODT: the words of the body, from the archive or from the one-file form (.fodt)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from selon.intake.docx import core_title
from selon.intake.exports import press_findings
from selon.intake.found import Context, Finding, Piece
from selon.intake.markup import attribute, elements, local
from selon.intake.parts import checked, part
from selon.intake.reasons import RefusedError

_SILENT = frozenset(
    ("annotation", "tracked-changes", "note", "meta", "styles", "automatic-styles", "scripts", "binary-data")
)
_PARAGRAPHS = frozenset(("p", "h"))
MOST_BLANKS = 1000


def read_odt(data: bytes, context: Context) -> Iterator[Finding]:
    """The report of an ODT file.

    Raises:
        RefusedError: Damaged, locked, a bomb, or XML with entities.
    """
    title = None
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            checked(archive, len(data))
            if b"encryption-data" in part(archive, "META-INF/manifest.xml"):
                raise RefusedError("encrypted", "the file needs a password; save it without one")
            xml = part(archive, "content.xml")
            title = core_title(part(archive, "meta.xml"))
    else:
        xml = data
    paragraphs = list(_paragraphs(xml))
    text = "\n\n".join(line for line in paragraphs if line.strip())
    yield from press_findings("\n".join(paragraphs), context) or [Piece(text, title=title)]


def _paragraphs(xml: bytes) -> Iterator[str]:
    """The paragraphs in order. Words stand in ``text`` and ``tail`` of elements, known when the next element comes."""
    pieces: list[str] = []
    silent = inside = 0
    before: tuple[Element, str] | None = None
    for event, element, _ in elements(xml):
        if before is not None and inside and not silent:
            pieces.append((before[0].text if before[1] == "start" else before[0].tail) or "")
        name = local(element)
        if name in _SILENT:
            silent += 1 if event == "start" else -1
        if event == "start":
            inside += name in _PARAGRAPHS
            if inside and not silent:
                pieces.append(_blank(element, name))
        elif name in _PARAGRAPHS:
            inside -= 1
            if not inside and not silent:
                yield "".join(pieces)
                pieces = []
        before = (element, event)


def _blank(element: Element, name: str) -> str:
    if name == "s":
        count = attribute(element, "c") or "1"
        return " " * min(int(count), MOST_BLANKS) if count.isdigit() else " "
    return {"tab": "\t", "line-break": "\n"}.get(name, "")
