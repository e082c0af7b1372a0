"""The words of attribution: verbs, nouns and prepositions that say who says it, and the nouns that can speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.lexicon.table import DATA, Row, read_table
from selon.model import STANCES

VERB_FRAMES = frozenset(
    "that if inf obj de à sur contre pour par en dans obj_de obj_à à_de à_obj adj say".split()  # names, not words
)
NOUN_FRAMES = frozenset("de_holder selon_lequel that sur de à colon".split())
HOLDER_CLASSES = ("person", "private", "body", "document")
PREPOSITION_HOLDERS = ("after", "self", "person", "none")


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb in one meaning. See the header of ``cue_verbs.tsv`` for the fields."""

    lemma: str
    fixed: tuple[str, ...]
    reflexive: bool | None
    frames: frozenset[str]
    stance: str
    any_subject: bool
    where: str


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A noun that names a speech act. See the header of ``cue_nouns.tsv``."""

    lemma: str
    frames: frozenset[str]
    stance: str
    alone: bool
    where: str


@dataclass(frozen=True, slots=True)
class CuePreposition:
    """A prepositional cue. See the header of ``cue_prepositions.tsv``."""

    words: tuple[str, ...]
    stance: str
    holder: str
    where: str


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All tables of attribution of one language.

    Attributes:
        verbs: Lemma to its meanings, those with most fixed words first.
        nouns: Lemma to the noun.
        prepositions: First word to the prepositional cues, longest first.
        adjectives: Adjective said of oneself to its stance.
        holders: Noun to its class, one of ``HOLDER_CLASSES``.
        venues: Nouns for where something is said.
        not_sources: Nouns that do not speak after « selon ».
    """

    verbs: Mapping[str, tuple[CueVerb, ...]]
    nouns: Mapping[str, CueNoun]
    prepositions: Mapping[str, tuple[CuePreposition, ...]]
    adjectives: Mapping[str, str]
    holders: Mapping[str, str]
    venues: frozenset[str]
    not_sources: frozenset[str]


_REFLEXIVE: Mapping[str, bool | None] = {"yes": True, "no": False, "": None}


def split_words(words: str) -> tuple[str, ...]:
    """The words of a fixed expression as the tokenizer cuts them: an elided article is a word of its own."""
    return tuple(part for part in words.replace("'", "' ").split() if part)


def _frames(row: Row, allowed: frozenset[str]) -> frozenset[str]:
    frames = row.several("frames", sorted(allowed))
    if not frames:
        raise row.wrong("column 'frames' is empty; name at least one construction")
    return frozenset(frames)


def _verb(row: Row) -> CueVerb:
    return CueVerb(
        lemma=row.needed("lemma"),
        fixed=split_words(row["with"]),
        reflexive=_REFLEXIVE[row.choice("se", _REFLEXIVE)],
        frames=_frames(row, VERB_FRAMES),
        stance=row.choice("stance", STANCES),
        any_subject=row.choice("subject", ("any", "holder")) == "any",
        where=row.where,
    )


def _verbs(path: Path) -> dict[str, tuple[CueVerb, ...]]:
    columns = ("lemma", "with", "se", "frames", "stance", "subject")
    found: dict[str, list[CueVerb]] = {}
    for row in read_table(path, columns, key=lambda r: tuple(r.cells.values())):
        verb = _verb(row)
        found.setdefault(verb.lemma, []).append(verb)
    return {lemma: tuple(sorted(verbs, key=lambda v: -len(v.fixed))) for lemma, verbs in found.items()}


def _nouns(path: Path) -> dict[str, CueNoun]:
    found: dict[str, CueNoun] = {}
    for row in read_table(path, ("noun", "frames", "stance", "alone"), key=lambda r: r["noun"]):
        alone = row.choice("alone", ("yes", "no")) == "yes"
        noun = row.needed("noun")
        found[noun] = CueNoun(noun, _frames(row, NOUN_FRAMES), row.choice("stance", STANCES), alone, row.where)
    return found


def _prepositions(path: Path) -> dict[str, tuple[CuePreposition, ...]]:
    found: dict[str, list[CuePreposition]] = {}
    for row in read_table(path, ("words", "stance", "holder"), key=lambda r: r["words"]):
        words = split_words(row.needed("words"))
        holder = row.choice("holder", PREPOSITION_HOLDERS)
        cue = CuePreposition(words, row.choice("stance", STANCES), holder, row.where)
        found.setdefault(words[0], []).append(cue)
    return {first: tuple(sorted(cues, key=lambda c: -len(c.words))) for first, cues in found.items()}


def load_cues(language: str) -> CueLexicon:
    """The tables of attribution of a language, checked.

    Args:
        language: ISO 639-1 code; there must be a folder ``lexicon/data/<language>``.

    Raises:
        LexiconError: A table is missing or not well formed; the message names file and line.
    """
    folder = DATA / language
    adjectives = read_table(folder / "cue_adjectives.tsv", ("lemma", "stance"), key=lambda r: r["lemma"])
    holders = read_table(folder / "holders.tsv", ("noun", "class"), key=lambda r: r["noun"])
    venues = read_table(folder / "cue_venues.tsv", ("noun",), key=lambda r: r["noun"])
    not_sources = read_table(folder / "not_sources.tsv", ("noun",), key=lambda r: r["noun"])
    return CueLexicon(
        verbs=_verbs(folder / "cue_verbs.tsv"),
        nouns=_nouns(folder / "cue_nouns.tsv"),
        prepositions=_prepositions(folder / "cue_prepositions.tsv"),
        adjectives={row.needed("lemma"): row.choice("stance", STANCES) for row in adjectives},
        holders={row.needed("noun"): row.choice("class", HOLDER_CLASSES) for row in holders},
        venues=frozenset(row.needed("noun") for row in venues),
        not_sources=frozenset(row.needed("noun") for row in not_sources),
    )
