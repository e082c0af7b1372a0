"""Counts that their own words make tolls: a victims' noun, a predicate, or the toll they go on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.figures.counts import Count
from selon.extract.figures.links import Link, continues, find_links, suits
from selon.extract.figures.nouns import is_adverb
from selon.extract.figures.sentences import Sentence
from selon.model import Included

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Kinds that a victims' noun gives up when a verb says more of the same people: « trois blessés ont succombé ».
_YIELDING = frozenset({"wounded", "casualties", "missing", "abducted", "displaced"})
# Marks that may stand before a bare number that goes on with a toll; a bracket or a plus sign says something else.
_OPENERS = frozenset(',;:–—«"“')


@dataclass(frozen=True, slots=True)
class Toll:
    """A count with its kind.

    Attributes:
        count: The count.
        kind: One of the figure kinds.
        anchor: Token of the word that makes it a toll.
        rule: The rule and the lexicon entry.
        link: The predicate, where one made it.
        who: Counted words, from an earlier count where this one has none.
    """

    count: Count
    kind: str
    anchor: int
    rule: str
    link: Link | None = None
    who: str | None = None
    includes: tuple[Included, ...] = ()


def who_of(doc: Doc, count: Count) -> str | None:
    """The counted words, without number; ``None`` where the count has none of its own."""
    if count.noun is None or (count.other and count.victim is not None):
        return None
    return doc[count.head : count.last + 1].text


def _both(sentence: Sentence, at: int, kind: str) -> str:
    """``casualties`` for « tués ou blessés », « morts et blessés »: one number for two kinds."""
    doc, lexicon = sentence.doc, sentence.lexicon
    if kind not in ("killed", "wounded"):
        return kind
    for at_other in (at + 2, at + 3):
        at_joint = at + 1
        if at_other >= sentence.end or doc[at_joint].lower_ not in lexicon.roles["linker"]:
            break
        if at_other == at + 3 and not is_adverb(doc[at + 2], lexicon):
            break
        word = doc[at_other].lower_
        readings = (lexicon.victims.get(word), *(lexicon.participles.get(word) or ()))
        kinds = {reading.kind for reading in readings if reading is not None}
        if kinds & ({"killed", "wounded"} - {kind}):
            alone = doc[at_joint].lower_ in lexicon.roles["or"] or word in lexicon.victims
            return "casualties" if alone and not any(c.first == at_other for c in sentence.counts) else kind
    return kind


def _of_noun(sentence: Sentence, count: Count) -> Toll | None:
    """« 36 morts »: the noun itself; a verb that says more of the same people wins over some nouns."""
    reading = count.victim
    if reading is None or (count.single and reading.kind == "displaced"):
        return None  # « une déplacée » says who somebody is, not how many fled
    own = Toll(count, _both(sentence, count.head, reading.kind), count.head, f"noun [{reading.where} {reading.lemma}]")
    if own.kind not in _YIELDING or own.kind != reading.kind:
        return own
    found = next(iter(find_links(sentence, count)), None)
    if found is None or found.predicate.reading.kind == own.kind or _next_clause(sentence, count, found):
        return own
    return of_link(sentence, count, found)


def _next_clause(sentence: Sentence, count: Count, found: Link) -> bool:
    """Whether another count stands between, whose verb it then is (« six blessés, des dizaines ont disparu »)."""
    return any(count.last < other.first <= found.predicate.first for other in sentence.counts)


def of_link(sentence: Sentence, count: Count, found: Link) -> Toll:
    """The toll that a predicate makes of a count."""
    reading = found.predicate.reading
    kind = _both(sentence, found.predicate.token, reading.kind)
    rule = f"{found.rule} [{reading.where} {reading.lemma}]"
    return Toll(count, kind, found.predicate.token, rule, found)


def direct(sentence: Sentence, count: Count) -> list[Toll]:
    """The tolls that a count makes by its own noun or its own predicates."""
    if count.people is False:
        return []
    if (toll := _of_noun(sentence, count)) is not None:
        return [toll]
    if count.single and count.noun is None and not count.other:
        return []
    return [of_link(sentence, count, found) for found in find_links(sentence, count)]


def inherited(sentence: Sentence, tolls: list[Toll | None], index: int) -> Toll | None:
    """The toll that a count takes from the enumeration it stands in: « la mort d'une femme et de quatre enfants »."""
    count = sentence.counts[index]
    if count.noun is None and count.people:
        return None  # « nombre d'entre eux » says more of the people before it
    for i in range(index - 1, -1, -1):
        if not continues(sentence, sentence.counts[i], sentence.counts[i + 1]):
            return None
        earlier = tolls[i]
        if earlier is not None and earlier.link is not None:
            fits = earlier.link.predicate.side != "left" and suits(count, earlier.link.predicate)
            rule = "enumeration, " + earlier.rule
            return replace(earlier, count=count, rule=rule, who=None, includes=()) if fits else None
        if earlier is not None:
            return None
    return None


def carried(sentence: Sentence, count: Count, earlier: Toll | None) -> Toll | None:
    """A bare number takes the kind of the toll before it: « onze morts dimanche, quatorze aujourd'hui »."""
    if earlier is None or earlier.rule.startswith("bare number"):
        return None
    if count.noun is not None or count.people is not None or count.single or count.amount.year or count.amount.article:
        return None
    doc, after, before = sentence.doc, count.last + 1, count.first - 1
    word = doc[after].lower_ if after < sentence.end else "."
    roles = sentence.lexicon.roles
    ends = (
        not word[0].isalnum()
        or word in roles["time"]
        or word in roles["among"]
        or word in roles["case"] | roles["range"]
    )
    opens = before >= sentence.start and (
        doc[before].text in _OPENERS or doc[before].lower_ in roles["range"] | roles["of"]
    )
    return replace(earlier, count=count, rule="bare number, " + earlier.rule, includes=()) if ends and opens else None
