"""The report under reading, and its names with what the words around them say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.place_names import Name, split_axis
from selon.extract.place_settings import PlaceSetting, SettingReader
from selon.lexicon.folding import fold
from selon.lexicon.places import PlaceWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WIDE = frozenset({"country", "region"})
LOCATIVE = frozenset({"in", "near", "to", "from", "between"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The report under reading.

    Attributes:
        doc: The parsed text.
        text: Its text.
        folded: The same, folded, offset for offset.
        words: Place words of the language.
        settings: Reads the words before a name.
        known: What kind of place bears a name.
        parties: Whether a name is an armed group's or an organisation's.
    """

    doc: Doc
    text: str
    folded: str
    words: PlaceWords
    settings: SettingReader
    known: Callable[[str], str | None]
    parties: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """A name as it stands in the text.

    Attributes:
        name: The name.
        setting: What the words before it say.
        token: The token that its tree hangs from.
        first: Index of its first token.
        folded: Its words, folded.
    """

    name: Name
    setting: PlaceSetting
    token: Token
    first: int
    folded: str


def read_name(reading: Reading, name: Name) -> list[Found]:
    """The name with its setting; the two ends of an axis (« l'axe Bourzanga-Djibo ») apart."""
    found = found_at(reading, name)
    if found.setting.kind != "axis":
        return [found]
    return [found_at(reading, each) for each in split_axis(name, reading.known)]


def found_at(reading: Reading, name: Name) -> Found:
    """The name with its setting and its token."""
    span = reading.doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
    if span is None or not len(span):
        span = reading.doc[0:1]
    setting = reading.settings.read(name)
    name, setting = _with_article(reading, name, setting)
    return Found(name, setting, span.root, span.start, fold(name.text))


def _with_article(reading: Reading, name: Name, setting: PlaceSetting) -> tuple[Name, PlaceSetting]:
    """Only countries, regions and « Le Caire » have an article: « dans le Var » is no town, « au Sénat » no place."""
    named = setting.kind is not None and not (setting.own_name and not setting.bare_noun)
    if (
        name.known in WIDE
        or named
        or setting.part
        or fold(name.text) in reading.words.bearings
        or setting.distance_km is not None
    ):
        return name, setting
    before = reading.folded[max(0, name.span.start - 5) : name.span.start]
    grammar = reading.words.grammar
    open_to_region = before.endswith(("(", *(f"{link} " for link in grammar.region_link)))
    if open_to_region and any(reading.known(f"{each} {name.text}") == "region" for each in grammar.region_article):
        return replace(name, known="region"), replace(setting, kind="unit")  # « en Isère », « (Orne) »
    match = reading.settings.patterns.own_article.search(before)
    if match is None:
        return name, setting
    said = match[1].rstrip()
    article = grammar.whole_articles.get(said, said) + match[1][len(said) :]
    kind = reading.known(f"{article}{name.text}")
    if kind == "region":
        return replace(name, known=kind), replace(setting, kind="unit")
    if kind not in {"capital", "city"} or article.endswith("'") or setting.own_name:
        return replace(name, known=None), replace(setting, unlisted=setting.unlisted and setting.relation == "near")
    return replace(name, known=kind, text=f"{article.strip().capitalize()} {name.text}"), setting


def coordinated(reading: Reading, found: list[Found]) -> list[Found]:
    """A coordinated name shares what was said before the first: « à Bogota et Cali », « entre Djibo et Bourzanga »."""
    shared: list[Found] = []
    for each in found:
        last = shared[-1] if shared else None
        if last is not None and each.setting.relation in {"bare", "of"} and last.setting.relation != "bare":
            between = reading.folded[last.name.span.end : each.name.span.start]
            axis = between == "-"
            if axis or (len(between) < 45 and reading.settings.patterns.joined.match(between)):
                setting = replace(
                    each.setting,
                    relation=last.setting.relation,
                    kind=each.setting.kind
                    or (last.setting.kind if last.setting.plural or "," not in between else None),
                    plural=each.setting.plural or last.setting.plural,
                    unlisted=last.setting.unlisted and "," not in between and each.name.words == 1,
                    own_name=each.setting.own_name or last.setting.own_name,
                )
                each = replace(each, setting=setting)
        shared.append(each)
    return shared
