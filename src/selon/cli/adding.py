"""Commands that read into a casebook: ``add``, ``reread``, ``demo``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selon.cli.common import (
    INTERRUPTED,
    SOME_FAILED,
    casebook_option,
    chosen,
    complain,
    filter_options,
    json_option,
    opened,
)
from selon.errors import InputError, MissingInputError

if TYPE_CHECKING:
    from selon.apps.adding import Step
    from selon.casebook import Counts

DEMO_FILE = "demo.sqlite"
MOST_TOLD = 10
"""Things that could not be read which are told one by one; the rest is counted."""


def _jobs() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    default=_jobs,
    help="Processes that read; the number of processors.",
)
gate_option = click.option(
    "--gate/--no-gate",
    default=True,
    show_default=True,
    help="Leave unparsed what is not about conflict; such reports are kept, with the gate's reason.",
)


@click.command(
    epilog="""\b
Examples:
  selon add reports/
  selon add page.html --published 2016-12-08 --publisher "La Gazette"
  selon add export.csv --columns text=corps --columns published=date
  selon add reports/ --casebook postgresql://anna@server/casebook --jobs 8
  selon add reports/ --dry-run

\b
Run it again after Ctrl-C, a crash or a cut of power: it goes on where it was. What is
in the casebook already is passed over. Exit codes: 0 done, also where some things
could not be read (see: selon discards); 130 interrupted; see: selon --help for others.
"""
)
@click.argument("paths", metavar="PATH...", nargs=-1)
@casebook_option
@jobs_option
@gate_option
@click.option("--published", metavar="DATE", help="Day of publication of reports that do not say.")
@click.option("--publisher", metavar="NAME", help="Outlet of reports that do not say.")
@click.option(
    "--language", metavar="CODE", help="Language of reports that do not say; told from the words if left out."
)
@click.option(
    "--columns", metavar="FIELD=COLUMN", multiple=True, help="Column of a table that holds text, published, …"
)
@click.option("--fetch", "addresses", metavar="URL", multiple=True, help="Fetch this address; nothing else is fetched.")
@click.option("--keep-bytes", is_flag=True, help="Keep the bytes as they came, not only their hash.")
@click.option("--dry-run", is_flag=True, help="Say what would be added; read nothing, write nothing.")
@json_option
@click.pass_context
def add(  # noqa: PLR0913  # one parameter for each option
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    address: str,
    jobs: int,
    gate: bool,
    columns: tuple[str, ...],
    addresses: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Adds reports to a casebook: files, folders with all that is in them, and what they contain.

    Each report is read once and kept with its record. What cannot be read is kept with the reason. The same report again
    changes nothing.
    """
    if not paths and not addresses:
        raise InputError("nothing to add; name files or folders, or an address with --fetch")
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    if missing and len(missing) == len(paths) and not addresses:
        raise MissingInputError(f"{', '.join(missing)}: no such file or folder")
    for path in missing:
        complain("no such file or folder; the others are added", where=path)
    paths = tuple(path for path in paths if path not in missing)
    options = {**given, "columns": dict(map(_column, columns))}
    if dry_run:
        _show_plan(address, list(paths), list(addresses), options, as_json=as_json)
        ctx.exit(SOME_FAILED if missing else 0)
    from selon.apps.incoming import estimate

    with opened(address, create=True) as casebook, _watched(ctx, estimate(paths) + len(addresses)) as watch:
        counts = casebook.add(paths, jobs=jobs, gate=gate, addresses=addresses, tell=watch.tell, **options)
    _summarise(counts, address, as_json=as_json)
    if missing:
        ctx.exit(SOME_FAILED)


def _column(given: str) -> tuple[str, str]:
    field, mark, column = given.partition("=")
    if not mark or not column.strip():
        raise InputError(f"--columns has {given!r}; allowed: FIELD=COLUMN, such as text=corps")
    return field.strip(), column.strip()


def _show_plan(address: str, paths: list[str], addresses: list[str], options: dict[str, Any], *, as_json: bool) -> None:
    """What ``add`` would meet: how many reports are new, how many known, what gives none and why."""
    from selon.apps.planning import plan
    from selon.apps.writing import write_json
    from selon.settings import load_settings

    found = plan(address, paths, addresses, load_settings(), options)
    if as_json:
        write_json(found)
        return
    click.echo(f"{found['new']:,} reports would be added, {found['known']:,} are in {address} already.")
    for title, reasons in (("Could not be read", found["unread"]), ("Give no report", found["discarded"])):
        for reason, number in reasons.items():
            click.echo(f"{title}: {number:,} ({reason})")


@click.command(
    epilog="""\b
Examples:
  selon reread
  selon reread --unread
  selon reread --since 2024-01-01 --all
"""
)
@casebook_option
@jobs_option
@gate_option
@filter_options
@click.option("--unread", is_flag=True, help="Only reports that could not be read.")
@click.option("--all", "everything", is_flag=True, help="Also those that this version has read with these words.")
@json_option
@click.pass_context
def reread(  # noqa: PLR0913  # one parameter for each option
    ctx: click.Context,
    /,
    address: str,
    jobs: int,
    gate: bool,
    unread: bool,
    everything: bool,
    as_json: bool,
    **wanted: str | None,
) -> None:
    """Reads reports again, after an update or a change of the word tables.

    New records count from then on; the old ones stay, each with the run and the version that made it. Reports that this
    version has read with the same words and settings are passed over.
    """
    from selon.apps.writing import write_json

    which = chosen(wanted, unread=unread)
    with opened(address) as casebook:
        total = casebook.totals()["unread" if unread else "reports"]
        with _watched(ctx, total) as watch:
            counts = casebook.reread(which, everything=everything or unread, jobs=jobs, gate=gate, tell=watch.tell)
    if as_json:
        write_json({"reread": counts.known, "unread": counts.unread})
    else:
        click.echo(f"{counts.known:,} reports read again, {counts.unread:,} of them could not be read.")


@click.command(
    epilog=f"""\b
Examples:
  selon demo
  selon list --casebook {DEMO_FILE}
  selon search otages --casebook {DEMO_FILE}
  selon incidents --reports 2 --casebook {DEMO_FILE}
"""
)
@click.argument("file", metavar="[FILE]", default=DEMO_FILE)
@jobs_option
@click.pass_context
def demo(ctx: click.Context, /, file: str, jobs: int) -> None:
    """Makes a casebook of example reports, to try things on. Their incidents are invented.

    FILE is the casebook to be made, demo.sqlite if left out.
    """
    from selon.apps.casebook import Casebook
    from selon.apps.demo import NOTICE, demo_reports, make_demo

    if Path(file).exists():
        raise InputError(f"{file} is there already; name another file, or remove it first")
    with Casebook(file, create=True) as casebook, _watched(ctx, sum(1 for _ in demo_reports())) as watch:
        counts = make_demo(casebook, jobs=jobs, tell=watch.tell)
    complain(NOTICE, where="note")
    click.echo(
        f"{counts.kept:,} example reports in {file}, linked into incidents. Look at them with: selon list --casebook "
        f"{file}, or selon incidents --reports 2 --casebook {file}"
    )


class _Watch:
    """Tells of what cannot be read, and moves the progress bar where a person watches."""

    def __init__(self, move: Callable[[dict[str, int]], None]) -> None:
        self.move = move
        self.counts = dict.fromkeys(("kept", "known", "unread", "discarded"), 0)
        self.told = 0

    def tell(self, step: Step) -> None:
        self.counts[step.kind] += 1
        self.move(self.counts)
        if step.unread is not None and step.unread.reason != "language":
            self.told += 1
            if self.told <= MOST_TOLD:
                complain(f"{step.unread.reason}: {step.unread.detail}", where=step.path)


@contextmanager
def _watched(ctx: click.Context, total: int) -> Iterator[_Watch]:
    """A run that may be interrupted: it says how far it came, and how to go on."""
    from selon.apps.progress import progress_bar

    with progress_bar(total, shown=sys.stderr.isatty()) as move:
        watch = _Watch(move)
        interrupted = False
        try:
            yield watch
        except KeyboardInterrupt:
            interrupted = True
    if watch.told > MOST_TOLD:
        complain(f"{watch.told - MOST_TOLD:,} more could not be read; see them with: selon list --unread")
    if interrupted:
        done = watch.counts["kept"] + watch.counts["unread"]
        complain(f"interrupted; {done:,} reports are kept. Run the same command again to go on")
        ctx.exit(INTERRUPTED)


def _summarise(counts: Counts, address: str, *, as_json: bool) -> None:
    from selon.apps.writing import write_json
    from selon.casebook.connect import shown

    if as_json:
        write_json({name: getattr(counts, name) for name in counts.__slots__})
        return
    line = f"{counts.kept:,} reports added to {shown(address)}"
    if counts.unread:
        line += f", {counts.unread:,} of them not read (see: selon list --unread)"
    if counts.known:
        line += f"; {counts.known:,} were there already"
    if counts.discarded:
        line += f"; {counts.discarded:,} things gave no report (see: selon discards)"
    click.echo(line + ".")


COMMANDS = (add, reread, demo)
