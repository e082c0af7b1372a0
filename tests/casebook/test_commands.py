"""The commands of the casebook: what they show, what they write, and how they end."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from casebook.samples import keep, make_discard, make_new, make_report, sentence
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import selon
from selon.apps.adding import Step, Tell
from selon.apps.casebook import Casebook
from selon.apps.demo import NOTICE
from selon.apps.exporting import PROVENANCE
from selon.apps.tables import TABLES
from selon.casebook import Store, Unread, key_of
from selon.cli import cli

SCHEMA = json.loads((Path(selon.__file__).parent / "model" / "record.schema.json").read_text("utf-8"))
ATTACK = "Selon la police, douze civils ont été tués mardi par des tirs d'obus sur un marché d'Alep, a dit Paris."

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``selon`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SELON_CASEBOOK", raising=False)

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def read(run: Run, fr: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same, with the pipeline of the session, so that no test loads it again; reads in this process."""
    monkeypatch.setattr("selon.pipeline.load_pipeline", lambda *_, **__: fr)
    return run


@pytest.fixture(scope="module")
def sample(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of three reports, of which one could not be read, and a discard."""
    path = tmp_path_factory.mktemp("sample") / "casebook.sqlite"
    shutil.copy(sqlite_template, path)
    with Store(path) as store:
        new = [make_new(make_report(number)) for number in range(2)]
        unread = make_new(make_report(2, publisher="La Gazette", published=None), Unread("too_slow", "took an hour"))
        keep(store, [*new, unread], [make_discard()])
    return path


@pytest.fixture
def kept(run: Run, sample: Path) -> Run:
    """The same, in a folder with such a casebook."""
    shutil.copy(sample, "casebook.sqlite")
    return run


def lines(result: Result) -> list[dict[str, Any]]:
    """The objects on standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_files_are_added_once(read: Run, tmp_path: Path) -> None:
    """``add`` reads files and folders, and the second time there is nothing to do."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(ATTACK, "utf-8")
    (tmp_path / "b.txt").write_text(sentence(4), "utf-8")
    (tmp_path / "folder" / "empty.txt").write_text("", "utf-8")
    first = read("add", "folder", "b.txt", "--jobs", 1, "--publisher", "L'Écho", "--published", "2016-12-08")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("2 reports added to casebook.sqlite")
    assert "1 things gave no report" in first.stdout
    again = read("add", "folder", "b.txt", "--jobs", 1, "--publisher", "L'Écho", "--published", "2016-12-08", "--json")
    assert lines(again) == [{"kept": 0, "known": 2, "unread": 0, "discarded": 0}]
    found = lines(read("list", "--json"))
    assert [(report["publisher"], report["published"]) for report in found] == [("L'Écho", "2016-12-08")] * 2
    assert found[0]["claims"] >= 1


def test_a_report_that_is_not_about_conflict_is_kept_unparsed(read: Run, tmp_path: Path) -> None:
    """The relevance gate says why; ``--no-gate`` parses everything."""
    dull = "Selon la mairie, la piscine rouvrira lundi après des travaux. Le maire a dit que l'eau serait plus chaude."
    (tmp_path / "dull.txt").write_text(dull, "utf-8")
    assert read("add", "dull.txt", "--jobs", 1).exit_code == 0
    (report,) = lines(read("list", "--json"))
    assert report["claims"] == 0
    assert report["relevance"].startswith("not about conflict")
    assert read("add", "dull.txt", "--jobs", 1, "--no-gate", "--casebook", "whole.sqlite").exit_code == 0
    (report,) = lines(read("list", "--json", "--casebook", "whole.sqlite"))
    assert report["claims"] == 2
    assert report["relevance"] is None


def test_what_selon_cannot_read_is_kept_with_the_reason(read: Run, tmp_path: Path) -> None:
    """A report in another language is kept and marked unread."""
    words = "The ministry said on Tuesday that the army had not been in the town and that it was not their work."
    (tmp_path / "english.txt").write_text(words, "utf-8")
    result = read("add", "english.txt", "--jobs", 1)
    assert result.stdout.startswith("1 reports added to casebook.sqlite, 1 of them not read")
    (report,) = lines(read("list", "--unread", "--json"))
    assert (report["language"], report["unread"]["reason"]) == ("en", "language")


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    """``--dry-run`` tells what would be added, and loads no pipeline."""
    (tmp_path / "a.txt").write_text(ATTACK, "utf-8")
    (tmp_path / "b.txt").write_text(ATTACK, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    result = run("add", "a.txt", "b.txt", "empty.txt", "--dry-run", "--json")
    assert lines(result) == [{"new": 1, "known": 1, "unread": {}, "discarded": {"empty": 1}}]
    assert run("add", "a.txt", "--dry-run").stdout.startswith("1 reports would be added, 0 are in casebook.sqlite")
    assert not (tmp_path / "casebook.sqlite").exists()


def test_columns_can_be_named(read: Run, tmp_path: Path) -> None:
    """``--columns`` says which column of a table holds what; the bytes are kept on request."""
    (tmp_path / "table.csv").write_text(f'corps;paru\n"{ATTACK}";2016-12-08\n', "utf-8")
    options = ("--columns", "text=corps", "--columns", "published=paru", "--keep-bytes", "--jobs", 1)
    assert read("add", "table.csv", *options).exit_code == 0
    (report,) = lines(read("list", "--json"))
    assert report["published"] == "2016-12-08"
    with sqlite3.connect("casebook.sqlite") as connection:
        assert connection.execute("SELECT size FROM raw_bytes").fetchall() == [
            (len((tmp_path / "table.csv").read_bytes()),)
        ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add",), 65, "nothing to add"),
        (("add", "nowhere"), 66, "nowhere: no such file"),
        (("add", ".", "--columns", "text"), 65, "FIELD=COLUMN"),
        (("add", ".", "--columns", "words=text"), 78, "columns"),
        (("add", ".", "--published", "hier"), 65, "'hier'"),
        (("list",), 66, "no such casebook"),
        (("list", "--since", "2016"), 65, "--since"),
        (("verify", "--casebook", "."), 74, "folder"),
        (("search", "-rien"), 65, "nothing to search for"),
        (("reread", "--casebook", "other.sqlite"), 66, "no such casebook"),
        (("show", "abcdef"), 66, "no report"),
        (("export", "out", "--casebook", "other.sqlite"), 66, "no such casebook"),
    ],
)
def test_a_mistake_is_one_line(
    arguments: tuple[str, ...], code: int, words: str, run: Run, sqlite_template: Path
) -> None:
    """What is wrong is told in one line, with an exit code, and makes no casebook."""
    if arguments[0] in ("search", "show") or "--since" in arguments:
        shutil.copy(sqlite_template, "casebook.sqlite")
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (code, "", 1), result.stderr
    assert words in result.stderr


def test_a_path_that_is_not_there_loses_no_other(read: Run, tmp_path: Path) -> None:
    """A wrong name among good ones is told, the others are added, and the exit code says that one is missing."""
    (tmp_path / "a.txt").write_text(ATTACK, "utf-8")
    result = read("add", "a.txt", "nowhere", "--jobs", 1)
    assert (result.exit_code, "nowhere: no such file" in result.stderr) == (1, True)
    assert len(lines(read("list", "--json"))) == 1


def test_a_file_that_is_no_casebook_is_left_alone(run: Run, tmp_path: Path) -> None:
    """Neither text nor another program's database is written into."""
    (tmp_path / "notes.txt").write_text("some notes\n" * 100, "utf-8")
    result = run("list", "--casebook", "notes.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (74, 1)
    assert (tmp_path / "notes.txt").read_text("utf-8").startswith("some notes")
    with sqlite3.connect("other.sqlite") as connection:
        connection.execute("CREATE TABLE things (x)")
    result = run("add", "notes.txt", "--casebook", "other.sqlite", "--jobs", 1)
    assert result.exit_code == 74
    assert "no casebook of Selon (it has the table 'things')" in result.stderr


def test_the_list_shows_reports(kept: Run) -> None:
    """Each report is a line, with its reason where it could not be read."""
    result = kept("list")
    assert result.stderr == "selon: 3 reports\n"
    assert "Titre 0" in result.stdout
    assert "too_slow" in result.stdout
    assert [entry["title"] for entry in lines(kept("list", "--publisher", "La Gazette", "--json"))] == ["Titre 2"]
    assert [entry["title"] for entry in lines(kept("list", "--since", "2024-05-03", "--json"))] == [
        "Titre 0",
        "Titre 1",
    ]
    (run,) = lines(kept("list", "--runs", "--json"))
    assert (run["command"], run["state"], run["kept"]) == ("add", "done", 3)
    assert "done" in kept("list", "--runs").stdout


def test_a_report_is_shown_with_its_origin(kept: Run) -> None:
    """``show`` gives record, origin and version, as a view or as JSON that follows the schema."""
    key = key_of(make_report())
    view = kept("show", key[:8])
    assert "from Titre 0.txt, text: read by a test" in view.stdout
    assert "Who says what" in view.stdout
    (found,) = lines(kept("show", key, "--json"))
    assert found["casebook"]["origins"][0]["path"] == "Titre 0.txt"
    del found["casebook"]
    Draft202012Validator(SCHEMA).validate(found)
    assert found["report"]["text"] == sentence(0)
    unread = kept("show", key_of(make_report(2, publisher="La Gazette", published=None))[:12])
    assert "Not read (too_slow): took an hour" in unread.stdout


def test_a_search_says_where_the_words_stand(kept: Run) -> None:
    """Hits come with the words around; nothing found is exit code 1."""
    assert [hit["title"] for hit in lines(kept("search", "civils", "-gazette", "--json"))] == ["Titre 0", "Titre 1"]
    assert "civils ont été tués" in kept("search", "EVRECY").stdout.replace("\n", " ")
    nothing = kept("search", "neige")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (1, "", "selon: nothing found\n")


def test_discards_are_listed(kept: Run) -> None:
    """What gave no report is listed with its reason."""
    assert "there is nothing in it" in kept("discards").stdout.replace("\n", " ")
    assert lines(kept("discards", "--json"))[0]["reason"] == "empty"
    assert kept("discards", "--reason", "other").stdout == ""


def test_a_sound_casebook_is_told_sound(kept: Run) -> None:
    """``verify`` finds nothing in what Selon wrote."""
    result = kept("verify")
    assert (result.exit_code, result.stdout) == (0, "Sound: 3 reports, 2 claims, 2 events.\n")


DAMAGES = {
    "a text": ("UPDATE reports SET text = replace(text, 'civils', 'clowns')", "not what its id was made of"),
    "an outlet": ("UPDATE reports SET publisher = 'X' WHERE no = 1", "not what its id was made of"),
    "an offset": ("UPDATE claims SET cue_start = cue_start + 1", "does not stand at"),
    "a number": ("UPDATE event_figures SET min = 500", "not what its id was made of"),
    "a stance": ("UPDATE claims SET stance = 'sings'", "column 'stance' has 'sings'"),
    "a lost claim": ("DELETE FROM claims", "claims or events of report"),
    "a lost source": ("DELETE FROM claim_sources", "not what its id was made of"),
    "a lost reading": ("DELETE FROM readings WHERE reason IS NULL", "no reading counts"),
    "a reference": ("UPDATE event_claims SET claim = 'c9'", "e1 refers to c9, which is not in the record"),
    "a lost report": ("DELETE FROM reports WHERE no = 1", "refers to a row of reports that is not there"),
    "the index": (
        "INSERT INTO reports_search(reports_search, rowid, title, publisher, text) SELECT 'delete', no, title, "
        "publisher, text FROM reports WHERE no = 1",
        "search index does not match",
    ),
    "bytes": ("INSERT INTO raw_bytes VALUES (replace(hex(zeroblob(32)), '00', 'ab'), 1, x'00')", "the bytes are not"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_told(name: str, kept: Run) -> None:
    """Whatever is changed behind Selon's back, ``verify`` says where and what, and changes nothing."""
    statement, words = DAMAGES[name]
    with sqlite3.connect("casebook.sqlite") as connection:
        connection.execute(statement)
    connection.close()
    before = Path("casebook.sqlite").read_bytes()
    result = kept("verify")
    assert result.exit_code == 1
    assert words in result.stdout
    assert "broken" in result.stderr
    assert all(set(line) == {"where", "what"} for line in lines(kept("verify", "--json")))
    assert Path("casebook.sqlite").read_bytes() == before


def test_a_backup_is_a_casebook(kept: Run) -> None:
    """The copy holds the same, reading does not touch it, and it never replaces a file."""
    result = kept("backup", "copy.sqlite")
    assert result.exit_code == 0, result.stderr
    before = Path("copy.sqlite").read_bytes()
    assert kept("list", "--json", "--casebook", "copy.sqlite").stdout == kept("list", "--json").stdout
    assert kept("verify", "--casebook", "copy.sqlite").exit_code == 0
    assert Path("copy.sqlite").read_bytes() == before
    again = kept("backup", "copy.sqlite")
    assert (again.exit_code, again.stderr) == (
        74,
        "selon: copy.sqlite is there already; name another file, a backup never replaces one\n",
    )


def test_an_export_says_by_which_codebook(kept: Run) -> None:
    """Every line of every file names the codebook and the versions that read and wrote it."""
    explained = sum(1 + len(table.columns) + len(PROVENANCE) for table in TABLES)
    result = kept("export", "out", "--json")
    assert lines(result) == [
        {
            "records.jsonl": 2,
            "reports.csv": 3,
            "claims.csv": 2,
            "events.csv": 2,
            "figures.csv": 4,
            "codebook.csv": explained,
        }
    ]
    for name in ("reports", "claims", "events", "figures"):
        for row in table(name):
            assert (row["codebook"], row["read_by"]) == ("codebook 1", "selon 1.0")
            assert row["exported_by"] == f"selon {selon.__version__}"
    for line in Path("out/records.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        Draft202012Validator(SCHEMA).validate(record)
        assert record["selon"]["codebook"] == "codebook 1"
    assert (
        table("figures")[0] | {"kind": "killed", "min": "2", "max": "2", "claims": "c1", "holders": "mairie"}
        == (table("figures")[0])
    )
    assert table("figures")[1]["includes"] == "enfants | femmes 2…3"
    assert table("events")[0]["lon"] == "-0.5"


def test_the_codebook_explains_every_column(kept: Run) -> None:
    """Each column of each exported table has a line in ``codebook.csv``."""
    kept("export", "out")
    explained = {(row["file"], row["column"]) for row in table("codebook") if row["column"]}
    there = {
        (f"{name}.csv", column) for name in ("reports", "claims", "events", "figures") for column in table(name)[0]
    }
    assert explained == there


def table(name: str) -> list[dict[str, str]]:
    """The rows of an exported table."""
    return list(csv.DictReader(io.StringIO(Path(f"out/{name}.csv").read_bytes().decode("utf-8-sig"), newline="")))


def test_a_text_is_never_a_formula(run: Run, sqlite_template: Path) -> None:
    """Cells that a spreadsheet would calculate begin with an apostrophe; numbers below zero stay numbers."""
    starts = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", " =1", "'=1", "a=1"]
    shutil.copy(sqlite_template, "casebook.sqlite")
    with Store("casebook.sqlite") as store:
        keep(store, [make_new(make_report(number, title=title)) for number, title in enumerate(starts)])
    assert run("export", "out", "--only", "reports", "--only", "events").exit_code == 0
    assert [row["title"] for row in table("reports")] == [f"'{start}" for start in starts[:9]] + starts[9:]
    assert table("events")[0]["lon"] == "-0.5"


def test_an_export_replaces_nothing_unasked(kept: Run) -> None:
    """Files that are there stay, and a byte order mark is written where it is asked for."""
    assert kept("export", "out", "--only", "claims").exit_code == 0
    before = Path("out/claims.csv").read_bytes()
    refused = kept("export", "out", "--only", "claims", "--bom")
    assert (refused.exit_code, Path("out/claims.csv").read_bytes()) == (74, before)
    assert kept("export", "out", "--only", "claims", "--bom", "--replace").exit_code == 0
    assert Path("out/claims.csv").read_bytes() == b"\xef\xbb\xbf" + before
    assert sorted(path.name for path in Path("out").iterdir()) == ["claims.csv", "codebook.csv"]


def test_texts_can_be_left_out_of_an_export(kept: Run) -> None:
    """``--no-text`` gives records that may go where the texts may not."""
    assert kept("export", "out", "--only", "records", "--no-text", "--publisher", "L'Écho").exit_code == 0
    found = [json.loads(line) for line in Path("out/records.jsonl").read_text("utf-8").splitlines()]
    assert len(found) == 2
    assert not any("text" in record["report"] for record in found)


def test_reports_are_read_again(read: Run, tmp_path: Path) -> None:
    """``reread`` makes records anew where another setup made them, and leaves those of this one."""
    with Store("casebook.sqlite", create=True) as store:
        keep(store, [make_new(make_report(0)), make_new(make_report(1), Unread("fault", "x"))])
    assert lines(read("reread", "--jobs", 1, "--no-gate", "--json")) == [{"reread": 2, "unread": 0}]
    assert lines(read("reread", "--jobs", 1, "--no-gate", "--json")) == [{"reread": 0, "unread": 0}]
    assert lines(read("reread", "--jobs", 1, "--no-gate", "--all", "--json")) == [{"reread": 2, "unread": 0}]
    assert all(report["read_by"] == selon.__version__ for report in lines(read("list", "--json")))
    with sqlite3.connect("casebook.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (4,)
    assert read("verify").exit_code == 0


def test_whoever_opens_the_demo_is_told(read: Run) -> None:
    """The demo has forty reports or more, and every command on it says that they are invented."""
    made = read("demo", "--jobs", 1)
    assert made.exit_code == 0, made.stderr
    number = int(made.stdout.split()[0])
    assert number >= 40
    for command in (("list",), ("search", "otages"), ("export", "out"), ("verify",)):
        assert NOTICE in read(*command, "--casebook", "demo.sqlite").stderr
    assert len(table("reports")) == number
    assert all(row["notice"] == NOTICE for row in table("reports"))
    assert read("demo").exit_code == 65


def test_near_copies_are_grouped(read: Run, tmp_path: Path) -> None:
    """A dispatch and its reprint are one group, and the report says which is likely the origin."""
    text = " ".join(f"{sentence(number)} {ATTACK}" for number in range(6))
    (tmp_path / "a.txt").write_text(f"BAMAKO, 15 fév 2021 (AFP) - {text}", "utf-8")
    (tmp_path / "b.txt").write_text(f"{text} Un porte-parole n'a rien ajouté.", "utf-8")
    assert read("add", "a.txt", "b.txt", "--jobs", 1).exit_code == 0
    keys = [report["key"] for report in lines(read("list", "--json"))]
    (shown,) = lines(read("show", keys[1], "--json"))
    assert [(copy["key"], copy["is_origin"]) for copy in shown["casebook"]["copies"]] == [
        (keys[0], True),
        (keys[1], False),
    ]
    assert f"near-copy of {keys[0][:10]} (likely origin" in read("show", keys[1]).stdout


def test_an_interrupted_add_says_how_to_go_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is one line and exit code 130, and what was read is kept."""
    (tmp_path / "a.txt").write_text(ATTACK, "utf-8")

    def interrupted(self: Casebook, paths: object, *, tell: Tell, **_: object) -> None:
        counts = keep(self, [make_new(make_report())])
        assert counts.kept == 1
        tell(Step("kept", "a.txt"))
        raise KeyboardInterrupt

    monkeypatch.setattr("selon.apps.casebook.Casebook.add", interrupted)
    result = run("add", "a.txt")
    assert result.exit_code == 130
    assert result.stderr == "selon: interrupted; 1 reports are kept. Run the same command again to go on\n"
    assert len(lines(run("list", "--json"))) == 1


def test_an_address_of_this_machine_is_refused(read: Run) -> None:
    """``--fetch`` asks nothing inside one's own network; the refusal is a row."""
    assert read("add", "--fetch", "http://127.0.0.1:9/secret", "--jobs", 1).exit_code == 0
    (discard,) = lines(read("discards", "--json"))
    assert (discard["path"], discard["reason"]) == ("http://127.0.0.1:9/secret", "address_refused")
