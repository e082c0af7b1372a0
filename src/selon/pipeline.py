"""The order of the stages: how a report becomes a record. The one place that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from selon.errors import SelonError, StageError
from selon.lexicon import Lexicon, load
from selon.model import Claim, EventMention, Record, Relevance, Report, Span
from selon.parse import ParsedReport, load_pipeline, parse_many
from selon.parse.remap import to_source
from selon.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language


ANY_DAY = date(2000, 1, 1)
"""Stands in for an unknown day of publication where it matters only how long a time lasts, not which days it has."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs and what costs time to load; made once, used for every report of a language.

    Attributes:
        nlp: The spaCy pipeline.
        lexicon: The words.
        batch_size: Reports parsed together.
        judge: The relevance gate; ``None`` where it is off.
    """

    nlp: Language
    lexicon: Lexicon
    batch_size: int
    judge: Callable[[Report], Relevance] | None = None


def load_tools(language: str, settings: Settings) -> Tools:
    """The tools of a language.

    Raises:
        LanguageError: No words for the language.
        LexiconError: A word table that is not well formed.
        PipelineError: No pipeline for the language, or one that does not speak Universal Dependencies.
    """
    lexicon = load(language)
    nlp = load_pipeline(language, settings.pipelines, max_chars=settings.max_report_chars)
    return Tools(nlp, lexicon, settings.batch_size, gate_of(language, settings.relevance_gate))


def gate_of(language: str, mode: str) -> Callable[[Report], Relevance] | None:
    """The relevance gate of a language in one of ``GATE_MODES``; ``None`` for ``off``."""
    if mode == "off":
        return None
    from selon.parse.gate import Gate

    gate = Gate(language)

    def judge(report: Report) -> Relevance:
        found = gate.judge(report.text, report.title)
        return replace(found, passages=(Span(0, len(report.text)),)) if mode == "reports" and found.relevant else found

    return judge


def read_report(report: Report, tools: Tools) -> Record:
    """Reads one report.

    Args:
        report: A report in the language of the tools, checked by ``Reader``.
        tools: See ``load_tools``.

    Raises:
        StageError: A stage failed on this report; the message names both.
    """
    return next(read_reports([report], tools))


def read_reports(reports: Iterable[Report], tools: Tools) -> Iterator[Record]:
    """Reads reports in batches, in their order; stops at the first that fails."""
    parsed = parse_many(
        reports, tools.nlp, batch_size=tools.batch_size, keep_hyphen=tools.lexicon.hyphens, judge=tools.judge
    )
    return (extract_record(one, tools.lexicon) for one in parsed)


def extract_record(parsed: ParsedReport, lexicon: Lexicon) -> Record:
    """Everything that the rules find in a parsed report, with offsets into the report's own text.

    Raises:
        StageError: A rule failed; the message names the report.
    """
    if parsed.relevance is not None and not parsed.relevance.relevant:
        return Record(parsed.report, relevance=parsed.relevance)
    from selon.extract.snapshots import snapshot

    try:
        with snapshot(parsed.doc) as doc:
            return _extract(replace(parsed, doc=doc), lexicon)
    except SelonError:
        raise
    except Exception as error:
        raise StageError("extract", parsed.report.id, error) from error


def _extract(parsed: ParsedReport, lexicon: Lexicon) -> Record:
    from selon.extract.claims import extract_claims
    from selon.extract.labels import extract_labels
    from selon.extract.unknowns import extract_unknowns
    from selon.resolve.parties import annotate_record

    doc, quotations = parsed.doc, parsed.quotations
    claims = extract_claims(doc, quotations, lexicon.cues, publisher=parsed.report.publisher)
    record = Record(
        report=parsed.report,
        claims=tuple(claims),
        events=_events(parsed, claims, lexicon),
        labels=tuple(extract_labels(doc, quotations, claims, lexicon.labels)),
        unknowns=tuple(extract_unknowns(doc, lexicon.unknowns)),
        relevance=parsed.relevance,
    )
    return annotate_record(to_source(record, parsed.alignment), table=lexicon.parties)


def _events(parsed: ParsedReport, claims: Sequence[Claim], lexicon: Lexicon) -> tuple[EventMention, ...]:
    """What is said to have happened, with figures, dates and places; offsets of the clean text."""
    from selon.extract.events.drafts import finish
    from selon.extract.events.extraction import EventLexicons, extract_events
    from selon.extract.figures.extraction import extract_figures
    from selon.extract.places import PlaceLexicon, country_hints, extract_places
    from selon.extract.reference import References
    from selon.extract.tenses import tenses_of
    from selon.extract.times import find_times
    from selon.resolve.dates import publication_day, resolve_all
    from selon.resolve.gazetteer import load_gazetteer
    from selon.resolve.places import resolve_places

    doc, gazetteer = parsed.doc, load_gazetteer()
    references = References(doc, lexicon.cues.holders, lexicon.cues.words)
    references.note_spans(source.span for claim in claims for source in claim.sources if source.span is not None)
    times = find_times(doc.text, lexicon.times)
    places = extract_places(
        doc,
        PlaceLexicon(lexicon.places, lexicon.world_places, lexicon.numbers),
        gazetteer.known,
        parties=lexicon.parties.names_group,
    )
    day, tenses = publication_day(parsed.report.published), tenses_of(doc, times, lexicon.cues.words)
    whens = resolve_all(times, day, tenses)
    resolved = resolve_places(places, gazetteer, hints=country_hints(doc.text, lexicon.places))
    wheres = [each.place for each in resolved]
    drafts = extract_events(
        doc,
        claims,
        EventLexicons(lexicon.events, lexicon.plain_events),
        figures=extract_figures(doc, lexicon.figures),
        times=times,
        whens=whens if day is not None else resolve_all(times, ANY_DAY, tenses),
        published=parsed.report.published,
        places=places,
        wheres=wheres,
        resolve=references.mention,
    )
    return finish(drafts, whens, wheres)
