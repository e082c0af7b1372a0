"""Score textacy's direct quotation extractor on the same gold and the same parse as Selon.

Needs the dependency group ``bench``: ``uv sync --group bench``. The peer has no stance and finds speech in quotation
marks only; its figures say what a general library gives for the question "who says it" in French.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.gold import SETS, Records, keyed, load_gold, load_scorer
from benchmarks.quality import predict
from selon.model import Claim, Content, PlainMention, Record, Report, Source, Span, mention_at, record_to_dict
from selon.parse import load_pipeline, parse_many
from selon.parse.remap import to_source
from selon.reader import Reader
from selon.settings import load_settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROWS = ("claims", "attributed")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--set", choices=SETS, action="append", help="a gold set; all if left out")


def run(options: argparse.Namespace) -> int:
    """Prints the rows of both, beside each other."""
    scorer, reader = load_scorer(), Reader()
    for name in options.set or SETS:
        gold = load_gold(name)
        print(f"\n{name}: {len(gold)} reports")
        for who, predicted in (("selon", predict(gold, reader)), ("textacy", predict_textacy(gold))):
            result, _ = scorer.score(keyed(gold), keyed(predicted))
            for row in ROWS:
                item = result[row]
                parts = "  ".join(f"{key.upper():2} {scorer.number(item[key])}" for key in ("p", "r", "f1"))
                print(f"  {who:8} {row:11} {parts}  gold {item['gold']} pred {item['pred']}")
    return 0


def predict_textacy(gold: Records) -> Records:
    """Records that hold what textacy finds, as claims that assert."""
    settings = load_settings()
    nlp = load_pipeline("fr", settings.pipelines, max_chars=settings.max_report_chars)
    reports = [Report(record["report"]["text"], record["report"]["id"]) for record in gold]
    found: Records = []
    for parsed in parse_many(reports, nlp, batch_size=settings.batch_size):
        claims = tuple(textacy_claims(parsed.doc))
        found.append(record_to_dict(to_source(Record(parsed.report, claims), parsed.alignment)))
    return found


def textacy_claims(doc: Doc) -> Iterator[Claim]:
    """The direct quotations that textacy finds in a parse, in the model's types."""
    from textacy import constants
    from textacy.extract import triples

    # textacy chooses verbs of speech by the language of the doc; the shipped pipeline calls itself multi-language.
    constants.REPORTING_VERBS.setdefault(doc.lang_, constants.REPORTING_VERBS["fr"])
    try:
        quotations: list[Any] = list(triples.direct_quotations(doc))
    except (ValueError, IndexError, KeyError):  # it gives up on unbalanced quotation marks
        quotations = []
    for number, quotation in enumerate(quotations, 1):
        content = mention_at(doc.text, quotation.content.start_char, quotation.content.end_char)
        yield Claim(
            id=f"c{number}",
            sources=(_source(doc, quotation.speaker),),
            cue=_cue(doc, quotation.cue),
            stance="asserts",
            content=Content(content.text, (content.span,)),
        )


def _source(doc: Doc, tokens: list[Any]) -> Source:
    if not tokens:
        return Source("implicit", None, None)
    span = _span(tokens)
    return Source("named", span.of(doc.text), span)


def _cue(doc: Doc, tokens: list[Any]) -> PlainMention | None:
    if not tokens:
        return None
    return mention_at(doc.text, *_span(tokens))


def _span(tokens: list[Any]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
