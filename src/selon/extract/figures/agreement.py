"""Small questions about a count and the words beside it: agreement, preposition, finite verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.extract.figures.nouns import is_adverb, is_determiner

if TYPE_CHECKING:
    from spacy.tokens import Token

    from selon.extract.figures.counts import Count
    from selon.extract.figures.sentences import Sentence
    from selon.lexicon.figures import FigureLexicon


def _joined(sentence: Sentence, count: Count) -> bool:
    """Whether the count is part of an enumeration, so that its verb may be plural."""
    doc, coupling = sentence.doc, sentence.lexicon.roles["coupling"]
    at = count.first - 1
    while at > sentence.start and is_adverb(doc[at], sentence.lexicon):
        at -= 1
    before = at >= sentence.start and doc[at].lower_ in coupling
    after = count.last + 1 < sentence.end and doc[count.last + 1].lower_ in coupling
    return before or after or doc[min(count.last + 2, sentence.end - 1)].lower_ in coupling - {","}


def agrees(sentence: Sentence, count: Count, plural: bool | None) -> bool:
    """Whether a verb or participle agrees with a count; ``None`` agrees with all."""
    if plural is None:
        return True
    if plural:
        return count.plural or _joined(sentence, count)
    return not count.plural or count.amount.of


def is_finite(token: Token, lexicon: FigureLexicon) -> bool:
    """Whether a token is a verb that has a subject of its own."""
    word, roles = token.lower_, lexicon.roles
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if word in roles["adjective"] or following in roles["aux_have"] or following in roles["aux_be"]:
        return False  # an adjective that the tagger took for a verb: « casque bleu a été tué »
    if word in lexicon.roles["aux_have"] or word in lexicon.roles["aux_be"]:
        return word not in roles["unfinite"] and token.pos_ != "ADP"
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm")


def case_of(sentence: Sentence, count: Count) -> str:
    """Preposition right before the count: ``of``, ``to``, ``case`` or ``""``."""
    roles = sentence.lexicon.roles
    for at in range(count.first - 1, sentence.start - 1, -1):
        token = sentence.doc[at]
        role = next((role for role in ("of", "to", "case") if token.lower_ in roles[role]), "")
        if role or not (is_determiner(token, sentence.lexicon) or token.text in '«"“'):
            return role
    return ""


def told_before(sentence: Sentence, count: Count) -> bool:
    """Whether a finite verb stands before the count: a participle after it only describes (« dit un homme blessé »).

    After « et » or a comma the auxiliary may be left out: « deux tués et une infirmière blessée ».
    """
    if count.first > sentence.start and sentence.doc[count.first - 1].lower_ in sentence.lexicon.roles["coupling"]:
        return False
    return any(is_finite(sentence.doc[i], sentence.lexicon) for i in range(sentence.start, count.first))
