"""Linking and accounts on the gold, where it lies beside the checkout."""

from __future__ import annotations

import pytest

from benchmarks.gold import gold_path, load_gold
from benchmarks.linking_gold import INCIDENTS, load_groups, members_of, score_incidents
from selon.link.accounts import lay_side_by_side
from selon.link.linking import link_records
from selon.model import Record, record_from_dict
from selon.model.accounts import Accounts
from selon.model.incidents import Incident, MentionKey, Telling

pytestmark = pytest.mark.skipif(
    not (gold_path("fr").is_file() and INCIDENTS.is_file()), reason="the gold is not beside this checkout"
)


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """The gold records by report."""
    return {record["report"]["id"]: record_from_dict(record) for record in load_gold("fr")}


@pytest.fixture(scope="module")
def matrices(records: dict[str, Record]) -> dict[str, Accounts]:
    """The accounts of each gold incident, from its gold members."""
    found = {}
    for group in load_groups():
        events: dict[str, list[str]] = {}
        for report, event in group["members"]:
            events.setdefault(report, []).append(event)
        tellings = tuple(Telling(MentionKey(report, some[0]), tuple(some)) for report, some in events.items())
        found[group["incident"]] = lay_side_by_side(Incident(group["incident"], tellings), records)
    return found


def test_floors(records: dict[str, Record]) -> None:
    """From gold records, incidents are found as well as was promised."""
    scores = score_incidents(members_of(link_records(records.values()).linking))
    assert scores["b3"]["f1"] >= 0.90
    assert scores["pairs"]["f1"] >= 0.85
    assert scores["pairs"]["p"] >= 0.92
    assert scores["reports"]["f1"] >= 0.95


# incident, row, least and greatest numbers that the `disagree` line names for it, or words for rows without a number
DISAGREEMENTS: list[tuple[str, str, list[object]]] = [
    ("alep-2016-12-07-rockets", "killed", [(12, 12), (15, 15), (11, 11)]),
    ("alep-2016-12-07-rockets", "by_whom", ["groupes radicaux", "terroristes", "Hanano"]),
    ("mali-tegourou-2021-02-14", "killed", [(11, None), (14, 14), (12, 12), (30, 30)]),
    ("mali-tegourou-2021-02-14", "by_whom", ["katiba Macina", "bandits", "milice"]),
    ("burkina-djibo-convoy-2023-01-10", "killed", [(13, 13), (36, 36), (50, None), (9, 9)]),
    ("burkina-djibo-convoy-2023-01-10", "missing", [(10, 10)]),
    ("rdc-bulungi-2024-04-11", "killed", [(9, None), (17, 17), (18, 18)]),
    ("rdc-bulungi-2024-04-11", "by_whom", ["M23", "soldats congolais", "wazalendo"]),
    ("ukraine-droujkivka-2023-08-19", "killed", [(6, None), (16, 16), (None, 120), (0, 0)]),
    ("ukraine-droujkivka-2023-08-19", "to_whom", ["marché couvert", "mercenaires"]),
    ("ukraine-droujkivka-2023-08-19", "with_what", ["S-300", "DCA ukrainienne"]),
    ("gaza-alfajr-school-2024-08-14", "killed", [(15, 15), (21, 21), (24, 24), (19, None)]),
    ("gaza-alfajr-school-2024-08-14", "to_whom", ["école Al-Fajr", "centre de commandement"]),
    ("soudan-abou-chouk-2024-12-02", "killed", [(32, 32), (34, 46)]),
    ("soudan-abou-chouk-2024-12-02", "by_whom", ["Janjawid", "armée régulière"]),
    ("yemen-bajil-2018-05-21", "killed", [(23, 23), (9, 9)]),
    ("yemen-bajil-2018-05-21", "to_whom", ["cortège de mariage", "camion chargé d’armes"]),
    ("yemen-bajil-2018-05-21", "what", ["bombardant", "ouvert le feu"]),
    ("algerie-benramdane-1997-07-30", "killed", [(29, 29), (31, 31), (60, 80)]),
    ("algerie-benramdane-1997-07-30", "by_whom", ["GIA", "milices armées"]),
    ("srilanka-ptk-hospital-2009-02", "killed", [(12, None), (9, 9)]),
    ("srilanka-ptk-hospital-2009-02", "by_whom", ["armée sri-lankaise", "troupes"]),
    ("cameroun-wainchem-2020-03-01", "killed", [(5, 5), (26, 26), (32, 32)]),
    ("cameroun-wainchem-2020-03-01", "what", ["embuscade", "combat", "massacre"]),
    ("niger-kabelawa-2021-06-12", "killed", [(19, 19), (23, 23), (22, 22)]),
    ("niger-kabelawa-2021-06-12", "by_whom", ["Boko Haram", "État islamique"]),
]


@pytest.mark.parametrize(("incident", "row", "expected"), DISAGREEMENTS)
def test_each_disagreement_shows(
    matrices: dict[str, Accounts], incident: str, row: str, expected: list[object]
) -> None:
    """What the gold's ``disagree`` line names is in the matrix, and its row is contested."""
    found = matrices[incident].row(row)
    assert found.state == "contested", found.why
    readings = [reading for cell in found.cells for reading in cell.readings]
    for one in expected:
        if isinstance(one, tuple):
            assert one in {(reading.low, reading.high) for reading in readings}
        else:
            assert any(str(one) in reading.shown for reading in readings)


def test_both_counts_of_lorries_show(matrices: dict[str, Accounts]) -> None:
    """74 lorries and more than 60 vehicles are both there; they can both be true, so the row is not contested."""
    row = matrices["burkina-djibo-convoy-2023-01-10"].row("things")
    assert {(cell.current[0].low, cell.current[0].high) for cell in row.cells} == {(74, 74), (61, None)}
    assert row.state == "compatible"


# Rows that contradict each other though no `disagree` line names them: two tolls of the wounded, the shelling of the
# hospital told by some and denied by others, a village or a militia, a patrol or a village.
ALSO_CONTESTED = {
    ("ukraine-droujkivka-2023-08-19", "wounded"),
    ("ukraine-droujkivka-2023-08-19", "by_whom"),
    ("srilanka-ptk-hospital-2009-02", "wounded"),
    ("srilanka-ptk-hospital-2009-02", "what"),
    ("niger-kabelawa-2021-06-12", "to_whom"),
    ("cameroun-wainchem-2020-03-01", "to_whom"),
}


def test_less_precise_is_not_contested(matrices: dict[str, Accounts]) -> None:
    """No other row is contested: where accounts are only more or less precise they are compatible."""
    contested = {(name, row.row) for name, one in matrices.items() for row in one.rows if row.state == "contested"}
    assert contested == {(name, row) for name, row, _ in DISAGREEMENTS} | ALSO_CONTESTED
