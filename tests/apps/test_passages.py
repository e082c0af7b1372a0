"""What the outlet says in its own voice."""

from __future__ import annotations

import pytest

from selon.apps.passages import own_statements, sentences
from selon.model import Claim, Content, Record, Report, Source, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"]),
        ("M. Fillon et J. Kerry ont parlé. Ils sont partis.", ["M. Fillon et J. Kerry ont parlé.", "Ils sont partis."]),
        ("« Non ! » Il part.", ["« Non ! »", "Il part."]),
        ("Titre sans point\nLe texte. ", ["Titre sans point", "Le texte."]),
        ("L'accord, signé en 2015... puis rompu.", ["L'accord, signé en 2015... puis rompu."]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_sentences_end_where_readers_see_them_end(text: str, expected: list[str]) -> None:
    """Initials do not end a sentence; marks that close it belong to it; a line end ends it."""
    assert [span.of(text) for span in sentences(text)] == expected


def test_sentences_that_nobody_else_says_are_the_outlets() -> None:
    """A sentence with attributed words is not the outlet's own; the others are."""
    text = "La trêve tient.\nDamas dit que tout va bien.\nLa nuit est\tcalme."
    start = text.index("tout")
    claim = Claim(
        "c1", (Source("named", "Damas", Span(16, 21)),), None, "asserts", Content("", (Span(start, start + 4),))
    )
    assert list(own_statements(Record(Report(text, "x"), (claim,)))) == ["La trêve tient.", "La nuit est calme."]
