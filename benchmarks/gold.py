"""The gold records and the scorer, both outside this repository, in the folder that ``SELON_SHARED`` names."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SELON_SHARED", ROOT.parent / "shared"))
SETS = ("fr", "fr-real")
"""``fr``: reports written for the gold, rich in rare phenomena. ``fr-real``: reports as published."""

Records = list[dict[str, Any]]


def gold_path(name: str) -> Path:
    """The file of a gold set."""
    return SHARED / "gold" / name / "records.jsonl"


def gold_hash(name: str) -> str:
    """The hash of a gold set: floors hold for this very file and no other."""
    return hashlib.sha256(gold_path(name).read_bytes()).hexdigest()


def load_gold(name: str, report: str | None = None) -> Records:
    """The records of a gold set, or the one whose id or name is ``report``.

    Raises:
        SystemExit: The gold is not there, or has no such report.
    """
    path = gold_path(name)
    if not path.is_file():
        raise SystemExit(f"{path}: no gold; set SELON_SHARED to the folder that holds gold/ and score/")
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    if report is None:
        return records
    return [record for record in records if report in names_of(record)]


def names_of(record: dict[str, Any]) -> set[str]:
    """What a gold report may be called by: its name, its id, or the start of its id."""
    identity = str(record["report"]["id"])
    return {str((record.get("meta") or {}).get("name")), identity, identity[:19]}


def load_scorer() -> ModuleType:
    """``score.py``, imported by its path."""
    path = SHARED / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"{path}: no scorer; set SELON_SHARED to the folder that holds gold/ and score/")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keyed(records: Records) -> dict[str, dict[str, Any]]:
    """Records by the hash of their text, as the scorer pairs them."""
    return {"sha256:" + hashlib.sha256(r["report"]["text"].encode("utf-8")).hexdigest(): r for r in records}
