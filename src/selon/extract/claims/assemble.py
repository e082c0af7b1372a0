"""From drafts to claims: rivals settled, quotations continued, references and nesting worked out, ids given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.forward import forward_claim
from selon.extract.claims.inverted import inverted_claim
from selon.extract.claims.nouns import claim_of_noun
from selon.extract.claims.passive import participial_claim, passive_claim
from selon.extract.claims.prepositions import prepositional_claims
from selon.extract.claims.quoted import continue_quotations, heading_quotation, opened_quotation, precede_quotations
from selon.extract.claims.reading import Reading
from selon.extract.claims.relayed import answering_claim, relayed_claim
from selon.extract.claims.stance import stance_of
from selon.extract.claims.verbcues import VerbCue, verb_cues
from selon.extract.phrases import noun_phrase, phrase_bounds
from selon.extract.reference import References
from selon.lexicon.cues import CueLexicon, folded
from selon.model import Claim, Content, PlainMention, Quotation, Source, Span

_ACCENTED = re.compile("[àâäçéèêëîïôöùûüœÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ]")
# Fewer letters than this do not tell whether their writer uses accents.
_ENOUGH_LETTERS = 200
_LONGEST_ACRONYM = 7


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
    if is_unaccented(doc.text):
        lexicon = _folded(lexicon)
    context = Context(Reading(doc, quotations), lexicon)
    drafts = [
        draft
        for draft in _drafts(context)
        if not _is_outlet(context, draft, publisher) and not _is_own_observation(context, draft, publisher)
    ]
    references = References(doc, lexicon.holders, lexicon.words)
    references.note_sources(holder for draft in drafts for holder in draft.holders)
    return _claims(context, drafts, references)


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
    drafts += [draft for token in doc if (draft := claim_of_noun(context, token))]
    for draft in drafts:
        draft.contents = [piece for piece in draft.contents if _is_wordy(context, piece)]
    drafts = [draft for draft in drafts if _has_words(context, draft)]
    drafts.sort(key=lambda d: d.verb)
    taken = {draft.verb for draft in drafts}
    for cue in cues:
        if cue.token.i not in taken:
            found = answering_claim(context, cue, drafts) or relayed_claim(context, cue, drafts)
            if found is not None:
                drafts.append(found)
    _add_quoted(context, drafts)
    for draft in drafts:
        draft.contents = [piece for piece in draft.contents if _is_wordy(context, piece)]
    drafts = [draft for draft in drafts if draft.contents]
    return sorted(drafts, key=lambda d: (d.contents[0], d.verb))


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
    if cue.form == "finite":
        inverted = inverted_claim(context, cue)
        if inverted is not None:
            return inverted
    return passive_claim(context, cue) if cue.passive else forward_claim(context, cue, drafts)


def _is_wordy(context: Context, piece: tuple[int, int]) -> bool:
    """Whether a piece of content has a word, and is no mark left over from a quotation."""
    return any(not token.is_punct and not token.is_space for token in context.doc[slice(*piece)])


def _has_words(context: Context, draft: Draft) -> bool:
    """Whether the content has a word that means something; a lone « ce qui » or a mark has none."""
    if draft.rule.startswith("verb_clitic"):
        return bool(draft.contents)
    for start, end in draft.contents:
        for token in context.doc[start:end]:
            if (
                token.is_alpha
                and token.lower_ not in context.words.relative
                and token.lower_ not in context.words.demonstrative
            ):
                return True
    return False


def _is_outlet(context: Context, draft: Draft, publisher: str | None) -> bool:
    """Whether the outlet itself speaks: « La Coordination rappelle … » in a note of that Coordination."""
    if not publisher or len(draft.holders) != 1 or draft.parent is not None:
        return False
    names = {word.lower() for word in publisher.split()}
    holder = draft.holders[0]
    words = {t.lower_ for t in context.doc[slice(*phrase_bounds(holder))] if t.pos_ in {"NOUN", "PROPN", "ADJ"}}
    capital = holder.text[:1].isupper()
    return capital and bool(words) and words <= names


def _is_own_observation(context: Context, draft: Draft, publisher: str | None) -> bool:
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


def _claims(context: Context, drafts: list[Draft], references: References) -> list[Claim]:
    claims = [_claim(context, draft, f"c{number}", references) for number, draft in enumerate(drafts, 1)]
    ids = {id(draft): claim.id for draft, claim in zip(drafts, claims, strict=True)}
    nested = []
    for draft, claim in zip(drafts, claims, strict=True):
        parent = ids.get(id(draft.parent)) if draft.parent is not None else _container(claim, claims)
        nested.append(replace(claim, parent=parent))
    return nested


def _claim(context: Context, draft: Draft, name: str, references: References) -> Claim:
    text = context.reading.text
    spans = tuple(context.reading.char_span(*piece) for piece in draft.contents)
    return Claim(
        id=name,
        sources=_sources(context, draft, references),
        cue=_mention(context, draft.cue),
        stance=stance_of(context, draft),
        content=Content(" ".join(span.of(text) for span in spans), spans),
        quotes=_quotes(context, spans),
        rule=f"{draft.rule} [{draft.entry}]" if draft.entry else draft.rule,
    )


def _container(claim: Claim, claims: list[Claim]) -> str | None:
    """The smallest other claim whose content holds this claim's cue, or its content where it has no cue."""
    inner = claim.cue.span if claim.cue is not None else claim.content.spans[0]
    best: tuple[int, str] | None = None
    for other in claims:
        if other is claim or not any(span.covers(inner) for span in other.content.spans):
            continue
        size = sum(span.end - span.start for span in other.content.spans)
        if size <= sum(span.end - span.start for span in claim.content.spans):
            continue  # two claims never contain each other
        if best is None or size < best[0]:
            best = (size, other.id)
    return best[1] if best else None


def _mention(context: Context, bounds: tuple[int, int] | None) -> PlainMention | None:
    if bounds is None:
        return None
    doc = context.doc
    start, end = doc[bounds[0]].idx, doc[bounds[1] - 1].idx + len(doc[bounds[1] - 1])
    return PlainMention(context.reading.text[start:end], Span(start, end))


def _sources(context: Context, draft: Draft, references: References) -> tuple[Source, ...]:
    if not draft.holders:
        implied = draft.implied
        return (Source("implicit", None, None, refers_to=_plain(context, implied) if implied is not None else None),)
    return tuple(_source(context, holder, references, draft.cue) for holder in draft.holders)


def _plain(context: Context, token: Token) -> PlainMention:
    span = Span(*noun_phrase(token))
    return PlainMention(span.of(context.reading.text), span)


def _source(context: Context, holder: Token, references: References, cue: tuple[int, int] | None) -> Source:
    antecedent = references.antecedent(holder)
    if holder.pos_ == "PRON" or holder.text.startswith("-"):
        bare = holder.text.lstrip("-")
        bare = bare[2:] if bare.startswith("t-") else bare
        end = holder.idx + len(holder)
        span = Span(end - len(bare), end)
    else:
        span = Span(*noun_phrase(holder))
        span = _beside_cue(context, holder, span, cue)
    kind = source_kind(context, antecedent if antecedent is not None else holder)
    return Source(
        kind,
        span.of(context.reading.text),
        span,
        refers_to=_plain(context, antecedent) if antecedent is not None else None,
    )


def _beside_cue(context: Context, holder: Token, span: Span, cue: tuple[int, int] | None) -> Span:
    """The source's words without those of the cue, which a wrong tree may take for a part of the name."""
    doc = context.doc
    if cue is not None and holder.i < cue[0] and span.end > doc[cue[0]].idx:
        before = doc[cue[0] - 1]
        return Span(span.start, before.idx + len(before))
    if cue is not None and cue[1] <= holder.i and span.start < doc[cue[1]].idx:
        first = next((at for at in range(cue[1], holder.i) if doc[at].pos_ not in {"DET", "ADP"}), holder.i)
        return Span(doc[first].idx, max(span.end, holder.idx + len(holder)))
    return span


def source_kind(context: Context, token: Token) -> str:
    """``named`` or ``unnamed``, after RECORD.md's decisions 4, 5 and 15."""
    if token.pos_ in {"PROPN", "PRON"} or any(
        c.pos_ == "PROPN" and c.dep_.startswith(("flat", "appos")) for c in token.children
    ):
        return "named"
    if context.lexicon.holders.get(token.lemma_.lower()) == "private":
        return "unnamed"
    before = [t.lower_ for t in token.lefts if t.pos_ in {"DET", "NUM", "ADP"}]
    if any(word in context.words.definite for word in before):
        return "named"
    return "unnamed"


def _quotes(context: Context, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    inner = (quotation.inner for quotation in context.reading.quotations if quotation.depth == 0)
    return tuple(quote for quote in inner if any(span.overlaps(quote) for span in spans))
