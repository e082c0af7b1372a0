"""Which predicate makes a count a toll: word order first, the parse where word order does not say.

Parses of news sentences with many numbers are often wrong where it matters (« 17 tuées, dont 11 enfants, et 35 autres
blessées »), so adjacency and agreement decide, and the tree is asked only when they find nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.extract.figures import walks
from selon.extract.figures.agreement import case_of, told_before
from selon.extract.figures.counts import Count
from selon.extract.figures.nouns import is_determiner
from selon.extract.figures.predicates import Predicate
from selon.extract.figures.sentences import Sentence

# How many tokens may join two members of an enumeration: « , ainsi que de ».
_JOINT_LENGTH = 4


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


def _is_subject(sentence: Sentence, count: Count, scan: walks.Scan) -> bool:
    """Whether the verb that the walk met is the count's own."""
    main = scan.main
    if main is None or case_of(sentence, count) or not suits(count, main):
        return False
    if count.apposed:  # « Omar, un berger, a été tué »: the verb is that of the name
        return scan.comma < 0 and main.plural is not True
    return not walks.is_object(sentence, count, main)


def _primary(sentence: Sentence, count: Count, scan: walks.Scan) -> Link | None:
    before = None if count.apposed else walks.walk_left(sentence, count, case_of(sentence, count))
    if before is not None and suits(count, before):
        return Link(before, "object")
    if scan.main is not None and _is_subject(sentence, count, scan):
        return Link(scan.main, "subject")
    if count.apposed:
        return None
    bare = count.single and scan.detached is None and told_before(sentence, count)
    if scan.attached is not None and suits(count, scan.attached) and not bare:
        return Link(scan.attached, "participle")
    for rule, found in (("tree", walks.in_tree(sentence, count)), ("company", walks.company(sentence, count))):
        if found is not None and suits(count, found):
            return Link(found, rule)
    return None


def find_links(sentence: Sentence, count: Count) -> list[Link]:
    """The predicates that count ``count``, the one that says most of it first.

    A second one is given where a clause beside the first tells another happening of the same people: « trois agents,
    grièvement touchés, ont été évacués », « la mort d'un homme qui avait été arrêté ».

    Returns:
        Empty where no rule finds one.
    """
    scan = walks.walk_right(sentence, count)
    first = _primary(sentence, count, scan)
    links = [] if first is None else [first]
    if count.apposed:
        return links
    for rule, found in (("detached participle", scan.detached), ("relative clause", scan.relative)):
        if (
            found is not None
            and suits(count, found)
            and all(found.reading.kind != x.predicate.reading.kind for x in links)
        ):
            links.append(Link(found, rule))
    return links


def continues(sentence: Sentence, earlier: Count, count: Count) -> bool:
    """Whether ``count`` goes on with the enumeration that ``earlier`` belongs to."""
    doc, joints, start = sentence.doc, sentence.lexicon.roles["joint"], earlier.last + 1
    if start < count.first and doc[start].pos_ in ("ADJ", "NOUN", "VERB") and doc[start].lower_ not in joints:
        start += 1  # an adjective of the earlier noun: « deux casques bleus et un interprète »
    words = range(start, count.first)
    return 0 < len(words) <= _JOINT_LENGTH and all(
        doc[i].lower_ in joints or is_determiner(doc[i], sentence.lexicon) or doc[i].text in '«»"“”' for i in words
    )
