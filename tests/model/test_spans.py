"""Spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import TEXTS, plain_mentions

from selon.model import Span

PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted).map(lambda pair: Span(*pair))


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), plain_mentions(text))))
def test_a_mention_is_its_span_of_the_text(drawn: tuple) -> None:
    """``text[start:end] == mention.text``, whatever the text holds."""
    text, mention = drawn
    assert text[mention.span.start : mention.span.end] == mention.text == mention.span.of(text)


@given(PAIRS, PAIRS)
def test_overlap_is_a_shared_character(one: Span, other: Span) -> None:
    """Two spans overlap when some character is in both."""
    shared = set(range(*one)) & set(range(*other))
    inside = one.start < other.end and other.start < one.end
    assert one.overlaps(other) == other.overlaps(one) == inside
    assert not shared or one.overlaps(other)


@pytest.mark.parametrize(
    ("outer", "inner", "covers"),
    [((0, 4), (0, 4), True), ((0, 4), (1, 3), True), ((1, 4), (0, 3), False), ((0, 4), (3, 5), False)],
)
def test_covering_has_both_ends(outer: tuple[int, int], inner: tuple[int, int], covers: bool) -> None:
    """A span covers another that lies wholly within it, ends included."""
    assert Span(*outer).covers(Span(*inner)) is covers
