"""Incidents, accounts and judgements to plain dicts and lists, for JSON and for a store; and what is stored, back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from math import isinf
from typing import Any

from selon.link.engine import ScoredPair
from selon.link.linking import Linked
from selon.link.rows import TellingRow
from selon.model.accounts import Accounts
from selon.model.incidents import (
    Incident,
    Joining,
    LevelReason,
    Link,
    Linking,
    MentionKey,
    PartOf,
    Problem,
    Telling,
)
from selon.model.judgements import Choice, Correction, Judgement


def to_plain(value: Any) -> Any:
    """A noun as dicts, lists, strings and numbers. Sets are sorted; the weight of a judged link is ``None``."""
    if isinstance(value, float) and isinf(value):
        return None
    if isinstance(value, frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    return value


def incident_to_dict(incident: Incident) -> dict[str, Any]:
    """An incident with its ``members`` as pairs of report and event, as the scorer of incidents reads them."""
    plain: dict[str, Any] = to_plain(incident)
    return {"incident": incident.id, "members": [list(key) for key in incident.members], **plain}


def accounts_to_dict(accounts: Accounts) -> dict[str, Any]:
    """The matrix; each cell has its readings, the current ones by their place in them."""
    plain: dict[str, Any] = to_plain(accounts)
    for row, kept in zip(plain["rows"], accounts.rows, strict=True):
        for cell, known in zip(row["cells"], kept.cells, strict=True):
            cell["current"] = [known.readings.index(reading) for reading in known.current]
            cell["revised"] = known.revised
    return plain


def _key(value: Iterable[str]) -> MentionKey:
    return MentionKey(*value)


def _keys(values: Iterable[Iterable[str]]) -> tuple[MentionKey, ...]:
    return tuple(_key(value) for value in values)


def judgement_from_dict(value: Mapping[str, Any]) -> Judgement:
    """The judgement that ``to_plain`` wrote."""
    return Judgement(**{**value, "left": _keys(value["left"]), "right": _keys(value["right"])})


def correction_from_dict(value: Mapping[str, Any]) -> Correction:
    """The correction that ``to_plain`` wrote."""
    return Correction(**{**value, "mention": _key(value["mention"])})


def choice_from_dict(value: Mapping[str, Any]) -> Choice:
    """The choice that ``to_plain`` wrote."""
    return Choice(**{**value, "mention": _key(value["mention"])})


def linked_to_dict(linked: Linked) -> dict[str, Any]:
    """A linked collection, to be kept so that reports can be added later."""
    plain: dict[str, Any] = to_plain(linked_parts(linked))
    return plain


def linked_parts(linked: Linked) -> dict[str, Any]:
    """The same with nouns in it, for what writes dataclasses by itself; a weight that is infinite becomes ``None``."""
    return {
        "tellings": list(linked.tellings.values()),
        "rows": list(linked.rows.values()),
        "pairs": list(linked.pairs.values()),
        "judgements": list(linked.judgements),
        "linking": linked.linking,
        "copies": dict(linked.copies),
    }


def linked_from_dict(value: Mapping[str, Any]) -> Linked:
    """The collection that ``linked_to_dict`` wrote."""
    tellings = [_telling(one) for one in value["tellings"]]
    rows = [TellingRow(**one) for one in value["rows"]]
    pairs = [ScoredPair(**one) for one in value["pairs"]]
    by_id = {telling.id: telling for telling in tellings}
    return Linked(
        by_id,
        {row.key: row for row in rows},
        {(pair.left, pair.right): pair for pair in pairs},
        tuple(judgement_from_dict(one) for one in value["judgements"]),
        _linking(value["linking"], by_id),
        dict(value["copies"]),
    )


def _telling(value: Mapping[str, Any]) -> Telling:
    joinings = tuple(Joining(one["mention"], one["joined"], tuple(one["words"])) for one in value["joinings"])
    return Telling(_key(value["id"]), tuple(value["events"]), joinings)


def _link(value: Mapping[str, Any]) -> Link:
    weight = float("inf") if value["weight"] is None else value["weight"]
    reasons = tuple(LevelReason(**one) for one in value["reasons"])
    return Link(_key(value["left"]), _key(value["right"]), weight, reasons, value["kind"])


def _linking(value: Mapping[str, Any], tellings: Mapping[MentionKey, Telling]) -> Linking:
    incidents = tuple(
        Incident(
            one["id"],
            tuple(tellings.get(_key(told["id"])) or _telling(told) for told in one["tellings"]),
            tuple(_link(link) for link in one["links"]),
        )
        for one in value["incidents"]
    )
    return Linking(
        incidents,
        tuple(PartOf(**one) for one in value["part_of"]),
        tuple(Problem(one["kind"], one["words"], tuple(one["judgements"])) for one in value["problems"]),
        tuple((old, new) for old, new in value["renamed"]),
    )
