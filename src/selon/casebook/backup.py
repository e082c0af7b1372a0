"""A whole copy of a casebook while others read and write it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Engine

from selon.errors import CasebookError

PAGES_AT_ONCE = 2_000
"""Pages copied between two looks at who else wants the file: 8 MB."""


def back_up(engine: Engine, target: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
    """Writes a copy that is whole or not there.

    Args:
        engine: The casebook.
        target: A file that is not there yet: a SQLite casebook, or a dump of PostgreSQL in its custom format.
        progress: Called with pages done and pages in all (SQLite).

    Raises:
        CasebookError: The file is there already, cannot be written, or ``pg_dump`` is missing or failed.
    """
    if target.exists():
        raise CasebookError(f"{target} is there already; name another file, a backup never replaces one")
    part = target.with_name(f".{target.name}.part")
    try:
        if engine.dialect.name == "sqlite":
            _copy_file(engine, part, progress)
        else:
            _dump(engine.url, part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CasebookError(f"{target}: cannot be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_file(engine: Engine, part: Path, progress: Callable[[int, int], None] | None) -> None:
    part.unlink(missing_ok=True)

    def told(_: int, left: int, pages: int) -> None:
        if progress is not None:
            progress(pages - left, pages)

    with closing(sqlite3.connect(engine.url.database or "")) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy, pages=PAGES_AT_ONCE, progress=told)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        (state,) = copy.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise CasebookError(f"the copy is not sound: {state}; run: selon verify")


def _dump(url: URL, part: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise CasebookError(
            "a backup of PostgreSQL needs its program pg_dump; on Debian: apt install postgresql-client"
        )
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    environ = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    command = [program, "--format=custom", "--no-owner", f"--file={part}", f"--dbname={plain}"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CasebookError(f"pg_dump failed: {' '.join(done.stderr.split())}")
