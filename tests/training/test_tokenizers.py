"""The tokenizer cuts as the treebanks do, whatever the typography."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokenizer import Tokenizer

from training.tokenizers import french_tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The French tokenizer."""
    return french_tokenizer(spacy.blank("xx"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'armée a-t-elle tiré ?", "L'|armée|a|-t-elle|tiré|?"),
        ("L’armée a-t-elle tiré ?", "L’|armée|a|-t-elle|tiré|?"),
        ("«Jusqu’à 3.000», dit-on", "«|Jusqu’|à|3.000|»|,|dit|-on"),
        ("aujourd’hui, l’on attend", "aujourd’hui|,|l’on|attend"),
        ("à 10h30, 80 000 civils", "à|10|h|30|,|80|000|civils"),
        ("le 1er sept. 2016. M. Ayrault", "le|1er|sept.|2016|.|M.|Ayrault"),
        ("Celui-ci, ce jour-là", "Celui-ci|,|ce|jour|-là"),
        ("QU'EST-CE QU'ON FAIT ?", "QU'|EST|-CE|QU'|ON|FAIT|?"),
        ("N’Djamena et l'“État”", "N’Djamena|et|l'|“|État|”"),
        ('l’ «\u00a0opposition\u00a0» et d\' "autres"', 'l’|«|\u00a0|opposition|\u00a0|»|et|d\'|"|autres|"'),
        ("la Russie/Syrie, n°2 (AFP)", "la|Russie|/|Syrie|,|n°|2|(|AFP|)"),
        ("«Il part…», c'est-à-dire", "«|Il|part|…|»|,|c'est-à-dire"),
        ("Bachar al-Assad, Deir ez-Zor", "Bachar|al-Assad|,|Deir|ez-Zor"),
        ("+3% et 2,5 millions d'euros", "+3|%|et|2,5|millions|d'|euros"),
    ],
)
def test_words(tokenizer: Tokenizer, text: str, words: str) -> None:
    """Elisions, hyphens after verbs, hours, abbreviations and quotation marks come apart; numbers and names stay."""
    assert [token.text for token in tokenizer(text)] == words.split("|")


@pytest.mark.parametrize("text", ["« a\u00a0b »\n\nl’O.N.U.,  80\u202f000", "«»…''\"--", "d’'\"(l')"])
def test_nothing_is_lost(tokenizer: Tokenizer, text: str) -> None:
    """The text comes back whole."""
    assert tokenizer(text).text == text
