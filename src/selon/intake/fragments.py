"""Text of a piece of HTML that is a text already: an entry of a feed, a cell, a mail. No boilerplate is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

_BLOCKS = frozenset(
    (
        "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote article section header footer figure figcaption hr pre "
        "dd dt dl tbody thead main aside"
    ).split()
)
_SILENT = frozenset("script style title noscript svg iframe object textarea select button".split())
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(_BLANKS.sub(" ", data))


def fragment_text(markup: str) -> str:
    """The text, its blocks apart by a blank line; blanks are drawn together as a browser does."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    lines = (line.strip(" ") for line in "".join(parser.pieces).split("\n"))
    return "\n\n".join(_BLANKS.sub(" ", line) for line in lines if line)


def block_texts(element: Any) -> Iterator[str]:
    """The text of an element of an HTML tree, block by block; blanks drawn together, empty blocks left out.

    Args:
        element: An element of ``lxml.html``.
    """
    pieces: list[str] = []
    for kind, content in _walk(element):
        if kind == "text":
            pieces.append(content)
        elif pieces:
            text = _BLANKS.sub(" ", "".join(pieces)).strip(" \u00a0")
            if text:
                yield text
            pieces = []
    text = _BLANKS.sub(" ", "".join(pieces)).strip(" \u00a0")
    if text:
        yield text


def _walk(element: Any) -> Iterator[tuple[str, str]]:
    """Texts and ends of blocks, in order, without going deeper by calls."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, done = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if done:
            if tag in _BLOCKS or tag in ("td", "th"):
                yield "block", ""
            if node is not element and node.tail:
                yield "text", node.tail
            continue
        stack.append((node, True))
        if not tag or tag in _SILENT:
            continue
        if tag in _BLOCKS or tag in ("td", "th"):
            yield "block", ""
        if node.text:
            yield "text", node.text
        stack.extend((child, False) for child in reversed(node))
