"""From counts and predicates to figures, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.figures.counts import Count, find_counts
from selon.extract.figures.found import FoundFigure
from selon.extract.figures.links import Link, Sentence, continues, find_links, suits
from selon.extract.figures.predicates import find_predicates
from selon.extract.numbers import Amount, find_numbers
from selon.lexicon.figures import FigureLexicon, unaccented
from selon.model import Figure, Included, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How many tokens may stand between « dont » and the count of a sub-group (« dont au moins 36 », « dont ceux de cinq enfants »).
_PART_WINDOW = 3
# How far the words « le nombre de » may stand from their number.
_NUMBER_NOUN_WINDOW = 9
# Kinds that a victims' noun gives up when a verb says more of the same people: « trois blessés ont succombé ».
# A text of this many characters without one accent is written without them: French has about one in thirty.
_ACCENTS_DUE = 120
_ACCENTED = re.compile(r"[éèêàùçôîâûëïÉÈÊÀÇ]")
# Marks that may stand before a bare number that goes on with a toll; a bracket or a plus sign before it means something else.
_OPENERS = frozenset(",;:–—«\"“")
_YIELDING = frozenset({"wounded", "casualties", "missing", "abducted", "displaced"})


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


def _who(doc: Doc, count: Count) -> str | None:
    """The counted words, without number; ``None`` where the count has none of its own."""
    if count.noun is None:
        return None
    return doc[count.head : count.last + 1].text


def _lethal(sentence: Sentence, count: Count) -> bool:
    after = count.last + 1
    return after < sentence.end and sentence.doc[after].lower_ in sentence.lexicon.roles["lethal"]


def _both(sentence: Sentence, at: int, kind: str) -> str:
    """``casualties`` for « tués ou blessés », « morts et blessés »: one number for two kinds."""
    doc, lexicon = sentence.doc, sentence.lexicon
    if kind not in ("killed", "wounded"):
        return kind
    for at_other in (at + 2, at + 3):
        at_joint = at + 1
        if at_other >= sentence.end or doc[at_joint].lower_ not in lexicon.roles["linker"]:
            break
        if at_other == at + 3 and doc[at + 2].pos_ != "ADV":
            break
        word = doc[at_other].lower_
        readings = (lexicon.victims.get(word), *(lexicon.participles.get(word) or ()))
        kinds = {reading.kind for reading in readings if reading is not None}
        if kinds & ({"killed", "wounded"} - {kind}):
            alone = doc[at_joint].lower_ == "ou" or word in lexicon.victims
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
    if found is None or found.predicate.reading.kind == own.kind:
        return own
    return _of_link(sentence, count, found)


def _of_link(sentence: Sentence, count: Count, found: Link) -> Toll:
    reading = found.predicate.reading
    kind = _both(sentence, found.predicate.token, reading.kind)
    rule = f"{found.rule} [{reading.where} {reading.lemma}]"
    return Toll(count, kind, found.predicate.token, rule, found)


def _direct(sentence: Sentence, count: Count) -> list[Toll]:
    """The tolls that a count makes by its own noun or its own predicates."""
    if count.people is False:
        return []
    if (toll := _of_noun(sentence, count)) is not None:
        return [toll]
    if count.single and count.noun is None and not count.other:
        return []
    return [_of_link(sentence, count, found) for found in find_links(sentence, count)]


def _part_of(sentence: Sentence, count: Count) -> bool:
    """Whether « dont », « parmi lesquels » or « y compris » makes the count a sub-group."""
    doc = sentence.doc
    for at in range(count.first - 1, max(sentence.start, count.first - 1 - _PART_WINDOW) - 1, -1):
        if doc[at].lower_ in sentence.lexicon.roles["subgroup"]:
            return True
        if doc[at].pos_ in ("NOUN", "VERB", "PROPN"):
            return False
    return False


def _inherited(sentence: Sentence, count: Count, tolls: list[Toll | None], index: int) -> Toll | None:
    """Goes on with an enumeration: « la mort d'une femme et de quatre enfants »."""
    for i in range(index - 1, -1, -1):
        if not continues(sentence, sentence.counts[i], sentence.counts[i + 1]):
            return None
        earlier = tolls[i]
        if earlier is not None:
            if earlier.link is None or earlier.link.predicate.side == "left" or not suits(count, earlier.link.predicate):
                return None
            return replace(earlier, count=count, rule="enumeration, " + earlier.rule, who=None, includes=())
    return None


def _carried(sentence: Sentence, count: Count, earlier: Toll | None) -> Toll | None:
    """A bare number takes the kind of the toll before it: « onze morts dimanche, quatorze aujourd'hui »."""
    if earlier is None or earlier.rule.startswith("bare number"):
        return None
    if count.noun is not None or count.people is not None or count.single or count.amount.year or count.amount.article:
        return None
    doc, after, before = sentence.doc, count.last + 1, count.first - 1
    word = doc[after].lower_ if after < sentence.end else "."
    roles = sentence.lexicon.roles
    ends = not word[0].isalnum() or word in roles["time"] or word in roles["among"] or word in ("et", "selon", "dans", "à")
    opens = before >= sentence.start and (doc[before].text in _OPENERS or doc[before].lower_ in ("et", "ou", "à", "de"))
    return replace(earlier, count=count, rule="bare number, " + earlier.rule, includes=()) if ends and opens else None


def _tallied(sentence: Sentence, count: Count) -> Toll | None:
    """« le bilan est porté à 115 », « porte à 42 le nombre de soldats tués »."""
    plain = count.noun is None or (count.people and count.head == count.last)
    if count.single or not plain or _unread_participle(sentence, count.last + 1):
        return None
    doc, roles = sentence.doc, sentence.lexicon.roles
    toll = _number_noun(sentence, count)
    if toll is not None:
        return toll
    if not _gives_tally(sentence, count.first - 1):
        return None
    for at in range(count.first - 1, sentence.start - 1, -1):
        if doc[at].lower_ in roles["tally"]:
            return Toll(count, "killed", at, f"tally [{doc[at].lower_}]")
    return None


def _gives_tally(sentence: Sentence, at: int) -> bool:
    """Whether the word before a number can join it to « bilan »: « bilan de 12 », « porté à 115 », « est de 19 personnes »."""
    if at < sentence.start:
        return False
    doc, roles = sentence.doc, sentence.lexicon.roles
    word, before = doc[at].lower_, doc[max(at - 1, sentence.start)]
    if word in roles["of"]:
        return before.lower_ in roles["tally"] or before.pos_ in ("VERB", "AUX", "ADJ")
    between = doc[at + 1].lower_ == "entre"  # « un bilan compris entre 200 et 225 personnes »
    return between or word in roles["to"] or word in roles["aux_be"] or word in (":", "que")


def _unread_participle(sentence: Sentence, at: int) -> bool:
    """Whether a participle follows that makes no toll (« huit terroristes neutralisés »)."""
    if at >= sentence.end:
        return False
    token = sentence.doc[at]
    return "Part" in token.morph.get("VerbForm") and token.lower_ not in sentence.lexicon.participles


def _number_noun(sentence: Sentence, count: Count) -> Toll | None:
    """The kind that « le nombre de morts » or « le nombre de personnes tuées » gives to the number beside it."""
    doc, lexicon = sentence.doc, sentence.lexicon
    if count.noun is not None and count.noun not in lexicon.roles["number_noun"]:
        return None
    low = max(sentence.start, count.first - _NUMBER_NOUN_WINDOW - 4)
    high = min(sentence.end, count.last + _NUMBER_NOUN_WINDOW)
    for at in range(low, high):
        if doc[at].lower_ not in lexicon.roles["number_noun"]:
            continue
        for i in range(at + 1, min(sentence.end, at + _NUMBER_NOUN_WINDOW)):
            word = doc[i].lower_
            reading = lexicon.victims.get(word) or next(iter(lexicon.participles.get(word, ())), None)
            if reading is not None and not reading.companions:
                who = doc[at + 2].text if at + 2 < i else None
                return Toll(count, reading.kind, i, f"number noun [{reading.where} {reading.lemma}]", who=who)
            if doc[i].text in ",;." or doc[i].pos_ == "AUX":
                break
    return None


def _part(doc: Doc, count: Count) -> Included:
    return Included(_who(doc, count) or doc[count.first : count.last + 1].text, count.amount.min, count.amount.max)


def _unnumbered_parts(sentence: Sentence, toll: Toll) -> tuple[Included, ...]:
    """« dont des enfants »: sub-groups with no number."""
    doc, at = sentence.doc, toll.count.last + 1
    if at < sentence.end and doc[at].text == ",":
        at += 1
    if at >= sentence.end or doc[at].lower_ not in sentence.lexicon.roles["subgroup"]:
        return ()
    if at + 2 < sentence.end and doc[at + 1].lower_ == "des" and sentence.lexicon.names_people(doc[at + 2].lower_):
        return (Included(doc[at + 2].text, None, None),)
    return ()


def _in_sentence(sentence: Sentence) -> list[Toll]:
    """The tolls of one sentence, in order."""
    counts = sentence.counts
    direct = [_direct(sentence, count) for count in counts]
    tolls: list[Toll | None] = [found[0] if found else None for found in direct]
    parts: set[int] = set()
    parent: int | None = None
    for i, count in enumerate(counts):
        above = None if parent is None else tolls[parent]
        if parent is not None and above is not None and _is_part(sentence, tolls, i, parent, parts):
            parts.add(i)
            tolls[parent] = replace(above, includes=(*above.includes, _part(sentence.doc, count)))
            tolls[i] = _own_of_part(sentence, tolls[i], count, above)
        elif tolls[i] is None:
            last = next((toll for toll in reversed(tolls[:i]) if toll is not None), None)
            tolls[i] = _inherited(sentence, count, tolls, i) or _tallied(sentence, count) or _carried(sentence, count, last)
        if tolls[i] is not None:
            parent = i
    _sum_up(sentence, tolls)
    return [toll for i, first in enumerate(tolls) if first is not None for toll in (first, *direct[i][1:])]


def _own_of_part(sentence: Sentence, toll: Toll | None, count: Count, parent: Toll) -> Toll | None:
    """The figure that a sub-group makes besides being part of another: « dont un mortellement », « dont deux ont succombé »."""
    if _lethal(sentence, count):
        return Toll(count, "killed", count.last + 1, "lethal", who=parent.who)
    if toll is None or toll.link is None:
        return toll
    commas = (sentence.doc[i].text == "," for i in range(count.last + 1, toll.link.predicate.first))
    shared = toll.anchor == parent.anchor or (toll.link.rule == "subject" and any(commas))
    return None if shared or toll.link.rule in ("tree", "company") else toll


def _sum_up(sentence: Sentence, tolls: list[Toll | None]) -> None:
    """« sept personnes, six Français et un Belge, ont été tuées »: counts that add up to the one before are its parts."""
    for i, total in enumerate(tolls):
        if total is None or total.link is None or not total.count.amount.max:
            continue
        rest = [k for k in range(i + 1, len(tolls)) if (toll := tolls[k]) is not None and toll.anchor == total.anchor and "company" not in toll.rule]
        parts = tuple(_part(sentence.doc, sentence.counts[k]) for k in rest)
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


def _is_part(sentence: Sentence, tolls: list[Toll | None], index: int, parent: int, parts: set[int]) -> bool:
    """Whether a count is a sub-group of the toll before it."""
    counts, toll, above = sentence.counts, tolls[index], tolls[parent]
    if _part_of(sentence, counts[index]):
        return True
    goes_on = index - 1 in parts and continues(sentence, counts[index - 1], counts[index])
    alone = toll is None or (toll.link is not None and toll.link.rule == "subject")
    return goes_on and alone and above is not None and counts[index].people is True


def _figure(doc: Doc, toll: Toll) -> Figure:
    count = toll.count
    start, end = count.amount.span.start, doc[count.last].idx + len(doc[count.last].text)
    end = max(end, count.amount.span.end)
    return Figure(
        kind=toll.kind,
        min=count.amount.min,
        max=count.amount.max,
        text=doc.text[start:end],
        span=Span(start, end),
        approx=count.amount.approx,
        who=toll.who,
        includes=toll.includes,
    )


def _sentences(doc: Doc, amounts: list[Amount], lexicon: FigureLexicon) -> Iterator[Sentence]:
    at = 0
    possessives = lexicon.roles["possessive"]
    for start, end in _sentence_ranges(doc):
        first, last_char = at, doc[end - 1].idx + len(doc[end - 1].text)
        while at < len(amounts) and amounts[at].core.start < last_char:
            at += 1
        if at == first and not any(doc[i].lower_ in possessives for i in range(start, end)):
            continue
        counts = find_counts(doc, amounts[first:at], start, end, lexicon)
        if counts:
            predicates = find_predicates(doc, start, end, lexicon)
            for count in counts:
                if count.victim is not None:
                    predicates.pop(count.head, None)
            yield Sentence(doc, start, end, tuple(counts), predicates, lexicon)


def _ends_sentence(doc: Doc, at: int) -> bool:
    """Whether a sentence may end with token ``at``: a full stop, a mark that closes after one, or a line end."""
    token = doc[at]
    if token.text[-1] in ".!?…":
        return True
    return at > 0 and token.text in "»\"”)" and doc[at - 1].text[-1] in ".!?…"


def _sentence_ranges(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of the sentences; a boundary that the parser sets within one, after no mark, is not taken."""
    start = 0
    for at in range(1, len(doc)):
        if "\n" in doc[at - 1].text or (doc[at].is_sent_start and _ends_sentence(doc, at - 1)):
            yield start, at
            start = at
    if start < len(doc):
        yield start, len(doc)


def _lacks_accents(text: str) -> bool:
    """Whether a text is written without accents, as some wires and telegrams are."""
    return len(text) >= _ACCENTS_DUE and _ACCENTED.search(text) is None


def _victims_told(tolls: list[Toll], found: list[FoundFigure]) -> list[Toll]:
    """« 26 victimes » are dead where the tolls around it count the dead and nobody else."""
    around = {toll.kind for toll in tolls if toll.kind != "casualties"} or {item.figure.kind for item in found[-1:]}
    if around != {"killed"}:
        return tolls
    return [replace(toll, kind="killed") if _says_victims(toll) else toll for toll in tolls]


def _says_victims(toll: Toll) -> bool:
    return toll.kind == "casualties" and toll.rule.endswith("victime]")


def extract_figures(doc: Doc, lexicon: FigureLexicon) -> list[FoundFigure]:
    """The figures of a parsed text, in order.

    Args:
        doc: The parsed text, with sentences.
        lexicon: The words of its language.

    Returns:
        Figures in offsets of ``doc.text``. A figure of a denied or hypothetical happening is among them: reality is the
        event's business, and so are accidents and disasters.
    """
    found: list[FoundFigure] = []
    who: str | None = None
    lexicon = unaccented(lexicon) if _lacks_accents(doc.text) else lexicon
    for sentence in _sentences(doc, find_numbers(doc.text, lexicon), lexicon):
        for toll in _victims_told(_in_sentence(sentence), found):
            own = toll.who if toll.count.noun is None and toll.who else _who(doc, toll.count)
            who = own or who
            parts = (*_unnumbered_parts(sentence, toll), *toll.includes)
            figure = _figure(doc, replace(toll, who=own or who, includes=parts))
            found.append(FoundFigure(figure, toll.anchor, toll.count.head, toll.rule))
    return found
