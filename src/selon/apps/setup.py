"""What reads, as a casebook remembers it: versions and hashes of everything that decides what a record says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import selon
from selon.casebook import Setup
from selon.lexicon.table import DATA
from selon.model.record import RECORD_VERSION
from selon.parse.load import MODELS, available_languages
from selon.settings import Settings

IDLE_SETTINGS = ("batch_size",)
"""Settings that change how fast reports are read and not what is read in them."""
EVENT_TYPES = DATA / "world" / "event_types.toml"


def describe_setup(settings: Settings) -> Setup:
    """The setup of these settings.

    Args:
        settings: What reports are read with.
    """
    bearing = {name: value for name, value in _plain(settings).items() if name not in IDLE_SETTINGS}
    models = {language: _model_hash(language, settings) for language in available_languages()}
    return Setup(
        selon_version=selon.__version__,
        models=_json(models),
        lexicon=_lexicon_hash(),
        settings=_json(bearing),
        codebook=codebook(),
    )


def codebook() -> str:
    """Which codebook records follow: the version of their format, and the beginning of the event types' hash."""
    return f"record {RECORD_VERSION}, event types {hash_files([EVENT_TYPES])[:12]}"


def _plain(settings: Settings) -> dict[str, Any]:
    return asdict(settings)


def _json(values: object) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


@cache
def _lexicon_hash() -> str:
    from selon.resolve import gazetteer

    tables = (path for path in DATA.rglob("*") if path.is_file())
    return hash_files([*tables, *Path(gazetteer.__file__).parent.glob("*.npz")])


def _model_hash(language: str, settings: Settings) -> str:
    return _folder_hash(settings.pipelines.get(language) or str(MODELS / language))


@cache
def _folder_hash(name: str) -> str:
    folder = Path(name)
    if not folder.is_dir():
        spec = find_spec(name) if name.isidentifier() else None
        folder = Path(next(iter(spec.submodule_search_locations or ()), name)) if spec else folder
    return hash_files(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def hash_files(paths: Iterable[Path]) -> str:
    """SHA-256 of some files, their last two names and their bytes, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.parent.name}/{path.name} {content}\n".encode())
    return total.hexdigest()
