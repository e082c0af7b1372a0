"""Casebooks for tests: the same test on a SQLite file and on a PostgreSQL database."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from selon.casebook import Store
from selon.casebook.connect import url_of
from tools.postgresql import BY_HAND, VARIABLE, find_binaries, running_server

NEEDED = "SELON_NEED_POSTGRESQL"
"""Where it is set, tests fail instead of being skipped when there is no PostgreSQL."""

NewAddress = Callable[..., str]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a server, started for the session unless one is given."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    binaries = find_binaries()
    if binaries is None:
        (pytest.fail if os.environ.get(NEEDED) else pytest.skip)(f"no PostgreSQL here; run: {BY_HAND}")
    with running_server(binaries) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new casebook in a file, to be copied: making the tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    with Store(path, create=True) as store, store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """A new casebook in a database, to be copied."""
    name = f"selon_template_{uuid.uuid4().hex}"
    with _administrator(postgresql_server) as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    Store(_address_of(postgresql_server, name), create=True).close()
    return name


@contextmanager
def _administrator(server: str) -> Iterator[Connection]:
    engine = create_engine(url_of(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _address_of(server: str, name: str) -> str:
    url = url_of(server).set(database=name, drivername="postgresql")
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """The two databases that a casebook may be in."""
    return str(request.param)


@pytest.fixture
def new_address(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewAddress]:
    """Makes addresses of databases: empty ones, or new casebooks."""
    if backend == "sqlite":
        yield lambda: str(tmp_path / f"{uuid.uuid4().hex}.sqlite")
        return
    server = request.getfixturevalue("postgresql_server")
    made: list[str] = []

    def make(template: str = "template1") -> str:
        made.append(f"selon_{uuid.uuid4().hex}")
        with _administrator(server) as connection:
            connection.execute(text(f"CREATE DATABASE {made[-1]} TEMPLATE {template}"))
        return _address_of(server, made[-1])

    yield make
    with _administrator(server) as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def address(backend: str, new_address: NewAddress, request: pytest.FixtureRequest) -> str:
    """The address of a new casebook."""
    if backend == "postgresql":
        return new_address(request.getfixturevalue("postgresql_template"))
    made = new_address()
    shutil.copy(request.getfixturevalue("sqlite_template"), made)
    return made


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A new casebook."""
    with Store(address) as opened:
        yield opened
