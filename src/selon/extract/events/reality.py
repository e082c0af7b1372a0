"""Whether a happening is told as real, denied, doubtful, to come or asked (decisions 21 and 27)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.governors import above, definite, governs, heads, is_aside, noun_above
from selon.extract.events.moods import is_compound, is_conditional, is_modal_past
from selon.extract.events.syntax import VERBAL, WORDS, auxiliaries, base, is_participle, is_time
from selon.extract.events.wanted import is_future
from selon.extract.events.words import Reading
from selon.model import Claim

_COUNT_ENDINGS = tuple(WORDS.count_ending)


def reality_of(reading: Reading, candidate: Candidate, claims: Sequence[Claim]) -> str:
    """The reality of one happening, the claims that cover it innermost last."""
    clause = _clause(reading, candidate)
    if _is_negated(reading, candidate, clause, claims):
        return "negated"
    if _is_asked(reading, candidate, clause):
        return "questioned"
    if is_future(reading, candidate, clause, claims) or _is_supposed(candidate, clause, claims):
        return "future"
    if _is_possible(reading, candidate, clause, claims):
        return "possible"
    return "actual"


def _clause(reading: Reading, candidate: Candidate) -> Token | None:
    """The verb that says whether the happening is: the trigger, or the verb that a noun depends on."""
    token = candidate.anchor
    if candidate.verbal:
        return token
    for _ in range(3):
        if token.head == token or base(token) in {"acl", "advcl", "parataxis", "appos"}:
            return None
        if base(token) == "nmod" and not _is_quantity(token.head):
            return None
        token = token.head
        if token.pos_ in VERBAL or (is_participle(token) and token.pos_ != "NOUN"):
            return token
    return None


def _is_quantity(token: Token) -> bool:
    return token.lower_.endswith(_COUNT_ENDINGS) or token.lower_ in WORDS.count_noun


def _negation(reading: Reading, verb: Token) -> bool:
    words = reading.lexicon.reality["negator_word"]
    has_ne = any(c.lower_ in WORDS.negation for c in verb.lefts) or any(
        c.lower_ in WORDS.negation for helper in auxiliaries(verb) for c in helper.lefts
    )
    has_pas = any(reading.is_any(c, words) and c.lower_ not in WORDS.without for c in verb.children)
    only = any(
        c.lower_ in WORDS.that and c.i > verb.i and base(c) in {"advmod", "mark", "fixed"} for c in verb.children
    )
    return (has_ne and not only and (has_pas or _subject_none(reading, verb))) or _without(verb)


def _subject_none(reading: Reading, verb: Token) -> bool:
    for child in verb.children:
        if base(child) in {"nsubj", "obj", "cc", "conj"}:
            if child.lower_ in WORDS.nothing or _none_det(child):
                return True
    return False


def _none_det(noun: Token) -> bool:
    return any(c.lower_ in WORDS.none_determiner for c in noun.lefts)


def _without(verb: Token) -> bool:
    return any(c.lower_ in WORDS.without and base(c) in {"mark", "case"} for c in verb.lefts)


def _is_negated(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    anchor = candidate.anchor
    if not candidate.verbal and (_none_det(anchor) or _no_noun(anchor)):
        return True
    if clause is not None and (candidate.verbal or not is_aside(anchor)):
        own = clause == anchor or reading.is_any(clause, reading.lexicon.reality["existence"])
        own = own and not _is_cause(anchor, clause)
        if own and _negation(reading, clause):
            return True
        if not candidate.verbal and governs(reading, clause, "negator_verb"):
            return True
    if candidate.verbal and any(governs(reading, v, "negator_verb") for v in above(anchor)[:1]):
        return True
    if not candidate.verbal and any(_is_undone(reading, c) for c in anchor.rights):
        return True
    noun = noun_above(anchor)
    words = reading.lexicon.reality["negator_noun"]
    if reading.is_any(anchor, words) or (noun is not None and reading.is_any(noun, words)):
        return True
    return any(c.stance == "denies" and heads(reading, candidate, c) for c in claims)


def _is_cause(noun: Token, verb: Token) -> bool:
    """« l'attaque n'a pas fait de victimes »: what it did not bring about is denied, not the attack."""
    return base(noun) == "nsubj" and noun.head == verb and any(base(c) == "obj" for c in verb.rights)


def _is_undone(reading: Reading, modifier: Token) -> bool:
    """« un attentat déjoué », « accès suspendu »: a participle of preventing goes with the noun."""
    return base(modifier) in {"acl", "amod"} and is_participle(modifier) and governs(reading, modifier, "negator_verb")


def _no_noun(noun: Token) -> bool:
    """« pas de victime », « sans faire de blessé », « ni mort ni dégât »."""
    words = [t.lower_ for t in noun.doc[max(noun.i - 2, 0) : noun.i]]
    if words and words[-1] in WORDS.none_opener:
        return True
    return len(words) == 2 and words[1] in WORDS.bare_of and words[0] in WORDS.negator


def _is_asked(reading: Reading, candidate: Candidate, clause: Token | None) -> bool:
    sentence = reading.sentence(candidate.anchor)
    if clause is not None and any(c.lower_ in WORDS.if_ and base(c) == "mark" for c in clause.children):
        head = clause.head
        return base(clause) == "ccomp" and not governs(reading, head, "future_governor")
    if not sentence.text.rstrip(' »"”').endswith("?"):
        return False
    if any(t.lower_ in WORDS.question for t in sentence[:3]):
        return False
    if clause is None or not (candidate.verbal or not definite(candidate.anchor)):
        return False
    return base(clause) in {"ROOT", "xcomp", "root"} or clause.dep_ == "ROOT"


def _is_supposed(candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    """« Selon X, la chute de la ville marquerait un tournant »: what would follow from it is told, not that it happened.

    Outside somebody's claim the conditional is rather that of hearsay, which « _is_possible » reads.
    """
    noun = candidate.anchor
    if candidate.verbal or base(noun) != "nsubj":
        return False
    said = next((c for c in noun.head.lefts if base(c) == "cop"), clause)  # « serait la fin de », « marquerait »
    if said is None or said not in {noun.head, *noun.head.lefts}:
        return False
    hypothetical = is_conditional(said) and not is_compound(said)
    sourced = any(s.kind != "implicit" for c in claims for s in c.sources)
    return hypothetical and sourced and any(base(c) == "nmod" and not is_time(c) for c in noun.rights)


def _is_possible(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    if clause is None:
        return False
    words = reading.lexicon.reality
    told = candidate.verbal or not definite(candidate.anchor)
    if told and any(reading.is_any(c, words["possible_adverb"]) for c in clause.children):
        return True
    if is_modal_past(clause) or (candidate.verbal and _is_belief(reading, clause)):
        return True
    sourced = any(s.kind != "implicit" for c in claims for s in c.sources)
    return is_conditional(clause) and not sourced


def _is_belief(reading: Reading, verb: Token) -> bool:
    """« nous pensons qu'ils ont été tués »: thought, not known."""
    head = verb.head
    return base(verb) == "ccomp" and reading.is_any(head, reading.lexicon.reality["possible_governor"])
