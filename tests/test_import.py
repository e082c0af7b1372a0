"""What an import costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import selon


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh Python has loaded after some code."""
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


HEAVY = {"spacy", "thinc", "numpy", "rich", "orjson", "click", "jsonschema", "sqlalchemy", "alembic", "multiprocessing"}


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import selon", set()),
        ("import selon.model, selon.errors, selon.settings", set()),
        ("import selon; selon.Reader, selon.Record", {"numpy"}),
        ("import selon; selon.Casebook", {"numpy", "sqlalchemy", "multiprocessing", "orjson"}),
        ("import selon.cli", {"click"}),
    ],
)
def test_an_import_is_light(code: str, allowed: set[str]) -> None:
    """Importing Selon loads no model and none of the libraries that only some commands need."""
    assert loaded_after(code) & HEAVY <= allowed


def test_the_front_door_has_what_it_names() -> None:
    """Every public name can be had, and no other."""
    assert all(getattr(selon, name) is not None for name in selon.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        selon.nothing  # noqa: B018  # the look-up itself is the test
