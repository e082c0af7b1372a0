"""Verbs and nouns that carry a noun of happening: « mener une attaque », « l'attentat qui a visé », « auteur de »."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from selon.extract.events.syntax import (
    VERBAL,
    WORDS,
    agrees,
    auxiliaries,
    base,
    children,
    is_participle,
    is_passive,
    is_present_participle,
    is_time,
    preposition,
)
from selon.extract.events.words import Reading

# Tokens between a carrying verb and its noun, a date and an adverb allowed (tuning sets).
_NEAR = 10


@dataclass(frozen=True, slots=True)
class Carrier:
    """A verb that carries a noun of happening.

    Attributes:
        verb: The verb.
        kinds: Its rows in ``event_support.tsv``.
        passive: The noun is its object in meaning though it is its subject in form.
        noun_is_subject: The noun does what the verb says.
        noun_is_agent: The noun is the verb's « par » complement.
    """

    verb: Token
    kinds: frozenset[str]
    passive: bool
    noun_is_subject: bool
    noun_is_agent: bool = False


def carriers(reading: Reading, noun: Token) -> Iterator[Carrier]:
    """The carrying verbs above and below a noun, nearest first."""
    for child in modifiers(noun):
        yield from _below(reading, noun, child)
    above = list(_above(reading, noun))
    yield from above or _before(reading, noun)


def modifiers(noun: Token) -> Iterator[Token]:
    """The participles and relative clauses of a noun, those too that the parser hung on a name inside its phrase."""
    for child in noun.children:
        if child.i > noun.i and (base(child) == "acl" or (base(child) == "amod" and child.pos_ == "VERB")):
            if not belongs_to_another(child, noun):
                yield child
    loose = _loose_participle(noun)
    if loose is not None:
        yield loose
    for inner in children(noun, "nmod", "appos"):
        for child in children(inner, "acl"):
            if child.i > inner.i > noun.i and not auxiliaries(child) and is_participle(child):
                if agrees(noun, child) and (inner.pos_ == "PROPN" or not agrees(inner, child)):
                    yield child


def belongs_to_another(participle: Token, noun: Token) -> bool:
    """« leur offensive contre les forces kurdes, lâchées par X »: a participle that does not agree with the noun."""
    bare = is_participle(participle) and not auxiliaries(participle)
    joined = base(noun) == "conj" or any(base(c) == "conj" for c in noun.rights)
    return bare and not joined and not agrees(noun, participle)


def _loose_participle(noun: Token) -> Token | None:
    """A participle right after the noun, adjectives and quotation marks between, that the parser tied to another word."""
    doc, i = noun.doc, noun.i + 1
    while i < len(doc) - 1 and (doc[i].pos_ == "ADJ" or doc[i].is_punct) and doc[i].lower_ not in {",", ";", ":", "."}:
        i += 1
    if i >= len(doc) or doc[i].head == noun or base(doc[i]) not in {"parataxis", "advcl", "conj", "ccomp"}:
        return None
    bare = doc[i].pos_ == "VERB" and is_participle(doc[i]) and not auxiliaries(doc[i])
    return doc[i] if bare and not doc[i].is_sent_start and agrees(noun, doc[i]) else None


def support_kinds(reading: Reading, verb: Token) -> frozenset[str]:
    """The verb's rows in ``event_support.tsv``."""
    support = reading.lexicon.support
    for key in reading.keys[verb.i]:
        if key in support:
            return support[key]
    if is_participle(verb):
        for key in reading.keys[verb.i]:
            for infinitive in reading.lexicon.participles.get(key, ()):
                if infinitive in support:
                    return support[infinitive]
    return frozenset()


def _below(reading: Reading, noun: Token, verb: Token) -> Iterator[Carrier]:
    """A participle or relative clause that modifies the noun, and verbs coordinated with it."""
    kinds = support_kinds(reading, verb)
    if kinds:
        object_relative = any(c.lower_ in WORDS.object_relative for c in verb.lefts)
        passive = is_passive(verb) and not is_present_participle(verb) and not _falls(verb, kinds)
        yield Carrier(verb, kinds, passive and not object_relative, not passive and not object_relative)
    for child in verb.children:
        if base(child) == "conj" and (child.pos_ in VERBAL or is_participle(child)):
            yield from _below(reading, noun, child)


def _falls(verb: Token, kinds: frozenset[str]) -> bool:
    """« un missile tombé sur le marché »: a participle that is active, since nobody does it."""
    return "falling" in kinds and any(preposition(c) in WORDS.upon for c in children(verb, "obl"))


def _above(reading: Reading, noun: Token) -> Iterator[Carrier]:
    token = noun
    while token.head != token and token.head.pos_ not in VERBAL and _is_carried_with(token):
        token = token.head
    verb, relation = token.head, base(token)
    if verb == token or not (verb.pos_ in VERBAL or is_participle(verb)):
        return
    kinds = support_kinds(reading, verb)
    if not kinds:
        return
    by = preposition(token)
    if relation in {"obj", "conj"} or (relation in {"obl", "nmod"} and _past_a_date(token)):
        yield Carrier(verb, kinds, False, False)
    elif relation == "nsubj":
        passive = is_passive(verb)
        yield Carrier(verb, kinds, passive, not passive)
        for joined in children(verb, "conj"):
            further = support_kinds(reading, joined)
            if further and is_passive(joined) and not any(base(c) == "nsubj" for c in joined.lefts):
                yield Carrier(joined, further, True, False)
    elif relation in {"obl", "nmod"} and by in WORDS.within:
        yield Carrier(verb, kinds & {"aim"}, is_passive(verb), False, by in WORDS.by and is_passive(verb))
    elif relation in {"obl", "nmod"} and by in WORDS.to and kinds & {"doer", "pledge", "exposed"}:
        yield Carrier(verb, kinds, False, False)


def _is_carried_with(token: Token) -> bool:
    """Whether what carries the head carries the token: a partner, or what a plan or threat is of (« un projet de trêve »)."""
    if base(token) != "nmod":
        return base(token) == "conj"
    return token.head.lemma_.lower() in WORDS.control_noun | WORDS.series_noun


def _past_a_date(noun: Token) -> bool:
    """« a lancé dès 2015 trois offensives »: the preposition governs the date, not the noun."""
    case = next((c for c in noun.lefts if c.dep_ == "case"), None)
    if case is None:
        return False
    following = noun.doc[case.i + 1]
    return following != noun and (is_time(following) or following.like_num) and noun.i - following.i > 1


def _before(reading: Reading, noun: Token) -> Iterator[Carrier]:
    """The carrying verb that stands before a noun which the parser did not tie to it (« a lancé, mardi, une offensive »)."""
    doc = noun.doc
    for i in range(noun.i - 1, max(noun.i - _NEAR, -1), -1):
        token = doc[i]
        if token.is_sent_start or token.lower_ in WORDS.relative or token.lower_ in {";", ":"}:
            return
        if token.pos_ in VERBAL or (is_participle(token) and token.pos_ == "ADJ"):
            kinds = support_kinds(reading, token)
            if kinds & {"doer", "claimed", "sufferer"} and not is_passive(token):
                yield Carrier(token, kinds & {"doer", "claimed", "sufferer"}, False, False)
            return
        if token.pos_ in {"NOUN", "PROPN"} and not is_time(token) and preposition(token) not in WORDS.before_carried:
            return
