"""What comes into a casebook: reports of files and addresses, counted beforehand as well as that can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selon.model import Arrival, Discard, Origin, Report
from selon.settings import Settings

if TYPE_CHECKING:
    from selon.intake import IntakeOptions

Incoming = Iterator[Arrival | Discard]
LINES_ARE_REPORTS = (".jsonl", ".ndjson", ".csv", ".tsv")
PEEK_BYTES = 1 << 20


def take_in_all(paths: Sequence[str], addresses: Sequence[str], options: IntakeOptions) -> Incoming:
    """Everything in some files and folders, then what some addresses give.

    Args:
        paths: Files and folders.
        addresses: Web addresses; nothing is fetched that is not named here.
        options: ``selon.intake.IntakeOptions``.
    """
    from selon.intake import fetch_in, take_in

    fetched = chain.from_iterable(fetch_in(address, options) for address in addresses)
    return chain(take_in(paths, options), fetched)


def intake_options(settings: Settings, given: Mapping[str, Any]) -> IntakeOptions:
    """What the intake is told: bounds of the settings, and what the user said."""
    from selon.intake import IntakeOptions

    return IntakeOptions(
        max_report_chars=settings.max_report_chars, default_language=settings.default_language, **given
    )


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
