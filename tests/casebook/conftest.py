"""Casebooks for tests: the same test on a SQLite file and on a PostgreSQL database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from selon.casebook import Store
from selon.casebook.connect import url_of
from tools.postgresql import BY_HAND, VARIABLE, find_binaries, running_server

NEEDED = "SELON_NEED_POSTGRESQL"
"""Where it is set, tests fail instead of being skipped when there is no PostgreSQL."""

NewAddress = Callable[[], str]


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


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewAddress]:
    """Makes addresses of databases that hold nothing yet."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"{uuid.uuid4().hex}.sqlite")
        return
    server = url_of(request.getfixturevalue("postgresql_server"))
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        name = f"selon_{uuid.uuid4().hex}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made.append(name)
        return server.set(database=name, drivername="postgresql").render_as_string(hide_password=False)

    yield make
    with engine.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def address(new_address: NewAddress) -> str:
    """The address of a database that holds nothing yet."""
    return new_address()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A new casebook."""
    with Store(address, create=True) as opened:
        yield opened
