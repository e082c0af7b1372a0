"""Walks over the words around a count, to the predicates that may count it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.figures.agreement import agrees, case_of, is_finite
from selon.extract.figures.nouns import is_adverb, is_determiner
from selon.extract.figures.predicates import Predicate

if TYPE_CHECKING:
    from selon.extract.figures.counts import Count
    from selon.extract.figures.sentences import Sentence

# How far right the verb of a counted subject may stand, in tokens, apposition and relative clause between them.
_SUBJECT_WINDOW = 40
# How far right a participle may stand that belongs to the counted noun (« deux employés d'une radio locale tués »).
_ATTACHED_WINDOW = 8
# No place in a text: the verb of the relative clause that stands beside the count has passed.
_PAST = 1 << 30
# How far right the relative pronoun may stand (« un homme de 20 ans qui a été tué »).
_RELATIVE_WINDOW = 4
# How far left the verb of a counted object may stand.
_OBJECT_WINDOW = 9
# How far left the verb may stand that also holds for « avec ses deux enfants ».
_COMPANY_WINDOW = 25


@dataclass(slots=True)
class Scan:
    """State of the walk to the right of a count."""

    attached: Predicate | None = None
    detached: Predicate | None = None
    relative: Predicate | None = None
    main: Predicate | None = None
    relatives: int = 0
    who: int = -1
    comma: int = -1


def _starts_part(sentence: Sentence, at: int) -> bool:
    """Whether « dont » at ``at`` opens a sub-group (« dont 36 enfants »), not a relative clause."""
    nxt = sentence.doc[min(at + 1, sentence.end - 1)]
    return (
        nxt.pos_ == "NUM"
        or is_determiner(nxt, sentence.lexicon)
        or any(count.first == at + 1 for count in sentence.counts)
    )


def _attach(sentence: Sentence, count: Count, predicate: Predicate, scan: Scan) -> None:
    doc, at = sentence.doc, predicate.token
    if scan.attached is not None or scan.relatives or not agrees(sentence, count, predicate.plural):
        return
    if predicate.plural is False and count.plural and count.noun is not None:
        return  # a collective (« une dizaine d'hommes ») may take a singular verb, its noun no singular participle
    if scan.comma < 0 and (at - count.last > _ATTACHED_WINDOW or _other_people(sentence, count, at)):
        return
    if scan.comma >= 0 and any(
        not is_adverb(doc[i], sentence.lexicon) and doc[i].lower_ not in sentence.lexicon.roles["all"]
        for i in range(scan.comma + 1, at)
    ):
        return
    if scan.comma >= 0:
        scan.detached = predicate
    scan.attached = predicate


def _other_people(sentence: Sentence, count: Count, at: int) -> bool:
    """Whether definite people stand between, who are nearer to the participle (« 600 proches des soldats morts »)."""
    doc, names, definite = sentence.doc, sentence.lexicon.names_people, sentence.lexicon.roles["definite"]
    inside = range(count.last + 2, at)
    return any(names(doc[i].lower_) and doc[i - 1].lower_ in definite for i in inside)


def walk_right(sentence: Sentence, count: Count) -> Scan:
    """Walks right from the count to the participle beside it and to the verb it is the subject of."""
    doc, scan, roles = sentence.doc, Scan(), sentence.lexicon.roles
    groups: dict[int, Predicate] = {}
    for left in sorted((p for p in sentence.predicates.values() if p.side == "left"), key=lambda p: p.token):
        groups.setdefault(left.first, left)  # « ont été tués ou blessés » has one auxiliary for both
    at = count.last + 1
    while at < min(sentence.end, count.last + _SUBJECT_WINDOW):
        token, word = doc[at], doc[at].lower_
        group, predicate = groups.get(at), sentence.predicates.get(at)
        if group is not None and _governed(sentence, group):
            return scan
        if group is not None:
            if not scan.relatives:
                scan.main = group if agrees(sentence, count, group.plural) else None
                return scan
            scan.relatives -= 1
            if (
                scan.relatives == 0
                and 0 <= scan.who <= count.last + _RELATIVE_WINDOW
                and agrees(sentence, count, group.plural)
            ):
                scan.relative = scan.relative or group
            scan.who = _PAST if scan.who >= 0 else scan.who
            at = group.token
        elif predicate is not None and predicate.side == "attached":
            _attach(sentence, count, predicate, scan)
        elif word in roles["relative"] and not (word in roles["subgroup"] and _starts_part(sentence, at)):
            scan.relatives += 1
            if word in roles["who"] and scan.who < 0:
                scan.who = at
        elif word in roles["clause"] or (word in roles["subject"] and not scan.relatives):
            return scan
        elif is_finite(token, sentence.lexicon) or (predicate is not None and predicate.side == "right"):
            if not scan.relatives:
                return scan
            scan.relatives -= 1
            scan.who = _PAST if scan.who >= 0 else scan.who
            at = _group_end(sentence, at)
        elif word == ",":
            scan.comma = at
        at += 1
    return scan


def _governed(sentence: Sentence, group: Predicate) -> bool:
    """Whether a preposition takes an infinitive away (« poignardé un policier avant d'être abattu »)."""
    doc, roles = sentence.doc, sentence.lexicon.roles
    infinitive = doc[group.first].lower_ in roles["unfinite"] or "Inf" in doc[group.first].morph.get("VerbForm")
    before = doc[max(group.first - 1, sentence.start)].lower_
    return infinitive and (before in roles["of"] or before in roles["case"])


def is_object(sentence: Sentence, count: Count, group: Predicate) -> bool:
    """Whether a verb stands right before the count, whose object it then is (« recruter vingt volontaires »).

    The object of a verb may still be the subject of an infinitive beside it: « en voir 300 sortir », « forcer 300
    habitants à fuir ».
    """
    before, joint = count.first - 1, sentence.doc[group.first - 1].lower_
    if before < sentence.start or sentence.doc[before].pos_ != "VERB":
        return False
    return group.first > count.last + 1 and joint not in sentence.lexicon.roles["to"]


def _group_end(sentence: Sentence, at: int) -> int:
    """Last token of a verb group that starts at ``at``."""
    while at + 1 < sentence.end:
        token = sentence.doc[at + 1]
        verbal = token.pos_ in ("AUX", "ADV") or "Part" in token.morph.get("VerbForm")
        if not verbal:
            break
        at += 1
    return at


def walk_left(sentence: Sentence, count: Count, case: str) -> Predicate | None:
    """Walks left from the count to the verb it is the object of, or the noun it completes."""
    doc, roles = sentence.doc, sentence.lexicon.roles
    if case == "of" and (named := _remains(sentence, count)) is not None:
        return named
    if case == "of" and (group := _group_before(sentence, count)) is not None:
        return walk_left(sentence, group, case_of(sentence, group))
    wanted = {"of": ("complement",), "to": ("dative",), "": ("patient",)}.get(case, ())
    for at in range(count.first - 1, max(sentence.start, count.first - _OBJECT_WINDOW) - 1, -1):
        token, word = doc[at], doc[at].lower_
        predicate = sentence.predicates.get(at)
        if predicate is not None:
            right = predicate.side == "right" or (
                predicate.side == "attached" and predicate.plural is False and at == count.first - 1 and count.plural
            )
            if right and predicate.reading.counted in wanted:
                return predicate
            if predicate.side != "attached" or at < count.first - 2:
                return None
        elif word in sentence.lexicon.companions:
            continue
        elif (
            token.pos_ in ("ADV", "PUNCT", "NUM")
            or is_determiner(token, sentence.lexicon)
            or word in roles["time"]
            or word in roles["of"]
            or word in roles["to"]
        ):
            if token.text in (";", ":", "."):
                return None
        elif not (case == "of" and token.pos_ in ("PROPN", "ADP", "ADJ")):
            return None
    return None


def _remains(sentence: Sentence, count: Count) -> Predicate | None:
    """« parmi les corps identifiés, ceux de deux infirmiers »: the noun that « ceux » stands for."""
    if (
        count.first - 2 < sentence.start
        or sentence.doc[count.first - 2].lower_ not in sentence.lexicon.roles["standing_for"]
    ):
        return None
    for at in range(count.first - 3, sentence.start - 1, -1):
        for reading in sentence.lexicon.happenings.get(sentence.doc[at].lower_, ()):
            return Predicate(at, at, reading, "right")
    return None


def _group_before(sentence: Sentence, count: Count) -> Count | None:
    """« une famille » in « une famille de cinq personnes », as a count in the place of the other."""
    at = count.first - 2
    noun = sentence.lexicon.nouns.get(sentence.doc[at].lower_) if at >= sentence.start else None
    if noun is None or noun.kind != "group" or noun.size is not None:
        return None
    single = at > sentence.start and is_determiner(sentence.doc[at - 1], sentence.lexicon)
    first = at - 1 if single or sentence.doc[at - 1].pos_ == "NUM" else at
    return replace(count, first=first, last=count.last)


def in_tree(sentence: Sentence, count: Count) -> Predicate | None:
    """The predicate that governs the count in the parse."""
    for at in dict.fromkeys((count.head, count.last, *range(count.first, count.head))):
        token = sentence.doc[at]
        predicate = sentence.predicates.get(token.head.i)
        if predicate is None or predicate.token == at:
            continue
        subject = token.dep_.startswith("nsubj") and predicate.side == "left"
        obj = token.dep_ == "obj" and predicate.side == "right" and predicate.reading.counted == "patient"
        complement = token.dep_ == "nmod" and predicate.reading.counted == "complement" and predicate.token < at
        subject = subject and agrees(sentence, count, predicate.plural) and not _nearer(sentence, count, predicate)
        if subject or obj or complement:
            return predicate
    return None


def _nearer(sentence: Sentence, count: Count, predicate: Predicate) -> bool:
    """Whether the count of a relative clause stands between a count and a verb, which then is that one's."""
    inside = range(count.last, predicate.first)
    relative = any(sentence.doc[i].lower_ in sentence.lexicon.roles["relative"] for i in inside)
    return relative and any(other.first in inside and not other.single for other in sentence.counts)


def company(sentence: Sentence, count: Count) -> Predicate | None:
    """The verb that also holds for « avec ses deux enfants » or « ainsi que sept autres »."""
    doc, roles, before = sentence.doc, sentence.lexicon.roles, count.first - 1
    while before > sentence.start and is_determiner(doc[before], sentence.lexicon):
        before -= 1
    company = doc[max(before - 1, 0) : before + 1].text.lower() in roles["with"] or doc[before].lower_ in roles["with"]
    if before < sentence.start or not company or count.people is not True:
        return None
    for at in range(before - 1, max(sentence.start, before - _COMPANY_WINDOW) - 1, -1):
        predicate = sentence.predicates.get(at)
        if predicate is not None and predicate.reading.counted != "complement" and predicate.side != "attached":
            return predicate
    return None
