"""Which event types may be tellings of one happening: the table ``data/classes.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selon.lexicon.table import read_table

DATA = Path(__file__).parent / "data"
CLASSES = ("remote", "assault", "clash", "crowd", "toll", "damage", "taken")
CORE = ("remote", "assault", "clash", "crowd")
"""Ways of violence. The other classes accompany any of them."""
ACCOMPANYING = ("damage", "taken")
"""What comes with violence, and is told of nothing else where it says neither day nor place."""


@dataclass(frozen=True, slots=True)
class EventClass:
    """What kind of happening a type is.

    Attributes:
        name: One of ``CLASSES``, or the type itself where it is a class of its own.
        generic: The type's words are used of any violence (« attaque », « massacre », a bare toll).
        linked: The type is of a class of ``CLASSES``.
    """

    name: str
    generic: bool = False
    linked: bool = False


@cache
def load_classes() -> dict[str, EventClass]:
    """Event type to its class.

    Raises:
        LexiconError: A type stands twice, or a class is unknown.
    """
    rows = read_table(DATA / "classes.tsv", ("type", "class", "generic"), key=lambda row: row["type"])
    return {
        row.needed("type"): EventClass(row.choice("class", CLASSES), row.choice("generic", ("", "yes")) == "yes", True)
        for row in rows
    }


def class_of(event_type: str) -> EventClass:
    """The class of an event type; a type that is not in the table is a class of its own."""
    return load_classes().get(event_type) or EventClass(event_type)


def may_be_one(one: str, other: str) -> bool:
    """Whether mentions of these two classes can be of one happening at all."""
    return one == other or (one in CLASSES and other in CLASSES)
