"""What stands above a happening in the sentence: verbs, nouns and claims that bear on whether it is."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.moods import is_infinitive_form
from selon.extract.events.syntax import VERBAL, WORDS, auxiliaries, base, is_participle, preposition
from selon.extract.events.words import Reading
from selon.model import Claim, Span

# Clauses above the trigger that are looked at; what stands higher rarely bears on it (tuning sets).
_LEVELS = 5


def noun_above(token: Token) -> Token | None:
    """The noun that a trigger completes; ``None`` for none."""
    head = token.head
    if head != token and head.pos_ == "NOUN" and base(token) in {"nmod", "acl", "obl"}:
        return head
    return None


def above(token: Token) -> list[Token]:
    """Verbs that govern the token's clause, nearest first."""
    found = []
    for _ in range(_LEVELS):
        head, relation = token.head, base(token)
        if (
            head == token
            or relation in {"acl", "parataxis", "appos"}
            or (relation == "advcl" and (not is_infinitive_form(token) or is_dating(token)))
        ):
            break
        if relation == "conj" and token.pos_ in VERBAL and any(base(c) == "nsubj" for c in token.children):
            break
        if (head.pos_ in VERBAL or is_participle(head)) and relation != "conj" and relation != "nsubj":
            found.append(head)
        token = head
    return found


def governs(reading: Reading, verb: Token, kind: str) -> bool:
    """Whether a verb, or the verb of a participle, is of one kind of ``event_reality.tsv``."""
    words = reading.lexicon.reality[kind]
    keys = (*reading.keys[verb.i], *(v for k in reading.keys[verb.i] for v in reading.lexicon.participles.get(k, ())))
    return any(k in words for k in keys)


def is_dating(clause: Token) -> bool:
    """« avant de les égorger », « après avoir tué »: what only dates the clause above."""
    first = clause.left_edge
    words = {first.lower_, *(t.lower_ for t in clause.lefts)}
    if first.i:
        words.add(first.doc[first.i - 1].lower_)
    return bool(words & WORDS.dating_opener)


def is_obliged(reading: Reading, verb: Token) -> bool:
    """« ont dû quitter »: in the compound past the obligation was met."""
    return reading.is_any(verb, reading.lexicon.reality["ought"]) and bool(auxiliaries(verb))


def heads(reading: Reading, candidate: Candidate, claim: Claim) -> bool:
    """Whether the happening is what the claim is about, not something presupposed inside it."""
    token = candidate.anchor
    spans = claim.content.spans
    inside = [Span(token.idx, token.idx + len(token))]
    if not any(s.overlaps(inside[0]) for s in spans):
        return False
    while token.head != token and _within(token.head, spans):
        relation = base(token)
        if relation in {"nmod", "acl", "advcl", "obl", "appos", "nsubj"} and not _is_light(reading, token.head):
            return False
        token = token.head
    return True


def _is_light(reading: Reading, token: Token) -> bool:
    return reading.is_any(token, reading.lexicon.reality["existence"]) or token.lower_ in WORDS.whole


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.idx < s.end for s in spans)


def definite(noun: Token) -> bool:
    """Whether a noun is definite: what it names is taken as given."""
    if noun.i and noun.doc[noun.i - 1].lower_ in WORDS.singular_contracted:
        return True
    return any(c.lower_ in WORDS.definite | WORDS.demonstrative for c in noun.lefts)


def is_aside(noun: Token) -> bool:
    """« pas de blessés lors de l'attaque », « aucune enquête sur le meurtre »: the noun is not what is denied or wanted."""
    return base(noun) in {"obl", "nmod"} and preposition(noun) in WORDS.aside
