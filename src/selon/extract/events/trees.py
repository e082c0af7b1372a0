"""Ways through the trees of one report, each walked once."""

from __future__ import annotations

from spacy.tokens import Doc

from selon.extract.events.syntax import base, path_up

FAR = 99
"""Steps between two tokens of different trees."""
# Weight of a step into another clause when the nearest expression is looked for.
_CLAUSE = 3
# Longest way up a tree that is looked at; longer ones are parse errors (tuning sets).
_REACH = 12
BOUNDARIES = frozenset({"acl", "advcl", "ccomp", "parataxis"})


class Trees:
    """The ways up from the tokens of one report.

    Args:
        doc: The parsed text.
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._up: dict[int, tuple[int, ...]] = {}
        self._into_clause: dict[int, bool] = {}

    def up(self, token: int) -> tuple[int, ...]:
        """Positions of the token and its heads up to the root."""
        way = self._up.get(token)
        if way is None:
            way = self._up[token] = tuple(t.i for t in path_up(self._doc[token], _REACH))
        return way

    def enters_clause(self, token: int) -> bool:
        """Whether the step from the token's head down to it leads into another clause."""
        known = self._into_clause.get(token)
        if known is None:
            known = self._into_clause[token] = base(self._doc[token]) in BOUNDARIES
        return known

    def meeting(self, first: int, second: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """The ways from two tokens up to where they meet, that one left out; ``None`` where they do not."""
        up, down = self.up(first), self.up(second)
        for at, token in enumerate(up):
            if token in down:
                return up[:at], down[: down.index(token)]
        return None

    def distance(self, first: int, second: int) -> int:
        """Steps between two tokens, those into another clause counted more; ``FAR`` for none."""
        ways = self.meeting(first, second)
        if ways is None:
            return FAR
        steps = (*ways[0], *ways[1])
        return len(steps) + _CLAUSE * sum(map(self.enters_clause, steps))
