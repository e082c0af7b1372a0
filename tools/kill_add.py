"""Kills ``selon add`` at random moments, and checks that nothing is lost, broken or doubled.

``python tools/kill_add.py REPORTS.jsonl`` adds the reports of a file twice: once undisturbed, and once killed with
``kill -9`` again and again and started anew. Afterwards ``selon verify`` must find nothing, and both casebooks must hold the
same rows, but for those of runs. With ``--postgresql URL`` the databases named ``selon_kill_a`` and ``selon_kill_b`` on
that server are made anew for it.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import create_engine, text

from selon.casebook import Store
from selon.casebook.connect import url_of
from selon.casebook.schema import metadata

OF_RUNS = ("run_id", "no")
"""Columns that say which run wrote a row, or in which order."""


def rows_of(store: Store) -> dict[str, list[str]]:
    """All rows of a casebook but those of runs, in an order of their own."""
    found: dict[str, list[str]] = {}
    with store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("runs", "meta"):
                continue
            numbered = table.name not in ("reports", "judgements")
            columns = [column for column in table.c if column.name != "run_id" and (numbered or column.name != "no")]
            rows = connection.execute(table.select().with_only_columns(*columns))
            found[table.name] = sorted(
                repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)) for row in rows
            )
    return found


def kill_at(command: Sequence[str], seconds: float) -> bool:
    """Starts a command and kills it after some time; false where it had ended by then."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=seconds)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True


def run_killed(command: Sequence[str], kills: int, choose: Callable[[], float]) -> int:
    """Runs a command, killed some times, until it ends by itself; gives how often it was killed."""
    killed = sum(kill_at(command, choose()) for _ in range(kills))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return killed


def compare(undisturbed: Store, killed: Store) -> list[str]:
    """What is wrong; nothing where the two hold the same and the second is sound."""
    wrong = [f"verify: {damage.where}: {damage.what}" for damage in killed.verify()]
    expected, found = rows_of(undisturbed), rows_of(killed)
    wrong += [
        f"{name}: {len(expected[name])} rows expected, {len(found[name])} found, or not the same"
        for name in expected
        if expected[name] != found[name]
    ]
    return wrong


def _addresses(server: str | None, folder: str) -> tuple[str, str]:
    if server is None:
        return f"{folder}/undisturbed.sqlite", f"{folder}/killed.sqlite"
    engine = create_engine(url_of(server), isolation_level="AUTOCOMMIT")
    names = ("selon_kill_a", "selon_kill_b")
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    urls = [url_of(server).set(database=name, drivername="postgresql") for name in names]
    first, second = (url.render_as_string(hide_password=False) for url in urls)
    return first, second


def main() -> int:
    """Runs the test of the arguments; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, help="JSON Lines")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--postgresql", metavar="URL")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="selon-kill-") as folder:
        quiet, disturbed = _addresses(options.postgresql, folder)
        base = [sys.executable, "-m", "selon.cli", "add", str(options.reports), "--jobs", str(options.jobs)]
        started = time.monotonic()
        subprocess.run([*base, "--casebook", quiet], check=True)
        whole = time.monotonic() - started
        # Kills fall anywhere from the start of the program to well past an equal share of the work.
        latest = 3 + 2 * whole / options.kills
        killed = run_killed([*base, "--casebook", disturbed], options.kills, lambda: chance.uniform(0.1, latest))
        with Store(quiet) as expected, Store(disturbed) as found:
            wrong = compare(expected, found)
            total = found.totals()
    print(f"undisturbed: {whole:,.0f} s; killed {killed} times of {options.kills}; {total}")  # noqa: T201
    print("\n".join(wrong) or "sound, and the same rows")  # noqa: T201
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
