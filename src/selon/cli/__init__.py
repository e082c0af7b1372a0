"""``selon …`` on the command line. Thin: an error is one line on standard error and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from selon.cli import adding, casebook, incidents, judging
from selon.cli.common import CONTEXT, SOME_FAILED, OneLineErrors, complain

F = TypeVar("F", bound=Callable[..., Any])


def main() -> None:
    """Runs the command line; the entry point of the ``selon`` script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter still gets the rest of the line
    try:
        cli.main(prog_name="selon")
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the output has closed it (| head): nothing left to say
        sys.exit(0)


@click.group(
    cls=OneLineErrors,
    context_settings=CONTEXT,
    epilog="""\b
Examples:
  selon read report.txt --published 2016-12-08 --publisher "La Gazette"
  selon read reports.jsonl --json > records.jsonl
  selon demo
  selon add reports/
  selon search "casques bleus"
  selon link
  selon incidents --reports 2
  selon lexicon check
""",
)
@click.version_option(package_name="selon", message="selon %(version)s")
def cli() -> None:
    """Reads reports of armed conflict and records who says what, in which words, on which evidence.

    Nothing leaves this machine: Selon uses no network, but for an address given to `selon add --fetch` and a casebook
    kept on a server.
    """


def _report_options(command: F) -> F:
    options = (
        click.option("--published", metavar="DATE", help="Day of publication: 2016-12-08, or with the time."),
        click.option("--publisher", metavar="NAME", help="The outlet."),
        click.option("--title", metavar="TEXT", help="The title, where it is not part of the text."),
        click.option("--url", metavar="URL", help="The address."),
        click.option("--language", metavar="CODE", help="Language of the text (fr); told from its words if left out."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@cli.command(
    epilog="""\b
Examples:
  selon read report.txt --published 2016-12-08
  selon read report.txt --explain
  pdftotext report.pdf - | selon read - --publisher "La Gazette"
  selon read *.txt --json --no-text > records.jsonl
  selon read reports.jsonl --json > records.jsonl
  selon read mixed-news.jsonl --gate --json > records.jsonl

\b
Exit codes: 0 all read; 1 some of several reports could not be read; for a single
report 65 bad data, 66 no such file, 70 a fault of Selon, 78 bad configuration.
"""
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@_report_options
@click.option("--json", "as_json", is_flag=True, help="Write records as JSON, one a line.")
@click.option("--no-text", is_flag=True, help="Leave the report's text out of the JSON, or out of the view.")
@click.option(
    "--gate/--no-gate", default=None, help="Leave unparsed what is not about conflict (setting relevance_gate)."
)
@click.option("--explain", is_flag=True, help="Show for each result the rule and the lexicon entry that made it.")
@click.pass_context
def read(  # noqa: PLR0913  # one parameter for each option
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    as_json: bool,
    no_text: bool,
    gate: bool | None,
    explain: bool,
    **known: str | None,
) -> None:
    """Reads reports and shows who says what.

    FILE is a text file, `-` for standard input, or a JSON Lines file (*.jsonl) with a report a line: an object with
    `text` and, where known, `id`, `language`, `published`, `publisher`, `title`, `url`. Files in UTF-8 are read as they
    are; UTF-16 and windows-1252 (Latin-1) are recognised and noted. A page, PDF, Office file, mail, table, press
    database's export or archive is recognised by its content, and the reports in it are read.
    """
    from selon.apps.reading import Failure, read_inputs
    from selon.apps.writing import record_writer
    from selon.reader import Reader
    from selon.settings import load_settings, with_gate

    reader = Reader(with_gate(load_settings(), gate))
    reader.check_fields(known)
    write = record_writer(as_json=as_json, with_text=not no_text, explain=explain)
    failures = []
    for result in _with_progress(read_inputs(files, reader, known, note=complain, explain=explain), files):
        if isinstance(result, Failure):
            failures.append(result)
            complain(str(result.error), where=result.where)
        else:
            write(result)
    if failures:
        alone = len(files) == 1 and not failures[0].one_of_many
        ctx.exit(failures[0].error.exit_code if alone else SOME_FAILED)


def _with_progress(results: Iterator[Any], files: tuple[str, ...]) -> Iterator[Any]:
    """Counts results on standard error, where a person watches there and the records go elsewhere."""
    several = len(files) > 1 or files[0].endswith((".jsonl", ".ndjson"))
    if not several or not sys.stderr.isatty() or sys.stdout.isatty():
        return results
    from selon.apps.writing import counted

    return counted(results)


@cli.group()
def lexicon() -> None:
    """The words that Selon reads by: tables that anybody can open, check and extend."""


@lexicon.command(
    "check",
    epilog="""\b
Example:
  selon lexicon check
""",
)
@click.pass_context
def check_lexicon(ctx: click.Context) -> None:
    """Checks every word table; an error names file and line."""
    from selon.apps.words import check_tables

    errors = check_tables()
    for error in errors:
        click.echo(str(error), err=True)
    if errors:
        ctx.exit(errors[0].exit_code)
    click.echo("All tables are well formed.")


@lexicon.command(
    "list",
    epilog="""\b
Example:
  selon lexicon list
""",
)
def list_lexicon() -> None:
    """Lists the word tables with their number of entries."""
    from selon.apps.words import describe_tables

    for table in describe_tables():
        click.echo(f"{table.name:28} {table.entries:7,}  {table.summary}")


for command in (*adding.COMMANDS, *casebook.COMMANDS, *incidents.COMMANDS, *judging.COMMANDS):
    cli.add_command(command)
