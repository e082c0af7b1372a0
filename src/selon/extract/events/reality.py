"""Whether a happening is told as real, denied, doubtful, to come or asked (decisions 21 and 27)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.syntax import VERBAL, auxiliaries, base, is_participle
from selon.extract.events.words import Reading
from selon.model import Claim, Span

# Clauses above the trigger that are looked at; what stands higher rarely bears on it (tuning sets).
_LEVELS = 5
_FUTURE_STANCES = frozenset({"demands", "promises", "threatens"})


def reality_of(reading: Reading, candidate: Candidate, claims: Sequence[Claim]) -> str:
    """The reality of one happening, the claims that cover it innermost last."""
    clause = _clause(reading, candidate)
    if _is_negated(reading, candidate, clause, claims):
        return "negated"
    if _is_asked(reading, candidate, clause):
        return "questioned"
    if _is_future(reading, candidate, clause, claims):
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
    return token.lower_.endswith(("aine", "iers", "ier", "ions")) or token.lower_ in {"nombre", "toute", "reprise"}


def _negation(reading: Reading, verb: Token) -> bool:
    words = reading.lexicon.reality["negator_word"]
    has_ne = any(c.lower_ in {"ne", "n'"} for c in verb.lefts) or any(
        c.lower_ in {"ne", "n'"} for helper in auxiliaries(verb) for c in helper.lefts
    )
    has_pas = any(reading.is_any(c, words) and c.lower_ not in {"sans"} for c in verb.children)
    only = any(
        c.lower_ in {"que", "qu'"} and c.i > verb.i and base(c) in {"advmod", "mark", "fixed"} for c in verb.children
    )
    return (has_ne and not only and (has_pas or _subject_none(reading, verb))) or _without(verb)


def _subject_none(reading: Reading, verb: Token) -> bool:
    for child in verb.children:
        if base(child) in {"nsubj", "obj", "cc", "conj"}:
            if child.lower_ in {"ni", "nul", "personne", "rien"} or _none_det(child):
                return True
    return False


def _none_det(noun: Token) -> bool:
    return any(c.lower_ in {"aucun", "aucune", "nul", "nulle"} for c in noun.lefts)


def _without(verb: Token) -> bool:
    return any(c.lower_ == "sans" and base(c) in {"mark", "case"} for c in verb.lefts)


def _is_negated(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    anchor = candidate.anchor
    if not candidate.verbal and (_none_det(anchor) or _no_noun(anchor)):
        return True
    if clause is not None:
        own = clause == anchor or reading.is_any(clause, reading.lexicon.reality["existence"])
        if own and _negation(reading, clause):
            return True
        if not candidate.verbal and _governs(reading, clause, anchor, "negator_verb"):
            return True
    if candidate.verbal and any(_governs(reading, v, anchor, "negator_verb") for v in _above(anchor)[:1]):
        return True
    noun = _noun_above(anchor)
    if noun is not None and reading.is_any(noun, reading.lexicon.reality["negator_noun"]):
        return True
    return any(c.stance == "denies" and _heads(reading, candidate, c) for c in claims)


def _no_noun(noun: Token) -> bool:
    """« pas de victime », « sans faire de blessé », « ni mort ni dégât »."""
    words = [t.lower_ for t in noun.doc[max(noun.i - 2, 0) : noun.i]]
    if words and words[-1] in {"ni", "sans"}:
        return True
    return len(words) == 2 and words[1] in {"de", "d'"} and words[0] in {"pas", "jamais", "plus"}


def _noun_above(token: Token) -> Token | None:
    head = token.head
    if head != token and head.pos_ == "NOUN" and base(token) in {"nmod", "acl", "obl"}:
        return head
    return None


def _above(token: Token) -> list[Token]:
    """Verbs that govern the token's clause, nearest first."""
    found = []
    for _ in range(_LEVELS):
        head, relation = token.head, base(token)
        if (
            head == token
            or relation in {"acl", "parataxis", "appos"}
            or (relation == "advcl" and not _infinitive(token))
        ):
            break
        if relation == "conj" and token.pos_ in VERBAL and any(base(c) == "nsubj" for c in token.children):
            break
        if (head.pos_ in VERBAL or is_participle(head)) and relation != "conj" and relation != "nsubj":
            found.append(head)
        token = head
    return found


def _infinitive(token: Token) -> bool:
    return bool(token.morph.get("VerbForm") == ["Inf"])


def _governs(reading: Reading, verb: Token, below: Token, kind: str) -> bool:
    words = reading.lexicon.reality[kind]
    keys = (*reading.keys[verb.i], *(v for k in reading.keys[verb.i] for v in reading.lexicon.participles.get(k, ())))
    return any(k in words for k in keys)


def _heads(reading: Reading, candidate: Candidate, claim: Claim) -> bool:
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
    return reading.is_any(token, reading.lexicon.reality["existence"]) or token.lower_ in {"tout", "toute"}


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(s.start <= token.idx < s.end for s in spans)


def _is_asked(reading: Reading, candidate: Candidate, clause: Token | None) -> bool:
    sentence = reading.sentence(candidate.anchor)
    if clause is not None and any(c.lower_ in {"si", "s'"} and base(c) == "mark" for c in clause.children):
        head = clause.head
        return base(clause) == "ccomp" and not _governs(reading, head, clause, "future_governor")
    if not sentence.text.rstrip(' »"”').endswith("?"):
        return False
    if any(
        t.lower_ in {"qui", "combien", "pourquoi", "où", "quand", "comment", "quel", "quelle"} for t in sentence[:3]
    ):
        return False
    if clause is None or not (candidate.verbal or not _definite(candidate.anchor)):
        return False
    return base(clause) in {"ROOT", "xcomp", "root"} or clause.dep_ == "ROOT"


def _definite(noun: Token) -> bool:
    return any(c.lower_ in {"le", "la", "l'", "les", "ce", "cet", "cette", "ces"} for c in noun.lefts)


def _is_future(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    anchor = candidate.anchor
    if clause is not None and (clause == anchor or reading.is_any(clause, reading.lexicon.reality["existence"])):
        if _tense(clause, "Fut") or (_mood(clause) and not _compound(clause) and _reported(claims)):
            return True
    words = reading.lexicon.reality
    if any(reading.is_any(c, words["future_adjective"]) for c in anchor.children):
        return True
    noun = _noun_above(anchor)
    if noun is not None and reading.is_any(noun, words["future_noun"]) and (candidate.verbal or not _definite(anchor)):
        return True
    if _purpose(anchor if candidate.verbal else clause):
        return True
    governors = _above(anchor)
    if any(_governs(reading, v, anchor, "future_governor") for v in governors[:2]):
        return (candidate.verbal and _infinitive_chain(anchor)) or not _definite(anchor)
    return any(c.stance in _FUTURE_STANCES and _heads(reading, candidate, c) for c in claims)


def _infinitive_chain(verb: Token) -> bool:
    return (
        _infinitive(verb)
        or any(_infinitive(a) for a in auxiliaries(verb))
        or verb.morph.get("Mood") == ["Sub"]
        or any(a.morph.get("Mood") == ["Sub"] for a in auxiliaries(verb))
    )


def _purpose(verb: Token | None) -> bool:
    """« pour évacuer », « afin de libérer »."""
    return (
        verb is not None
        and _infinitive(verb)
        and not any(a.lower_ == "avoir" for a in auxiliaries(verb))
        and any(c.lower_ in {"pour", "afin"} for c in verb.lefts)
    )


def _tense(verb: Token, tense: str) -> bool:
    return any(t.morph.get("Tense") == [tense] and not _conditional(t) for t in (verb, *auxiliaries(verb)))


def _mood(verb: Token) -> bool:
    return any(_conditional(t) for t in (verb, *auxiliaries(verb)))


def _conditional(token: Token) -> bool:
    """By the ending where the tagger gives another mood: no other form of a French verb ends so."""
    if token.morph.get("Mood") == ["Cnd"]:
        return True
    return token.pos_ in VERBAL and token.lower_.endswith(("rait", "raient", "rions")) and len(token) > 5


def _compound(verb: Token) -> bool:
    """Whether a conditional is a past one (« aurait tué ») rather than a present one."""
    return any(a.lemma_.lower() in {"avoir", "être"} for a in auxiliaries(verb)) and is_participle(verb)


def _reported(claims: Sequence[Claim]) -> bool:
    return bool(claims)


def _is_possible(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    if clause is None:
        return False
    words = reading.lexicon.reality
    if any(reading.is_any(c, words["possible_adverb"]) for c in clause.children):
        return True
    if _modal_past(clause):
        return True
    sourced = any(s.kind != "implicit" for c in claims for s in c.sources)
    return _mood(clause) and not sourced


def _modal_past(verb: Token) -> bool:
    """« pourrait avoir péri »: doubtful whoever says it."""
    head = verb.head
    return head != verb and head.lemma_ == "pouvoir" and _mood(head) and bool(auxiliaries(verb))
