"""Places that a report names: which words, how they lie to what happens, and what the text says of them.

Nothing here knows where a place lies; :mod:`selon.resolve.places` says that, from the mentions of a whole report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.place_names import (
    SURE,
    Name,
    NameReader,
    find_names,
    shouted_names,
    small_letter_phrases,
    split_axis,
)
from selon.extract.place_patterns import place_patterns
from selon.extract.place_settings import PlaceSetting, SettingReader
from selon.lexicon.folding import fold
from selon.lexicon.numbers import NumberWords
from selon.lexicon.places import PlaceWords, WorldPlaces
from selon.model import Quotation, Span
from selon.model.places import PlaceMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WIDE = frozenset({"country", "region"})
_ACTORS = frozenset({"country", "capital"})
_REGION_KINDS = frozenset({"unit", "nature"})
_LOCATIVE = frozenset({"in", "near", "to", "from", "between"})
_FUNCTION_TAGS = frozenset({"DET", "ADP", "SCONJ", "CCONJ", "ADV", "PRON", "AUX", "INTJ"})
_DATELINE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý' -]{2,}(?: \([^()]{2,40}\))?, (?:le )?\d{1,2}(?:er)? [a-zéû]{3,9}\.?")
# What may stand between a name and the wider place that follows it: « Bocaranga, dans l'ouest de la Centrafrique ».
_WITHIN = re.compile(r"^ ?[,(]? ?(?:a|au|aux|en|dans|de|du|des|d'|sur)? ?(?:l'|la |le |les )?(?:[a-z]+ )?$")
_APPOSED = re.compile(r"^ ?[,(] ?[^.;:!?()\n]{0,75}$")
# « Tripoli (Liban-Nord) : des heurts »: a heading says where; « Moscou : « … » » says who.
_HEADING = re.compile(r" ?(?:\([^()]*\) ?)?:(?! ?[«\"“])")
_ARTICLE = re.compile(r"(?:^|[^a-z])(l'|la |le |les |au |aux |du |des )$")
_ARTICLES = {"l'": "l'", "la ": "la ", "le ": "le ", "au ": "le ", "du ": "le ", "les ": "les ", "aux ": "les ", "des ": "les "}
_LINE = re.compile(r"[^\n]+")
# A line is shouted from this share of capitals on; headlines with one name in capitals stay below 0.5 on gold/fr.
SHOUTED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Reading:
    """The report under reading."""

    doc: Doc
    text: str
    folded: str
    words: PlaceWords
    settings: SettingReader
    known: Callable[[str], str | None]
    parties: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Found:
    """A name with its setting, the token that its tree hangs from and the index of its first token."""

    name: Name
    setting: PlaceSetting
    token: Token
    first: int
    folded: str


def extract_places(
    doc: Doc,
    quotations: Iterable[Quotation],
    words: PlaceWords,
    world: WorldPlaces,
    numbers: NumberWords,
    known: Callable[[str], str | None],
    parties: Callable[[str], bool] = lambda name: False,
) -> list[PlaceMention]:
    """The places that a report names, in the order of the text.

    Args:
        doc: The parsed text.
        quotations: Its quotations; not read yet, since a name in quotation marks is a place like any other.
        words: Place words of its language.
        world: Countries and regions, for names that hold words in small letters.
        numbers: Number words of its language, for distances.
        known: What kind of place bears a name: ``country``, ``region``, ``capital``, ``city``, ``town``, ``alike`` (only
            in another transliteration) or ``None``; the gazetteer's ``known``.
        parties: Whether a name is known to be an armed group's or an organisation's; never asked about states.

    Returns:
        One mention for each naming, states and capitals that act as parties among them (``metonymic``); empty for a
        text that names none.
    """
    text, folded = doc.text, fold(doc.text)
    settings = SettingReader(text, folded, words, numbers, place_patterns(words, numbers))
    reading = _Reading(doc, text, folded, words, settings, known, parties)
    shouted = tuple(Span(m.start(), m.end()) for m in _LINE.finditer(text) if _is_shouted(m[0]))
    names = find_names(text, folded, _name_reader(reading, world), shouted)
    found = [each for name in names for each in _read_name(reading, name)]
    found = _coordinated(reading, found)
    persons = _persons(found)
    strong = frozenset(f.folded for f in found if _is_strong(f, persons))
    shouting = [n for line in shouted for n in shouted_names(text, line, lambda w: _shouted_kind(w, known, strong))]
    mentions = [m for f in found if (m := _mention(reading, f, persons, strong)) is not None]
    mentions += [m for n in shouting if (m := _shouted_mention(reading, _found(reading, n))) is not None]
    mentions += _nameless(reading)
    mentions.sort(key=lambda mention: mention.span)
    return _linked(reading, mentions)


def country_hints(doc: Doc, words: PlaceWords) -> dict[str, float]:
    """How often a report's adjectives point to each country (« l'armée syrienne »).

    A word that leaves the country open counts for each of its countries in part.
    """
    hints: dict[str, float] = {}
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", fold(doc.text)):
        codes = words.demonyms.get(match[0], ())
        for code in codes:
            hints[code] = hints.get(code, 0.0) + 1 / len(codes)
    return hints


def _is_shouted(line: str) -> bool:
    letters = [ch for ch in line if ch.isalpha()]
    return len(letters) > 8 and sum(ch.isupper() for ch in letters) > SHOUTED_SHARE * len(letters)


def _shouted_kind(words: str, known: Callable[[str], str | None], strong: frozenset[str]) -> str | None:
    if fold(words) in strong:
        return known(words) or "unlisted"
    kind = known(words)
    return kind if kind in SURE else None


def _name_reader(reading: _Reading, world: WorldPlaces) -> NameReader:
    tags = {token.idx: token.pos_ for token in reading.doc}
    nouns = {token.idx for token in reading.doc if token.is_title and fold(token.text) in reading.words.kinds}
    return NameReader(
        reading.known,
        _phrases(world),
        frozenset(reading.words.bearings),
        lambda at: at in nouns or tags.get(at) in _FUNCTION_TAGS,
    )


_PHRASES: dict[int, dict[str, tuple[tuple[str, bool], ...]]] = {}


def _phrases(world: WorldPlaces) -> dict[str, tuple[tuple[str, bool], ...]]:
    if id(world) not in _PHRASES:
        names = [name for country in world.countries.values() for name in country.names]
        _PHRASES[id(world)] = small_letter_phrases([*names, *(n for region in world.regions for n in region.names)])
    return _PHRASES[id(world)]


def _read_name(reading: _Reading, name: Name) -> list[_Found]:
    found = _found(reading, name)
    if found.setting.kind != "axis":
        return [found]
    return [_found(reading, each) for each in split_axis(name, reading.known)]


def _found(reading: _Reading, name: Name) -> _Found:
    span = reading.doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
    if span is None or not len(span):
        span = reading.doc[0:1]
    setting = reading.settings.read(name)
    name, setting = _with_article(reading, name, setting)
    return _Found(name, setting, span.root, span.start, fold(name.text))


def _with_article(reading: _Reading, name: Name, setting: PlaceSetting) -> tuple[Name, PlaceSetting]:
    """Only countries, regions and « Le Caire » have an article: « dans le Var » is no town, « au Sénat » no place."""
    named = setting.kind is not None and not (setting.own_name and not setting.bare_noun)
    if name.known in _WIDE or named or setting.part or fold(name.text) in reading.words.bearings or setting.distance_km is not None:
        return name, setting
    before = reading.folded[max(0, name.span.start - 5) : name.span.start]
    if before.endswith(("en ", "(")) and reading.known(f"la {name.text}") == "region":
        return replace(name, known="region"), replace(setting, kind="unit")  # « en Isère », « (Orne) »
    article = _ARTICLE.search(before)
    if article is None:
        return name, setting
    kind = reading.known(f"{_ARTICLES[article[1]]}{name.text}")
    if kind == "region":
        return replace(name, known=kind), replace(setting, kind="unit")
    if kind not in {"capital", "city"} or article[1] == "l'" or setting.own_name:
        return replace(name, known=None), replace(setting, unlisted=setting.unlisted and setting.relation == "near")
    return replace(name, known=kind, text=f"{_ARTICLES[article[1]].strip().capitalize()} {name.text}"), setting


def _coordinated(reading: _Reading, found: list[_Found]) -> list[_Found]:
    """A coordinated name shares what was said before the first: « à Bogota et Cali », « entre Djibo et Bourzanga »."""
    shared: list[_Found] = []
    for each in found:
        last = shared[-1] if shared else None
        if last is not None and each.setting.relation in {"bare", "of"} and last.setting.relation != "bare":
            between = reading.folded[last.name.span.end : each.name.span.start]
            axis = between == "-"
            if axis or (len(between) < 45 and reading.settings.patterns.joined.match(between)):
                setting = replace(
                    each.setting,
                    relation=last.setting.relation,
                    kind=each.setting.kind or (last.setting.kind if last.setting.plural or "," not in between else None),
                    plural=each.setting.plural or last.setting.plural,
                    unlisted=last.setting.unlisted and "," not in between and each.name.words == 1,
                    own_name=each.setting.own_name or last.setting.own_name,
                )
                each = replace(each, setting=setting)
        shared.append(each)
    return shared


def _is_strong(found: _Found, persons: frozenset[str]) -> bool:
    """A name that stands once where only a place can stand is a place wherever else it stands."""
    setting = found.setting
    if found.folded in persons or not _is_locative(found.token):
        return False
    if setting.kind is not None and not setting.bare_noun and not setting.own_name:
        return True
    return setting.kind is None and setting.relation in _LOCATIVE and (setting.unlisted or found.name.known in {"city", "capital", "town"})


def _persons(found: list[_Found]) -> frozenset[str]:
    """Words of unknown names of several words: « Assad » once « Bachar al-Assad » was named."""
    placed = {f.folded for f in found if f.setting.relation in _LOCATIVE or f.setting.kind}
    words = set()
    for last, each in zip([None, *found], found, strict=False):
        if each.name.words > 1 and each.name.known in {None, "alike"} and each.folded not in placed:
            words |= {fold(word) for word in each.name.text.split() if word[0].isupper()}
            words.add(each.folded)
        elif last is not None and each.setting.relation == "of" and _is_first_name(last, each):
            words.add(each.folded)  # « Cédric de Pierrepont »
    return frozenset(words)


def _is_first_name(last: _Found, each: _Found) -> bool:
    beside = last.name.span.end + 1 == each.setting.start and last.setting.kind is None
    return beside and last.token.pos_ == "PROPN" and last.name.known not in SURE and last.setting.relation not in _LOCATIVE


def _mention(
    reading: _Reading, found: _Found, persons: frozenset[str], strong: frozenset[str]
) -> PlaceMention | None:
    name, setting = found.name, found.setting
    verdict = _verdict(reading, found, persons, strong)
    if verdict is None:
        return None
    wide = name.known in _WIDE
    if setting.kind == "centre" and wide:  # « le centre du Mali » is a part of it, « le centre de Nantes » is Nantes
        setting = replace(setting, kind=None, part=True)
    if setting.plural and setting.kind in {"quarter", "settlement"} and name.known in SURE:
        setting = replace(setting, kind=None)
    return _build(reading, replace(found, setting=setting), doubtful=verdict == "doubtful")


def _build(reading: _Reading, found: _Found, *, doubtful: bool = False) -> PlaceMention:
    name, setting = found.name, found.setting
    compass = reading.words.bearings.get(found.folded) if found.folded in reading.words.bearings else setting.bearing
    part = (setting.part and name.known in _WIDE and setting.distance_km is None) or found.folded in reading.words.bearings
    with_noun = part or setting.kind in _REGION_KINDS or setting.kind == "border"
    span = Span(setting.noun_start if with_noun else name.span.start, name.span.end)
    before = reading.text[setting.start : name.span.start].strip()
    return PlaceMention(
        text=span.of(reading.text),
        span=span,
        name=name.text,
        relation="in" if part and setting.apart else setting.relation,
        kind=setting.kind,
        bearing=compass,
        part=part,
        distance_km=setting.distance_km,
        head=found.token.i,
        phrase=setting.start,
        metonymic=_is_party(reading, found),
        dateline=_in_dateline(reading.text, name.span),
        own_name=setting.own_name,
        doubtful=doubtful,
        rule=f"{name.known or 'unlisted'} name after {before or 'nothing'!r}",
    )


def _shouted_mention(reading: _Reading, found: _Found) -> PlaceMention | None:
    """In a line of capitals a town needs a noun or a preposition, or the line's start; a country needs none."""
    setting = found.setting
    placed = setting.kind is not None or setting.relation != "bare" or _starts_line(reading, found.name)
    if not placed and found.name.known not in _WIDE:
        return None
    return replace(_build(reading, found), metonymic=False)


def _verdict(reading: _Reading, found: _Found, persons: frozenset[str], strong: frozenset[str]) -> str | None:
    """``place``, ``doubtful``, or ``None`` for a person, an organisation or a common noun with a capital."""
    name, setting = found.name, found.setting
    if _in_dateline(reading.text, name.span):
        return "place" if name.known and name.known != "alike" else None
    if found.folded in reading.words.not_names or (name.known not in _WIDE and reading.parties(name.text)):
        return None
    if found.folded in reading.words.demonyms or (found.folded in reading.words.kinds and name.known not in _WIDE):
        return None
    if found.folded in reading.words.bearings:
        return "place" if reading.folded[setting.start : setting.start + 5] == "dans " or setting.kind == "unit" else None
    if setting.kind is not None and (not setting.bare_noun or setting.kind in {"quarter", "site", "axis"}):
        return _after_place_noun(found, persons)
    if name.known in _WIDE:
        return "place" if not name.text.isupper() and not _after_noun(reading, found) else None
    if name.known is None and name.words > 1:  # « à Haouch Benramdane, un hameau », but « à Amédy Coulibaly »
        told = setting.unlisted and found.folded not in persons and _is_told(reading, name)
        return "place" if told else None
    if setting.relation in _LOCATIVE:
        return _after_preposition(reading, found, persons)
    return _without_preposition(reading, found, persons, strong)


def _after_place_noun(found: _Found, persons: frozenset[str]) -> str | None:
    if found.folded in persons and found.name.known not in SURE and found.setting.bare_noun:
        return None
    if found.name.text.isupper() and found.name.known not in SURE:
        return None  # « le camp de l'ONU »
    if found.setting.own_name and found.setting.plural and found.name.known not in SURE:
        return None  # « des positions du Hezbollah »
    return "place"


def _is_told(reading: _Reading, name: Name) -> bool:
    """Whether the text after a name says that it is a place: « , un hameau », « , à 6 km de », « (province de »."""
    after = reading.folded[name.span.end : name.span.end + 60]
    if re.match(r" ?[,(] ?(?:a|au|dans|pres|non loin|situee?|en) ", after):
        return True
    nouns = [w for w in re.findall(r"[a-z'-]+", after.split(".")[0])[:4] if reading.words.kinds.get(w.split("'")[-1])]
    return after.lstrip().startswith((",", "(")) and bool(nouns)


def _after_preposition(reading: _Reading, found: _Found, persons: frozenset[str]) -> str | None:
    sure = found.name.known in SURE
    if found.folded in persons and not (sure and found.setting.relation == "in"):
        return None
    if found.name.text.isupper() and not sure:
        return None  # « à l'ONU », « dans l'EI »
    if not sure and found.token.head.lemma_ in reading.words.not_heads:
        return None
    if reading.folded[found.setting.start : found.name.span.start] == "en " and found.name.known not in _WIDE:
        return None
    if sure or (_is_locative(found.token) and (found.setting.unlisted or found.name.known == "town")):
        return "place"
    return None


def _without_preposition(
    reading: _Reading, found: _Found, persons: frozenset[str], strong: frozenset[str]
) -> str | None:
    name = found.name
    if found.folded in persons or name.text.isupper() or (name.known in {None, "alike"} and found.folded not in strong):
        return None
    plain_de = found.setting.relation == "of" and name.known in {"capital", "city", "town"}
    if found.token.pos_ != "PROPN" and found.folded not in strong and not plain_de:
        return None  # « Trente personnes », « l'Union », « Selon »
    if found.setting.relation == "of":
        if _part_of_name(reading, found.setting, strong):
            return None
    elif _after_noun(reading, found) or (found.token.dep_ in {"flat:name", "vocative"} and not _starts_line(reading, name)):
        return None
    return "place" if name.known in SURE or found.folded in strong else "doubtful"


def _starts_line(reading: _Reading, name: Name) -> bool:
    return name.span.start == 0 or reading.text[name.span.start - 1] == "\n"


def _is_locative(token: Token) -> bool:
    """« s'est rendu à X » against « a dit à X »: the parser tells the addressee from the place."""
    return token.dep_ not in {"iobj", "obl:arg:dat", "flat:name", "nsubj"}


def _after_noun(reading: _Reading, found: _Found) -> bool:
    """A noun right before the name makes it that noun's own name: « le président Assad », « l'agence Tasnim »."""
    if found.setting.relation != "bare" or found.setting.kind is not None or not found.first:
        return False
    before = reading.doc[found.first - 1]
    return before.pos_ in {"NOUN", "PROPN"} and before.is_alpha and bool(before.whitespace_)


def _part_of_name(reading: _Reading, setting: PlaceSetting, strong: frozenset[str]) -> bool:
    """« Banque de France », « Front de Palestine »: a capitalised noun before « de », not at a sentence's start."""
    before = reading.text[: setting.start].rstrip()
    word = re.search(r"[\w'-]+$", before)
    if word is None or not word[0][0].isupper() or fold(word[0]) in strong:
        return False
    return bool(re.search(r"[\w,;)»] ?$", before[: word.start()])) and fold(word[0]) not in reading.words.kinds


def _is_party(reading: _Reading, found: _Found) -> bool:
    """A capital or state that speaks or acts, or that something is said of, by, with or against."""
    name, setting, token = found.name, found.setting, found.token
    if name.known not in _ACTORS or setting.kind is not None or setting.part:
        return False
    if setting.relation == "in" and reading.folded[setting.start : name.span.start] == "a ":
        return token.dep_ in {"iobj", "obl:arg"} and token.head.pos_ == "VERB" and name.known == "country"
    if setting.relation == "between":
        return name.known == "capital"
    if setting.relation != "bare" or _HEADING.match(reading.text[name.span.end : name.span.end + 40]):
        return False
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    if token.dep_ == "nsubj":
        passive = any(child.dep_ == "aux:pass" or child.lemma_ == "être" for child in token.head.children)
        return not passive and token.head.lemma_ not in reading.words.subject_verbs
    return token.dep_ in {"obl:agent", "obl:arg", "obl:mod", "obl"}


def _in_dateline(text: str, span: Span) -> bool:
    start = text.rfind("\n", 0, span.start) + 1
    match = _DATELINE.match(text[start : start + 90])
    return match is not None and span.end <= start + match.end()


def _nameless(reading: _Reading) -> list[PlaceMention]:
    """« le sud du pays », « la capitale afghane », « la vieille ville »: places whose name the report gives elsewhere."""
    patterns, bearings = reading.settings.patterns, reading.words.bearings
    found = [
        _described(reading, Span(*m.span()), "country", bearing=bearings[m["dir"]], part=True)
        for m in patterns.of_country.finditer(reading.folded)
    ]
    for match in patterns.of_town.finditer(reading.folded):
        anchor = _described(reading, Span(*match.span("span")), "settlement")
        if anchor.distance_km is not None:
            found.append(anchor)
    for match in patterns.border_of.finditer(reading.folded):
        codes = reading.words.demonyms[match["adj"]]
        found.append(_described(reading, Span(*match.span()), "border", countries=codes))
    for match in patterns.described.finditer(reading.folded):
        span = Span(*match.span("span"))
        kind = reading.words.kinds[match["noun"]]
        if not _is_named_beside(reading, span):
            codes = reading.words.demonyms.get(match["adj"] or "", ())
            found.append(_described(reading, span, kind, countries=codes))
    return found


def _described(
    reading: _Reading,
    span: Span,
    kind: str,
    *,
    bearing: float | None = None,
    part: bool = False,
    countries: tuple[str, ...] = (),
) -> PlaceMention:
    setting = reading.settings.read(Name(span, span.of(reading.text), None, 1))
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return PlaceMention(
        text=span.of(reading.text),
        span=span,
        name="",
        relation=setting.relation,
        kind=kind,
        bearing=bearing if part else setting.bearing,
        part=part,
        distance_km=setting.distance_km,
        head=tokens.root.i if tokens is not None and len(tokens) else 0,
        phrase=setting.start,
        countries=countries,
        rule=f"{kind} without a name",
    )


def _is_named_beside(reading: _Reading, span: Span) -> bool:
    """« Sanaa, la capitale », « la capitale, Kaboul », « la vieille ville d'Alep »: the name beside it says it."""
    before, after = reading.text[max(0, span.start - 40) : span.start], reading.text[span.end : span.end + 6]
    if re.match(r",? [A-ZÀ-Ý(]| (?:d'|de |du |des |[ée]conomique)", after):
        return True
    return bool(re.search(r"[A-ZÀ-Ý][\w'-]+(?: \([^()]*\))?, (?:la|sa|leur|le) $", before))


def _linked(reading: _Reading, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Say which wider place a place is put in, and which mention gives its distance from a town."""
    linked = list(mentions)
    for at, (left, right) in enumerate(zip(mentions, mentions[1:], strict=False)):
        if right.phrase < left.span.end:
            continue
        between = reading.folded[left.span.end : right.phrase]
        if right.distance_km is not None and _APPOSED.match(between):
            linked[at] = replace(linked[at], located=at + 1)
        elif _is_wider(between, right):
            linked[at] = replace(linked[at], within=at + 1)
    return linked


def _is_wider(between: str, right: PlaceMention) -> bool:
    if len(between) > 24 or right.metonymic or right.relation not in {"in", "of", "bare"}:
        return False
    return bool(_WITHIN.match(between)) and not re.match(r" (?:et|ou|comme|puis)\b", between)
