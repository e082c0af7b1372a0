"""Regular expressions for the words before a place's name, built from the place words of a language.

All of them run over folded text (lower case, no accents, offsets kept) and are anchored at the end: they are searched
in the text that ends where the name, or what was already read before it, begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selon.lexicon.numbers import NumberWords
from selon.lexicon.places import PlaceWords

_DE = r"(?:de l'|de la |de |du |des |d')"
_STOPS = (
    "les|des|une|sur|par|pour|apres|avant|dans|vers|qui|que|est|ont|sont|etait|etaient|contre|avec|sans|depuis|lors|chez"
    "|mais|ete|ses|leur|leurs|son|cette|ces|entre|selon|pendant|mis|mise|police|parole|aux"
)
_ARTICLE = r"(?:l'|la |le |les )?"
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


def _link_forms(words: str) -> list[str]:
    """A preposition with the articles that contract with it: « pres de la », « pres du », « pres d' »."""
    if words == "de" or words.endswith(" de"):
        stem = words[:-2]
        return [f"{stem}{form}" for form in ("de l'", "de la ", "de ", "du ", "des ", "d'")]
    if words in {"a", "jusqu'a", "face a"}:
        stem = words[:-1]
        return [f"{stem}{form}" for form in ("a l'", "a la ", "a ", "au ", "aux ")]
    return [f"{words}{form}" for form in (" l'", " la ", " le ", " les ", " ")]


def place_patterns(words: PlaceWords, numbers: NumberWords) -> PlacePatterns:
    """The patterns for the words of a language; compiling takes about 0.1 s."""
    nouns = _any(word for word, kind in words.kinds.items() if kind != "country")
    # What may stand between the noun and « de »: adjectives and one more « de » (« camp de réfugiés syriens de »).
    directions = _any(words.bearings)
    plain = rf"(?!(?:{_STOPS}|{directions}) )[a-z-]{{3,}}"
    adjective = rf"(?: {plain})"
    relations = {
        form: (link.relation, link.unlisted) for link in reversed(words.links) for form in _link_forms(link.words)
    }
    number = rf"(?:{numbers.pattern})"
    demonyms = _any(words.national)
    described = _any(
        word for word, kind in words.kinds.items() if kind == "capital" or (kind == "centre" and "ville" in word)
    )
    return PlacePatterns(
        noun=re.compile(
            rf"(?<![\w-])(?:(?P<noun>{nouns}){adjective}{{0,2}}?(?: d[eu]s? {plain}{adjective}?){{0,2}}?"
            rf" (?:dite? )?{_DE}[\"«]? ?"
            rf"|(?P<bare>{nouns}) [\"«]? ?)$"
        ),
        part=re.compile(rf"(?<![\w-])(?:extreme[ -]|grand )?(?P<dir>{directions}) {_DE}$"),
        distance=re.compile(
            rf"(?<![\w-])(?P<number>{number})(?: de)? ?(?P<unit>km|kilometres?|metres?|m)(?: environ)?"
            rf"(?: (?:a l'|au |dans l'|dans le )| {_DE})$"
        ),
        link=re.compile(rf"(?<![\w-])(?P<link>{_any(relations)})$"),
        article=re.compile(
            r"(?<![\w-])(?:l'|(?:la|le|les|un|une|cette?|ces|leur|sa|son|plusieurs|deux|trois|quatre) )(?:[a-z-]+ )?$"
        ),
        joined=re.compile(
            rf"^ ?(?:\([^()]{{1,25}}\) ?)?(?:,|et|ou|comme|ainsi que|puis|ni|, et) ?"
            rf"(?:a |au |aux |en |dans |sur |{_DE})?{_ARTICLE}$"
        ),
        apart=re.compile(r"(?:\ba l'|\bau |\ba l'extreme |\btout pres au )$"),
        of_country=re.compile(rf"(?<![\w-])(?:extreme[ -])?(?P<dir>{directions}) (?:du|de ce) pays\b"),
        of_town=re.compile(r"(?<![\w-])(?P<span>(?:ville|localite|cite))(?! [A-Z]|[a-z-]| d['eu])"),
        described=re.compile(
            rf"(?<![\w-])(?:la|le|sa|leur|au|du) (?P<span>(?P<noun>{described})(?: (?P<adj>{demonyms}))?)(?![\w-])"
        ),
        border_of=re.compile(rf"(?<![\w-])frontieres? (?P<adj>{demonyms})(?![\w-])"),
        border=re.compile(rf"(?<![\w-])(?P<noun>frontieres?)(?: [a-z-]+)? (?:avec|entre|de) {_ARTICLE}$"),
        relations=relations,
    )
