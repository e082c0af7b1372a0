"""What kind of actor a noun phrase names, by its head or, failing that, by the first telling word inside it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from selon.extract.events.syntax import base
from selon.extract.events.words import Reading

FIGHTERS = frozenset({"armed", "rebel", "police"})
PEOPLE = FIGHTERS | {"civil", "crowd", "captive", "troops", "moved", "leader", "tried"}
_INNER = frozenset({"nmod", "amod", "flat", "compound", "appos"})


def phrase_kinds(reading: Reading, token: Token) -> frozenset[str]:
    """Kinds of the head of a noun phrase, else of the first word in it that has any (« membres de la police »)."""
    kinds = reading.kinds(token)
    if kinds or token.pos_ == "PRON":
        return kinds
    within = _INNER | {"obl"} if token.pos_ in {"ADV", "NUM"} else _INNER
    for inner in _inside(token, within):
        if reading.kinds(inner):
            return reading.kinds(inner)
    return _kinds_of_bearer(reading, token)


def _inside(head: Token, within: frozenset[str]) -> list[Token]:
    """Words after a head that belong to its noun phrase, in the order of the text; no clauses that modify it."""
    found, open_ = [], [head]
    while open_:
        for child in open_.pop().children:
            if base(child) in within:
                open_.append(child)
                if child.i > head.i:
                    found.append(child)
    return sorted(found, key=lambda t: t.i)


def _kinds_of_bearer(reading: Reading, name: Token) -> frozenset[str]:
    """What the report calls the bearer of a name elsewhere; empty where the name is no person's or nothing is said."""
    if name.pos_ != "PROPN" or name.i in reading.placed:
        return frozenset()
    parts = (name, *(c for c in name.rights if c.dep_.startswith("flat")))
    return next((reading.named[p.lower_] for p in reversed(parts) if p.lower_ in reading.named), frozenset())


def any_kind(reading: Reading, tokens: Iterable[Token], kinds: frozenset[str]) -> bool:
    """Whether one of the phrases is of one of the kinds."""
    return any(phrase_kinds(reading, t) & kinds for t in tokens)


def is_named(token: Token) -> bool:
    """Whether the head is a name."""
    return token.pos_ == "PROPN" or (
        token.pos_ in {"NOUN", "X"} and token.text[:1].isupper() and not token.is_sent_start
    )


def is_somebody(reading: Reading, token: Token) -> bool:
    """Whether a phrase may stand for persons: known so, a name, or one with its noun left out (« neuf », « ce dernier »)."""
    return (
        token.pos_ in {"PRON", "NUM", "ADJ", "ADV", "DET"}
        or is_named(token)
        or bool(phrase_kinds(reading, token) & PEOPLE)
    )
