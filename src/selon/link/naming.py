"""What a mention calls its party, and what parties are compared by."""

from __future__ import annotations

import re
from functools import cache

from selon.lexicon.folding import fold
from selon.link.facts import words_of
from selon.model import Mention, PlainMention


def named(mention: Mention) -> str:
    """What a mention calls its party, a pronoun by what it stands for."""
    return mention.refers_to.text if mention.refers_to else mention.text


def proper_words(text: str) -> frozenset[str]:
    """Words with a capital or a digit, folded: what makes a name or a make of weapon."""
    found = re.findall(r"[\w-]+", text)
    return frozenset(fold(word) for word in found if any(letter.isupper() or letter.isdigit() for letter in word))


def party_keys(mention: Mention | PlainMention) -> frozenset[str]:
    """What a party is compared by: its id, else one that its exact name has, and its words."""
    text = named(mention) if isinstance(mention, Mention) else mention.text
    party = mention.party if isinstance(mention, Mention) else None
    found = {f"@{party}"} if party else {f"@{one}" for one in parties_named(text)}
    return frozenset(found | words_of(text) | {f"^{word}" for word in proper_words(text)})


@cache
def parties_named(text: str) -> tuple[str, ...]:
    """Ids of the one party whose name these words are; empty for none, or for several."""
    from selon.lexicon import load

    tokens = tuple(re.findall(r"[\w]+", fold(text)))
    ids = {name.party for name in load("fr").parties.named(tokens)}
    return tuple(ids) if len(ids) == 1 else ()


STATE_KINDS = (
    "state",
    "government",
    "armed_forces",
    "police",
    "security_forces",
    "intelligence",
    "civil_defence",
)
"""Kinds of parties that act for their state: an air force and its country are one doer, named more or less precisely."""


@cache
def party_roots(party: str) -> frozenset[str]:
    """Whom a party acts for: its state, for a body of one; that and itself, for who holds an office; else itself."""
    from selon.lexicon import load

    table = load("fr").parties
    known = table.party(party)
    if known is not None and known.kind in STATE_KINDS and known.countries:
        return frozenset({known.countries[0]})
    offices = {root for term in table.held.get(party, ()) if term.of != party for root in party_roots(term.of)}
    return frozenset({party, party.split("-")[0]} | offices) if known is None else frozenset({party} | offices)
