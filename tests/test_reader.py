"""The reader and the front door of the package."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NOISY, mentions_in

import selon
from selon.errors import InputError, LanguageError, ReportDateError, ReportTooLongError
from selon.model import Record, Report, report_id
from selon.reader import FailedReport, Reader
from selon.settings import Settings

CLAIM = "Le ministère a affirmé mardi que l’armée avait quitté la ville."
PIECES = (
    CLAIM,
    "« Non\u00a0», a-t-il dit.",
    "Selon l’ONG,",
    " ",
    "\r\n",
    "de\u0301menti",
    "ﬁn",
    "bom\u00adbe",
    "cessez-le- feu",
    "\u202e",
    "😀",
)


def test_a_report_becomes_a_record(reader: Reader) -> None:
    """What is known of the publication is in the record, and the id is the hash of the text."""
    record = reader.read(CLAIM, published="2016-12-08T14:30:00+01:00", publisher="Un", title="T", url="u")
    assert record.report == Report(CLAIM, report_id(CLAIM), "fr", "2016-12-08T14:30:00+01:00", "Un", "T", "u")
    assert record.claims


def test_the_front_door_reads_as_the_reader_does(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """``selon.read`` is a reader with the settings of the environment."""
    monkeypatch.setattr(selon, "_readers", [reader])
    assert selon.read(CLAIM, publisher="Un") == reader.read(CLAIM, publisher="Un")


def test_reading_twice_is_the_same(reader: Reader) -> None:
    """A record depends on the report alone, not on what was read before."""
    first = reader.read(CLAIM)
    reader.read("Paris a démenti. " + CLAIM)
    assert reader.read(CLAIM) == first


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0", "\ufeff"])
def test_an_empty_report_is_refused(text: str) -> None:
    """A report without a word is none."""
    with pytest.raises(InputError):
        Reader(Settings()).make_report({"text": text})


def test_a_long_report_is_refused_not_cut() -> None:
    """The limit is a setting, and the message gives both numbers."""
    with pytest.raises(ReportTooLongError, match=r"has 11 characters; allowed: 10\."):
        Reader(Settings(max_report_chars=10)).make_report({"text": "a" * 11})


@pytest.mark.parametrize(
    "value", ["2016-12-08", "2016-12-08T10:00", "2016-12-08T10:00:00Z", "2016-12-08 10:00:00+03:00"]
)
def test_iso_dates_are_dates(value: str) -> None:
    """Days and instants in ISO form are kept as given."""
    assert Reader(Settings()).make_report({"text": CLAIM, "published": value}).published == value


@pytest.mark.parametrize("value", ["", "2016", "2016-12", "8 décembre 2016", "2016-12-32", "2016-12-08T", "20161208"])
def test_other_dates_are_refused(value: str) -> None:
    """What is not a full ISO date is refused, never guessed."""
    with pytest.raises(ReportDateError, match="allowed: an ISO date"):
        Reader(Settings()).make_report({"text": CLAIM, "published": value})


@pytest.mark.parametrize(
    ("given", "kept"), [("fr", "fr"), ("FR", "fr"), ("fr-CA", "fr"), ("fr_BE", "fr"), (None, "fr")]
)
def test_a_language_may_have_a_region(given: str | None, kept: str) -> None:
    """Regions of a language are read as the language."""
    assert Reader(Settings()).make_report({"text": CLAIM, "language": given}).language == kept


def test_a_report_in_another_language_is_refused_unless_named() -> None:
    """A language is told from the words, but the user has the last word."""
    english = (
        "The army said on Tuesday that its men had left the town, but the residents of the town say they have not."
    )
    reader = Reader(Settings())
    with pytest.raises(LanguageError, match="looks like English"):
        reader.make_report({"text": english})
    assert reader.make_report({"text": english, "language": "fr"}).language == "fr"


@pytest.mark.parametrize("fields", [{"text": 1}, {"text": CLAIM, "title": ["a"]}, {}, {"text": None}])
def test_fields_must_be_text(fields: dict[str, Any]) -> None:
    """A field that is no text is refused."""
    with pytest.raises(InputError):
        Reader(Settings()).make_report(fields)


def test_many_reports_keep_their_order(reader: Reader) -> None:
    """Each report has its record or its reason at its own place, whatever batch it falls in."""
    given: list[Any] = [
        CLAIM,
        {"text": ""},
        {"text": CLAIM, "id": "b"},
        Report(CLAIM, "c"),
        5,
        InputError("lost"),
        CLAIM,
    ]
    for batch_size in (1, 2, 100):
        found = list(reader.read_many(given, batch_size=batch_size))
        assert [type(result) for result in found] == [
            Record,
            FailedReport,
            Record,
            Record,
            FailedReport,
            FailedReport,
            Record,
        ]
        failed = [result for result in found if isinstance(result, FailedReport)]
        assert [result.position for result in failed] == [1, 4, 5]
        assert [r.report.id for r in found if isinstance(r, Record)] == [report_id(CLAIM), "b", "c", report_id(CLAIM)]


def test_many_reports_read_as_one(reader: Reader) -> None:
    """A report reads the same alone and in a batch."""
    texts = [CLAIM, "Paris a démenti mardi.", CLAIM + " « Non », a-t-il ajouté."]
    assert list(reader.read_many(texts)) == [reader.read(text) for text in texts]


def test_many_reports_are_read_as_they_come(reader: Reader) -> None:
    """An endless stream gives records before it ends."""
    endless = iter(lambda: CLAIM, None)
    assert isinstance(next(reader.read_many(endless, batch_size=2)), Record)


@settings(max_examples=40)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.sampled_from(NOISY), max_size=6)), min_size=1, max_size=8)
)
def test_evidence_holds_in_noisy_reports(reader: Reader, pieces: list[str]) -> None:
    """Every mention of a record is cut from the report's text, whatever typography surrounds it."""
    text = CLAIM + " " + " ".join(pieces)
    record = reader.read(text, language="fr", published="2016-12-08").to_dict()
    for mention in mentions_in(record):
        start, end = mention["span"]
        assert text[start:end] == mention["text"]
    assert record["report"]["text"] == text
