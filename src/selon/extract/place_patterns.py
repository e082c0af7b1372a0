"""Regular expressions for the words before a place's name, built from the place words of a language.

All of them run over folded text (lower case, no accents, offsets kept) and are anchored at the end: they are searched
in the text that ends where the name, or what was already read before it, begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selon.lexicon.numbers import NumberWords
from selon.lexicon.place_grammar import PlaceGrammar
from selon.lexicon.places import PlaceWords

WINDOW = 90
"""Characters before a name in which its noun is searched; the longest chain of both gold sets takes 71."""
NEAR_WINDOW = 48
"""Characters in which a preposition, an article, a compass word or a distance is; the longest preposition has 26."""


@dataclass(frozen=True, slots=True)
class PlacePatterns:
    """The compiled patterns.

    Attributes:
        noun: « quartier de », « place », « camp de déplacés de »; groups ``noun``, and ``bare`` without « de ».
        part: « nord de la », « extrême ouest d' »; group ``dir``.
        distance: « à 35 km à l' », « à une quinzaine de kilomètres au »; groups ``number``, ``unit``.
        link: The preposition with its article; group ``link``.
        article: An article with up to one adjective.
        joined: The text between two coordinated names.
        apart: « au sud de », as opposed to « dans le sud de »: the end of a « à l' », « au ».
        of_country: « nord du pays »; group ``dir``.
        of_town: « la ville », for « à 12 km à l'ouest de la ville »; group ``span``.
        described: « la capitale afghane », « le centre-ville »; groups ``span``, ``noun``, ``adj``.
        border_of: « frontière turque »; group ``adj``.
        border: « frontière avec la », « frontière entre »; searched before a name.
        relations: Folded preposition to its relation and whether unlisted names follow it.
        own_article: The article before a name that may be part of it; one group.
        of_article: « de » with an article, before a name.
        indefinite: « un », « une » with up to one adjective, before a noun.
        told: After a name: « , à », « (près »: it is a place.
        of: « de » after a noun, in any form.
        named_beside: « , la », after a name.
        wider: The text between a place and the wider place that it is put in.
    """

    noun: re.Pattern[str]
    part: re.Pattern[str]
    distance: re.Pattern[str]
    link: re.Pattern[str]
    article: re.Pattern[str]
    joined: re.Pattern[str]
    apart: re.Pattern[str]
    of_country: re.Pattern[str]
    of_town: re.Pattern[str]
    described: re.Pattern[str]
    border_of: re.Pattern[str]
    border: re.Pattern[str]
    relations: dict[str, tuple[str, bool]]
    own_article: re.Pattern[str]
    of_article: re.Pattern[str]
    indefinite: re.Pattern[str]
    told: re.Pattern[str]
    of: re.Pattern[str]
    named_beside: re.Pattern[str]
    wider: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first; grouped by first letter, since an alternation is tried one by one."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    rests = {
        first: "|".join(re.escape(rest) for rest in sorted(group, key=lambda rest: (-len(rest), rest)))
        for first, group in sorted(groups.items())
    }
    return "(?:" + "|".join(f"{re.escape(first)}(?:{rest})" for first, rest in rests.items()) + ")"


def _spaced(forms: Iterable[str]) -> list[str]:
    """Each form with the blank that follows it; an elided one has none."""
    return [form if form.endswith("'") else f"{form} " for form in forms]


def _one(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(form) for form in forms) + ")"


def _link_forms(words: str, grammar: PlaceGrammar) -> list[str]:
    """A preposition with the articles that contract with it: « pres de la », « pres du », « pres d' »."""
    bare_of, bare_to = grammar.of_word[0], grammar.bare_to[0]
    if words == bare_of or words.endswith(f" {bare_of}"):
        return [f"{words.removesuffix(bare_of)}{form}" for form in _spaced(grammar.of)]
    if words in grammar.to_link:
        return [f"{words.removesuffix(bare_to)}{form}" for form in _spaced(grammar.to)]
    return [f"{words} {form}" for form in (*_spaced(grammar.article), "")]


def place_patterns(words: PlaceWords, numbers: NumberWords) -> PlacePatterns:
    """The patterns for the words of a language; compiling takes about 0.1 s."""
    grammar = words.grammar
    nouns = _any(word for word, kind in words.kinds.items() if kind != "country")
    # What may stand between the noun and « de »: adjectives and one more « de » (« camp de réfugiés syriens de »).
    directions = _any(words.bearings)
    plain = rf"(?!(?:{_one(grammar.no_adjective)}|{directions}) )[a-z-]{{3,}}"
    adjective = rf"(?: {plain})"
    relations = {
        form: (link.relation, link.unlisted)
        for link in reversed(words.links)
        for form in _link_forms(link.words, grammar)
    }
    number = rf"(?:{numbers.pattern})"
    demonyms = _any(words.national)
    described = _any(
        word
        for word, kind in words.kinds.items()
        if kind == "capital" or (kind == "centre" and any(part in word for part in grammar.town_part))
    )
    of, article, border = _one(_spaced(grammar.of)), _one(_spaced(grammar.article)), _one(grammar.border)
    utmost, great = _one(grammar.utmost), _one(grammar.great)
    return PlacePatterns(
        noun=re.compile(
            rf"(?<![\w-])(?:(?P<noun>{nouns}){adjective}{{0,2}}?"
            rf"(?: {_one(grammar.of_word)} {plain}{adjective}?){{0,2}}? (?:{_one(grammar.called)} )?{of}[\"«]? ?"
            rf"|(?P<bare>{nouns}) [\"«]? ?)$"
        ),
        part=re.compile(rf"(?<![\w-])(?:{utmost}[ -]|{great} )?(?P<dir>{directions}) {of}$"),
        distance=re.compile(
            rf"(?<![\w-])(?P<number>{number})(?: {re.escape(grammar.of_word[0])})? ?(?P<unit>{_any(grammar.unit)})"
            rf"(?: {_one(grammar.about)})?(?: {_one(_spaced(grammar.offset))}| {of})$"
        ),
        link=re.compile(rf"(?<![\w-])(?P<link>{_any(relations)})$"),
        article=re.compile(rf"(?<![\w-]){_one(_spaced(grammar.determiner))}(?:[a-z-]+ )?$"),
        joined=re.compile(
            rf"^ ?(?:\([^()]{{1,25}}\) ?)?{_one(grammar.joint)} ?"
            rf"(?:{_one(_spaced(grammar.joint_link))}|{of})?{article}?$"
        ),
        apart=re.compile(rf"\b{_one(_spaced(grammar.apart))}$"),
        of_country=re.compile(rf"(?<![\w-])(?:{utmost}[ -])?(?P<dir>{directions}) {_one(grammar.of_country)}\b"),
        of_town=re.compile(rf"(?<![\w-])(?P<span>{_one(grammar.town)})(?! [A-Z]|[a-z-]| {_one(grammar.of)})"),
        described=re.compile(
            rf"(?<![\w-]){_one(grammar.described_determiner)} "
            rf"(?P<span>(?P<noun>{described})(?: (?P<adj>{demonyms}))?)(?![\w-])"
        ),
        border_of=re.compile(rf"(?<![\w-]){border} (?P<adj>{demonyms})(?![\w-])"),
        border=re.compile(rf"(?<![\w-])(?P<noun>{border})(?: [a-z-]+)? {_one(grammar.border_link)} {article}?$"),
        relations=relations,
        own_article=re.compile(rf"(?:^|[^a-z])({_one(_spaced((*grammar.article, *grammar.whole_articles)))})$"),
        of_article=re.compile(rf"(?:^|[^a-z]){_one(_spaced(grammar.of_article))}$"),
        indefinite=re.compile(rf"\b{_one(grammar.indefinite)} (?:[a-z-]+ )?$"),
        told=re.compile(rf" ?[,(] ?{_one(grammar.told)} "),
        of=re.compile(of),
        named_beside=re.compile(rf", {_one(grammar.named_determiner)} $"),
        wider=re.compile(
            rf"^(?! {_one(grammar.series)}\b) ?[,(]? ?{_one(grammar.wider_link)}? ?{article}?(?:[a-z]+ )?$"
        ),
    )
