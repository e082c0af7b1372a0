"""Events: what is said to have happened, with its figures, places and dates."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.spans import Mention, PlainMention, Span

REALITIES = ("actual", "negated", "possible", "future", "questioned")
FIGURE_KINDS = (
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
PLACE_PRECISIONS = ("exact", "near", "region", "country")


@dataclass(frozen=True, slots=True)
class Included:
    """A sub-group of a figure (« dont 36 enfants »); ``min`` and ``max`` are ``None`` where no number is given."""

    who: str
    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people.

    Attributes:
        kind: One of ``FIGURE_KINDS``.
        min: Least number that the words allow; ``None`` if they set no lower bound.
        max: Greatest number that the words allow; ``None`` if they set no upper bound.
        approx: The words mark the number as approximate.
        text: The number words with the counted noun.
        span: Where they stand.
        who: The words counted, else ``None``.
        includes: Sub-groups.
    """

    kind: str
    min: int | None
    max: int | None
    text: str
    span: Span
    approx: bool = False
    who: str | None = None
    includes: tuple[Included, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where, as named and as found in the gazetteer.

    Attributes:
        text: The name in the text.
        span: Where the name stands.
        geonameid: GeoNames id; ``None`` where it cannot be resolved.
        name: Gazetteer's name (or the text's own, for a quarter or site of a known town).
        country: ISO 3166 alpha-2.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        precision: One of ``PLACE_PRECISIONS``; ``None`` where nothing was resolved.
    """

    text: str
    span: Span
    geonameid: int | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last possible day, ISO dates; equal for a known day, ``None`` for an open end or an unresolved one."""

    text: str
    span: Span
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One happening that one sentence reports.

    Attributes:
        id: ``e1``… in order of the trigger.
        type: ``family.type`` of ``event_types.toml``.
        trigger: The word that names the happening best.
        initiators: Who does it; empty when the text does not say.
        targets: Whom or what it is done to.
        means: Weapon or instrument, where named.
        places: Where, most specific first.
        when: When; ``None`` where nothing is said.
        figures: Counts of people.
        reality: One of ``REALITIES``.
        claims: Ids of the claims in whose content the event stands; empty for the outlet's own voice.
        rule: The rule and lexicon entry that made it.
    """

    id: str
    type: str
    trigger: PlainMention
    initiators: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    means: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    when: When | None = None
    figures: tuple[Figure, ...] = ()
    reality: str = "actual"
    claims: tuple[str, ...] = ()
    rule: str | None = None
