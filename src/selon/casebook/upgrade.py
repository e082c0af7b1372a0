"""Making the tables of a new casebook, and bringing an older one up to date."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, text

from selon.casebook import schema
from selon.casebook.connect import reading, writing
from selon.errors import CasebookError

MIGRATIONS = Path(__file__).parent / "migrations"
SCHEMA = "0003"
"""The newest migration; a test holds it to the files."""


def ensure_schema(engine: Engine, *, create: bool) -> None:
    """Leaves the casebook with the tables that this version of Selon knows.

    An older casebook is brought up to date in one transaction: it is either wholly done or not at all.

    Args:
        engine: See ``connect``.
        create: Whether an empty database may be made a casebook.

    Raises:
        CasebookError: A database that is no casebook, or one made by a newer Selon.
    """
    with reading(engine) as connection:
        found = _version_in(connection)
        _check(found, connection, create=create)
    if found == SCHEMA:
        return
    with writing(engine) as connection:
        found = _version_in(connection)  # another process may have been faster
        if found != SCHEMA:
            _migrate(connection)
        if found is None:
            _introduce(connection)


def _version_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _check(found: str | None, connection: Connection, *, create: bool) -> None:
    tables = set(inspect(connection).get_table_names())
    if found is None and (tables or not create):
        raise CasebookError(
            "this database is no casebook of Selon"
            + (f" (it has the table {sorted(tables)[0]!r})" if tables else "; make one with: selon add PATH")
        )
    if found is not None and "readings" not in tables:
        raise CasebookError("this database is no casebook of Selon (its tables belong to another program)")
    if found is not None and found > SCHEMA:
        raise CasebookError(
            f"this casebook was made by a newer Selon (tables {found}; this one knows {SCHEMA}); install the newer Selon"
        )


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        command.upgrade(config, SCHEMA)


def _introduce(connection: Connection) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        insert(schema.meta),
        [{"name": "created_at", "value": now}, {"name": "created_by", "value": f"selon {version('selon')}"}],
    )
