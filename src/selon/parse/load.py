"""Loading a spaCy pipeline and parsing reports with it. Nothing else in Selon loads a model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from selon.errors import PipelineError
from selon.model import Quotation, Relevance, Report
from selon.parse.cleaning import Alignment, clean, keep_only
from selon.parse.quotes import find_quotations

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = Path(__file__).parent / "models"

UD_RELATIONS = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl "
    "fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative "
    "xcomp".split()
)
UD_TAGS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split())
NEEDED_RELATIONS = frozenset("nsubj obj obl ccomp xcomp advcl nmod case mark conj".split())
"""The relations that the rules cannot do without. Subtypes (``obl:agent``) are compared by their first part."""


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with what the parser says of it.

    Attributes:
        report: The report as published.
        doc: The parse of the cleaned text; its offsets are cleaned offsets.
        quotations: Passages in quotation marks, in cleaned offsets.
        alignment: The way from cleaned offsets back to ``report.text``.
        relevance: What the gate said; ``None`` where it was not asked. ``doc`` has only what it let through.
    """

    report: Report
    doc: Doc
    quotations: tuple[Quotation, ...]
    alignment: Alignment
    relevance: Relevance | None = None


def available_languages() -> tuple[str, ...]:
    """Codes of the languages that Selon ships a pipeline for."""
    return tuple(sorted(path.parent.name for path in MODELS.glob("*/config.cfg")))


def load_pipeline(language: str, pipelines: Mapping[str, str], *, max_chars: int) -> Language:
    """The pipeline for a language, checked to speak Universal Dependencies.

    Args:
        language: ISO 639-1 code.
        pipelines: Language code to the name or path that the user prefers to the shipped pipeline.
        max_chars: Longest text that it will be given, in code points.

    Raises:
        PipelineError: There is none, it cannot be loaded, or its labels are not those of Universal Dependencies.
    """
    chosen = pipelines.get(language)
    shipped = MODELS / language
    if chosen is None and not (shipped / "config.cfg").is_file():
        known = ", ".join(available_languages()) or "none"
        raise PipelineError(
            f"no pipeline for language {language!r}; shipped: {known}. "
            f"Name an installed spaCy pipeline with Universal Dependencies labels in the setting 'pipelines'"
        )
    nlp = _load(str(shipped) if chosen is None else chosen, shipped=chosen is None)
    nlp.max_length = max(nlp.max_length, max_chars + 1)
    if chosen is not None:
        _check_labels(nlp, chosen)
    return nlp


def _load(name: str, *, shipped: bool) -> Language:
    with _without_command_line():
        import spacy
    if find_spec("selon.parse.sentences"):
        import_module("selon.parse.sentences")  # registers the sentence splitter that the shipped pipeline names
    # spaCy's class for French compiles 2.6 s of tokenizer exceptions, which the shipped tokenizer replaces by its own;
    # the multi-language class has none. Entities are left out: no rule reads them.
    overrides: dict[str, Any] = {"nlp": {"lang": "xx"}} if shipped else {}
    try:
        return spacy.load(name, exclude=["ner"], config=overrides)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).strip().splitlines()[0]
        raise PipelineError(
            f"cannot load the pipeline {name!r}: {reason} "
            f"Allowed: the name of an installed spaCy 3 pipeline, or the path of its folder"
        ) from error


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Lets spaCy be imported without its command line, which costs 0.6 s of HTTP clients on each start.

    ``spacy`` imports ``spacy.cli`` for ``spacy.info`` alone. A stand-in takes its place for the length of the import;
    afterwards both can be imported as ever.
    """
    if "spacy" in sys.modules:
        yield
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    package.info, module.info = module, _spacy_info  # type: ignore[attr-defined]
    stand_ins = {"spacy.cli": package, "spacy.cli.info": module}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
        sys.modules["spacy"].__dict__.pop("cli", None)


def _spacy_info(*args: Any, **kwargs: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **kwargs)


def _check_labels(nlp: Language, name: str) -> None:
    """Refuses a pipeline that speaks another grammar, or lacks a part that the rules read."""
    if "parser" not in nlp.pipe_names:
        raise PipelineError(f"pipeline {name!r} has no parser; it has {', '.join(nlp.pipe_names) or 'nothing'}")
    relations = {label.lower().partition(":")[0] for label in nlp.get_pipe("parser").labels}  # type: ignore[attr-defined]
    foreign, missing = relations - UD_RELATIONS, NEEDED_RELATIONS - relations
    if foreign or missing:
        problem = f"foreign: {_some(foreign)}; missing: {_some(missing)}"
        raise PipelineError(
            f"pipeline {name!r} does not use the relations of Universal Dependencies ({problem}). "
            f"Choose a pipeline trained on a Universal Dependencies treebank"
        )
    probe = nlp("Paris 2024 .")
    tags = {token.pos_ for token in probe}
    if not tags <= UD_TAGS:
        raise PipelineError(f"pipeline {name!r} gives no parts of speech of Universal Dependencies; got {_some(tags)}")
    if not any(token.lemma_ for token in probe):
        raise PipelineError(
            f"pipeline {name!r} gives no lemmas; it needs a lemmatizer, since the word tables hold lemmas"
        )


def _some(labels: Collection[str]) -> str:
    return ", ".join(repr(label) for label in sorted(labels)[:8]) or "none"


def parse(report: Report, nlp: Language, *, keep_hyphen: Collection[str] = ()) -> ParsedReport:
    """A report, cleaned and parsed."""
    return next(parse_many([report], nlp, batch_size=1, keep_hyphen=keep_hyphen))


def parse_many(
    reports: Iterable[Report],
    nlp: Language,
    *,
    batch_size: int,
    keep_hyphen: Collection[str] = (),
    judge: Callable[[Report], Relevance] | None = None,
) -> Iterator[ParsedReport]:
    """Reports parsed in batches, in their order.

    Args:
        reports: Reports of one language.
        nlp: The pipeline of that language.
        batch_size: Reports parsed together.
        keep_hyphen: See ``clean``.
        judge: The relevance gate, which says what to parse of a report; ``None`` to parse everything.
    """
    cleaned = (_cleaned(report, keep_hyphen, judge) for report in reports)
    texts = ((alignment.text, (report, alignment, relevance)) for report, alignment, relevance in cleaned)
    for doc, (report, alignment, relevance) in nlp.pipe(texts, as_tuples=True, batch_size=batch_size):
        yield ParsedReport(report, doc, find_quotations(alignment.text), alignment, relevance)


def _cleaned(
    report: Report, keep_hyphen: Collection[str], judge: Callable[[Report], Relevance] | None
) -> tuple[Report, Alignment, Relevance | None]:
    relevance = None if judge is None else judge(report)
    if relevance is not None and not relevance.relevant:
        return report, Alignment(""), relevance
    alignment = clean(report.text, keep_hyphen=keep_hyphen)
    if relevance is not None and relevance.unread(len(report.text)):
        alignment = keep_only(alignment, relevance.passages)
    return report, alignment, relevance
