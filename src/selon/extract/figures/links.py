"""Which predicate makes a count a toll: word order first, the parse where word order does not say.

Parses of news sentences with many numbers are often wrong where it matters (« 17 tuées, dont 11 enfants, et 35 autres
blessées »), so adjacency and agreement decide, and the tree is asked only when they find nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.extract.figures.counts import Count
from selon.extract.figures.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from selon.lexicon.figures import FigureLexicon

# How far right the verb of a counted subject may stand, in tokens, apposition and relative clause between them.
_SUBJECT_WINDOW = 40
# How far right a participle may stand that belongs to the counted noun (« deux employés d'une radio locale tués »).
_ATTACHED_WINDOW = 8
# How far left the verb of a counted object may stand.
_OBJECT_WINDOW = 9
# How far left the verb may stand that also holds for « avec ses deux enfants ».
_COMPANY_WINDOW = 25


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the rules read it: token range, counts in order, predicates by token."""

    doc: Doc
    start: int
    end: int
    counts: tuple[Count, ...]
    predicates: dict[int, Predicate]
    lexicon: FigureLexicon


@dataclass(frozen=True, slots=True)
class Link:
    """A predicate found for a count, and the rule that found it."""

    predicate: Predicate
    rule: str


def suits(count: Count, predicate: Predicate) -> bool:
    """Whether the counted noun may be counted by that word: people for sure, or at least nothing else."""
    if predicate.reading.needs_several and not count.plural:
        return False
    if predicate.reading.needs_person or (count.single and count.noun is not None):
        return count.people is True or count.noun is None
    return count.people is not False


def _joined(sentence: Sentence, count: Count) -> bool:
    """Whether the count is part of an enumeration, so that its verb may be plural."""
    doc = sentence.doc
    at = count.first - 1
    while at > sentence.start and doc[at].pos_ == "ADV":
        at -= 1
    before = at >= sentence.start and doc[at].lower_ in ("et", ",", "que", "qu'", "avec")
    after = count.last + 1 < sentence.end and doc[count.last + 1].lower_ in ("et", ",", "ainsi", "avec")
    return before or after or doc[min(count.last + 2, sentence.end - 1)].lower_ in ("et", "ainsi")


def _agrees(sentence: Sentence, count: Count, plural: bool | None) -> bool:
    if plural is None:
        return True
    if plural:
        return count.plural or _joined(sentence, count)
    return not count.plural or count.amount.of


def _finite(token: Token, lexicon: FigureLexicon) -> bool:
    word, roles = token.lower_, lexicon.roles
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if word in roles["adjective"] or following in roles["aux_have"] or following in roles["aux_be"]:
        return False  # an adjective that the tagger took for a verb: « casque bleu a été tué »
    if word in lexicon.roles["aux_have"] or word in lexicon.roles["aux_be"]:
        return word not in ("être", "avoir", "ayant", "étant", "a") or (word == "a" and token.pos_ in ("AUX", "VERB"))
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm")


def _case(sentence: Sentence, count: Count) -> str:
    """Preposition right before the count: ``of``, ``to``, ``case`` or ``""``."""
    at = count.first - 1
    while at >= sentence.start and (
        sentence.doc[at].pos_ == "DET" and sentence.doc[at].lower_ not in ("des", "du", "aux") or sentence.doc[at].text in "«\"“"
    ):
        at -= 1
    if at < sentence.start:
        return ""
    word = sentence.doc[at].lower_
    roles = sentence.lexicon.roles
    return next((role for role in ("of", "to", "case") if word in roles[role]), "")


@dataclass(slots=True)
class _Scan:
    """State of the walk to the right of a count."""

    attached: Predicate | None = None
    detached: Predicate | None = None
    relative: Predicate | None = None
    main: Predicate | None = None
    relatives: int = 0
    qui: int = -1
    comma: int = -1


def _starts_part(sentence: Sentence, at: int) -> bool:
    """Whether « dont » at ``at`` opens a sub-group (« dont 36 enfants »), not a relative clause."""
    nxt = sentence.doc[min(at + 1, sentence.end - 1)]
    return nxt.pos_ in ("NUM", "DET") or nxt.lower_ in ("des", "une", "un") or any(count.first == at + 1 for count in sentence.counts)


def _attach(sentence: Sentence, count: Count, predicate: Predicate, scan: _Scan) -> None:
    doc, at = sentence.doc, predicate.token
    if scan.attached is not None or scan.relatives or not _agrees(sentence, count, predicate.plural):
        return
    if scan.comma < 0 and (at - count.last > _ATTACHED_WINDOW or _other_people(sentence, count, at)):
        return
    if scan.comma >= 0 and any(
        doc[i].pos_ != "ADV" and doc[i].lower_ not in sentence.lexicon.roles["all"] for i in range(scan.comma + 1, at)
    ):
        return
    if scan.comma >= 0:
        scan.detached = predicate
    scan.attached = predicate


def _other_people(sentence: Sentence, count: Count, at: int) -> bool:
    """Whether definite people stand between, who are nearer to the participle (« 600 proches des soldats morts »)."""
    doc, names = sentence.doc, sentence.lexicon.names_people
    inside = range(count.last + 2, at)
    return any(names(doc[i].lower_) and doc[i - 1].lower_ in ("des", "les", "ces", "ses", "leurs") for i in inside)


def _following(sentence: Sentence, count: Count) -> _Scan:
    """Walks right from the count to the participle beside it and to the verb it is the subject of."""
    doc, scan, roles = sentence.doc, _Scan(), sentence.lexicon.roles
    groups = {p.first: p for p in sentence.predicates.values() if p.side == "left"}
    at = count.last + 1
    while at < min(sentence.end, count.last + _SUBJECT_WINDOW):
        token, word = doc[at], doc[at].lower_
        group, predicate = groups.get(at), sentence.predicates.get(at)
        if group is not None:
            if not scan.relatives:
                scan.main = group if _agrees(sentence, count, group.plural) else None
                return scan
            scan.relatives -= 1
            if scan.relatives == 0 and 0 <= scan.qui <= count.last + 2 and _agrees(sentence, count, group.plural):
                scan.relative = scan.relative or group
            at = group.token
        elif predicate is not None and predicate.side == "attached":
            _attach(sentence, count, predicate, scan)
        elif word in roles["relative"] and not (word in roles["subgroup"] and _starts_part(sentence, at)):
            scan.relatives += 1
            if word == "qui" and scan.qui < 0:
                scan.qui = at
        elif word in roles["clause"] or (word in roles["subject"] and not scan.relatives):
            return scan
        elif _finite(token, sentence.lexicon) or (predicate is not None and predicate.side == "right"):
            if not scan.relatives:
                return scan
            scan.relatives -= 1
            at = _group_end(sentence, at)
        elif word == ",":
            scan.comma = at
        at += 1
    return scan


def _group_end(sentence: Sentence, at: int) -> int:
    """Last token of a verb group that starts at ``at``."""
    while at + 1 < sentence.end:
        token = sentence.doc[at + 1]
        verbal = token.pos_ in ("AUX", "ADV") or "Part" in token.morph.get("VerbForm") or token.lower_ == "été"
        if not verbal:
            break
        at += 1
    return at


def _preceding(sentence: Sentence, count: Count, case: str) -> Predicate | None:
    """Walks left from the count to the verb it is the object of, or the noun it completes."""
    doc, roles = sentence.doc, sentence.lexicon.roles
    if case == "of" and (named := _remains(sentence, count)) is not None:
        return named
    if case == "of" and (group := _group_before(sentence, count)) is not None:
        return _preceding(sentence, group, _case(sentence, group))
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
        elif word in ("vie", "otage", "mort", "prisonniers", "otages"):
            continue
        elif token.pos_ in ("ADV", "DET", "PUNCT", "NUM") or word in roles["time"] or word in roles["of"] or word in roles["to"]:
            if token.text in (";", ":", "."):
                return None
        elif not (case == "of" and token.pos_ in ("PROPN", "ADP", "ADJ")):
            return None
    return None


def _remains(sentence: Sentence, count: Count) -> Predicate | None:
    """« parmi les corps identifiés, ceux de deux infirmiers »: the noun that « ceux » stands for."""
    if count.first - 2 < sentence.start or sentence.doc[count.first - 2].lower_ not in sentence.lexicon.roles["standing_for"]:
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
    first = at - 1 if at > sentence.start and sentence.doc[at - 1].pos_ in ("DET", "NUM") else at
    return replace(count, first=first, last=count.last)


def _in_tree(sentence: Sentence, count: Count) -> Predicate | None:
    """The predicate that governs the count in the parse."""
    for at in dict.fromkeys((count.head, count.last, *range(count.first, count.head))):
        token = sentence.doc[at]
        predicate = sentence.predicates.get(token.head.i)
        if predicate is None or predicate.token == at:
            continue
        subject = token.dep_.startswith("nsubj") and predicate.side == "left"
        obj = token.dep_ == "obj" and predicate.side == "right" and predicate.reading.counted == "patient"
        complement = token.dep_ == "nmod" and predicate.reading.counted == "complement" and predicate.token < at
        if (subject and _agrees(sentence, count, predicate.plural)) or obj or complement:
            return predicate
    return None


def _company(sentence: Sentence, count: Count) -> Predicate | None:
    """The verb that also holds for « avec ses deux enfants » or « ainsi que sept autres »."""
    doc, before = sentence.doc, count.first - 1
    while before > sentence.start and doc[before].pos_ == "DET":
        before -= 1
    company = doc[before].lower_ in sentence.lexicon.roles["with"] or (
        doc[before].lower_ in ("que", "qu'") and doc[before - 1].lower_ == "ainsi"
    )
    if before < sentence.start or not company or count.people is not True:
        return None
    for at in range(before - 1, max(sentence.start, before - _COMPANY_WINDOW) - 1, -1):
        predicate = sentence.predicates.get(at)
        if predicate is not None and predicate.reading.counted != "complement" and predicate.side != "attached":
            return predicate
    return None


def _told_before(sentence: Sentence, count: Count) -> bool:
    """Whether a finite verb stands before the count, so that a participle after it only describes (« dit un homme blessé »).

    After « et » or a comma the auxiliary may be left out: « deux tués et une infirmière blessée ».
    """
    if count.first > sentence.start and sentence.doc[count.first - 1].lower_ in ("et", ","):
        return False
    return any(_finite(sentence.doc[i], sentence.lexicon) for i in range(sentence.start, count.first))


def _primary(sentence: Sentence, count: Count, scan: _Scan) -> Link | None:
    case = _case(sentence, count)
    before = None if count.apposed else _preceding(sentence, count, case)
    if before is not None and suits(count, before):
        return Link(before, "object")
    if scan.main is not None and case == "" and suits(count, scan.main) and not (count.apposed and scan.main.first > count.last + 2):
        return Link(scan.main, "subject")
    if count.apposed:
        return None
    bare = count.single and scan.detached is None and _told_before(sentence, count)
    if scan.attached is not None and suits(count, scan.attached) and not bare:
        return Link(scan.attached, "participle")
    for rule, found in (("tree", _in_tree(sentence, count)), ("company", _company(sentence, count))):
        if found is not None and suits(count, found):
            return Link(found, rule)
    return None


def find_links(sentence: Sentence, count: Count) -> list[Link]:
    """The predicates that count ``count``, the one that says most of it first.

    A second one is given where a clause beside the first tells another happening of the same people: « trois agents, grièvement
    touchés, ont été évacués », « la mort d'un homme qui avait été arrêté ».

    Returns:
        Empty where no rule finds one.
    """
    scan = _following(sentence, count)
    first = _primary(sentence, count, scan)
    links = [] if first is None else [first]
    if count.apposed:
        return links
    for rule, found in (("detached participle", scan.detached), ("relative clause", scan.relative)):
        if found is not None and suits(count, found) and all(found.reading.kind != x.predicate.reading.kind for x in links):
            links.append(Link(found, rule))
    return links


def continues(sentence: Sentence, earlier: Count, count: Count) -> bool:
    """Whether ``count`` goes on with the enumeration that ``earlier`` belongs to."""
    words, joints = range(earlier.last + 1, count.first), sentence.lexicon.roles["joint"]
    return len(words) <= 4 and all(
        sentence.doc[i].lower_ in joints or sentence.doc[i].pos_ == "DET" or sentence.doc[i].text in "«»\"“”" for i in words
    ) and len(words) > 0
