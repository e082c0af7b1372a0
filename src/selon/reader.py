"""The reader: texts in, records out. It checks what it is given, loads what it needs, and loses no report silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TypeVar

from selon.errors import InputError, LanguageError, ReportTooLongError, SelonError, StageError
from selon.intake.iso import checked_date
from selon.intake.language import guess_language
from selon.lexicon import available_languages
from selon.lexicon.languages import LanguageWords, load_language_words
from selon.model import Record, Report, report_id
from selon.pipeline import Tools, load_tools, read_report, read_reports
from selon.settings import Settings, load_settings

T = TypeVar("T")
Given = Report | Mapping[str, object] | str | SelonError
"""What ``read_many`` takes; an error stands for a report that was lost before it came here, and comes out again."""

REPORT_FIELDS = ("text", "id", "language", "published", "publisher", "title", "url")
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A report that could not be read: it takes the record's place, so that nothing is dropped without a reason.

    Attributes:
        position: Place among the reports given, from 0.
        id: The report's id, where it had one.
        error: Why.
    """

    position: int
    id: str | None
    error: SelonError


class Reader:
    """Reads reports; keeps the pipelines and the words that it has loaded.

    Args:
        settings: ``None`` for those of the environment and of ``selon.toml``.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = load_settings() if settings is None else settings
        self._tools: dict[str, Tools] = {}

    def read(  # noqa: PLR0913  # one keyword for each field of a report
        self,
        text: str,
        *,
        id: str | None = None,
        language: str | None = None,
        published: str | None = None,
        publisher: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Record:
        """Reads one report.

        Args:
            text: The text as published, not empty; offsets of the record count its code points.
            id: The report's id in your collection; ``None`` for the hash of its text.
            language: ISO 639-1 code; ``None`` to tell it from the words.
            published: ISO date or date-time of publication; without it no relative date is resolved.
            publisher: The outlet.
            title: The title, which is not part of ``text``.
            url: The address.

        Raises:
            InputError: Empty, too long, not in a language that Selon reads, or published on a day that is none.
            PipelineError: No usable pipeline for the language.
            StageError: A fault of Selon.
        """
        fields = {"id": id, "language": language, "published": published, "publisher": publisher}
        report = self.make_report({"text": text, "title": title, "url": url, **fields})
        return read_report(report, self.tools_for(report.language))

    def read_many(self, reports: Iterable[Given], *, batch_size: int | None = None) -> Iterator[Record | FailedReport]:
        """Reads many reports, parsing them in batches.

        Args:
            reports: Texts, ``Report`` objects, or mappings with ``text`` and optionally ``id``, ``language``,
                ``published``, ``publisher``, ``title``, ``url``. Other keys are passed over. A ``SelonError`` stands
                for a report that was lost on the way here.
            batch_size: Reports parsed together; ``None`` for the setting.

        Yields:
            For each report, in order, its record, or a ``FailedReport`` that says why there is none.
        """
        position = 0
        for batch in _batches(reports, batch_size or self.settings.batch_size):
            yield from self._read_batch(batch, position)
            position += len(batch)

    def make_report(self, fields: Mapping[str, object]) -> Report:
        """A checked report.

        Args:
            fields: ``text`` and optionally the other fields of ``Report``, as texts or ``None``.

        Raises:
            InputError: See ``read``; also a field that is not text.
        """
        values = {name: _text_or_none(name, fields.get(name)) for name in REPORT_FIELDS}
        text = values["text"]
        if text is None or not _HAS_WORD.search(text):
            raise InputError("the report is empty; give a text with at least one word")
        if len(text) > self.settings.max_report_chars:
            raise ReportTooLongError(
                f"the report has {len(text):,} characters; allowed: {self.settings.max_report_chars:,}. "
                f"Split it, or raise the setting max_report_chars"
            )
        return Report(
            text=text,
            id=values["id"] or report_id(text),
            language=self._language_of(text, values["language"]),
            published=checked_date(values["published"]),
            publisher=values["publisher"],
            title=values["title"],
            url=values["url"],
        )

    def check_fields(self, fields: Mapping[str, str | None]) -> None:
        """Checks date and language of reports to come, so that a mistake in them is told once and not for each.

        Raises:
            InputError: The date is none, or Selon does not read the language.
        """
        checked_date(fields.get("published"))
        _checked_language(fields.get("language"))

    def _language_of(self, text: str, given: str | None) -> str:
        allowed = available_languages()
        language = _checked_language(given)
        if language is not None:
            return language
        guess = guess_language(text, _known_languages())
        if guess.language in allowed:
            return str(guess.language)
        if guess.certain:
            raise LanguageError(
                f"the report looks like {guess.name}; Selon reads: {', '.join(allowed)}. "
                f"If it is in one of these all the same, name it with language (--language)"
            )
        return self.settings.default_language

    def tools_for(self, language: str) -> Tools:
        """What reading a language needs, loaded on the first call and kept.

        Raises:
            SelonError: See ``load_tools``.
        """
        if language not in self._tools:
            self._tools[language] = load_tools(language, self.settings)
        return self._tools[language]

    def _read_batch(self, batch: list[Given], first: int) -> Iterator[Record | FailedReport]:
        results: dict[int, Record | FailedReport] = {}
        by_language: dict[str, dict[int, Report]] = {}
        for position, given in enumerate(batch, first):
            try:
                report = self.make_report(_as_fields(given))
                self.tools_for(report.language)
                by_language.setdefault(report.language, {})[position] = report
            except SelonError as error:
                results[position] = FailedReport(position, _id_of(given), error)
        for language, reports in by_language.items():
            results |= _read_all(reports, self._tools[language])
        for position in range(first, first + len(batch)):
            yield results[position]


def _read_all(reports: dict[int, Report], tools: Tools) -> dict[int, Record | FailedReport]:
    """Reads a batch; if it fails as a whole, one report after the other, so that one bad report costs only itself."""
    try:
        return dict(zip(reports, read_reports(reports.values(), tools), strict=True))
    except Exception:  # noqa: BLE001  # whatever it was, it is found again and kept with its report below
        return {position: _read_one(position, report, tools) for position, report in reports.items()}


def _read_one(position: int, report: Report, tools: Tools) -> Record | FailedReport:
    try:
        return read_report(report, tools)
    except SelonError as error:
        return FailedReport(position, report.id, error)
    except Exception as error:  # noqa: BLE001  # a fault in a stage must not lose the other reports
        return FailedReport(position, report.id, StageError("parse", report.id, error))


@cache
def _known_languages() -> tuple[LanguageWords, ...]:
    return load_language_words()


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _as_fields(given: Given) -> Mapping[str, object]:
    if isinstance(given, str):
        return {"text": given}
    if isinstance(given, SelonError):
        raise given
    if isinstance(given, Report):
        return {name: getattr(given, name) for name in REPORT_FIELDS}
    if not isinstance(given, Mapping):
        raise InputError(f"a report is {type(given).__name__}; allowed: a text, a Report or a mapping with 'text'")
    return given


def _id_of(given: object) -> str | None:
    found = given.id if isinstance(given, Report) else given.get("id") if isinstance(given, Mapping) else None
    return found if isinstance(found, str) else None


def _text_or_none(name: str, value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if name == "id" and isinstance(value, int):
        return str(value)
    raise InputError(f"field {name!r} is {value!r}; allowed: text in quotation marks, or nothing")


def _checked_language(given: str | None) -> str | None:
    """The two-letter code of a language that Selon reads; regions (``fr-CA``) are taken off."""
    if given is None:
        return None
    language = given.strip().lower().partition("-")[0].partition("_")[0]
    if language not in available_languages():
        raise LanguageError(
            f"language {given!r} is not one that Selon reads; allowed: {', '.join(available_languages())}"
        )
    return language
