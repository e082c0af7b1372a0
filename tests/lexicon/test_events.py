"""The tables of event words are checked when they are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon import events, table
from selon.lexicon.events import EventLexicon, load_event_types, load_events

SPEC = Path(__file__).parents[3] / "shared" / "spec" / "event_types.toml"


@pytest.fixture(scope="module")
def words() -> EventLexicon:
    return load_events("fr")


def test_every_type_has_a_trigger_or_a_weapon(words: EventLexicon) -> None:
    """No type of the vocabulary is out of the rules' reach."""
    rows = [row for group in (words.verbs, words.nouns, words.frames) for found in group.values() for row in found]
    weapons = {means.type for found in words.means.values() for _, means in found}  # type: ignore[attr-defined]
    assert set(load_event_types()) <= {row.type for row in rows} | weapons


def test_triggers_are_hundreds(words: EventLexicon) -> None:
    """The words are those of the language, not of a few texts."""
    assert len(words.verbs) + len(words.nouns) + len(words.frames) > 500


@pytest.mark.skipif(not SPEC.is_file(), reason="the vocabulary's source is not beside the checkout")
def test_the_types_are_those_of_the_specification() -> None:
    """The packaged vocabulary is a copy of the specification's."""
    assert (table.DATA / "world" / "event_types.toml").read_bytes() == SPEC.read_bytes()


def test_plain_words_have_no_accents() -> None:
    """The folded tables serve texts typed without accents."""
    plain = load_events("fr", plain=True)
    assert "enlevement" in plain.nouns
    assert not any("é" in word for word in plain.nouns)


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("event_triggers.tsv", "assassiner\tverb", "assassiner\tadverb", "column 'pos'"),
        ("event_frames.tsv", "^trouver ~2 la *mort", "^trouver ~2", "ends with a gap"),
        ("event_support.tsv", "mener\tdoer", "mener\tdoing", "column 'kind'"),
        ("means.tsv", "obus\tartillery\tremote_violence.shelling", "obus\tartillery\tremote_violence", "column 'type'"),
    ],
)
def test_a_wrong_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, problem: str
) -> None:
    """The error names file, line, value and what is allowed."""
    data = tmp_path / "data"
    for folder in ("fr", "world"):
        shutil.copytree(table.DATA / folder, data / folder)
    path = data / "fr" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(events, "DATA", data)
    with pytest.raises(LexiconError, match=problem):
        load_events("fr")
