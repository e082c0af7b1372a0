"""The tense of the clause says whether a weekday is the last or the coming one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selon.extract.tenses import tenses_of
from selon.extract.times import find_times
from selon.lexicon import Lexicon
from selon.parse import ParsedReport


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Les obsèques auront lieu vendredi.", "future"),
        ("Une marche partira jeudi de la mairie.", "future"),
        ("Les pourparlers, retardés depuis mars, démarreront samedi au Caire.", "future"),
        ("Il va partir jeudi.", "future"),
        ("Le cortège entra jeudi dans la ville.", "past"),
        ("Ils ont défilé vendredi.", "past"),
        ("La sécurité sera renforcée après la mort d'un soldat dimanche.", "past"),
    ],
)
def test_tense_of_the_clause(
    sentence: str, tense: str, parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon
) -> None:
    """A future is seen by its form, whatever the tagger says; what went before it is past."""
    doc = parse_fr(sentence).doc
    found = find_times(sentence, lexicon.times)
    assert tenses_of(doc, found, lexicon.cues.words)[-1] == tense
