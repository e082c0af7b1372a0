"""What two tellings are compared on, in levels, as Fellegi and Sunter and Splink call them.

A comparison is a list of levels, tried in order; the first whose condition holds counts. The first level of each is
``missing``: one of the two says nothing, which speaks neither for nor against. Conditions are SQL over the columns of
``selon.link.rows.TellingRow``, with ``_l`` and ``_r`` for the two sides; The dialect is DuckDB's.
"""

from __future__ import annotations

from dataclasses import dataclass

MISSING = "missing"
ELSE = "else"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a comparison.

    Attributes:
        name: Unique within its comparison.
        sql: The condition; ``ELSE`` for the last.
        words: What it says, for a reader.
    """

    name: str
    sql: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels in the order in which they are tried; the first is ``missing``, the last takes the rest."""

    name: str
    levels: tuple[Level, ...]


def _empty(column: str) -> str:
    return f"len({column}_l) = 0 OR len({column}_r) = 0"


def _shared(column: str) -> str:
    return f"len(list_intersect({column}_l, {column}_r))"


def _smaller(column: str) -> str:
    return f"least(len({column}_l), len({column}_r))"


def _share(column: str, share: float) -> str:
    return f"{_shared(column)} >= {share} * {_smaller(column)}"


KM = "(6371 * sqrt(power(x_l - x_r, 2) + power(y_l - y_r, 2) + power(z_l - z_r, 2)))"
NAMED = "len(list_intersect(place_words_l, named_r)) > 0 OR len(list_intersect(place_words_r, named_l)) > 0"
GAP = "(greatest(first_day_l, first_day_r) - least(last_day_l, last_day_r))"
LENGTHS = "greatest(last_day_l - first_day_l, last_day_r - first_day_r)"

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        "type",
        (
            Level(MISSING, _empty("kinds"), "one gives only a toll"),
            Level("same", f"{_shared('types')} > 0", "told as the same kind of event"),
            Level("class", f"{_shared('kinds')} > 0", "told as related kinds of event"),
            Level("other", ELSE, "told as different kinds of event"),
        ),
    ),
    Comparison(
        "day",
        (
            Level(MISSING, "first_day_l IS NULL OR first_day_r IS NULL", "one has no date"),
            Level(
                "same day",
                f"first_day_l = first_day_r AND last_day_l = last_day_r AND {LENGTHS} = 0",
                "the same day",
            ),
            Level(
                "same days",
                f"first_day_l = first_day_r AND last_day_l = last_day_r AND {LENGTHS} <= 2",
                "the same night or two or three days",
            ),
            Level("within days", f"{GAP} <= 0 AND {LENGTHS} <= 3", "days that overlap"),
            Level("within period", f"{GAP} <= 0", "a day within a longer period"),
            Level("next day", f"{GAP} = 1", "one day apart"),
            Level("within week", f"{GAP} <= 7", "two to seven days apart"),
            Level("apart", ELSE, "more than a week apart"),
        ),
    ),
    Comparison(
        "published",
        (
            Level(MISSING, "told_day_l IS NULL OR told_day_r IS NULL", "one report has no date of publication"),
            Level("same day", "abs(told_day_l - told_day_r) <= 1", "reports published within a day"),
            Level("within days", "abs(told_day_l - told_day_r) <= 5", "reports published within five days"),
            Level("within month", "abs(told_day_l - told_day_r) <= 31", "reports published within a month"),
            Level("apart", ELSE, "reports published more than a month apart"),
        ),
    ),
    Comparison(
        "place",
        (
            Level(
                MISSING,
                f"(x_l IS NULL OR x_r IS NULL) AND {_shared('places')} = 0 AND NOT ({NAMED})",
                "one names no place that is found",
            ),
            Level(
                "same exact",
                f"{_shared('places')} > 0 AND radius_km_l <= 5 AND radius_km_r <= 5",
                "the same quarter, site or village",
            ),
            Level("same", f"{_shared('places')} > 0", "the same place"),
            Level("named", "x_l IS NULL OR x_r IS NULL", "the place of one is named in the text of the other"),
            Level("same point", f"{KM} <= 1", "places less than a kilometre apart"),
            Level(
                "within radius", f"{KM} <= radius_km_l + radius_km_r", "places that may be one, as precisely as told"
            ),
            Level("near", f"{KM} <= 40", "places less than 40 km apart"),
            Level("apart", ELSE, "other places"),
        ),
    ),
    Comparison(
        "area",
        (
            # Names of regions nest, and a town has several: they count where the towns do not say it.
            Level(
                MISSING,
                f"({_empty('areas')}) OR ({_shared('places')} > 0) OR coalesce({KM} <= 1, false)",
                "one names no region, or the place says it already",
            ),
            Level("same", f"{_shared('areas')} > 0", "a region named by both"),
            Level("other", ELSE, "regions named differently"),
        ),
    ),
    Comparison(
        "initiators",
        (
            Level(MISSING, _empty("doers"), "one names no doer"),
            Level("same", _share("doers", 0.99), "the same doer"),
            Level("some", f"{_shared('doers')} > 0", "doers named in part by the same words"),
            Level("other", ELSE, "different doers"),
        ),
    ),
    Comparison(
        "targets",
        (
            Level(MISSING, _empty("victims"), "one names no target"),
            Level("same", _share("victims", 0.99), "the same target"),
            Level("some", f"{_shared('victims')} > 0", "targets named in part by the same words"),
            Level("other", ELSE, "targets named by other words"),
        ),
    ),
    Comparison(
        "means",
        (
            Level(MISSING, _empty("arms"), "one names no weapon"),
            Level("some", f"{_shared('arms')} > 0", "the same weapon"),
            Level("other", ELSE, "other weapons"),
        ),
    ),
    Comparison(
        "killed",
        (
            Level(MISSING, _empty("killed"), "one counts no dead"),
            Level("same many", f"{_shared('many_killed')} > 0", "a count of three or more dead in common"),
            Level("same few", f"{_shared('killed')} > 0", "one or two dead in both"),
            Level(
                "close",
                "killed_low_l <= killed_high_r * 1.25 AND killed_low_r <= killed_high_l * 1.25",
                "counts of dead that overlap or are close",
            ),
            Level(
                "half",
                "killed_low_l <= killed_high_r * 2 AND killed_low_r <= killed_high_l * 2",
                "counts of dead up to twice the other",
            ),
            Level("apart", ELSE, "counts of dead far apart"),
        ),
    ),
    Comparison(
        "harmed",
        (
            Level(MISSING, _empty("harmed"), "one counts no wounded, missing or taken"),
            Level("same", f"{_shared('harmed')} > 0", "a count of wounded, missing or taken in common"),
            Level("other", ELSE, "other counts of wounded, missing or taken"),
        ),
    ),
    Comparison(
        "names",
        (
            Level(MISSING, _empty("names"), "one names no person or thing"),
            Level("two", f"{_shared('names')} >= 2", "two or more names in common"),
            Level("one", f"{_shared('names')} = 1", "a name in common"),
            Level("none", ELSE, "no name in common"),
        ),
    ),
    Comparison(
        "words",
        (
            Level(MISSING, f"{_smaller('words')} < 3", "too few words"),
            Level("most", _share("words", 0.6), "mostly the same words"),
            Level("many", _share("words", 0.35), "many words in common"),
            Level("some", _share("words", 0.15), "some words in common"),
            Level("few", ELSE, "hardly a word in common"),
        ),
    ),
)
