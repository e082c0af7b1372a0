"""From what a reader finds to an arrival: line ends, language, date and bounds."""

from __future__ import annotations

import re
from functools import cache

from selon.intake.dates import read_date
from selon.intake.found import Lost, Piece
from selon.intake.iso import is_iso_date
from selon.intake.language import guess_language
from selon.intake.options import IntakeOptions
from selon.lexicon.languages import LanguageWords, load_language_words
from selon.model.arrival import Arrival, Discard, Origin
from selon.model.report import Report, report_id

_HAS_WORD = re.compile(r"\w")
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_CODE_SIGNS = re.compile(r"[{};=<>()\[\]|\\$_]")
_CODE = re.compile(r"[a-zA-Z]{2,3}")
MOST_CODE_SIGNS = 0.06
"""Share of signs of programs past which a text is none of a report; French news has 0.004, style sheets 0.1."""

SAMPLE_CHARS = 4_000
LONGEST_FIELD = 2_000
"""Longest title, publisher or address kept; what is longer is no such thing."""


def finish(piece: Piece, origin: Origin, options: IntakeOptions, raw: bytes | None) -> Arrival | Discard:
    """The arrival that a piece becomes, or why it becomes none.

    Args:
        piece: What was found.
        origin: Where.
        options: Defaults for what the piece does not say, and bounds.
        raw: The bytes hashed in ``origin``.
    """
    text = _LINE_ENDS.sub("\n", piece.text.replace("\0", "")).strip("\ufeff \t\n")
    if not _HAS_WORD.search(text):
        return Discard(origin, "empty", "there is no word in it")
    if len(text) > options.max_report_chars:
        return Discard(
            origin,
            "too_long",
            f"{len(text):,} characters; allowed: {options.max_report_chars:,}. Split it, or raise max_report_chars",
        )
    published, note = _published(piece, options)
    report = Report(
        text=text,
        id=_line(piece.id) or report_id(text),
        language=language_of(text, piece, options),
        published=published,
        publisher=_line(piece.publisher) or options.publisher,
        title=_line(piece.title),
        url=_address(piece.url),
    )
    return Arrival(report, origin, note, raw if options.keep_bytes else None)


def is_code(text: str) -> bool:
    """Whether a text is a program, a style sheet or data rather than prose."""
    sample = text[:20_000]
    return len(_CODE_SIGNS.findall(sample)) > MOST_CODE_SIGNS * max(len(sample), 200)


def lost(found: Lost, origin: Origin) -> Discard:
    """The discard that a lost part becomes."""
    return Discard(origin, found.reason, found.detail)


def language_of(text: str, piece: Piece, options: IntakeOptions) -> str:
    """ISO 639-1 code (639-3 where there is none) of a text's language.

    What the collection says of the very text goes first, then what the user says, then the words; a page's own
    declaration, which belongs to its template, only where the words do not tell.
    """
    declared = _language_code(piece.language)
    if declared and not piece.weak_language:
        return declared
    if options.language:
        return _language_code(options.language) or options.language
    guess = guess_language(text[:SAMPLE_CHARS], _known())
    if guess.certain and guess.language:
        return guess.language
    if guess.certain:
        return _by_library(text)
    return guess.language or declared or options.default_language


def _by_library(text: str) -> str:
    """The language by letter sequences: for those whose function words are in no table, and for other scripts."""
    from py3langid.langid import classify

    return str(classify(text[:SAMPLE_CHARS])[0])


@cache
def _known() -> tuple[LanguageWords, ...]:
    return load_language_words()


def _language_code(name: str | None) -> str | None:
    """``fr`` for ``fr-CA``, ``FR``, ``fr_FR``; names of languages are not codes."""
    code = (name or "").strip().partition("-")[0].partition("_")[0].lower()
    return code if _CODE.fullmatch(code) else None


def _published(piece: Piece, options: IntakeOptions) -> tuple[str | None, str | None]:
    if not piece.published:
        return options.published, piece.note
    found = piece.published if is_iso_date(piece.published) else read_date(piece.published)
    if found is not None:
        return found, piece.note
    told = f"the date {piece.published[:60]!r} was not understood"
    return options.published, f"{piece.note}; {told}" if piece.note else told


def _line(value: str | None) -> str | None:
    line = " ".join((value or "").split())
    return line if 0 < len(line) <= LONGEST_FIELD else None


def _address(value: str | None) -> str | None:
    line = _line(value)
    return line if line and re.match(r"https?://|ftp://|tg://|urn:", line, re.IGNORECASE) else None
