"""What splits sentences without learning: line ends; what never begins one: closing marks, small letters after them."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from selon.parse.sentences import FACTORY, is_hard_wrapped


@pytest.fixture(scope="module")
def rules() -> Language:
    """A pipeline with nothing but the tokenizer and the rules."""
    nlp = spacy.blank("xx")
    nlp.add_pipe(FACTORY)
    return nlp


def decisions(nlp: Language, text: str) -> dict[str, bool | None]:
    """What the rules say of each word (the last of equal ones), white space left out."""
    return {token.text: token.is_sent_start for token in nlp(text) if not token.is_space}


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"])
def test_a_blank_line_ends_a_sentence(rules: Language, gap: str) -> None:
    """Whatever follows, a small letter included."""
    assert decisions(rules, f"Alep bombardée{gap}des morts")["des"] is True


def test_a_line_end_ends_a_sentence(rules: Language) -> None:
    """A title without a full stop is a sentence of its own."""
    assert decisions(rules, "Alep bombardée\nDes raids ont eu lieu")["Des"] is True


def test_a_small_letter_goes_on_after_a_single_line_end(rules: Language) -> None:
    """The line was broken for lack of room."""
    assert decisions(rules, "Les raids de la nuit\nont tué douze personnes")["ont"] is False


def test_in_a_hard_wrapped_text_a_capital_after_a_line_end_is_left_open(rules: Language) -> None:
    """A name at the start of a line need not begin a sentence."""
    text = (
        "Les bombardements qui ont frappé la nuit dernière le quartier\n"
        "de Salaheddine ont fait au moins douze morts, a annoncé le docteur\n"
        "Haddad, qui dirige le dernier hôpital encore ouvert dans cette partie\n"
        "de la ville."
    )
    assert is_hard_wrapped(text)
    found = decisions(rules, text)
    assert found["Haddad"] is None
    assert found["de"] is False


@pytest.mark.parametrize("mark", ["»", ")", ",", "…", "!"])
def test_closing_marks_begin_no_sentence(rules: Language, mark: str) -> None:
    """They belong to what stands before them."""
    assert decisions(rules, f"Partez . {mark} Il part")[mark] is False


def test_a_small_letter_after_a_quotation_goes_on(rules: Language) -> None:
    """« Partez ! » crie-t-il is one sentence; a capital is left to the trained splitter."""
    found = decisions(rules, "« Partez ! » crie Paul . Il part")
    assert found["crie"] is False
    assert found["Il"] is None


def test_white_space_begins_no_sentence(rules: Language) -> None:
    """Tokens of white space belong to the sentence before them."""
    doc = rules("Titre\n\nTexte")
    assert [(token.is_space, token.is_sent_start) for token in doc][1] == (True, False)
