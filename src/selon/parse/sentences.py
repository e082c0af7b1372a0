"""The part of sentence splitting that needs no learning: line ends, closing marks, words that cannot begin a sentence.

It runs first in the pipeline and decides only what is sure; the trained splitter after it decides the rest, and the
parser keeps to both.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

FACTORY = "selon_sentences"

CLOSING = frozenset("» ” ) ] } , ; : . ! ? … … ... ’’ %".split())
"""Marks that belong to what stands before them; none begins a sentence."""
AFTER_WHICH_LOWER_CASE_GOES_ON = frozenset('! ? … ... » ” "'.split())
"""« Partez ! » crie-t-il: a small letter after one of these goes on with the sentence."""
WRAPPED_WIDTH = 50
"""Characters; a shorter line was not broken for lack of room."""


class SentenceRules:
    """Sets `is_sent_start` where the text alone decides; leaves it open (None) elsewhere."""

    def __call__(self, doc: Doc) -> Doc:
        """Marks sure sentence starts (True) and sure non-starts (False) in the Doc."""
        wrapped = is_hard_wrapped(doc.text)
        white = ""
        before: Token | None = None
        for token in doc:
            if token.is_space:
                token.is_sent_start = token.i == 0
                white += token.text
                continue
            start = begins_sentence(token, before, white, wrapped=wrapped)
            if start is not None:
                token.is_sent_start = start
            before, white = token, ""
        return doc


def begins_sentence(token: Token, before: Token | None, white: str, *, wrapped: bool) -> bool | None:
    """Whether a token begins a sentence; None when the text alone does not tell.

    Args:
        token: a token that is not white space.
        before: the token before it, white space left out; None at the start of the text.
        white: the white space between the two, beyond a single blank.
        wrapped: whether the text's lines were broken for lack of room.
    """
    if before is None:
        return None
    lines = white.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    if lines >= 2:
        return True
    if lines == 1:
        if token.text[0].islower():
            return False
        return None if wrapped and not ends_sentence(before) else True
    if token.text in CLOSING:
        return False
    if token.text[0].islower() and before.text in AFTER_WHICH_LOWER_CASE_GOES_ON:
        return False
    return None


def ends_sentence(token: Token) -> bool:
    """Whether a token is a mark that ends sentences."""
    return token.text in {".", "!", "?", "…", "...", "»", "”", '"'}


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken for lack of room: most single line ends are followed by a small letter."""
    lines = text.splitlines()
    followed = [(line, lines[i + 1].lstrip()) for i, line in enumerate(lines[:-1]) if line.strip()]
    single = [(line, following) for line, following in followed if following]
    cut = [line for line, following in single if following[0].islower() and len(line) >= WRAPPED_WIDTH]
    return len(cut) >= 2 and len(cut) * 2 >= len(single)


@Language.factory(FACTORY, assigns=["token.is_sent_start"])
def create_sentence_rules(nlp: Language, name: str) -> SentenceRules:
    """Makes the component for spaCy."""
    return SentenceRules()
