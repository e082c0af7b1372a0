"""Floors of quality: they hold, they rise, and they belong to one gold."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import firing, quality


@pytest.fixture
def baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of floors of its own, for a gold whose hash is ``gold-1``."""
    path = tmp_path / "baseline.json"
    monkeypatch.setattr(quality, "BASELINE", path)
    monkeypatch.setattr(quality, "gold_hash", lambda _: "gold-1")
    return path


def floors(path: Path) -> dict[str, float]:
    """The floors of the set ``fr``."""
    held: dict[str, float] = json.loads(path.read_text("utf-8"))["fr"]["floors"]
    return held


def test_floors_rise_and_never_fall(baseline: Path) -> None:
    """A better measure lifts a floor; a worse one leaves it where it is."""
    quality.lift_floors({"fr": {"claims": 0.8, "labels": 0.9}})
    quality.lift_floors({"fr": {"claims": 0.85, "labels": 0.7}})
    assert floors(baseline) == {"claims": 0.848, "labels": 0.898}


def test_a_row_below_its_floor_fails(baseline: Path) -> None:
    """A row that falls, or is no longer measured, fails the check; one that holds does not."""
    quality.lift_floors({"fr": {"claims": 0.8}})
    assert quality.check_floors({"fr": {"claims": 0.8}}) == 0
    assert quality.check_floors({"fr": {"claims": 0.79}}) == 1
    assert quality.check_floors({"fr": {"labels": 1.0}}) == 1


def test_floors_hold_for_their_gold_alone(baseline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another gold fails the check until its floors are measured anew, and starts without old floors."""
    quality.lift_floors({"fr": {"claims": 0.8}})
    monkeypatch.setattr(quality, "gold_hash", lambda _: "gold-2")
    assert quality.check_floors({"fr": {"claims": 0.9}}) == 1
    quality.lift_floors({"fr": {"claims": 0.5}})
    assert floors(baseline) == {"claims": 0.498}
    assert quality.check_floors({"fr": {"claims": 0.5}}) == 0


def test_a_draw_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """The sample is fixed by its seed, and never larger than the collection."""
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": n}) + "\n" for n in range(50))
    assert firing.draw(path, 5, seed=1) == firing.draw(path, 5, seed=1)
    assert firing.draw(path, 5, seed=1) != firing.draw(path, 5, seed=2)
    assert len(firing.draw(path, 500, seed=1)) == 50
