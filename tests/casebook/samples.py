"""Made-up reports, readings and arrivals for tests of the casebook; no pipeline is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from selon.casebook import Counts, NewReport, Setup, Store, Unread, key_of
from selon.model import (
    Arrival,
    Claim,
    Content,
    Discard,
    EventMention,
    Figure,
    Included,
    Origin,
    Place,
    PlainMention,
    Record,
    Report,
    Source,
    Span,
    report_id,
)

SETUP = Setup("1.0", "{}", "words", "{}", "codebook 1")
LATER = Setup("2.0", "{}", "words", "{}", "codebook 1")


def sentence(number: int) -> str:
    """A report's text; each number gives another."""
    return f"Selon la mairie, {number + 2} civils ont été tués à Évrecy. L’armée n° {number} a démenti."


def make_report(number: int = 0, **fields: str | None) -> Report:
    """A report with everything known of its publication, but for what is given otherwise."""
    text = sentence(number)
    known = {"published": "2024-05-03", "publisher": "L'Écho", "title": f"Titre {number}", "url": None}
    return Report(text, report_id(text), **(known | fields))


def make_record(report: Report) -> Record:
    """A record of such a report, with a claim, an event and a figure."""
    mention = lambda words: PlainMention(words, span_of(report.text, words))  # noqa: E731  # short and local
    what = report.text[report.text.index(",") + 2 : report.text.index(".")]
    source = Source("named", "mairie", span_of(report.text, "mairie"))
    claim = Claim("c1", (source,), mention("Selon"), "asserts", Content(what, (span_of(report.text, what),)))
    number = what.split()[0]
    figure = Figure(
        "killed", int(number), int(number), f"{number} civils", span_of(report.text, f"{number} civils"), who="civils"
    )
    event = EventMention(
        id="e1",
        type="toll.casualties",
        trigger=mention("tués"),
        places=(Place("Évrecy", span_of(report.text, "Évrecy"), 3019265, "Évrecy", "FR", 49.1, -0.5, "exact"),),
        figures=(figure, Figure("killed", None, None, "civils", span_of(report.text, "civils"), includes=_PARTS)),
        claims=("c1",),
    )
    return Record(report, claims=(claim,), events=(event,))


_PARTS = (Included("enfants", None, None), Included("femmes", 2, 3))


def span_of(text: str, words: str) -> Span:
    """Where some words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_arrival(report: Report, path: str | None = None, *, raw: bool = False) -> Arrival:
    """The report as it comes in from a file."""
    data = report.text.encode()
    origin = Origin(path or f"{report.title}.txt", None, hashlib.sha256(data).hexdigest(), "text")
    return Arrival(report, origin, note="read by a test", raw=data if raw else None)


def make_new(report: Report, outcome: Record | Unread | None = None, **options: object) -> NewReport:
    """The report as it goes into a casebook, read."""
    found = make_record(report) if outcome is None else outcome
    return NewReport(key_of(report), make_arrival(report, **options), found)  # type: ignore[arg-type]


def make_discard(number: int = 0, reason: str = "empty") -> Discard:
    """Something that gave no report."""
    return Discard(Origin(f"lost-{number}.txt", None, f"{number:064x}", "text"), reason, "there is nothing in it")


def keep(store: Store, new: Sequence[NewReport], lost: Sequence[Discard] = (), setup: Setup = SETUP) -> Counts:
    """Keeps reports in a run of their own."""
    run = store.start_run("add", setup)
    counts = store.keep(run, new, lost, Counts())
    store.end_run(run[0], counts, "done")
    return counts
