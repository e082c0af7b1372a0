"""Dates of publication in the notations that files carry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.intake.dates import date_in, from_unix_time, is_day_first, read_date
from selon.intake.iso import is_iso_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-02-14", "2021-02-14"),
        ("2021-02-14 10:00:00", "2021-02-14T10:00:00"),
        ("2021-02-14T10:00:00Z", "2021-02-14T10:00:00+00:00"),
        ("2021-02-14T10:00:00.123+0100", "2021-02-14T10:00:00+01:00"),
        ("2021-02-14 10:00:00 UTC", "2021-02-14T10:00:00+00:00"),
        ("20210214", "2021-02-14"),
        ("2021/2/14", "2021-02-14"),
        ("14/02/2021", "2021-02-14"),
        ("02/14/2021", "2021-02-14"),
        ("03.04.2021", "2021-04-03"),
        ("04/04/2021", "2021-04-04"),
        ("Sun, 14 Feb 2021 10:00:00 +0100", "2021-02-14T10:00:00+01:00"),
        ("vendredi 3 janvier 2014", "2014-01-03"),
        ("January 3, 2014", "2014-01-03"),
        ("3. Januar 2014", "2014-01-03"),
        ("3 de enero de 2014", "2014-01-03"),
        ("8 décembre 2016 jeudi", "2016-12-08"),
        ("1er mai 2019", "2019-05-01"),
        ("8 DECEMBRE 2016", "2016-12-08"),
        ("jeudi 8 décembre 2016 - 14h30", "2016-12-08T14:30:00"),
    ],
)
def test_a_full_date_is_read(value: str, expected: str) -> None:
    """Numbers, names of months in several languages, times and zones."""
    assert read_date(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        *("", "hier", "il y a deux jours", "décembre 2016", "8 décembre", "2014", "2021-13-45", "31/31/2021", "n/a"),
        *("x" * 500, "03/04/2021", "Le 3 janvier, l'armée a démenti", "l'article 3 de 2014 dit que"),
    ],
)
def test_what_is_no_full_date_stays_unknown(value: str) -> None:
    """No day, month or year is ever supplied, and of two possible days none is chosen."""
    assert read_date(value) is None


def test_the_order_of_day_and_month_can_be_told() -> None:
    """What a column shows of its order settles an ambiguous date."""
    assert read_date("03/04/2021", day_first=True) == "2021-04-03"
    assert read_date("03/04/2021", day_first=False) == "2021-03-04"
    assert is_day_first(["03/04/2021", "14/02/2021"]) is True
    assert is_day_first(["02/14/2021"]) is False
    assert is_day_first(["03/04/2021", "hier"]) is None


def test_unix_time_is_an_instant_in_utc() -> None:
    """Seconds give an instant; what lies outside the calendar gives none."""
    assert from_unix_time(0) == "1970-01-01T00:00:00+00:00"
    assert from_unix_time(1e30) is None


@settings(max_examples=40)
@given(st.text(max_size=90) | st.text("0123456789/-:. janvierfb", max_size=30))
def test_any_text_is_a_date_or_none(value: str) -> None:
    """No text stops the reading, and what comes out is a date that a report may carry."""
    found = read_date(value)
    assert found is None or is_iso_date(found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Monde, dimanche 14 février 2021, p. 4", "2021-02-14"),
        ("December 19, 1991, Sunday, An Edition", "1991-12-19"),
        ("Le Monde - 8 décembre 2016", "2016-12-08"),
        ("Monde, p. 4", None),
        ("x, " * 200, None),
    ],
)
def test_a_date_among_other_words_is_found(line: str, expected: str | None) -> None:
    """Between commas or dashes a date is found whatever stands before and after it."""
    assert date_in(line) == expected
