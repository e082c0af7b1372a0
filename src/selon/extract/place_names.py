"""Capitalised words that may name a place, cut into names with the help of a list of known names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from selon.lexicon.folding import fold
from selon.model import Span

_WORD = re.compile(r"(?<![\w])(?:(?:al|el|ar|as|ad|an|az|ash|ach|ez|es)-)?[A-ZÀ-ÖØ-ÞŒŠŽİ][\w]*(?:[-'][\w]+)*")
_ELIDED = re.compile(r"(?:[LD]|Qu|[Jj]usqu)'(?=[A-ZÀ-ÞŒ])")
# Between two words of one name; « de » and its kin join names only where the whole is known.
_PLAIN = re.compile(r" (?:(?:al|el|ez|es|as|ar|ad|ed|ash|ach|at|ul|e|ben|bin|ould)[- ])?$")
_JOINING = re.compile(
    r" (?:(?:de|du|des|d'|la|le|les|l'|el|sur|y|do|da|dos|das|di|of|the|and|et|en|au|sous|lès) ?)"
    r"(?:la |l'|las |los )?$"
)
_LETTERS = re.compile(r"[^\W\d_]+")
MAX_WORDS = 5
SURE = frozenset({"country", "region", "capital", "city"})
"""Kinds of known name that need no preposition to be read as a place."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words that are one name.

    Attributes:
        span: Where they stand.
        text: The words.
        known: What the list of known names calls it: ``country``, ``region``, ``capital``, ``city``, ``town``,
            ``alike`` or ``None``.
        words: Number of capitalised words.
    """

    span: Span
    text: str
    known: str | None
    words: int


@dataclass(frozen=True, slots=True)
class NameReader:
    """What names are cut with.

    Attributes:
        known: What kind of place bears a name.
        phrases: Names of countries and regions that hold a word in small letters.
        compass: Folded compass words.
        starts_plainly: Whether the word at an offset is a function word with its capital from the sentence's start, or
            a noun of place (« Axe Gao-Kidal »), and so is no part of the name after it.
    """

    known: Callable[[str], str | None]
    phrases: Phrases
    compass: frozenset[str]
    starts_plainly: Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Names of several words with a word in small letters (« Arabie saoudite », « bande de Gaza »).

    Attributes:
        first: Finds their first words in folded text.
        by_first: First word to the folded names, the longest first, and whether the name holds a capital.
    """

    first: re.Pattern[str]
    by_first: Mapping[str, tuple[tuple[str, bool], ...]]


def small_letter_phrases(names: Iterable[str]) -> Phrases:
    """Those of the names that hold a word in small letters of more than three letters."""
    phrases: dict[str, set[tuple[str, bool]]] = {}
    for name in names:
        words = name.split()
        if len(words) > 1 and any(word[0].islower() and len(word) > 3 for word in words):
            folded = fold(name)
            first = _LETTERS.match(folded)
            if first:
                phrases.setdefault(first[0], set()).add((folded, name != name.lower()))
    alternatives = "|".join(sorted(phrases))
    by_first = {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in phrases.items()}
    return Phrases(re.compile(rf"(?<![^\W\d_])(?:{alternatives})(?![^\W\d_])"), by_first)


def find_names(text: str, folded: str, reader: NameReader, shouted: tuple[Span, ...]) -> list[Name]:
    """The names in a text, left to right, without overlap; lines in capitals are left out.

    Args:
        text: The cleaned text.
        folded: The same, folded.
        reader: What names are cut with.
        shouted: Lines in capitals.
    """
    phrases = list(_phrases(text, folded, reader))
    taken = [*(name.span for name in phrases), *shouted]
    names = phrases + [n for n in _capitalised(text, reader) if not any(n.span.overlaps(span) for span in taken)]
    return sorted(names, key=lambda name: name.span)


def _phrases(text: str, folded: str, reader: NameReader) -> Iterator[Name]:
    end = 0
    for match in reader.phrases.first.finditer(folded):
        if match.start() < end:
            continue
        for phrase, capital in reader.phrases.by_first[match[0]]:
            span = Span(match.start(), match.start() + len(phrase))
            words = span.of(text)
            if folded.startswith(phrase, match.start()) and not folded[span.end : span.end + 1].isalnum():
                if capital and words == words.lower():
                    continue
                kind = reader.known(words)
                if kind:
                    end = span.end
                    yield Name(span, words, kind, 2)
                    break


def shouted_names(text: str, line: Span, wanted: Callable[[str], str | None]) -> Iterator[Name]:
    """The names in a line of capitals, which has no capitals to tell them by.

    Args:
        text: The cleaned text.
        line: Where the line stands.
        wanted: What kind of place bears a name; asked for runs of one to four words.
    """
    words = [Span(m.start() + line.start, m.end() + line.start) for m in _WORD.finditer(line.of(text))]
    words = [Span(w.start + 2, w.end) if _ELIDED.match(w.of(text)) else w for w in words]
    at = 0
    while at < len(words):
        for count in range(min(4, len(words) - at), 0, -1):
            span = Span(words[at].start, words[at + count - 1].end)
            kind = wanted(span.of(text)) if len(span.of(text)) > 3 and "\n" not in span.of(text) else None
            if kind:
                yield Name(span, span.of(text), kind, count)
                at += count
                break
        else:
            at += 1


def _capitalised(text: str, reader: NameReader) -> Iterator[Name]:
    words = [_without_article(text, match, reader.known) for match in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and end - at < MAX_WORDS and _joins(text, words[end - 1], words[end]):
            end += 1
        name, used = _first_name(text, words[at:end], reader)
        if name is not None:
            yield name
        at += used


def _without_article(text: str, match: re.Match[str], known: Callable[[str], str | None]) -> Span:
    """« L'Afghanistan » at the start of a sentence is « Afghanistan »; « L'Arbaâ » and « L'Aquila » stay whole."""
    elided = _ELIDED.match(match[0])
    if elided and (known(match[0][elided.end() :]) in SURE or not known(match[0])):
        return Span(match.start() + elided.end(), match.end())
    return Span(match.start(), match.end())


def _joins(text: str, left: Span, right: Span) -> bool:
    between = text[left.end : right.start]
    return len(between) < 12 and bool(_PLAIN.match(between) or _JOINING.match(between))


def _first_name(text: str, words: list[Span], reader: NameReader) -> tuple[Name | None, int]:
    """The name that begins at the first word: the longest known one, else the run of words with plain blanks."""
    known = reader.known
    for count in range(len(words), 1, -1):
        span = Span(words[0].start, words[count - 1].end)
        kind = known(span.of(text))
        goes_on = count < len(words) and _PLAIN.match(text[words[count - 1].end : words[count].start])
        if kind and kind != "alike" and not goes_on:  # « New York Times » is no « New York »
            return Name(span, span.of(text), kind, count), count
    if len(words) > 1 and reader.starts_plainly(words[0].start):
        return None, 1
    run = 1
    while run < len(words) and _PLAIN.match(text[words[run - 1].end : words[run].start]):
        run += 1
    span = Span(words[0].start, words[run - 1].end)
    if run > 1 and fold(words[run - 1].of(text)) in reader.compass:
        inner = Span(words[0].start, words[run - 2].end)
        if known(inner.of(text)):
            return Name(inner, inner.of(text), known(inner.of(text)), run - 1), run
    return _with_hyphen(text, span, reader, run), run


def _with_hyphen(text: str, span: Span, reader: NameReader, run: int) -> Name:
    """« Alep-Est » is Alep."""
    whole = span.of(text)
    kind = reader.known(whole)
    left, hyphen, right = whole.rpartition("-")
    if hyphen and kind in {None, "alike"} and fold(right) in reader.compass and reader.known(left):
        return Name(Span(span.start, span.start + len(left)), left, reader.known(left), run)
    return Name(span, whole, kind, run)


def split_axis(name: Name, known: Callable[[str], str | None]) -> tuple[Name, ...]:
    """« (l'axe) Bourzanga-Djibo » as two names where a gazetteer has both ends and not the whole; else the name."""
    left, hyphen, right = name.text.partition("-")
    if name.words != 1 or not hyphen or name.known not in {None, "alike"} or not right[:1].isupper():
        return (name,)
    ends = (known(left), known(right))
    if not all(end and end != "alike" for end in ends):
        return (name,)
    middle = name.span.start + len(left)
    return (
        Name(Span(name.span.start, middle), left, ends[0], 1),
        Name(Span(middle + 1, name.span.end), right, ends[1], 1),
    )
