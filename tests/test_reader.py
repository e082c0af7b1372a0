"""The reader and the front door of the package."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NOISY, mentions_in

import selon
from selon.errors import InputError, LanguageError, ReportDateError, ReportTooLongError
from selon.model import Record, Report, record_from_dict, report_id
from selon.pipeline import gate_of
from selon.reader import FailedReport, Reader
from selon.settings import GATE_MODES, Settings

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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Damas affirme que cent civils ont été libérés depuis l'assaut contre les rebelles.",
            [("population.evacuation", "evacuated", 100)],
        ),
        (
            "Cinquante otages ont été libérés par les rebelles, trois mille villageois ayant été déplacés par les combats.",
            [("population.release", "released", 50), ("population.displacement", "displaced", 3000)],
        ),
    ],
)
def test_people_moved_are_counted_as_their_happening_moves_them(
    reader: Reader, text: str, told: list[tuple[str, str, int]]
) -> None:
    """The kind of a count is that of its own happening, not of another in the sentence."""
    events = reader.read(text).events
    assert [(event.type, figure.kind, figure.min) for event in events for figure in event.figures] == told


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


FIGHT = "Quatre soldats ont été tués dans une embuscade, a annoncé l’armée\u00a0: les jihadistes ont attaqué un convoi."
CALM = "La commune refait la place du marché et plante des arbres le long du canal, a indiqué le maire."


@pytest.fixture(scope="session")
def gated(reader: Reader) -> dict[str, Reader]:
    """Readers with the gate in each of its modes, on the pipeline of the session."""
    readers = {}
    for mode in GATE_MODES[1:]:
        readers[mode] = Reader(replace(reader.settings, relevance_gate=mode))
        readers[mode]._tools["fr"] = replace(reader.tools_for("fr"), judge=gate_of("fr", mode))
    return readers


@pytest.mark.parametrize("mode", GATE_MODES[1:])
def test_a_passed_report_gives_the_same_record(mode: str, gated: dict[str, Reader], reader: Reader) -> None:
    """What the gate passes whole is read as without it."""
    text = f"{FIGHT}\n\n« Nous\u00a0enquêtons », a-t-il dit. {FIGHT}"
    record = gated[mode].read(text, title="Embuscade")
    assert record == reader.read(text, title="Embuscade")
    assert record.relevance is not None and record.relevance.relevant


@pytest.mark.parametrize("mode", GATE_MODES[1:])
def test_a_left_report_gives_an_empty_record_with_its_reason(mode: str, gated: dict[str, Reader]) -> None:
    """The record holds the report and nothing else; that it was not parsed is said beside it, not in the JSON."""
    record = gated[mode].read(CALM)
    assert (record.claims, record.events, record.labels, record.unknowns) == ((), (), (), ())
    assert record.relevance is not None and record.relevance.reason().startswith("not about conflict")
    assert record == record_from_dict(record.to_dict())


def test_without_the_gate_nothing_is_said_of_relevance(reader: Reader) -> None:
    """The default reads every report whole."""
    assert reader.read(CALM).relevance is None and reader.read(CALM).claims


def test_a_record_does_not_hang_on_its_batch(gated: dict[str, Reader]) -> None:
    """Left and passed reports come out in their order, each as it does alone."""
    texts = [CALM, FIGHT, CALM, f"{CALM} {FIGHT}", FIGHT, CALM]
    together = list(gated["paragraphs"].read_many(texts, batch_size=4))
    assert together == [gated["paragraphs"].read(text) for text in texts]
    assert [record.report.text for record in together if isinstance(record, Record)] == texts


@given(st.lists(st.sampled_from([FIGHT, CALM, *PIECES]), min_size=30, max_size=80))
@settings(max_examples=25)
def test_evidence_of_paragraphs_is_cut_from_the_report(gated: dict[str, Reader], pieces: list[str]) -> None:
    """Where only some paragraphs are parsed, every mention still stands where it says."""
    text = "\n\n".join([CALM, *pieces])
    for mention in mentions_in(gated["paragraphs"].read(text, language="fr").to_dict()):
        assert text[slice(*mention["span"])] == mention["text"]
