"""Counted noun phrases: each amount of a sentence with the noun that it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.figures.nouns import (
    after_partitive,
    compound,
    is_determiner,
    names_people,
    noun_at,
    phrase_end,
    plural_form,
)
from selon.extract.numbers import Amount
from selon.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from selon.lexicon.figures import FigureLexicon, FigureWord


@dataclass(frozen=True, slots=True)
class Count:
    """An amount and what it counts.

    Attributes:
        amount: The number.
        first: First token of the number words, bounds included.
        last: Last token of the counted phrase; that of the number where no noun follows.
        head: Token of the counted noun; that of the number where there is none.
        noun: Form of the counted noun, lower case; ``None`` for a bare number or « autres ».
        people: What the noun is known to be: ``True`` people, ``False`` something else, ``None`` not known.
        victim: Reading of a noun that makes the number a toll by itself (« morts »).
        single: One victim, named by an article or a possessive.
        other: The count goes on with an earlier noun (« 64 autres »).
        apposed: It may stand beside a name that it explains (« Omar, un berger »).
    """

    amount: Amount
    first: int
    last: int
    head: int
    noun: str | None = None
    people: bool | None = None
    victim: FigureWord | None = None
    single: bool = False
    other: bool = False
    apposed: bool = False

    @property
    def plural(self) -> bool:
        """Whether the words count more than one."""
        return not self.single and (self.amount.max is None or self.amount.max > 1)


def _count(doc: Doc, amount: Amount, end: int, lexicon: FigureLexicon) -> Count | None:
    tokens = doc.char_span(*amount.span, alignment_mode="expand")
    core = doc.char_span(*amount.core, alignment_mode="expand")
    if tokens is None or core is None:
        return None
    if amount.year or (tokens.start > 0 and doc[tokens.start - 1].lower_ in lexicon.roles["rejecting"]):
        return None
    first, last = tokens.start, core.end - 1
    if first > 0 and doc[first - 1].lower_ in lexicon.roles["numbered"]:
        return None
    found = _with_noun(doc, Count(amount, first, last, last), end, lexicon)
    if found is None or not amount.article:
        return found
    return replace(found, apposed=_apposed(doc, first, lexicon) or doc[found.head].dep_ == "appos")


def _with_noun(doc: Doc, count: Count, end: int, lexicon: FigureLexicon) -> Count | None:
    amount, first, last = count.amount, count.first, count.last
    after = last + 1
    if after >= end:
        return count
    nxt = doc[after].lower_
    partitive = nxt in lexicon.roles["of"]
    if partitive and not amount.of:
        return _partitive(doc, count, end, lexicon)
    at = after_partitive(doc, after, end, lexicon) if partitive else after
    if at < end and doc[at].lower_ in lexicon.roles["eux"]:
        return Count(amount, first, at, at, people=True, other=True)
    return _headed(doc, count, at, end, lexicon)


def _apposed(doc: Doc, first: int, lexicon: FigureLexicon) -> bool:
    """« Omar, un berger »: a victim with a name, which is no figure; after « à Gao, » one may follow that is."""
    if (
        first < 2
        or doc[first - 1].text != ","
        or not (doc[first - 2].pos_ == "PROPN" or doc[first - 2].text.endswith("."))
    ):
        return False
    at = first - 2
    while at > 0 and (doc[at].pos_ == "PROPN" or is_determiner(doc[at], lexicon)):
        at -= 1
    return doc[at].lower_ not in lexicon.roles["to"] | lexicon.roles["case"]


def _partitive(doc: Doc, count: Count, end: int, lexicon: FigureLexicon) -> Count | None:
    """« trois des blessés », « neuf de ses combattants », « l'un d'eux »; « un » before « de » alone counts nothing."""
    at = after_partitive(doc, count.last + 1, end, lexicon)
    single = count.amount.article
    if at < end and doc[at].lower_ in lexicon.roles["eux"]:
        return replace(count, last=at, head=at, people=True, other=True, single=single)
    numbered = at < end and doc[at].like_num
    while at < end and doc[at].like_num:
        at += 1
    noun = noun_at(doc, at, end, lexicon)
    if noun is None:
        return None if single else count
    known = names_people(compound(doc, noun)[0], doc[noun], lexicon)
    last = count.last if numbered else phrase_end(doc, noun, end, lexicon)
    return replace(count, last=last, head=noun, noun=doc[noun].lower_, people=known, single=single)


def _headed(doc: Doc, count: Count, at: int, end: int, lexicon: FigureLexicon) -> Count | None:
    noun = noun_at(doc, at, end, lexicon)
    single = count.amount.article
    others = at < end and doc[at].lower_ in lexicon.roles["another" if single and noun is None else "adjective"]
    if noun is None:
        return replace(count, last=at if others else count.last, other=others, single=single)
    word = compound(doc, noun)[0]
    if word in lexicon.roles["fraction"] or (single and plural_form(doc[noun])):
        return None
    group = lexicon.nouns.get(word)
    amount = count.amount
    if group is not None and group.kind == "group":
        if group.size is None:
            return replace(count, last=noun, head=noun, noun=word, people=False)
        amount = _times(amount, group.size)
    return replace(
        count,
        amount=amount,
        last=phrase_end(doc, noun, end, lexicon),
        head=noun,
        noun=word,
        people=names_people(word, doc[noun], lexicon),
        victim=lexicon.victims.get(word),
        single=single,
        other=others and word in lexicon.participles,
    )


def _times(amount: Amount, size: int) -> Amount:
    low = None if amount.min is None else amount.min * size
    high = None if amount.max is None else amount.max * size
    return replace(amount, min=low, max=high)


def _possessive(doc: Doc, at: int, end: int, lexicon: FigureLexicon) -> Count | None:
    """« son frère »: a single victim named by its tie to somebody."""
    noun = noun_at(doc, at + 1, end, lexicon)
    known = None if noun is None else lexicon.nouns.get(compound(doc, noun)[0])
    if noun is None or noun - at > 3 or known is None or known.kind != "person" or plural_form(doc[noun]):
        return None
    span = Span(doc[at].idx, doc[at].idx + len(doc[at].text))
    amount = Amount(span, span, 1, 1, article=True)
    last = phrase_end(doc, noun, end, lexicon)
    return Count(amount, at, last, noun, doc[noun].lower_, people=True, single=True)


def find_counts(doc: Doc, amounts: list[Amount], start: int, end: int, lexicon: FigureLexicon) -> list[Count]:
    """The counts of one sentence, in order.

    Args:
        doc: The parsed text.
        amounts: The amounts whose words stand in the sentence.
        start: First token of the sentence.
        end: Token after its last.
        lexicon: The words.

    Returns:
        Possible victims only: an article or a possessive before a noun that names no people may be among them.
    """
    found = [_count(doc, amount, end, lexicon) for amount in amounts]
    for at in range(start, end):
        if doc[at].lower_ in lexicon.roles["possessive"]:
            found.append(_possessive(doc, at, end, lexicon))
    counts = sorted((count for count in found if count is not None), key=lambda count: (count.first, -count.last))
    kept: list[Count] = []
    for count in counts:
        if not kept or count.first > kept[-1].last or (count.victim and not kept[-1].victim):
            kept.append(count)
    following = [*kept[1:], None][: len(kept)]
    return [_same_unit(doc, count, after, lexicon) for count, after in zip(kept, following, strict=True)]


def _same_unit(doc: Doc, count: Count, after: Count | None, lexicon: FigureLexicon) -> Count:
    """« de 16 à 22 ans », « 21 et 22 ans »: a bare number counts what the next one counts."""
    if after is None or count.noun is not None or after.people is not False or after.first != count.last + 2:
        return count
    return replace(count, people=False) if doc[count.last + 1].lower_ in lexicon.roles["range"] else count
