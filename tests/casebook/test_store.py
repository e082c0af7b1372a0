"""The casebook's store: what goes in comes out, on SQLite and on PostgreSQL."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from casebook.samples import LATER, SETUP, keep, make_discard, make_new, make_record, make_report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from strategies import RECORDS

from selon.casebook import CopyGroup, CopyPair, Counts, Entry, Filter, NewReport, Reading, Store, Unread, key_of
from selon.casebook.connect import writing
from selon.casebook.rows import record_from_rows, rows_of
from selon.errors import CasebookError, InputError, MissingCasebookError, UnknownKeyError
from selon.model import Record, Relevance, Span

STORABLE = RECORDS.filter(lambda record: "\0" not in record.report.text)
"""Texts that PostgreSQL can hold; a NUL is refused before it comes to a casebook."""


@settings(max_examples=30)
@given(STORABLE)
def test_a_record_is_its_rows(record: Record) -> None:
    """From a record to rows and back nothing is lost and nothing added."""
    rows = rows_of(record, "r")
    assert record_from_rows(record.report, rows) == record
    assert all(row["record_id"] == "r" for table in rows.values() for row in table)


@pytest.fixture
def seen() -> dict[str, Record]:
    """The first record of each report that a test has kept; later ones of the same report change nothing."""
    return {}


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(STORABLE, min_size=1, max_size=4))
def test_a_record_comes_back_to_the_letter(store: Store, seen: dict[str, Record], records: list[Record]) -> None:
    """Whatever a record holds, the database gives it back."""
    keep(store, [make_new(record.report, record) for record in records])
    for record in records:
        kept = store.record(key_of(record.report))
        assert kept is not None
        assert kept.report == record.report
    fresh = {key_of(record.report): record for record in reversed(records)}
    for key, kept in ((entry.key, kept) for entry, kept in store.records() if entry.key in fresh):
        seen.setdefault(key, fresh[key])
        assert kept == seen[key]


def test_adding_twice_changes_nothing(store: Store) -> None:
    """The same reports and discards again leave every row as it was."""
    new, lost = [make_new(make_report(number), raw=True) for number in range(3)], [make_discard()]
    assert keep(store, new, lost) == Counts(kept=3, discarded=1)
    before = everything(store)
    assert keep(store, new, lost) == Counts(known=3)
    assert everything(store) == before


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows but those of runs, which say when."""
    from selon.casebook.schema import metadata

    rows = {}
    with store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name not in ("runs", "meta"):
                rows[table.name] = sorted(map(repr, connection.execute(table.select())))
    return rows


def test_two_outlets_of_one_text_are_two_reports(store: Store) -> None:
    """The same words published by another outlet, or on another day, are another report."""
    reports = [make_report(), make_report(publisher="La Gazette"), make_report(published="2024-05-04")]
    assert keep(store, [make_new(report) for report in reports]) == Counts(kept=3)
    assert [entry.report for entry in store.entries()] == reports


def test_a_report_that_comes_twice_has_two_origins(store: Store) -> None:
    """A second file with the same report is noted as where it came from, and read no second time."""
    report = make_report()
    keep(store, [make_new(report)])
    again = NewReport(key_of(report), make_new(report, path="other.jsonl").arrival, None)
    changed = again.arrival.origin.__class__("other.jsonl", "line 3", "f" * 64, "jsonl")
    keep(store, [NewReport(again.key, again.arrival.__class__(report, changed), None)])
    assert [origin.path for origin, _ in store.origins(key_of(report))] == ["Titre 0.txt", "other.jsonl"]


def test_raw_bytes_are_kept_where_asked_for(store: Store) -> None:
    """The bytes stand under their own hash, once."""
    report = make_report()
    keep(store, [make_new(report, raw=True), make_new(make_report(1))])
    data = report.text.encode()
    with store.engine.connect() as connection:
        rows = connection.execute(text("SELECT sha256, size, bytes FROM raw_bytes")).all()
    assert [(row[0], row[1], bytes(row[2])) for row in rows] == [(hashlib.sha256(data).hexdigest(), len(data), data)]


def test_an_unread_report_says_why(store: Store) -> None:
    """A report without a record is kept with its reason and found by it."""
    keep(store, [make_new(make_report(0)), make_new(make_report(1), Unread("language", "in Breton"))])
    (entry,) = store.entries(Filter(unread=True))
    assert (entry.unread, entry.record_id, store.record(entry.key)) == (Unread("language", "in Breton"), None, None)
    assert store.totals()["unread"] == 1


def test_a_new_reading_counts_and_the_old_one_stays(store: Store) -> None:
    """After a reading by another setup its record counts; the old record and its rows are still there."""
    report = make_report()
    keep(store, [make_new(report)])
    record = make_record(report)
    shorter = Record(report, claims=record.claims)
    run = store.start_run("reread", LATER)
    assert store.keep_readings(run, [Reading(key_of(report), shorter)], Counts()) == Counts(known=1)
    assert store.record(key_of(report)) == shorter
    assert store.entry(key_of(report)).read_by == "2.0"
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == 1
        assert connection.execute(text("SELECT count(*) FROM readings")).scalar_one() == 2
    assert list(store.verify()) == []


def test_the_same_record_by_two_setups_is_kept_once(store: Store) -> None:
    """A new version that says the same adds a reading and no record."""
    report = make_report()
    keep(store, [make_new(report)])
    run = store.start_run("reread", LATER)
    store.keep_readings(run, [Reading(key_of(report), make_record(report))], Counts())
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM records")).scalar_one() == 1
        assert connection.execute(text("SELECT count(*) FROM readings")).scalar_one() == 2


def test_reports_are_chosen_by_day_and_outlet(store: Store) -> None:
    """A day of publication holds its date-times; the last day is included."""
    days = ["2024-05-02", "2024-05-03T23:59:00+02:00", "2024-05-04", None]
    keep(store, [make_new(make_report(number, published=day)) for number, day in enumerate(days)])
    found = store.entries(Filter(since="2024-05-03", until="2024-05-03"))
    assert [entry.report.published for entry in found] == [days[1]]
    assert len(list(store.entries(Filter(publisher="L'Écho")))) == 4
    assert list(store.entries(Filter(publisher="Personne"))) == []


def test_many_reports_come_in_order(store: Store) -> None:
    """More reports than are read at once come out in the order in which they went in, each with its own record."""
    reports = [make_report(number) for number in range(450)]
    keep(store, [make_new(report) for report in reports])
    found = list(store.records())
    assert [entry.report for entry, _ in found] == reports
    assert all(record == make_record(entry.report) for entry, record in found)


def test_a_report_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    """Ids may be cut short where they are clear; the collection's own id and the text's hash name a report too."""
    report = replace(make_report(0), id="2024-17")
    keep(store, [make_new(report), make_new(make_report(1)), make_new(make_report(1, publisher="La Gazette"))])
    key = key_of(report)
    assert store.entry(key[:10]).key == store.entry("2024-17").key == store.entry(key).key == key
    with pytest.raises(UnknownKeyError, match="selon list"):
        store.entry("ffffffffff")
    with pytest.raises(UnknownKeyError, match="several"):
        store.entry(make_report(1).id)


SEARCHES = {
    "evrecy": 3,
    "ÉVRECY": 3,
    "armee dementi": 3,
    '"armee n"': 3,
    "«civils ont été»": 3,
    '"ont civils"': 0,
    "civ*": 3,
    "civ": 0,
    "mairie -titre": 0,
    "coeur": 1,
    "cœur": 1,
    "echo": 3,
    "aujourd'hui": 1,
    "cessez-le-feu": 1,
    "нет": 1,
    "mairie OR rien": 0,
    "l'armee": 3,
}


def test_search_folds_accents(searched: Store) -> None:
    """Words are found without regard to accents, case and ligatures, the same way on both databases."""
    assert {words: len(searched.search(words)) for words in SEARCHES} == SEARCHES


@pytest.fixture
def searched(store: Store) -> Iterator[Store]:
    reports = [make_report(number) for number in range(3)]
    other = "Au cœur du cessez‑le‑feu d’aujourd’hui : Нет, a-t-il dit."
    reports.append(make_report(9).__class__(other, "x", publisher="Autre"))
    keep(store, [make_new(report, Record(report)) for report in reports])
    yield store


def test_a_hit_shows_where_the_words_stand(searched: Store) -> None:
    """The passage is a line of the report around the first word found."""
    (hit,) = searched.search("coeur")
    assert "cœur du cessez" in hit.passage


def test_a_search_needs_a_word(store: Store) -> None:
    """A question without a word is told so."""
    for words in ("", "  ", "-mairie", '""', "'", "*", "_"):
        with pytest.raises(InputError, match="nothing to search for"):
            store.search(words)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1, max_size=20).filter(lambda words: "\0" not in words))
def test_no_question_breaks_the_search(searched: Store, words: str) -> None:
    """Whatever is typed is a question or is told to be none."""
    with suppress(InputError):
        searched.search(words)


def test_discards_are_told_until_they_are_read(store: Store) -> None:
    """What gave no report is listed with its reason, until the same bytes give one."""
    report = make_report()
    arrival = make_new(report).arrival
    lost = make_discard().__class__(arrival.origin, "broken", "cut off")
    keep(store, [], [lost, make_discard(1)])
    assert list(store.discards()) == [lost, make_discard(1)] or list(store.discards()) == [make_discard(1), lost]
    assert list(store.discards("empty")) == [make_discard(1)]
    keep(store, [make_new(report)])
    assert list(store.discards()) == [make_discard(1)]


def test_copies_are_grouped_anew(store: Store) -> None:
    """Groups are made of the signatures that are kept, and replace those that were."""
    reports = [make_report(number) for number in range(3)]
    keys = sorted(key_of(report) for report in reports)
    new = [
        NewReport(key_of(each), make_new(each).arrival, make_record(each), key_of(each).encode()) for each in reports
    ]
    keep(store, new)
    asked: list[tuple[list[str], set[str]]] = []

    def find(signatures: Iterator[tuple[str, bytes]], fresh: set[str]) -> list[CopyPair]:
        asked.append(([key for key, signature in signatures if signature == key.encode()], fresh))
        return [CopyPair(keys[0], keys[2], 0.9, 0.5, 0.6), CopyPair(keys[2], keys[0], 0.9, 0.5, 0.7)]

    def group(entries: Mapping[str, Entry], pairs: Sequence[CopyPair]) -> list[CopyGroup]:
        assert sorted(entries) == [keys[0], keys[2]]
        assert [pair.of_other for pair in pairs] == [0.6, 0.7]
        return [CopyGroup((keys[2], keys[0]), origin=keys[2], why="dateline")]

    assert store.regroup_copies(find, group) == store.regroup_copies(find, group) == 1
    assert asked == [(keys, set(keys))]
    assert store.copies(keys[0]) == [(keys[2], True, "dateline"), (keys[0], False, None)]
    assert store.copies(keys[1]) == []
    assert store.totals()["copy_groups"] == 1


def test_what_the_gate_said_is_kept(store: Store) -> None:
    """A report that the relevance gate left unread has an empty record, and the gate's reason with its passages."""
    report = make_report()
    left = Relevance(0.5, 3.0, (), ("table.tsv:3 obus",))
    partly = Relevance(4.25, 3.0, (Span(0, 9), Span(12, 20)), ())
    keep(store, [make_new(report, Record(report, relevance=left))])
    other = make_report(1)
    keep(store, [make_new(other, replace(make_record(other), relevance=partly))])
    found = [record.relevance for _, record in store.records() if record is not None]
    assert found == [left, partly]
    assert [entry.relevance for entry in store.entries()] == [left, partly]


def test_a_run_says_what_was_done(store: Store) -> None:
    """Each run is kept with its version, its counts and its end."""
    keep(store, [make_new(make_report())])
    run = store.start_run("add", SETUP)
    newest = {row["id"]: row for row in store.runs()}
    assert newest[run[0]]["state"] == "running"
    assert newest[run[0]]["ended_at"] is None
    done = next(row for row in newest.values() if row["state"] == "done")
    assert (done["kept"], done["selon_version"], done["command"]) == (1, "1.0", "add")


def test_judgements_can_only_be_added(store: Store) -> None:
    """The database itself refuses to change or to delete a judgement."""
    from selon.casebook.schema import judgements

    row = {"judged_at": "now", "judge": "A", "kind": "same", "subject": "x", "verdict": "yes"}
    with writing(store.engine) as connection:
        connection.execute(judgements.insert(), [row])
    for statement in ("UPDATE judgements SET verdict = 'no'", "DELETE FROM judgements"):
        with store.engine.connect() as connection, pytest.raises(DBAPIError, match="a judgement is never"):
            connection.execute(text(statement))


def test_a_notice_is_told(store: Store) -> None:
    """What a casebook tells whoever opens it can be set, and set anew."""
    assert store.notice is None
    store.set_notice("invented")
    store.set_notice("all invented")
    assert store.notice == "all invented"


def test_a_failed_batch_leaves_nothing(store: Store) -> None:
    """A batch is kept wholly or not at all."""
    report = make_report(1)
    claim = replace(make_record(report).claims[0], stance=None)  # type: ignore[arg-type]
    broken = make_new(report, Record(report, claims=(claim,)))
    run = store.start_run("add", SETUP)
    with pytest.raises(CasebookError, match="cannot be written"):
        store.keep(run, [make_new(make_report()), broken], [make_discard()], Counts())
    assert store.totals()["reports"] == store.totals()["discards"] == 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://x/y", "of a kind"),
        ("postgresql://[", "cannot be read|cannot be opened"),
        ("postgresql://x@127.0.0.1:1/y", "cannot be opened"),
        (".", "folder"),
    ],
)
def test_an_address_that_is_none(address: str, words: str) -> None:
    """Addresses that lead nowhere are told in one line."""
    with pytest.raises(CasebookError, match=words):
        Store(address)


def test_a_password_is_never_shown() -> None:
    """An error names the server without the password."""
    with pytest.raises(CasebookError) as caught:
        Store("postgresql://x:geheim@127.0.0.1:1/y")
    assert "geheim" not in str(caught.value)


def test_nothing_is_made_where_nothing_was_asked(new_address: Callable[[], str]) -> None:
    """Opening to read makes no casebook."""
    with pytest.raises(CasebookError):
        Store(new_address())


def test_a_missing_file_says_how_to_make_one(tmp_path: object) -> None:
    """A casebook that is not there is told by name."""
    with pytest.raises(MissingCasebookError, match="selon add"):
        Store(f"{tmp_path}/none.sqlite")
    with pytest.raises(MissingCasebookError, match="does not exist"):
        Store(f"{tmp_path}/none/none.sqlite", create=True)


def test_the_questions_in_the_documentation_can_be_asked(store: Store) -> None:
    """Every SQL statement of the how-to page runs; those for one database say so."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "ask-a-casebook-in-sql.md").read_text("utf-8")
    statements = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert len(statements) >= 5
    keep(store, [make_new(make_report())])
    for statement in statements:
        if "reports_search" in statement and store.engine.dialect.name != "sqlite":
            continue
        with store.engine.connect() as connection:
            connection.execute(text(statement)).all()
