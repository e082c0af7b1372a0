"""Happenings as the choice of their dates and places sees them: what their own words and their sentence say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.syntax import VERBAL, WHOLE_FORMS, WORDS, auxiliaries, base, is_participle, is_time
from selon.extract.events.typing import TOLL
from selon.extract.events.words import Reading
from selon.lexicon.event_dates import DateSigns

_VIOLENT = ("battle.", "remote_violence.", "violence_against_civilians.", "unrest.riot")
LINKS = ("same", "toll_of", "cause_of", "violent", "family", "other")
"""How an earlier happening may lie to a later one by its type, the likeliest to be the same one first."""


@dataclass(slots=True)
class Happening:
    """A happening as the choice sees it.

    Attributes:
        candidate: Its words.
        type: ``family.type``.
        reality: One of ``selon.model.events.REALITIES``.
        sentence: Number of its sentence.
        tokens: Positions of its trigger and of the triggers joined to it.
        clause: The verb that it is told with.
        voices: Ids of the claims in whose content it stands.
        actors: Lemmas of its doers and of those it is done to.
        about: Lemmas of the nouns and names of its sentence, without words of time.
        traits: Signs of its own: determiner, tense, preposition, habit.
        places: Names of the places it was given; set by the choice.
        chosen: Position of the date it was given, ``None`` for none; set by the choice.
    """

    candidate: Candidate
    type: str
    reality: str
    sentence: int
    tokens: tuple[int, ...]
    clause: Token
    voices: frozenset[str]
    actors: frozenset[str]
    about: frozenset[str]
    traits: tuple[str, ...]
    tense: str
    places: frozenset[str] = frozenset()
    chosen: int | None = None


def bucket(value: int, limits: Sequence[tuple[int, str]]) -> str:
    """The name of the first limit that the value does not pass; ``more`` past the last."""
    return next((name for limit, name in limits if value <= limit), "more")


def related(later: str, earlier: str) -> str:
    """How the type of a later happening lies to that of an earlier one, one of ``LINKS``."""
    if later == earlier:
        return "same"
    if later == TOLL and earlier.startswith(_VIOLENT):
        return "toll_of"
    if earlier == TOLL and later.startswith(_VIOLENT):
        return "cause_of"
    if later.startswith(_VIOLENT) and earlier.startswith(_VIOLENT):
        return "violent"
    if later.split(".")[0] == earlier.split(".")[0]:
        return "family"
    return "other"


def clause_verb(token: Token) -> Token:
    """The verb, or participle used as one, of the clause that a token stands in; the top of its phrase without one."""
    for _ in range(8):
        if token.pos_ in VERBAL or (is_participle(token) and token.pos_ == "ADJ"):
            return token
        if token.head == token or base(token) in {"acl", "advcl", "ccomp", "parataxis"}:
            return token
        token = token.head
    return token


def tense_of(verb: Token) -> str:
    """``past``, ``pluperfect``, ``imperfect``, ``present``, ``future``, ``conditional``, ``infinitive``, ``bare``."""
    helpers = auxiliaries(verb)
    finite = next((t for t in (*helpers, verb) if t.morph.get("VerbForm") == ["Fin"]), None)
    if finite is None:
        return "infinitive" if verb.morph.get("VerbForm") == ["Inf"] else "bare"
    if finite.morph.get("Mood") == ["Cnd"]:
        return "conditional"
    tense = (finite.morph.get("Tense") or ["Pres"])[0]
    compound = finite != verb and is_participle(verb)
    if tense == "Fut":
        return "future"
    if tense == "Imp":
        return "pluperfect" if compound else "imperfect"
    if tense == "Past" or compound:
        return "past"
    return "present"


def preposition_words(noun: Token) -> str:
    """The preposition before a noun, all its words: « à la suite de »; empty for none."""
    for child in noun.lefts:
        if base(child) == "case":
            words = [child, *(c for c in child.children if base(c) == "fixed")]
            text = " ".join(w.lower_ for w in sorted(words, key=lambda w: w.i))
            head, _, last = text.rpartition(" ")
            return f"{head} {WHOLE_FORMS.get(last, last)}".strip()
    return ""


def traits_of(reading: Reading, candidate: Candidate, clause: Token, signs: DateSigns) -> tuple[str, ...]:
    """Signs of a happening that do not depend on the date."""
    anchor = candidate.anchor
    found = ["verb" if candidate.verbal else f"det.{_determiner(anchor)}"]
    for node in _phrase_up(anchor):
        words = preposition_words(node)
        for name in ("background", "during"):
            if words in signs.words[name]:
                found.append(name)
    first, last = reading.bounds[reading.sentences[anchor.i]]
    near = {t.lower_ for t in reading.doc[max(first, clause.i - 6) : min(last, clause.i + 7)]}
    if any(c.lemma_.lower() in signs.words["first"] for c in anchor.lefts):
        found.append("first")
    found += [name for name in ("habit", "then") if near & signs.words[name]]
    if "Plur" in anchor.morph.get("Number") and not candidate.verbal:
        found.append("plural")
    if candidate.verbal and base(anchor) in {"acl", "amod"}:
        found.append("modifier")
    return tuple(dict.fromkeys(found))


def _phrase_up(token: Token) -> list[Token]:
    """The noun and the nouns that it completes, up to the verb."""
    found = [token]
    while token.head != token and token.pos_ not in VERBAL and base(token) in {"nmod", "conj", "appos", "acl"}:
        token = token.head
        if token.pos_ in VERBAL:
            break
        found.append(token)
    return found


def _determiner(noun: Token) -> str:
    for child in noun.lefts:
        if child.pos_ == "DET" or base(child) == "det":
            kind = child.morph.get("PronType")
            if kind == ["Dem"]:
                return "this"
            if child.morph.get("Poss") == ["Yes"]:
                return "own"
            definite = child.morph.get("Definite")
            return "the" if definite == ["Def"] else "a"
        if child.lower_ in WORDS.of_the | WORDS.contracted:
            return "the"
    return "none"


def nouns_of(reading: Reading, sentence: int) -> frozenset[str]:
    """Lemmas of the nouns and names of a sentence, without words of time."""
    first, last = reading.bounds[sentence]
    return frozenset(
        t.lemma_.lower()
        for t in reading.doc[first:last]
        if t.pos_ in {"NOUN", "PROPN"} and len(t) > 2 and not is_time(t)
    )
