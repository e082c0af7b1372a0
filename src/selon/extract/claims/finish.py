"""From drafts to claims: characters, kinds of sources, references, nesting, ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.stance import stance_of
from selon.extract.phrases import is_case_marked, noun_phrase
from selon.extract.reference import References
from selon.model import Claim, Content, PlainMention, Source, Span

# A source's noun phrase has no more tokens than this.
_LONGEST_SOURCE = 20


def claims_of_drafts(context: Context, drafts: list[Draft], references: References) -> list[Claim]:
    """The claims of the drafts, in their order, with ids ``c1``, ``c2``… and the ids of those that contain them."""
    claims = [_claim(context, draft, f"c{number}", references) for number, draft in enumerate(drafts, 1)]
    ids = {id(draft): claim.id for draft, claim in zip(drafts, claims, strict=True)}
    containers = _containers(claims)
    parents = (
        containers[claim.id] if draft.parent is None else ids.get(id(draft.parent))
        for draft, claim in zip(drafts, claims, strict=True)
    )
    return [replace(claim, parent=parent) for claim, parent in zip(claims, parents, strict=True)]


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


def _containers(claims: Sequence[Claim]) -> dict[str, str | None]:
    """For each claim the smallest other whose content holds its cue, or its content where it has no cue."""
    sizes = {claim.id: sum(span.end - span.start for span in claim.content.spans) for claim in claims}
    pieces = [(span.start, span.end, sizes[claim.id], claim.id) for claim in claims for span in claim.content.spans]
    found: dict[str, str | None] = {}
    for claim in claims:
        inner = claim.cue.span if claim.cue is not None else claim.content.spans[0]
        own, start, end = sizes[claim.id], inner.start, inner.end
        # two claims never contain each other: the container is the larger one
        holding = [(piece[2], piece[3]) for piece in pieces if piece[0] <= start and end <= piece[1] and piece[2] > own]
        found[claim.id] = min(holding, key=lambda piece: piece[0])[1] if holding else None
    return found


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
    titled = holder.i + 1 < len(context.doc) and context.doc[holder.i + 1].pos_ == "PROPN"  # « Me Martin »
    if (holder.pos_ == "PRON" and not titled) or holder.text.startswith("-"):
        bare = context.words.unhung(holder.text)
        end = holder.idx + len(holder)
        span = Span(end - len(bare), end)
    else:
        span = _with_name(holder)
        span = _beside_cue(context, holder, _without_venue(context, holder, span), cue)
    kind = source_kind(context, antecedent if antecedent is not None else holder)
    return Source(
        kind,
        span.of(context.reading.text),
        span,
        refers_to=_plain(context, antecedent) if antecedent is not None else None,
    )


def _with_name(holder: Token) -> Span:
    """The noun phrase with the name that follows it at once: « le général Martin » (RECORD.md, decision 5)."""
    start, end = noun_phrase(holder)
    doc = holder.doc
    after = next((t.i for t in doc[holder.i + 1 : holder.i + _LONGEST_SOURCE] if t.idx >= end), -1)
    if after < 0 or doc[after].pos_ != "PROPN" or doc[after].dep_ != "appos" or doc[after].head != holder:
        return Span(start, end)
    return Span(start, noun_phrase(doc[after])[1])


def _without_venue(context: Context, holder: Token, span: Span) -> Span:
    """« la ministre au micro de la radio X » is the minister: where one speaks is no part of the source."""
    doc, venues = context.doc, context.lexicon.venues
    for at in range(holder.i + 1, min(len(doc) - 1, holder.i + _LONGEST_SOURCE)):
        token = doc[at]
        if token.idx >= span.end:
            break
        if token.pos_ != "ADP" or token.lower_ in context.words.of:
            continue
        noun = next((t for t in doc[at + 1 : at + 4] if t.pos_ in {"NOUN", "PROPN"}), None)
        if noun is not None and noun.lemma_.lower() in venues and noun.idx < span.end:
            before = doc[at - 1]
            return Span(span.start, before.idx + len(before))
    return span


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
    if token.lower_ in context.words.indefinite_pronoun:
        return "unnamed"
    capital = token.text[:1].isupper() and (not token.is_sent_start or (token.text.isupper() and len(token) > 1))
    if token.pos_ == "NOUN" and capital:
        return "named"  # a name that the tagger did not know: « Médecins sans frontières »
    if token.pos_ in {"PROPN", "PRON"} or any(
        c.pos_ == "PROPN" and (c.dep_.startswith(("flat", "appos")) or (c.dep_ == "nmod" and not is_case_marked(c)))
        for c in token.children
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
