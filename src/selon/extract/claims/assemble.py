"""From the cues of a report to its claims: rules in order, rivals settled, quotations continued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from selon.extract.claims.context import Context
from selon.extract.claims.documents import claim_of_document
from selon.extract.claims.draft import Draft
from selon.extract.claims.finish import claims_of_drafts
from selon.extract.claims.forward import forward_claim
from selon.extract.claims.inverted import inverted_claim, with_aspect
from selon.extract.claims.nouns import claim_of_noun
from selon.extract.claims.outlet_voice import is_outlet, is_own_observation
from selon.extract.claims.passive import participial_claim, passive_claim
from selon.extract.claims.prepositions import prepositional_claims
from selon.extract.claims.quoted import continue_quotations, heading_quotation, opened_quotation, precede_quotations
from selon.extract.claims.reading import Reading
from selon.extract.claims.relayed import answering_claim, relayed_claim
from selon.extract.claims.verbcues import VerbCue, verb_cues
from selon.extract.phrases import name_head
from selon.extract.reference import References
from selon.lexicon.cues import CueLexicon, folded
from selon.model import Claim, Quotation

_ACCENTED = re.compile("[àâäçéèêëîïôöùûüœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ]")
# Fewer letters than this do not tell whether their writer uses accents.
_ENOUGH_LETTERS = 200


def extract_claims(
    doc: Doc, quotations: Sequence[Quotation], lexicon: CueLexicon, *, publisher: str | None = None
) -> list[Claim]:
    """The claims of a report, in order of their contents.

    Args:
        doc: The parse; offsets of the claims are those of ``doc.text``.
        quotations: Passages in quotation marks.
        lexicon: The words of attribution.
        publisher: The report's outlet, whose own statements are no claims (RECORD.md, decision 16).

    Returns:
        Claims with ids ``c1``, ``c2``…; empty where the report speaks in its own voice throughout.
    """
    reading = Reading(doc, quotations)
    if is_unaccented(reading.text):
        lexicon = _folded(lexicon)
    context = Context(reading, lexicon)
    drafts = [
        draft
        for draft in _drafts(context)
        if not is_outlet(context, draft, publisher) and not is_own_observation(context, draft, publisher)
    ]
    references = References(doc, lexicon.holders, lexicon.words)
    references.note_sources(holder for draft in drafts for holder in draft.holders)
    return claims_of_drafts(context, drafts, references)


def is_unaccented(text: str) -> bool:
    """Whether a text was typed without accents: French prose has one accented letter in about thirty."""
    accented = len(_ACCENTED.findall(text))
    if accented * 1000 >= len(text):
        return False  # no need to count the letters of most texts
    letters = sum(map(str.isalpha, text))
    return letters >= _ENOUGH_LETTERS and accented * 1000 < letters


@lru_cache(maxsize=4)
def _folded(lexicon: CueLexicon) -> CueLexicon:
    return folded(lexicon)


def _drafts(context: Context) -> list[Draft]:
    doc = context.doc
    cues = list(verb_cues(doc, context.lexicon))
    drafts: list[Draft] = []
    for cue in cues:
        draft = _claim_of_verb(context, cue, drafts)
        if draft is not None:
            drafts.append(draft)
    drafts += prepositional_claims(context, drafts)
    cued = {at for draft in drafts if draft.cue is not None for at in range(*draft.cue)}
    drafts += [
        draft for at in _speaking_nouns(context) if at not in cued and (draft := _claim_of_noun(context, doc[at]))
    ]
    for draft in drafts:
        draft.contents = [_tidy(context, piece) for piece in draft.contents if _is_wordy(context, piece)]
    drafts = [draft for draft in drafts if _has_words(context, draft)]
    drafts.sort(key=lambda d: d.verb)
    taken = {draft.verb for draft in drafts}
    for cue in cues:
        if cue.token.i not in taken:
            found = answering_claim(context, cue, drafts) or relayed_claim(context, cue, drafts)
            if found is not None:
                drafts.append(found)
    drafts = _without_echoes(drafts)
    _add_quoted(context, drafts)
    for draft in drafts:
        draft.contents = [piece for piece in draft.contents if _is_wordy(context, piece)]
    drafts = [draft for draft in drafts if draft.contents]
    return sorted(drafts, key=lambda d: (d.contents[0], d.verb))


def _speaking_nouns(context: Context) -> list[int]:
    """Positions of the words that may make a claim as nouns."""
    nouns, holders, reading = context.lexicon.nouns, context.lexicon.holders, context.reading
    return [
        at
        for at, (lemma, form) in enumerate(zip(reading.lemmas, reading.lowers, strict=True))
        if lemma in nouns or form in nouns or holders.get(lemma) == "document"
    ]


def _claim_of_noun(context: Context, token: Token) -> Draft | None:
    return claim_of_noun(context, token) or claim_of_document(context, token)


def _without_echoes(drafts: list[Draft]) -> list[Draft]:
    """« Le ministre dément : il n'y a eu aucun tir, affirme-t-il »: two cues for one content make one claim, the first's."""
    contents: dict[tuple[int, int], int] = {}
    for draft in drafts:
        if draft.rule == "verb_colon":
            contents[draft.contents[0]] = draft.verb
    kept = [d for d in drafts if d.rule != "verb_after_content" or contents.get(d.contents[0], d.verb) >= d.verb]
    named = {holder.i for d in kept for holder in d.holders if d.rule == "verb_after_content" and holder.i > d.verb}
    return [d for d in kept if not _is_alias(d, named)]


def _is_alias(draft: Draft, named: set[int]) -> bool:
    """« …, explique Luc Martin, dit Lucky »: a by-name of the source just named, no speech.

    Args:
        draft: A draft.
        named: Positions of the sources that stand right behind their cue.
    """
    if draft.rule != "verb_after_content" or len(draft.holders) != 1 or draft.holders[0].i != draft.verb + 1:
        return False
    doc, holder = draft.holders[0].doc, draft.holders[0]
    before = doc[draft.verb - 2] if draft.verb > 2 and doc[draft.verb - 1].text == "," else None
    return holder.pos_ == "PROPN" and before is not None and name_head(before).i in named


def _add_quoted(context: Context, drafts: list[Draft]) -> None:
    covered = {at for draft in drafts for start, end in draft.contents for at in range(start, end)}
    for statement in context.reading.statements:
        draft = opened_quotation(context, statement)
        if draft is not None and draft.contents[0][0] not in covered:
            drafts.append(draft)
    precede_quotations(context, drafts)
    continue_quotations(context, drafts)
    covered = {at for draft in drafts for start, end in draft.contents for at in range(start, end)}
    for statement in context.reading.statements:
        draft = heading_quotation(context, statement)
        if draft is not None and draft.contents[0][0] not in covered:
            drafts.append(draft)


def _claim_of_verb(context: Context, cue: VerbCue, drafts: list[Draft]) -> Draft | None:
    """The claim that a cue verb makes in the form it stands in; ``None`` if it makes none."""
    if cue.form == "participle":
        return participial_claim(context, cue)
    carried = with_aspect(context, cue) if cue.form == "infinitive" else cue
    if carried is not None and carried.form == "finite":
        inverted = inverted_claim(context, carried)
        if inverted is not None:
            return inverted
    return passive_claim(context, cue) if cue.passive else forward_claim(context, cue, drafts)


def _is_wordy(context: Context, piece: tuple[int, int]) -> bool:
    """Whether a piece of content has a word, and is no mark left over from a quotation."""
    return any(not token.is_punct and not token.is_space for token in context.doc[slice(*piece)])


def _tidy(context: Context, piece: tuple[int, int]) -> tuple[int, int]:
    """A piece without the « mais », « et » or « ne » that opens what follows it."""
    start, end = piece
    words = context.words
    while end > start + 1 and context.doc[end - 1].lower_ in words.coordinator | words.negation:
        end = context.reading.trimmed(start, end - 1)[1]
    return start, max(end, start + 1)


def _has_words(context: Context, draft: Draft) -> bool:
    """Whether the content has a word that means something; a lone « ce qui » or a mark has none."""
    if draft.rule.startswith("verb_clitic"):
        return bool(draft.contents)
    for start, end in draft.contents:
        if (
            draft.rule.startswith("verb")
            and end - start == 1
            and context.doc[start].lower_ in context.words.third_person
        ):
            continue  # « fait parler d'elle »
        for token in context.doc[start:end]:
            if (
                token.is_alpha
                and token.lower_ not in context.words.relative
                and token.lower_ not in context.words.demonstrative
            ):
                return True
    return False
