"""Records and judgements → incidents; and the same again when reports come in, without comparing all anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import asin, atan2, degrees, inf

from selon.link.clusters import UNSEEN_BITS, Footing, cluster
from selon.link.copying import copied_pairs
from selon.link.engine import BLOCKS, ScoredPair, score_pairs
from selon.link.grounds import Grounds
from selon.link.identities import name_groups
from selon.link.parts import find_parts
from selon.link.reasons import Reasons
from selon.link.rows import TellingRow, mention_key, row_key, rows_of
from selon.link.rulings import Pair, Rulings, apply_judgements
from selon.link.tellings import join_mentions
from selon.link.weights import Weights, load_weights
from selon.model import Record
from selon.model.incidents import Incident, Link, Linking, MentionKey, Problem, Telling
from selon.model.judgements import Judgement

NOTHING = Linking(())


@dataclass(frozen=True, slots=True)
class Linked:
    """A collection as linked: what is needed to add to it. Immutable; each step gives a new one.

    Attributes:
        tellings: Of all reports, by their id.
        rows: Comparable facts of the tellings that are happenings, by ``row_key``.
        pairs: Compared pairs whose weight is not far below even odds, by their keys.
        judgements: All, in the order in which they were made.
        linking: The incidents.
        copies: Report id to the id of the report that it is a near-copy of.
    """

    tellings: Mapping[MentionKey, Telling]
    rows: Mapping[str, TellingRow]
    pairs: Mapping[tuple[str, str], ScoredPair]
    judgements: tuple[Judgement, ...]
    linking: Linking
    copies: Mapping[str, str] = field(default_factory=dict)


EMPTY = Linked({}, {}, {}, (), NOTHING)


def link_records(
    records: Iterable[Record],
    *,
    judgements: Iterable[Judgement] = (),
    weights: Weights | None = None,
    previous: Linking = NOTHING,
    copies: Mapping[str, str] | None = None,
) -> Linked:
    """All incidents of a collection, from scratch.

    Args:
        records: One for each report; the order does not matter.
        judgements: In the order in which they were made.
        weights: The model's parameters; ``None`` for the shipped ones.
        previous: An earlier state, whose ids are kept where incidents live on.
        copies: Report id to the id of the report that it is a near-copy of.
    """
    start = replace(EMPTY, judgements=tuple(judgements), linking=previous, copies=copies or {})
    return add_records(start, records, weights=weights)


def add_records(
    linked: Linked,
    records: Iterable[Record],
    *,
    weights: Weights | None = None,
    copies: Mapping[str, str] | None = None,
) -> Linked:
    """The collection with these reports, linked with what is there; a report that is there already is replaced.

    Args:
        linked: The collection.
        records: One for each report.
        weights: The model's parameters; ``None`` for the shipped ones.
        copies: Report id to the id of the report that it is a near-copy of, beside those that are known.
    """
    linked = replace(linked, copies={**linked.copies, **(copies or {})})
    weights = weights or load_weights()
    rulings = apply_judgements(linked.judgements)
    records = sorted(records, key=lambda record: record.report.id)
    gone = {record.report.id for record in records}
    tellings = {key: telling for key, telling in linked.tellings.items() if key.report not in gone}
    rows = {key: row for key, row in linked.rows.items() if mention_key(key).report not in gone}
    grounds = _grounds(rulings, tellings.values())
    new: dict[str, TellingRow] = {}
    for record in records:
        found = join_mentions(record, grounds)
        tellings |= {telling.id: telling for telling in found}
        for row in rows_of(record, found):
            (rows if linked.rows.get(row.key) == row else new)[row.key] = row
    pairs = {keys: pair for keys, pair in linked.pairs.items() if keys[0] in rows and keys[1] in rows}
    near = _in_reach(rows.values(), new.values())
    scored = score_pairs(list(new.values()), weights, known=near, min_weight=UNSEEN_BITS)
    pairs |= {(pair.left, pair.right): pair for pair in scored}
    now = replace(linked, tellings=tellings, rows=rows | new, pairs=pairs)
    return _form(now, rulings, weights, touched=_changed(linked.tellings, tellings) | new.keys())


def _in_reach(known: Iterable[TellingRow], new: Iterable[TellingRow]) -> list[TellingRow]:
    """The known tellings that share a blocking key with a new one; Splink need not see the others."""
    keys = {(column, key) for row in new for column in BLOCKS for key in getattr(row, column)}
    return [row for row in known if any((column, key) in keys for column in BLOCKS for key in getattr(row, column))]


def _changed(before: Mapping[MentionKey, Telling], now: Mapping[MentionKey, Telling]) -> set[str]:
    """Keys of tellings that came, went or changed."""
    keys = [key for key in before if now.get(key) is not before[key]]
    keys += [key for key in now if key not in before]
    return {row_key(key) for key in keys}


def remove_reports(linked: Linked, reports: Collection[str], *, weights: Weights | None = None) -> Linked:
    """The collection without these reports. Judgements on them are kept, and named as a problem of the state."""
    gone = set(reports)
    tellings = {key: telling for key, telling in linked.tellings.items() if key.report not in gone}
    rows = {key: row for key, row in linked.rows.items() if mention_key(key).report not in gone}
    pairs = {keys: pair for keys, pair in linked.pairs.items() if keys[0] in rows and keys[1] in rows}
    left = replace(linked, tellings=tellings, rows=rows, pairs=pairs)
    touched = _changed(linked.tellings, tellings) | {key for keys in linked.pairs.keys() - pairs.keys() for key in keys}
    return _form(left, apply_judgements(linked.judgements), weights or load_weights(), touched=touched)


def judge(
    linked: Linked,
    judgements: Iterable[Judgement],
    fetch: Callable[[str], Record | None],
    *,
    weights: Weights | None = None,
) -> Linked:
    """The collection with these judgements after those that it has.

    Args:
        linked: The collection.
        judgements: In the order in which they were made.
        fetch: Gives the record of a report; asked only for reports of which judgements name two mentions.
        weights: The model's parameters.
    """
    return rejudge(linked, (*linked.judgements, *judgements), fetch, weights=weights)


def rejudge(
    linked: Linked,
    judgements: Iterable[Judgement],
    fetch: Callable[[str], Record | None],
    *,
    weights: Weights | None = None,
) -> Linked:
    """The collection with these judgements in the place of those that it has, some of which may be taken back.

    Args:
        linked: The collection.
        judgements: All that hold, in the order in which they were made.
        fetch: Gives the record of a report; asked only for reports of which judgements name two mentions.
        weights: The model's parameters.
    """
    judged = replace(linked, judgements=tuple(judgements))
    changed = set(linked.judgements) ^ set(judged.judgements)
    within = sorted(_judged_twice((*linked.judgements, *judged.judgements)))
    records = [record for report in within if (record := fetch(report)) is not None]
    if records:
        judged = add_records(judged, records, weights=weights)
    named = {key for one in changed for key in (*one.left, *one.right)}
    touched = {row_key(one.id) for one in judged.tellings.values() if not named.isdisjoint(one.members)}
    return _form(judged, apply_judgements(judged.judgements), weights or load_weights(), touched=touched)


def _judged_twice(judgements: Iterable[Judgement]) -> set[str]:
    """Reports of which judgements name two mentions or more: only those may be joined or parted otherwise."""
    keys = {key for judgement in judgements for key in (*judgement.left, *judgement.right)}
    reports = [key.report for key in keys]
    return {report for report, count in Counter(reports).items() if count > 1}


def _grounds(rulings: Rulings, tellings: Iterable[Telling]) -> Grounds:
    """What is judged, and what follows from it by the tellings that stand."""
    grounds = Grounds(rulings.same, rulings.different)
    for telling in tellings:
        known = [key for key in telling.members if grounds.knows(key)]
        for key in known[1:]:
            grounds.unite(known[0], key)
    return grounds


def _form(linked: Linked, rulings: Rulings, weights: Weights, *, touched: Collection[str]) -> Linked:
    """Incidents from compared pairs and rulings; those that no touched telling can reach stay as they are."""
    of_mention = {key: telling.id for telling in linked.tellings.values() for key in telling.members}
    same, different = _between(rulings.same, of_mention), _between(rulings.different, of_mention)
    copied = copied_pairs(linked.rows.values(), linked.copies) if linked.copies else []
    kept, inside = _settled(linked, touched, [*same, *copied])
    pairs = {keys: pair for keys, pair in linked.pairs.items() if keys[0] in inside and keys[1] in inside}
    groups = cluster(
        {key: _footing(key, linked.rows) for key in inside},
        {keys: pair.weight for keys, pair in pairs.items()},
        same=[keys for keys in same if keys[0] in inside],
        different=[keys for keys in different if keys[0] in inside and keys[1] in inside],
        copied=[keys for keys in copied if keys[0] in inside],
    )
    tellings = [[linked.tellings[mention_key(key)] for key in group] for group in groups]
    members = [[key for telling in group for key in telling.members] for group in tellings]
    loose = [one for one in linked.linking.incidents if one.id not in kept]
    names, renamed = name_groups(members, {key: one.id for one in loose for key in one.members}, taken=kept.keys())
    kinds = {**dict.fromkeys(copied, "copied"), **dict.fromkeys(same, "judged")}
    links = _links(groups, pairs, kinds, Reasons(weights))
    formed = [
        Incident(name, tuple(group), links[at]) for at, (name, group) in enumerate(zip(names, tellings, strict=True))
    ]
    incidents = tuple(sorted([*kept.values(), *formed], key=lambda incident: incident.id))
    of_incident = {key: incident.id for incident in incidents for key in incident.members}
    parts, cycles = find_parts(rulings, of_incident, linked.pairs, linked.rows)
    problems = (*rulings.problems, *cycles, *_withdrawn(linked.judgements, of_mention))
    return replace(linked, linking=Linking(incidents, parts, problems, renamed))


def _settled(
    linked: Linked, touched: Collection[str], same: Iterable[tuple[str, str]]
) -> tuple[dict[str, Incident], set[str]]:
    """Incidents that stay as they are, by id, and the keys of all tellings outside them.

    Two tellings reach each other by a compared pair, a judgement, or by having been one incident.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in (*linked.pairs, *same):
        near[one].append(other)
        near[other].append(one)
    before = {row_key(telling.id): incident for incident in linked.linking.incidents for telling in incident.tellings}
    inside = {row_key(key) for key in linked.tellings} - before.keys()
    todo = [*touched, *inside]
    seen: set[str] = set()
    while todo:
        key = todo.pop()
        if key not in seen:
            seen.add(key)
            todo += near.get(key, ())
            if key in before:
                todo += [row_key(telling.id) for telling in before[key].tellings]
    gone = {key for key in before if mention_key(key) not in linked.tellings}
    for key in gone:
        seen |= {row_key(telling.id) for telling in before[key].tellings}
    kept = {incident.id: incident for key, incident in before.items() if key not in seen}
    return kept, {key for key in seen if mention_key(key) in linked.tellings}


def _between(pairs: Iterable[Pair], of_mention: Mapping[MentionKey, MentionKey]) -> list[tuple[str, str]]:
    """Pairs of mentions as pairs of tellings; those within one telling, or with a mention that is gone, left out."""
    found: set[tuple[str, str]] = set()
    for one, other in pairs:
        if one in of_mention and other in of_mention and of_mention[one] != of_mention[other]:
            left, right = sorted((row_key(of_mention[one]), row_key(of_mention[other])))
            found.add((left, right))
    return sorted(found)


def footing_of(row: TellingRow) -> Footing:
    """What constrains a telling: its report, days and place."""
    if row.x is None or row.y is None or row.z is None:
        return Footing(row.report, row.first_day, row.last_day)
    lat, lon = degrees(asin(max(-1.0, min(1.0, row.z)))), degrees(atan2(row.y, row.x))
    return Footing(row.report, row.first_day, row.last_day, lat, lon, row.radius_km or 0.0)


def _footing(key: str, rows: Mapping[str, TellingRow]) -> Footing:
    return footing_of(rows[key]) if key in rows else Footing(mention_key(key).report)


def _links(
    groups: Sequence[Sequence[str]],
    pairs: Mapping[tuple[str, str], ScoredPair],
    kinds: Mapping[tuple[str, str], str],
    explain: Reasons,
) -> list[tuple[Link, ...]]:
    """The links inside each group, the strongest first."""
    of_key = {key: at for at, group in enumerate(groups) for key in group}
    found: dict[int, list[Link]] = defaultdict(list)
    for keys, kind in kinds.items():
        if keys[0] in of_key and of_key[keys[0]] == of_key.get(keys[1]):
            found[of_key[keys[0]]].append(Link(mention_key(keys[0]), mention_key(keys[1]), inf, kind=kind))
    for keys, pair in pairs.items():
        at = of_key[keys[0]]
        if at == of_key[keys[1]] and keys not in kinds:
            reasons = explain.of(pair.levels)
            found[at].append(Link(mention_key(keys[0]), mention_key(keys[1]), pair.weight, reasons))
    return [
        tuple(sorted(found[at], key=lambda link: (-link.weight, link.left, link.right))) for at in range(len(groups))
    ]


def _withdrawn(judgements: Iterable[Judgement], of_mention: Mapping[MentionKey, MentionKey]) -> list[Problem]:
    problems = []
    for judgement in judgements:
        gone = [key for key in (*judgement.left, *judgement.right) if key not in of_mention]
        if gone:
            names = ", ".join(f"{key.event} of {key.report}" for key in gone)
            words = f"judgement {judgement.id} ({judgement.kind}) names {names}, not in the collection; it is kept"
            problems.append(Problem("withdrawn", f"{words} and holds again if the report comes back", (judgement.id,)))
    return problems
