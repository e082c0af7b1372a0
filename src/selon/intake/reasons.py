"""Why something that came in gave no report: the closed list of reasons, and the error that carries one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DISCARD_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "missing": "there is no such file or folder",
        "unreadable": "the system does not let the file be read",
        "empty": "there are no bytes, or no word in them",
        "no_text": "the shape was recognised but holds no text of a report (pictures of pages, a page of links, a sound)",
        "no_text_column": "a table without a column that is known to hold the text; name it with the option columns",
        "bad_row": "a row, line or entry that is not well formed; its neighbours are read",
        "too_long": "the text is longer than max_report_chars; a text is never cut",
        "too_large": "more bytes than max_file_bytes, or than its shape allows",
        "too_many": "more members than max_members; those before are read",
        "too_deep": "archives in archives, or elements in elements, nested past the bound",
        "bomb": "it inflates to far more than reports do",
        "broken": "it is cut short or damaged, or is not what its first bytes say",
        "encrypted": "it needs a password",
        "forbidden": "XML with entities of its own, which can swell without bound or reach for other files",
        "not_text": "pictures, sound, programs or other bytes that are not text",
        "unsupported": "a shape that is known but not read; the detail says what to save it as",
        "not_a_report": "parts that are no reports by their kind (images and scripts of a web archive, service messages)",
        "error_page": "the page is not there: the server answered with an error",
        "timeout": "reading took longer than timeout_s",
        "too_heavy": "reading needed more memory than the bound",
        "crashed": "the process that read it died",
        "address_refused": "the address is not http(s), or leads to a private, loopback or reserved network address",
        "not_fetched": "the address could not be fetched",
    }
)
"""Code to meaning. A code, once published, is never given another meaning."""


class RefusedError(Exception):
    """Something cannot be read as a report; becomes a ``Discard``.

    Attributes:
        reason: A code of ``DISCARD_REASONS``.
        detail: What was found, what is allowed, what to do.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        if reason not in DISCARD_REASONS:
            raise KeyError(reason)
        self.reason = reason
        self.detail = detail
