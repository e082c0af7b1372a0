"""Settings from the environment and from ``selon.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import MissingInputError, SettingsError
from selon.settings import Settings, load_settings, with_gate


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    """An empty environment in an empty folder gives the defaults."""
    assert load_settings({}, tmp_path) == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """A variable counts before the file, the file before the default."""
    (tmp_path / "selon.toml").write_text('batch_size = 4\nmax_report_chars = 500\n[pipelines]\nfr = "mine"\n', "utf-8")
    found = load_settings({"SELON_BATCH_SIZE": "8"}, tmp_path)
    assert (found.batch_size, found.max_report_chars, found.pipelines) == (8, 500, {"fr": "mine"})


def test_another_file_can_be_named(tmp_path: Path) -> None:
    """``SELON_CONFIG`` names a file of any name."""
    (tmp_path / "own.toml").write_text("batch_size = 2\n", "utf-8")
    assert load_settings({"SELON_CONFIG": str(tmp_path / "own.toml")}, tmp_path / "nowhere").batch_size == 2


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    """A file that ``SELON_CONFIG`` names and that is not there is an error, not a default."""
    with pytest.raises(MissingInputError, match="no such file"):
        load_settings({"SELON_CONFIG": str(tmp_path / "none.toml")}, tmp_path)


def test_pipelines_come_from_the_environment(tmp_path: Path) -> None:
    """Several languages are separated by commas."""
    found = load_settings({"SELON_PIPELINES": "fr=mine, en = /models/en"}, tmp_path)
    assert found.pipelines == {"fr": "mine", "en": "/models/en"}


@pytest.mark.parametrize(
    ("mode", "wanted", "found"),
    [
        ("off", None, "off"),
        ("off", True, "paragraphs"),
        ("reports", True, "reports"),
        ("reports", False, "off"),
        ("paragraphs", None, "paragraphs"),
    ],
)
def test_the_gate_is_switched_without_losing_its_mode(mode: str, wanted: bool | None, found: str) -> None:
    """Switching on takes paragraphs unless a mode is set; switching off is off."""
    assert with_gate(Settings(relevance_gate=mode), wanted).relevance_gate == found


@pytest.mark.parametrize(
    "variables",
    [
        {"SELON_BATCH_SIZE": "many"},
        {"SELON_BATCH_SIZE": "0"},
        {"SELON_MAX_REPORT_CHARS": "-1"},
        {"SELON_PIPELINES": "fr"},
        {"SELON_PIPELINES": "fr="},
        {"SELON_DEFAULT_LANGUAGE": "french"},
        {"SELON_RELEVANCE_GATE": "on"},
    ],
)
def test_a_wrong_variable_is_refused(variables: dict[str, str], tmp_path: Path) -> None:
    """The message says what is wrong and what is allowed."""
    with pytest.raises(SettingsError, match="allowed: "):
        load_settings(variables, tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("batch_sise = 3", "unknown setting 'batch_sise'; allowed: pipelines"),
        ('batch_size = "3"', "batch_size is '3'"),
        ("batch_size = true", "batch_size is True"),
        ('pipelines = "fr"', "pipelines is 'fr'"),
        ("default_language = 1", "default_language is 1"),
        ("relevance_gate = true", "relevance_gate is True; allowed: off, reports, paragraphs"),
        ("batch_size = ", "not a TOML file"),
        ("\xff", "not a TOML file"),
    ],
)
def test_a_wrong_file_is_refused(content: str, words: str, tmp_path: Path) -> None:
    """The message names the file, the setting and its value."""
    (tmp_path / "selon.toml").write_bytes(content.encode("latin-1"))
    with pytest.raises(SettingsError) as refused:
        load_settings({}, tmp_path)
    assert words in str(refused.value)
