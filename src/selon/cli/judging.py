"""The command by which people decide: ``judge``."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Any

import click

from selon.cli.common import casebook_option, complain, console, json_option, opened, write_lines
from selon.errors import InputError

if TYPE_CHECKING:
    from selon.casebook.judging import Entered

VERDICTS = ("same", "different", "part-of", "unsure", "value", "choose", "withdraw", "note")


@click.command(
    epilog="""\b
Examples:
  selon judge same i-126641500e i-15bfa2e99a --by Anna --why "same night, same village"
  selon judge different 3f9a41c0d2 i-126641500e
  selon judge part-of i-15bfa2e99a i-126641500e
  selon judge unsure 3f9a41c0d2#e3 i-126641500e
  selon judge value 3f9a41c0d2#e3 killed "onze villageois" --min 11 --max 11
  selon judge choose i-126641500e killed lowest
  selon judge withdraw 3f9a41c0d2 --why "retracted by the outlet"
  selon judge note i-126641500e --why "asked the town hall, no answer"
  selon judge --undo 12 --why "mixed up two villages"
  selon judge --list

\b
  same WHAT…            all of it is one happening
  different A B         nothing of A is the happening of B; a report beside an
                        incident stands for what it tells of it
  part-of PART WHOLE    related, and never merged
  unsure A B            looked at, not decided; lifts what was decided before
  value MENTION ROW [WORDS]
                        what the text says there, with --min and --max for a
                        count, a day or two (2016-12-07/2016-12-09) for when;
                        without words, that it says nothing
  choose INCIDENT ROW RULE
                        lowest, highest, most-frequent, most-precise, latest,
                        voice (with --voice)
  withdraw REPORT       it no longer counts; it stays in the casebook
  note WHAT             words for those who come after, with --why

\b
A judgement is never changed or deleted; --undo adds one that takes it back.
"""
)
@click.argument("verdict", metavar="[VERDICT]", required=False, type=click.Choice(VERDICTS))
@click.argument("what", metavar="[WHAT]...", nargs=-1)
@casebook_option
@click.option("--by", "who", metavar="NAME", envvar="SELON_REVIEWER", help="Who decides; SELON_REVIEWER, or the login.")
@click.option("--why", metavar="TEXT", help="The reason, for those who come after.")
@click.option("--min", "least", type=click.IntRange(min=0), help="Least number, for value.")
@click.option("--max", "most", type=click.IntRange(min=0), help="Greatest number, for value.")
@click.option("--voice", metavar="NAME", help="The voice, for choose … voice: its name, or its id.")
@click.option("--undo", type=click.IntRange(min=1), metavar="NO", help="Take the judgement with this number back.")
@click.option("--list", "listed", is_flag=True, help="List all judgements.")
@click.option("--problems", is_flag=True, help="List what could not be honoured.")
@json_option
def judge(  # noqa: PLR0913  # one parameter for each option
    verdict: str | None,
    what: tuple[str, ...],
    address: str,
    who: str | None,
    why: str | None,
    undo: int | None,
    listed: bool,
    problems: bool,
    as_json: bool,
    **numbers: Any,
) -> None:
    """Decides on incidents: which mentions tell of one happening, what a text says, which number is read.

    WHAT is an incident (i-126641500e), an event of a report (3f9a41c0d2#e3) or a report. Judgements are appended with
    who, when and why; incidents are made anew from them at once.
    """
    from selon.apps import judging
    from selon.apps.linking import need_incidents
    from selon.apps.wording import short_ids

    if listed or problems:
        _show(address, problems=problems, as_json=as_json)
        return
    if (undo is None) == (verdict is None):
        raise InputError("give a verdict, or --undo NO; see: selon judge --help")
    given = judging.Given(who or _login(), why, **numbers)
    with opened(address) as casebook:
        need_incidents(casebook)
        before = {problem.words for problem in casebook.problems()}
        if undo is not None:
            entered = judging.take_back(casebook, undo, given)
        else:
            entered = judging.judge(casebook, verdict or "", what, given)
        counts = casebook.link()
        problems_now = [problem.words for problem in casebook.problems() if problem.words not in before]
    if as_json:
        write_lines([{**_plain(entered), "changed": counts.changed}])
    else:
        click.echo(f"Judgement {entered.no} by {entered.who}; incidents new or changed: {counts.changed:,}.")
    for words in problems_now:
        complain(short_ids(words), where="judgements")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _plain(entered: Entered) -> dict[str, Any]:
    return {name: getattr(entered, name) for name in entered.__slots__}


def _show(address: str, *, problems: bool, as_json: bool) -> None:
    from selon.apps.judgement_list import show_judgements, show_problems

    with opened(address) as casebook:
        if problems:
            found = casebook.problems()
            if as_json:
                write_lines({"kind": one.kind, "words": one.words, "judgements": list(one.judgements)} for one in found)
            else:
                show_problems(found, console())
            return
        entered = casebook.judgements()
        held = {one.no for one in casebook.judgements(in_force=True)}
    if as_json:
        write_lines({**_plain(one), "holds": one.no in held} for one in entered)
    else:
        show_judgements(entered, held, console())


COMMANDS = (judge,)
