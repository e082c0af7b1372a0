"""The accounts of one incident side by side: rows are what is told, columns who tells it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.incidents import MentionKey
from selon.model.spans import Span

COUNT_ROWS = (
    "killed",
    "wounded",
    "casualties",
    "missing",
    "abducted",
    "detained",
    "displaced",
    "evacuated",
    "released",
)
ROWS = ("when", "where", "what", "by_whom", "to_whom", "with_what", *COUNT_ROWS, "things", "words", "unknown")
"""What may be told. ``things``: a number of things destroyed or taken; ``words``: what parties are called; ``unknown``:
what is said not to be known. The others are named after the fields of an event."""
STATES = ("agreed", "compatible", "contested", "single voice", "silent")
STANDS = ("accuses", "claims_responsibility", "denies")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something of the incident.

    Attributes:
        id: Unique within the incident, and the same in all incidents for a voice that can be identified.
        name: As a reader knows it.
        kind: ``outlet`` (its own voice), ``named``, ``unnamed`` or ``implicit``, see ``selon.model.SOURCE_KINDS``.
        party: Id of the party; ``None`` where it is not resolved.
        through: Who passes it on, each once, in order of publication: outlets, and voices that cite it. Near-copies of
            one report count as one outlet.
    """

    id: str
    name: str
    kind: str
    party: str | None = None
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that one voice gives, with its evidence.

    Attributes:
        row: One of ``ROWS``.
        voice: Id of the voice.
        value: The report's words, cut at ``span``.
        keys: What it is compared by: party ids marked ``@``, sides, folded words, place names or event types.
        low: Least number, or first possible day as an ordinal; ``None`` if open or no number.
        high: Greatest number, or last possible day; ``None`` if open or no number.
        approx: The words mark the number as approximate.
        precision: ``exact``, ``approximate``, ``at least``, ``at most``, ``range`` for counts; ``day``, ``days``,
            ``period`` for dates; the place's own for places; ``""`` elsewhere.
        side: Who is counted, one of ``selon.lexicon.sides.SIDES``; ``""`` where it does not apply.
        denied: The voice says that it is not so.
        report: The report's id.
        published: ISO date of the report; ``None`` where it has none.
        event: The mention that it was read in; ``None`` for one that stands in a claim only.
        claim: Id of the claim that attributes it; ``None`` for the outlet's own voice.
        quote: The sentence or the attributed words around it.
        span: Where the value stands in the report.
        point: Degrees north and east of a place; ``None`` elsewhere and where it is not resolved.
        stands_for: What the words stand for, where they are a pronoun or another anaphor; ``""`` elsewhere.
    """

    row: str
    voice: str
    value: str
    keys: frozenset[str]
    report: str
    published: str | None
    span: Span
    quote: str
    low: int | None = None
    high: int | None = None
    approx: bool = False
    precision: str = ""
    side: str = ""
    denied: bool = False
    event: MentionKey | None = None
    claim: str | None = None
    point: tuple[float, float] | None = None
    stands_for: str = ""

    @property
    def shown(self) -> str:
        """The words for a reader: what they stand for, else as they are."""
        return self.stands_for or self.value


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice says in one row.

    Attributes:
        voice: Id of the voice.
        readings: In order of publication, then of the text; never empty. Of one who revises, the last is what holds.
        current: Those of its latest report.
    """

    voice: str
    readings: tuple[Reading, ...]
    current: tuple[Reading, ...]

    @property
    def revised(self) -> bool:
        """Whether the voice gave other numbers or days before, in an earlier report or in the same one."""
        numbers = {(reading.low, reading.high) for reading in self.readings if reading.side != "part"}
        return len(numbers - {(None, None)}) > 1


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the matrix.

    Attributes:
        row: One of ``ROWS``.
        state: One of ``STATES``.
        why: The state's reason, for a reader.
        cells: One for each voice that says something here.
        low: Least number over all voices; ``None`` without a number. Never a mean.
        high: Greatest number over all voices; ``None`` where open, or without a number.
    """

    row: str
    state: str
    why: str
    cells: tuple[Cell, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """A voice that accuses, claims or denies.

    Attributes:
        voice: Id of the voice.
        stance: One of ``STANDS``.
        about: ``responsibility``, ``toll``, ``deed`` or ``""`` where the words do not say.
        accused: Words and ids of whom it accuses; empty for the other stances, or where nobody is named.
        content: The words of the claim.
        report: The report's id.
        claim: The claim's id.
        span: Where the content begins and ends.
    """

    voice: str
    stance: str
    about: str
    accused: frozenset[str]
    content: str
    report: str
    claim: str
    span: Span


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts of one incident.

    Attributes:
        incident: Its id.
        voices: The columns, in order of first publication.
        rows: One for each of ``ROWS``, in that order.
        stands: Who accuses, claims and denies.
    """

    incident: str
    voices: tuple[Voice, ...]
    rows: tuple[MatrixRow, ...]
    stands: tuple[Stand, ...] = ()

    def row(self, name: str) -> MatrixRow:
        """One row by its name."""
        return next(row for row in self.rows if row.row == name)

    def voice(self, name: str) -> Voice:
        """One voice by its id."""
        return next(voice for voice in self.voices if voice.id == name)
