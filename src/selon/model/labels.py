"""Labels (namings from which the text keeps its distance) and unknowns (what the report says it does not know)."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.spans import Span

LABEL_KINDS = ("scare_quotes", "so_called", "loaded")
UNKNOWN_TOPICS = (
    "perpetrator",
    "toll",
    "place",
    "time",
    "cause",
    "identity",
    "responsibility",
    "verification",
    "other",
)


@dataclass(frozen=True, slots=True)
class Label:
    """The naming word or words, without quotation marks; ``kind`` is one of ``LABEL_KINDS``."""

    text: str
    span: Span
    kind: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A passage that says that something is not known; ``about`` is one of ``UNKNOWN_TOPICS``."""

    text: str
    span: Span
    about: str
    rule: str | None = None
