"""Mentions of doers, targets and means: noun phrases cut as RECORD.md wants them (decision 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from selon.extract.events.subjects import antecedent, leading_dont
from selon.extract.events.syntax import NOMINAL, base, children, is_time, preposition
from selon.extract.events.words import Reading
from selon.extract.phrases import conjuncts, phrase_bounds
from selon.model import Mention, PlainMention, Span

Resolve = Callable[[Token], PlainMention | None]
"""Gives the mention that a pronoun or role noun stands for; ``None`` where the text does not say."""

_PLURAL_PRONOUNS = frozenset({"on", "il", "ce", "c'", "ça", "cela", "en", "y", "se", "s'", "où"})

# Prepositions that begin another role of the same happening, wherever the parser hangs it.
_OTHER_ROLES = frozenset({"contre", "par"})


def members(token: Token) -> Iterator[Token]:
    """The tokens that head the mentions in a noun phrase: each partner of a coordination, counted nouns for counts."""
    for partner in conjuncts(antecedent(token)):
        if partner == token or not _is_counted_part(partner):
            counted = _counted(partner)
            yield from conjuncts(counted) if counted != partner else (counted,)


def _is_counted_part(token: Token) -> bool:
    """« dont douze femmes » is a part of those told before, « dont le maire » somebody named besides."""
    chain, led = token, False
    while base(chain) == "conj" and not led:
        led = leading_dont(chain) is not None
        chain = chain.head
    return led and token.pos_ != "PROPN" and not any(c.lower_ in {"le", "la", "l'", "les"} for c in token.lefts)


def _counted(token: Token) -> Token:
    """« habitants » for « des dizaines d'habitants »: what a noun of number counts."""
    if token.lower_.endswith(("aine", "aines", "illier", "illiers", "illion", "illions")) or token.lower_ in {
        "nombre", "plupart", "majorité", "moitié", "multitude",
    }:  # fmt: skip
        return _complement(token)
    if token.pos_ == "ADV" and token.lower_ in {"plus", "moins", "près", "beaucoup", "autant", "environ"}:
        return _of_a_quantity(token)
    if token.pos_ == "NUM" or (token.pos_ == "PRON" and token.lower_ in {"certains", "certaines", "plusieurs"}):
        return _complement(token)
    return token


def _of_a_quantity(token: Token) -> Token:
    """« civils » for « plus de cent civils », « près d'un millier de civils »."""
    for child in token.rights:
        if base(child) in {"obl", "nmod", "obj"} and preposition(child) in {"de", ""} and child.pos_ in NOMINAL:
            return _counted(child)
    return token


def _complement(token: Token) -> Token:
    for child in children(token, "nmod"):
        if preposition(child) in {"de", "d'entre"} and child.pos_ in {"NOUN", "PROPN"}:
            return child
    return token


def mention_of(reading: Reading, token: Token, resolve: Resolve, *, suspected: bool = False) -> Mention | None:
    """The mention that a token heads; ``None`` for words that name nobody (« on », « il » of the weather, « se »)."""
    if token.pos_ in {"ADP", "CCONJ", "SCONJ", "PUNCT", "ADV", "AUX"}:
        return None
    if token.pos_ == "PRON" and (token.lower_ in _PLURAL_PRONOUNS - {"il"} or is_relative(token)):
        return None
    if token.lower_.endswith("il") and (base(token) == "expl" or token.head.lemma_.lower() == "falloir"):
        return None
    start, end = _bounds(token)
    text = reading.text[start:end]
    if not any(c.isalnum() for c in text):
        return None
    marked = suspected or any(reading.is_any(c, reading.lexicon.reality["suspect_marker"]) for c in token.children)
    return Mention(text, Span(start, end), refers_to=resolve(token), suspected=marked)


def is_relative(token: Token) -> bool:
    """Whether a pronoun is relative or interrogative."""
    return token.morph.get("PronType") in (["Rel"], ["Int"]) or token.lower_ in {"qui", "que", "dont", "où", "qu'"}


def _bounds(token: Token) -> tuple[int, int]:
    doc = token.doc
    first, end = phrase_bounds(token)
    for i in range(token.i - 1, first - 1, -1):
        if doc[i].pos_ in {"NUM", "DET", "ADP"} or base(doc[i]) == "nummod" or doc[i].like_num:
            first = i + 1
            break
    while first < token.i and (doc[first].is_punct or doc[first].pos_ == "ADV" or doc[first].lower_ == "dont"):
        first += 1
    for i in range(token.i + 1, end):
        if doc[i].lower_ in _OTHER_ROLES and doc[i].pos_ == "ADP":
            end = i
            break
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])


def mentions_of(
    reading: Reading, tokens: Iterable[Token], resolve: Resolve, *, suspected: bool = False
) -> list[Mention]:
    """The mentions in several noun phrases, in the order of the text, none twice."""
    found: dict[Span, Mention] = {}
    for token in tokens:
        for member in members(token):
            if (member.pos_ in NOMINAL or member.pos_ in {"ADJ", "DET"}) and not is_time(member):
                mention = mention_of(reading, member, resolve, suspected=suspected)
                if mention is not None and not any(mention.span.overlaps(span) for span in found):
                    found[mention.span] = mention
    return sorted(found.values(), key=lambda m: m.span)
