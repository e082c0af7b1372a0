"""Conditions under which an ambiguous word names a happening: the ``refine`` column of the trigger tables."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import auxiliaries, base, children, complement, is_passive, is_reflexive, preposition
from selon.extract.events.words import Reading

_FIGHTERS = frozenset({"armed", "rebel", "police"})
_PERSON = _FIGHTERS | {"civil", "crowd", "captive", "troops", "moved"}
_OF = frozenset({"de"})

Condition = Callable[[Reading, Candidate, Roles], bool]


def holds(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether all conditions of the candidate's row are met."""
    return all(_CONDITIONS[name](reading, candidate, roles) for name in candidate.row.refine if name in _CONDITIONS)


def phrase_kinds(reading: Reading, token: Token) -> frozenset[str]:
    """Kinds of the head of a noun phrase, else of the first word in it that has any (« membres de la police »)."""
    kinds = reading.kinds(token)
    if kinds or token.pos_ == "PRON":
        return kinds
    for inner in sorted(token.subtree, key=lambda t: t.i):
        if inner.i > token.i and base(inner) in {"nmod", "amod", "flat", "compound", "appos"} and reading.kinds(inner):
            return reading.kinds(inner)
    return kinds


def _any_kind(reading: Reading, tokens: list[Token], kinds: frozenset[str]) -> bool:
    return any(phrase_kinds(reading, t) & kinds for t in tokens)


def _of(candidate: Candidate) -> list[Token]:
    return list(complement(candidate.anchor, _OF))


def _person(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    people = roles.targets if candidate.row.roles.target else roles.initiators
    if not people:
        return is_passive(candidate.anchor) or candidate.anchor.morph.get("VerbForm") != ["Inf"]
    return any(t.pos_ in {"PRON", "NUM"} or phrase_kinds(reading, t) & _PERSON or t.ent_type_ == "PER" for t in people)


def _arms(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    things = [*roles.targets, *children(candidate.anchor, "obj"), *_of(candidate)]
    return _any_kind(reading, things, frozenset({"arms"})) or any(t.i in reading.means for t in things)


def _moved(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return _any_kind(reading, [*roles.targets, *roles.initiators], frozenset({"moved", "civil", "captive"}))


def _freed(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    if not roles.targets:
        return candidate.verbal and is_passive(candidate.anchor)
    return any(
        phrase_kinds(reading, t) & (_PERSON - {"crowd"}) or t.pos_ in {"PRON", "NUM", "PROPN"} for t in roles.targets
    )


def _captives(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return _any_kind(reading, [*roles.targets, *_of(candidate)], frozenset({"captive", "rebel"}))


def _troops(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    near = [*roles.targets, *roles.initiators, *_of(candidate), *children(candidate.anchor, "obj", "amod")]
    return _any_kind(reading, near, frozenset({"troops", "armed", "police"})) or any(
        t.lower_.startswith("militaire") for t in near
    )


def _parties(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    near = [*roles.targets, *roles.initiators]
    if any(t.pos_ == "PROPN" or phrase_kinds(reading, t) & (_FIGHTERS | {"civil"}) for t in near):
        return True
    return any(
        base(c) == "amod" and (c.lower_.startswith(("diplomatique", "internation")) or _is_demonym(reading, c))
        for c in candidate.anchor.children
    )


def _is_demonym(reading: Reading, token: Token) -> bool:
    return any(key in reading.lexicon.demonyms for key in reading.keys[token.i])


def _council(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    words = {t.lower_ for t in candidate.anchor.sent}
    return bool(words & {"parlement", "résolution", "assemblée", "sénat", "onu", "députés", "congrès", "knesset"})


def _backing(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    near = [*roles.targets, *roles.initiators]
    fighters = _any_kind(reading, near, _FIGHTERS | {"troops"})
    return fighters or sum(t.pos_ == "PROPN" for t in near) >= 2


def _court(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return candidate.row.gate < 3 or _any_kind(reading, roles.targets, _FIGHTERS | {"captive"})


def _count(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """A noun of victims counts where a number, an indefinite article or a verb of causing goes with it."""
    noun = candidate.anchor
    for child in noun.lefts:
        if base(child) == "nummod" or child.pos_ == "NUM" or child.like_num:
            return True
        if base(child) == "det" and child.lower_ in {
            "un", "une", "des", "plusieurs", "aucun", "aucune", "de", "quelques",
        }:  # fmt: skip
            return True
    before = noun.doc[noun.i - 1] if noun.i else noun
    if before.pos_ == "NUM" or before.like_num or before.lower_ in {"autres", "pas", "ni", "de", "d'"}:
        return before.lower_ not in {"de", "d'"} or _number_before(before)
    return False


def _number_before(token: Token) -> bool:
    before = token.doc[token.i - 1] if token.i else token
    return before.lower_ in {"pas", "plus", "nombre"} or before.lower_.endswith(("aine", "aines", "iers", "ier", "ions"))


def _death(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    if roles.targets:
        return any(
            t.pos_ in {"PRON", "NUM", "PROPN"} or phrase_kinds(reading, t) & _PERSON for t in roles.targets
        )
    return candidate.anchor.lower_ in {"décès", "pertes"} or any(
        c.lower_ in {"sa", "son", "leur", "leurs"} for c in candidate.anchor.lefts
    )


def _dead(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return bool(auxiliaries(candidate.anchor)) or candidate.anchor.pos_ in {"VERB", "ADJ"}


def _self(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return is_reflexive(candidate.anchor)


def _riot(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return True


def _use(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    head = candidate.anchor.head
    return any(k in {"utiliser", "employer", "recourir", "usage", "utilisation", "recours"} for k in reading.keys[head.i])


def _aid(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    words = {t.lower_ for t in candidate.anchor.subtree}
    return bool(words & {"vivres", "aide", "bâches", "nourriture", "médicaments", "humanitaire", "humanitaires"})


def _ram(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any(reading.kinds(t) & {"civil", "crowd", "police", "armed"} for t in roles.targets)


def _pact(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    return any(t.lower_ in {"trêve", "cessez-le-feu", "accord", "paix"} for t in candidate.anchor.sent)


def _trial(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    words = [t for t in candidate.anchor.subtree if t.i > candidate.anchor.i]
    return any(reading.kinds(t) & _FIGHTERS for t in words) or any(
        key in {"attentat", "attaque", "terrorisme"} for t in words for key in reading.keys[t.i]
    )


_CONDITIONS: dict[str, Condition] = {
    "aid": _aid, "arms": _arms, "backing": _backing, "captives": _captives, "council": _council, "count": _count,
    "court": _court, "dead": _dead, "death": _death, "freed": _freed, "moved": _moved, "pact": _pact,
    "parties": _parties, "person": _person, "ram": _ram, "riot": _riot, "self": _self, "trial": _trial,
    "troops": _troops, "use": _use,
}  # fmt: skip


def is_time_anchor(candidate: Candidate) -> bool:
    """« après l'attaque »: a definite noun without complement that only dates something else (decision 18)."""
    noun = candidate.anchor
    if candidate.verbal or preposition(noun) not in {"après", "avant", "depuis", "dès"}:
        return False
    if any(base(c) in {"nmod", "acl", "amod", "appos", "conj"} and c.i > noun.i for c in noun.children):
        return False
    return any(c.lower_ in {"le", "la", "l'", "les"} for c in noun.lefts)
