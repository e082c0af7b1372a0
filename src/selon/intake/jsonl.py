"""JSON Lines: a report a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from selon.errors import InputError

Line = tuple[int, dict[str, object] | InputError]
"""Number of a line, from 1, and the object on it, or what is wrong with it."""


def read_lines(lines: Iterable[bytes]) -> Iterator[Line]:
    """The objects of a JSON Lines file; blank lines are passed over, bad ones say why.

    Args:
        lines: The file's lines, in UTF-8.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _read_object(line)


def _read_object(line: bytes) -> dict[str, object] | InputError:
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return InputError(f"not JSON: {error}")
    if not isinstance(value, dict):
        return InputError(f"{type(value).__name__} is no report; allowed: an object with 'text'")
    return value
