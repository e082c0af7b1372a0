"""Loading a pipeline: the shipped one, another one, and none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from selon.errors import PipelineError
from selon.parse import ParsedReport, load_pipeline


def saved(folder: Path, *labels: str, lemmas: bool = True) -> str:
    """A pipeline with a parser of these labels, untrained, saved where it can be named by its path."""
    nlp = spacy.blank("xx")
    if lemmas:
        nlp.add_pipe("morphologizer").add_label("POS=NOUN")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


UD = ("nsubj", "obj", "obl:agent", "ccomp", "xcomp", "advcl", "nmod", "case", "mark", "conj", "ROOT")
TIGER = ("sb", "oa", "mo", "nk", "oc", "ROOT")


def refusal(language: str, pipelines: dict[str, str]) -> str:
    """The message with which a pipeline is refused."""
    with pytest.raises(PipelineError) as refused:
        load_pipeline(language, pipelines, max_chars=1_000)
    return str(refused.value)


def test_a_language_without_pipeline_is_refused() -> None:
    """The message says which language, what there is, and which setting to use."""
    message = refusal("ja", {})
    assert "'ja'" in message
    assert "'pipelines'" in message


@pytest.mark.parametrize("name", ["no_such_pipeline", "/no/such/folder", ""])
def test_a_pipeline_that_is_not_there_is_refused(name: str) -> None:
    """The message names what could not be loaded and what is allowed."""
    message = refusal("fr", {"fr": name})
    assert repr(name) in message
    assert "Allowed:" in message


def test_another_label_set_is_refused(tmp_path: Path) -> None:
    """A parser that does not speak Universal Dependencies is refused, with the labels that show it."""
    message = refusal("fr", {"fr": saved(tmp_path / "tiger", *TIGER)})
    assert "Universal Dependencies" in message
    assert "'oa'" in message
    assert "missing: " in message


def test_a_pipeline_without_parser_is_refused(tmp_path: Path) -> None:
    """A tagger alone is not enough."""
    nlp = spacy.blank("xx")
    nlp.to_disk(tmp_path / "blank")
    assert "has no parser" in refusal("fr", {"fr": str(tmp_path / "blank")})


def test_a_pipeline_without_tags_is_refused(tmp_path: Path) -> None:
    """A parser without parts of speech is not enough."""
    assert "parts of speech" in refusal("fr", {"fr": saved(tmp_path / "bare", *UD, lemmas=False)})


def test_a_pipeline_without_lemmas_is_refused(tmp_path: Path) -> None:
    """The tables hold lemmas, so a pipeline without lemmatizer cannot be used."""
    assert "no lemmas" in refusal("fr", {"fr": saved(tmp_path / "nolemma", *UD)})


@pytest.mark.model
def test_the_import_of_spacy_is_whole(fr: Language) -> None:
    """What is left out of spaCy's import to start fast can be imported afterwards as ever."""
    import spacy.cli

    assert callable(spacy.cli.download)
    assert callable(spacy.info)
    assert "spacy.cli.info" in sys.modules
    assert isinstance(fr, Language)


def test_the_parse_is_of_the_cleaned_text(parse_fr: Callable[[str], ParsedReport]) -> None:
    """The doc holds the cleaned text, the report its own."""
    parsed = parse_fr("L’armée a dé\u00admenti « toute\u00a0» attaque.")
    assert parsed.doc.text == parsed.alignment.text == "L'armée a démenti « toute » attaque."
    assert parsed.report.text == "L’armée a dé\u00admenti « toute\u00a0» attaque."
    assert [quotation.inner.of(parsed.doc.text) for quotation in parsed.quotations] == ["toute"]


@pytest.mark.parametrize("text", [" ", "\n\n", "😀", "«", "a" * 5_000, "é " * 2_000, "1\u20e3 \u202e\u0301", "\x00"])
def test_strange_texts_parse(text: str, parse_fr: Callable[[str], ParsedReport]) -> None:
    """No text stops the parser."""
    doc = parse_fr(text).doc
    assert isinstance(doc, Doc)
    assert doc.has_annotation("SENT_START") or len(doc) == 0
