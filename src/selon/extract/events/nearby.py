"""Doers and targets found by the order of the words, where the tree hangs a preposition on the wrong word."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.carriers import belongs_to_another, support_kinds
from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    WORDS,
    base,
    complement,
    is_nominal,
    is_participle,
    is_passive,
    is_time,
    path_up,
    preposition,
)
from selon.extract.events.words import Reading

REACH = 12
"""Tokens in which « entre A et B » must begin and be complete (tuning sets)."""
_AGENT_REACH = 8
_DATE_LENGTH = 7


def next_after(verb: Token, word: str) -> list[Token]:
    """The noun of the next « à » after the verb, wherever the parser hangs it."""
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + REACH, len(doc))):
        token = doc[i]
        if token.is_sent_start:
            break
        if token.pos_ == "ADP" and token.lower_ in WORDS.to | {word} and is_nominal(token.head) and token.head.i > i:
            return [token.head]
    return []


def agents(verb: Token) -> list[Token]:
    """« par X », wherever the parser hangs it."""
    found = [c for c in verb.children if c.i > verb.i and is_nominal(c) and _is_agent(c)]
    if found:
        return found
    for i in range(verb.i + 1, min(verb.i + _AGENT_REACH, len(verb.doc))):
        token = verb.doc[i]
        if token.lower_ in WORDS.by and is_nominal(token.head) and token.head.i > i:
            return [token.head]
        if token.pos_ in {"VERB", "PUNCT", "CCONJ"} or token.is_sent_start:
            break
    return _shared_agents(verb)


def _shared_agents(verb: Token) -> list[Token]:
    """« arrêtés et battus par les talibans »: the agent of the second participle does both."""
    for joined in verb.rights:
        if (
            base(joined) == "conj"
            and is_participle(joined)
            and not any(base(c) in {"aux", "nsubj"} for c in joined.lefts)
        ):
            return [c for c in joined.rights if is_nominal(c) and _is_agent(c)]
    return []


def _is_agent(token: Token) -> bool:
    return preposition(token) in WORDS.by or (token.dep_ == "obl:agent" and token.left_edge.lower_ in WORDS.by)


def nearest(reading: Reading, noun: Token, word: str) -> list[Token]:
    """The noun of the next « par », « contre », « sur » … after a noun of happening, with no other happening between."""
    doc = noun.doc
    _, end = reading.bounds[reading.sentences[noun.i]]
    for i in range(noun.i + 1, min(noun.i + REACH, end)):
        token = doc[i]
        if token.lower_ == word and token.pos_ == "ADP":
            head = token.head
            fits = head.i > i and is_nominal(head) and not is_time(head) and head.i not in reading.means
            fits = fits and _within(head.head, noun)
            if word == "par":
                fits = fits and "place" not in reading.kinds(head)
            elif word == "sur":
                fits = fits and (head.i in reading.placed or bool(reading.kinds(head)))
            return [head] if fits else []
        if _ends_search(reading, token, participles=word == "par"):
            break
        if word == "par" and token.pos_ in VERBAL and not _may_pass_agent(noun, token):
            break
    return []


def _may_pass_agent(noun: Token, token: Token) -> bool:
    """Whether « par » behind a verb may still name the doer of the noun: « le raid a été mené par », « le raid mené par ».

    Behind an active verb, or a participle of another noun (« un raid a touché un secteur tenu par »), it does not.
    """
    verb = token.head if token.dep_.startswith("aux") else token
    if base(verb) in {"acl", "amod"}:
        return verb.head == noun and not belongs_to_another(verb, noun)
    return is_passive(verb)


def towards(reading: Reading, noun: Token) -> list[Token]:
    """« des tirs de roquettes en direction du port »."""
    _, end = reading.bounds[reading.sentences[noun.i]]
    for i in range(noun.i + 1, min(noun.i + REACH, end)):
        token = noun.doc[i]
        if token.lower_ in WORDS.direction and preposition(token) in WORDS.in_:
            return list(complement(token, WORDS.of))
        if _ends_search(reading, token, participles=True):
            break
    return []


def after_date(noun: Token) -> list[Token]:
    """« l'enlèvement, mardi, d'un juge », « la prise en 2003 de la gare »: the complement that a date parts off."""
    doc, i = noun.doc, noun.i + 1
    while i < len(doc) and not doc[i].is_sent_start and _is_date(doc[i]):
        i += 1
    if i >= len(doc) or doc[i].pos_ != "ADP" or not any(is_time(t) for t in doc[noun.i + 1 : i]):
        return []
    if doc[i].lower_ not in WORDS.of:
        return []
    head = doc[i].head
    fits = head.i > i and is_nominal(head) and not is_time(head)
    return [head] if fits and not is_time(head.head) and i - noun.i <= _DATE_LENGTH else []


def _is_date(token: Token) -> bool:
    if token.is_punct:
        return token.lower_ == ","
    return is_time(token) or token.lower_ in WORDS.gerund_opener or (token.head.i > token.i and is_time(token.head))


def _within(governor: Token, noun: Token) -> bool:
    """Whether what a preposition hangs on belongs to the happening: its verb, or a word of its own phrase."""
    return governor in path_up(noun) or noun in path_up(governor) or (governor.i > noun.i and is_participle(governor))


def _ends_search(reading: Reading, token: Token, *, participles: bool) -> bool:
    if not participles and token.pos_ == "VERB" and is_participle(token) and base(token) in {"acl", "amod"}:
        return False
    if token.pos_ in VERBAL or token.lower_ in {";", ":"} | WORDS.relative | WORDS.other_relative:
        kinds = support_kinds(reading, token)
        return not kinds or bool(kinds & {"blamed", "accused"})
    return token.pos_ == "NOUN" and any(key in reading.lexicon.nouns for key in reading.keys[token.i])


def between(reading: Reading, token: Token) -> list[Token]:
    """Both parties of « entre A et B », whichever way the parser hangs them."""
    doc = token.doc
    _, end = reading.bounds[reading.sentences[token.i]]
    for i in range(token.i + 1, min(token.i + REACH, end)):
        if doc[i].lower_ in WORDS.between and doc[i].head.i > i and doc[i].head.pos_ in NOMINAL:
            return _pair(reading, doc[i].head, end)
        if doc[i].lower_ in {";", ":", "."} or (doc[i].pos_ == "VERB" and not support_kinds(reading, doc[i])):
            break
    return []


def _pair(reading: Reading, first: Token, end: int) -> list[Token]:
    if any(base(c) == "conj" for c in first.rights):
        return [first]
    doc = first.doc
    joined = next((i for i in range(first.i + 1, min(first.i + REACH, end)) if doc[i].lower_ in WORDS.and_), None)
    if joined is None:
        return [first]
    for i in range(joined + 1, min(joined + 4, end)):
        if doc[i].pos_ in {"NOUN", "PROPN"} or (doc[i].pos_ == "ADJ" and reading.kinds(doc[i])):
            return [first, doc[i]]
    return [first]


def partners(tokens: list[Token]) -> list[Token]:
    """The nouns and those coordinated with them that the parser hung on their verb (« l'armée et les milices ont »)."""
    found = list(tokens)
    for token in tokens:
        for other in token.head.children:
            if other in found or other.pos_ not in {"NOUN", "PROPN"}:
                continue
            added = any(c.lower_ in WORDS.as_well for c in token.lefts) and base(other) == base(token) == "nsubj"
            if added and other.i < token.i:
                found.append(other)
            if abs(other.i - token.i) > REACH:
                continue
            if base(other) in {"conj", base(token)} and _joined_by_and(*sorted((token, other), key=lambda t: t.i)):
                found.append(other)
    return found


def _joined_by_and(first: Token, second: Token) -> bool:
    """Whether nothing but « et » and what belongs to the second noun stands between the two phrases."""
    start = second.left_edge.i
    before = second.doc[start - 1] if start else second
    linked = second.doc[start].pos_ == "CCONJ" or before.pos_ == "CCONJ"
    between_them = second.doc[first.i + 1 : second.i]
    return linked and preposition(second) == preposition(first) and not any(t.pos_ in VERBAL for t in between_them)
