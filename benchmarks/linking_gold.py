"""Links the reports of gold/fr, from their gold records or from Selon's own, and scores the incidents."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import SHARED, load_gold
from selon.link.linking import link_records
from selon.model import Record, record_from_dict
from selon.model.incidents import Linking, MentionKey

INCIDENTS = SHARED / "gold" / "fr" / "incidents.jsonl"


def load_groups() -> list[dict[str, Any]]:
    """The gold incidents, as the file has them."""
    if not INCIDENTS.is_file():
        raise SystemExit(f"{INCIDENTS}: no gold; set SELON_SHARED to the folder that holds gold/ and score/")
    return [json.loads(line) for line in INCIDENTS.read_text("utf-8").splitlines() if line.strip()]


def load_incidents() -> dict[MentionKey, str]:
    """Mention to the name of its gold incident."""
    return {MentionKey(*member): group["incident"] for group in load_groups() for member in group["members"]}


def load_incident_scorer() -> ModuleType:
    """``incidents.py`` beside ``score.py``, imported by its path."""
    folder = SHARED / "score"
    spec = importlib.util.spec_from_file_location("incident_score", folder / "incidents.py")
    if spec is None or spec.loader is None or not (folder / "incidents.py").is_file():
        raise SystemExit(f"{folder / 'incidents.py'}: no scorer; set SELON_SHARED")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(folder))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


def members_of(linking: Linking) -> list[dict[str, Any]]:
    """The incidents as the scorer reads them."""
    return [
        {"incident": incident.id, "members": [list(key) for key in incident.members]} for incident in linking.incidents
    ]


def score_incidents(
    predicted: Iterable[Mapping[str, Any]], records: list[dict[str, Any]] | None = None
) -> dict[str, dict[str, float]]:
    """Pairs, B-cubed and report pairs, by the scorer; ``records`` where the incidents speak of those events."""
    scorer = load_incident_scorer()
    gold = scorer.clusters(str(INCIDENTS))
    groups = [{tuple(member) for member in group["members"]} for group in predicted]
    if records is not None:
        golds = scorer.load(str(SHARED / "gold" / "fr" / "records.jsonl"))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "records.jsonl"
            path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
            known = scorer.to_gold(golds, scorer.load(str(path)))
        groups = [{known[member] for member in group if member in known} for group in groups]
    gold_pairs, pairs = scorer.cross_pairs(gold), scorer.cross_pairs(groups)
    gold_reports = {frozenset(report for report, _ in pair) for pair in gold_pairs}
    reports = {frozenset(report for report, _ in pair) for pair in pairs}
    return {
        "pairs": scorer.prf(len(gold_pairs & pairs), len(pairs), len(gold_pairs)),
        "b3": scorer.b3(gold, groups),
        "reports": scorer.prf(len(gold_reports & reports), len(reports), len(gold_reports)),
    }


def read_gold_texts() -> list[Record]:
    """Selon's own records of the gold's texts."""
    from selon.reader import Reader

    reader = Reader()
    found = []
    for record in load_gold("fr"):
        head = record["report"]
        own = reader.read(
            head["text"],
            published=head["published"],
            publisher=head["publisher"],
            title=head["title"],
            language=head["language"],
        )
        raw = own.to_dict()
        raw["report"]["id"] = head["id"]
        found.append(record_from_dict(raw))
    return found


def score_left_out() -> dict[str, dict[str, float]]:
    """The rows with each incident's links made by weights estimated without it; all other reports are there."""
    from benchmarks.linking_weights import estimate_shipped, gold_pairs, maverick_pairs

    records = [record_from_dict(record) for record in load_gold("fr")]
    known, maverick = gold_pairs(), maverick_pairs()
    predicted: list[dict[str, Any]] = []
    for group in load_groups():
        weights = estimate_shipped(known, maverick, without=group["incident"])
        members = {MentionKey(*member) for member in group["members"]}
        linking = link_records(records, weights=weights).linking
        predicted += [one for one in members_of(linking) if members & {MentionKey(*key) for key in one["members"]}]
    seen: set[MentionKey] = set()
    for one in predicted:  # a mention that two incidents' runs hold counts in the first
        one["members"] = [key for key in one["members"] if MentionKey(*key) not in seen]
        seen |= {MentionKey(*key) for key in one["members"]}
    return score_incidents(predicted)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What may be asked."""
    parser.add_argument("--own", action="store_true", help="from Selon's own records, not from gold records")
    parser.add_argument(
        "--left-out", action="store_true", help="each incident with weights that have not seen it, from gold records"
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")


def run(options: argparse.Namespace) -> int:
    """Links and prints the three rows."""
    if options.left_out:
        scores = score_left_out()
    elif options.own:
        records = read_gold_texts()
        scores = score_incidents(members_of(link_records(records).linking), [record.to_dict() for record in records])
    else:
        records = [record_from_dict(record) for record in load_gold("fr")]
        scores = score_incidents(members_of(link_records(records).linking))
    if options.json:
        print(json.dumps(scores))
        return 0
    for name, row in scores.items():
        print(f"{name:8}" + "  ".join(f"{key} {row[key]:.3f}" for key in ("p", "r", "f1")))
    return 0
