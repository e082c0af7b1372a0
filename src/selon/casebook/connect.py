"""From an address to an engine: one SQLite file, or a PostgreSQL database by URL; how each begins to write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from selon.errors import CasebookError, MissingCasebookError

DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}
"""How an address may begin, and what SQLAlchemy calls it."""
WAIT_S = 120
"""How long a writer waits for another one. A batch is written in well under a second; fifty waiters take turns."""
LOCK = 0x53454C4F
"""The advisory lock by which writers into one PostgreSQL casebook take turns ("SELO")."""
WRITE = "selon_write"


def url_of(address: str) -> URL:
    """The database URL of a casebook.

    Args:
        address: Path of a SQLite file, or a URL that begins with ``postgresql://`` or ``sqlite:///``.

    Raises:
        CasebookError: A URL of another kind, or none that can be read.
    """
    scheme, mark, rest = address.partition("://")
    if not mark:
        return URL.create("sqlite", database=address)
    if scheme not in DRIVERS:
        raise CasebookError(
            f"casebook {scheme}://… is of a kind that Selon does not know; allowed: a file, or postgresql://…"
        )
    try:
        return make_url(f"{DRIVERS[scheme]}://{rest}")
    except ArgumentError as error:
        raise CasebookError(
            "the casebook's URL cannot be read; allowed: postgresql://user:password@host:port/database"
        ) from error


def shown(address: str) -> str:
    """The address without its password."""
    return url_of(address).render_as_string(hide_password=True) if "://" in address else address


def connect(address: str, *, create: bool) -> Engine:
    """An engine whose connections are set up; nothing is written.

    Args:
        address: See ``url_of``.
        create: Whether a file that is not there may be made.

    Raises:
        MissingCasebookError: No such file, and ``create`` is false.
        CasebookError: A folder, a missing driver, a server that does not answer.
    """
    url = url_of(address)
    if url.get_backend_name() == "sqlite":
        return _connect_file(url, create=create)
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise CasebookError(
            "PostgreSQL needs the driver psycopg, which is not installed; run: pip install 'selon[postgres]'"
        ) from error
    _on_begin(engine, "")
    return _reached(engine, address)


def _connect_file(url: URL, *, create: bool) -> Engine:
    name = url.database or ""
    path = Path(name)
    if not name or path.is_dir():
        raise CasebookError(f"{name or 'the casebook'} is a folder or no name; name a file")
    if not path.exists():
        if not create:
            raise MissingCasebookError(f"{name}: no such casebook; make one with: selon add PATH --casebook {name}")
        if not path.parent.is_dir():
            raise MissingCasebookError(f"{name}: the folder {path.parent} does not exist; make it first")
    engine = create_engine(url, connect_args={"timeout": WAIT_S})
    event.listen(engine, "connect", lambda connection, _: _set_up_file(connection, write_ahead=create))
    _on_begin(engine, "BEGIN")
    return _reached(engine, name)


def _set_up_file(connection: sqlite3.Connection, *, write_ahead: bool) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver's guess
    # The journal's mode stays with the file. It is set by who adds; a backup that is only read is not written into.
    modes = ("journal_mode = WAL",) if write_ahead else ()
    for line in (*modes, "foreign_keys = ON", "synchronous = NORMAL", "cache_size = -20000"):
        connection.execute(f"PRAGMA {line}")


def _on_begin(engine: Engine, plain: str) -> None:
    """Writers take their turn when they begin, so that none fails half-way because another was faster."""
    sqlite = engine.dialect.name == "sqlite"

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITE, False)
        if sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else plain)
        elif writes:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _reached(engine: Engine, address: str) -> Engine:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        engine.dispose()
        raise CasebookError(f"{shown(address)}: cannot be opened: {reason_of(error)}") from error
    return engine


def reason_of(error: DBAPIError) -> str:
    """What the database said, on one line."""
    return " ".join(str(error.orig).split())


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write; one at a time in a casebook, others wait.

    Raises:
        CasebookError: The database refused: full, read-only, locked for longer than ``WAIT_S``.
    """
    with engine.connect() as connection:
        marked = connection.execution_options(**{WRITE: True})
        try:
            with marked.begin():
                yield marked
        except DBAPIError as error:
            raise CasebookError(f"the casebook cannot be written: {reason_of(error)}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads, and sees one state of the casebook to its end.

    Raises:
        CasebookError: The database could not be read.
    """
    with engine.connect() as connection:
        try:
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
                yield connection
        except DBAPIError as error:
            raise CasebookError(f"the casebook cannot be read: {reason_of(error)}") from error
