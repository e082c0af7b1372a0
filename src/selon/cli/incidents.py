"""Commands on incidents: ``link``, ``incidents``, ``incident``, ``voices``, ``timeline``, ``map``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from selon.cli.common import (
    SOME_FAILED,
    casebook_option,
    check_day,
    complain,
    console,
    json_option,
    opened,
    write_lines,
)

if TYPE_CHECKING:
    from selon.apps.casebook import Casebook
    from selon.apps.incidents import Rows
    from selon.apps.linking import LinkCounts

F = TypeVar("F", bound=Callable[..., Any])
SORTS = ("day", "killed", "reports", "voices", "place")
MOST_TOLD = 5
"""Problems that are told one by one; the rest is counted."""


def incident_options(command: F) -> F:
    """Which incidents: by place, day, party, voice, type, toll, and whether they are contested."""
    options = (
        click.option("--near", metavar="PLACE", help="Around this place: a name, or degrees north and east, 36.20,37.16."),
        click.option(
            "--within", "within_km", type=click.FloatRange(min=0), metavar="KM", default=30.0, show_default=True,
            help="How far from --near.",
        ),
        click.option("--since", metavar="DATE", help="May have happened on this day or later."),
        click.option("--until", metavar="DATE", help="May have happened on this day or before."),
        click.option("--party", metavar="WORDS", help="Doer or target is called so, or its party's id has these words."),
        click.option("--voice", metavar="WORDS", help="Told by a voice whose name has these words."),
        click.option("--type", "event_type", metavar="TYPE", help="A type, or a family of types: remote_violence."),
        click.option(
            "--killed", "least_killed", type=click.IntRange(min=0), metavar="N", help="Some voice may mean N dead or more."
        ),
        click.option("--contested", is_flag=True, help="Only those in which voices exclude each other."),
        click.option("--reports", type=click.IntRange(min=1), default=1, metavar="N", help="Told by N reports or more."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _rows(casebook: Casebook, options: dict[str, Any], *, sort: str = "day") -> Rows:
    """The incidents that the options ask for; which place was taken for ``--near`` goes to standard error."""
    from selon.apps.incidents import find_centre, wanted_rows
    from selon.casebook.incidents import IncidentFilter

    near, within_km = options.pop("near"), options.pop("within_km")
    for name in ("since", "until"):
        if options[name] is not None:
            check_day(name, options[name])
    centre = None if near is None else find_centre(near)
    if centre is not None and near is not None:
        others = f"; not {'; '.join(centre.others)}" if centre.others else ""
        complain(f"within {within_km:g} km of {centre.name}{others}", where="note")
    waiting = casebook.waiting()
    if waiting:
        complain(f"{waiting:,} reports are not linked yet; run: selon link", where="note")
    return wanted_rows(casebook, IncidentFilter(**options), centre=centre, within_km=within_km, sort=sort)


@click.command(
    epilog="""\b
Examples:
  selon link
  selon link --all
  selon link --casebook team.sqlite --json

\b
What people decided is honoured in any case, and ids of incidents are kept while most of
an incident stays together.
"""
)
@casebook_option
@click.option("--all", "everything", is_flag=True, help="Compare all anew, not only what is new.")
@json_option
def link(address: str, everything: bool, as_json: bool) -> None:
    """Finds which reports tell of one happening: links what is new with what is there.

    Every link can say why (selon incident ID --explain), and people can overrule it (selon judge). Nothing is merged
    away: every mention stays as it was read.
    """
    from selon.apps.writing import write_json

    with opened(address) as casebook:
        counts = _link(casebook, everything=everything)
        problems = casebook.problems()
    if as_json:
        write_json({name: getattr(counts, name) for name in counts.__slots__})
    else:
        click.echo(link_line(counts))
    _tell_problems([problem.words for problem in problems])


def _link(casebook: Casebook, *, everything: bool = False) -> LinkCounts:
    from selon.apps.progress import progress_bar

    with progress_bar(1, shown=sys.stderr.isatty()) as bar:
        return casebook.link(everything=everything, move=lambda done, _: bar({"incidents laid side by side": done}))


def link_line(counts: LinkCounts) -> str:
    """What a linking did, for a person."""
    line = (
        f"{counts.incidents:,} incidents told by {counts.reports:,} reports; {counts.shared:,} by more than one report"
    )
    line += f". New or read anew: {counts.added:,} reports; incidents new or changed: {counts.changed:,}"
    return line + (f"; reports that no longer count: {counts.removed:,}." if counts.removed else ".")


def _tell_problems(words: list[str]) -> None:
    from selon.apps.wording import short_ids

    for line in words[:MOST_TOLD]:
        complain(short_ids(line), where="judgements")
    if len(words) > MOST_TOLD:
        complain(f"{len(words) - MOST_TOLD:,} more judgements could not be honoured; see: selon judge --problems")


@click.command(
    epilog="""\b
Examples:
  selon incidents --reports 2
  selon incidents --near Alep --within 50 --since 2016-12-01 --until 2016-12-31
  selon incidents --contested --sort killed
  selon incidents --party wagner --type violence_against_civilians
  selon incidents --json > incidents.jsonl

\b
A name that several places bear is taken for the largest; the note says which. Incidents
whose place is not resolved are never near anything. Exit code 1 where there are none.
"""
)
@casebook_option
@incident_options
@click.option("--sort", type=click.Choice(SORTS), default="day", show_default=True, help="The order.")
@json_option
@click.pass_context
def incidents(ctx: click.Context, /, address: str, sort: str, as_json: bool, **options: Any) -> None:
    """Lists incidents: when, where, what, how many killed by any voice, told by how many, contested in what.

    An incident is what reports are taken to tell of one happening. A toll is the least and the greatest number that any
    voice gives, never a mean.
    """
    from selon.apps.incidents import plain_rows, show_incidents

    with opened(address) as casebook:
        rows = _rows(casebook, options, sort=sort)
        if as_json:
            write_lines(plain_rows(casebook, rows))
        else:
            show_incidents(rows, console())
    if not rows:
        complain("no incidents")
        ctx.exit(SOME_FAILED)
    if not as_json:
        shared = sum(row["report_count"] > 1 for row in rows)
        complain(f"{len(rows):,} incidents, {shared:,} of them told by more than one report")


@click.command(
    epilog="""\b
Examples:
  selon incident i-126641500e
  selon incident 1266 --explain
  selon incident 1266 --out dossier.html
  selon incident 1266 --json
"""
)
@click.argument("name", metavar="ID")
@casebook_option
@click.option(
    "--explain", is_flag=True, help="Show where each value stands, and why mentions are taken for one happening."
)
@click.option(
    "--out", metavar="FILE", help="Write a page that stands alone: matrix, quotes in context, method, hashes."
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@json_option
def incident(  # noqa: PLR0913  # one parameter for each option
    name: str, address: str, explain: bool, out: str | None, replace: bool, as_json: bool
) -> None:
    """Shows the accounts of one incident side by side: what each voice says, and whether they agree.

    A row is agreed (=), compatible (≈: all can be right), contested (≠: two voices exclude each other), told by a single
    voice (·) or silent (–). ID is the id that `selon incidents` shows or its beginning.
    """
    from selon.apps.linking import lay_out
    from selon.apps.matrix import show_incident
    from selon.apps.pages import plain_incident, save_page

    with opened(address) as casebook:
        laid, parts, notice = lay_out(casebook, name), casebook.relations(), casebook.notice
    if as_json:
        write_lines([plain_incident(laid, parts)])
    elif out is None:
        show_incident(laid, parts, console(), explain=explain)
    if out is not None:
        from selon.apps.dossier import dossier

        save_page(Path(out), dossier(laid, parts, notice), replace=replace)
        complain(f"{out}: {Path(out).stat().st_size:,} bytes")


@click.command(
    epilog="""\b
Examples:
  selon voices
  selon voices --name OSDH
  selon voices --near Alep --json
"""
)
@casebook_option
@incident_options
@click.option("--name", metavar="WORDS", help="Only voices whose name has these words.")
@click.option("--most", type=click.IntRange(min=1), default=40, show_default=True, help="How many voices at most.")
@json_option
def voices(address: str, name: str | None, most: int, as_json: bool, **options: Any) -> None:
    """Lists voices: how much each says, how often alone, agreed, contested, and what it calls the parties.

    Numbers count cells of the matrix: what one voice says in one row of one incident. They are facts, and no score of
    truth: who is often alone may be the only one who looked.
    """
    from selon.apps.incidents import plain_tally, show_voices, tallies

    with opened(address) as casebook:
        found = tallies(casebook, _rows(casebook, options), voice=name)
    if as_json:
        write_lines(map(plain_tally, found))
        return
    show_voices(found[:most], console())
    rest = f", {len(found) - most:,} more not shown (--most)" if len(found) > most else ""
    complain(f"{len(found):,} voices{rest}")


@click.command(
    epilog="""\b
Examples:
  selon timeline --reports 2
  selon timeline --near Alep --by day
  selon timeline --json
"""
)
@casebook_option
@incident_options
@click.option("--by", type=click.Choice(("day", "month", "year")), default="month", show_default=True, help="Headings.")
@json_option
def timeline(address: str, by: str, as_json: bool, **options: Any) -> None:
    """Lists incidents under the time in which they begin. A range of days is shown as a range, undated ones stand last."""
    from selon.apps.incidents import plain_rows, show_timeline

    with opened(address) as casebook:
        rows = _rows(casebook, options)
        if as_json:
            write_lines(plain_rows(casebook, rows))
        else:
            show_timeline(rows, console(), by=by)


@click.command(
    "map",
    epilog="""\b
Examples:
  selon map --out incidents.html
  selon map --out alep.html --near Alep --since 2016-12-01
""",
)
@casebook_option
@incident_options
@click.option("--out", metavar="FILE", required=True, help="The page.")
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
def draw_map(address: str, out: str, replace: bool, **options: Any) -> None:
    """Draws incidents on a map: a page that stands alone and needs no network, with a table of the same.

    A place is drawn as wide as it is unsure: a dot for a named place, a ring for a region or a country.
    """
    from selon.apps.maps import map_page
    from selon.apps.pages import save_page

    with opened(address) as casebook:
        rows, notice = _rows(casebook, options), casebook.notice
    save_page(Path(out), map_page(rows, notice), replace=replace)
    placed = sum(row["lat"] is not None for row in rows)
    complain(
        f"{out}: {placed:,} incidents on the map, {len(rows) - placed:,} without a resolved place in the table only"
    )


COMMANDS = (link, incidents, incident, voices, timeline, draw_map)
