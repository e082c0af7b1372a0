"""Wrapped lines and paragraphs."""

from __future__ import annotations

import pytest
from intake_files import PARAGRAPHS, wrapped

from selon.intake.lines import joined, paragraphs


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["un bombar-", "dement a eu lieu"], "un bombardement a eu lieu"),
        (["le cessez-", "le-feu"], "le cessez-le-feu"),
        (["a-t-", "il dit"], "a-t-il dit"),
        (["vingt-", "deux morts"], "vingt-deux morts"),
        (["à Alep-", "Est"], "à Alep-Est"),
        (["bombar\u00ad", "dement"], "bombardement"),
        (["  un ", " deux"], "un deux"),
        (["1914-", "1918"], "1914- 1918"),
        ([], ""),
    ],
)
def test_words_broken_at_line_ends_are_mended(lines: list[str], expected: str) -> None:
    """A word is made whole, unless the hyphen is its own."""
    assert joined(lines) == expected


def test_wrapped_paragraphs_are_joined() -> None:
    """Lines of a narrow column become the paragraphs that they were."""
    lines = [line for paragraph in PARAGRAPHS for line in [*wrapped(paragraph), ""]]
    assert paragraphs(lines).split("\n\n") == list(PARAGRAPHS)


def test_lines_that_are_paragraphs_stay() -> None:
    """Lines that end their sentences are not joined."""
    assert paragraphs(list(PARAGRAPHS)) == "\n\n".join(PARAGRAPHS)
