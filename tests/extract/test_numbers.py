"""Number words and bounds become least and greatest numbers, whatever their spelling."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.extract.numbers import Amount, find_numbers
from selon.lexicon.figures import load_figures

LEXICON = load_figures("fr")

# French spelling as schools teach it, written here apart from the table that the code reads.
UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def below_hundred(n: int) -> str:
    if n < 20:
        return UNITS[n]
    if n >= 80:
        return "quatre-vingts" if n == 80 else "quatre-vingt-" + UNITS[n - 80]
    base = 60 if n >= 60 else n // 10 * 10
    rest = n - base
    if rest == 0:
        return TENS[base]
    return f"{TENS[base]} et {UNITS[rest]}" if rest in (1, 11) else f"{TENS[base]}-{UNITS[rest]}"


def below_thousand(n: int) -> str:
    hundreds, rest = divmod(n, 100)
    if not hundreds:
        return below_hundred(rest)
    head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent{'' if rest else 's'}"
    return f"{head} {below_hundred(rest)}" if rest else head


def in_words(n: int, *, hyphens: bool = False) -> str:
    thousands, rest = divmod(n, 1000)
    if not thousands:
        words = below_thousand(rest)
    else:
        counted = below_thousand(thousands)
        if counted.endswith(("cents", "vingts")):  # before « mille » these two lose their s
            counted = counted[:-1]
        head = "mille" if thousands == 1 else f"{counted} mille"
        words = f"{head} {below_thousand(rest)}" if rest else head
    return words.replace(" ", "-") if hyphens else words


def one(text: str) -> Amount:
    (amount,) = find_numbers(text, LEXICON)
    return amount


@given(st.integers(0, 999_999), st.booleans(), st.booleans())
def test_number_words_are_read_back(n: int, hyphens: bool, capital: bool) -> None:
    """Every number from 0 to 999,999, spelt out in the old or the new spelling, is read as itself."""
    words = in_words(n, hyphens=hyphens)
    text = f"On parle de {words.capitalize() if capital else words} personnes."
    amount = one(text)
    assert (amount.min, amount.max, amount.core.of(text).lower()) == (n, n, words)


@given(st.integers(1000, 999_999_999), st.sampled_from([" ", ".", "\u00a0", "\u202f", ""]))
def test_digits_are_read_with_any_separator(n: int, separator: str) -> None:
    """Digits in groups of three are one number, whatever stands between the groups."""
    digits = f"{n:,}".replace(",", separator)
    text = f"plus de {digits} habitants"
    amount = one(text)
    assert (amount.min, amount.max, amount.span.of(text)) == (n + 1, None, f"plus de {digits}")


PIECES = st.sampled_from(
    "au moins|plus de|moins de|jusqu'à|entre|et|ou|à|une|un|dizaine|vingtaine|centaines|de|des|plusieurs|milliers|12|"
    "1 200|2,5|millions|trois|soixante|et onze|morts|,|. |environ|quelque|demi-|lundi|2012|mars|%|-|d'|autres".split(
        "|"
    )
)


@given(st.lists(PIECES, max_size=14))
def test_any_words_give_ordered_bounds_and_true_spans(pieces: list[str]) -> None:
    """Whatever the words: least never exceeds greatest, one of them is known, spans are in order and apart."""
    text = " ".join(pieces)
    amounts = find_numbers(text, LEXICON)
    for amount in amounts:
        assert amount.min is not None or amount.max is not None
        assert amount.min is None or amount.max is None or amount.min <= amount.max
        assert amount.span.covers(amount.core)
        assert amount.core.of(text).strip() == amount.core.of(text) != ""
    assert all(a.core.end <= b.core.start for a, b in pairwise(amounts))


BOUNDS = [
    # words, least, greatest, approximate
    ("douze morts", 12, 12, False),
    ("au moins 64 blessés", 64, None, False),
    ("64 blessés au moins.", 64, None, False),
    ("pas moins de 782 civils", 782, None, False),
    ("plus de 200 familles", 201, None, False),
    ("plus d'une centaine de mineurs", 101, None, True),
    ("plus d'un million de réfugiés", 1_000_001, None, False),
    ("jusqu'à 30 hommes", None, 30, False),
    ("moins de 30 hommes", None, 29, False),
    ("30 hommes au maximum.", None, 30, False),
    ("entre 10 et 15 corps", 10, 15, False),
    ("entre dix et quinze corps", 10, 15, False),
    ("40 à 45 personnes", 40, 45, False),
    ("deux ou trois tireurs", 2, 3, True),
    ("une dizaine de gendarmes", 10, 10, True),
    ("une demi-douzaine de gendarmes", 6, 6, True),
    ("environ 40 élèves", 40, 40, True),
    ("près de 40 élèves", 40, 40, True),
    ("quelque 40 élèves", 40, 40, True),
    ("des dizaines d'otages", 20, None, True),
    ("plusieurs centaines d'otages", 200, None, True),
    ("des milliers d'habitants", 2000, None, True),
    ("des dizaines de milliers d'habitants", 20_000, None, True),
    ("une dizaine de milliers d'habitants", 10_000, 10_000, True),
    ("plusieurs marins", 2, None, True),
    ("de nombreux marins", 2, None, True),
    ("1,5 million d'habitants", 1_500_000, 1_500_000, False),
    ("deux millions et demi d'habitants", 2_500_000, 2_500_000, False),
    ("soixante-dix-sept paysans", 77, 77, False),
    ("septante-sept paysans", 77, 77, False),
]


@pytest.mark.parametrize(("words", "least", "greatest", "approx"), BOUNDS)
def test_bounds(words: str, least: int | None, greatest: int | None, approx: bool) -> None:
    """A bound moves one end and leaves the other open; a word of doubt makes the number approximate."""
    amount = one(words)
    assert (amount.min, amount.max, amount.approx) == (least, greatest, approx)


APART = [
    ("Le bilan passe de trente-deux à vingt-six.", [(32, 32), (26, 26)]),
    ("trois et quatre", [(3, 3), (4, 4)]),
    ("12 morts, au moins trente blessés", [(12, 12), (30, None)]),
    ("huit soldats et une vingtaine de civils", [(8, 8), (20, 20)]),
    ("En 2012, 145 hommes", [(2012, 2012), (145, 145)]),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_numbers_side_by_side_stay_apart(text: str, expected: list[tuple[int | None, int | None]]) -> None:
    """Two numbers are a range only where the words say so, and a bound belongs to one of them."""
    assert [(amount.min, amount.max) for amount in find_numbers(text, LEXICON)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "près de 91,2 % des électeurs",
        "à 17h30 précises",
        "le 7 octobre",
        "du 26 au 27 août",
        "au sommet du G7",
        "la 3e brigade",
        "au pont du Onze-Novembre",
        "le score de 3-1",
        "à 20:15",
        "pour 30 €",
    ],
)
def test_numbers_of_something_else_are_left_out(text: str) -> None:
    """Shares, hours, days of a month, ordinals, scores, sums of money and names are no amounts."""
    assert find_numbers(text, LEXICON) == []


def test_an_article_and_a_year_are_marked() -> None:
    """« un » may be an article and a bare 2012 a year; with a bound they are numbers."""
    article, year = find_numbers("un homme né en 1987", LEXICON)
    bounded_one, bounded_year = find_numbers("au moins un homme, environ 1987 fois", LEXICON)
    assert (article.article, year.year) == (True, True)
    assert (bounded_one.article, bounded_year.year) == (False, False)
