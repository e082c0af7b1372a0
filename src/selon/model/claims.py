"""Claims: passages that the text attributes to somebody other than the outlet."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.spans import PlainMention, Span

STANCES = (
    "asserts",
    "denies",
    "claims_responsibility",
    "accuses",
    "demands",
    "promises",
    "threatens",
    "condemns",
    "welcomes",
    "worries",
    "asks",
)
"""The speech acts, as RECORD.md lists them."""

SOURCE_KINDS = ("named", "unnamed", "implicit")


@dataclass(frozen=True, slots=True)
class Source:
    """One holder of a claim.

    Attributes:
        kind: ``named`` (can be identified), ``unnamed`` or ``implicit`` (no words for it).
        text: The noun phrase without leading article; ``None`` for an implicit source.
        span: Where it stands; ``None`` for an implicit source.
        party: Id of the party, where resolved.
        name: Canonical name of that party.
        refers_to: What an anaphor stands for, when the text gives it.
    """

    kind: str
    text: str | None
    span: Span | None
    party: str | None = None
    name: str | None = None
    refers_to: PlainMention | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """The attributed words.

    Attributes:
        text: The words of all spans, joined by a space.
        spans: One or more spans, in order, not overlapping.
    """

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """Source, cue, stance and content of one attribution.

    Attributes:
        id: ``c1``, ``c2``… in order of the content's first offset.
        sources: One for each coordinated holder; never empty.
        cue: The attributing words; ``None`` where a colon or quotation marks alone attribute.
        stance: One of ``STANCES``.
        content: The attributed words.
        quotes: Parts that stand in quotation marks as somebody's own words.
        parent: Id of the claim that contains this one.
        about: Ids of the events that the content stands for by a pronoun or by ellipsis.
        rule: The rule that made the claim and the lexicon entry behind it, ``rule [table:line entry]``; ``None``
            where a person made it.
    """

    id: str
    sources: tuple[Source, ...]
    cue: PlainMention | None
    stance: str
    content: Content
    quotes: tuple[Span, ...] = ()
    parent: str | None = None
    about: tuple[str, ...] = ()
    rule: str | None = None
