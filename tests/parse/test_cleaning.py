"""Cleaning: plain typography for the parser, exact evidence for the reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.model import Span
from selon.parse.cleaning import clean

KEPT = frozenset({"vingt", "t", "il", "là"})

NOISE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aé\u0301\u0302\u0327\u00a0\u202f\u2009’‘“”«»\u00ad\u200b\u200d\ufeff\r\n\t -‑–…"
            "\u202e\u202d\u2067\u2069אבגعربي"
            "😀👩🏽\u200d🚒🇫🇷ﬁﬂﬀ\ud800\udfff\0\x1b`´\u2028\x85각ᄀ\u1161\u11a8\u212b\u0958Ĳ"
        ),
    ),
    max_size=60,
)
PIECES = ("bombar", "dement", "vingt", "-", "\n", " ", "\r\n", "t", "il", "É", "\u00ad", "’")
WRAPPED = st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("L’armée l‘a dit", "L'armée l'a dit"),
        ("l`armée et l´eau", "l'armée et l'eau"),
        ("« Jamais\u00a0», dit-il\u202f: 100\u202f000", "« Jamais », dit-il : 100 000"),
        ("Paris\r\nLyon\rNice", "Paris\nLyon\nNice"),
        ("bom\u00adbar\u00addement", "bombardement"),
        ("bombar-\ndement", "bombardement"),
        ("bombar-\r\n   dement", "bombardement"),
        ("vingt-\ndeux morts", "vingt-deux morts"),
        ("a-t-\nil dit", "a-t-il dit"),
        ("cessez-le-\nfeu", "cessez-le-feu"),
        ("cessez-le- feu", "cessez-le-feu"),
        ("a- t-il dit", "a-t-il dit"),
        ("pro- et anti-gouvernementaux", "pro- et anti-gouvernementaux"),
        ("Seine-\nSaint-Denis", "Seine-Saint-Denis"),
        ("- douze morts\n- trois blessés", "- douze morts\n- trois blessés"),
        ("l'armée\nde terre", "l'armée de terre"),
        ("Titre\nLe texte.", "Titre\nLe texte."),
        ("de\u0301menti", "démenti"),
        ("o\ufb03ciel", "officiel"),
        ("\ufeffTexte\u200b", "Texte"),
        ("nom \ud800", "nom \ufffd"),
        ("a\0b\x1bc", "a b c"),
        ("", ""),
    ],
)
def test_typography_becomes_plain(text: str, plain: str) -> None:
    """Each form of press typography has one plain form."""
    assert clean(text, keep_hyphen=KEPT).text == plain


@pytest.mark.parametrize(
    ("text", "word", "evidence"),
    [
        ("a dé\u00admenti hier", "démenti", "dé\u00admenti"),
        ("un bombar-\r\ndement hier", "bombardement", "bombar-\r\ndement"),
        ("un cessez-le- feu", "cessez-le-feu", "cessez-le- feu"),
        ("il a de\u0301menti", "démenti", "de\u0301menti"),
        ("l’o\ufb03ciel", "officiel", "o\ufb03ciel"),
        ("😀 l’armée a dit", "armée", "armée"),
        ("\u202eعربي\u202c armée", "armée", "armée"),
    ],
)
def test_evidence_is_the_reports_own(text: str, word: str, evidence: str) -> None:
    """A word found in the cleaned text is cut from the report as the report writes it."""
    alignment = clean(text)
    start = alignment.text.index(word)
    assert alignment.to_source(Span(start, start + len(word))).of(text) == evidence


@given(NOISE)
def test_every_span_maps_into_the_text(text: str) -> None:
    """Spans stay inside the report, keep their order, and cover what they stand for."""
    alignment = clean(text, keep_hyphen=KEPT)
    spans = [alignment.to_source(Span(at, at + 1)) for at in range(len(alignment.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    assert [span.end for span in spans] == sorted(span.end for span in spans)


@given(NOISE)
def test_a_span_of_the_text_cleans_to_its_own_words(text: str) -> None:
    """A word mapped back and cleaned again gives the word that the parser saw."""
    alignment = clean(text)
    for word in alignment.text.split():
        start = alignment.text.index(word)
        evidence = alignment.to_source(Span(start, start + len(word))).of(text)
        assert word in clean(f"x {evidence} x").text or not word.isalpha()


@given(st.one_of(NOISE, WRAPPED))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """What has been cleaned is clean."""
    once = clean(text, keep_hyphen=KEPT).text
    assert clean(once, keep_hyphen=KEPT).text == once


@given(NOISE)
def test_cleaned_text_is_composed_and_encodable(text: str) -> None:
    """The parser gets NFC without half characters, whatever comes in."""
    cleaned = clean(text).text
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
