"""A verb with its auxiliaries, clitics and inverted pronoun: in which form it stands."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from selon.extract.claims.reading import is_finite, is_infinitive
from selon.extract.phrases import sentence_start
from selon.lexicon.cues import CueForm, CueLexicon

VERBAL = frozenset({"VERB", "AUX"})
# An auxiliary stands at most this many tokens before its participle: « a pour sa part fait état ».
_REACH = 7


def is_inverted_pronoun(token: Token, lexicon: CueLexicon) -> bool:
    """Whether the token is a subject hung to its verb: « -il », « -t-elle », « -on »."""
    bare = lexicon.words.unhung(token.lower_)
    if bare == token.lower_:
        return False
    return (
        bare in lexicon.words.third_person
        or bare in lexicon.words.impersonal
        or "-" + bare in lexicon.words.first_or_second_person
    )


def auxiliary_before(token: Token, lexicon: CueLexicon) -> Token | None:
    """The finite avoir or être that a participle belongs to, over adverbs and adverbial phrases."""
    doc, at = token.doc, token.i - 1
    floor = sentence_start(token, _REACH)
    while at >= floor:
        left = doc[at]
        if left.pos_ == "AUX" or left.lemma_ in lexicon.words.auxiliary_lemma:
            return left
        if left.pos_ in VERBAL or left.is_punct:
            return None
        at -= 1
    return None


@dataclass(slots=True)
class _Group:
    """The verb group to the left of a participle or infinitive."""

    start: int
    auxiliaries: list[Token]
    pronoun: Token | None = None


def verb_group(token: Token, form: CueForm | None, lexicon: CueLexicon) -> _Group:
    """The auxiliaries of a verb and the inverted pronoun among them."""
    group = _Group(token.i, [])
    if _surely_finite(token, form):
        return group
    doc, at = token.doc, token.i - 1
    floor = max(0, token.i - _REACH)
    while at >= floor:
        left = doc[at]
        if left.pos_ == "AUX" or left.lower_ in lexicon.words.auxiliary:
            group.auxiliaries.append(left)
            group.start = at
        elif is_inverted_pronoun(left, lexicon):
            group.pronoun = left
        elif not _may_stand_within(left, lexicon, group):
            break
        at -= 1
    return group


def _surely_finite(token: Token, form: CueForm | None) -> bool:
    if form is not None:
        return form.shape == "finite"
    return is_finite(token)


def _may_stand_within(left: Token, lexicon: CueLexicon, group: _Group) -> bool:
    """Whether a token may stand between auxiliary and participle: adverbs, « tous », « pour sa part »."""
    if (
        left.pos_ == "ADV"
        or left.lower_ in lexicon.words.adverbial_pronoun | lexicon.words.as_
        or left.lower_ in lexicon.words.euphonic
    ):
        return True
    if group.auxiliaries:
        return False
    return left.pos_ in {"ADP", "NOUN", "DET"} and _within_adverbial(left, lexicon)


def _within_adverbial(token: Token, lexicon: CueLexicon) -> bool:
    """Whether an adverbial phrase that a preposition opens holds the token, with an auxiliary right before it."""
    doc, at = token.doc, token.i
    while at > max(0, token.i - 4):
        if doc[at].pos_ == "ADP":
            return at > 0 and (doc[at - 1].pos_ == "AUX" or doc[at - 1].lower_ in lexicon.words.auxiliary)
        at -= 1
    return False


def shape_of(token: Token, form: CueForm | None, group: _Group, lexicon: CueLexicon) -> str:
    """``finite``, ``participle``, ``gerund`` or ``infinitive``, by the auxiliaries first and the verb's own form second."""
    if any(is_finite(aux) or aux.lower_ in lexicon.words.finite_auxiliary for aux in group.auxiliaries):
        return "finite"
    if any(is_infinitive(aux) for aux in group.auxiliaries):
        return "infinitive"
    if any(aux.lower_.endswith(tuple(lexicon.words.gerund_ending)) for aux in group.auxiliaries):
        return "gerund"
    if form is not None and form.shape != "either":
        return form.shape
    if form is not None and not group.auxiliaries and not token.dep_.startswith("acl"):
        return "finite"
    if is_finite(token):
        return "finite"
    if is_infinitive(token):
        return "infinitive"
    if token.lower_.endswith(tuple(lexicon.words.gerund_ending)):
        return "gerund"
    return "participle" if "Part" in token.morph.get("VerbForm") else "finite"


def reflexive_before(doc: Doc, start: int, lexicon: CueLexicon) -> tuple[bool, int]:
    """Whether a reflexive pronoun stands before the verb group, and where the group then starts."""
    at, words = start - 1, lexicon.words
    while at >= 0 and doc[at].lower_ in words.clitic and doc[at].pos_ == "PRON":
        at -= 1
    if (
        at >= 0
        and doc[at].lower_ in words.reflexive
        and not (doc[at].lower_ in words.condition and doc[at].pos_ == "SCONJ")
    ):
        return True, at
    return False, start


def is_negated(doc: Doc, start: int, lexicon: CueLexicon) -> bool:
    """Whether « ne » stands before the verb group that starts at ``start``."""
    at = start - 1
    skipped = lexicon.words.clitic | lexicon.words.reflexive | lexicon.words.negator
    while at >= 0 and doc[at].lower_ in skipped:
        at -= 1
    return at >= 0 and doc[at].lower_ in lexicon.words.negation
