"""Usual names of the columns that hold a report's fields."""

from __future__ import annotations

import unicodedata
from functools import cache

from selon.lexicon.table import DATA, read_table

FIELDS = ("text", "id", "language", "published", "publisher", "title", "url")


def column_key(name: str) -> str:
    """A column's name as it is compared: letters and digits only, lower case, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


@cache
def load_column_names() -> dict[str, tuple[str, ...]]:
    """Field of a report to the keys of its usual columns, best first.

    Raises:
        LexiconError: An unknown or missing field, or a name given to two fields.
    """
    path = DATA / "world" / "column_names.tsv"
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for row in read_table(path, ("field", "names"), key=lambda row: row["field"]):
        field = row.choice("field", FIELDS)
        keys = tuple(column_key(name) for name in row.several("names"))
        if not keys or len(set(keys)) < len(keys) or seen & set(keys):
            raise row.wrong(f"names {row['names']!r} repeat, or belong to another field; give each once")
        seen |= set(keys)
        found[field] = keys
    return found
