"""A snapshot answers as the parse does that it was copied from."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span, Token

from selon import extract
from selon.extract.snapshots import DocSnapshot, Morphology, SpanSnapshot, TokenSnapshot, snapshot
from selon.parse import ParsedReport

TEXTS = (
    "Le porte-parole de l'armée a annoncé que douze soldats, tués lundi, avaient été enterrés. « Nous enquêtons », dit-il.",
    "Qui a tiré ?\n\nPersonne ne le sait : ni l'ONU, ni Damas, ni les 3.000 habitants du quartier d'Alep-Est.",
    "a",
    "",
)
PLAIN = (
    "dep_", "i", "idx", "is_alpha", "is_lower", "is_punct", "is_sent_start", "is_space", "lemma_", "like_num", "lower_",
    "pos_", "text", "whitespace_",
)  # fmt: skip
TREE = ("children", "lefts", "rights", "subtree")
FEATURES = ("Gender", "Mood", "Number", "NumType", "PronType", "Tense", "VerbForm", "Voice")

Parse = Callable[[str], ParsedReport]


@pytest.mark.parametrize("text", TEXTS)
def test_a_snapshot_answers_as_the_parse_does(text: str, parse_fr: Parse) -> None:
    """Every token has the same words, tree, morphology and place; so have sentences."""
    doc = parse_fr(text).doc
    copy = DocSnapshot(doc)
    assert copy.text == doc.text and len(copy) == len(doc)
    assert [(s.start, s.end, s.text, s.root.i) for s in copy.sents] == [
        (s.start, s.end, s.text, s.root.i) for s in doc.sents
    ]
    for token, original in zip(copy, doc, strict=True):
        assert {name: getattr(token, name) for name in PLAIN} == {name: getattr(original, name) for name in PLAIN}
        assert [places(token, name) for name in TREE] == [places(original, name) for name in TREE]
        edges = [(t.head.i, t.left_edge.i, t.right_edge.i, t.sent.start, len(t)) for t in (token, original)]
        assert edges[0] == edges[1]
        assert str(token.morph) == str(original.morph)
        assert [token.morph.get(name) for name in FEATURES] == [original.morph.get(name) for name in FEATURES]


def places(token: Any, name: str) -> list[int]:
    return [other.i for other in getattr(token, name)]


@given(st.integers(-40, 40), st.integers(-40, 40))
def test_slices_are_those_of_the_parse(first: int, last: int) -> None:
    """Any two bounds give the same tokens and words."""
    copy, original = DocSnapshot(DOC)[first:last], DOC[first:last]
    assert (copy.start, copy.end, copy.text, len(copy)) == (original.start, original.end, original.text, len(original))
    assert [token.text for token in copy] == [token.text for token in original]


@pytest.mark.parametrize(("start", "end"), [(0, 2), (1, 2), (3, 9), (0, 200), (5, 5)])
def test_characters_are_found_as_in_the_parse(start: int, end: int) -> None:
    """Spans of characters widen to the same tokens."""
    found = DocSnapshot(DOC).char_span(start, end, alignment_mode="expand")
    expected = DOC.char_span(start, end, alignment_mode="expand")
    assert bounds(found) == bounds(expected)


def bounds(span: Any) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def test_neighbours_end_with_the_text() -> None:
    """The token before the first is none."""
    copy = DocSnapshot(DOC)
    assert copy[1].nbor(-1) is copy[0]
    with pytest.raises(IndexError):
        copy[0].nbor(-1)


def test_a_snapshot_is_let_go_after_use() -> None:
    """Nothing of it is left when the rules are done, so that it can be freed at once."""
    with snapshot(DOC) as copy:
        token = copy[0]
        assert token.head is not None
    assert len(copy) == 0 and token.head is None


def _doc() -> Doc:
    from spacy.vocab import Vocab

    words = "Douze soldats ont été tués , selon l' armée .".split()
    heads = [1, 4, 4, 4, 4, 4, 8, 8, 4, 4]
    return Doc(Vocab(), words=words, heads=heads, deps=["dep"] * 4 + ["ROOT"] + ["dep"] * 5)


DOC = _doc()


def test_rules_ask_for_nothing_that_a_snapshot_lacks() -> None:
    """The rules are typed as if they read spaCy's tokens, so only this finds an attribute that a snapshot has not copied."""
    asked = {
        node.attr
        for file in Path(extract.__file__).parent.rglob("*.py")
        if file.name != "snapshots.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    of_spacy = {name for kind in (Doc, Span, Token) for name in dir(kind)}
    copied = {name for kind in (DocSnapshot, SpanSnapshot, TokenSnapshot, Morphology) for name in dir(kind)}
    of_others = {"id", "lemma", "lower", "pos", "rank", "shape", "spans"}  # our own classes and str have them too
    assert (asked & of_spacy) - copied <= of_others
