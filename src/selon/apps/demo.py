"""A casebook to try things on, made from example reports that come with Selon."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from selon.apps.adding import Tell, silent
from selon.apps.casebook import Casebook
from selon.casebook import Counts

NOTICE = (
    "These are example reports, written for Selon. Their incidents, outlets, persons and numbers are invented, "
    "wholly or in part: nothing here is evidence of anything."
)


def demo_reports() -> Iterator[dict[str, object]]:
    """The example reports, as mappings with ``text``, ``published``, ``publisher``, ``title`` and ``language``."""
    lines = files("selon.apps").joinpath("data", "demo.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        report = json.loads(line)
        del report["name"]
        yield report


def make_demo(casebook: Casebook, *, jobs: int = 1, tell: Tell = silent) -> Counts:
    """Adds the example reports, links them, and has the casebook tell everybody that they are examples.

    Args:
        casebook: A new casebook.
        jobs: See ``Casebook.add``.
        tell: See ``Casebook.add``.
    """
    casebook.set_notice(NOTICE)
    counts = casebook.add_reports(demo_reports(), path="selon demo", jobs=jobs, gate=False, tell=tell, command="demo")
    casebook.link()
    return counts
