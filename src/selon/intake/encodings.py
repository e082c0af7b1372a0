"""From bytes to text when the encoding is unknown or declared wrongly."""

from __future__ import annotations

import codecs
import re

from selon.errors import InputError
from selon.intake.files import MAX_CONTROL_SHARE, decode
from selon.intake.reasons import RefusedError

# Letters and signs past ASCII that news copy in western languages uses: what the right 8-bit encoding gives.
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ«»‹›’‘“”„…–—°€·•¿¡º\u00a0\u202f\u00ad")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z])[À-ÖØ-ÝŒ]")
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850")
LEAST_WESTERN = 0.9
"""Share of bytes past ASCII that must become such letters for a western encoding to be believed."""

MOST_BROKEN = 0.02
"""Share of broken bytes, of those past ASCII, up to which a text is UTF-8 with a few faults (a cut copy)."""

SAMPLE_BYTES = 100_000
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")

# UTF-8 that was read as windows-1252 and saved again: « Ã© » for « é », « â€™ » for « ’ ».
_HIGH = "\u0080-\u00ff" + re.escape("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ")
_TWICE = re.compile(rf"[Ã-ôâÂ][{_HIGH}]+")
_TELLING = re.compile(r"Ã[\u0080-\u00bf©¨ª§´®¯¢¹»±³²€‰‡Š]|â€[™œ¦“\u009d\u0093\u0094˜]|Â[«» °·]")


def decode_text(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """The text of some bytes, and a note where they were not plain UTF-8.

    What the bytes are goes before what they are declared to be: a byte order mark, then UTF-8 that holds, then the
    declared encoding, then the 8-bit encoding that gives the letters of a western language, then a library's guess.

    Args:
        data: The bytes.
        declared: Name of an encoding, as a page or a mail gives it.

    Raises:
        RefusedError: The bytes are not text (``not_text``).
    """
    try:
        text, note = decode(data)
    except InputError as error:
        raise RefusedError("not_text", str(error)) from error
    if note and "windows-1252" in note:
        text, note = _eight_bit(data, declared)
    return _mended(text, note)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page or an XML file declares in its first 4,096 bytes."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def stream_encoding(data: bytes, *, whole_is_utf8: bool) -> str:
    """The encoding to read a long file with, told from its start; whether all of it is UTF-8 is known before."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    if whole_is_utf8:
        return "utf-8"
    zeros = data[:1000].count(0)
    if zeros > 0.4 * len(data[:1000]):
        return "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    return _best_western(data[:SAMPLE_BYTES])[1]


def _eight_bit(data: bytes, declared: str | None) -> tuple[str, str]:
    text = data.decode("utf-8", errors="replace")
    high = sum(char > "\x7f" for char in text[:SAMPLE_BYTES])
    broken = text[:SAMPLE_BYTES].count("\ufffd")
    if broken <= MOST_BROKEN * high:
        return text, "UTF-8 with broken characters, shown as \ufffd"
    name = _known(declared)
    if name is not None and name not in ("utf-8", "ascii", "iso8859-1", "cp1252"):
        try:
            return data.decode(name), f"not UTF-8; read as {name}, as declared"
        except UnicodeDecodeError:
            pass
    share, western = _best_western(data[:SAMPLE_BYTES])
    if share < LEAST_WESTERN:
        western = _guessed(data) or "cp1252"
    note = f"not UTF-8; read as {'windows-1252 (Latin-1)' if western == 'cp1252' else western}"
    return data.decode(western, errors="replace"), note


def _best_western(data: bytes) -> tuple[float, str]:
    """The 8-bit encoding that gives most western letters, and their share; windows-1252 where several do."""
    scores = []
    for rank, name in enumerate(_EIGHT_BIT):
        text = data.decode(name, errors="replace")
        high = sum(char > "\x7f" for char in text)
        right = sum(char in _WESTERN for char in text) - len(_CAPITAL_INSIDE.findall(text))
        scores.append((right / max(1, high), -rank, name))
    share, _, name = max(scores)
    return share, name


def _known(name: str | None) -> str | None:
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    if best is None:
        return None
    try:
        controls = sum(char < " " and char not in "\t\n\r" for char in data.decode(best.encoding))
    except (UnicodeDecodeError, LookupError):
        return None
    return best.encoding if controls <= MAX_CONTROL_SHARE * len(data) else None


def _mended(text: str, note: str | None) -> tuple[str, str | None]:
    """Text that was encoded twice, put right where every such place can be."""
    if len(_TELLING.findall(text)) < 2:
        return text, note
    mended = _TWICE.sub(lambda match: _once(match.group()), text)
    if mended == text or _TELLING.search(mended):
        return text, note
    told = "accents were encoded twice (é as Ã©); mended"
    return mended, f"{note}; {told}" if note else told


def _once(run: str) -> str:
    try:
        return b"".join(_byte(char) for char in run).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return run


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
