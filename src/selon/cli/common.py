"""What every command shares: how errors are told, and where the casebook is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from selon.errors import ReportDateError, SelonError

if TYPE_CHECKING:
    from rich.console import Console

    from selon.apps.casebook import Casebook
    from selon.casebook import Filter

SOME_FAILED = 1
"""Exit code where several reports were given and at least one could not be read, or a check found something."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells give it."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
DEFAULT_CASEBOOK = "casebook.sqlite"
F = TypeVar("F", bound=Callable[..., Any])


def complain(message: str, *, where: str | None = None) -> None:
    """One line on standard error: ``selon: where: message``."""
    line = ": ".join(part for part in ("selon", where, message) if part)
    click.echo(" ".join(line.split()), err=True)


class OneLineErrors(click.Group):
    """A group of commands whose errors are one line and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; ends the program with the error's own exit code."""
        try:
            return super().invoke(ctx)
        except SelonError as error:
            complain(str(error))
            ctx.exit(error.exit_code)


def casebook_option(command: F) -> F:
    """``--casebook``, which every command on a casebook has."""
    return click.option(
        "--casebook",
        "address",
        metavar="FILE|URL",
        envvar="SELON_CASEBOOK",
        default=DEFAULT_CASEBOOK,
        help=f"The casebook: a SQLite file or postgresql://…; {DEFAULT_CASEBOOK}, or SELON_CASEBOOK, if left out.",
    )(command)


def json_option(command: F) -> F:
    """``--json``, for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON, one object a line.")(command)


def filter_options(command: F) -> F:
    """Which reports: by day of publication and outlet."""
    options = (
        click.option("--since", metavar="DATE", help="Published on this day or later."),
        click.option("--until", metavar="DATE", help="Published on this day or before."),
        click.option("--publisher", metavar="NAME", help="The outlet, as it is written in the casebook."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen(wanted: Mapping[str, str | None], *, unread: bool = False) -> Filter:
    """The filter of these options.

    Raises:
        ReportDateError: A day that is none.
    """
    from selon.casebook import Filter

    for name in ("since", "until"):
        day = wanted[name]
        if day is not None:
            check_day(name, day)
    return Filter(wanted["since"], wanted["until"], wanted["publisher"], unread=unread)


def check_day(name: str, day: str) -> None:
    """Raises ``ReportDateError`` where the day of an option is none."""
    try:
        if len(day) != 10:
            raise ValueError(day)
        date.fromisoformat(day)
    except ValueError as error:
        raise ReportDateError(f"--{name} is {day!r}; allowed: a day such as 2016-12-08") from error


def console() -> Console:
    """Where a view for a person goes: words as they are, nothing taken for markup."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def write_lines(values: Iterable[dict[str, Any]]) -> None:
    """JSON on standard output, one object a line."""
    from selon.apps.writing import write_json

    for value in values:
        write_json(value)


@contextmanager
def opened(address: str, *, create: bool = False) -> Iterator[Casebook]:
    """The casebook; what it tells everybody who opens it goes to standard error."""
    from selon.apps.casebook import Casebook

    with Casebook(address, create=create) as casebook:
        notice = casebook.notice
        if notice:
            complain(notice, where="note")
        yield casebook
