"""Whether a happening is told as real, denied, doubtful, to come or asked (decisions 21 and 27)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.moods import (
    has_no_tense,
    has_tense,
    is_compound,
    is_conditional,
    is_infinitive_form,
    is_modal_past,
)
from selon.extract.events.syntax import VERBAL, auxiliaries, base, is_participle, is_passive, preposition
from selon.extract.events.words import Reading
from selon.model import Claim, Span

# Clauses above the trigger that are looked at; what stands higher rarely bears on it (tuning sets).
_LEVELS = 5
_ASIDE = frozenset(
    {"après", "depuis", "lors", "sur", "dans", "pendant", "durant", "par", "avant", "face", "dès", "contre"}
)
_OUGHT = frozenset({"devoir"})
# Governors of verbs alone: with a noun they mean something else (« menacer la trêve », « compter des morts »).
_OF_VERBS = frozenset({
    "compter", "aller", "devoir", "falloir", "viser", "menacer", "permettre", "risquer", "presser", "inviter", "sommer",
    "encourager", "chercher",
})  # fmt: skip
_CREATE = frozenset({"instaurer", "établir", "obtenir", "instituer", "négocier", "garantir"})
_CALL = frozenset({"appeler", "exhorter", "inciter", "inviter"})
_ORDER = frozenset({"ordonner", "commander"})
_RESULT = frozenset({"déboucher", "aboutir", "parvenir", "conduire"})
# Nouns for the beginning of what they are completed by: who wants the one wants the other.
_START = frozenset({
    "démarrage", "reprise", "ouverture", "tenue", "lancement", "organisation", "instauration", "conclusion", "signature",
    "début",
})  # fmt: skip
_AWAIT = frozenset({"attendre"})
_PEACEFUL = ("diplomacy.", "population.")
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
    if clause is not None and (candidate.verbal or not _is_aside(anchor)):
        own = clause == anchor or reading.is_any(clause, reading.lexicon.reality["existence"])
        if own and _negation(reading, clause):
            return True
        if not candidate.verbal and _governs(reading, clause, "negator_verb"):
            return True
    if candidate.verbal and any(_governs(reading, v, "negator_verb") for v in _above(anchor)[:1]):
        return True
    if not candidate.verbal and any(_is_undone(reading, c) for c in anchor.rights):
        return True
    noun = _noun_above(anchor)
    words = reading.lexicon.reality["negator_noun"]
    if reading.is_any(anchor, words) or (noun is not None and reading.is_any(noun, words)):
        return True
    return any(c.stance == "denies" and _heads(reading, candidate, c) for c in claims)


def _is_undone(reading: Reading, modifier: Token) -> bool:
    """« un attentat déjoué », « accès suspendu »: a participle of preventing goes with the noun."""
    return base(modifier) in {"acl", "amod"} and is_participle(modifier) and _governs(reading, modifier, "negator_verb")


def _is_aside(noun: Token) -> bool:
    """« pas de blessés lors de l'attaque », « aucune enquête sur le meurtre »: the noun is not what is denied or wanted."""
    return base(noun) in {"obl", "nmod"} and preposition(noun) in _ASIDE


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
            or (relation == "advcl" and (not is_infinitive_form(token) or _is_dating(token)))
        ):
            break
        if relation == "conj" and token.pos_ in VERBAL and any(base(c) == "nsubj" for c in token.children):
            break
        if (head.pos_ in VERBAL or is_participle(head)) and relation != "conj" and relation != "nsubj":
            found.append(head)
        token = head
    return found


def _is_dating(clause: Token) -> bool:
    """« avant de les égorger », « après avoir tué »: what only dates the clause above."""
    first = clause.left_edge
    words = {first.lower_, *(t.lower_ for t in clause.lefts)}
    if first.i:
        words.add(first.doc[first.i - 1].lower_)
    return bool(words & {"avant", "après", "sans"})


def _governs(reading: Reading, verb: Token, kind: str) -> bool:
    words = reading.lexicon.reality[kind]
    keys = (*reading.keys[verb.i], *(v for k in reading.keys[verb.i] for v in reading.lexicon.participles.get(k, ())))
    return any(k in words for k in keys)


def _is_obliged(reading: Reading, verb: Token) -> bool:
    """« ont dû quitter »: in the compound past the obligation was met."""
    return reading.is_any(verb, _OUGHT) and bool(auxiliaries(verb))


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
        return base(clause) == "ccomp" and not _governs(reading, head, "future_governor")
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
    if noun.i and noun.doc[noun.i - 1].lower_ in {"du", "au"}:
        return True
    return any(c.lower_ in {"le", "la", "l'", "les", "ce", "cet", "cette", "ces"} for c in noun.lefts)


def _is_future(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    anchor = candidate.anchor
    words = reading.lexicon.reality
    if clause is not None and (clause == anchor or reading.is_any(clause, words["existence"])):
        if has_tense(clause, "Fut") or (is_conditional(clause) and not is_compound(clause) and bool(claims)):
            return True
    if any(reading.is_any(c, words["future_adjective"]) for c in anchor.children):
        return True
    noun = _noun_above(anchor)
    if noun is not None and reading.is_any(noun, words["future_noun"]) and (candidate.verbal or not _definite(anchor)):
        return True
    wanted = _verb_is_wanted(reading, anchor) if candidate.verbal else _noun_is_wanted(reading, candidate, clause)
    return wanted or any(c.stance in _FUTURE_STANCES and _heads(reading, candidate, c) for c in claims)


def _verb_is_wanted(reading: Reading, verb: Token) -> bool:
    if _purpose(verb) or _is_hypothetical(verb) or reading.is_any(verb, _AWAIT):
        return True
    governors = [v for v in _above(verb)[:2] if not _is_obliged(reading, v)]
    return has_no_tense(verb) and any(_governs(reading, v, "future_governor") for v in governors)


def _noun_is_wanted(reading: Reading, candidate: Candidate, clause: Token | None) -> bool:
    """« ordonner la fermeture », « une frappe redoutée », « tenter de lancer une attaque », « pour obtenir une trêve »."""
    noun = candidate.anchor
    if any(_is_wish(reading, c) for c in noun.rights):
        return True
    if candidate.type.startswith(_PEACEFUL) and _is_aim(noun):
        return True
    if base(noun) == "nmod" and reading.is_any(noun.head, _START):
        noun = noun.head
    if clause is None or (_is_aside(noun) and not reading.is_any(clause, _RESULT)):
        return preposition(noun) == "avant" and not _definite(noun)
    direct = clause == noun.head
    creating = direct and (bool({"doer", "hold"} & support_kinds(reading, clause)) or reading.is_any(clause, _CREATE))
    if _purpose(clause):
        return creating or not _definite(noun)
    if direct and _is_governed(reading, candidate, noun, clause):
        return True
    if creating and is_infinitive_form(clause) and reading.is_any(clause.head, reading.lexicon.reality["future_noun"]):
        return True
    above = [v for v in _above(clause)[:2] if not _is_obliged(reading, v)] if creating else []
    if has_no_tense(clause) and any(_governs(reading, v, "future_governor") for v in above):
        return True
    governors = [v for v in _above(noun)[:2] if not _is_obliged(reading, v)]
    return not _definite(noun) and any(_wants(reading, v) for v in governors)


def _is_wish(reading: Reading, modifier: Token) -> bool:
    """« une attaque redoutée »; « le cessez-le-feu voulu par Moscou » may well hold."""
    wish = base(modifier) in {"acl", "amod"} and is_participle(modifier) and _wants(reading, modifier)
    return wish and not modifier.lower_.startswith(("voulu", "décid"))


def _is_governed(reading: Reading, candidate: Candidate, noun: Token, verb: Token) -> bool:
    """Whether a noun is the object of a verb of wanting, or the subject of its passive."""
    if base(noun) == "obl":
        return preposition(noun) == "à" and reading.is_any(verb, _CALL)
    if reading.is_any(verb, _ORDER) and not candidate.type.startswith((*_PEACEFUL, "coercion.", "movement.")):
        return False
    return base(noun) in {"obj", "nsubj"} and _wants(reading, verb) and (base(noun) == "obj") != is_passive(verb)


def _wants(reading: Reading, verb: Token) -> bool:
    """Whether a noun that the verb governs has not happened."""
    return _governs(reading, verb, "future_governor") and not reading.is_any(verb, _OF_VERBS)


def _is_aim(noun: Token) -> bool:
    """« initiative pour une trêve », « pour l'instauration d'un cessez-le-feu »: an aim, where the noun is indefinite."""
    if _definite(noun):
        return False
    above = noun.head if base(noun) == "nmod" and noun.head.pos_ == "NOUN" else noun
    return "pour" in {preposition(noun), preposition(above)}


def _is_hypothetical(verb: Token) -> bool:
    """« s'ils sont libérés, … »: a condition; a clause after « demander si » is a question."""
    return base(verb) == "advcl" and any(c.lower_ in {"si", "s'"} and base(c) == "mark" for c in verb.lefts)


def _purpose(verb: Token | None) -> bool:
    """« pour évacuer », « afin de libérer »."""
    return (
        verb is not None
        and is_infinitive_form(verb)
        and not any(a.lower_ == "avoir" for a in auxiliaries(verb))
        and any(c.lower_ in {"pour", "afin"} for c in verb.lefts)
    )


def _is_possible(reading: Reading, candidate: Candidate, clause: Token | None, claims: Sequence[Claim]) -> bool:
    if clause is None:
        return False
    words = reading.lexicon.reality
    told = candidate.verbal or not _definite(candidate.anchor)
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
