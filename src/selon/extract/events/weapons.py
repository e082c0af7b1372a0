"""Weapons in use: « une bombe a explosé », « des obus sont tombés », « tirer un missile », « sauter sur une mine »."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.syntax import VERBAL, WORDS, base, is_participle, preposition
from selon.extract.events.words import Reading
from selon.lexicon.events import Means, RoleRule, Trigger

_FIRE = RoleRule(("subj",), ("sur", "contre", "vers", "direction", "dans", "à"))
_HIT = RoleRule(("weapon",), ("obj",))
_SET_OFF = RoleRule((), ("subj",))


def weapon_candidates(reading: Reading, taken: Sequence[Candidate]) -> list[Candidate]:
    """Events made by a verb of using and a weapon, and weapons noted with the candidates that they go with."""
    by_token = {i: c for c in taken for i in (*range(c.start, c.end), c.anchor.i)}
    found: dict[int, Candidate] = {}
    for start, (end, means) in reading.means.items():
        head = _head(reading, start, end)
        candidate = _owner(head, by_token) or _owner(head, found)
        if candidate is not None:
            candidate.weapons.append((head.i, means))
            if candidate.verbal and candidate.row.pos != "frame" and _is_used_by(reading, candidate, means):
                candidate.trigger = [_row(candidate.anchor, head, means, reading), *candidate.trigger]
            continue
        verb = _using_verb(reading, head)
        if verb is not None and means.use in {"weapon", "launcher", "crowd"}:
            found[verb.i] = _used(reading, verb, head, means)
    return list(found.values())


def _head(reading: Reading, start: int, end: int) -> Token:
    for token in reading.doc[start:end]:
        if not start <= token.head.i < end:
            return token
    return reading.doc[start]


def _owner(head: Token, by_token: dict[int, Candidate]) -> Candidate | None:
    """The candidate that the weapon is a near dependent of, or that depends on it."""
    if head.i in by_token:
        return by_token[head.i]
    token = head
    for _ in range(3):
        parent = token.head
        if parent == token or base(token) in {"acl", "advcl", "ccomp", "parataxis"}:
            break
        if parent.i in by_token:
            return by_token[parent.i]
        if parent.pos_ in VERBAL and base(token) != "conj":
            break
        token = parent
    for child in head.children:
        if base(child) in {"acl"} and child.i in by_token:
            return by_token[child.i]
    return None


def _using_verb(reading: Reading, head: Token) -> Token | None:
    for child in head.children:
        if base(child) == "acl" and _uses(reading, child):
            return child
    token = head
    for _ in range(3):
        if token.head == token:
            return None
        if _uses(reading, token.head):
            at = base(token) == "obl" and preposition(token) in WORDS.upon | WORDS.against
            return None if at and "triggered" not in support_kinds(reading, token.head) else token.head
        if token.head.pos_ in VERBAL:
            return None
        token = token.head
    return None


def _uses(reading: Reading, token: Token) -> bool:
    if token.pos_ not in VERBAL and not is_participle(token):
        return False
    return "launch" in support_kinds(reading, token)


def _is_used_by(reading: Reading, candidate: Candidate, means: Means) -> bool:
    """Whether the candidate's verb is one of using that weapon, and no row with it has been put first yet."""
    falling = means.use == "launcher" and "falling" in support_kinds(reading, candidate.anchor)
    if (means.use not in {"weapon", "crowd"} and not falling) or candidate.row.where == "means.tsv":
        return False
    return candidate.kind in {"hit", "toll", "deed"} and _uses(reading, candidate.anchor)


def _used(reading: Reading, verb: Token, head: Token, means: Means) -> Candidate:
    row = _row(verb, head, means, reading)
    return Candidate([row], verb.i, verb.i + 1, verb, kind="deed", verbal=True, weapons=[(head.i, means)])


def _row(verb: Token, head: Token, means: Means, reading: Reading) -> Trigger:
    """A row of the lexicon for a verb of using with its weapon."""
    roles = _SET_OFF if "triggered" in support_kinds(reading, verb) else _roles(verb, head)
    refine = frozenset() if means.family == "bomb" else frozenset({"weapon"})
    kind = _type(reading, verb, means)
    return Trigger(f"{verb.lemma_} + {means.word}", "verb", kind, "deed", roles, 1, refine, "means.tsv")


def _type(reading: Reading, verb: Token, means: Means) -> str:
    """A bomb that falls is a shell, one that is dropped comes from the air, any other is a device."""
    kinds = support_kinds(reading, verb)
    if means.family == "bomb" and "falling" in kinds:
        return "remote_violence.shelling"
    if means.family == "bomb" and "dropped" in kinds:
        return "remote_violence.air_strike"
    return means.type


def _roles(verb: Token, head: Token) -> RoleRule:
    is_subject = base(head) == "nsubj" and not any(c.dep_ == "aux:pass" for c in verb.children)
    by = preposition(head) in WORDS.instrument
    roles = _HIT if is_subject or by else _FIRE
    if is_subject and not any(base(c) in {"obj"} for c in verb.children):
        return RoleRule(("weapon",), _FIRE.target)
    return roles
