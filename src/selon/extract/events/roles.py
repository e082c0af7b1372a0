"""Who does it to whom: the dependents of a trigger and of the verbs that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from selon.extract.events.authors import linked_doers, next_after
from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import Carrier, carriers, support_kinds
from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    antecedent,
    base,
    children,
    clause_subject,
    complement,
    is_passive,
    is_time,
    preposition,
)
from selon.extract.events.words import Reading

_FIGHTERS = frozenset({"armed", "rebel", "police"})
# Tokens in which « entre A et B » must begin and be complete (tuning sets).
_REACH = 12
_NO_OBJECT = frozenset({"se", "s'", "en", "y"})
_PREPOSITIONS = {
    "direction": frozenset({"en direction de", "direction"}),
    "de": frozenset({"de"}),
    "contre": frozenset({"contre"}),
}


@dataclass(slots=True)
class Roles:
    """Head tokens of the doers and targets; ``suspects`` are doers that the text only presumes."""

    initiators: list[Token] = field(default_factory=list)
    suspects: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)


def find_roles(reading: Reading, candidate: Candidate) -> Roles:
    """The doers and targets that the sentence gives to one candidate."""
    roles = Roles()
    rule = candidate.row.roles
    own = _verb_relation if candidate.verbal else _noun_relation
    for relation in rule.initiator:
        roles.initiators += own(reading, candidate, relation, True)
    for relation in rule.target:
        roles.targets += own(reading, candidate, relation, False)
    noun = named_noun(candidate)
    if noun is not None and noun != candidate.anchor and not roles.initiators:
        roles.initiators += [t for t in complement(noun, frozenset({"par"})) if "place" not in reading.kinds(t)]
        for carrier in carriers(reading, noun):
            _add_carrier(reading, carrier, roles)
    if not candidate.verbal:
        _add_carried(reading, candidate, roles)
        if not roles.initiators:
            doers, suspects = linked_doers(reading, candidate.anchor)
            roles.initiators += [t for t in doers if t not in suspects]
            roles.suspects += suspects
        if not roles.initiators and not roles.suspects and rule.initiator:
            roles.initiators += _adjectival_doers(reading, candidate.anchor)
    _add_misplaced(roles, candidate)
    roles.initiators = with_partners(roles.initiators)
    roles.targets = with_partners(roles.targets)
    _drop(reading, roles, candidate)
    return roles


def _add_misplaced(roles: Roles, candidate: Candidate) -> None:
    """« l'assassinat d'un juge par des miliciens »: a doer or target that the parser hung on the other one."""
    if candidate.verbal:
        return
    for target in list(roles.targets):
        if not roles.initiators:
            roles.initiators += [c for c in children(target, "nmod", "obl") if preposition(c) == "par"]
    for doer in list(roles.initiators):
        if not roles.targets:
            roles.targets += [c for c in children(doer, "nmod", "obl") if preposition(c) == "contre"]


def with_partners(tokens: list[Token]) -> list[Token]:
    """The nouns and those coordinated with them that the parser hung on their verb (« l'armée et les milices ont »)."""
    found = list(tokens)
    for token in tokens:
        for other in token.head.children:
            if other in found or other.pos_ not in {"NOUN", "PROPN"} or abs(other.i - token.i) > _REACH:
                continue
            if base(other) in {"conj", base(token)} and _joined_by_and(*sorted((token, other), key=lambda t: t.i)):
                found.append(other)
    return found


def _joined_by_and(first: Token, second: Token) -> bool:
    """Whether nothing but « et » and what belongs to the second noun stands between the two phrases."""
    start = second.left_edge.i
    before = second.doc[start - 1] if start else second
    linked = second.doc[start].pos_ == "CCONJ" or before.pos_ == "CCONJ"
    between = second.doc[first.i + 1 : second.i]
    return linked and preposition(second) == preposition(first) and not any(t.pos_ in VERBAL for t in between)


def named_noun(candidate: Candidate) -> Token | None:
    """The noun among the trigger words of a frame (« embuscade » in « tomber dans une embuscade »)."""
    if candidate.row.pos != "frame":
        return None
    last = candidate.anchor.doc[candidate.end - 1]
    return last if last.pos_ == "NOUN" else None


def _drop(reading: Reading, roles: Roles, candidate: Candidate) -> None:
    """Weapons, days, the trigger itself and what is already a target are no doers."""
    itself = set(range(candidate.start, candidate.end))
    targets = {t.i for t in roles.targets}
    keep = "self" in candidate.row.roles.initiator
    roles.initiators = [
        t
        for t in roles.initiators
        if keep or (t.i not in itself and t.i not in targets and t.i not in reading.means and not is_time(t))
    ]
    roles.targets = [t for t in roles.targets if t.i not in reading.means and t.i not in itself and not is_time(t)]


def _verb_relation(reading: Reading, candidate: Candidate, relation: str, doer: bool) -> list[Token]:
    verb = candidate.anchor
    transitive = candidate.row.roles.target == ("obj",) or bool(candidate.weapons)
    passive = is_passive(verb) and transitive
    if relation == "self":
        return [verb]
    if relation == "weapon":
        return [o for i, _ in candidate.weapons for o in _weapon_owner(reading, reading.doc[i])]
    if relation == "subj":
        if doer and passive:
            return _agents(verb)
        subject = clause_subject(verb)
        return [subject] if subject is not None else []
    if relation == "obj":
        return _objects(verb, passive)
    if relation == "obj_or_subj":
        return _objects(verb, is_passive(verb))
    if relation == "à" and candidate.row.pos == "frame":
        found = list(_oblique(reading, verb, relation))
        return found or next_after(verb.doc[candidate.end - 1], "à")
    if relation == "entre":
        return between(reading, verb)
    if relation == "de" and candidate.row.pos == "frame":
        return list(complement(verb.doc[candidate.end - 1], frozenset({"de"})))
    return list(_oblique(reading, verb, relation))


def _objects(verb: Token, passive: bool) -> list[Token]:
    if passive:
        subject = clause_subject(verb)
        return [subject] if subject is not None else []
    found = [antecedent(c) for c in children(verb, "obj", "iobj") if c.lower_ not in _NO_OBJECT and not is_time(c)]
    if not found:
        found = _bare_objects(verb)
    if not found and base(verb) == "acl" and verb.head.pos_ in NOMINAL and _object_relative(verb):
        return [verb.head]
    return found


def _bare_objects(verb: Token) -> list[Token]:
    """Objects that a parser took for something else: nouns without preposition, « des » read as one."""
    found = []
    for child in verb.rights:
        if base(child) not in {"obl", "nmod", "xcomp", "conj", "dep"} or child.pos_ not in {"NOUN", "PROPN"}:
            continue
        by = preposition(child)
        partitive = by == "de" and child.left_edge.lower_ == "des" and child.left_edge.i - verb.i <= 3
        if not is_time(child) and (partitive or (not by and any(base(c) in {"det", "nummod"} for c in child.lefts))):
            found.append(child)
    return found[:1]


def _object_relative(verb: Token) -> bool:
    return any(c.lower_ in {"que", "qu'"} for c in verb.lefts)


def _agents(verb: Token) -> list[Token]:
    """« par X », wherever the parser hangs it."""
    found = [c for c in verb.children if c.i > verb.i and c.pos_ in NOMINAL and _is_agent(c)]
    if found:
        return found
    limit = min(verb.i + 8, len(verb.doc))
    for i in range(verb.i + 1, limit):
        token = verb.doc[i]
        if token.lower_ == "par" and token.head.pos_ in NOMINAL and token.head.i > i:
            return [token.head]
        if token.pos_ in {"VERB", "PUNCT", "CCONJ"} or token.is_sent_start:
            break
    return []


def _is_agent(token: Token) -> bool:
    return preposition(token) == "par" or (token.dep_ == "obl:agent" and token.left_edge.lower_ != "des")


def _weapon_owner(reading: Reading, weapon: Token) -> Iterator[Token]:
    for owner in complement(weapon, frozenset({"de"})):
        if reading.kinds(owner) & _FIGHTERS or owner.pos_ == "PROPN":
            yield owner


def _oblique(reading: Reading, verb: Token, relation: str) -> Iterator[Token]:
    name, _, condition = relation.partition("_")
    wanted = _PREPOSITIONS.get(name, frozenset({name}))
    for child in verb.children:
        if child.pos_ in NOMINAL and base(child) in {"obl", "nmod", "iobj"} and preposition(child) in wanted:
            if _suits(reading, child, condition) and (name in {"contre", "à"} or child.i not in reading.placed):
                yield child
        elif name == "à" and base(child) == "iobj" and child.pos_ == "PRON" and child.lower_ in {"lui", "leur"}:
            yield child


def _suits(reading: Reading, token: Token, condition: str) -> bool:
    kinds = reading.kinds(token)
    if condition == "armed":
        return bool(kinds & _FIGHTERS) and "place" not in kinds
    if condition == "other":
        return not kinds & _FIGHTERS or "place" in kinds
    if condition == "party":
        return token.pos_ == "PROPN" or bool(kinds)
    return True


def _noun_relation(reading: Reading, candidate: Candidate, relation: str, doer: bool) -> list[Token]:
    noun = candidate.anchor
    if relation in {"self", "subj", "obj", "weapon"}:
        return [noun] if relation == "self" else []
    if relation == "entre":
        return between(reading, noun)
    if relation == "par":
        return [t for t in complement(noun, frozenset({"par", "de la part de"})) if "place" not in reading.kinds(t)]
    name, _, condition = relation.partition("_")
    wanted = _PREPOSITIONS.get(name, frozenset({name}))
    return [t for t in complement(noun, wanted) if _may_act(reading, t, doer) and _suits(reading, t, condition)]


def between(reading: Reading, token: Token) -> list[Token]:
    """Both parties of « entre A et B », whichever way the parser hangs them."""
    doc = token.doc
    _, end = reading.bounds[reading.sentences[token.i]]
    for i in range(token.i + 1, min(token.i + _REACH, end)):
        if doc[i].lower_ == "entre" and doc[i].head.i > i and doc[i].head.pos_ in NOMINAL:
            return _pair(doc[i].head, end)
        if doc[i].lower_ in {";", ":", "."} or (doc[i].pos_ in VERBAL and not support_kinds(reading, doc[i])):
            break
    return []


def _pair(first: Token, end: int) -> list[Token]:
    if any(base(c) == "conj" for c in first.rights):
        return [first]
    doc = first.doc
    joined = next((i for i in range(first.i + 1, min(first.i + _REACH, end)) if doc[i].lower_ == "et"), None)
    if joined is None:
        return [first]
    for i in range(joined + 1, min(joined + 4, end)):
        if doc[i].pos_ in {"NOUN", "PROPN"}:
            return [first, doc[i]]
    return [first]


def _may_act(reading: Reading, token: Token, doer: bool) -> bool:
    """Whether a complement can be a party: no weapon, no day, no measure; a doer is no town unless it stands for one."""
    if token.i in reading.means or is_time(token) or (token.like_num and token.pos_ != "NUM"):
        return False
    if token.pos_ == "PROPN" and token.i in reading.placed:
        return False
    kinds = reading.kinds(token)
    if doer:
        return bool(kinds - {"place", "arms"}) or token.pos_ in {"PRON", "PROPN"}
    return True


def _adjectival_doers(reading: Reading, noun: Token) -> list[Token]:
    """« une frappe israélienne », « un raid jihadiste »."""
    heads = {noun.i, *(c.i for c in noun.rights if c.i in reading.means)}
    found = []
    for token in noun.doc[noun.i + 1 : noun.i + 5]:
        if token.is_sent_start or token.is_punct or token.pos_ in VERBAL:
            break
        if token.head.i not in heads or token.pos_ not in {"ADJ", "NOUN", "PROPN"} or preposition(token):
            continue
        keys = frozenset(reading.keys[token.i])
        if keys & reading.lexicon.demonyms or reading.kinds(token) & (_FIGHTERS - {"armed"}):
            found.append(token)
    return found


def _add_carried(reading: Reading, candidate: Candidate, roles: Roles) -> None:
    for carrier in carriers(reading, candidate.anchor):
        _add_carrier(reading, carrier, roles)


def _add_carrier(reading: Reading, carrier: Carrier, roles: Roles) -> None:
    verb, kinds = carrier.verb, carrier.kinds
    passive = carrier.passive
    subject = clause_subject(verb)
    if subject is not None and any(c.lower_ in {"aucun", "aucune", "nul"} for c in subject.lefts):
        subject = None
    doers = _agents(verb) if passive else ([subject] if subject is not None and not carrier.noun_is_subject else [])
    if (kinds & {"doer", "claimed"} and not carrier.noun_is_subject) or (passive and kinds & {"doer", "claimed"}):
        if not roles.initiators:
            roles.initiators += doers
    if "sufferer" in kinds and not passive and not carrier.noun_is_subject:
        roles.targets += doers
    if "aim" in kinds and carrier.noun_is_subject and not passive:
        roles.targets += _objects(verb, False)
    if "aim" in kinds and carrier.noun_is_agent:
        roles.targets += _objects(verb, True)
    if "cause" in kinds and not passive and subject is not None and subject.pos_ == "PRON" and not roles.initiators:
        roles.initiators.append(subject)
    if "doer" in kinds and not roles.targets:
        for relation in ("contre", "sur"):
            roles.targets += list(_oblique(reading, verb, relation))
