"""The noun after a number: where it stands, where its phrase ends, whether it names people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from selon.lexicon.figures import FigureLexicon

_OPENING = frozenset('«"“‹')
_QUOTES = frozenset("«»\"“”'‹›")
_NOUNY = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})
_FUNCTION = frozenset({"ADP", "DET", "PRON", "AUX", "CCONJ", "SCONJ", "ADV", "PUNCT", "SYM", "SPACE"})


def compound(doc: Doc, at: int) -> tuple[str, int]:
    """The word at a token with the parts that hyphens join to it (« sage-femme »), lower case, and its last token."""
    last = at
    while (
        last + 2 < len(doc)
        and not doc[last].whitespace_
        and doc[last + 1].text == "-"
        and not doc[last + 1].whitespace_
    ):
        last += 2
    return doc[at : last + 1].text.lower(), last


def is_determiner(token: Token, lexicon: FigureLexicon) -> bool:
    """Whether a token is a determiner, by its tag or by the table."""
    return token.pos_ == "DET" or token.lower_ in lexicon.roles["determiner"]


def is_adverb(token: Token, lexicon: FigureLexicon) -> bool:
    """Whether a token is an adverb or stands as one, by its tag or by the table."""
    return token.pos_ == "ADV" or token.lower_ in lexicon.roles["time"]


def _nouny(token: Token, lexicon: FigureLexicon) -> bool:
    """Whether a token can be the counted noun, whatever the tagger made of it."""
    word = token.lower_
    if compound(token.doc, token.i)[0] in lexicon.nouns:
        return True
    if not word[0].isalpha():
        return False
    if word in lexicon.nouns or word in lexicon.victims:
        return True
    if token.pos_ in _FUNCTION or word in lexicon.roles["aux_have"] or word in lexicon.roles["aux_be"]:
        return False
    if word in lexicon.participles or word in lexicon.roles["time"] or word in lexicon.roles["determiner"]:
        return False
    return (
        token.pos_ in _NOUNY and not word.endswith("ment") and (token.pos_ != "VERB" or not token.morph.get("VerbForm"))
    )


def after_partitive(doc: Doc, at: int, end: int, lexicon: FigureLexicon) -> int:
    """Past « de », « des », « d'entre », « de ses »: the token where the noun may stand."""
    while at < end and (doc[at].lower_ in lexicon.roles["of"] | lexicon.roles["between"] or doc[at].text in _QUOTES):
        at += 1
    if at < end and is_determiner(doc[at], lexicon) and not doc[at].like_num:
        at += 1
    return at


def noun_at(doc: Doc, at: int, end: int, lexicon: FigureLexicon) -> int | None:
    """The counted noun from token ``at`` on, past adjectives; ``None`` where there is none."""
    adjectives = lexicon.roles["adjective"]
    while at < end and doc[at].text in _OPENING:
        at += 1
    start = at
    while at < end and doc[at].lower_ in adjectives and at - start < 3:
        at += 1
    while at < end and doc[at].text in _OPENING:
        at += 1
    if at < end and _nouny(doc[at], lexicon) and not _verbal(doc, at, lexicon):
        return at
    if at > start and doc[at - 1].lower_ in lexicon.nouns:
        return at - 1
    return None


def _verbal(doc: Doc, at: int, lexicon: FigureLexicon) -> bool:
    """« blessées » after a bare number is a participle where the noun would be « blessés »: it agrees with its noun."""
    word = doc[at].lower_
    return word in lexicon.participles and word not in lexicon.victims and word not in lexicon.nouns


def phrase_end(doc: Doc, head: int, end: int, lexicon: FigureLexicon) -> int:
    """Last token of the noun with its adjectives and a bare complement (« gardien de prison »)."""
    at = head_end = compound(doc, head)[1] + 1
    while at < end:
        token = doc[at]
        if token.text in _QUOTES and at + 1 < end and doc[at + 1].text not in _QUOTES:
            break
        plain = token.lower_ not in lexicon.participles and token.lower_ not in lexicon.victims
        if token.pos_ == "ADJ" and plain:
            at += 1
        elif (
            token.lower_ in lexicon.roles["bare_of"] and at + 1 < end and doc[at + 1].pos_ == "NOUN" and at == head_end
        ):
            at += 2
        else:
            break
    return at - 1


def names_people(word: str, token: Token, lexicon: FigureLexicon) -> bool | None:
    """Whether a counted noun names people; ``None`` where it is not known."""
    noun = lexicon.nouns.get(word)
    if noun is not None:
        return noun.kind != "thing"
    if token.text[:1].isupper() and token.text[1:2].islower():
        return True  # a people's name: « trois Nigériens »
    return None


def plural_form(token: Token) -> bool:
    """Whether a noun is plural, by its tag and its ending both."""
    return "Plur" in token.morph.get("Number") and token.lower_.endswith(("s", "x"))
