"""What a person decided: appended, never changed. Undo is another judgement; derived state is rebuilt from them."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.incidents import MentionKey

JUDGEMENT_KINDS = ("same", "different", "part_of", "unsure")
"""``same``: all mentions tell one happening; ``different``: none of the left tells the happening of one of the right;
``part_of``: the left's happening is a part of the right's; ``unsure``: looked at, not decided, and what was decided
before of these mentions no longer holds."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on which mentions tell of one happening.

    Attributes:
        id: Unique; given by the store.
        kind: One of ``JUDGEMENT_KINDS``.
        left: Mentions; never empty.
        right: Mentions; never empty. For ``same``, left and right are one set.
        who: Who decided, as they sign.
        at: Instant in UTC, ISO 8601.
        why: Their reason, in their words; ``""`` if they gave none.
    """

    id: str
    kind: str
    left: tuple[MentionKey, ...]
    right: tuple[MentionKey, ...]
    who: str = ""
    at: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's reading of one value of one mention, beside Selon's, which stays in the record.

    Attributes:
        id: Unique; given by the store.
        mention: Whose value.
        row: Row of the matrix, see ``selon.model.accounts.ROWS``.
        value: What the text says, as the person reads it; ``None`` if it says nothing and Selon read something.
        low: Least number, for a count of people, or first possible day as an ordinal; ``None`` if open.
        high: Greatest number, for a count of people, or last possible day as an ordinal; ``None`` if open.
        who: Who decided.
        at: Instant in UTC, ISO 8601.
        why: Their reason.
    """

    id: str
    mention: MentionKey
    row: str
    value: str | None
    low: int | None = None
    high: int | None = None
    who: str = ""
    at: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reading of a row a person chose for an incident, and by which rule.

    Attributes:
        id: Unique; given by the store.
        mention: Any mention of the incident, which the choice follows when incidents change.
        row: Row of the matrix.
        rule: One of ``selon.link.aggregation.RULES``.
        voice: The voice chosen, for the rule ``voice``; else ``None``.
        who: Who decided.
        at: Instant in UTC, ISO 8601.
        why: Their reason.
    """

    id: str
    mention: MentionKey
    row: str
    rule: str
    voice: str | None = None
    who: str = ""
    at: str = ""
    why: str = ""
