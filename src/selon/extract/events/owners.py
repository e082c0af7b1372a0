"""Doers and targets that stand beside the happening's own phrase: owners, company, and the ranks that losses are in."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.subjects import clause_subject
from selon.extract.events.syntax import VERBAL, WORDS, base, complement, is_nominal, is_time, path_up, preposition
from selon.extract.events.words import Reading

_RANKS_REACH = 8
"""Tokens between a count of losses and « parmi » (tuning sets)."""


def owner(noun: Token, *, deed: bool) -> Token | None:
    """Whose deed or fate a possessive says it is: who owns it in the same sentence, else the possessive itself.

    Args:
        noun: The happening.
        deed: What the owner does; otherwise what is done to it, which those who tell of it are seldom.
    """
    own = next((c for c in noun.lefts if c.lower_ in WORDS.possessive), None)
    if own is None:
        return None
    for verb in path_up(noun):
        if verb.pos_ in VERBAL or base(verb) == "ROOT":
            subject = clause_subject(verb)
            if subject is None or subject.i > noun.i or subject in path_up(noun) or not _can_own(subject, own):
                continue
            if deed or not _tells(verb, noun):
                return subject
    return own


def _tells(verb: Token, noun: Token) -> bool:
    """Whether a verb reports or finds the happening, so that its subject is another than who suffers it."""
    path = path_up(noun)
    return any(base(c) == "ccomp" or (base(c) == "obj" and c in path) for c in verb.children)


def _can_own(subject: Token, own: Token) -> bool:
    """Whether the possessive's number is that of the subject."""
    if (
        subject.pos_ == "PRON"
        and subject.morph.get("PronType") != ["Prs"]
        and not subject.lower_.endswith(tuple(WORDS.personal_ending))
    ):
        return False
    plural = subject.morph.get("Number") == ["Plur"] or any(base(c) == "conj" for c in subject.rights)
    return plural == (own.lower_ in WORDS.plural_possessive)


def company(candidate: Candidate, targets: list[Token]) -> list[Token]:
    """« tué avec son chauffeur »: who suffers it along with the targets."""
    if not candidate.verbal or not targets or candidate.kind not in {"kill", "toll", "deed"}:
        return []
    found = []
    for child in candidate.anchor.children:
        if preposition(child) in WORDS.with_ and base(child) in {"obl", "nmod"} and child.i > candidate.anchor.i:
            if any(c.lower_ in WORDS.possessive for c in child.lefts):
                found.append(child)
    return found


def ranks(reading: Reading, candidate: Candidate) -> list[Token]:
    """« douze morts parmi les civils », « cinq blessés dans les rangs de la police »: among whom the losses are."""
    if candidate.kind not in {"kill", "toll"}:
        return []
    if _is_of_a_clash(reading, candidate.anchor):
        return []
    _, end = reading.bounds[reading.sentences[candidate.anchor.i]]
    for i in range(candidate.end, min(candidate.end + _RANKS_REACH, end)):
        token = reading.doc[i]
        if token.pos_ in VERBAL or token.lower_ in {";", ":"}:
            break
        head = token.head
        if token.lower_ in WORDS.among and head.i > i and is_nominal(head) and not is_time(head):
            return [head]
        if token.lower_ in WORDS.ranks:
            return list(complement(token, WORDS.of))
    return []


def _is_of_a_clash(reading: Reading, loss: Token) -> bool:
    """« les combats ont fait 200 morts parmi les civils »: losses of all sides in what two parties do to each other."""
    for verb in path_up(loss, 4):
        subject = clause_subject(verb) if verb.pos_ in VERBAL else None
        if subject is not None:
            rows = [r for key in reading.keys[subject.i] for r in reading.lexicon.nouns.get(key, ())]
            return any("entre" in row.roles.initiator for row in rows)
    return False


def sufferers(noun: Token) -> list[Token]:
    """« le ministère a été la cible d'un attentat », « les cibles de l'attaque sont des civils »: who is called so."""
    head = noun.head
    if (
        base(noun) not in {"nmod", "obl"}
        or head.lemma_.lower() not in WORDS.sufferer_noun
        or preposition(noun) not in WORDS.of
    ):
        return []
    if any(base(c) == "cop" for c in head.lefts):
        subject = clause_subject(head)
        return [] if subject is None else [subject]
    predicate = head.head
    if base(head) == "nsubj" and is_nominal(predicate) and any(base(c) == "cop" for c in predicate.lefts):
        return [predicate]
    return [predicate] if base(head) == "appos" and is_nominal(predicate) else []
