"""The gate's words: forms made by rule, weights by table, and defects named by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon.gate import TABLES, GateWords, load_gate, plain
from selon.lexicon.table import DATA

FORMS = {
    "bombardement": "bombardements",
    "tuer": "tue tuent tué tuée tués tuées tuait tuant tuera",
    "égorger": "égorgé égorgeait égorgeant égorgea",
    "déployer": "déploie déploient déployait déployées",
    "assiéger": "assiège assiégée assiégeaient",
    "abattre": "abat abattus abattaient",
    "rebelle": "rebelles",
    "milicien": "miliciens milicienne miliciennes",
    "cessez-le-feu": "cessez-le-feu",
    "casque bleu": "casques bleus",
    "groupe armé": "groupes armés",
    "grenade lacrymogène": "grenades lacrymogènes",
    "Boko Haram": "Boko Haram",
}


@pytest.fixture(scope="session")
def words() -> GateWords:
    return load_gate("fr")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the French tables."""
    shutil.copytree(DATA / "fr", tmp_path / "fr")
    return tmp_path


@pytest.mark.parametrize("name", FORMS)
def test_a_word_is_found_in_its_forms(name: str, words: GateWords) -> None:
    """Plurals, feminines and the forms that verbs have in news are made from the dictionary form."""
    missing = [form for form in FORMS[name].split("|" if " " in name else None) if plain(form) not in words]
    assert missing == []


@pytest.mark.parametrize("form", ["partie", "insurge", "marine", "violente", "ministre", "rafales"])
def test_forms_of_other_words_are_left_out(form: str, words: GateWords) -> None:
    """A form that is mostly another word (« le parti », « il s'insurge ») is no evidence."""
    assert form not in words


@pytest.mark.parametrize(
    ("form", "weight"),
    [("jihadistes", 3), ("attentat", 3), ("embuscade", 3), ("police", 1), ("tue", 2)],
)
def test_the_heaviest_table_counts(form: str, weight: float, words: GateWords) -> None:
    """A word of several tables has its highest weight."""
    assert words[form].weight == weight


def test_acronyms_count_in_capitals_alone(words: GateWords) -> None:
    """« EI » is a party, « ei » nothing."""
    assert words["ei"].exact and not words["hamas"].exact


def test_every_word_says_where_it_stands(words: GateWords) -> None:
    """A person can look every word of evidence up."""
    assert all(word.where.partition(":")[0].endswith(".tsv") for word in words.values())


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("gate_weights.tsv", "event_trigger\t1\t2", "column 'table' has 'event_trigger'"),
        ("gate_weights.tsv", "event_triggers\t3\t9", "column 'weight' has '9'"),
        ("gate_weights.tsv", "event_triggers\t3\t0", "column 'weight' has '0'"),
        ("gate_weights.tsv", "parties\tarmy\t2", "column 'kind' has 'army'"),
        ("gate_weights.tsv", "event_actors\tknights\t2", "no word of kind 'knights'"),
        ("gate_endings.tsv", "adverb\tment\tment", "column 'pos' has 'adverb'"),
        ("gate_endings.tsv", "noun\tet\t", "column 'forms' is empty"),
        ("gate_endings.tsv", "noun\tal\tals", "stands on line"),
    ],
)
def test_defects_are_named(table: str, line: str, problem: str, data: Path) -> None:
    """A wrong line is an error that names file and problem."""
    path = data / "fr" / table
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")
    with pytest.raises(LexiconError) as refused:
        load_gate("fr", data=data)
    assert problem in str(refused.value) and table in str(refused.value)


@pytest.mark.parametrize("table", [*TABLES, "gate_weights", "gate_endings"])
def test_a_missing_table_is_named(table: str, data: Path) -> None:
    """A language without one of the tables has no gate."""
    (data / "fr" / f"{table}.tsv").unlink()
    with pytest.raises(LexiconError, match=f"{table}.tsv"):
        load_gate("fr", data=data)
