"""Nexis: articles in the lines of its DOCX, RTF and text exports, in the new layout and in the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.intake.dates import date_in
from selon.intake.encodings import declared_encoding, decode_text
from selon.intake.found import Context, Finding, Lost, Piece
from selon.intake.fragments import block_texts
from selon.intake.lines import paragraphs
from selon.intake.press import OF_DOCUMENTS, RIGHTS, is_label, label_of

AFTER_TEXT = frozenset(
    ("classification", "load_date", "graphic", "language", "publication_type", "subject", "code", "end")
)
BEFORE_TEXT = frozenset(("section", "length", "author", "dateline", "highlight"))
DATE_LINES = 8
"""Lines after the title, or the outlet, among which the date stands."""


def read_nexis(data: bytes, context: Context) -> Iterator[Finding]:
    """The articles of a text export, or of an older HTML export, whose lines are the same.

    Raises:
        RefusedError: Not text.
    """
    text, _ = decode_text(data, declared=declared_encoding(data))
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        from lxml import html as lxml_html

        tree = lxml_html.fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
        text = "\n\n".join(block_texts(tree))
    yield from nexis_articles(text, context)


def nexis_articles(text: str, context: Context) -> Iterator[Finding]:
    """The articles in the text of an export, in order."""
    number = 0
    for lines in _split(text.splitlines()):
        number += 1
        found = _new_layout(lines) or _old_layout(lines)
        member = f"article {number}"
        if found is None or not found.text:
            if len([line for line in lines if line.strip()]) > DATE_LINES:
                yield Lost("no_text", "an article whose text was not found", member)
            continue
        fields = {name: getattr(found, name) for name in ("title", "publisher", "published")}
        yield Piece(found.text, member=member, shape="nexis", **fields)


def _split(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article; what stands before « 1 of 3 DOCUMENTS » is a cover page."""
    block: list[str] = []
    cover = any(OF_DOCUMENTS.fullmatch(line) for line in lines)
    for line in lines:
        begins = OF_DOCUMENTS.fullmatch(line) is not None
        if begins or is_label(line, "end"):
            if any(map(str.strip, block)) and not cover:
                yield block
            block, cover = [], cover and not begins
        else:
            block.append(line)
    if any(map(str.strip, block)) and not cover:
        yield block


def _new_layout(lines: Sequence[str]) -> Piece | None:
    """Title, outlet and date; labels; a line « Body »; the text; labels."""
    start = next((at for at, line in enumerate(lines) if is_label(line, "body")), None)
    if start is None:
        return None
    head = [line.strip() for line in lines[:start] if line.strip()]
    if len(head) < 2:
        return None
    # the first article stands after a cover page with a date of its own: that of publication is the last one
    at = next((at for at in reversed(range(len(head))) if not label_of(head[at]) and date_in(head[at])), None)
    return Piece(
        paragraphs(_until_labels(lines[start + 1 :])),
        title=head[max(at - 2, 0) if at is not None else 0],
        publisher=head[at - 1] if at is not None and at > 1 else head[1] if at is None else None,
        published=date_in(head[at]) if at is not None else None,
    )


def _old_layout(lines: Sequence[str]) -> Piece | None:
    """Outlet and date; title; labels; the text; labels."""
    places = [at for at, line in enumerate(lines) if (found := label_of(line)) and found[0] in BEFORE_TEXT]
    if not places:
        return None
    head = [line.strip() for line in lines[: places[0]] if line.strip()]
    first = next((at for at, line in enumerate(head) if date_in(line)), None)
    title = _last_block(lines[: places[0]])
    end = _last_label(lines, places)
    return Piece(
        paragraphs(_until_labels(lines[end + 1 :])),
        title=title if title and not date_in(title) else None,
        publisher=next((line for line in head if not RIGHTS.match(line)), None) if first != 0 else None,
        published=_date(head),
    )


def _last_label(lines: Sequence[str], places: Sequence[int]) -> int:
    """The last label before the text; a label's words may run over the next lines, up to a blank one."""
    end = places[0]
    for at in places:
        if at - end > DATE_LINES:
            break
        end = at
    while end + 1 < len(lines) and lines[end + 1].strip():
        end += 1
    return end


def _until_labels(lines: Sequence[str]) -> list[str]:
    kept = []
    for line in lines:
        found = label_of(line)
        bare = any(is_label(line, label) for label in ("classification", "graphic", "end"))
        if bare or RIGHTS.match(line) or (found and found[0] in AFTER_TEXT):
            break
        kept.append(line)
    return kept


def _last_block(lines: Sequence[str]) -> str:
    block: list[str] = []
    for line in reversed(lines):
        if line.strip():
            block.append(line.strip())
        elif block:
            break
    return " ".join(reversed(block))


def _date(head: Sequence[str]) -> str | None:
    return next(filter(None, map(date_in, head[:DATE_LINES])), None)
