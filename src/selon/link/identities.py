"""Ids of incidents: kept while most of an incident stays together, whatever is added or taken away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from selon.model.incidents import MentionKey

Members = Sequence[MentionKey]


def name_groups(
    groups: Sequence[Members], previous: Mapping[MentionKey, str], *, taken: Collection[str] = ()
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """An id for each group, and what became of the ids that no group took.

    Args:
        groups: Mentions of each incident; no mention in two.
        previous: Mention to the id of the incident that it was in; empty for a collection linked for the first time.
        taken: Ids of other incidents, which no group may have.

    Returns:
        Ids in the order of ``groups``, and pairs of an old id and the id that most of its mentions now have.
    """
    shared = [Counter(previous[key] for key in group if key in previous) for group in groups]
    claims = sorted(
        ((count, name, at) for at, names in enumerate(shared) for name, count in names.items()),
        key=lambda claim: (-claim[0], claim[1], min(groups[claim[2]])),
    )
    names: dict[int, str] = {}
    used: set[str] = set()
    for _, name, at in claims:
        if at not in names and name not in used:
            names[at] = name
            used.add(name)
    in_use = used | set(previous.values()) | set(taken)
    for at in sorted(range(len(groups)), key=lambda at: min(groups[at])):
        if at not in names:
            names[at] = _fresh(min(groups[at]), in_use)
            in_use.add(names[at])
    heirs: dict[str, str] = {}
    for _, name, at in claims:
        if name not in used:
            heirs.setdefault(name, names[at])
    return [names[at] for at in range(len(groups))], tuple(sorted(heirs.items()))


def _fresh(key: MentionKey, in_use: set[str]) -> str:
    turn = 0
    while True:
        digest = sha256(f"{key.report}\x1f{key.event}\x1f{turn}".encode()).hexdigest()
        if (name := f"i-{digest[:10]}") not in in_use:
            return name
        turn += 1
