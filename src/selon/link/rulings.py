"""Judgements → what holds: the newest decides, and what contradicts it is reported, not lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product

from selon.link.grounds import Grounds
from selon.model.incidents import MentionKey, Problem
from selon.model.judgements import JUDGEMENT_KINDS, Judgement

Pair = tuple[MentionKey, MentionKey]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What a person's judgements come to.

    Attributes:
        same: Pairs that tell one happening.
        different: Pairs that do not; consistent with ``same``.
        part_of: Judgements of that kind that hold, the newest first.
        unsure: Pairs that somebody looked at and left open.
        problems: Judgements set aside, each with the newer ones that it contradicts.
    """

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    part_of: tuple[Judgement, ...] = ()
    unsure: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Ledger:
    """What holds so far, as judgements are read from the newest to the oldest."""

    grounds: Grounds = field(default_factory=Grounds)
    same: list[tuple[Pair, str]] = field(default_factory=list)
    different: list[tuple[Pair, str]] = field(default_factory=list)
    decided: set[Pair] = field(default_factory=set)
    unsure: list[Pair] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def takes(self, pair: Pair) -> bool:
        """Whether no newer judgement is on this very pair."""
        if pair in self.decided:
            return False
        self.decided.add(pair)
        return True

    def put_together(self, pair: Pair, judgement: Judgement) -> None:
        if self.grounds.unite(*pair):
            self.same.append((pair, judgement.id))
            return
        groups = {self.grounds.find(key) for key in pair}
        newer = [said for found, said in self.different if {self.grounds.find(key) for key in found} == groups]
        self.problems.append(_contradiction(judgement, newer, "kept apart"))

    def put_apart(self, pair: Pair, judgement: Judgement) -> bool:
        if self.grounds.part(*pair):
            self.different.append((pair, judgement.id))
            return True
        group = self.grounds.find(pair[0])
        newer = [said for found, said in self.same if self.grounds.find(found[0]) == group]
        self.problems.append(_contradiction(judgement, newer, "put together"))
        return False


def _contradiction(judgement: Judgement, newer: Iterable[str], what: str) -> Problem:
    against = tuple(dict.fromkeys(newer))
    return Problem(
        "contradiction",
        f"judgement {judgement.id} ({judgement.kind}) is set aside: its mentions are {what} by the newer "
        f"{', '.join(against)}; judge again whichever is wrong",
        (judgement.id, *against),
    )


def _ordered(one: MentionKey, other: MentionKey) -> Pair:
    return (one, other) if one <= other else (other, one)


def _pairs(judgement: Judgement) -> Iterator[Pair]:
    if judgement.kind == "same":
        together = sorted({*judgement.left, *judgement.right})
        yield from pairwise(together)
        return
    yield from (_ordered(one, other) for one, other in product(judgement.left, judgement.right) if one != other)


def apply_judgements(judgements: Iterable[Judgement]) -> Rulings:
    """What the judgements come to.

    Args:
        judgements: In the order in which they were made.

    Notes:
        The newest on a pair of mentions holds. One that contradicts newer ones on other pairs (A is B, B is C, and
        before that A is not C) is set aside and named in ``problems``.
    """
    ledger, parts = _Ledger(), []
    for judgement in reversed(tuple(judgements)):
        if judgement.kind not in JUDGEMENT_KINDS:
            raise ValueError(f"judgement {judgement.id} is of kind {judgement.kind!r}; allowed: {JUDGEMENT_KINDS}")
        pairs = [pair for pair in _pairs(judgement) if ledger.takes(pair)]
        if judgement.kind == "same":
            for pair in pairs:
                ledger.put_together(pair, judgement)
        elif judgement.kind == "unsure":
            ledger.unsure += pairs
        else:
            held = [pair for pair in pairs if ledger.put_apart(pair, judgement)]
            if judgement.kind == "part_of" and held:
                parts.append(judgement)
    return Rulings(
        tuple(pair for pair, _ in ledger.same),
        tuple(pair for pair, _ in ledger.different),
        tuple(parts),
        tuple(ledger.unsure),
        tuple(ledger.problems),
    )
