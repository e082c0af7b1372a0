"""What every rule of attribution is given: the report as read and the words."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from selon.extract.claims.reading import Reading
from selon.lexicon.cues import CueLexicon, CueVerb
from selon.lexicon.grammar import FunctionWords


@dataclass(frozen=True, slots=True)
class Context:
    """A report and the lexicon to read it with."""

    reading: Reading
    lexicon: CueLexicon

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.reading.doc

    @property
    def words(self) -> FunctionWords:
        """The grammatical words of the language."""
        return self.lexicon.words


def entry_name(meaning: CueVerb) -> str:
    """``table:line words``, as shown to the person who asks why."""
    return f"{meaning.where} {' '.join((meaning.lemma, *meaning.fixed))}".replace("' ", "'")
