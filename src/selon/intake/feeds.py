"""RSS and Atom: each entry with its text, or with the summary that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from selon.intake.dates import read_date
from selon.intake.encodings import decode_text
from selon.intake.found import Context, Finding, Lost, Piece
from selon.intake.fragments import fragment_text
from selon.intake.markup import attribute, elements, local
from selon.intake.reasons import RefusedError

_ENTRIES = ("item", "entry")
_TEXTS = ("encoded", "content", "description", "summary")
"""Elements that hold an entry's words, the fullest first."""

_DATES = ("pubDate", "published", "date", "issued", "updated")


def read_feed(data: bytes, context: Context) -> Iterator[Finding]:
    """The entries of a feed. A feed that is not well formed is mended as browsers do, unless it has entities.

    Raises:
        RefusedError: Entities of its own, nested too deep, or no feed.
    """
    given = 0
    try:
        for given, found in enumerate(_entries(data), 1):  # noqa: B007
            yield found
    except RefusedError as error:
        if error.reason != "broken" or b"<!ENTITY" in data:
            raise
        rest = list(_entries(_repaired(data)))[given:]
        if not rest and not given:
            raise
        yield from rest
        yield Lost("broken", f"the feed is not well formed; {given + len(rest)} entries were read all the same")


def _entries(data: bytes) -> Iterator[Finding]:
    outlet: str | None = None
    language: str | None = None
    inside = number = 0
    for event, element, depth in elements(data):
        name = local(element)
        if name in _ENTRIES:
            inside += 1 if event == "start" else -1
        if event == "start":
            continue
        if not inside and name == "title" and depth <= 3 and outlet is None:
            outlet = (element.text or "").strip() or None
        elif not inside and name == "language":
            language = element.text
        if name in _ENTRIES and not inside:
            number += 1
            yield _entry(element, number, outlet, language)
            element.clear()


def _entry(entry: Element, number: int, outlet: str | None, language: str | None) -> Finding:
    fields: dict[str, Element] = {}
    for child in entry:
        fields.setdefault(local(child), child)
    member = f"entry {number}"
    found = [(name, _words(fields[name])) for name in _TEXTS if name in fields]
    name, text = next((pair for pair in found if pair[1]), ("", ""))
    title = fragment_text(_inner(fields["title"])) if "title" in fields else None
    if not text:
        return Lost("no_text", f"the entry {title or ''} has a title but no text".replace("  ", " "), member)
    dates = (read_date(fields[key].text or "") for key in _DATES if key in fields)
    return Piece(
        text,
        member=member,
        title=title,
        url=_link(entry),
        publisher=_outlet(entry) or outlet,
        published=next(filter(None, dates), None),
        language=language,
        weak_language=True,
        note="the feed's summary, not the whole article" if name in ("description", "summary") else None,
    )


def _words(element: Element) -> str:
    return fragment_text(_inner(element))


def _inner(element: Element) -> str:
    """Content as markup: escaped HTML is text already; XHTML stands as elements."""
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    stack: list[tuple[Element, bool]] = [(child, False) for child in reversed(element)]
    while stack:
        node, done = stack.pop()
        if done:
            pieces.append(f"</{local(node)}>{node.tail or ''}")
            continue
        pieces.append(f"<{local(node)}>{node.text or ''}")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    return "".join(pieces)


def _link(entry: Element) -> str | None:
    links = [child for child in entry if local(child) == "link"]
    for link in links:
        if attribute(link, "rel") in (None, "alternate"):
            return (attribute(link, "href") or link.text or "").strip() or None
    guid = next((child.text for child in entry if local(child) in ("guid", "id") and child.text), None)
    return guid.strip() if guid else None


def _outlet(entry: Element) -> str | None:
    source = next((child for child in entry if local(child) == "source"), None)
    if source is None:
        return None
    title = next((child.text for child in source if local(child) == "title"), None)
    return (title or source.text or "").strip() or None


def _repaired(data: bytes) -> bytes:
    """The feed as a lenient parser understands it: no entities, no network, no files."""
    from lxml import etree

    text, _ = decode_text(data)
    start = text.find("<", text.find("?>") + 1) if text.lstrip("\ufeff").startswith("<?xml") else 0
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tree = etree.fromstring(text[max(start, 0) :].encode("utf-8"), parser)
    return b"" if tree is None else bytes(etree.tostring(tree, encoding="utf-8"))
