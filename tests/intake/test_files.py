"""From bytes to text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import InputError, MissingInputError, ReportTooLongError
from selon.intake.files import decode, read_file

TEXT = "L’armée a démenti ; « rien » n'a été détruit à Œuilly.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encodings_of_text_files_are_read(encoding: str) -> None:
    """A French text comes out the same in every encoding that word processors write."""
    text, note = decode(TEXT.encode(encoding))
    assert text == TEXT
    assert (note is None) == encoding.startswith("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    """Whatever UTF-8 can hold comes out unchanged, but for a byte order mark at its start."""
    assert decode(text.encode("utf-8")) == (text.removeprefix("\ufeff"), None)


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No bytes stop the reading with anything but the error that says what they are."""
    try:
        text, _ = decode(data)
    except InputError as error:
        assert str(error)
    else:
        assert "\0" not in text


def test_a_file_too_long_is_not_read_whole(tmp_path: Path) -> None:
    """A file with more bytes than any text of the limit is refused by its size."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 41)
    with pytest.raises(ReportTooLongError, match="more than 40 bytes"):
        read_file(str(path), max_chars=10)


def test_a_file_without_right_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system will not open is told as such."""
    path = tmp_path / "closed.txt"
    path.write_text(TEXT, "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingInputError, match="cannot be read: Permission denied"):
        read_file(str(path), max_chars=100)
