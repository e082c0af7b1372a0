"""Where the training data, the intermediate files and the shipped model lie."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "training" / "work"
MODEL = ROOT / "src" / "selon" / "parse" / "models" / "fr"
DATA = Path(os.environ.get("SELON_DATA", ROOT.parent / "shared" / "data"))
UD = DATA / "ud" / "fr"
NEWS = DATA / "text" / "fr" / "orangesum-train.jsonl.gz"

SEED = 20161207
"""The one seed from which every random choice in training follows."""
