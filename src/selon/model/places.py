"""A place as a report mentions it, before the gazetteer says which place it is."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.spans import Span

PLACE_RELATIONS = ("in", "near", "to", "from", "between", "of", "bare")
PLACE_KINDS = (
    "settlement",
    "quarter",
    "site",
    "unit",
    "nature",
    "border",
    "capital",
    "country",
    "centre",
    "axis",
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Some words that name a place and what the text around them says of it.

    Attributes:
        text: The words that a record gives: the name, for a province or a part of a country with its noun
            (« province d'Alep », « nord de la Syrie »).
        span: Where they stand.
        name: The name alone (« Alep », « Syrie »); ``""`` for « la capitale » and « le sud du pays », which need the
            report's country.
        relation: One of ``PLACE_RELATIONS``: how the happening lies to the place; ``of`` after a mere « de », ``bare``
            with no preposition that says it.
        kind: What the text calls it, one of ``PLACE_KINDS``; ``None`` where it says nothing.
        bearing: Degrees clockwise from north: of the point from the named place if ``relation`` is ``near``, else of
            the part within it (« dans le nord de »); ``None`` where nothing is said or it is « le centre ».
        part: The mention is of a part of a country or region (« nord du Mali », « centre du pays »).
        distance_km: Distance from the named place; ``None`` where nothing is said.
        within: Place in the list of mentions of the wider place that the text puts it in (« à Goma, au Congo »).
        located: Place in the list of the mention that says how far it lies from a known town (« à Tegourou, à 18 km au
            sud-est de Bankass »).
        head: Index of the token that the name's tree hangs from.
        phrase: Start of the whole phrase in the text, its preposition and nouns included (« dans le quartier de »).
        metonymic: A capital or state that speaks or acts (« Damas précise »): a party, not a place.
        dateline: Where the report was written (« ALEP (Syrie), 7 déc »): no place of an event, but a hint.
        own_name: The name is a quarter's or site's own, not a town's (« la place Tahrir », « l'hôtel des Invalides »).
        doubtful: A town's name with no preposition, or with « de » only, that may as well be a person's or a thing's.
            It is a place only if the resolver finds it in a country that the report is about.
        countries: For « la capitale syrienne », the codes that its adjective gives.
        rule: How it was found.
    """

    text: str
    span: Span
    name: str
    relation: str = "bare"
    kind: str | None = None
    bearing: float | None = None
    part: bool = False
    distance_km: float | None = None
    within: int | None = None
    located: int | None = None
    head: int = 0
    phrase: int = 0
    metonymic: bool = False
    dateline: bool = False
    own_name: bool = False
    doubtful: bool = False
    countries: tuple[str, ...] = ()
    rule: str = ""
