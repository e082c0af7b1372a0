"""The words: tables under ``data/`` and the code that loads and checks them. No list of words lives in code.

``load`` gives one language's words as a ``Lexicon``. A topic's tables are read when they are first asked for, so a
command that needs few words starts fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from selon.errors import LanguageError
from selon.lexicon.table import DATA

if TYPE_CHECKING:
    from selon.lexicon.cues import CueLexicon
    from selon.lexicon.events import EventLexicon
    from selon.lexicon.figures import FigureLexicon
    from selon.lexicon.gate import GateWords
    from selon.lexicon.labels import LabelLexicon
    from selon.lexicon.numbers import NumberWords
    from selon.lexicon.parties import PartyTable
    from selon.lexicon.places import PlaceWords, WorldPlaces
    from selon.lexicon.sides import SideWords
    from selon.lexicon.times import TimeLexicon
    from selon.lexicon.tree_words import TreeWords
    from selon.lexicon.unknowns import UnknownLexicon

__all__ = ["Lexicon", "available_languages", "load"]

WORLD = "world"
"""The folder of tables that belong to no language: parties, countries, event types."""


@dataclass(frozen=True)
class Lexicon:
    """The words of one language, a topic an attribute.

    Each attribute is read from its tables on first use and kept.

    Attributes:
        language: ISO 639-1 code.
    """

    language: str

    @cached_property
    def hyphens(self) -> frozenset[str]:
        """Words that keep their hyphen at a line end."""
        from selon.lexicon.languages import load_hyphens

        return load_hyphens(self.language)

    @cached_property
    def cues(self) -> CueLexicon:
        """Verbs, nouns and prepositions that attribute, and who can be a source."""
        from selon.lexicon.cues import load_cues

        return load_cues(self.language)

    @cached_property
    def labels(self) -> LabelLexicon:
        """Words that keep a distance from a naming, and loaded words."""
        from selon.lexicon.labels import load_labels

        return load_labels(DATA / self.language)

    @cached_property
    def unknowns(self) -> UnknownLexicon:
        """Words that say that something is not known."""
        from selon.lexicon.unknowns import load_unknowns

        return load_unknowns(DATA / self.language)

    @cached_property
    def numbers(self) -> NumberWords:
        """Number words."""
        from selon.lexicon.numbers import load_numbers

        return load_numbers(self.language)

    @cached_property
    def figures(self) -> FigureLexicon:
        """Words that make a number of people a toll."""
        from selon.lexicon.figures import load_figures

        return load_figures(self.language)

    @cached_property
    def times(self) -> TimeLexicon:
        """Words of time and how they are put together."""
        from selon.lexicon.times import load_times

        return load_times(self.language)

    @cached_property
    def places(self) -> PlaceWords:
        """Words that show that a name is a place."""
        from selon.lexicon.places import load_place_words

        return load_place_words(self.language)

    @cached_property
    def world_places(self) -> WorldPlaces:
        """Countries, regions and foreign names of places; the same for all languages."""
        from selon.lexicon.places import load_world_places

        return load_world_places()

    @cached_property
    def events(self) -> EventLexicon:
        """Words that name what happened, as written."""
        from selon.lexicon.events import load_events

        return load_events(self.language)

    @cached_property
    def plain_events(self) -> EventLexicon:
        """The same, folded for texts without accents."""
        from selon.lexicon.events import load_events

        return load_events(self.language, plain=True)

    @cached_property
    def tree_words(self) -> TreeWords:
        """Grammatical words by which the rules of events ask a tree who does what."""
        from selon.lexicon.tree_words import load_tree_words

        return load_tree_words(self.language)

    @cached_property
    def sides(self) -> SideWords:
        """Words for the sides of a conflict and for what a denial is about; none for a language without the tables."""
        from selon.lexicon.sides import load_sides

        return load_sides(self.language)

    @cached_property
    def gate(self) -> GateWords:
        """Words that tell whether a report is about conflict, in all their forms."""
        from selon.lexicon.gate import load_gate

        return load_gate(self.language)

    @cached_property
    def parties(self) -> PartyTable:
        """Parties, what they are called and when; the same for all languages."""
        from selon.lexicon.parties import load_parties

        return load_parties(self.language)


TOPICS = tuple(name for name, value in vars(Lexicon).items() if isinstance(value, cached_property))
"""The attributes of ``Lexicon`` that hold words."""


def available_languages() -> tuple[str, ...]:
    """Codes of the languages that have tables."""
    return tuple(sorted(path.name for path in DATA.iterdir() if path.is_dir() and path.name != WORLD))


@cache
def load(language: str) -> Lexicon:
    """The words of a language.

    Args:
        language: ISO 639-1 code.

    Raises:
        LanguageError: There are no tables for it.
    """
    if language not in available_languages():
        raise LanguageError(
            f"no words for language {language!r}; allowed: {', '.join(available_languages())}. "
            f"See the page 'Add a language' of the documentation"
        )
    return Lexicon(language)
