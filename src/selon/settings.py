"""What a user may set: one frozen ``Settings``, read from arguments, the environment and ``selon.toml``.

A value is looked for in this order, and the first one found counts: an argument in Python, the environment variable
``SELON_<NAME>``, the file ``selon.toml`` in the working directory (another file by ``SELON_CONFIG``), the default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from selon.errors import MissingInputError, SettingsError

GATE_MODES = ("off", "reports", "paragraphs")
PREFIX = "SELON_"
CONFIG_VARIABLE = "SELON_CONFIG"
CONFIG_NAME = "selon.toml"


_TEXTS = {"default_language": "a two-letter code", "relevance_gate": ", ".join(GATE_MODES)}


def _setting(default: Any, *, unit: str, meaning: str) -> Any:
    """A field that documents itself; ``docs/reference/settings.md`` is checked against it."""
    metadata = {"unit": unit, "meaning": meaning}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; ``field.metadata`` holds unit and meaning.

    Attributes:
        pipelines: Language code to the name or path of the spaCy pipeline to use instead of the shipped one.
        default_language: Language of a report too short to tell.
        max_report_chars: Longest report read, in code points.
        batch_size: Reports parsed together by ``Reader.read_many``.
        relevance_gate: One of ``GATE_MODES``.
    """

    pipelines: Mapping[str, str] = _setting(
        {},
        unit="language = name or path",
        meaning="spaCy pipeline with Universal Dependencies labels to use for a language instead of the shipped one",
    )
    default_language: str = _setting(
        "fr", unit="ISO 639-1 code", meaning="language of a report that is too short for its language to be told"
    )
    # The parser's memory grows with the text: 200,000 characters (about 33,000 words, a long commission report)
    # peaked at 1.0 GB with the shipped French pipeline.
    max_report_chars: int = _setting(
        200_000, unit="characters", meaning="longest report that is read; a longer one is refused, never cut"
    )
    batch_size: int = _setting(16, unit="reports", meaning="reports that are parsed together when many are read")

    # A person who names a file wants it read whole; the gate is for collections, of which most is other news.
    relevance_gate: str = _setting(
        "off",
        unit="off, reports or paragraphs",
        meaning="leave unparsed what is not about armed conflict or political violence: nothing, whole reports, "
        "or also the paragraphs of other matter in long reports",
    )

    def __post_init__(self) -> None:
        for name in ("max_report_chars", "batch_size"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise SettingsError(f"{name} is {value!r}; allowed: a whole number from 1 up")
        if len(self.default_language) != 2 or not self.default_language.isalpha():
            raise SettingsError(
                f"default_language is {self.default_language!r}; allowed: a two-letter code such as 'fr'"
            )
        if self.relevance_gate not in GATE_MODES:
            raise SettingsError(f"relevance_gate is {self.relevance_gate!r}; allowed: {', '.join(GATE_MODES)}")


def load_settings(environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The settings of the environment and of ``selon.toml``.

    Args:
        environ: Environment variables; ``None`` for those of this process.
        folder: Where ``selon.toml`` is looked for; ``None`` for the working directory.

    Raises:
        MissingInputError: The file that ``SELON_CONFIG`` names does not exist.
        SettingsError: An unknown setting, a value that is not allowed, or a file that is not TOML.
    """
    environ = os.environ if environ is None else environ
    values = _from_file(environ, Path.cwd() if folder is None else folder)
    for name in _names():
        raw = environ.get(PREFIX + name.upper())
        if raw is not None:
            values[name] = _from_text(name, raw)
    return Settings(**values)


def with_gate(settings: Settings, wanted: bool | None) -> Settings:
    """The settings with the relevance gate switched on or off; a mode that is set already stays.

    Args:
        settings: Those to change.
        wanted: ``None`` to leave them.
    """
    if wanted is None or wanted == (settings.relevance_gate != "off"):
        return settings
    return replace(settings, relevance_gate="paragraphs" if wanted else "off")


def _names() -> tuple[str, ...]:
    return tuple(item.name for item in fields(Settings))


def _from_file(environ: Mapping[str, str], folder: Path) -> dict[str, Any]:
    named = environ.get(CONFIG_VARIABLE)
    path = Path(named) if named else folder / CONFIG_NAME
    if not path.is_file():
        if named:
            raise MissingInputError(f"{named}: no such file; {CONFIG_VARIABLE} must name a TOML file")
        return {}
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a TOML file in UTF-8: {error}") from error
    for name, value in values.items():
        if name not in _names():
            raise SettingsError(f"{path}: unknown setting {name!r}; allowed: {', '.join(_names())}")
        _check_type(f"{path}: {name}", name, value)
    return values


def _check_type(where: str, name: str, value: object) -> None:
    if name == "pipelines":
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise SettingsError(f'{where} is {value!r}; allowed: a table such as fr = "name or path"')
    elif name in _TEXTS:
        if not isinstance(value, str):
            raise SettingsError(f"{where} is {value!r}; allowed: {_TEXTS[name]} in quotation marks")
    elif not isinstance(value, int):
        raise SettingsError(f"{where} is {value!r}; allowed: a whole number")


def _from_text(name: str, raw: str) -> Any:
    if name == "pipelines":
        return dict(_pipeline(part) for part in raw.split(",") if part.strip())
    if name in _TEXTS:
        return raw
    try:
        return int(raw)
    except ValueError as error:
        raise SettingsError(f"{PREFIX}{name.upper()} is {raw!r}; allowed: a whole number from 1 up") from error


def _pipeline(part: str) -> tuple[str, str]:
    language, mark, name = part.partition("=")
    if not mark or not name.strip():
        raise SettingsError(f"{PREFIX}PIPELINES has {part!r}; allowed: language=name or path, separated by commas")
    return language.strip(), name.strip()
