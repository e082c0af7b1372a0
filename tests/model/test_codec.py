"""Records to and from plain dicts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from strategies import RECORDS, mentions_in

import selon
from selon.apps.writing import to_json
from selon.model import Record, Report, record_from_dict, record_to_dict

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SELON_SHARED", ROOT.parent / "shared"))
SCHEMA_PATH = Path(selon.__file__).parent / "model" / "record.schema.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA_PATH.read_text("utf-8")))


@given(RECORDS)
def test_what_is_written_reads_back(record: Record) -> None:
    """A record survives the way through JSON unchanged."""
    assert record_from_dict(json.loads(to_json(record.to_dict()))) == record


@given(RECORDS)
def test_what_is_written_is_valid(record: Record) -> None:
    """Every record is valid against the schema, with and without its text."""
    VALIDATOR.validate(record.to_dict())
    VALIDATOR.validate(record.to_dict(with_text=False))


@given(RECORDS)
def test_every_mention_is_cut_from_the_text(record: Record) -> None:
    """Wherever a dict has ``text`` and ``span``, the span of the report's text is that text."""
    for mention in mentions_in(record.to_dict()):
        start, end = mention["span"]
        assert record.report.text[start:end] == mention["text"]


def test_the_text_can_be_left_out() -> None:
    """Without its text a record can be shared where the text may not."""
    plain = record_to_dict(Record(Report("Texte.", "x")), with_text=False)
    assert "text" not in plain["report"]
    assert record_from_dict(plain).report == Report("", "x")


def test_half_characters_are_written_as_escapes() -> None:
    """A lone surrogate, which UTF-8 cannot hold, does not stop the writing."""
    assert json.loads(to_json({"text": "a\ud800b"})) == {"text": "a\ud800b"}


def test_the_schema_is_the_shared_one() -> None:
    """The package's copy of the schema is the specification's, byte for byte."""
    shared = SHARED / "spec" / "record.schema.json"
    if not shared.is_file():
        pytest.skip("the specification is not beside this checkout")
    assert SCHEMA_PATH.read_bytes() == shared.read_bytes()


def test_gold_records_read_and_write_valid() -> None:
    """Records made by people go through the model without loss of what it holds."""
    gold = SHARED / "gold" / "fr" / "records.jsonl"
    if not gold.is_file():
        pytest.skip("the gold is not beside this checkout")
    for line in gold.read_text("utf-8").splitlines():
        record = record_from_dict(json.loads(line))
        VALIDATOR.validate(record.to_dict())
        assert record_from_dict(record.to_dict()) == record
