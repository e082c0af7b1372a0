"""Places that a report names: which words, how they lie to what happens, and what the text says of them.

Nothing here knows where a place lies; :mod:`selon.resolve.places` says that, from the mentions of a whole report.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from selon.extract.place_descriptions import nameless_places
from selon.extract.place_names import SURE, NameReader, Phrases, find_names, shouted_names, small_letter_phrases
from selon.extract.place_patterns import PlacePatterns, place_patterns
from selon.extract.place_reading import WIDE, Found, Reading, coordinated, found_at, read_name
from selon.extract.place_settings import SettingReader
from selon.extract.place_verdicts import in_dateline, is_party, is_strong, persons_of, starts_line, verdict_on
from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWords
from selon.lexicon.places import PlaceWords, WorldPlaces
from selon.model import Span
from selon.model.places import PlaceMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REGION_KINDS = frozenset({"unit", "nature"})
_FUNCTION_TAGS = frozenset({"DET", "ADP", "SCONJ", "CCONJ", "ADV", "PRON", "AUX", "INTJ"})
# What may stand between a name and the wider place that follows it: « Bocaranga, dans l'ouest de la Centrafrique ».
_APPOSED = re.compile(r"^ ?[,(] ?[^.;:!?()\n]{0,75}$")
_LINE = re.compile(r"[^\n]+")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A line is shouted from this share of capitals on; headlines with one name in capitals stay below 0.5 on gold/fr.
SHOUTED_SHARE = 0.8


# What was compiled, for the words that it was compiled from: one entry a language.
_PATTERNS: dict[int, tuple[PlaceWords, PlacePatterns]] = {}
_PHRASES: dict[int, tuple[WorldPlaces, Phrases]] = {}


@dataclass(frozen=True)
class PlaceLexicon:
    """The words that places are read with, and what is compiled from them.

    Attributes:
        words: Place words of the language.
        world: Countries and regions, for names that hold words in small letters (« bande de Gaza »).
        numbers: Number words of the language, for distances.
    """

    words: PlaceWords
    world: WorldPlaces
    numbers: NumberWords

    @cached_property
    def patterns(self) -> PlacePatterns:
        """The patterns for the words before a name."""
        kept = _PATTERNS.get(id(self.words))
        if kept is None or kept[0] is not self.words:  # the words are kept with the patterns, so that ids stay theirs
            kept = _PATTERNS[id(self.words)] = (self.words, place_patterns(self.words, self.numbers))
        return kept[1]

    @cached_property
    def phrases(self) -> Phrases:
        """Names of countries and regions that hold words in small letters."""
        kept = _PHRASES.get(id(self.world))
        if kept is None or kept[0] is not self.world:
            names = [name for country in self.world.countries.values() for name in country.names]
            names += [name for region in self.world.regions for name in region.names]
            kept = _PHRASES[id(self.world)] = (self.world, small_letter_phrases(names))
        return kept[1]


def extract_places(
    doc: Doc,
    lexicon: PlaceLexicon,
    known: Callable[[str], str | None],
    *,
    parties: Callable[[str], bool] = lambda name: False,
) -> list[PlaceMention]:
    """The places that a report names, in the order of the text.

    Args:
        doc: The parsed text. Names in its quotations are places like any other.
        lexicon: The words of its language.
        known: What kind of place bears a name: ``country``, ``region``, ``capital``, ``city``, ``town``, ``alike``
            (only in another transliteration) or ``None``; the gazetteer's ``known``.
        parties: Whether a name is known to be an armed group's or an organisation's; never asked about states.

    Returns:
        One mention for each naming, states and capitals that act as parties among them (``metonymic``); empty for a
        text that names none.
    """
    reading = _reading(doc, lexicon, known, parties)
    shouted = tuple(Span(m.start(), m.end()) for m in _LINE.finditer(reading.text) if _is_shouted(m[0]))
    names = find_names(reading.text, reading.folded, _name_reader(reading, lexicon), shouted)
    found = coordinated(reading, [each for name in names for each in read_name(reading, name)])
    persons = persons_of(found)
    strong = frozenset(f.folded for f in found if is_strong(f, persons))
    mentions = [m for f in found if (m := _mention(reading, f, persons, strong)) is not None]
    mentions += [m for line in shouted for m in _shouted_mentions(reading, line, strong)]
    mentions += nameless_places(reading)
    mentions.sort(key=lambda mention: mention.span)
    return _linked(reading, mentions)


def _reading(
    doc: Doc, lexicon: PlaceLexicon, known: Callable[[str], str | None], parties: Callable[[str], bool]
) -> Reading:
    text = doc.text  # spaCy joins its tokens anew each time
    folded = fold(text)
    settings = SettingReader(text, folded, lexicon.words, lexicon.numbers, lexicon.patterns)
    return Reading(doc, text, folded, lexicon.words, settings, known, parties)


def country_hints(text: str, words: PlaceWords) -> dict[str, float]:
    """How often a report's adjectives point to each country (« l'armée syrienne »).

    A word that leaves the country open counts for each of its countries in part.
    """
    hints: dict[str, float] = {}
    demonyms = words.demonyms
    for word in [word for word in _HYPHENED.findall(fold(text)) if word in demonyms]:
        codes = demonyms[word]
        for code in codes:
            hints[code] = hints.get(code, 0.0) + 1 / len(codes)
    return hints


def _is_shouted(line: str) -> bool:
    capitals = sum(map(str.isupper, line))
    return capitals > 7 and capitals > SHOUTED_SHARE * sum(map(str.isalpha, line))


def _shouted_mentions(reading: Reading, line: Span, strong: frozenset[str]) -> list[PlaceMention]:
    def wanted(words: str) -> str | None:
        kind = reading.known(words)
        if fold(words) in strong:
            return kind or "unlisted"
        return kind if kind in SURE else None

    found = [found_at(reading, name) for name in shouted_names(reading.text, line, wanted)]
    return [mention for each in found if (mention := _shouted_mention(reading, each)) is not None]


def _name_reader(reading: Reading, lexicon: PlaceLexicon) -> NameReader:
    def starts_plainly(at: int) -> bool:
        word = _HYPHENED.match(reading.folded, at)
        if word is not None and word[0] in reading.words.kinds:
            return True
        tokens = reading.doc.char_span(at, at + 1, alignment_mode="expand")
        return tokens is not None and len(tokens) > 0 and tokens[0].pos_ in _FUNCTION_TAGS

    return NameReader(reading.known, lexicon.phrases, frozenset(reading.words.bearings), starts_plainly)


def _mention(reading: Reading, found: Found, persons: frozenset[str], strong: frozenset[str]) -> PlaceMention | None:
    name, setting = found.name, found.setting
    verdict = verdict_on(reading, found, persons, strong)
    if verdict is None:
        return None
    wide = name.known in WIDE
    if setting.kind == "centre" and wide:  # « le centre du Mali » is a part of it, « le centre de Nantes » is Nantes
        setting = replace(setting, kind=None, part=True)
    if setting.plural and setting.kind in {"quarter", "settlement"} and name.known in SURE:
        setting = replace(setting, kind=None)
    return _build(reading, replace(found, setting=setting), doubtful=verdict == "doubtful")


def _build(reading: Reading, found: Found, *, doubtful: bool = False) -> PlaceMention:
    name, setting = found.name, found.setting
    compass = found.folded in reading.words.bearings  # « le Nord-Ouest »
    part = compass or (setting.part and name.known in WIDE and setting.distance_km is None)
    with_noun = part or setting.kind in _REGION_KINDS or setting.kind == "border"
    span = Span(setting.noun_start if with_noun else name.span.start, name.span.end)
    before = reading.text[setting.start : name.span.start].strip()
    return PlaceMention(
        text=span.of(reading.text),
        span=span,
        name=name.text,
        relation="in" if part and setting.apart else setting.relation,
        kind=setting.kind,
        bearing=reading.words.bearings[found.folded] if compass else setting.bearing,
        part=part,
        distance_km=setting.distance_km,
        head=found.token.i,
        phrase=setting.start,
        metonymic=is_party(reading, found),
        dateline=in_dateline(reading.text, name.span),
        own_name=setting.own_name,
        doubtful=doubtful,
        rule=f"{name.known or 'unlisted'} name after {before or 'nothing'!r}",
    )


def _shouted_mention(reading: Reading, found: Found) -> PlaceMention | None:
    """In a line of capitals a town needs a noun or a preposition, or the line's start; a country needs none."""
    setting = found.setting
    placed = setting.kind is not None or setting.relation != "bare" or starts_line(reading, found.name)
    if not placed and found.name.known not in WIDE:
        return None
    return replace(_build(reading, found), metonymic=False)


def _linked(reading: Reading, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Say which wider place a place is put in, and which mention gives its distance from a town."""
    linked = list(mentions)
    for at, (left, right) in enumerate(pairwise(mentions)):
        if right.phrase < left.span.end:
            continue
        between = reading.folded[left.span.end : right.phrase]
        if right.distance_km is not None and _APPOSED.match(between):
            linked[at] = replace(linked[at], located=at + 1)
        elif _is_wider(reading, between, right):
            linked[at] = replace(linked[at], within=at + 1)
    return linked


def _is_wider(reading: Reading, between: str, right: PlaceMention) -> bool:
    if len(between) > 24 or right.metonymic or right.relation not in {"in", "of", "bare"}:
        return False
    return reading.settings.patterns.wider.match(between) is not None
