"""Encodings that are unknown or declared wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.encodings import declared_encoding, decode_text, stream_encoding
from selon.intake.reasons import RefusedError

TEXT = "L’armée a démenti ; « rien » n'a été détruit à Œuilly, où l'hôpital a reçu des blessés.\n"
PLAIN = "Des blessés ont été évacués à l'hôpital où ils sont soignés, a précisé le maire.\n"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", None),
        ("utf-8", "iso-8859-1"),
        ("cp1252", None),
        ("cp1252", "utf-8"),
        ("mac_roman", None),
        ("utf-16", None),
    ],
)
def test_what_the_bytes_are_goes_before_what_is_declared(encoding: str, declared: str | None) -> None:
    """A French text comes out whatever it is declared to be."""
    assert decode_text(TEXT.encode(encoding), declared=declared)[0] == TEXT


def test_the_dos_code_page_is_recognised() -> None:
    """Accents of old DOS programs come out."""
    assert decode_text(PLAIN.encode("cp850")) == (PLAIN, "not UTF-8; read as cp850")


def test_other_scripts_are_read_as_declared() -> None:
    """A declared encoding of another script is believed where the bytes are no western text."""
    text = "Полиция сообщила о двенадцати погибших."
    assert decode_text(text.encode("cp1251"), declared="windows-1251")[0] == text


def test_accents_encoded_twice_are_mended() -> None:
    """UTF-8 that was read as Latin-1 and saved again is put right, and told."""
    twice = PLAIN.encode().decode("latin-1")
    assert decode_text(twice.encode()) == (PLAIN, "accents were encoded twice (é as Ã©); mended")


@pytest.mark.parametrize("text", ["São Paulo, MAÇÃ", "Le « Ã » est une lettre.", TEXT])
def test_what_is_right_is_not_mended(text: str) -> None:
    """A Portuguese word or a letter by itself stays."""
    assert decode_text(text.encode()) == (text, None)


def test_a_few_broken_characters_do_not_change_the_encoding() -> None:
    """A cut copy of UTF-8 is UTF-8."""
    text, note = decode_text((TEXT * 20).encode() + b"\xe9")
    assert text == TEXT * 20 + "\ufffd"
    assert note == "UTF-8 with broken characters, shown as \ufffd"


def test_a_page_says_its_encoding() -> None:
    """Both forms of the declaration are found; without one there is none."""
    assert declared_encoding(b'<meta charset="windows-1252">') == "windows-1252"
    assert declared_encoding(b'<?xml version="1.0" encoding="utf-8"?>') == "utf-8"
    assert declared_encoding(b"<p>texte</p>") is None


def test_long_files_are_told_from_their_start() -> None:
    """A stream is read by its mark, else as UTF-8 if all of it is, else by its letters."""
    assert stream_encoding(b"\xef\xbb\xbfa", whole_is_utf8=True) == "utf-8-sig"
    assert stream_encoding(b"a", whole_is_utf8=True) == "utf-8"
    assert stream_encoding(PLAIN.encode("cp1252"), whole_is_utf8=False) == "cp1252"
    assert stream_encoding("a,b".encode("utf-16-le") * 9, whole_is_utf8=False) == "utf-16-le"


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No bytes stop the reading with anything but a refusal."""
    try:
        text, _ = decode_text(data)
    except RefusedError as error:
        assert error.reason == "not_text"
    else:
        assert "\0" not in text
