"""The tables: made by migrations, the same as the code knows them; older casebooks are brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from casebook.samples import keep, make_new, make_report
from sqlalchemy import Engine, text
from sqlalchemy.dialects import postgresql, sqlite

from selon.casebook import Store, schema, upgrade
from selon.casebook.connect import connect
from selon.casebook.upgrade import MIGRATIONS, SCHEMA, ensure_schema
from selon.errors import CasebookError


@pytest.fixture
def empty(new_address: Callable[[], str]) -> Iterator[Engine]:
    """A database that holds nothing yet."""
    engine = connect(new_address(), create=True)
    yield engine
    engine.dispose()


def test_migrations_make_the_tables_that_the_code_knows(store: Store) -> None:
    """A casebook made step by step has the tables, columns, keys and indexes of the schema, and no others."""
    made_by_hand = ("reports_search", "alembic_version")

    def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
        added_later = (kind == "column" and name == "search") or name == "ix_reports_search"
        return not (reflected and (added_later or (kind == "table" and str(name).startswith(made_by_hand))))

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, schema.metadata) == []


def test_the_newest_migration_is_the_one_that_is_named() -> None:
    """``SCHEMA`` is the last of the files."""
    assert max(path.name[:4] for path in (MIGRATIONS / "versions").glob("0*.py")) == SCHEMA


def test_every_table_is_strict(sqlite_template: Path) -> None:
    """SQLite refuses values of another type in every table of the casebook."""
    with Store(sqlite_template) as store, store.engine.connect() as connection:
        strict = dict(connection.execute(text("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")).all())  # type: ignore[arg-type]
    assert {name: strict[name] for name in schema.metadata.tables} == dict.fromkeys(schema.metadata.tables, 1)


def test_every_column_says_what_it_means() -> None:
    """Tables and columns carry their documentation."""
    for table in schema.metadata.sorted_tables:
        assert table.info["about"]
        assert [column.name for column in table.columns if not column.doc] == []


def test_no_name_needs_quotation_marks() -> None:
    """Whoever asks in SQL can type every name as it is."""
    reserved = (
        sqlite.dialect().identifier_preparer.reserved_words | postgresql.dialect().identifier_preparer.reserved_words
    )
    names = {column.name for table in schema.metadata.sorted_tables for column in table.columns}
    assert (names | set(schema.metadata.tables)) & reserved == set()


def test_an_older_casebook_is_brought_up_to_date(
    new_address: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A casebook of the first tables is opened, gets what is new, and its reports are found."""
    address = new_address()
    monkeypatch.setattr(upgrade, "SCHEMA", "0001")
    with Store(address, create=True) as store:
        keep(store, [make_new(make_report())])
    monkeypatch.undo()
    with Store(address) as store:
        keep(store, [make_new(make_report(1))])
        with store.engine.connect() as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == SCHEMA
            assert connection.execute(text("SELECT count(*) FROM current_claims")).scalar() == 2
        assert len(store.search("civils")) == 2
        assert list(store.verify()) == []


def test_a_newer_casebook_says_what_to_do(store: Store) -> None:
    """A casebook of a version to come is not touched."""
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CasebookError, match="install the newer Selon"):
        ensure_schema(store.engine, create=True)


def test_a_failed_migration_changes_nothing(empty: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are made in one transaction: all of them or none."""

    def fail(_: object) -> None:
        raise RuntimeError("cut")

    monkeypatch.setattr(upgrade, "_introduce", fail)
    with pytest.raises(RuntimeError, match="cut"):
        ensure_schema(empty, create=True)
    monkeypatch.undo()
    ensure_schema(empty, create=True)
    with pytest.raises(CasebookError, match="no casebook"):
        ensure_schema(connect(":memory:", create=True), create=False)


def test_the_views_show_what_counts(store: Store) -> None:
    """The views for people who ask in SQL give claims with their holders, events with their voices, and figures."""
    keep(store, [make_new(make_report())])
    with store.engine.connect() as connection:
        claim = connection.execute(text("SELECT claim, holders, stance, cue_text FROM current_claims")).one()
        event = connection.execute(text("SELECT event, type, voices FROM current_events")).one()
        figures = connection.execute(text("SELECT kind, min, max FROM current_figures ORDER BY min")).all()
    assert tuple(claim) == ("c1", "mairie", "asserts", "Selon")
    assert tuple(event) == ("e1", "toll.casualties", 1)
    assert sorted(map(tuple, figures), key=str) == [("killed", 2, 2), ("killed", None, None)]
