"""What a rule of attribution yields, before ids, references and nesting are settled."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from selon.lexicon.cues import CueVerb

Found = tuple[CueVerb, int, str]
"""A construction that the words show: the entry, where the content starts, the rule's name."""


@dataclass(slots=True)
class Draft:
    """A claim in the making; all bounds are token positions ``[start, end)``.

    Attributes:
        holders: Head tokens of the sources; empty for an implicit source.
        cue: Bounds of the cue; ``None`` where a colon or quotation marks alone attribute.
        stance: The speech act that the cue's entry gives.
        contents: Bounds of the content's pieces, in order.
        rule: Name of the rule.
        entry: ``table:line word`` of the lexicon entry; empty for none.
        verb: Position of the cue's main word, -1 for none; two drafts with the same one rival each other.
        neutral: The cue's entry only asserts, so that the content may decide the stance (RECORD.md, decision 14).
        implied: For an implicit source, the noun that the text lets stand for it; ``None`` for none.
        parent: The claim whose content this one's words are passed on in; ``None`` where offsets tell.
    """

    holders: tuple[Token, ...]
    cue: tuple[int, int] | None
    stance: str
    contents: list[tuple[int, int]]
    rule: str
    entry: str = ""
    verb: int = -1
    neutral: bool = False
    implied: Token | None = None
    parent: Draft | None = None
