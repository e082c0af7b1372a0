"""What a report says in its own voice though a cue seems to attribute it."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.phrases import phrase_bounds

_LONGEST_ACRONYM = 7


def is_outlet(context: Context, draft: Draft, publisher: str | None) -> bool:
    """Whether the outlet itself speaks: « La Coordination rappelle … » in a note of that Coordination."""
    if not publisher or len(draft.holders) != 1 or draft.parent is not None:
        return False
    names = {word.lower() for word in publisher.split()}
    holder = draft.holders[0]
    words = {t.lower_ for t in context.doc[slice(*phrase_bounds(holder))] if t.pos_ in {"NOUN", "PROPN", "ADJ"}}
    if holder.pos_ == "PROPN" and words != names:
        return False  # « Colombo conteste … » in a paper that has the city in its name
    return holder.text[:1].isupper() and bool(words) and words <= names


def is_own_observation(context: Context, draft: Draft, publisher: str | None) -> bool:
    """An agency journalist's own observation in agency copy is the outlet's voice (RECORD.md, decision 6)."""
    observed = draft.verb >= 0 and context.doc[draft.verb].lemma_ in context.lexicon.stance_hints["observation"]
    return any(_is_own_reporter(context, holder, observed, publisher) for holder in draft.holders)


def _is_own_reporter(context: Context, holder: Token, observed: bool, publisher: str | None) -> bool:
    if context.lexicon.holders.get(holder.lemma_.lower()) != "reporter":
        return False
    if any(t.lower_ in context.words.first_person_possessive for t in holder.lefts):
        return True
    agencies = {
        t.text for t in holder.subtree if t.i > holder.i and t.text.isupper() and 1 < len(t) <= _LONGEST_ACRONYM
    }
    return bool(agencies) and (observed or bool(agencies & set((publisher or "").replace("-", " ").split())))
