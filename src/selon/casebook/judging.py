"""Judgements in a casebook: appended with who, when and why; taking one back is another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from selon.casebook import schema
from selon.casebook.writing import now
from selon.errors import InputError

KINDS = ("incident", "value", "reading", "report", "note", "undo")
"""``incident``: which mentions tell of one happening; ``value``: what a text says; ``reading``: the rule chosen for a
row; ``report``: whether a report counts; ``note``: words on mentions; ``undo``: takes another judgement back."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A row of ``judgements``.

    Attributes:
        no: Number, in the order of decision; 0 for one that is not kept yet.
        at: Instant in UTC, ISO 8601; empty for one that is not kept yet.
        who: Who decided.
        kind: One of ``KINDS``.
        subject: On what.
        object: The other side of the question; ``None`` where there is none.
        verdict: What was decided.
        why: The reason; ``None`` where none was given.
    """

    no: int
    at: str
    who: str
    kind: str
    subject: str
    object: str | None
    verdict: str
    why: str | None = None


def append(connection: Connection, entered: Entered) -> Entered:
    """Adds a judgement; gives it with its number.

    Raises:
        InputError: It takes back one that is not there.
    """
    if entered.kind == "undo" and int(entered.subject) not in {one.no for one in judgements(connection)}:
        raise InputError(f"there is no judgement {entered.subject}; see them with: selon judge --list")
    at = now()
    values = {"judged_at": at, "judge": entered.who, "kind": entered.kind, "subject": entered.subject}
    rest = {"object": entered.object, "verdict": entered.verdict, "reason": entered.why}
    result = connection.execute(insert(schema.judgements).returning(schema.judgements.c.no), [values | rest])
    return Entered(
        result.scalar_one(),
        at,
        entered.who,
        entered.kind,
        entered.subject,
        entered.object,
        entered.verdict,
        entered.why,
    )


def judgements(connection: Connection) -> list[Entered]:
    """All judgements, in the order of decision."""
    table = schema.judgements
    return [Entered(*row) for row in connection.execute(select(table).order_by(table.c.no))]


def in_force(entered: Sequence[Entered]) -> list[Entered]:
    """Those that nobody took back, without the undoings; taking an undoing back lets its judgement hold again."""
    undone: set[int] = set()
    for one in reversed(entered):
        if one.kind == "undo" and one.no not in undone:
            undone.add(int(one.subject))
    return [one for one in entered if one.kind != "undo" and one.no not in undone]
