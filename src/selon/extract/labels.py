"""Labels: words by which a text names or judges a party or a deed and keeps its distance from the naming."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from selon.extract.scare_quotes import find_scare_quotes
from selon.extract.so_called import find_so_called
from selon.extract.token_patterns import TokenIndex, TokenKeys
from selon.lexicon.labels import LabelLexicon
from selon.model import Claim, Label, Quotation, Span


def _find_loaded(doc: Doc, keys: TokenKeys, lexicon: LabelLexicon) -> list[Label]:
    found: list[Label] = []
    for at, (form, lemma) in enumerate(keys.pairs):
        word = lexicon.loaded.get(lemma) or lexicon.loaded.get(form)
        if word is not None and (not word.tags or keys.tags[at] in word.tags):
            token = doc[at]
            span = Span(token.idx, token.idx + len(token))
            found.append(Label(token.text, span, "loaded", f"loaded/{word.about} [{word.where} {word.word}]"))
    return found


def _add_apart(found: list[Label], more: list[Label]) -> list[Label]:
    """Both lists, without what overlaps an earlier label; linear in their length once sorted."""
    ranked = sorted(
        [(label.span, 0, label) for label in found] + [(label.span, 1, label) for label in more],
        key=lambda item: (item[0].start, item[1], -item[0].end),
    )
    taken = sorted(label.span for label in found)
    kept: list[Label] = []
    at, last_end = 0, -1
    for span, rank, label in ranked:
        while at < len(taken) and taken[at].end <= span.start:
            at += 1
        clash = rank == 1 and at < len(taken) and taken[at].overlaps(span)
        if span.start >= last_end and not clash:
            kept.append(label)
            last_end = span.end
    return kept


def extract_labels(
    doc: Doc, quotations: Sequence[Quotation], claims: Sequence[Claim], lexicon: LabelLexicon
) -> list[Label]:
    """All labels of a report, in order, none overlapping another.

    Args:
        doc: The parsed report.
        quotations: Its passages in quotation marks, in coordinates of ``doc.text``.
        claims: Its claims, if they are known: quoted adjectives and participles that are the whole
            content of one are speech, not labels.
        lexicon: The words.

    Returns:
        Labels with spans in ``doc.text``, of the kinds ``so_called``, ``scare_quotes`` and ``loaded``. Where cues
        meet, a word of distance goes before quotation marks, and these before a loaded word, which is reported only
        where the text uses it without distance.
    """
    index, keys = TokenIndex(doc), TokenKeys(doc, frozenset())
    spoken = {Span(claim.content.spans[0].start, claim.content.spans[-1].end) for claim in claims}
    labels = find_so_called(doc, quotations, index, keys, lexicon)
    labels = _add_apart(labels, find_scare_quotes(doc, quotations, spoken, index, lexicon))
    quoted = [Label("", quotation.inner, "quoted") for quotation in quotations if quotation.depth == 0]
    unquoted = [label for label in _add_apart(quoted, _find_loaded(doc, keys, lexicon)) if label.kind == "loaded"]
    return _add_apart(labels, unquoted)
