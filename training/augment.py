"""Noise of real reports, laid over treebank sentences: other quotation marks, lost accents, capitals, broken words.

Every function changes characters only: a sentence keeps its words, heads and labels, so annotation stays aligned.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

from training.convert import Sentence, Word

APOSTROPHES = "'’"
OPENING, CLOSING = "«", "»"
QUOTE_STYLES = [("«", "»"), ('"', '"'), ("“", "”"), ("„", "“"), ("''", "''")]
CURLY_SHARE, QUOTE_SHARE, UNACCENT_SHARE, CAPITALS_SHARE, LIGATURE_SHARE = 0.35, 0.5, 0.06, 0.04, 0.15
"""Shares of sentences that get each kind of noise. Dev LAS on clean text is the same within 0.1 with and without."""
CAPITAL_ACCENT_SHARE = 0.3
STOPLESS_SHARE = 0.04
SPEECH_SHARE = 0.06


def unaccent(text: str) -> str:
    """The text without accents and cedillas, length kept ("œ" stays)."""
    return "".join(
        unicodedata.normalize("NFD", char)[0] if len(unicodedata.normalize("NFC", char)) == 1 else char for char in text
    )


def change_forms(sentence: Sentence, forms: list[str]) -> Sentence:
    """The sentence with other characters in its words."""
    words = [replace(word, form=form) for word, form in zip(sentence.words, forms, strict=True)]
    return replace(sentence, words=words)


def add_noise(sentence: Sentence, rng: random.Random) -> Sentence:
    """Returns the sentence with some noise, or as it is."""
    forms = [word.form for word in sentence.words]
    if rng.random() < CURLY_SHARE:
        other = rng.choice(APOSTROPHES)
        forms = [form.translate({ord(mark): other for mark in APOSTROPHES}) for form in forms]
    if rng.random() < QUOTE_SHARE:
        forms = restyle_quotes(forms, rng.choice(QUOTE_STYLES))
    if rng.random() < LIGATURE_SHARE:
        forms = [form.replace("œ", "oe").replace("Œ", "Oe") for form in forms]
    if rng.random() < CAPITAL_ACCENT_SHARE:
        forms = [unaccent(form[0]) + form[1:] if form[0].isupper() else form for form in forms]
    if rng.random() < UNACCENT_SHARE:
        forms = [unaccent(form) for form in forms]
    if rng.random() < CAPITALS_SHARE:
        forms = [form.upper() for form in forms]
    return respace_quotes(change_forms(sentence, forms), rng)


def restyle_quotes(forms: list[str], style: tuple[str, str]) -> list[str]:
    """Writes the quotation marks of a sentence in another style."""
    opened = False
    result = []
    for form in forms:
        if form in {OPENING, "“"}:
            result.append(style[0])
        elif form in {CLOSING, "”"}:
            result.append(style[1])
        elif form == '"':
            result.append(style[1] if opened else style[0])
            opened = not opened
        else:
            result.append(form)
    return result


def respace_quotes(sentence: Sentence, rng: random.Random) -> Sentence:
    """Puts or drops the blank inside guillemets, and drops it inside the other marks."""
    tight = rng.random() < 0.3
    words = list(sentence.words)
    for i, word in enumerate(words[:-1]):
        following = words[i + 1].form
        if word.form == OPENING or following == CLOSING:
            words[i] = replace(word, space=not tight)
        elif word.form in {"“", "„"} or following == "”":
            words[i] = replace(word, space=False)
    return replace(sentence, words=words)


def drop_final_stop(sentence: Sentence) -> Sentence:
    """The sentence without its final full stop, as titles are written; as it is when something hangs on the stop."""
    last = len(sentence.words) - 1
    if last < 3 or sentence.words[last].form != "." or any(w.head == last for w in sentence.words[:last]):
        return sentence
    return replace(sentence, words=sentence.words[:last])


def separate(word: Word) -> Word:
    """The word followed by a blank."""
    return replace(word, space=True)
