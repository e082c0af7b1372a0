"""The tense of the clause that a time expression stands in, so that « jeudi » is the past or the coming one."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from selon.extract.phrases import sentence_end, sentence_start
from selon.lexicon.grammar import FunctionWords
from selon.model.times import TimeExpression

# A clause that dates its verb stands no further from it than this, in tokens.
_REACH = 25


def tenses_of(doc: Doc, expressions: Sequence[TimeExpression], words: FunctionWords) -> list[str | None]:
    """For each expression ``past``, ``future`` or ``None`` where no verb near it tells.

    The nearest finite verb of the sentence decides; between two as near, the one before.
    """
    return [_tense(doc, expression, words) for expression in expressions]


def _tense(doc: Doc, expression: TimeExpression, words: FunctionWords) -> str | None:
    span = doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
    if span is None:
        return None
    first = doc[span.start]
    window = doc[sentence_start(first, _REACH) : sentence_end(first, _REACH)]
    verbs = [t for t in window if t.pos_ in {"VERB", "AUX"} and "Fin" in t.morph.get("VerbForm")]
    nearest = min(verbs, key=lambda t: (abs(t.i - first.i), t.i), default=None)
    if nearest is None:
        return None
    if any(t.lower_ in words.afterwards for t in doc[nearest.i : first.i]):
        return "past"  # « sera renforcée après la mort d'un soldat dimanche »
    return _of_verb(nearest, words)


def _of_verb(verb: Token, words: FunctionWords) -> str:
    if "Fut" in verb.morph.get("Tense") or _has_future_form(verb, words):
        return "future"
    governs = verb.lemma_ in words.future_verb and "Pres" in verb.morph.get("Tense")
    infinitive = any("Inf" in t.morph.get("VerbForm") for t in verb.doc[verb.i + 1 : verb.i + 4])
    return "future" if governs and infinitive else "past"


def _has_future_form(verb: Token, words: FunctionWords) -> bool:
    """Whether the form is the infinitive with an ending of the future, whatever the tagger says (« partira »)."""
    stem = verb.lemma_.lower().removesuffix("e")
    return stem.endswith("r") and any(verb.lower_ == stem + ending for ending in words.future_ending)
