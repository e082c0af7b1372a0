"""Build ``phoenix.tsv`` from the Phoenix list of armed groups and the choice made in ``phoenix_picks.txt``.

Usage: ``python tools/parties/build_phoenix.py Phoenix.MilNonState.actors.txt.gz`` (openeventdata/petrarch2, MIT).

The list has headwords in capitals with ``_`` for blanks and synonyms on lines that begin with ``+``. Its codes, of 2013
and of one coder, are not taken over: kind, country, dates and the French name are given by hand.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "selon" / "lexicon" / "data" / "world" / "parties"
SOURCE = "Phoenix.MilNonState.actors (MIT); French name, country and dates public record"
KEPT = {"IRA", "TKP", "EPB", "RO-N17", "TKP/ML-TIKKO"}
LONGEST_ACRONYM = 5
SMALL = {"of", "the", "for", "and", "in", "de", "la", "al", "ul", "i", "e", "di", "a", "y", "del"}
FEWEST_LETTERS = 3


def plain(entry: str) -> tuple[str, str]:
    """``REAL_NAME_(RN)_`` as ``("Real Name", "RN")``; the acronym is ``""`` where there is none."""
    text = re.sub(r"\[.*", "", entry.split("#")[0]).replace("_", " ").strip()
    acronym = re.search(r"\(([^()]+)\)\s*$", text)
    if acronym:
        text = text[: acronym.start()]
    words = [_cased(word, first=not at) for at, word in enumerate(text.split())]
    is_acronym = acronym is not None and len(acronym[1]) <= LONGEST_ACRONYM
    return " ".join(words), acronym[1].strip() if acronym and is_acronym else ""


def _cased(word: str, *, first: bool) -> str:
    if word in KEPT:
        return word
    lower = word.lower()
    if lower in SMALL and not first:
        return lower
    return re.sub(r"(^|[-/])(\w)", lambda match: match[1] + match[2].upper(), lower)


def read_list(path: Path) -> dict[str, list[str]]:
    """Headword to its synonyms, as written in the list."""
    groups: dict[str, list[str]] = {}
    synonyms: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for raw in stream:
            line = raw.rstrip("\n")
            if line.startswith("+"):
                synonyms.append(line[1:])
            elif line.strip() and line[0] not in "#\t ":
                head = re.sub(r"\s*\[.*|\s*#.*", "", line).strip()
                synonyms = groups.setdefault(head, [])
    return groups


def aliases(head: str, synonyms: list[str], known: set[str], dropped: set[str]) -> list[str]:
    """Synonyms and acronyms, cased, without those that are known or left out."""
    found: list[str] = []
    for entry in (head, *synonyms):
        for text in plain(entry):
            taken = {other.lower() for other in (*found, *known, *dropped)}
            if len(text) >= FEWEST_LETTERS and not text.isdigit() and text.lower() not in taken:
                found.append(text)
    return found


def main() -> None:
    """Build the table."""
    groups = read_list(Path(sys.argv[1]))
    header = (OUT / "armed_groups.tsv").read_text("utf-8").splitlines()
    comments = [line for line in header if line.startswith("#")][1:]
    rows = []
    for raw in (HERE / "phoenix_picks.txt").read_text("utf-8").splitlines():
        if raw.startswith("#") or not raw.strip():
            continue
        head, id, kind, country, dates, french, english, left_out = raw.split(";")
        since, _, until = dates.partition("..")
        names = aliases(head, groups[head], {french, english}, set(left_out.split("|")))
        cells = (id, kind, country, since, until, french, english, "", "", "|".join(names), SOURCE)
        rows.append("\t".join(cells))
    title = "# Armed groups of the Phoenix list. Built by tools/parties/build_phoenix.py; edit phoenix_picks.txt there."
    columns = "\t".join("id kind country from to fr en es ar aliases source".split())
    (OUT / "phoenix.tsv").write_text("\n".join((title, *comments, columns, *sorted(rows))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
