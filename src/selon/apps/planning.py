"""What an ``add`` would meet, without reading or writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from selon.apps.incoming import intake_options, take_in_all
from selon.casebook import Store, key_of
from selon.errors import MissingCasebookError
from selon.lexicon import available_languages
from selon.model import Discard
from selon.settings import Settings


def plan(
    address: str, paths: Sequence[str], addresses: Sequence[str], settings: Settings, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Counts what would be added.

    Args:
        address: The casebook; it need not be there yet.
        paths: Files and folders.
        addresses: Web addresses.
        settings: Bounds of the intake.
        given: What the user says about the files.

    Returns:
        ``new`` and ``known`` reports; ``unread`` and ``discarded`` by reason.
    """
    store = _store(address)
    readable = available_languages()
    unread: Counter[str] = Counter()
    discarded: Counter[str] = Counter()
    seen: set[str] = set()
    known = 0
    for item in take_in_all(paths, addresses, intake_options(settings, given)):
        if isinstance(item, Discard):
            discarded[item.reason] += 1
            continue
        key = key_of(item.report)
        if key in seen or (store is not None and store.held([key])):
            known += 1
            continue
        seen.add(key)
        if item.report.language not in readable:
            unread[f"language {item.report.language}"] += 1
    if store is not None:
        store.close()
    return {"new": len(seen), "known": known, "unread": dict(unread), "discarded": dict(discarded)}


def _store(address: str) -> Store | None:
    try:
        return Store(address)
    except MissingCasebookError:
        return None
