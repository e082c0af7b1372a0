"""Labels by quotation marks: one to five quoted words that name or judge a party or a deed.

What the words are decides, and where they stand: words that fill a place in the sentence's own noun phrase
(« les "terroristes" », « une action "illégale" ») are a naming; a clause, an adverb, a phrase with its own article, a
proper name after its kind (« l'opération "Rempart" ») and the name of an offence after a word of the court are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc, Token

from selon.extract.token_patterns import TokenIndex
from selon.lexicon.labels import LabelLexicon
from selon.model import Label, Quotation, Span

MAX_WORDS = 5
"""Longer quotations are quotes (RECORD.md, labels)."""

MAX_CHARS = 100
"""Bounds what is split into words at all; five long French words with blanks stay below it."""

NAMING = frozenset({"party", "side", "deed"})
"""Classes of nouns that name a party or a deed."""

SIDE_MAX_WORDS = 4
"""A word that names without judging is a label in a short naming only (« ministre de la Santé »)."""

HEADING_MAX_CHARS = 6
"""Most blanks and dashes beside a quotation that is a heading."""

CHARGE_WINDOW_TOKENS = 20
"""How far before an offence the court's word may stand: « a été mis en examen vendredi soir pour "assassinat" »."""

_BEFORE_HEAD = frozenset({"ADJ", "ADV", "NUM", "DET"})
_ATTACHED = frozenset({"DET", "ADP", "NUM", "ADJ", "CCONJ"})
_BESIDE = ("scare_quotes/judgement", "scare_quotes/act")
_MARKS = frozenset("«»“”„\"'‹›()[]")
_HEADING = " \t-–—*•"


def classes_of(token: Token, lexicon: LabelLexicon) -> Mapping[str, str]:
    """The lexicon's classes of a token, each with the line that gives it."""
    return lexicon.classes(token.lower_, token.lemma_.lower())


def is_marks(token: Token) -> bool:
    """Whether a token is nothing but quotation marks, brackets or blanks."""
    return token.is_space or all(char in _MARKS for char in token.text)


def is_short(quotation: Quotation, text: str) -> bool:
    """Whether a quotation is closed, on one line and of one to five words."""
    if not quotation.closed or quotation.inner.end - quotation.inner.start > MAX_CHARS:
        return False
    words = quotation.inner.of(text)
    return "\n" not in words and len(words.split()) <= MAX_WORDS


def find_head(tokens: Sequence[Token], lexicon: LabelLexicon) -> tuple[Token, str, str] | None:
    """The word of a phrase that names a party or a deed, or judges one.

    Args:
        tokens: The phrase, without quotation marks.
        lexicon: The words.

    Returns:
        The word, its class (``party``, ``deed``, ``side``, ``act`` or ``judgement``) and its line in the lexicon: the
        first word that is a party or a deed and has only adjectives, adverbs, numerals and articles before it, else the
        first word that judges; ``None`` where there is neither.
    """
    judging: tuple[Token, str, str] | None = None
    for token in tokens:
        classes = classes_of(token, lexicon)
        for kind in ("party", "deed", "side"):
            if kind in classes and token.pos_ != "DET":
                return token, kind, classes[kind]
        for kind in ("judgement", "act"):
            if kind in classes and judging is None:
                judging = token, kind, classes[kind]
        if token.pos_ not in _BEFORE_HEAD and classes.keys().isdisjoint(("judgement", "act", "prenoun")):
            break
    return judging


def _neighbour(doc: Doc, at: int, step: int) -> Token | None:
    """The nearest token from index ``at`` on that is no mark; ``None`` at a line's end or the text's."""
    while 0 <= at < len(doc):
        if "\n" in doc[at].text:
            return None
        if not is_marks(doc[at]):
            return doc[at]
        at += step
    return None


def _is_heading(text: str, quotation: Quotation) -> bool:
    """Whether a quotation fills its line, but for dashes: « - "Catastrophe" - »."""
    start, end = quotation.outer
    before = text[max(start - HEADING_MAX_CHARS, 0) : start]
    after = text[end : end + HEADING_MAX_CHARS]
    fills = ("\n" in before or start < HEADING_MAX_CHARS) and ("\n" in after or end + HEADING_MAX_CHARS > len(text))
    return fills and not (before.rpartition("\n")[2] + after.partition("\n")[0]).strip(_HEADING)


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words are more than a phrase; in two words a finite verb is most often a mistaken adjective."""
    return any(token.text in ",;:.!?" for token in tokens) or (
        len(tokens) > 2
        and any(token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm") for token in tokens)
    )


def _after_charge(doc: Doc, before: Token, lexicon: LabelLexicon) -> bool:
    if before.pos_ not in ("ADP", "CCONJ", "PUNCT"):
        return False
    for at in range(before.i - 1, max(before.i - CHARGE_WINDOW_TOKENS, 0) - 1, -1):
        if doc[at].text in ".!?" or doc[at].is_space:
            return False
        if "charge" in classes_of(doc[at], lexicon):
            return True
    return False


def _named_outside(before: Token, after: Token | None, lexicon: LabelLexicon) -> bool:
    """Whether the noun that quoted adjectives stand beside names a party or a deed."""
    token: Token | None = before
    for _ in range(3):
        if token is None or token.pos_ not in ("ADJ", "ADV", "NOUN", "PROPN", "VERB"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            classes = classes_of(token, lexicon)
            return not NAMING.isdisjoint(classes) and not ("speech" in classes or "name" in classes)
        token = token.nbor(-1) if token.i else None
    classes = classes_of(after, lexicon) if after is not None and after.pos_ == "NOUN" else {}
    return before.pos_ in _ATTACHED and not NAMING.isdisjoint(classes)


def _is_naming(tokens: Sequence[Token], head: Token, kind: str, before: Token, lexicon: LabelLexicon) -> bool:
    """Whether quoted words with a noun fill the place of a noun in the sentence around them."""
    if tokens[0].pos_ == "DET":
        article = "Art" in tokens[0].morph.get("PronType")
        return article and len(tokens) == 2 and kind in ("party", "side") and not tokens[0].text[0].isupper()
    capital = tokens[0].text[0].isupper()
    if tokens[0].pos_ == "NUM" or (capital and (kind == "deed" or head != tokens[0])):
        return False
    adjective = head.pos_ == "ADJ" and before.pos_ not in ("DET", "ADP", "NUM")
    if (kind == "side" and (adjective or len(tokens) > SIDE_MAX_WORDS)) or not _is_one_phrase(tokens, lexicon):
        return False
    return _is_attached(before, lexicon) and "name" not in classes_of(before, lexicon)


def _is_one_phrase(tokens: Sequence[Token], lexicon: LabelLexicon) -> bool:
    """Whether the words are one noun with adjectives and complements with « de »."""
    for token, follower in zip(tokens, [*tokens[1:], None], strict=True):
        if token.pos_ == "ADP" and "link" not in classes_of(token, lexicon):
            return False
        if token.pos_ == "CCONJ" and (follower is None or follower.pos_ not in ("ADJ", "VERB")):
            return False
    return True


def _is_attached(before: Token, lexicon: LabelLexicon) -> bool:
    """Whether a token before a quotation leads into a noun.

    Its part of speech says so, or its class in the lexicon, or an elision that the tokens have torn apart.
    """
    elided = before.text[0].islower() and ("'" in before.text or len(before.text) == 1)
    return before.pos_ in _ATTACHED or elided or "prenoun" in classes_of(before, lexicon)


def _rule(doc: Doc, quotation: Quotation, text: str, index: TokenIndex, lexicon: LabelLexicon) -> str | None:
    """The rule that makes a quotation a label, or ``None``."""
    inside = index.within(*quotation.inner)
    tokens = [doc[at] for at in inside if not is_marks(doc[at])]
    before = _neighbour(doc, index.within(*quotation.outer).start - 1, -1)
    if before is None or not tokens or _is_clause(tokens) or _after_charge(doc, before, lexicon):
        return None
    phrase = quotation.inner.of(text).lower()
    whole = lexicon.classes(phrase, phrase) if " " in phrase or "-" in phrase else {}
    for kind in ("party", "deed", "side"):
        if kind in whole and (_is_attached(before, lexicon) or " " in phrase):
            return f"scare_quotes/{kind} [{whole[kind]}]"
    return _rule_by_head(tokens, before, _neighbour(doc, inside.stop, 1), lexicon)


def _rule_by_head(tokens: Sequence[Token], before: Token, after: Token | None, lexicon: LabelLexicon) -> str | None:
    found = find_head(tokens, lexicon)
    if found is None:
        return None
    head, kind, where = found
    if kind in NAMING and _is_naming(tokens, head, kind, before, lexicon):
        return f"scare_quotes/{kind} [{where}]"
    if (kind == "judgement" or "judgement" in classes_of(head, lexicon)) and _named_outside(before, after, lexicon):
        return f"scare_quotes/judgement [{where}]"
    if kind == "act" and len(tokens) == 1 and before.pos_ in ("AUX", "ADV", "VERB", "ADP"):
        return f"scare_quotes/act [{where}]"
    return None


def find_scare_quotes(
    doc: Doc,
    quotations: Sequence[Quotation],
    spoken: AbstractSet[Span],
    index: TokenIndex,
    lexicon: LabelLexicon,
) -> list[Label]:
    """Labels that quotation marks alone keep at a distance.

    Args:
        doc: The parsed report.
        quotations: Its passages in quotation marks.
        spoken: Contents of claims; quoted adjectives and participles that are the whole of one are speech. Nouns are
            judged by their place in the sentence alone (« accuse Colombo de "génocide" » is a claim and a label).
        index: Places of the tokens.
        lexicon: The words.
    """
    text = doc.text
    found: list[Label] = []
    for quotation in quotations:
        if not is_short(quotation, text) or _is_heading(text, quotation):
            continue
        rule = _rule(doc, quotation, text, index, lexicon)
        if rule is not None and not (rule.startswith(_BESIDE) and quotation.inner in spoken):
            found.append(Label(quotation.inner.of(text), quotation.inner, "scare_quotes", rule))
    return found
