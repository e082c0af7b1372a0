"""Quotation marks: every passage between them, with exact places, whatever the outlet's habits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.parse.quotes import DEPTH_MAX, find_quotations

MARKED = st.lists(
    st.sampled_from(
        ["«", "»", "“", "”", "„", "‹", "›", '"', "'", "''", "<<", ">>", " ", "\u00a0", "\n", "a", "dit", ".", ","]
    )
).map("".join)


def inners(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le maire « refuse » de partir.", ["refuse"]),
        ("Le maire «\u00a0refuse\u202f» de partir.", ["refuse"]),
        ("Le maire “refuse” de partir.", ["refuse"]),
        ("Le maire ”refuse” de partir.", ["refuse"]),
        ("Le maire „refuse“ de partir.", ["refuse"]),
        ("Le maire ‹ refuse › de partir.", ["refuse"]),
        ("Le maire << refuse >> de partir.", ["refuse"]),
        ('Le maire "refuse" de partir.', ["refuse"]),
        ('Le maire " refuse " de partir.', ["refuse"]),
        ("Le maire ''refuse'' de partir.", ["refuse"]),
        ("Le maire 'refuse' de partir.", ["refuse"]),
        ('Le maire “refuse" de partir.', ["refuse"]),
        ('L\'"armée" et d\'"autres" troupes', ["armée", "autres"]),
        ("groupes d''autodéfense' du nord", ["autodéfense"]),
        ('Ils scandaient"Dehors", puis "À bas".', ["Dehors", "À bas"]),
        ('"Non", dit-il. "Jamais !" (et "...puis plus rien").', ["Non", "Jamais !", "...puis plus rien"]),
    ],
)
def test_finds_the_marks_of_every_habit(text: str, expected: list[str]) -> None:
    """The words between the marks are found, whichever marks an outlet uses."""
    assert inners(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "L'armée d'ici n'a rien vu aujourd'hui.",
        "Les marins de l'O'Brien, à 12' de l'île",
        'Un écran de 30" et un tube de 12".',
        "Il a vu les drapeaux des rebelles' et rien d'autre.",
        "« »",
        '""',
        "",
    ],
)
def test_leaves_apostrophes_and_inches_alone(text: str) -> None:
    """An elision, a foreign genitive, a measure and an empty pair of marks are no quotations."""
    assert inners(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Combien de “bavures” encore ? »", [("Combien de “bavures” encore ?", 0), ("bavures", 1)]),
        ("« Il a dit « non » hier »", [("Il a dit « non » hier", 0), ("non", 1)]),
        ('"Il a dit "non" hier"', [('Il a dit "non" hier', 0), ("non", 1)]),
        ("\"C'est une 'agression' de plus\"", [("C'est une 'agression' de plus", 0), ("agression", 1)]),
    ],
)
def test_tells_how_deep_a_quotation_stands(text: str, expected: list[tuple[str, int]]) -> None:
    """A quotation within a quotation is found besides the outer one, one level deeper."""
    assert [(found.inner.of(text), found.depth) for found in find_quotations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Un.\n\n« Deux.\n\n« Trois », dit-elle.", [("Un.", False), ("Deux.", False), ("Trois", True)]),
        ("« Un.\n\n» Deux.\n\n» Trois », dit-elle.", [("Un.", False), ("Deux.", False), ("Trois", True)]),
        ("« Un.\n\nDeux », dit-elle.", [("Un.", False), ("Deux", True)]),
        ('"Un.\n\nDeux", dit-elle. "Trois".', [("Un.", False), ("Deux", True), ("Trois", True)]),
        ("« Un et la\nsuite », dit-elle.", [("Un et la\nsuite", True)]),
    ],
)
def test_follows_a_quotation_through_paragraphs(text: str, expected: list[tuple[str, bool]]) -> None:
    """Each paragraph of a long quotation is a part of it, and only the closed part is marked as closed."""
    assert [(found.inner.of(text), found.closed) for found in find_quotations(text)] == expected


def test_a_missing_opening_mark_does_not_turn_the_rest_around() -> None:
    """A straight mark that can only close never opens, so that the next pair is read right."""
    text = 'Rien ne sera oublié", dit-elle, notant que "les preuves" existent.'
    assert inners(text) == ["les preuves"]


@given(MARKED)
def test_spans_are_nested_and_in_bounds(text: str) -> None:
    """Inner lies within outer, is never empty, has no blanks at its ends; two quotations are apart or nested."""
    found = find_quotations(text)
    for quotation in found:
        assert (
            0
            <= quotation.outer.start
            <= quotation.inner.start
            < quotation.inner.end
            <= quotation.outer.end
            <= len(text)
        )
        words = quotation.inner.of(text)
        assert words == words.strip(" \n\u00a0")
        assert 0 <= quotation.depth < DEPTH_MAX
    for first in found:
        for second in found:
            apart = not first.outer.overlaps(second.outer)
            assert apart or first.outer.covers(second.outer) or second.outer.covers(first.outer)


@given(MARKED)
def test_the_same_text_gives_the_same_quotations(text: str) -> None:
    """Nothing is kept from one call to the next, and the order is that of the first marks."""
    first = find_quotations(text)
    assert first == find_quotations(text)
    assert list(first) == sorted(first, key=lambda found: (found.outer.start, -found.outer.end))


@given(st.text(alphabet="abcé ,.\n", max_size=80), st.text(alphabet="abcé,.", min_size=1, max_size=40))
def test_a_pair_of_guillemets_is_always_found(before: str, words: str) -> None:
    """Whatever stands before it, a pair of guillemets is one closed quotation of the words between."""
    text = f"{before}« {words} »"
    assert [(found.inner.of(text), found.closed) for found in find_quotations(text)] == [(words, True)]


@pytest.mark.parametrize("unit", ["«", "»", '"', "' ", "''", "“»", "« “ ", '"a', "«\n", '"\n\n', "<<", " \n", "'a "])
def test_reads_hostile_text_in_linear_time(unit: str) -> None:
    """A hundred thousand marks take seconds at most; quadratic work would take hours."""
    start = time.perf_counter()
    find_quotations(unit * 100_000)
    assert time.perf_counter() - start < 20
