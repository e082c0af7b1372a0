"""The table of match weights, and how weights are estimated."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.errors import LexiconError
from selon.link.comparisons import COMPARISONS, ELSE, MISSING
from selon.link.weights import MAX_BITS, SHIPPED, Example, estimate_weights, load_weights

LEVELS = {one.name: [level.name for level in one.levels] for one in COMPARISONS}
EXAMPLES = st.lists(
    st.builds(
        Example,
        st.fixed_dictionaries({name: st.sampled_from(levels) for name, levels in LEVELS.items()}),
        st.sampled_from([0.0, 1.0]),
    ),
    max_size=30,
)


def test_comparisons_are_well_formed() -> None:
    """Each begins with ``missing``, ends with the rest, and has no name twice."""
    for one in COMPARISONS:
        assert one.levels[0].name == MISSING
        assert [level.sql for level in one.levels].count(ELSE) == 1
        assert one.levels[-1].sql == ELSE
        assert len(LEVELS[one.name]) == len(set(LEVELS[one.name])) >= 3
        assert all(level.words for level in one.levels)


def test_a_closer_level_never_speaks_less() -> None:
    """In the shipped table as in any estimate, weights fall from the closest level to the farthest."""
    weights = load_weights()
    for one in COMPARISONS:
        bits = [weights.bits(one.name, level.name) for level in one.levels[1:]]
        assert all(after <= before + 0.01 for before, after in pairwise(bits))  # the table has four digits
        assert weights.bits(one.name, MISSING) == 0


@settings(max_examples=40)
@given(EXAMPLES)
def test_estimates_are_sane(examples: list[Example]) -> None:
    """Whatever the examples, shares lie between 0 and 1, levels keep their order, and none decides alone."""
    weights = estimate_weights(examples)
    assert 0 < weights.prior < 1
    for one in COMPARISONS:
        bits = [weights.bits(one.name, level.name) for level in one.levels[1:]]
        assert all(later <= earlier + 1e-9 for earlier, later in pairwise(bits))
        assert min(bits) >= -MAX_BITS - 1e-9


def test_examples_move_the_weights() -> None:
    """A level seen only among pairs of one happening speaks for it."""
    same, other = {"day": "same day"}, {"day": "apart"}
    weights = estimate_weights([Example(same, 1.0)] * 20 + [Example(other, 0.0)] * 20)
    assert weights.bits("day", "same day") > 2
    assert weights.bits("day", "apart") < -2
    assert weights.prior == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("day\tapart\t", "days\tapart\t", "no line for ('day', 'apart')"),
        ("prior\tprior\t", "prior\tprior\t1.5\t# ", "cells; expected 4"),
        ("type\tsame\t0", "type\tsame\tx", "write shares between 0 and 1"),
        ("type\tsame\t0", "type\tsame\t7", "both must lie between 0 and 1"),
    ],
)
def test_a_faulty_table_is_pointed_at(tmp_path: Path, old: str, new: str, message: str) -> None:
    """An error names the file and says what is wrong."""
    path = tmp_path / "weights.tsv"
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_weights(path)
    assert message in str(caught.value)
    assert "weights.tsv" in str(caught.value)


def test_linking_loads_its_engine_late() -> None:
    """Importing the linking loads neither Splink nor DuckDB nor pyarrow."""
    code = "import selon, selon.link.linking, selon.link.accounts, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"splink", "duckdb", "pyarrow", "sqlglot", "spacy", "numpy"} & set(loaded)
