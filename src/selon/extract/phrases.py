"""Noun phrases as RECORD.md wants them: without leading article, relative clause, apposition or coordinated partners.

All functions take Universal Dependencies trees and work on token positions; characters come last. They lean on the
tree for what belongs to a phrase and on the words for where it must end, because a small parser errs more often on
attachment than on adjacency.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from selon.lexicon.tree_words import load_tree_words

# The words of the one language whose trees these functions are about, as in the rules of events.
_WORDS = load_tree_words("fr")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
# Dependents that a phrase keeps; what is not listed (acl, acl:relcl, appos, conj, parataxis, punct) ends it.
_KEPT = frozenset({"amod", "nmod", "nummod", "flat", "flat:name", "flat:foreign", "fixed", "compound", "case", "det"})
_KEPT_AFTER = frozenset({"amod", "nmod", "flat", "flat:name", "flat:foreign", "fixed", "compound", "nummod"})
_CLOSERS = frozenset(',;:.!?…»”"()[]')
# A noun phrase of more tokens is a parse gone wrong; the longest source in the tuning sets has 14.
_LONGEST = 24


def base_dep(token: Token) -> str:
    """The relation without its subtype: ``nsubj`` for ``nsubj:pass``."""
    return token.dep_.split(":", 1)[0]


def sentence_end(token: Token, reach: int) -> int:
    """Position after the token's sentence, looking no further than ``reach`` tokens.

    ``Token.sent`` walks the whole document at each call, which makes rules quadratic on long reports.
    """
    doc = token.doc
    end = min(len(doc), token.i + reach)
    return next((at for at in range(token.i + 1, end) if doc[at].is_sent_start), end)


def sentence_start(token: Token, reach: int) -> int:
    """Position of the token's sentence's first token, looking no further back than ``reach`` tokens."""
    doc = token.doc
    start = max(0, token.i - reach)
    return next((at for at in range(token.i, start - 1, -1) if doc[at].is_sent_start), start)


def is_case_marked(token: Token) -> bool:
    """Whether a preposition governs the noun."""
    return any(child.dep_ == "case" and child.i < token.i for child in token.children)


def _keeps(token: Token, child: Token) -> bool:
    if child.i < token.i:
        return child.dep_ in {"amod", "nummod", "compound", "flat", "flat:name", "fixed", "advmod"} or (
            child.dep_ == "nmod" and not is_case_marked(child)
        )
    if child.dep_ == "amod" and child.lower_ in _WORDS.time_noun:
        return False  # « onze personnes avant-hier »: an adverb that the tagger takes for an adjective
    if child.dep_ == "nmod" and not is_case_marked(child):
        return child.text[:1].isupper() or child.pos_ == "ADJ"  # « groupe Wagner », not « groupe dimanche »
    if child.dep_ == "nmod" and child.is_lower and child.left_edge.lower_ in _WORDS.in_ and _is_name(token):
        return False  # « a ajouté M. Dupont en espagnol »: said so, not called so
    return child.dep_ in _KEPT_AFTER


def _is_name(token: Token) -> bool:
    """A name, or a title with one (« M. Dupont »)."""
    return token.pos_ == "PROPN" or any(child.pos_ == "PROPN" and child.i == token.i + 1 for child in token.rights)


def _grow_right(token: Token) -> int:
    """Position of the last token of the phrase headed by ``token``."""
    last = token.i
    limit = token.i + _LONGEST
    for child in token.rights:
        if child.i >= limit or child.left_edge.i > last + 1 + _skippable(token.doc, last + 1, child.left_edge.i):
            break
        if not _keeps(token, child) or any(t.dep_.startswith(("cop", "aux", "nsubj")) for t in child.lefts):
            break  # a complement with a verb of its own is a clause that the tree attached wrongly
        if token.doc[child.left_edge.i].text == ",":
            break  # « sa fille, âgée de … »: behind a comma it is told of, not named
        last = max(last, _grow_right(child))
    return last


def _skippable(doc: Doc, start: int, end: int) -> int:
    """How many tokens between ``start`` and ``end`` may be passed over: opening quotation marks only."""
    if all(token.text in {"«", '"', "“"} for token in doc[start:end]):
        return end - start
    return 0


def _first(token: Token) -> int:
    """Position of the first token of the phrase, leading determiners and prepositions left out."""
    first = token.i
    for child in reversed([*token.lefts]):
        if any(between.text == "," for between in token.doc[child.right_edge.i + 1 : first]):
            break  # « le 3 mai, l'ancien ministre »
        if _keeps(token, child) and child.pos_ not in {"DET", "ADP"} and child.text not in _CLOSERS:
            first = min(first, child.left_edge.i if child.pos_ != "ADV" else child.i)
        elif child.dep_ == "case":
            continue
        else:
            break
    doc = token.doc
    while first < token.i and (doc[first].pos_ in {"DET", "ADP", "PUNCT"} or doc[first].dep_ in {"det", "case"}):
        first += 1
    return first


def phrase_bounds(token: Token) -> tuple[int, int]:
    """Token positions ``[start, end)`` of the noun phrase headed by ``token``.

    The phrase has its adjectives, numerals, names and prepositional complements; it has no leading article, no relative
    or participial clause, no apposition, no coordinated partner.
    """
    first = _first(token)
    last = _grow_right(token)
    doc = token.doc
    while last > token.i and (doc[last].is_punct or doc[last].pos_ in {"ADP", "DET", "CCONJ"}):
        last -= 1
    return first, last + 1


def noun_phrase(token: Token) -> tuple[int, int]:
    """Character offsets ``[start, end)`` of the noun phrase headed by ``token``; see ``phrase_bounds``."""
    start, end = phrase_bounds(token)
    doc = token.doc
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def name_head(token: Token) -> Token:
    """The token that heads the name or phrase that ``token`` is part of."""
    while token.dep_.startswith("flat") or token.dep_ in {"fixed", "compound"}:
        if token.head == token:
            break
        token = token.head
    return token


def agrees(participle: Token, noun: Token) -> bool:
    """Whether a past participle agrees with a noun in number and gender, as far as both show them.

    A participle shows both by its ending (« accusées »); so « accusé » is no word about « ces organisations ».
    """
    form = participle.lower_
    if not form.endswith(tuple(_WORDS.participle_ending)):
        return True
    number = "Plur" if form.endswith("s") else "Sing"
    gender = "Fem" if form.endswith(tuple(_WORDS.feminine_participle_ending)) else "Masc"
    coordinated = any(child.dep_ == "conj" for child in noun.children)
    if coordinated and number == "Sing":
        return False
    known = noun.morph.get("Number") and not coordinated
    if known and noun.morph.get("Number")[0] != number:
        return False
    return coordinated or noun.pos_ == "PROPN" or not noun.morph.get("Gender") or noun.morph.get("Gender")[0] == gender


def conjuncts(token: Token) -> Iterator[Token]:
    """``token`` and the nouns coordinated with it, in the order of the text."""
    yield token
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            yield from conjuncts(child)
