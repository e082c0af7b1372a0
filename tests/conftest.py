"""Fixtures that tests share: the trained pipeline and the words, loaded once, and short ways to parse and record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language

from selon.lexicon import Lexicon, load
from selon.model import Record, Report, report_id
from selon.parse import ParsedReport, load_pipeline, parse
from selon.reader import Reader
from selon.settings import Settings, load_settings

settings.register_profile("selon", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("selon")

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "alep-2016-12-08.txt"


@pytest.fixture(scope="session")
def settings_here() -> Settings:
    """The settings of this machine, so that the tests can be run on another pipeline."""
    return load_settings()


@pytest.fixture(scope="session")
def fr(settings_here: Settings) -> Language:
    """The French pipeline; tests that ask for it carry the marker ``model`` by themselves."""
    return load_pipeline("fr", settings_here.pipelines, max_chars=settings_here.max_report_chars)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The French words."""
    return load("fr")


@pytest.fixture(scope="session")
def parse_fr(fr: Language, lexicon: Lexicon) -> Callable[[str], ParsedReport]:
    """From a French text to its parse."""

    def parse_text(text: str) -> ParsedReport:
        return parse(Report(text, report_id(text)), fr, keep_hyphen=lexicon.hyphens)

    return parse_text


@pytest.fixture(scope="session")
def reader(settings_here: Settings) -> Reader:
    """A reader with its pipeline loaded once."""
    return Reader(settings_here)


@pytest.fixture(scope="session")
def read_fr(reader: Reader) -> Callable[..., Record]:
    """From a French text to its record."""

    def read_text(text: str, **fields: str | None) -> Record:
        return reader.read(text, language="fr", **fields)

    return read_text


@pytest.fixture(scope="session")
def example_text() -> str:
    """The report in ``examples/``."""
    return EXAMPLE.read_text("utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that loads a pipeline, by the fixtures that it asks for."""
    loaders = {"fr", "parse_fr", "reader", "read_fr"}
    for item in items:
        if loaders & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.model)
