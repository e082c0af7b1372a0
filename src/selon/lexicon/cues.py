"""The words of attribution: verbs, nouns and prepositions that say who says it, and the nouns that can speak."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from selon.lexicon.grammar import FunctionWords, load_function_words
from selon.lexicon.table import DATA, Row, read_table
from selon.model import STANCES

VERB_FRAMES = frozenset(
    "that if inf obj de à sur contre pour par en dans comme obj_de obj_à à_de à_obj à_num cites fixed obj_fixed "
    "agent agentless adj say insert answers obj_adj".split()  # names of constructions, not words
)
NOUN_FRAMES = frozenset("de_holder selon_lequel that sur de à colon".split())
HOLDER_CLASSES = ("person", "private", "body", "document", "reporter")
STANCE_HINTS = (
    "obligation",
    "own_attack",
    "own_deed_noun_verb",
    "retaliation",
    "warning",
    "admission",
    "fault",
    "guilt",
    "observation",
    "need",
    "sentencing",
    "deed",
    "vengeance",
    "sentence",
)
FORM_SHAPES = ("finite", "participle", "either", "gerund", "infinitive")
PREPOSITION_HOLDERS = ("after", "self", "inner", "person", "none", "opens", "never")


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb in one meaning. See the header of ``cue_verbs.tsv`` for the fields."""

    lemma: str
    fixed: tuple[str, ...]
    reflexive: bool | None
    frames: frozenset[str]
    stance: str
    any_subject: bool
    mute_subject: bool
    where: str


@dataclass(frozen=True, slots=True)
class CueForm:
    """An inflected form of a cue verb; ``shape`` is one of ``FORM_SHAPES``."""

    lemma: str
    shape: str


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


@dataclass(frozen=True, slots=True, eq=False)
class CueLexicon:
    """All tables of attribution of one language.

    Attributes:
        words: The grammatical words of the language.
        verbs: Lemma to its meanings, those with most fixed words first.
        forms: Inflected form to the cue verb that it belongs to.
        nouns: Lemma to the noun.
        prepositions: First word to the prepositional cues, longest first.
        adjectives: Adjective said of oneself to its stance.
        verdicts: Adjective by which something is judged to its stance.
        holders: Noun to its class, one of ``HOLDER_CLASSES``.
        venues: Nouns for where something is said.
        not_sources: Nouns that do not speak after « selon ».
        not_contents: Nouns that are no statement when they are all that is asked or given (« l'anonymat »).
        stance_hints: Hint of ``STANCE_HINTS`` to the verbs that give it.
        authoring_verbs: Verbs whose agent is a document's author (« un bilan publié par X »).
        aspect_verbs: Verbs whose infinitive complement did take place (« venir de », « tenir à », « continuer de »).
    """

    words: FunctionWords
    verbs: Mapping[str, tuple[CueVerb, ...]]
    forms: Mapping[str, CueForm]
    nouns: Mapping[str, CueNoun]
    prepositions: Mapping[str, tuple[CuePreposition, ...]]
    adjectives: Mapping[str, str]
    verdicts: Mapping[str, str]
    holders: Mapping[str, str]
    venues: frozenset[str]
    not_sources: frozenset[str]
    not_contents: frozenset[str]
    authoring_verbs: frozenset[str]
    aspect_verbs: frozenset[str]
    stance_hints: Mapping[str, frozenset[str]]


def fold_accents(text: str) -> str:
    """The text without accents and cedillas: « déclaré » → « declare »."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("œ", "oe")


def folded(lexicon: CueLexicon) -> CueLexicon:
    """The same words without accents, to read a report that was typed without them."""

    def fold(value: object) -> object:
        if isinstance(value, str):
            return fold_accents(value)
        if isinstance(value, frozenset):
            return frozenset(fold(item) for item in value)
        if isinstance(value, tuple):
            return tuple(fold(item) for item in value)
        if isinstance(value, Mapping):
            return {fold(key): fold(item) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            kept = {"stance", "holder", "shape", "where", "frames", "any_subject", "mute_subject", "reflexive", "alone"}
            changed = {f.name: fold(getattr(value, f.name)) for f in fields(value) if f.name not in kept}
            return replace(value, **changed)
        return value

    changed = {
        f.name: fold(getattr(lexicon, f.name))
        for f in fields(lexicon)
        if f.name not in {"holders", "adjectives", "verdicts", "stance_hints", "forms"}
    }
    changed["forms"] = _folded_forms(lexicon.forms)
    return replace(
        lexicon,
        **changed,  # type: ignore[arg-type]  # each field keeps its own shape
        holders={fold_accents(noun): kind for noun, kind in lexicon.holders.items()},
        adjectives={fold_accents(word): stance for word, stance in lexicon.adjectives.items()},
        verdicts={fold_accents(word): stance for word, stance in lexicon.verdicts.items()},
        stance_hints={hint: frozenset(map(fold_accents, lemmas)) for hint, lemmas in lexicon.stance_hints.items()},
    )


def _folded_forms(forms: Mapping[str, CueForm]) -> dict[str, CueForm]:
    """Forms without accents; « ajoute » and « ajouté » become one that may be either."""
    found: dict[str, CueForm] = {}
    for form, entry in forms.items():
        key, lemma = fold_accents(form), fold_accents(entry.lemma)
        other = found.get(key)
        clash = other is not None and other.lemma == lemma and {other.shape, entry.shape} & {"finite", "either"}
        found[key] = CueForm(lemma, "either" if clash and other and other.shape != entry.shape else entry.shape)
    return found


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
        any_subject=row.choice("subject", ("any", "holder", "none")) != "holder",
        mute_subject=row["subject"] == "none",
        where=row.where,
    )


def _verbs(path: Path) -> dict[str, tuple[CueVerb, ...]]:
    columns = ("lemma", "with", "se", "frames", "stance", "subject")
    found: dict[str, list[CueVerb]] = {}
    for row in read_table(path, columns, key=lambda r: tuple(r.cells.values())):
        verb = _verb(row)
        found.setdefault(verb.lemma, []).append(verb)
    return {lemma: tuple(sorted(verbs, key=lambda v: -len(v.fixed))) for lemma, verbs in found.items()}


def _forms(path: Path, verbs: Mapping[str, object]) -> dict[str, CueForm]:
    found: dict[str, CueForm] = {}
    for row in read_table(path, ("form", "lemma", "shape"), key=lambda r: (r["form"], r["lemma"])):
        if row["lemma"] not in verbs:
            raise row.wrong(f"{row['lemma']!r} is not in cue_verbs.tsv; run tools/cue_forms.py")
        found.setdefault(row.needed("form"), CueForm(row["lemma"], row.choice("shape", FORM_SHAPES)))
    return found


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


def _stance_hints(path: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {hint: set() for hint in STANCE_HINTS}
    for row in read_table(path, ("hint", "lemma"), key=lambda r: (r["hint"], r["lemma"])):
        found[row.choice("hint", STANCE_HINTS)].add(row.needed("lemma"))
    return {hint: frozenset(lemmas) for hint, lemmas in found.items()}


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
    verdicts = read_table(folder / "cue_verdicts.tsv", ("lemma", "stance"), key=lambda r: r["lemma"])
    venues = read_table(folder / "cue_venues.tsv", ("noun",), key=lambda r: r["noun"])
    aspect_verbs = read_table(folder / "cue_aspect_verbs.tsv", ("lemma",), key=lambda r: r["lemma"])
    authoring = read_table(folder / "authoring_verbs.tsv", ("lemma",), key=lambda r: r["lemma"])
    not_contents = read_table(folder / "not_contents.tsv", ("noun",), key=lambda r: r["noun"])
    not_sources = read_table(folder / "not_sources.tsv", ("noun",), key=lambda r: r["noun"])
    verbs = _verbs(folder / "cue_verbs.tsv")
    return CueLexicon(
        words=load_function_words(language),
        verbs=verbs,
        forms=_forms(folder / "cue_forms.tsv", verbs),
        nouns=_nouns(folder / "cue_nouns.tsv"),
        prepositions=_prepositions(folder / "cue_prepositions.tsv"),
        adjectives={row.needed("lemma"): row.choice("stance", STANCES) for row in adjectives},
        verdicts={row.needed("lemma"): row.choice("stance", STANCES) for row in verdicts},
        holders={row.needed("noun"): row.choice("class", HOLDER_CLASSES) for row in holders},
        venues=frozenset(row.needed("noun") for row in venues),
        not_sources=frozenset(row.needed("noun") for row in not_sources),
        stance_hints=_stance_hints(folder / "stance_hints.tsv"),
        not_contents=frozenset(row.needed("noun") for row in not_contents),
        authoring_verbs=frozenset(row.needed("lemma") for row in authoring),
        aspect_verbs=frozenset(row.needed("lemma") for row in aspect_verbs),
    )
