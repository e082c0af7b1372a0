"""Sub-groups of a figure: « dont 36 enfants », « sept personnes, six Français et un Belge »."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from selon.extract.figures.counts import Count
from selon.extract.figures.links import continues
from selon.extract.figures.sentences import Sentence
from selon.extract.figures.tolls import Toll, who_of
from selon.model import Included

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How many tokens may stand between « dont » and the count of a sub-group (« dont ceux de cinq enfants »).
_PART_WINDOW = 3


def _lethal(sentence: Sentence, count: Count) -> bool:
    after = count.last + 1
    return after < sentence.end and sentence.doc[after].lower_ in sentence.lexicon.roles["lethal"]


def _part_of(sentence: Sentence, count: Count) -> bool:
    """Whether « dont », « parmi lesquels » or « y compris » makes the count a sub-group."""
    doc = sentence.doc
    for at in range(count.first - 1, max(sentence.start, count.first - 1 - _PART_WINDOW) - 1, -1):
        if doc[at].lower_ in sentence.lexicon.roles["subgroup"]:
            return True
        if doc[at].pos_ in ("NOUN", "VERB", "PROPN"):
            return False
    return False


def included(doc: Doc, count: Count) -> Included:
    """A count as a sub-group of a figure."""
    return Included(who_of(doc, count) or doc[count.first : count.last + 1].text, count.amount.min, count.amount.max)


def unnumbered_parts(sentence: Sentence, toll: Toll) -> tuple[Included, ...]:
    """« dont des enfants »: sub-groups with no number."""
    doc, at = sentence.doc, toll.count.last + 1
    if at < sentence.end and doc[at].text == ",":
        at += 1
    if at >= sentence.end or doc[at].lower_ not in sentence.lexicon.roles["subgroup"]:
        return ()
    if (
        at + 2 < sentence.end
        and doc[at + 1].lower_ in sentence.lexicon.roles["indefinite"]
        and sentence.lexicon.names_people(doc[at + 2].lower_)
    ):
        return (Included(doc[at + 2].text, None, None),)
    return ()


def own_of_part(sentence: Sentence, toll: Toll | None, count: Count, parent: Toll) -> Toll | None:
    """The figure that a sub-group makes besides being part of another: « dont un mortellement »."""
    if _lethal(sentence, count):
        return Toll(count, "killed", count.last + 1, "lethal", who=parent.who)
    if toll is None or toll.link is None:
        return toll
    commas = (sentence.doc[i].text == "," for i in range(count.last + 1, toll.link.predicate.first))
    shared = toll.anchor == parent.anchor or (toll.link.rule == "subject" and any(commas))
    return None if shared or toll.link.rule in ("tree", "company") else toll


def sum_up(sentence: Sentence, tolls: list[Toll | None]) -> None:
    """« sept personnes, six Français et un Belge, ont été tuées »: counts that add up to another are its parts."""
    for i, total in enumerate(tolls):
        if total is None or total.link is None or not total.count.amount.max:
            continue
        rest = [
            k
            for k in range(i + 1, len(tolls))
            if (toll := tolls[k]) is not None and toll.anchor == total.anchor and "company" not in toll.rule
        ]
        parts = tuple(included(sentence.doc, sentence.counts[k]) for k in rest)
        below = tuple(part for k in rest for part in (tolls[k] or total).includes)
        if rest and _adds_up(total.count.amount.max, parts, below):
            tolls[i] = replace(total, includes=(*total.includes, *parts))
            for k in rest:
                tolls[k] = None
            return


def _adds_up(total: int, parts: tuple[Included, ...], below: tuple[Included, ...]) -> bool:
    """Whether all ``parts``, and perhaps one group listed after a part's own sub-group, make up the total."""
    known = sum(part.max or 0 for part in parts)
    return (len(parts) > 1 and known == total) or any(known + (part.max or 0) == total for part in below)


def is_part(sentence: Sentence, tolls: list[Toll | None], index: int, parent: int, parts: set[int]) -> bool:
    """Whether a count is a sub-group of the toll before it."""
    counts, toll, above = sentence.counts, tolls[index], tolls[parent]
    if _part_of(sentence, counts[index]):
        return True
    goes_on = index - 1 in parts and continues(sentence, counts[index - 1], counts[index])
    alone = toll is None or (toll.link is not None and toll.link.rule == "subject")
    return goes_on and alone and above is not None and counts[index].people is True
