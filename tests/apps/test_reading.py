"""Files of any shape given to ``selon read``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import intake_files as made
import pytest

from selon.apps.reading import Failure, read_inputs
from selon.model import Record
from selon.reader import Reader


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (made.docx, [(made.TITLE, None, made.TEXT)]),
        (made.mhtml, [(made.TITLE, "2021-02-14T18:30:00+01:00", made.TEXT)]),
        (
            lambda: made.zipped(
                {"a.txt": made.TEXT, "b.png": b"\x89PNG\r\n\x1a\n\xff" + bytes(99), "c.html": made.html_page()}
            ),
            [(None, None, made.TEXT), "x: b.png", (made.TITLE, "2021-02-14T18:30:00+01:00", made.TEXT)],
        ),
    ],
)
def test_the_reports_of_a_file_are_read(
    data: Callable[[], bytes], expected: list[object], reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each report is read with what its file says of it; each loss is a failure that names its place."""
    monkeypatch.chdir(tmp_path)
    Path("x").write_bytes(data())
    notes: list[str] = []
    found = list(read_inputs(["x"], reader, {}, note=lambda message, **_: notes.append(message)))
    shown = [
        item.where if isinstance(item, Failure) else (item.report.title, item.report.published, item.report.text)
        for item in found
    ]
    assert shown == expected
    assert all(item.claims for item in found if isinstance(item, Record))
    assert all(item.one_of_many for item in found if isinstance(item, Failure))
