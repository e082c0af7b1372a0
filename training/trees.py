"""Checks of parses, apart from the teacher so that they need no torch."""

from __future__ import annotations

from collections.abc import Sequence


def is_tree(heads: Sequence[int]) -> bool:
    """Whether the heads (1-based, 0 the root) make one tree with one root."""
    if sum(head == 0 for head in heads) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(heads) + 1):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True
