"""A throw-away PostgreSQL server for tests: ``python tools/postgresql.py COMMAND…`` runs a command beside one.

The server is made from the binaries of Debian's package ``postgresql`` (or any on ``PATH``), listens on a socket in a
temporary folder and nowhere else, and is gone afterwards. The command finds its address in ``SELON_TEST_POSTGRESQL``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "SELON_TEST_POSTGRESQL"
BY_HAND = "apt-get install -y postgresql && python tools/postgresql.py pytest tests/casebook"
"""The one line by which the tests run on a real PostgreSQL."""
USER = "postgres"
# Nothing in a throw-away server needs to outlive a power cut.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=80"


def find_binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``; ``None`` where PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found is not None:
        folders.append(Path(found).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def running_server(binaries: Path) -> Iterator[str]:
    """Runs a server; gives the URL of its database ``postgres``."""
    folder = Path(tempfile.mkdtemp(prefix="selon-pg-"))
    # PostgreSQL refuses to run as root; Debian's package makes a user for it.
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, USER)
    data = folder / "data"

    def do(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        do(str(binaries / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"{FAST} -c listen_addresses='' -c unix_socket_directories={folder}"
        do(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            do(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Runs the command of the arguments beside a server."""
    binaries = find_binaries()
    if binaries is None:
        print(f"no PostgreSQL here; run: {BY_HAND}", file=sys.stderr)  # noqa: T201
        return 1
    with running_server(binaries) as url:
        return subprocess.run(sys.argv[1:], env=os.environ | {VARIABLE: url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
