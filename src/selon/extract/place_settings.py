"""What the words before a place's name say: what kind of place it is, where from it, how far, which preposition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from selon.extract.place_names import Name
from selon.extract.place_patterns import NEAR_WINDOW, WINDOW, PlacePatterns
from selon.lexicon.numbers import NumberWords
from selon.lexicon.places import PlaceWords


@dataclass(frozen=True, slots=True)
class PlaceSetting:
    """What stands before a name; see ``PlaceMention`` for the fields of the same name.

    Attributes:
        relation: The preposition's relation.
        unlisted: A name that no gazetteer has is a place here.
        kind: The noun's kind.
        plural: The noun is a plural or has « un » before it: « des quartiers d'Alep » names Alep, no quarter.
        own_name: The name is a quarter's or site's own: it stands beside the noun or has an article.
        bare_noun: The noun stands beside the name without « de » (« place Tahrir »).
        bearing: The compass word's bearing.
        part: A compass word stands before the name.
        apart: It stands after « à », « au »: beside the named place, not in it, unless that is a country.
        distance_km: Distance.
        start: Start of the phrase.
        noun_start: Start of noun and compass word, the name's own start if there are none.
    """

    relation: str = "bare"
    unlisted: bool = False
    kind: str | None = None
    plural: bool = False
    own_name: bool = False
    bare_noun: bool = False
    bearing: float | None = None
    part: bool = False
    apart: bool = False
    distance_km: float | None = None
    start: int = 0
    noun_start: int = 0


class _Link(NamedTuple):
    relation: str
    start: int
    unlisted: bool = False
    apart: bool = False
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class SettingReader:
    """The report's text and the words that settings are read with."""

    text: str
    folded: str
    words: PlaceWords
    numbers: NumberWords
    patterns: PlacePatterns

    def read(self, name: Name) -> PlaceSetting:
        """Read from the name outward: noun, compass word, distance, preposition."""
        kind, plural, bare_noun, at = self._noun(name.span.start)
        noun_start, before = at, at
        if kind and (match := self._search(self.patterns.article, at)):
            at = match.start()
        bearing, part = None, False
        if match := self._search(self.patterns.part, at) or self._search(self.patterns.part, before):
            bearing, part, at = self.words.bearings[match["dir"]], True, match.start()
            noun_start, before = at, at
        article = self._search(self.patterns.of_article, name.span.start) is not None
        own_name = kind in {"quarter", "site"} and (bare_noun or article)
        link = self._link(at, before, part=part, axis=kind == "axis")
        return PlaceSetting(
            relation=link.relation,
            unlisted=link.unlisted,
            kind=kind,
            plural=plural,
            own_name=own_name,
            bare_noun=bare_noun,
            bearing=bearing,
            part=part,
            apart=link.apart,
            distance_km=link.distance_km,
            start=link.start,
            noun_start=noun_start,
        )

    def _link(self, at: int, before: int, *, part: bool, axis: bool) -> _Link:
        """The preposition and the distance before noun and compass word."""
        if match := self._search(self.patterns.distance, at):
            km = self.kilometres(match["number"], match["unit"])
            return _Link("near", unlisted=True, apart=True, distance_km=km, start=match.start())
        if part and self._search(self.patterns.apart, at):
            return _Link("near", unlisted=True, apart=True, start=at)
        if axis:
            return _Link("between", start=at)
        found = self._search(self.patterns.link, at) or (at != before and self._search(self.patterns.link, before))
        if not found:
            return _Link("bare", start=at)
        relation, unlisted = self.patterns.relations[found["link"]]
        return _Link(relation, unlisted=unlisted, start=found.start())

    def _search(self, pattern: re.Pattern[str], end: int) -> re.Match[str] | None:
        return pattern.search(self.folded, max(0, end - NEAR_WINDOW), end)

    def _noun(self, at: int) -> tuple[str | None, bool, bool, int]:
        """Kind of the noun before a name, whether it is plural or indefinite, whether it lacks « de », its start."""
        if match := self._search(self.patterns.border, at):
            return "border", False, False, match.start()
        match = self.patterns.noun.search(self.folded, max(0, at - WINDOW), at)
        if match is None or self._holds_name(match.start() + 1, match.end(), at):
            return None, False, False, at
        noun = match["noun"] or match["bare"]
        plural = noun.endswith(("s", "x")) or bool(self.patterns.indefinite.search(self.folded[: match.start()][-25:]))
        return self.words.kinds[noun], plural, match["noun"] is None, match.start()

    def _holds_name(self, start: int, end: int, at: int) -> bool:
        """Whether another name stands between the noun and this one (« quartier du Neudorf de Strasbourg »)."""
        shouted = self.text[at : at + 4].isupper()
        return not shouted and any(ch.isupper() for ch in self.text[start:end])

    def kilometres(self, number: str, unit: str) -> float | None:
        """A distance in words or digits, in km; ``None`` where the words make no number."""
        quantity = self.numbers.read(number)
        if quantity is None:
            return None
        return quantity.value / 1000 if unit.startswith("m") else float(quantity.value)
