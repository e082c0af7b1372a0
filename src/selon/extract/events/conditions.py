"""Conditions under which an ambiguous word names a happening: the ``refine`` column of the trigger tables."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import carriers
from selon.extract.events.contexts import has_count, is_deadly_context
from selon.extract.events.kinds import FIGHTERS, PEOPLE, any_kind, is_named, is_somebody, phrase_kinds
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import auxiliaries, base, children, complement, is_passive, is_reflexive, preposition
from selon.extract.events.words import Reading

_OF = frozenset({"de"})

Condition = Callable[[Reading, Candidate, Roles], bool]


def holds(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether all conditions of the candidate's row are met."""
    return all(_CONDITIONS[name](reading, candidate, roles) for name in candidate.row.refine if name in _CONDITIONS)


def _of(candidate: Candidate) -> list[Token]:
    return list(complement(candidate.anchor, _OF))


def _objects(candidate: Candidate) -> list[Token]:
    return list(children(candidate.anchor, "obj"))


def _says(reading: Reading, candidate: Candidate, kind: str) -> bool:
    """Whether a word of one kind of ``event_reality.tsv`` stands in the sentence."""
    words = reading.lexicon.reality[kind]
    return any(reading.is_any(t, words) for t in reading.sentence(candidate.anchor))


def _person(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    people = roles.targets if candidate.row.roles.target else roles.initiators
    if not people:
        return is_passive(candidate.anchor) or candidate.anchor.morph.get("VerbForm") != ["Inf"]
    return any(is_somebody(reading, t) for t in people)


def _arms(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    things = [*roles.targets, *_objects(candidate), *_of(candidate)]
    return any_kind(reading, things, frozenset({"arms"})) or any(t.i in reading.means for t in things)


def _moved(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any_kind(reading, [*roles.targets, *roles.initiators], frozenset({"moved", "civil", "captive"}))


def _freed(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    if not roles.targets:
        return candidate.verbal and is_passive(candidate.anchor)
    return any(is_somebody(reading, t) and "place" not in reading.kinds(t) for t in roles.targets)


def _captives(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any_kind(reading, [*roles.targets, *_of(candidate)], FIGHTERS | {"captive"})


def _troops(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    near = [
        *roles.targets,
        *roles.initiators,
        *_of(candidate),
        *_objects(candidate),
        *children(candidate.anchor, "amod"),
    ]
    return any_kind(reading, near, FIGHTERS | {"troops"}) or any(
        reading.is_any(t, reading.lexicon.reality["military"]) for t in near
    )


def _fighters(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any_kind(reading, roles.initiators, FIGHTERS | {"troops"}) or any(
        t.pos_ == "PROPN" and "civil" not in reading.kinds(t) for t in roles.initiators
    )


def _leaving(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    of = _of(candidate)
    return (not of and _has_possessive(candidate.anchor)) or _troops(reading, candidate, roles)


def _has_possessive(noun: Token) -> bool:
    return any(c.morph.get("Poss") == ["Yes"] for c in noun.lefts)


def _fight(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return is_reflexive(candidate.anchor) or any_kind(reading, roles.targets, FIGHTERS)


def _leaders(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    near = [*roles.targets, *roles.initiators]
    if any(is_named(t) or phrase_kinds(reading, t) & (FIGHTERS | {"leader"}) for t in near):
        return True
    words = reading.lexicon.reality["diplomatic"]
    return any(
        base(c) == "amod" and (reading.is_any(c, words) or set(reading.keys[c.i]) & reading.lexicon.demonyms)
        for c in candidate.anchor.children
    )


def _visiting(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    head = candidate.anchor.head
    return reading.is_any(head, reading.lexicon.reality["expected"])


def _travel(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    verb = candidate.anchor
    return is_reflexive(verb) and any(
        preposition(c) in {"à", "en", "sur", "dans"} for c in children(verb, "obl", "nmod")
    )


def _surrender(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    verb = candidate.anchor
    if not is_reflexive(verb) or any(base(c) in {"xcomp", "advmod", "ccomp"} for c in verb.rights):
        return False
    places = [c for c in children(verb, "obl", "nmod") if preposition(c) in {"à", "en", "sur", "dans", "chez"}]
    return all(phrase_kinds(reading, c) & FIGHTERS for c in places) and any_kind(reading, roles.initiators, FIGHTERS)


def _council(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return _says(reading, candidate, "council")


def _backing(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    near = [*roles.targets, *roles.initiators]
    if any_kind(reading, near, FIGHTERS | {"troops"}):
        return any(is_named(t) or phrase_kinds(reading, t) & (FIGHTERS | {"leader"}) for t in near)
    return sum(is_named(t) for t in near) >= 2


def _active(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """A finite verb or an infinitive, no participle that has become an adjective (« groupe armé »)."""
    return candidate.anchor.pos_ in {"VERB", "AUX"} and (
        bool(auxiliaries(candidate.anchor)) or candidate.anchor.morph.get("VerbForm") != ["Part"]
    )


def _tried(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    verb = candidate.anchor
    if not is_passive(verb) and verb.morph.get("VerbForm") != ["Inf"]:
        if not any_kind(reading, roles.initiators, frozenset({"court"})) and not any(
            is_named(t) for t in roles.initiators
        ):
            return False
        if any(base(c) in {"xcomp", "ccomp"} for c in verb.children):
            return False
    return any(t.pos_ == "PRON" or is_named(t) or phrase_kinds(reading, t) & PEOPLE for t in roles.targets)


def _trial(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    words = [t for t in candidate.anchor.subtree if t.i > candidate.anchor.i]
    return any(reading.kinds(t) & (FIGHTERS | {"tried"}) for t in words) or any(
        reading.is_any(t, reading.lexicon.reality["terror"]) for t in words
    )


def _death(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    if roles.targets:
        return any(is_somebody(reading, t) for t in roles.targets)
    return _has_possessive(candidate.anchor) or candidate.anchor.lower_ != "mort"


def _bound(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    noun = candidate.anchor
    if any(c.morph.get("PronType") == ["Dem"] for c in noun.lefts) or roles.targets:
        return True
    return any("doer" in carrier.kinds for carrier in carriers(reading, noun))


def _besieged(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    noun = candidate.anchor
    if base(noun) == "appos":
        return False
    of = _of(candidate)
    if of:
        return any(is_named(t) or "place" in reading.kinds(t) for t in of)
    return any(carrier.kinds & {"doer", "sufferer"} for carrier in carriers(reading, noun)) or bool(
        reading.is_any(noun.head, reading.lexicon.reality["lifting"])
    )


def _crowded(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return _says(reading, candidate, "protest")


def _town(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    things = _objects(candidate) if candidate.verbal else _of(candidate)
    if candidate.verbal and not things and is_passive(candidate.anchor):
        things = list(children(candidate.anchor, "nsubj"))
    return any("place" in reading.kinds(t) or (is_named(t) and not reading.kinds(t) & PEOPLE) for t in things)


def _advance(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return not _objects(candidate) and any_kind(reading, roles.initiators, FIGHTERS)


def _shoot(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    verb = candidate.anchor
    if is_reflexive(verb) or any(t.i not in reading.means for t in _objects(candidate)):
        return False
    return bool(roles.targets or candidate.weapons) or (
        not is_passive(verb) and not list(children(verb, "obl", "obj", "xcomp"))
    )


def _operation(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """« opération » with a name is a mission that lasts, no deed, unless it begins, ends or is led."""
    noun = candidate.anchor
    doc = noun.doc
    named = noun.i + 1 < len(doc) and (doc[noun.i + 1].text[:1].isupper() or any(is_named(c) for c in noun.rights))
    if not named:
        return True
    return any("doer" in c.kinds for c in carriers(reading, noun)) or reading.is_any(
        noun.head, reading.lexicon.reality["ending"]
    )


def _use(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return reading.is_any(candidate.anchor.head, reading.lexicon.reality["using"])


def _aid(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    words = reading.lexicon.reality["relief"]
    return any(reading.is_any(t, words) for t in candidate.anchor.subtree)


def _ram(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any(phrase_kinds(reading, t) & {"civil", "crowd", "police", "armed"} for t in roles.targets)


def _pact(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return _says(reading, candidate, "pact")


def _fallen(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return bool(auxiliaries(candidate.anchor)) and any_kind(reading, roles.targets, FIGHTERS)


def _fallen_town(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    subject = list(children(candidate.anchor, "nsubj"))
    return any("place" in reading.kinds(t) or is_named(t) for t in subject) and not _objects(candidate)


def _missing(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return _says(reading, candidate, "missing")


def _forbidden(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any(reading.is_any(c, reading.lexicon.reality["negator_word"]) for c in candidate.anchor.children)


def _counted(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any(has_count(t) or t.pos_ == "NUM" for t in roles.targets)


def _irreflexive(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return not is_reflexive(candidate.anchor)


_CONDITIONS: dict[str, Condition] = {
    "active": _active, "advance": _advance, "aid": _aid, "arms": _arms, "backing": _backing, "besieged": _besieged,
    "bound": _bound, "captives": _captives, "council": _council, "count": lambda _, c, __: has_count(c.anchor),
    "counted": _counted, "crowded": _crowded, "death": _death, "fallen": _fallen, "fallen_town": _fallen_town,
    "fight": _fight, "fighters": _fighters, "forbidden": _forbidden, "freed": _freed, "irreflexive": _irreflexive,
    "leaders": _leaders, "leaving": _leaving, "missing": _missing, "moved": _moved, "operation": _operation,
    "pact": _pact, "parties": _leaders, "person": _person, "ram": _ram, "self": lambda _, c, __: is_reflexive(c.anchor),
    "shoot": _shoot, "surrender": _surrender, "town": _town, "travel": _travel, "trial": _trial, "tried": _tried,
    "troops": _troops, "use": _use, "violent": lambda r, c, _: is_deadly_context(r, c), "visiting": _visiting,
}  # fmt: skip
