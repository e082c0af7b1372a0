"""Splink on DuckDB: candidate pairs by blocking rules, a level for each comparison, a weight for each pair.

Splink and DuckDB are imported when a pair is first scored, not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from selon.link.comparisons import COMPARISONS, ELSE, Comparison, Level
from selon.link.rows import TellingRow
from selon.link.weights import Weights

if TYPE_CHECKING:
    import pyarrow

BLOCKS = ("by_place", "by_party", "by_count", "by_name")
"""The blocking rules: a shared key in one of these columns makes two tellings of two reports a candidate pair."""

_TYPES = {"str": "string", "int | None": "int32", "float | None": "float64"}


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """Two rows that blocking brought together.

    Attributes:
        left: Key of the row with the smaller key.
        right: Key of the other.
        weight: Match weight in bits, prior included; 0 is even odds.
        levels: Comparison name to level name.
    """

    left: str
    right: str
    weight: float
    levels: dict[str, str]


def score_pairs(
    rows: Sequence[TellingRow],
    weights: Weights,
    *,
    known: Sequence[TellingRow] = (),
    min_weight: float | None = None,
) -> Iterator[ScoredPair]:
    """All candidate pairs among ``rows``, and between ``rows`` and ``known``, in order of their keys.

    Args:
        rows: Tellings to compare.
        weights: The model's parameters.
        known: Tellings that were compared with one another before.
        min_weight: Pairs with a smaller weight are left out; ``None`` gives all.
    """
    if len(rows) + len(known) < 2 or not rows:
        return
    table = _predict(rows, known, weights, min_weight)
    yield from sorted(_read(table), key=lambda pair: (pair.left, pair.right))


def _predict(
    rows: Sequence[TellingRow], known: Sequence[TellingRow], weights: Weights, min_weight: float | None
) -> pyarrow.Table:
    import logging

    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = DuckDBAPI().register(_arrow(rows, known), dataset_display_name="tellings")
    linker = Linker(table, _settings(weights), log_level=None, validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=min_weight, warning_mode="never")
    columns = ["key_l", "key_r", "match_weight", *(f"gamma_{comparison.name}" for comparison in COMPARISONS)]
    query = f"SELECT {', '.join(columns)} FROM {{this}}"
    return found.query_sql(query).as_pyarrow_table()  # type: ignore[no-untyped-call]


def _arrow(rows: Sequence[TellingRow], known: Sequence[TellingRow]) -> pyarrow.Table:
    """The rows as a table, with ``fresh`` for those that are to be compared with all."""
    import pyarrow

    both = [*rows, *known]
    kinds = {"list[str]": pyarrow.list_(pyarrow.string()), "list[int]": pyarrow.list_(pyarrow.int32())}
    columns: dict[str, Any] = {"fresh": pyarrow.array([True] * len(rows) + [False] * len(known))}
    for field in fields(TellingRow):
        kind = kinds.get(str(field.type)) or getattr(pyarrow, _TYPES[str(field.type)])()
        columns[field.name] = pyarrow.array([getattr(row, field.name) for row in both], type=kind)
    return pyarrow.table(columns)


def _settings(weights: Weights) -> Any:
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="key",
        probability_two_random_records_match=weights.prior,
        blocking_rules_to_generate_predictions=[_rule(column) for column in BLOCKS],
        comparisons=[_comparison(comparison, weights) for comparison in COMPARISONS],
        retain_matching_columns=True,  # what Splink ties the levels' numbers to; only those are taken out again
        retain_intermediate_calculation_columns=False,
    )


def _rule(column: str) -> Any:
    from splink.blocking_rule_library import CustomRule

    return CustomRule(
        f"l.{column} = r.{column} AND l.report <> r.report AND (l.fresh OR r.fresh)",
        sql_dialect="duckdb",
        arrays_to_explode=[column],
    )


def _comparison(comparison: Comparison, weights: Weights) -> dict[str, Any]:
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [_level(comparison, level, weights) for level in comparison.levels],
    }


def _level(comparison: Comparison, level: Level, weights: Weights) -> dict[str, Any]:
    if level is comparison.levels[0]:
        return {"sql_condition": level.sql, "label_for_charts": level.words, "is_null_level": True}
    return {
        "sql_condition": level.sql if level.sql != ELSE else "ELSE",
        "label_for_charts": level.words,
        "m_probability": weights.m[comparison.name, level.name],
        "u_probability": weights.u[comparison.name, level.name],
    }


def _read(table: pyarrow.Table) -> Iterator[ScoredPair]:
    """Pairs of a table of predictions. Splink counts levels down to 0 for the last; -1 is ``missing``."""
    left, right = table["key_l"].to_pylist(), table["key_r"].to_pylist()
    weights = table["match_weight"].to_pylist()
    gammas = {one.name: table[f"gamma_{one.name}"].to_pylist() for one in COMPARISONS}
    for at, weight in enumerate(weights):
        levels = {one.name: _level_name(one, gammas[one.name][at]) for one in COMPARISONS}
        first, second = sorted((left[at], right[at]))
        yield ScoredPair(first, second, weight, levels)


def _level_name(comparison: Comparison, gamma: int) -> str:
    return comparison.levels[0 if gamma < 0 else len(comparison.levels) - 1 - gamma].name
