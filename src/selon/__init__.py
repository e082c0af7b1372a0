"""Selon reads reports of armed conflict and records who says what, in which words, on which evidence.

>>> import selon
>>> record = selon.read("Damas a démenti toute attaque.", published="2016-12-08", publisher="Exemple")
>>> record.claims[0].stance
'denies'

``import selon`` loads no model; the first ``read`` does.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selon.apps.casebook import Casebook
    from selon.errors import SelonError
    from selon.model import Record, Report
    from selon.reader import FailedReport, Reader
    from selon.settings import Settings

__version__ = version("selon")

_HOMES = {
    "Casebook": "selon.apps.casebook",
    "FailedReport": "selon.reader",
    "Reader": "selon.reader",
    "Record": "selon.model",
    "Report": "selon.model",
    "SelonError": "selon.errors",
    "Settings": "selon.settings",
}

__all__ = ["Casebook", "FailedReport", "Reader", "Record", "Report", "SelonError", "Settings", "__version__", "read"]

_readers: list[Reader] = []


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'selon' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def read(  # noqa: PLR0913  # one keyword for each field of a report
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Record:
    """Reads one report with the settings of the environment.

    The pipeline is loaded on the first call and kept. For many reports, or for settings of your own, use ``Reader``.

    Args:
        text: The text as published; offsets of the record count its code points.
        published: ISO date or date-time of publication; without it no relative date is resolved.
        publisher: The outlet.
        title: The title, which is not part of ``text``.
        url: The address.
        language: ISO 639-1 code; ``None`` to tell it from the words.

    Raises:
        SelonError: The text cannot be read as a report; see ``selon.errors``.
    """
    if not _readers:
        from selon.reader import Reader

        _readers.append(Reader())
    return _readers[0].read(text, published=published, publisher=publisher, title=title, url=url, language=language)
