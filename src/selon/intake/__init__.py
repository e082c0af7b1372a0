"""From bytes to reports: recognised by content, read within bounds, each loss told with its reason.

>>> from selon.intake import take_in
>>> for found in take_in(["dossier/"]):
...     print(found.origin.path, getattr(found, "reason", "report"))

The names below are loaded when first used, so that importing this room costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selon.intake.copies import CopyCandidate, CopyGroup, CopyIndex, group_copies
    from selon.intake.fetch import fetch_in
    from selon.intake.options import IntakeOptions
    from selon.intake.reasons import DISCARD_REASONS
    from selon.intake.shapes import SHAPES
    from selon.intake.taking import Intake, take_in, take_in_bytes

_HOMES = {
    "CopyCandidate": "copies",
    "CopyGroup": "copies",
    "CopyIndex": "copies",
    "DISCARD_REASONS": "reasons",
    "Intake": "taking",
    "IntakeOptions": "options",
    "SHAPES": "shapes",
    "fetch_in": "fetch",
    "group_copies": "copies",
    "take_in": "taking",
    "take_in_bytes": "taking",
}

__all__ = [
    "DISCARD_REASONS",
    "SHAPES",
    "CopyCandidate",
    "CopyGroup",
    "CopyIndex",
    "Intake",
    "IntakeOptions",
    "fetch_in",
    "group_copies",
    "take_in",
    "take_in_bytes",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'selon.intake' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"selon.intake.{_HOMES[name]}"), name)
