"""Which mentions are judged to be one, and which apart, with what follows from both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from selon.model.incidents import MentionKey


class Grounds:
    """Groups of mentions that are one happening, and groups that are not. Grows; never contradicts itself.

    A mention that nobody judged is in no group, and apart from nothing.
    """

    def __init__(
        self,
        same: Iterable[tuple[MentionKey, MentionKey]] = (),
        different: Iterable[tuple[MentionKey, MentionKey]] = (),
    ) -> None:
        """Start from pairs that do not contradict each other."""
        self._lead: dict[MentionKey, MentionKey] = {}
        self._apart: dict[MentionKey, set[MentionKey]] = defaultdict(set)
        for one, other in same:
            self.unite(one, other)
        for one, other in different:
            self.part(one, other)

    def knows(self, key: MentionKey) -> bool:
        """Whether a judgement, or what follows from one, names the mention."""
        return key in self._lead

    def find(self, key: MentionKey) -> MentionKey:
        """The mention that stands for the group; the mention itself if nobody judged it."""
        path = []
        while (above := self._lead.get(key, key)) != key:
            path.append(key)
            key = above
        for below in path:
            self._lead[below] = key
        return key

    def are_one(self, one: MentionKey, other: MentionKey) -> bool:
        """Whether the two are surely one happening."""
        return self.find(one) == self.find(other)

    def are_apart(self, one: MentionKey, other: MentionKey) -> bool:
        """Whether the two are surely two happenings."""
        return self.find(other) in self._apart.get(self.find(one), ())

    def unite(self, one: MentionKey, other: MentionKey) -> bool:
        """Makes the two one happening; ``False``, and nothing changes, if they are apart."""
        self._lead.setdefault(one, one)
        self._lead.setdefault(other, other)
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        if second in self._apart[first]:
            return False
        self._lead[second] = first
        for foe in self._apart.pop(second, set()):
            self._apart[foe].discard(second)
            self._apart[foe].add(first)
            self._apart[first].add(foe)
        return True

    def part(self, one: MentionKey, other: MentionKey) -> bool:
        """Makes the two two happenings; ``False``, and nothing changes, if they are one."""
        self._lead.setdefault(one, one)
        self._lead.setdefault(other, other)
        first, second = self.find(one), self.find(other)
        if first == second:
            return False
        self._apart[first].add(second)
        self._apart[second].add(first)
        return True
