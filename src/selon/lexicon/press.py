"""Labels of the press databases' exports."""

from __future__ import annotations

from functools import cache

from selon.lexicon.columns import column_key
from selon.lexicon.parties import COLUMNS
from selon.lexicon.table import DATA, read_table

LABELS = tuple(
    (
        "author body classification code dateline end graphic highlight language language_name length load_date "
        "publication_type rights section subject words"
    ).split()
)


@cache
def load_press_labels() -> dict[str, str]:
    """Key of a label's words, see ``column_key``, to the label.

    Raises:
        LexiconError: An unknown label, or words given to two labels.
    """
    path = DATA / "world" / "press_labels.tsv"
    found: dict[str, str] = {}
    for row in read_table(path, ("label", "names"), key=lambda row: row["label"]):
        label = row.choice("label", LABELS)
        for name in row.several("names"):
            if found.get(column_key(name), label) != label:
                raise row.wrong(f"{name!r} stands for {found[column_key(name)]!r} already; keep one of the two")
            found[column_key(name)] = label
    return found


@cache
def load_agencies() -> dict[str, str]:
    """Names of news agencies, as they are written in credits, to the agency's usual short name.

    Raises:
        LexiconError: The table of outlets is not well formed.
    """
    found: dict[str, str] = {}
    for row in read_table(DATA / "world" / "parties" / "media.tsv", COLUMNS):
        if row["kind"] != "news_agency":
            continue
        aliases = [alias.partition(" @")[0] for alias in row.several("aliases") if not alias.startswith("~")]
        names = [name for name in (row["fr"], row["en"], row["es"], *aliases) if name]
        short = min((name for name in names if name.isascii()), key=len, default=names[0])
        for name in names:
            found.setdefault(name, short)
    return found
