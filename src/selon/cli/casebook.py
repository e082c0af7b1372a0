"""Commands that ask a casebook or care for it: ``list``, ``show``, ``search``, ``discards``, ``verify`` and the rest."""

from __future__ import annotations

from pathlib import Path

import click

from selon.cli.common import (
    SOME_FAILED,
    casebook_option,
    chosen,
    complain,
    console,
    filter_options,
    json_option,
    opened,
    write_lines,
)

PARTS = ("records", "reports", "claims", "events", "figures", "accounts", "incidents")


@click.command(
    "list",
    epilog="""\b
Examples:
  selon list
  selon list --since 2024-01-01 --publisher "La Gazette"
  selon list --unread --json
""",
)
@casebook_option
@filter_options
@click.option("--unread", is_flag=True, help="Only reports that could not be read.")
@click.option("--runs", is_flag=True, help="What was done to the casebook, and by which version, instead of reports.")
@json_option
def list_reports(address: str, unread: bool, runs: bool, as_json: bool, **wanted: str | None) -> None:
    """Lists the reports of a casebook, in the order of arrival."""
    from selon.apps.listing import show_entries, show_runs

    with opened(address) as casebook:
        if runs:
            write_lines(casebook.runs()) if as_json else show_runs(casebook.runs(), console())
            return
        entries = casebook.entries(chosen(wanted, unread=unread))
        if as_json:
            write_lines(entry.to_dict() for entry in entries)
            return
        count = show_entries(entries, console())
        complain(f"{count:,} reports")


@click.command(
    epilog="""\b
Examples:
  selon show 3f9a41c0d2
  selon show 3f9a41c0d2 --explain
  selon show 3f9a41c0d2 --json
"""
)
@click.argument("name", metavar="ID")
@casebook_option
@json_option
@click.option("--no-text", is_flag=True, help="Leave the report's text out.")
@click.option("--explain", is_flag=True, help="Show for each result the rule and the lexicon entry that made it.")
def show(name: str, address: str, as_json: bool, no_text: bool, explain: bool) -> None:
    """Shows a report with its record, where it came from, and its near-copies.

    ID is the id that `selon list` shows or its beginning, or the id that your own collection gives.
    """
    from selon.apps.showing import as_plain, show_report

    with opened(address) as casebook:
        entry, record = casebook.entry_with_record(name)
        origins, copies = casebook.origins(entry.key), casebook.copies(entry.key)
    if as_json:
        write_lines([as_plain(entry, record, origins, copies, with_text=not no_text)])
    else:
        show_report(entry, record, origins, copies, console(), with_text=not no_text, explain=explain)


@click.command(
    context_settings={"ignore_unknown_options": True},  # a word that is to be left out begins like an option
    epilog="""\b
Examples:
  selon search otages
  selon search '"cessez-le-feu" rebelles -Alep'
  selon search "bombard*" --json
""",
)
@click.argument("words", nargs=-1, required=True)
@casebook_option
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="How many reports at most.")
@json_option
@click.pass_context
def search(ctx: click.Context, /, words: tuple[str, ...], address: str, most: int, as_json: bool) -> None:
    """Finds the reports that have all WORDS in text, title or outlet, best first; accents and case do not matter.

    "several words" in quotation marks stand one after the other, bombard* stands for all that begins so, and reports
    with -word are left out. Exit code 1 where nothing is found.
    """
    from selon.apps.listing import show_hits

    with opened(address) as casebook:
        hits = casebook.search(" ".join(words), most=most)
    if as_json:
        write_lines({**hit.entry.to_dict(), "passage": hit.passage} for hit in hits)
    else:
        show_hits(hits, console())
    if not hits:
        complain("nothing found")
        ctx.exit(SOME_FAILED)


@click.command(
    epilog="""\b
Examples:
  selon discards
  selon discards --reason broken
  selon discards --json
"""
)
@casebook_option
@click.option("--reason", metavar="CODE", help="Only those with this reason.")
@json_option
def discards(address: str, reason: str | None, as_json: bool) -> None:
    """Lists what came in and gave no report, each with the reason."""
    from selon.apps.listing import show_discards
    from selon.apps.showing import plain_discard

    with opened(address) as casebook:
        found = casebook.discards(reason)
        if as_json:
            write_lines(map(plain_discard, found))
            return
        count = show_discards(found, console())
        complain(f"{count:,} things gave no report")


@click.command(
    epilog="""\b
Examples:
  selon verify
  selon verify --json

\b
Exit codes: 0 sound; 1 something is broken.
"""
)
@casebook_option
@json_option
@click.pass_context
def verify(ctx: click.Context, /, address: str, as_json: bool) -> None:
    """Checks a casebook: hashes, offsets, references, and the database itself. Says what is broken; changes nothing."""
    count = 0
    with opened(address) as casebook:
        for damage in casebook.verify():
            count += 1
            if as_json:
                write_lines([{"where": damage.where, "what": damage.what}])
            else:
                click.echo(f"{damage.where}: {damage.what}")
        totals = casebook.totals()
        unended = [run for run in casebook.runs() if run["state"] == "running"]
    if unended:
        complain(f"{len(unended)} runs have no end: still under way, or killed; what they kept is whole")
    if count:
        complain(f"{count:,} things are broken; restore a backup, and keep this casebook for whoever looks into it")
        ctx.exit(SOME_FAILED)
    if not as_json:
        click.echo(f"Sound: {totals['reports']:,} reports, {totals['claims']:,} claims, {totals['events']:,} events.")


@click.command(
    epilog="""\b
Examples:
  selon backup casebook-2024-05-03.sqlite
  selon backup team.dump --casebook postgresql://anna@server/casebook
"""
)
@click.argument("file", metavar="FILE")
@casebook_option
def backup(file: str, address: str) -> None:
    """Writes a whole copy of a casebook to FILE, also while others read and write it.

    The copy of a SQLite casebook is a casebook. That of PostgreSQL is a dump for pg_restore.
    """
    with opened(address) as casebook:
        casebook.back_up(file)
    click.echo(f"{file}: {Path(file).stat().st_size:,} bytes")


@click.command(
    epilog="""\b
Examples:
  selon export tables/
  selon export tables/ --only claims --only figures --bom
  selon export records/ --only records --no-text --since 2024-01-01
"""
)
@click.argument("folder", metavar="FOLDER")
@casebook_option
@filter_options
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="What to export; everything if left out.")
@click.option("--no-text", is_flag=True, help="Leave the reports' texts out of records.jsonl.")
@click.option("--bom", is_flag=True, help="Begin CSV files with a byte order mark, as older spreadsheets need it.")
@click.option("--replace", is_flag=True, help="Write over files that are there.")
@json_option
def export(  # noqa: PLR0913  # one parameter for each option
    folder: str,
    address: str,
    only: tuple[str, ...],
    no_text: bool,
    bom: bool,
    replace: bool,
    as_json: bool,
    **wanted: str | None,
) -> None:
    """Writes records as JSON Lines, and reports, claims, events and figures as CSV, to FOLDER.

    Of a casebook that is linked, also accounts.csv, a line for each voice and incident, and incidents.geojson, with the
    least and greatest toll and the precision of the place as properties.

    A codebook of all columns comes with the tables; every line names the codebook and the versions that read and wrote
    it. Texts that a spreadsheet would take for a formula begin with an apostrophe.
    """
    from selon.apps.exporting import ExportOptions

    options = ExportOptions(only or PARTS, chosen(wanted), with_text=not no_text, bom=bom, replace=replace)
    with opened(address) as casebook:
        counts = casebook.export(folder, options)
    if as_json:
        write_lines([counts])
        return
    for name, lines in counts.items():
        click.echo(f"{Path(folder) / name}: {lines:,} lines")


COMMANDS = (list_reports, show, search, discards, verify, backup, export)
