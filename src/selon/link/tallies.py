"""What each voice does over many incidents: how much it says, how often alone, agreed, contested; the words it uses.

Facts only. There is no score of truth: who is often alone may be the only one who looked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from selon.model.accounts import Accounts, Cell


@dataclass(slots=True)
class VoiceTally:
    """What one voice does; all numbers are counts, 0 or more.

    Attributes:
        voice: Its id.
        name: As a reader knows it.
        incidents: Incidents in which it says something.
        cells: Cells that it fills.
        alone: Of those, the ones in rows where no other voice says anything.
        agreed: Those in rows where all voices say the same.
        compatible: Those in rows where all can be right.
        contested: Those in contested rows.
        revised: Those in which it changed a number or day.
        words: What it calls parties, with how often.
    """

    voice: str
    name: str
    incidents: int = 0
    cells: int = 0
    alone: int = 0
    agreed: int = 0
    compatible: int = 0
    contested: int = 0
    revised: int = 0
    words: Counter[str] = field(default_factory=Counter)


def tally_voices(accounts: Iterable[Accounts]) -> tuple[VoiceTally, ...]:
    """One tally for each voice, the most present first; voices that cannot be identified are one for each report."""
    found: dict[str, VoiceTally] = {}
    for one in accounts:
        present: set[str] = set()
        for row in one.rows:
            for cell in row.cells:
                tally = found.setdefault(cell.voice, VoiceTally(cell.voice, one.voice(cell.voice).name))
                present.add(cell.voice)
                _add(tally, row.row, row.state, cell)
        for voice in present:
            found[voice].incidents += 1
    return tuple(sorted(found.values(), key=lambda tally: (-tally.incidents, -tally.cells, tally.voice)))


def _add(tally: VoiceTally, row: str, state: str, cell: Cell) -> None:
    if row == "words":
        tally.words.update(reading.value for reading in cell.readings)
        return
    if row == "unknown":
        return
    tally.cells += 1
    tally.revised += cell.revised
    tally.alone += state == "single voice"
    tally.agreed += state == "agreed"
    tally.compatible += state == "compatible"
    tally.contested += state == "contested"
