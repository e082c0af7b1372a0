"""The words of events: what names a happening, its doers and targets, weapons, and the context that decides."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from selon.errors import LexiconError
from selon.lexicon.event_columns import CLASSES, REFINEMENTS, SUPPORT_KINDS
from selon.lexicon.event_dates import DateSigns, load_date_signs
from selon.lexicon.event_forms import Phrases, participles, phrases
from selon.lexicon.event_frames import Element, read_pattern
from selon.lexicon.folding import fold
from selon.lexicon.table import DATA, Row, read_table

NO_EVENT = "none"
"""Type of the frames that silence the trigger words in them."""


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Relations that give a trigger's initiators and targets, in order of preference."""

    initiator: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of ``event_triggers.tsv`` or ``event_frames.tsv``.

    Attributes:
        name: The lemma, or the pattern as written.
        pos: ``noun``, ``verb`` or ``frame``.
        type: ``family.type``, or ``NO_EVENT``.
        kind: One of ``CLASSES``.
        roles: Whom its dependents name.
        gate: 0 to 3: how much the report must speak of armed conflict.
        refine: Some of ``REFINEMENTS``.
        where: ``table.tsv:line``.
        elements: The pattern of a frame; empty for a single word.
    """

    name: str
    pos: str
    type: str
    kind: str
    roles: RoleRule
    gate: int
    refine: frozenset[str]
    where: str
    elements: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """A weapon or instrument; see ``means.tsv`` for the values."""

    word: str
    family: str
    type: str
    use: str


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """All event words of one language, looked up by lemma or form in lower case.

    Attributes:
        types: The event types, in the order of ``event_types.toml``.
        verbs: Infinitive to its rows.
        nouns: Noun to its rows.
        participles: Participle to infinitives of trigger verbs.
        frames: First word to the frames that it begins, longest first.
        support: Verb to some of ``SUPPORT_KINDS``.
        actors: Phrases to frozensets of kinds.
        means: Phrases to ``Means``.
        vehicles: Vehicles that are means only where they are driven at people.
        context: Phrases to tuples of (topic, weight).
        reality: Kind to words.
        demonyms: Adjectives of nationality.
        dates: What speaks for a date being that of a happening.
    """

    types: tuple[str, ...]
    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    participles: Mapping[str, tuple[str, ...]]
    frames: Mapping[str, tuple[Trigger, ...]]
    support: Mapping[str, frozenset[str]]
    actors: Phrases
    means: Phrases
    vehicles: frozenset[str]
    context: Phrases
    reality: Mapping[str, frozenset[str]]
    demonyms: frozenset[str]
    dates: DateSigns


def load_event_types() -> tuple[str, ...]:
    """``family.type`` of every event type.

    Raises:
        LexiconError: The file is not TOML, or a type has no definition.
    """
    path = DATA / "world" / "event_types.toml"
    try:
        families = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(path, 0, f"cannot be read ({error})") from error
    types = []
    for family, members in families.items():
        for name, fields in members.items():
            if not fields.get("definition"):
                raise LexiconError(path, 0, f"type {family}.{name} has no definition; write one")
            types.append(f"{family}.{name}")
    return tuple(types)


def load_events(language: str, *, plain: bool = False) -> EventLexicon:
    """The event words of a language.

    Args:
        language: Folder in ``lexicon/data``.
        plain: Fold all words, for texts written without accents.

    Raises:
        LexiconError: A table is missing or a line is not well formed.
    """
    folder = DATA / language
    key = fold if plain else str.lower
    types = load_event_types()
    roles = _read_roles(folder / "event_roles.tsv")
    triggers = [_trigger(row, types, roles) for row in _triggers(folder)]
    frames = [_frame(row, types, roles, key) for row in _frames(folder)]
    verbs = _by_name((t for t in triggers if t.pos == "verb"), key)
    support = read_table(folder / "event_support.tsv", ("lemma", "kind"), key=lambda row: (row["lemma"], row["kind"]))
    endings = read_table(folder / "participles.tsv", ("infinitive", "forms"), key=lambda row: row["infinitive"])
    demonyms = read_table(folder / "demonyms.tsv", ("masculine", "feminine", "iso2", "scope"))
    means = _mean_rows(folder)
    return EventLexicon(
        types=types,
        verbs=verbs,
        nouns=_by_name((t for t in triggers if t.pos == "noun"), key),
        participles=participles(
            [*verbs, *(key(row.needed("lemma")) for row in support), *_framed(frames, verbs)], endings, key
        ),
        frames=_by_first(frames),
        support=_support(support, key),
        actors=phrases(_actors(folder), key),
        means=phrases(((row["word"], _means(row, types)) for row in means if row["use"] != "vehicle"), key),
        vehicles=frozenset(key(row["word"]) for row in means if row["use"] == "vehicle"),
        context=phrases(_context(folder), key),
        reality=_reality(folder, key),
        demonyms=frozenset(key(row[c]) + s for row in demonyms for c in ("masculine", "feminine") for s in ("", "s")),
        dates=load_date_signs(language),
    )


def _triggers(folder: Path) -> list[Row]:
    columns = ("lemma", "pos", "type", "class", "roles", "gate", "refine")
    return read_table(folder / "event_triggers.tsv", columns, key=lambda row: tuple(row.cells.values()))


def _frames(folder: Path) -> list[Row]:
    columns = ("pattern", "type", "class", "roles", "gate", "refine")
    return read_table(folder / "event_frames.tsv", columns, key=lambda row: row["pattern"])


def _mean_rows(folder: Path) -> list[Row]:
    return read_table(folder / "means.tsv", ("word", "family", "type", "use"), key=lambda row: row["word"])


def _framed(frames: Iterable[Trigger], verbs: Collection[str]) -> list[str]:
    """Words of frames that may be infinitives and are no trigger verbs by themselves."""
    words = {word for frame in frames for element in frame.elements for word in element.words}
    return sorted(word for word in words if word.endswith(("er", "ir", "re")) and word not in verbs)


def _read_roles(path: Path) -> dict[str, RoleRule]:
    rows = read_table(path, ("name", "initiator", "target"), key=lambda row: row["name"])
    return {row.needed("name"): RoleRule(_relations(row["initiator"]), _relations(row["target"])) for row in rows}


def _relations(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split() if word != "-")


def _trigger(row: Row, types: tuple[str, ...], roles: Mapping[str, RoleRule]) -> Trigger:
    return Trigger(
        name=row.needed("lemma" if "lemma" in row.cells else "pattern"),
        pos=row.choice("pos", ("noun", "verb")) if "pos" in row.cells else "frame",
        type=row.choice("type", (*types, NO_EVENT)),
        kind=row.choice("class", CLASSES),
        roles=roles[row.choice("roles", roles)],
        gate=int(row.choice("gate", "0123")),
        refine=frozenset(row.several("refine", REFINEMENTS)),
        where=row.where,
    )


def _frame(row: Row, types: tuple[str, ...], roles: Mapping[str, RoleRule], key: Callable[[str], str]) -> Trigger:
    base = _trigger(row, types, roles)
    fields = {name: getattr(base, name) for name in Trigger.__dataclass_fields__}
    return Trigger(**{**fields, "elements": read_pattern(row, key)})


def _by_name(triggers: Iterable[Trigger], key: Callable[[str], str]) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, tuple[Trigger, ...]] = {}
    for trigger in triggers:
        found[key(trigger.name)] = (*found.get(key(trigger.name), ()), trigger)
    return found


def _support(rows: list[Row], key: Callable[[str], str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        found[key(row["lemma"])] = found.get(key(row["lemma"]), frozenset()) | {row.choice("kind", SUPPORT_KINDS)}
    return found


def _by_first(frames: Iterable[Trigger]) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for frame in frames:
        for word in frame.elements[0].words:
            found.setdefault(word, []).append(frame)
    return {word: tuple(sorted(group, key=lambda f: -len(f.elements))) for word, group in found.items()}


def _actors(folder: Path) -> Iterable[tuple[str, object]]:
    kinds: dict[str, frozenset[str]] = {}
    for row in read_table(folder / "event_actors.tsv", ("word", "kind"), key=lambda row: (row["word"], row["kind"])):
        kinds[row.needed("word")] = kinds.get(row["word"], frozenset()) | {row.needed("kind")}
    return kinds.items()


def _context(folder: Path) -> Iterable[tuple[str, object]]:
    topics: dict[str, tuple[tuple[str, int], ...]] = {}
    for row in read_table(folder / "event_context.tsv", ("word", "topic", "weight")):
        entry = (row.needed("topic"), int(row.choice("weight", "12")))
        topics[row.needed("word")] = (*topics.get(row["word"], ()), entry)
    return topics.items()


def _means(row: Row, types: tuple[str, ...]) -> Means:
    use = row.choice("use", ("weapon", "launcher", "hand", "ram", "crowd", "vehicle"))
    return Means(row.needed("word"), row.needed("family"), row.choice("type", types), use)


def _reality(folder: Path, key: Callable[[str], str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in read_table(folder / "event_reality.tsv", ("word", "kind"), key=lambda row: (row["word"], row["kind"])):
        found[row.needed("kind")] = found.get(row["kind"], frozenset()) | {key(row.needed("word"))}
    return found
