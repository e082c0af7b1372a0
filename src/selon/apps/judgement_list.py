"""Judgements, and what of them could not be honoured, as a person reads them in a terminal."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from selon.apps.terminal import plain
from selon.apps.wording import SHORT_ID, numbers, row_name, short_ids

if TYPE_CHECKING:
    from rich.console import Console

    from selon.casebook.judging import Entered
    from selon.model.incidents import Problem

MOST_MENTIONS = 4
"""Mentions that are named; the rest is counted."""


def show_judgements(entered: Iterable[Entered], held: Collection[int], console: Console) -> None:
    """Prints judgements in order; those that were taken back are marked."""
    for one in entered:
        state = "" if one.no in held or one.kind == "undo" else "  [taken back]"
        what = f"takes back {one.subject}" if one.kind == "undo" else _what(one)
        console.print(Text(plain(f"{one.no}  {one.at[:16]}  {one.who}  {what}{state}")))
        if one.why:
            console.print(Text(plain(f"    {one.why}"), style="dim"))


def _what(one: Entered) -> str:
    subject = _mentions(one.subject)
    if one.kind == "incident":
        return f"{one.verdict.replace('_', ' ')}: {subject} | {_mentions(one.object or '')}"
    if one.kind == "note":
        return f"note on {subject}: {one.verdict}"
    row = row_name(one.object or "")
    if one.kind == "value":
        said = json.loads(one.verdict)
        words = "nothing" if said["value"] is None else f"«\u00a0{said['value']}\u00a0»"
        number = numbers(said["low"], said["high"])
        return f"{subject} says {words} for {row}" + (f" ({number})" if number else "")
    if one.kind == "reading":
        chosen = json.loads(one.verdict)
        return f"{row} of the incident of {subject}: {chosen['rule']} {chosen['voice'] or ''}".rstrip()
    return f"{one.verdict}: {subject}"


def _mentions(words: str) -> str:
    names = [f"{name[:SHORT_ID]}#{event}" if event else name[:SHORT_ID] for name, _, event in _split(words)]
    rest = f" and {len(names) - MOST_MENTIONS} more" if len(names) > MOST_MENTIONS else ""
    return " ".join(names[:MOST_MENTIONS]) + rest


def _split(words: str) -> list[tuple[str, str, str]]:
    return [word.partition("#") for word in words.split()]


def show_problems(found: Iterable[Problem], console: Console) -> None:
    """Prints what could not be honoured, a line each."""
    for one in found:
        console.print(Text(plain(f"{one.kind}: {short_ids(one.words)}")))
