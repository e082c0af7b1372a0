"""What comes into a casebook: reports of files and addresses, counted beforehand as well as that can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from selon.errors import InputError
from selon.model import Arrival, Discard, Origin, Report
from selon.settings import Settings

Incoming = Iterator[Arrival | Discard]
LINES_ARE_REPORTS = (".jsonl", ".ndjson", ".csv", ".tsv")
PEEK_BYTES = 1 << 20


def take_in_all(paths: Sequence[str], addresses: Sequence[str], options: Any) -> Incoming:
    """Everything in some files and folders, then what some addresses give.

    Args:
        paths: Files and folders.
        addresses: Web addresses; nothing is fetched that is not named here.
        options: ``selon.intake.IntakeOptions``.
    """
    from selon.apps.plain_intake import take_in

    if addresses:
        raise InputError("addresses cannot be fetched yet")
    return take_in(paths, options)


def intake_options(settings: Settings, given: Mapping[str, Any]) -> Any:
    """What the intake is told: bounds of the settings, and what the user said."""
    from selon.apps.plain_intake import IntakeOptions

    return IntakeOptions(max_report_chars=settings.max_report_chars, **given)


def estimate(paths: Iterable[str]) -> int:
    """About how many reports some files hold: lines of line files, one for each other file. Nothing is parsed."""
    return sum(_estimate_file(file) for path in paths for file in _files(Path(path)))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
    elif path.is_file():
        yield path


def _estimate_file(path: Path) -> int:
    if path.suffix.lower() not in LINES_ARE_REPORTS:
        return 1
    try:
        with path.open("rb") as file:
            return max(1, sum(block.count(b"\n") for block in iter(lambda: file.read(PEEK_BYTES), b"")))
    except OSError:
        return 1


def arrive(report: Report, path: str) -> Arrival:
    """A report that comes from a program and not from a file."""
    data = report.text.encode("utf-8", "surrogatepass")
    return Arrival(report, Origin(path, None, hashlib.sha256(data).hexdigest(), "program"))
