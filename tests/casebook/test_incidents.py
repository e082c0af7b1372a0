"""Incidents of a casebook: linked, asked, judged and shown by the commands, on the demo and on both databases."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from casebook.samples import SETUP, make_arrival
from click.testing import CliRunner, Result
from sqlalchemy import text

from selon.apps.casebook import Casebook
from selon.apps.copies import find_copies, group_copies, sign
from selon.apps.demo import demo_reports
from selon.apps.linking import lay_out, lay_out_all
from selon.apps.pages import safe
from selon.casebook import Counts, NewReport, Store, key_of, upgrade
from selon.casebook.incidents import IncidentFilter, LinkChanges
from selon.casebook.judging import Entered, in_force
from selon.cli import cli
from selon.errors import CasebookError
from selon.link.linking import link_records
from selon.model import Record, Report
from selon.reader import Reader
from selon.settings import load_settings

Run = Callable[..., Result]
READ = 14
"""Reports of the demo that are read: several tell of one happening, and reading all takes long."""


@pytest.fixture(scope="module")
def readings(fr: Any) -> list[Record]:
    """The demo's reports as Selon reads them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("selon.pipeline.load_pipeline", lambda *_, **__: fr)
        reader = Reader(load_settings())
        read = list(reader.read_many(islice(demo_reports(), READ)))
    return [one for one in read if isinstance(one, Record)]


def fill(store: Store, records: list[Record]) -> None:
    """Keeps records, as ``add`` would."""
    run = store.start_run("add", SETUP)
    new = [
        NewReport(key_of(one.report), make_arrival(one.report, "demo.jsonl"), one, sign(one.report)) for one in records
    ]
    store.end_run(run[0], store.keep(run, new, [], Counts()), "done")


@pytest.fixture
def run(address: str, readings: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``selon`` on a casebook of the demo's reports."""
    with Store(address) as store:
        fill(store, readings)
    return runner(address, tmp_path, monkeypatch)


def runner(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``selon`` on a casebook, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SELON_CASEBOOK", address)
    monkeypatch.setenv("SELON_REVIEWER", "Anna")
    monkeypatch.setenv("COLUMNS", "140")

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture(scope="module")
def demo(sqlite_template: Path, readings: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demo's reports, linked."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    with Casebook(path) as casebook:
        fill(casebook, readings)
        casebook.link()
    return path


@pytest.fixture
def linked(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same on a file alone, linked: for what does not depend on the database."""
    path = tmp_path / "demo.sqlite"
    path.write_bytes(demo.read_bytes())
    return runner(str(path), tmp_path, monkeypatch)


def lines(result: Result) -> list[dict[str, Any]]:
    """The objects on standard output."""
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def shared(run: Run) -> list[dict[str, Any]]:
    """The incidents that several reports tell."""
    return lines(run("incidents", "--reports", 2, "--json"))


def one_of(run: Run, place: str) -> dict[str, Any]:
    """The incident of a place that several reports tell."""
    return next(one for one in shared(run) if place in one["place"])


def members_of(run: Run) -> set[frozenset[tuple[str, str]]]:
    """All incidents, as sets of mentions."""
    return {frozenset((r, e) for r, e in one["keys"]) for one in lines(run("incidents", "--json"))}


def test_incidents_are_linked_asked_and_judged(run: Run, address: str, readings: list[Record]) -> None:
    """Both databases: what is linked is what the records say, a judgement holds, and its undoing lets it go."""
    assert run("incidents").stderr.startswith("selon: no incidents yet; make them with: selon link")
    (counts,) = lines(run("link", "--json"))
    assert (counts["reports"], counts["added"], counts["problems"]) == (len(readings), len(readings), 0)
    found = lines(run("incidents", "--json"))
    straight = link_records(readings).linking.incidents
    assert {frozenset(map(tuple, one["members"])) for one in found} == {frozenset(one.members) for one in straight}
    assert lines(run("link", "--json"))[0]["changed"] == 0
    before = members_of(run)
    here, there = shared(run)[:2]
    answer = run("judge", "same", here["incident"], there["incident"], "--why", "one night, two names")
    assert answer.stdout.startswith("Judgement 1 by Anna; ")
    together = frozenset((r, e) for r, e in (*here["keys"], *there["keys"]))
    judged = members_of(run)
    assert any(together <= members for members in judged)
    assert run("link", "--all").exit_code == 0
    assert members_of(run) == judged
    assert run("judge", "--undo", 1).exit_code == 0
    assert members_of(run) == before
    assert {one["incident"] for one in shared(run)} >= {here["incident"], there["incident"]}
    with Store(address) as store:
        assert list(store.verify()) == []
        with store.engine.connect() as connection, pytest.raises(Exception, match="never"):
            connection.execute(text("DELETE FROM judgements"))


def test_incidents_can_be_asked_in_sql(linked: Run, tmp_path: Path) -> None:
    """Tables hold mentions, links with reasons, rows, voices and parts, and what is loaded is what was linked."""
    with Store(tmp_path / "demo.sqlite") as store:
        ids = [row["id"] for row in store.incident_rows()]
        loaded = store.incidents_by_id(ids)
        with store.engine.connect() as connection:
            ask = lambda sql: connection.execute(text(sql)).all()  # noqa: E731  # short and local
            assert {row[0] for row in ask("SELECT DISTINCT incident_id FROM incident_mentions")} == set(ids)
            reasons = ask("SELECT one_report, count(*), sum(weight) FROM incident_link_reasons GROUP BY one_report")
            assert reasons
            contested = ask("SELECT DISTINCT incident_id FROM incident_rows WHERE state = 'contested'")
        assert {row[0] for row in contested} == {r["id"] for r in store.incident_rows(IncidentFilter(contested=True))}
        entries = list(store.records())
    keyed = [replace(record, report=replace(record.report, id=entry.key)) for entry, record in entries if record]
    straight = {one.members: one for one in link_records(keyed).linking.incidents}
    assert {one.members: one.links for one in loaded.values()} == {key: one.links for key, one in straight.items()}
    assert {one.tellings for one in loaded.values()} == {one.tellings for one in straight.values()}


def test_filters_let_through_what_they_say(linked: Run) -> None:
    """Place and radius, period, party, voice, type, toll, contested; and the order."""
    every = lines(linked("incidents", "--json"))
    near = lines(linked("incidents", "--near", "Alep", "--within", 30, "--json"))
    assert 0 < len(near) < len(every)
    assert all(abs(one["lat"] - 36.2) < 0.3 for one in near)
    assert [one["incident"] for one in lines(linked("incidents", "--near", "36.2,37.16", "--json"))] == [
        one["incident"] for one in near
    ]
    period = lines(linked("incidents", "--since", "2016-12-01", "--until", "2016-12-31", "--json"))
    assert all(one["first_day"] <= "2016-12-31" and one["last_day"] >= "2016-12-01" for one in period)
    assert {one["incident"] for one in every if (one["first_day"] or "")[:7] == "2016-12"} <= {
        one["incident"] for one in period
    }
    deadly = lines(linked("incidents", "--killed", 20, "--sort", "killed", "--json"))
    assert deadly and all(one["killed_max"] is None or one["killed_max"] >= 20 for one in deadly)
    shelled = lines(linked("incidents", "--type", "remote_violence", "--json"))
    assert shelled and all(any(t.startswith("remote_violence.") for t in one["types"]) for one in shelled)
    assert all(one["contested"] for one in lines(linked("incidents", "--contested", "--json")))
    doer = next(one["doers"][0] for one in every if one["doers"])
    assert any(doer in one["doers"] for one in lines(linked("incidents", "--party", doer.upper(), "--json")))
    voice = lines(linked("voices", "--json"))[0]["name"]
    assert lines(linked("incidents", "--voice", voice, "--json"))
    counts = [one["report_count"] for one in lines(linked("incidents", "--sort", "reports", "--json"))]
    assert counts == sorted(counts, reverse=True)
    nothing = linked("incidents", "--voice", "personne de ce nom")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (1, "", "selon: no incidents\n")


@pytest.mark.parametrize("width", [60, 240])
def test_the_matrix_says_states_in_words(linked: Run, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wide or narrow, each row has its state as word and shape, and each value its voice."""
    monkeypatch.setenv("COLUMNS", str(width))
    name = one_of(linked, "Alep")["incident"]
    shown = " ".join(linked("incident", name[:6], "--explain").stdout.split())
    assert "≠ contested, 11…15" in shown
    assert "« quinze morts »" in shown and "« douze" in shown
    assert "– silent: nobody says anything of" in shown
    assert "bits in all" in shown
    assert "not that it happened" in shown


def test_one_incident_for_programs(linked: Run) -> None:
    """``--json`` has mentions, links, the matrix, and the grade."""
    name = one_of(linked, "Alep")["incident"]
    (found,) = lines(linked("incident", name, "--json"))
    states = {row["row"]: row["state"] for row in found["accounts"]["rows"]}
    assert states["killed"] == "contested"
    assert found["grade"]["grade"] == "contested"
    assert found["members"] == one_of(linked, "Alep")["members"]


def test_a_correction_takes_the_place_of_a_value(linked: Run) -> None:
    """The reader's words stand in the matrix, marked, with the note of who; Selon's record stays."""
    one = one_of(linked, "Alep")
    found = lines(linked("incident", one["incident"], "--json"))[0]
    cell = next(row for row in found["accounts"]["rows"] if row["row"] == "killed")["cells"][0]
    report, event = cell["readings"][0]["event"]
    answer = linked("judge", "value", f"{report[:10]}#{event}", "killed", "seize morts", "--min", 16, "--max", 16)
    assert answer.exit_code == 0, answer.stderr
    shown = linked("incident", one["incident"]).stdout
    assert "seize morts" in shown and "Anna reads" in shown
    assert one_of(linked, "Alep")["killed_max"] == 16
    assert linked("judge", "--undo", 1).exit_code == 0
    assert "seize morts" not in linked("incident", one["incident"]).stdout
    assert one_of(linked, "Alep")["killed_max"] == 15
    for row, words in (("wounded", "cent blessés"), ("where", "Hamdaniyé"), ("when", "2016-12-06/2016-12-07")):
        numbers = ("--min", 100, "--max", 100) if row == "wounded" else ()
        assert linked("judge", "value", f"{report[:10]}#{event}", row, words, *numbers).exit_code == 0
    again = one_of(linked, "Hamdaniyé")
    assert (again["first_day"], again["lat"]) == ("2016-12-06", None)
    assert "« cent blessés » (100" in " ".join(linked("incident", one["incident"]).stdout.split())
    for number in (3, 4, 5):
        assert linked("judge", "--undo", number).exit_code == 0
    assert linked("judge", "choose", one["incident"], "killed", "lowest").exit_code == 0
    assert "killed: 11 (lowest, after" in " ".join(linked("incident", one["incident"]).stdout.split())
    assert linked("judge", "note", one["incident"], "--why", "asked the hospital").exit_code == 0
    assert "Anna: asked the hospital" in linked("incident", one["incident"]).stdout
    listed = linked("judge", "--list").stdout
    assert "[taken back]" in listed and "takes back 1" in listed


def test_a_withdrawn_report_no_longer_counts_and_may_come_back(linked: Run) -> None:
    """The incident goes on without it, judgements on it are kept and named, and undoing brings all back."""
    before = members_of(linked)
    one = one_of(linked, "Alep")
    gone = one["keys"][-1][0]
    theirs = {tuple(key) for key in one["keys"] if key[0] == gone}
    others = {tuple(key) for key in one["keys"]} - theirs
    assert linked("judge", "different", gone[:10], one["incident"]).exit_code == 0
    parted = members_of(linked)
    assert not any(members & theirs and members & others for members in parted)
    answer = linked("judge", "withdraw", gone[:10], "--why", "retracted")
    assert "not in the collection; it is kept and holds again if the report comes back" in answer.stderr
    assert not any(gone == report for members in members_of(linked) for report, _ in members)
    assert "withdrawn" in linked("judge", "--problems").stdout
    assert linked("show", gone).exit_code == 0
    assert linked("judge", "--undo", 2).exit_code == 0
    assert members_of(linked) == parted
    assert linked("judge", "--undo", 1).exit_code == 0
    assert members_of(linked) == before
    assert linked("judge", "--problems").stdout == ""


def test_contradictions_and_circles_are_named(linked: Run) -> None:
    """The older of two that contradict each other is set aside, a circle is not closed; both are told in a line."""
    one, two, three = (incident["incident"] for incident in shared(linked)[:3])
    keys = {incident["incident"]: incident["keys"][0] for incident in shared(linked)[:3]}
    first, second, third = (f"{keys[name][0]}#{keys[name][1]}" for name in (one, two, three))
    for part, whole in ((one, two), (two, three), (three, one)):
        answer = linked("judge", "part-of", part, whole)
        assert answer.exit_code == 0
    assert "makes" in answer.stderr and "set aside" in answer.stderr and answer.stderr.count("\n") == 1
    parts = [(p["part"], p["whole"]) for p in lines(linked("incident", two, "--json"))[0]["part_of"]]
    assert len(set(parts) & {(one, two), (two, three), (three, one)}) == 1
    linked("judge", "different", first, third)
    linked("judge", "same", first, second)
    answer = linked("judge", "same", second, third)
    assert "is set aside" in answer.stderr
    assert lines(linked("judge", "--list", "--json"))[3]["holds"]


def test_the_pages_stand_alone_and_escape_everything(linked: Run, tmp_path: Path) -> None:
    """Map and dossier load nothing from anywhere, hold no script, and show words as words."""
    one = one_of(linked, "Alep")
    assert linked("incident", one["incident"], "--out", "one.html").exit_code == 0
    assert linked("map", "--out", "map.html").exit_code == 0
    assert linked("map", "--out", "map.html").stderr.startswith("selon: map.html is there already")
    for name in ("one.html", "map.html"):
        check_page((tmp_path / name).read_text("utf-8"))
    dossier = (tmp_path / "one.html").read_text("utf-8")
    assert "<mark>quinze morts</mark>" in dossier
    assert re.search(r"<code>[0-9a-f]{64}</code>", dossier)
    drawn = (tmp_path / "map.html").read_text("utf-8")
    assert drawn.count("<tr>") == len(lines(linked("incidents", "--json"))) + 1
    assert safe("<script>alert('x')</script>\x1b[2J") == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;\ufffd[2J"


class Checked(HTMLParser):
    """Finds what a page would load or run, and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """No script, no link, no image, no handler, no address elsewhere."""
        assert tag not in ("script", "link", "img", "iframe", "object", "form")
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("src", "href") or (value or "").startswith("#")
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost."""
        assert self.open.pop() == tag


def check_page(words: str) -> None:
    """Fails where a page does not stand alone."""
    checked = Checked()
    checked.feed(words)
    assert checked.open == []


def test_a_hostile_report_cannot_enter_a_page(sqlite_template: Path, readings: list[Record], tmp_path: Path) -> None:
    """Markup in outlet, title and text is text in the dossier and on the map."""
    from selon.apps.dossier import dossier
    from selon.apps.maps import map_page

    evil = "<script>alert(1)</script>\"'><img src=x>"
    path = tmp_path / "evil.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    with Casebook(path) as casebook:
        fill(casebook, [replace(one, report=_renamed(one.report, evil)) for one in readings[:6]])
        casebook.link()
        rows = casebook.incident_rows()
        for laid in lay_out_all(casebook, [row["id"] for row in rows]):
            check_page(dossier(laid, [], evil))
        check_page(map_page([{**row, "place": evil, "doers": evil} for row in rows], evil))


def _renamed(report: Report, words: str) -> Report:
    return replace(report, publisher=words, title=words, url=f"javascript:{words}")


def test_exports_have_accounts_and_incidents(linked: Run, tmp_path: Path) -> None:
    """One line for each voice and incident; features with least and greatest toll and precision."""
    import csv

    counts = lines(linked("export", "out", "--json"))[0]
    with (tmp_path / "out" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        accounts = list(csv.DictReader(file))
    found = lines(linked("incidents", "--json"))
    assert len(accounts) == counts["accounts.csv"] == sum(one["voice_count"] for one in found)
    name = one_of(linked, "Alep")["incident"]
    tolls = {(a["killed_min"], a["killed_max"]) for a in accounts if a["incident"] == name and a["killed"]}
    assert {("15", "15"), ("12", "12"), ("11", "11")} <= tolls
    with (tmp_path / "out" / "codebook.csv").open(encoding="utf-8", newline="") as file:
        explained = {row["column"] for row in csv.DictReader(file) if row["file"] == "accounts.csv"}
    assert set(accounts[0]) <= explained
    collection = json.loads((tmp_path / "out" / "incidents.geojson").read_text("utf-8"))
    features = {feature["id"]: feature for feature in collection["features"]}
    assert len(features) == len(found)
    assert features[name]["properties"]["killed_max"] == 15
    assert features[name]["geometry"]["coordinates"] == pytest.approx([37.16, 36.2], abs=0.05)


def test_voices_and_time_line(linked: Run) -> None:
    """Voices are counted without a score; the time line has a heading for each month and undated ones last."""
    (voice,) = (one for one in lines(linked("voices", "--json")) if one["name"] == "Abou Yazan")
    assert voice["contested"] >= 1 and voice["incidents"] == 1
    shown = linked("timeline", "--near", "Alep", "--by", "day").stdout
    assert "\n2016-12-07\n" in shown
    assert shown.index("2016-12-07") < shown.index("no day given")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("incident", "i-0000000000"), 66, "no incident"),
        (("incidents", "--near", "Nullepart-sur-Rien"), 65, "no place"),
        (("incidents", "--near", "91,0"), 65, "is no point"),
        (("incidents", "--since", "hier"), 65, "--since is 'hier'"),
        (("judge",), 65, "give a verdict"),
        (("judge", "same", "i-0000000000"), 65, "needs two"),
        (("judge", "same", "i-0000000000", "i-1111111111"), 66, "no incident"),
        (("judge", "--undo", "7"), 65, "no judgement 7"),
        (("judge", "value", "abcd"), 65, "value needs"),
        (("judge", "note", "i-0000000000"), 65, "needs its words"),
        (("judge", "choose", "i-0000000000", "killed", "mean"), 65, "rule 'mean'"),
        (("judge", "note", "i-0000000000", "--why", "x", "--by", " "), 65, "needs a name"),
    ],
)
def test_a_mistake_is_one_line(arguments: tuple[str, ...], code: int, words: str, linked: Run) -> None:
    """What is wrong is told in one line, with an exit code, and nothing is judged."""
    result = linked(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (code, "", 1), result.stderr
    assert words in result.stderr
    assert linked("judge", "--list").stdout == ""


def test_an_older_casebook_is_linked_after_it_was_brought_up_to_date(
    new_address: Callable[[], str], readings: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A casebook from before incidents keeps its reports and judgements, and says what to do."""
    address = new_address()
    monkeypatch.setattr(upgrade, "SCHEMA", "0002")
    with Store(address, create=True) as store:
        fill(store, readings[:4])
    monkeypatch.undo()
    with Casebook(address) as casebook:
        with pytest.raises(CasebookError, match="selon link"):
            lay_out(casebook, "i-0000000000")
        assert casebook.link().reports == 4
        assert casebook.incident_rows()


def test_near_copies_are_one_voice(sqlite_template: Path, readings: list[Record], tmp_path: Path) -> None:
    """A reprint joins its original by a link that says so, and adds no voice."""
    path = tmp_path / "copies.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    first = readings[0]
    reprint = replace(first, report=replace(first.report, publisher="Le Réimprimeur", url="https://example.org/2"))
    with Casebook(path) as casebook:
        fill(casebook, [first])
        casebook.link()
        alone = {row["id"]: row["voice_count"] for row in casebook.incident_rows()}
        fill(casebook, [reprint])
        casebook.regroup_copies(find_copies, group_copies)
        assert casebook.waiting() == 1
        casebook.link()
        assert alone.items() <= {row["id"]: row["voice_count"] for row in casebook.incident_rows()}.items()
        kinds = {link.kind for one in casebook.incidents_by_id(alone).values() for link in one.links}
    assert kinds == {"copied"}


def test_whoever_links_second_is_told(store: Store) -> None:
    """Two that linked from one state do not overwrite each other."""
    store.keep_linking(LinkChanges(None, b"one", {}))
    with pytest.raises(CasebookError, match="in the meantime"):
        store.keep_linking(LinkChanges(None, b"two", {}))
    assert store.link_basis()[0] is not None


def _entered(no: int, kind: str, subject: str) -> Entered:
    return Entered(no, "", "Anna", kind, subject, None, "")


def test_undoing_an_undoing_lets_a_judgement_hold_again() -> None:
    """Only what is not taken back itself takes back."""
    every = [_entered(1, "note", "r#e1"), _entered(2, "undo", "1"), _entered(3, "undo", "2")]
    assert [one.no for one in in_force(every[:2])] == []
    assert [one.no for one in in_force(every)] == [1]
