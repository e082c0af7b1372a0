"""What the voices of one row agree on: agreed, compatible, contested, single voice, silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from selon.link.classes import class_of, may_be_one
from selon.link.counts import is_count
from selon.link.naming import party_roots
from selon.link.places import Spot, is_same, may_be_same
from selon.model.accounts import Cell, Reading, Stand

SAME, COMPATIBLE, CONTESTED = "agreed", "compatible", "contested"
ONE_TOLL = ({"people", "civilians"}, {"people", "fighters"}, {"people", "forces"})
"""Sides whose counts can be of the same dead: « seize personnes » may be the sixteen civilians or the fighters."""

Verdict = tuple[str, str]


def state_of(row: str, cells: Sequence[Cell], stands: Sequence[Stand] = ()) -> Verdict:
    """The row's state and its reason, in words.

    Args:
        row: Its name.
        cells: One for each voice that says something in it.
        stands: Who accuses, claims and denies; they contest ``by_whom``.
    """
    if row == "by_whom" and (verdict := _contested_doer(cells, stands)):
        return verdict
    if not cells:
        return "silent", "nobody says anything of it"
    if len(cells) == 1:
        return "single voice", "one voice says it"
    compare = comparison_of(row)
    verdicts = [compare(one, other) for one, other in combinations(cells, 2)]
    for state in (CONTESTED, COMPATIBLE):
        if found := [why for verdict, why in verdicts if verdict == state]:
            return state, found[0]
    return SAME, verdicts[0][1]


def _shown(reading: Reading) -> str:
    return f"«\u00a0{reading.shown}\u00a0»"


def _best(one: Sequence[Reading], other: Sequence[Reading], compare: Callable[[Reading, Reading], Verdict]) -> Verdict:
    """The kindest verdict over all pairs: two voices part only if nothing that they say can be one."""
    order = {SAME: 0, COMPATIBLE: 1, CONTESTED: 2}
    verdicts = [compare(mine, theirs) for mine in one for theirs in other]
    return min(verdicts, key=lambda verdict: order[verdict[0]]) if verdicts else (COMPATIBLE, "not comparable")


def _compare_days(one: Cell, other: Cell) -> Verdict:
    return _best(one.current, other.current, _two_days)


def _two_days(one: Reading, other: Reading) -> Verdict:
    if (one.low, one.high) == (other.low, other.high):
        return SAME, "the same days"
    if one.low is None or other.low is None or one.high is None or other.high is None:
        return COMPATIBLE, "one is open"
    if max(one.low, other.low) <= min(one.high, other.high):
        return COMPATIBLE, f"{_shown(one)} and {_shown(other)} can be one time, told more or less precisely"
    return CONTESTED, f"{_shown(one)} and {_shown(other)} are different days"


def _spot(reading: Reading) -> Spot:
    lat, lon = reading.point or (None, None)
    names = sorted(key for key in reading.keys if not _is_id(key))
    ids = [int(key[1:]) for key in reading.keys if _is_id(key)]
    return Spot(names[0] if names else "", ids[0] if ids else None, None, lat, lon, reading.precision or None)


def _is_id(key: str) -> bool:
    return key[:1] == "g" and key[1:].isdigit()


def _compare_places(one: Cell, other: Cell) -> Verdict:
    return _best(one.current, other.current, _two_places)


def _two_places(one: Reading, other: Reading) -> Verdict:
    here, there = _spot(one), _spot(other)
    if is_same(here, there) or one.keys & other.keys:
        return SAME, "the same place"
    if may_be_same(here, there):
        return COMPATIBLE, f"{_shown(one)} and {_shown(other)} can be one place, told more or less precisely"
    return CONTESTED, f"{_shown(one)} and {_shown(other)} are too far apart to be one place"


def _compare_deeds(one: Cell, other: Cell) -> Verdict:
    for deny, say in ((one, other), (other, one)):
        for denied in (reading for reading in deny.current if reading.denied):
            for said in (reading for reading in say.current if not reading.denied):
                if _one_class(denied, said):
                    return CONTESTED, f"{_shown(said)} is told by one and denied by another"
    mine = frozenset().union(*(reading.keys for reading in one.current))
    theirs = frozenset().union(*(reading.keys for reading in other.current))
    if mine & theirs:
        return SAME, "told as the same kind of event"
    return COMPATIBLE, f"{_shown(one.current[0])} and {_shown(other.current[0])} can be one deed, named otherwise"


def _one_class(denied: Reading, said: Reading) -> bool:
    kinds = [class_of(next(iter(reading.keys))) for reading in (denied, said)]
    if kinds[0].name == kinds[1].name:
        return True
    return kinds[0].generic and may_be_one(kinds[0].name, kinds[1].name)


def _compare_words(one: Cell, other: Cell) -> Verdict:
    mine = frozenset().union(*(reading.keys for reading in one.current))
    theirs = frozenset().union(*(reading.keys for reading in other.current))
    if mine == theirs:
        return SAME, "the same words"
    return COMPATIBLE, "told in other words, or of other matters"


def _compare_targets(one: Cell, other: Cell) -> Verdict:
    mine, theirs = _target_kinds(one), _target_kinds(other)
    if mine and theirs and not mine & theirs:
        return CONTESTED, (
            f"{_shown(_kind_said(one, mine))} and {_shown(_kind_said(other, theirs))}: a civilian target and a military one"
        )
    keys = [
        frozenset(key for reading in cell.current for key in reading.keys if key[0] not in "#^")
        for cell in (one, other)
    ]
    if keys[0] & keys[1]:
        return SAME, "the same target"
    return COMPATIBLE, "targets told in other words, or parts of one"


def _target_kinds(cell: Cell) -> frozenset[str]:
    """``civil`` and ``armed``: of the places said to be hit, or, where the voice names none, of the people."""
    keys = {key for reading in cell.current if not reading.denied for key in reading.keys}
    places = {"#civil_place": "civil", "#armed_place": "armed"}
    people = {"#civilians": "civil", "#forces": "armed", "#fighters": "armed"}
    kinds = places if keys & places.keys() else people
    return frozenset(kind for key, kind in kinds.items() if key in keys)


def _kind_said(cell: Cell, kinds: frozenset[str]) -> Reading:
    ends = ("#civil_place", "#civilians") if "civil" in kinds else ("#armed_place", "#forces", "#fighters")
    return next((r for end in ends for r in cell.current if end in r.keys and not r.denied), cell.current[0])


def _compare_means(one: Cell, other: Cell) -> Verdict:
    mine = frozenset().union(*(reading.keys for reading in one.current))
    theirs = frozenset().union(*(reading.keys for reading in other.current))
    if makes(mine) and makes(theirs) and not makes(mine) & makes(theirs):
        return CONTESTED, f"{_shown(one.current[0])} and {_shown(other.current[0])} are different weapons"
    if mine & theirs:
        return SAME, "the same weapon"
    return COMPATIBLE, "weapons told more or less precisely"


def makes(keys: frozenset[str]) -> frozenset[str]:
    """The makes of weapons among folded words: those with a digit or a name in capitals, such as ``s-300``."""
    return frozenset(key[1:] for key in keys if key.startswith("^"))


def _compare_counts(one: Cell, other: Cell) -> Verdict:
    mine, theirs = totals_of(one), totals_of(other)
    if not mine or not theirs:
        return COMPATIBLE, "one counts only some of the people"
    pairs = [(a, b) for a in mine for b in theirs if a.side == b.side] or [
        (a, b) for a in mine for b in theirs if any({a.side, b.side} <= sides for sides in ONE_TOLL)
    ]
    if not pairs:
        return CONTESTED, f"{_shown(mine[0])} and {_shown(theirs[0])} are not the same people"
    verdicts = [_two_counts(a, b) for a, b in pairs]
    by_side = {
        side: [v for (a, _), v in zip(pairs, verdicts, strict=True) if a.side == side]
        for side in {a.side for a, _ in pairs}
    }
    for found in by_side.values():
        if all(state == CONTESTED for state, _ in found):
            return found[0]
    return min(verdicts, key=lambda verdict: (verdict[0] == CONTESTED, verdict[0] == COMPATIBLE))


def totals_of(cell: Cell) -> list[Reading]:
    """Counts that can be a whole toll: not those of kin and staff, and of one side the greatest, with what revises it."""
    whole = [reading for reading in cell.current if reading.side != "part"] or []
    kept: list[Reading] = []
    for side in dict.fromkeys(reading.side for reading in whole):
        found = [reading for reading in whole if reading.side == side]
        top = max((reading.high or reading.low or 0) for reading in found)
        kept += [reading for reading in found if (reading.high or reading.low or 0) * PART_OF_TOP >= top]
    return kept


PART_OF_TOP = 3
"""In one report and voice, a count below a third of the greatest of its side is of some of the dead (« trois des
blessés sont morts » beside « 24 tués »), not an older toll. In gold/fr, revised tolls differ by less than twice."""


def _two_counts(one: Reading, other: Reading) -> Verdict:
    if (one.low, one.high, one.approx) == (other.low, other.high, other.approx):
        return SAME, f"{_shown(one)} in both"
    if (one.low or 0) <= _top(other) and (other.low or 0) <= _top(one):
        return COMPATIBLE, f"{_shown(one)} and {_shown(other)} can both be true"
    return CONTESTED, f"{_shown(one)} and {_shown(other)} exclude each other"


def _top(reading: Reading) -> float:
    return float("inf") if reading.high is None else reading.high


def _contested_doer(cells: Sequence[Cell], stands: Sequence[Stand]) -> Verdict | None:
    """Somebody denies it who has not claimed it; or two voices name different doers by name."""
    claimed = {stand.voice for stand in stands if stand.stance == "claims_responsibility"}
    denials = [s for s in stands if s.stance == "denies" and s.about == "responsibility" and s.voice not in claimed]
    if denials:
        return CONTESTED, f"responsibility is denied: «\u00a0{denials[0].content}\u00a0»"
    for one, other in combinations(cells, 2):
        mine, theirs = _doers(one), _doers(other)
        if mine and theirs and not any(_one_party(a, b) for a in mine for b in theirs):
            return CONTESTED, f"{_shown(mine[0])} and {_shown(theirs[0])} are different doers"
    return None


def _doers(cell: Cell) -> list[Reading]:
    """Doers that are named, not only described, and those that somebody accuses."""
    named = [r for r in cell.current if not r.denied]
    return [r for r in named if r.event is None or any(key[0] in "@^" for key in r.keys)]


def _one_party(one: Reading, other: Reading) -> bool:
    ids = [{root for key in reading.keys if key[0] == "@" for root in party_roots(key[1:])} for reading in (one, other)]
    if ids[0] and ids[1]:
        return bool(ids[0] & ids[1])
    words = [{key.lstrip("^") for key in reading.keys if key[0] != "@"} for reading in (one, other)]
    return bool(words[0] & words[1])


def _compare_doers(one: Cell, other: Cell) -> Verdict:
    if any(_one_party(a, b) for a in one.current for b in other.current):
        return SAME, "the same doer"
    return (
        COMPATIBLE,
        f"{_shown(one.current[0])} and {_shown(other.current[0])} can be one, named more or less precisely",
    )


COMPARE: dict[str, Callable[[Cell, Cell], Verdict]] = {
    "when": _compare_days,
    "where": _compare_places,
    "what": _compare_deeds,
    "by_whom": _compare_doers,
    "to_whom": _compare_targets,
    "with_what": _compare_means,
}


def comparison_of(row: str) -> Callable[[Cell, Cell], Verdict]:
    """How two voices are compared in a row."""
    return _compare_counts if is_count(row) else COMPARE.get(row, _compare_words)
