"""XML that cannot be trusted: read as a stream of elements, with no entities of its own and a bound on nesting."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from selon.intake.reasons import RefusedError

MOST_DEPTH = 500
"""Elements in elements; word processors and feeds stay below 60."""


def elements(stream: BinaryIO | bytes) -> Iterator[tuple[str, Element, int]]:
    """Start and end of each element with its depth, from 1. Ended elements of depth 3 and more may be cleared.

    Raises:
        RefusedError: Entities or a reach for other files (``forbidden``), nested too deep, or not well formed.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = 0
    source = io.BytesIO(stream) if isinstance(stream, bytes) else stream
    try:
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=False):
            if event == "end":
                yield event, element, depth
                depth -= 1
                continue
            depth += 1
            if depth > MOST_DEPTH:
                raise RefusedError("too_deep", f"more than {MOST_DEPTH} elements in one another")
            yield event, element, depth
    except DefusedXmlException as error:
        raise RefusedError("forbidden", f"XML with entities or references of its own: {error}"[:300]) from error
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError("broken", f"XML that is not well formed: {error}"[:300]) from error


def local(element: Element) -> str:
    """Name of an element without its namespace; empty for what is no element."""
    tag: object = element.tag  # a function where it is a comment
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
