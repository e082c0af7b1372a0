"""The happenings told so far, which later words of the report take up."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.extract.events.candidates import Candidate
from selon.extract.events.words import Reading

VIOLENT = ("battle.armed_clash", "remote_violence.", "violence_against_civilians.", "unrest.riot")
_GENERIC = ("violence_against_civilians.attack", "remote_violence.explosive_device")
# An anaphor looks back this many sentences for its antecedent (tuning sets).
_LOOK_BACK = 12
# Only the first sentences of a report tell of a happening before it is named (tuning sets).
_LEAD = 2
_LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One happening told.

    Attributes:
        sentence: Number of its sentence.
        type: Its type.
        name: Its entry of the lexicon.
        sure: Whether its words gave the type.
        many: Whether several happenings are told at once (« les attaques »).
    """

    sentence: int
    type: str
    name: str
    sure: bool
    many: bool


@dataclass(slots=True)
class History:
    """The happenings told so far, in the order of the text.

    Attributes:
        told: One entry for each.
        open: Those that take up one which is told only later (« L'attaque a eu lieu hier. Un camion piégé a… »).
    """

    told: list[Told] = field(default_factory=list)
    open: list[Candidate] = field(default_factory=list)

    def last(self, sentence: int, prefixes: tuple[str, ...], name: str = "", *, many: bool = True) -> str | None:
        """Type of the last happening of some families, one whose words gave its type before one that took a default.

        Args:
            sentence: Number of the sentence in which it is taken up.
            prefixes: The families and types that it may be of.
            name: Entry of the lexicon that is looked for before others; empty for none.
            many: Whether it may be one of several told at once.

        Returns:
            ``None`` where none is near enough.
        """
        near = [t for t in self.told if 0 <= sentence - t.sentence <= _LOOK_BACK and t.type.startswith(prefixes)]
        near = [t for t in near if many or not t.many] or near
        for choice in (
            [t for t in near if name and t.name == name and t.sure],
            [t for t in near if name and t.name == name],
            [t for t in near if t.sure],
            near,
        ):
            if choice:
                return choice[-1].type
        return None

    def close(self, reading: Reading) -> None:
        """Give those that were left open the type of the next happening that is sure of its own."""
        for candidate in self.open:
            start = reading.sentences[candidate.start]
            if start > _LEAD or candidate.type not in _GENERIC:
                continue
            later = (t for t in self.told if t.sure and 0 < t.sentence - start <= _LOOK_AHEAD and not t.many)
            found = next((t.type for t in later if t.type.startswith(VIOLENT)), None)
            candidate.type = found or candidate.type
