"""Which capitalised names are places, and which of them act as parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selon.extract.place_names import SURE, Name
from selon.extract.place_reading import LOCATIVE, WIDE, Found, Reading
from selon.extract.place_settings import PlaceSetting
from selon.lexicon.folding import fold
from selon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = frozenset({"country", "capital"})
_DATELINE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý' -]{2,}(?: \([^()]{2,40}\))?, (?:le )?\d{1,2}(?:er)? [a-zéû]{3,9}\.?")
# « Tripoli (Liban-Nord) : des heurts »: a heading says where; « Moscou : « … » » says who.
_HEADING = re.compile(r" ?(?:\([^()]*\) ?)?:(?! ?[«\"“])")


def is_strong(found: Found, persons: frozenset[str]) -> bool:
    """A name that stands once where only a place can stand is a place wherever else it stands."""
    setting = found.setting
    if found.folded in persons or not is_locative(found.token):
        return False
    if setting.kind is not None and not setting.bare_noun and not setting.own_name:
        return True
    return (
        setting.kind is None
        and setting.relation in LOCATIVE
        and (setting.unlisted or found.name.known in {"city", "capital", "town"})
    )


def persons_of(found: list[Found]) -> frozenset[str]:
    """Words of unknown names of several words: « Assad » once « Bachar al-Assad » was named."""
    placed = {f.folded for f in found if f.setting.relation in LOCATIVE or f.setting.kind}
    words = set()
    for last, each in zip([None, *found], found, strict=False):
        if each.name.words > 1 and each.name.known in {None, "alike"} and each.folded not in placed:
            words |= {fold(word) for word in each.name.text.split() if word[0].isupper()}
            words.add(each.folded)
        elif last is not None and each.setting.relation == "of" and _is_first_name(last, each):
            words.add(each.folded)  # « Cédric de Pierrepont »
    return frozenset(words)


def _is_first_name(last: Found, each: Found) -> bool:
    beside = last.name.span.end + 1 == each.setting.start and last.setting.kind is None
    return (
        beside and last.token.pos_ == "PROPN" and last.name.known not in SURE and last.setting.relation not in LOCATIVE
    )


def verdict_on(reading: Reading, found: Found, persons: frozenset[str], strong: frozenset[str]) -> str | None:
    """``place``, ``doubtful``, or ``None`` for a person, an organisation or a common noun with a capital."""
    name, setting = found.name, found.setting
    if in_dateline(reading.text, name.span):
        return "place" if name.known and name.known != "alike" else None
    if found.folded in reading.words.not_names or (name.known not in WIDE and reading.parties(name.text)):
        return None
    if found.folded in reading.words.demonyms or (found.folded in reading.words.kinds and name.known not in WIDE):
        return None
    grammar = reading.words.grammar
    if found.folded in reading.words.bearings:
        return (
            "place"
            if any(reading.folded.startswith(f"{word} ", setting.start) for word in grammar.inside)
            or setting.kind == "unit"
            else None
        )
    if setting.kind is not None and (not setting.bare_noun or setting.kind in {"quarter", "site", "axis", "nature"}):
        return _after_place_noun(found, persons)
    if name.known in WIDE:
        return "place" if not name.text.isupper() and not _after_noun(reading, found) else None
    if name.known is None and name.words > 1:  # « à Haouch Benramdane, un hameau », but « à Amédy Coulibaly »
        told = setting.unlisted and found.folded not in persons and _is_told(reading, name)
        return "place" if told else None
    if setting.relation in LOCATIVE:
        return _after_preposition(reading, found, persons)
    return _without_preposition(reading, found, persons, strong)


def _after_place_noun(found: Found, persons: frozenset[str]) -> str | None:
    if found.folded in persons and found.name.known not in SURE and found.setting.bare_noun:
        return None
    if found.name.text.isupper() and found.name.known not in SURE:
        return None  # « le camp de l'ONU »
    if found.setting.own_name and found.setting.plural and found.name.known not in SURE:
        return None  # « des positions du Hezbollah »
    return "place"


def _is_told(reading: Reading, name: Name) -> bool:
    """Whether the text after a name says that it is a place: « , un hameau », « , à 6 km de », « (province de »."""
    after = reading.folded[name.span.end : name.span.end + 60]
    if reading.settings.patterns.told.match(after):
        return True
    nouns = [w for w in re.findall(r"[a-z'-]+", after.split(".")[0])[:4] if reading.words.kinds.get(w.split("'")[-1])]
    return after.lstrip().startswith((",", "(")) and bool(nouns)


def _after_preposition(reading: Reading, found: Found, persons: frozenset[str]) -> str | None:
    sure = found.name.known in SURE
    if found.folded in persons and not (sure and found.setting.relation == "in"):
        return None
    if found.name.text.isupper() and not sure:
        return None  # « à l'ONU », « dans l'EI »
    if not sure and found.token.head.lemma_ in reading.words.not_heads:
        return None
    if (
        reading.folded[found.setting.start : found.name.span.start].rstrip() in reading.words.grammar.region_link
        and found.name.known not in WIDE
    ):
        return None
    if sure or (is_locative(found.token) and (found.setting.unlisted or found.name.known == "town")):
        return "place"
    return None


def _without_preposition(reading: Reading, found: Found, persons: frozenset[str], strong: frozenset[str]) -> str | None:
    name = found.name
    if found.folded in persons or name.text.isupper() or (name.known in {None, "alike"} and found.folded not in strong):
        return None
    plain_de = found.setting.relation == "of" and name.known in {"capital", "city", "town"}
    if found.token.pos_ != "PROPN" and found.folded not in strong and not plain_de:
        return None  # « Trente personnes », « l'Union », « Selon »
    if found.setting.relation == "of":
        if _part_of_name(reading, found.setting, strong):
            return None
    elif _after_noun(reading, found) or (
        found.token.dep_ in {"flat:name", "vocative"} and not starts_line(reading, name)
    ):
        return None
    return "place" if name.known in SURE or found.folded in strong else "doubtful"


def starts_line(reading: Reading, name: Name) -> bool:
    """Whether the name stands at the start of a line."""
    return name.span.start == 0 or reading.text[name.span.start - 1] == "\n"


def is_locative(token: Token) -> bool:
    """« s'est rendu à X » against « a dit à X »: the parser tells the addressee from the place."""
    return token.dep_ not in {"iobj", "obl:arg:dat", "flat:name", "nsubj"}


def _after_noun(reading: Reading, found: Found) -> bool:
    """A noun right before the name makes it that noun's own name: « le président Assad », « l'agence Tasnim »."""
    if found.setting.relation != "bare" or found.setting.kind is not None or not found.first:
        return False
    before = reading.doc[found.first - 1]
    return before.pos_ in {"NOUN", "PROPN"} and before.is_alpha and bool(before.whitespace_)


def _part_of_name(reading: Reading, setting: PlaceSetting, strong: frozenset[str]) -> bool:
    """« Banque de France », « Front de Palestine »: a capitalised noun before « de », not at a sentence's start."""
    before = reading.text[: setting.start].rstrip()
    word = re.search(r"[\w'-]+$", before)
    if word is None or not word[0][0].isupper() or fold(word[0]) in strong:
        return False
    return bool(re.search(r"[\w,;)»] ?$", before[: word.start()])) and fold(word[0]) not in reading.words.kinds


def is_party(reading: Reading, found: Found) -> bool:
    """A capital or state that speaks or acts, or that something is said of, by, with or against."""
    name, setting, token = found.name, found.setting, found.token
    if name.known not in _ACTORS or setting.kind is not None or setting.part:
        return False
    if (
        setting.relation == "in"
        and reading.folded[setting.start : name.span.start].rstrip() in reading.words.grammar.bare_to
    ):
        return token.dep_ in {"iobj", "obl:arg"} and token.head.pos_ == "VERB" and name.known == "country"
    if setting.relation == "between":
        return name.known == "capital"
    if setting.relation != "bare" or _HEADING.match(reading.text[name.span.end : name.span.end + 40]):
        return False
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ == "nsubj":
        passive = any(child.dep_ == "aux:pass" or child.lemma_ == "être" for child in token.head.children)
        return not passive and token.head.lemma_ not in reading.words.subject_verbs
    return token.dep_ in {"obl:agent", "obl:arg", "obl:mod", "obl"}


def in_dateline(text: str, span: Span) -> bool:
    """Whether a name stands in « ALEP (Syrie), 7 déc » at the start of a line."""
    start = text.rfind("\n", 0, span.start) + 1
    match = _DATELINE.match(text[start : start + 90])
    return match is not None and span.end <= start + match.end()
