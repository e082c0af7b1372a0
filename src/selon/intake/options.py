"""What a user may say about files that are taken in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selon.errors import InputError, SettingsError
from selon.intake.iso import checked_date

COLUMN_FIELDS = ("text", "id", "language", "published", "publisher", "title", "url")
"""Fields of a report that a column of a table can fill."""

_WHOLE = ("max_report_chars", "max_file_bytes", "max_members", "max_depth", "max_memory_bytes")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """Defaults and bounds of one intake.

    Attributes:
        published: ISO date or date-time for reports that do not say; ``None`` leaves them without one.
        publisher: Outlet for reports that do not say.
        language: ISO 639-1 code for reports that do not say; ``None`` to tell it from the words.
        default_language: Language of a text too short for its language to be told.
        columns: Field of a report (``text``, ``published``, …) to the name of the column that holds it. Fields not
            named here are found by the usual names of columns.
        keep_bytes: Whether arrivals carry the raw bytes.
        max_report_chars: Longest text of a report, in code points.
        max_file_bytes: Most bytes of one file or member that must be held whole. Shapes that are read as a stream
            (JSON Lines, tables, archives) may be of any size.
        max_members: Most members (files of an archive, rows, articles) of one file.
        max_depth: How many archives may lie in one another.
        max_memory_bytes: Most memory of the process that reads shapes which cannot be trusted to be small.
        timeout_s: Seconds that the reading of one file or member may take; one that holds many reports gets a second
            more for each.

    Raises:
        SettingsError: A bound that is not a positive number, an unknown field in ``columns``.
        InputError: A date that is none, or a language code that is none.
    """

    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    default_language: str = "fr"
    columns: Mapping[str, str] = field(default_factory=dict)
    keep_bytes: bool = False
    max_report_chars: int = 200_000
    max_file_bytes: int = 100_000_000
    max_members: int = 1_000_000
    max_depth: int = 3
    max_memory_bytes: int = 900_000_000
    timeout_s: float = 60.0

    def __post_init__(self) -> None:
        checked_date(self.published)
        for name in ("language", "default_language"):
            value = getattr(self, name)
            if value is not None and not _LANGUAGE.fullmatch(value):
                raise InputError(f"{name} is {value!r}; allowed: an ISO 639-1 code such as 'fr'")
        for name in _WHOLE:
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise SettingsError(f"{name} is {value!r}; allowed: a whole number from 1 up")
        if not self.timeout_s > 0:
            raise SettingsError(f"timeout_s is {self.timeout_s!r}; allowed: seconds, more than 0")
        for name, column in self.columns.items():
            if name not in COLUMN_FIELDS or not column.strip():
                raise SettingsError(
                    f"columns has {name!r}={column!r}; allowed: {', '.join(COLUMN_FIELDS)}, each with a column's name"
                )
