"""The casebook: reports, what Selon says of them, and what was done, in one store that SQL can ask.

``Store`` is a casebook that is open; ``entries`` has what goes in and comes out. The room knows nothing of files,
pipelines or screens.
"""

from selon.casebook.asking import Filter
from selon.casebook.entries import CopyGroup, CopyPair, Counts, Damage, Entry, Hit, NewReport, Reading, Setup, Unread
from selon.casebook.identity import key_of
from selon.casebook.store import Store

__all__ = [
    "CopyGroup",
    "CopyPair",
    "Counts",
    "Damage",
    "Entry",
    "Filter",
    "Hit",
    "NewReport",
    "Reading",
    "Setup",
    "Store",
    "Unread",
    "key_of",
]
