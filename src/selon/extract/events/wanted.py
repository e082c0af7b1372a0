"""Whether a happening is still to come: told in the future, wanted, planned, feared, or a condition (decision 21)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.governors import above, definite, governs, heads, is_aside, is_obliged, noun_above
from selon.extract.events.moods import has_no_tense, has_tense, is_compound, is_conditional, is_infinitive_form
from selon.extract.events.syntax import WORDS, auxiliaries, base, is_participle, is_passive, preposition
from selon.extract.events.words import Reading
from selon.model import Claim

_PEACEFUL = ("diplomacy.", "population.")
# An order to strike was mostly carried out; an order to close or withdraw is told as still to come.
_ORDERED = (*_PEACEFUL, "coercion.", "movement.")
_FUTURE_STANCES = frozenset({"demands", "promises", "threatens"})


def is_future(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    """Whether a happening has not come about yet.

    Args:
        reading: The report.
        candidate: The happening.
        clause: The verb that says whether it is; ``None`` for none.
        claims: The claims that cover it, innermost last.
    """
    anchor = candidate.anchor
    words = reading.lexicon.reality
    if clause is not None and (clause == anchor or reading.is_any(clause, words["existence"])):
        if has_tense(clause, "Fut") or (is_conditional(clause) and not is_compound(clause) and bool(claims)):
            return True
    if any(reading.is_any(c, words["future_adjective"]) for c in anchor.children):
        return True
    noun = noun_above(anchor)
    if noun is not None and reading.is_any(noun, words["future_noun"]) and (candidate.verbal or not definite(anchor)):
        return True
    wanted = _verb_is_wanted(reading, anchor) if candidate.verbal else _noun_is_wanted(reading, candidate, clause)
    return wanted or any(c.stance in _FUTURE_STANCES and heads(reading, candidate, c) for c in claims)


def _verb_is_wanted(reading: Reading, verb: Token) -> bool:
    if _purpose(verb) or _is_hypothetical(verb) or reading.is_any(verb, reading.lexicon.reality["awaited"]):
        return True
    governors = [v for v in above(verb)[:2] if not is_obliged(reading, v)]
    return has_no_tense(verb) and any(governs(reading, v, "future_governor") for v in governors)


def _noun_is_wanted(reading: Reading, candidate: Candidate, clause: Token | None) -> bool:
    """« ordonner la fermeture », « une frappe redoutée », « tenter de lancer une attaque », « pour obtenir une trêve »."""
    noun = candidate.anchor
    carried = clause is not None and noun.head == clause and _creates(reading, clause) and bool(auxiliaries(clause))
    if any(_is_wish(reading, c) for c in noun.rights) and not carried:
        return True  # « une attaque redoutée »; « ont lancé un raid préparé de longue date » has come about
    if candidate.type.startswith(_PEACEFUL) and _is_aim(noun):
        return True
    if base(noun) == "nmod" and reading.is_any(noun.head, reading.lexicon.reality["start"]):
        noun = noun.head
    if clause is None or (is_aside(noun) and not reading.is_any(clause, reading.lexicon.reality["result"])):
        return preposition(noun) == "avant" and not definite(noun)
    direct = clause == noun.head
    creating = direct and _creates(reading, clause)
    if _purpose(clause):
        return creating or not definite(noun)
    if direct and _is_governed(reading, candidate, noun, clause):
        return True
    if creating and is_infinitive_form(clause) and reading.is_any(clause.head, reading.lexicon.reality["future_noun"]):
        return True
    higher = [v for v in above(clause)[:2] if not is_obliged(reading, v)] if creating else []
    if has_no_tense(clause) and any(governs(reading, v, "future_governor") for v in higher):
        return True
    governors = [v for v in above(noun)[:2] if not is_obliged(reading, v)]
    return not definite(noun) and any(_wants(reading, v) for v in governors)


def _creates(reading: Reading, verb: Token) -> bool:
    """Whether a verb brings its object about (« lancer une attaque »), and does not presuppose it (« lever un siège »)."""
    words = reading.lexicon.reality
    carried = bool({"doer", "hold"} & support_kinds(reading, verb)) or reading.is_any(verb, words["create"])
    return carried and not reading.is_any(verb, words["undone"])


def _is_wish(reading: Reading, modifier: Token) -> bool:
    """« une attaque redoutée »; « le cessez-le-feu voulu par Moscou » may well hold."""
    wish = base(modifier) in {"acl", "amod"} and is_participle(modifier) and _wants(reading, modifier)
    return wish and not modifier.lower_.startswith(tuple(WORDS.settled_stem))


def _is_governed(reading: Reading, candidate: Candidate, noun: Token, verb: Token) -> bool:
    """Whether a noun is the object of a verb of wanting, or the subject of its passive."""
    if base(noun) == "obl":
        return preposition(noun) in WORDS.to and reading.is_any(verb, reading.lexicon.reality["call"])
    ordered = reading.is_any(verb, reading.lexicon.reality["order"])
    if ordered and not candidate.type.startswith(_ORDERED):
        return False
    return base(noun) in {"obj", "nsubj"} and _wants(reading, verb) and (base(noun) == "obj") != is_passive(verb)


def _wants(reading: Reading, verb: Token) -> bool:
    """Whether a noun that the verb governs has not happened."""
    return governs(reading, verb, "future_governor") and not reading.is_any(verb, reading.lexicon.reality["verb_only"])


def _is_aim(noun: Token) -> bool:
    """« initiative pour une trêve », « pour l'instauration d'un cessez-le-feu »: an aim, where the noun is indefinite."""
    if definite(noun):
        return False
    above = noun.head if base(noun) == "nmod" and noun.head.pos_ == "NOUN" else noun
    return not WORDS.for_.isdisjoint((preposition(noun), preposition(above)))


def _is_hypothetical(verb: Token) -> bool:
    """« s'ils sont libérés, … »: a condition; a clause after « demander si » is a question."""
    return base(verb) in {"advcl", "ROOT"} and any(c.lower_ in WORDS.if_ and base(c) == "mark" for c in verb.lefts)


def _purpose(verb: Token | None) -> bool:
    """« pour évacuer », « afin de libérer »."""
    return (
        verb is not None
        and is_infinitive_form(verb)
        and not any(a.lower_ in WORDS.have for a in auxiliaries(verb))
        and any(c.lower_ in WORDS.purpose for c in verb.lefts)
    )
