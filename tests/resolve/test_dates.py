"""Words to dates: the table of expressions in ``dates.tsv``, and what must hold whatever the words."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.extract.times import find_times
from selon.lexicon.times import TimeLexicon, load_times
from selon.model import Span, When
from selon.resolve.dates import publication_day, resolve_all, resolve_time
from selon.resolve.dates.calendar import easter, moved, named_days, unit_around

TABLE = Path(__file__).with_name("dates.tsv")
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text("utf-8").splitlines()
    if line and not line.startswith(("#", "sentence\t"))
]
PUBLISHED = date(2024, 3, 21)
FRENCH = load_times("fr")


@pytest.fixture(scope="module")
def times() -> TimeLexicon:
    """The French words of time."""
    return FRENCH


def _whens(sentence: str, times: TimeLexicon, published: date | None, tense: str | None = None) -> list[When]:
    found = find_times(sentence, times)
    return resolve_all(found, published, [tense] * len(found))


def test_the_table_is_long_enough_to_say_something() -> None:
    """The table holds at least 200 expressions, and each line has its six cells."""
    assert len(ROWS) >= 200
    assert {len(row) for row in ROWS} == {6}


@pytest.mark.parametrize(
    ("sentence", "words", "published", "tense", "earliest", "latest"),
    ROWS,
    ids=[f"{number}-{row[1]}" for number, row in enumerate(ROWS)],
)
def test_words_get_the_days_that_a_reader_gives_them(
    sentence: str, words: str, published: str, tense: str, earliest: str, latest: str, times: TimeLexicon
) -> None:
    """The words of each line are found as they stand, with the line's first and last day."""
    day = date.fromisoformat(published) if published else None
    span = Span(sentence.index(words), sentence.index(words) + len(words))
    found = [when for when in _whens(sentence, times, day, tense or None) if when.span == span]
    assert found == [When(words, span, earliest or None, latest or None)]


def test_a_date_time_counts_by_the_day_of_its_own_zone(times: TimeLexicon) -> None:
    """A report of half past midnight in Beirut, still yesterday in UTC, counts « hier » from Beirut's day."""
    beirut = datetime(2024, 3, 21, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert _whens("Hier, un pont a sauté.", times, beirut)[0].earliest == "2024-03-20"


@pytest.mark.parametrize(
    ("published", "day"),
    [
        (None, None),
        ("2024-03-21", PUBLISHED),
        ("2024-03-21T00:30:00+02:00", PUBLISHED),
        ("2024-03-21T23:30:00Z", PUBLISHED),
    ],
)
def test_publication_is_a_day_of_its_own_zone(published: str | None, day: date | None) -> None:
    """The day that `published` names is the outlet's, not that of UTC."""
    assert publication_day(published) == day


def test_an_anchor_with_an_unknown_end_is_no_anchor(times: TimeLexicon) -> None:
    """« le lendemain » of an open interval has no day."""
    expression = find_times("Le lendemain, ils ont fui.", times)[0]
    assert resolve_time(expression, published=PUBLISHED, anchor=(date(2024, 3, 1), None)).earliest is None
    assert (
        resolve_time(expression, published=None, anchor=(date(2024, 3, 1), date(2024, 3, 1))).earliest == "2024-03-02"
    )


@pytest.mark.parametrize(
    ("sentence", "first", "later"),
    [
        ("Le 4 mars, un pont a sauté. Rien ne bouge. Rien ne passe. La veille, il pleuvait.", "2024-03-04", None),
        ("Le 4 mars 2024, un pont a sauté. Rien. Rien. Rien. La veille, il pleuvait.", "2024-03-04", "2024-03-03"),
        ("Jeudi 21 mars 2024\nRien. Rien. Rien. Rien. La veille, il pleuvait.", "2024-03-21", None),
    ],
)
def test_only_a_full_date_of_the_story_counts_far_on(
    sentence: str, first: str, later: str | None, times: TimeLexicon
) -> None:
    """A date counts for two sentences, a full one until the next, the report's own head never."""
    whens = _whens(sentence, times, PUBLISHED)
    assert [(when.earliest, when.latest) for when in whens] == [(first, first), (later, later)]


def test_publication_is_no_default(times: TimeLexicon) -> None:
    """Words that give no day get none, even where the day of publication is known."""
    vague = "Récemment, ces derniers mois, quelques heures plus tard et depuis des semaines, des tirs ont été signalés."
    whens = _whens(vague, times, PUBLISHED)
    assert len(whens) == 4
    assert {(when.earliest, when.latest) for when in whens} == {(None, None)}


@pytest.mark.parametrize(
    ("words", "day"),
    [("lundi 25 mars", "2024-03-25"), ("samedi 23 mars", "2024-03-23"), ("mardi 30 janvier", "2024-01-30")],
)
def test_a_weekday_with_its_date_needs_no_tense(words: str, day: str, times: TimeLexicon) -> None:
    """Where no tense is known, a date without year is the nearest that its weekday fits."""
    assert [when.earliest for when in _whens(f"Réunion {words} à Genève.", times, PUBLISHED)] == [day]


@given(st.dates(date(1950, 1, 1), date(2070, 12, 31)), st.sampled_from([None, "past", "future"]))
def test_first_day_is_never_after_last_day(published: date, tense: str | None) -> None:
    """Whatever the day of publication and the tense, earliest is at most latest, and past days are not ahead."""
    times = FRENCH
    for row in ROWS[::9]:
        for when in _whens(row[0], times, published, tense):
            if when.earliest is not None and when.latest is not None:
                assert when.earliest <= when.latest


@given(st.dates(date(1980, 1, 1), date(2060, 12, 31)), st.integers(1, 7))
def test_a_past_weekday_is_within_the_week_before(published: date, number: int) -> None:
    """« mardi » in the past is the day of publication or one of the six days before."""
    names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    when = _whens(f"Un pont a sauté {names[number - 1]}.", FRENCH, published, "past")[0]
    day = date.fromisoformat(when.earliest or "")
    assert (published - day).days in range(7)
    assert day.isoweekday() == number


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "1961-04-02"), (2008, "2008-03-23"), (2019, "2019-04-21"), (2038, "2038-04-25")]
)
def test_easter_is_that_of_the_almanac(year: int, day: str) -> None:
    """Easter Sunday as the almanacs print it, the earliest and latest of our time among them."""
    assert easter(year).isoformat() == day


def test_an_islamic_day_may_come_twice_in_a_year(times: TimeLexicon) -> None:
    """Ramadan began on 4 January and on 23 December 1997 to 2030's calendars; both starts of 2030 are given."""
    ramadan = next(word.values["named_led"] for form, word in times.words.items() if form == "ramadan")
    starts = [days[0].isoformat() for days in named_days(ramadan, 2030)]  # type: ignore[arg-type]
    assert starts == ["2030-01-05", "2030-12-26"]


@pytest.mark.parametrize(
    ("day", "count", "unit", "moved_to"),
    [
        (date(2024, 3, 31), -1, "month", "2024-02-29"),
        (date(2024, 2, 29), -1, "year", "2023-02-28"),
        (date(2024, 3, 21), 36, "hour", None),
        (date(2024, 3, 21), 48, "hour", "2024-03-23"),
        (date(2024, 3, 21), 2.5, "month", "2024-06-04"),
        (date(2024, 3, 21), -9999, "year", None),
    ],
)
def test_moving_a_day_keeps_to_the_calendar(day: date, count: float, unit: str, moved_to: str | None) -> None:
    """Months end where they end, hours move days only in whole ones, and no year before 1 is made."""
    found = moved(day, count, unit)
    assert (found and found.isoformat()) == moved_to


def test_no_calendar_has_hours() -> None:
    """A unit shorter than a day has no days around it."""
    assert unit_around(PUBLISHED, "hour") is None
