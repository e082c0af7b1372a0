"""The command line: what it shows, what it writes, and how it fails."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import selon
from selon.cli import cli

SCHEMA = json.loads((Path(selon.__file__).parent / "model" / "record.schema.json").read_text("utf-8"))
SENTENCE = "Le ministère a démenti toute attaque contre les quartiers de la ville, selon l'agence Sana."
ENGLISH = (
    "The ministry said on Tuesday that the army had not been in the town and that the attack on the school was not "
    "the work of its soldiers, but the rebels have said that they were there with tanks."
)

Run = Callable[..., Result]


@pytest.fixture
def run(fr: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``selon`` with the pipeline of the session, so that no test loads it again."""
    monkeypatch.setattr("selon.pipeline.load_pipeline", lambda *_, **__: fr)

    def invoke(*arguments: object, stdin: bytes | str | io.BufferedReader | None = None) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)

    return invoke


@pytest.fixture
def bare_run() -> Run:
    """Runs ``selon`` where no pipeline may be needed."""

    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)

    return invoke


def written(folder: Path, name: str, content: bytes | str) -> Path:
    """A file with some content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def records(result: Result) -> list[dict[str, Any]]:
    """The records on standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


BAD_FILES = {
    "empty": (b"", 65, "empty"),
    "blank": (b" \n\t\n", 65, "empty"),
    "binary": (bytes(range(256)) * 40, 65, "not a text file"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400), 65, "not a text file"),
    "nul": (SENTENCE.encode() * 20 + b"\0" + SENTENCE.encode(), 65, "NUL"),
    "broken-utf16": (b"\xff\xfea\x00\x00\xd8", 65, "broken"),
    "long-line": (b"Il a dit " * 600_000, 65, "Split it"),
    "many-characters": (SENTENCE.encode() * 5_000, 65, "characters"),
    "english": (ENGLISH.encode(), 65, "English"),
    "arabic": (
        "قالت وزارة الدفاع إن الجيش لم يكن في المدينة وإن الهجوم على المدرسة لم يكن من عمل جنودها" * 2,
        65,
        "Arabic",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line_and_an_exit_code(name: str, bare_run: Run, tmp_path: Path) -> None:
    """Whatever is wrong with a file is told in one line that names it, and nothing is written."""
    content, code, words = BAD_FILES[name]
    path = written(tmp_path, "report.txt", content)
    result = bare_run("read", path)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"selon: {path}: ")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_one_line(bare_run: Run, tmp_path: Path) -> None:
    """A file that is not there is told by its name."""
    result = bare_run("read", tmp_path / "nowhere.txt")
    assert (result.exit_code, result.stderr) == (66, f"selon: {tmp_path / 'nowhere.txt'}: no such file\n")


@pytest.mark.parametrize("name", ["folder", "folder.jsonl"])
def test_a_folder_is_one_line(name: str, bare_run: Run, tmp_path: Path) -> None:
    """A folder is no report."""
    (tmp_path / name).mkdir()
    result = bare_run("read", tmp_path / name)
    assert result.exit_code == 66
    assert result.stderr == f"selon: {tmp_path / name}: is a folder; name the files in it\n"


@pytest.mark.parametrize(
    "value", ["hier", "2016-13-08", "2016-02-30", "08/12/2016", "20161208", "2016-12-08T25:00", ""]
)
def test_a_date_that_is_none_is_refused_once(value: str, bare_run: Run, tmp_path: Path) -> None:
    """A wrong date is told before any file is read, once for all files."""
    files = [written(tmp_path, f"{number}.txt", SENTENCE) for number in range(2)]
    result = bare_run("read", *files, "--published", value)
    assert result.exit_code == 65
    assert result.stderr.count("\n") == 1
    assert repr(value) in result.stderr


def test_a_language_without_words_is_refused(bare_run: Run, tmp_path: Path) -> None:
    """A language that Selon does not read is told with those that it does."""
    result = bare_run("read", written(tmp_path, "a.txt", SENTENCE), "--language", "ja")
    assert (result.exit_code, result.stderr.count("\n")) == (65, 1)
    assert "allowed: fr" in result.stderr


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("latin-1", "windows-1252"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_other_encodings_are_read_and_noted(encoding: str, noted: str, run: Run, tmp_path: Path) -> None:
    """A report in Latin-1 or UTF-16 is read, with one line that says so."""
    path = written(tmp_path, "report.txt", SENTENCE.encode(encoding))
    result = run("read", path, "--json")
    assert (result.exit_code, records(result)[0]["report"]["text"]) == (0, SENTENCE)
    assert result.stderr.startswith(f"selon: {path}: not UTF-8; read as {noted}")
    assert result.stderr.count("\n") == 1


def test_a_byte_order_mark_is_no_part_of_the_text(run: Run, tmp_path: Path) -> None:
    """UTF-8 with a mark is plain UTF-8."""
    result = run("read", written(tmp_path, "report.txt", SENTENCE.encode("utf-8-sig")), "--json")
    assert (records(result)[0]["report"]["text"], result.stderr) == (SENTENCE, "")


def test_the_other_files_are_still_read(run: Run, tmp_path: Path) -> None:
    """One bad file among several costs itself and exit code 1, nothing else."""
    first, last = written(tmp_path, "1.txt", SENTENCE), written(tmp_path, "3.txt", "Paris a démenti mardi.")
    result = run("read", first, tmp_path / "2.txt", last, "--json")
    assert [record["report"]["text"] for record in records(result)] == [SENTENCE, "Paris a démenti mardi."]
    assert (result.exit_code, result.stderr) == (1, f"selon: {tmp_path / '2.txt'}: no such file\n")


def test_a_record_in_json_is_the_record_of_the_schema(run: Run, tmp_path: Path) -> None:
    """``--json`` writes the record of the specification, with what the options say of the report."""
    fields = {"published": "2016-12-08", "publisher": "La Gazette", "title": "Titre", "url": "https://example.org/1"}
    options = [part for name, value in fields.items() for part in (f"--{name}", value)]
    result = run("read", written(tmp_path, "report.txt", SENTENCE), "--json", *options)
    (record,) = records(result)
    Draft202012Validator(SCHEMA).validate(record)
    assert {name: record["report"][name] for name in fields} == fields
    assert record == selon.Reader().read(SENTENCE, **fields).to_dict()


def test_the_text_can_be_left_out(run: Run, tmp_path: Path) -> None:
    """``--no-text`` keeps the report's text out of the JSON and of the view."""
    path = written(tmp_path, "report.txt", SENTENCE)
    assert "text" not in records(run("read", path, "--json", "--no-text"))[0]["report"]
    assert "quartiers de la ville" in run("read", path).stdout
    assert "In the report:" not in run("read", path, "--no-text").stdout


def test_standard_input_is_a_report(run: Run) -> None:
    """``-`` reads a text from standard input."""
    result = run("read", "-", "--json", stdin=SENTENCE)
    assert (result.exit_code, records(result)[0]["report"]["text"]) == (0, SENTENCE)


LINES = [
    {"id": "a", "text": SENTENCE, "published": "2016-12-08", "publisher": "Un", "mood": "ignored"},
    "{not json",
    {"id": "b", "text": "Paris a démenti mardi.", "language": "fr", "url": None},
    [1, 2],
    {"id": "c", "text": ""},
    {"id": "d", "text": 12},
    {"id": "e", "text": SENTENCE, "published": "demain"},
    {"id": 7, "text": "Moscou a accusé Kiev."},
]


def test_json_lines_give_records_in_order(run: Run, tmp_path: Path) -> None:
    """Good lines become records in their order with their ids; each bad line is told by its number."""
    lines = [line if isinstance(line, str) else json.dumps(line) for line in LINES]
    path = written(tmp_path, "reports.jsonl", "\n".join([lines[0], "", *lines[1:]]) + "\n")
    result = run("read", path, "--json", "--publisher", "Deux")
    found = records(result)
    assert [record["report"]["id"] for record in found] == ["a", "b", "7"]
    assert [record["report"]["publisher"] for record in found] == ["Un", "Deux", "Deux"]
    assert result.exit_code == 1
    starts = [line.split(": ")[1] for line in result.stderr.splitlines()]
    assert starts == [f"{path}:{number}" for number in (3, 5, 6, 7, 8)]


def test_json_lines_come_through_standard_input(run: Run) -> None:
    """Standard input that starts as JSON is read as JSON Lines."""
    line = json.dumps({"id": "x", "text": SENTENCE}).encode()
    result = run("read", "-", "--json", stdin=io.BufferedReader(io.BytesIO(line)))
    assert [record["report"]["id"] for record in records(result)] == ["x"]


def test_good_json_lines_end_well(run: Run, tmp_path: Path) -> None:
    """Nothing on standard error and exit code 0 where every line is good."""
    path = written(tmp_path, "reports.jsonl", json.dumps({"text": SENTENCE}))
    result = run("read", path, "--json")
    assert (result.exit_code, result.stderr, len(records(result))) == (0, "", 1)


def test_the_view_shows_who_says_what(run: Run, example_text: str, tmp_path: Path) -> None:
    """The view marks sources and contents, and sets the outlet's own statements apart."""
    path = written(tmp_path, "report.txt", example_text)
    result = run("read", path, "--publisher", "La Gazette")
    assert result.exit_code == 0
    for words in ("{Damas}", "Who says what", "The outlet's own statements", "What is not known", "La Gazette"):
        assert words in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("width", [40, 80, 90, 200])
def test_the_view_fits_the_terminal(width: int, run: Run, example_text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the terminal, and no claim is lost to a narrow one."""
    monkeypatch.setenv("COLUMNS", str(width))
    result = run("read", "-", "--explain", stdin=example_text)
    assert max(map(len, result.stdout.splitlines())) <= width
    claims = records(run("read", "-", "--json", stdin=example_text))[0]["claims"]
    shown = "".join(result.stdout.split())
    assert claims
    assert all(claim["rule"].split()[0] in shown for claim in claims)


def test_the_gate_says_what_it_leaves(run: Run, tmp_path: Path) -> None:
    """A report that the gate leaves has an empty record and one line that says why; ``--no-gate`` reads it."""
    path = written(tmp_path, "a.txt", "La commune refait la place du marché, a indiqué le maire.")
    gated, whole = run("read", path, "--gate", "--json"), run("read", path, "--no-gate", "--json")
    assert [len(records(result)[0]["claims"]) for result in (gated, whole)] == [0, 1]
    assert gated.stderr.startswith(f"selon: {path}: relevance gate: left unread (not about conflict, 0.0 points")
    assert (gated.stderr.count("\n"), whole.stderr) == (1, "")


def test_the_gate_counts_what_it_leaves_of_many(run: Run, tmp_path: Path) -> None:
    """Of JSON Lines the number of reports left is told once; with ``--explain`` each report's verdict too."""
    lines = [{"text": "La commune refait la place."}, {"text": "Des soldats ont été tués dans une embuscade."}]
    path = written(tmp_path, "a.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    plain, explained = (run("read", path, "--gate", "--json", *more) for more in ((), ("--explain",)))
    assert plain.stderr == f"selon: {path}: relevance gate: 1 of 2 reports left unread, whole or in part\n"
    assert "passed (about conflict" in explained.stderr and "event_triggers.tsv:" in explained.stderr
    assert explained.stderr.count("\n") == 3


def test_explain_shows_rule_and_entry(run: Run) -> None:
    """``--explain`` names the rule and the lexicon line behind each claim; without it none is shown."""
    assert ".tsv:" in run("read", "-", "--explain", stdin=SENTENCE).stdout
    assert ".tsv:" not in run("read", "-", stdin=SENTENCE).stdout


@pytest.mark.parametrize(
    ("variables", "coloured"), [({"FORCE_COLOR": "1"}, True), ({"NO_COLOR": "1"}, False), ({}, False)]
)
def test_colour_is_for_terminals(
    variables: dict[str, str], coloured: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe gets no colour unless it is forced, and NO_COLOR is honoured."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("read", "-", stdin=SENTENCE).stdout) is coloured


def test_a_report_cannot_steer_the_terminal(run: Run) -> None:
    """Control characters of a report are shown, not sent."""
    result = run("read", "-", stdin=SENTENCE + " \x1b[2J\x1b]0;titre\x07 \u202eabc")
    assert result.exit_code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)


def test_a_fault_in_a_rule_costs_one_report(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report on which a rule breaks becomes one line; the others are read."""
    from selon import pipeline

    extract = pipeline._extract

    def faulty(parsed: Any, lexicon: Any) -> Any:
        if "Moscou" in parsed.report.text:
            raise ZeroDivisionError("made up")
        return extract(parsed, lexicon)

    monkeypatch.setattr(pipeline, "_extract", faulty)
    lines = [{"id": "a", "text": SENTENCE}, {"id": "b", "text": "Moscou a démenti."}, {"id": "c", "text": SENTENCE}]
    path = written(tmp_path, "reports.jsonl", "\n".join(map(json.dumps, lines)))
    result = run("read", path, "--json")
    assert [record["report"]["id"] for record in records(result)] == ["a", "c"]
    assert f"{path}:2: stage 'extract' failed on report b: ZeroDivisionError: made up" in result.stderr
    assert result.exit_code == 1


def test_a_wrong_setting_is_one_line(bare_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that is not allowed ends with the code of a bad configuration."""
    monkeypatch.setenv("SELON_BATCH_SIZE", "many")
    result = bare_run("read", written(tmp_path, "a.txt", SENTENCE))
    assert (result.exit_code, result.stderr.count("\n")) == (78, 1)
    assert "SELON_BATCH_SIZE is 'many'" in result.stderr


def test_a_pipeline_that_is_not_there_is_one_line(
    bare_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipeline that cannot be loaded ends with the code of a bad configuration."""
    monkeypatch.setenv("SELON_PIPELINES", "fr=no_such_pipeline")
    result = bare_run("read", written(tmp_path, "a.txt", SENTENCE))
    assert (result.exit_code, result.stderr.count("\n")) == (78, 1)
    assert "no_such_pipeline" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--help",), ("read", "--help"), ("lexicon", "check", "--help"), ("lexicon", "list", "-h")]
)
def test_help_has_examples(arguments: tuple[str, ...], bare_run: Run) -> None:
    """Every command explains itself with an example that starts with ``selon``."""
    result = bare_run(*arguments)
    assert result.exit_code == 0
    assert "  selon " in result.stdout.partition("Example")[2]


def test_the_version_is_the_packages(bare_run: Run) -> None:
    """``--version`` says what is installed."""
    assert bare_run("--version").stdout == f"selon {selon.__version__}\n"


def test_the_shipped_tables_are_well_formed(bare_run: Run) -> None:
    """``lexicon check`` finds nothing wrong with the tables of the package."""
    result = bare_run("lexicon", "check")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_broken_table_is_named_with_its_line(bare_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``lexicon check`` names file and line of what is wrong."""
    from shutil import copytree

    from selon.lexicon.table import DATA

    data = tmp_path / "data"
    copytree(DATA, data)
    table = data / "fr" / "hyphens.tsv"
    table.write_text(table.read_text("utf-8") + "vingt\n", "utf-8")
    for module in ("selon.lexicon", "selon.lexicon.languages", "selon.apps.words"):
        monkeypatch.setattr(f"{module}.DATA", data)
    result = bare_run("lexicon", "check")
    last = len(table.read_text("utf-8").splitlines())
    assert result.exit_code == 78
    assert f"{table}:{last}: 'vingt' stands on line" in result.stderr


def test_the_list_names_every_table(bare_run: Run) -> None:
    """``lexicon list`` shows each table with its number of entries."""
    lines = bare_run("lexicon", "list").stdout.splitlines()
    tables = list((Path(selon.__file__).parent / "lexicon" / "data").glob("*/*.tsv"))
    assert len(lines) == len(tables)
    assert any(line.startswith("fr/cue_verbs.tsv") for line in lines)


def test_a_closed_pipe_is_no_error() -> None:
    """``selon … | head`` ends quietly."""
    command = [sys.executable, "-m", "selon.cli", "lexicon", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
