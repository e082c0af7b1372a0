"""Settings in which a trigger word names nothing: parts of names, time anchors, bare complements, attributes, accidents."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.syntax import (
    WORDS,
    auxiliaries,
    base,
    complement,
    is_participle,
    is_present_participle,
    preposition,
)
from selon.extract.events.words import Reading

_SURE = 2
"""Weight of a topic word that is hardly used for anything else."""
_TELLING_PARTICIPLES = (
    "violence_against_civilians.", "remote_violence.", "battle.armed_clash", "toll.", "coercion.sentence",
    "coercion.arrest",
)  # fmt: skip


def names_nothing(reading: Reading, candidate: Candidate) -> bool:
    """Whether the setting takes a trigger its force, whatever the report is about (decisions 18 and 22)."""
    if candidate.verbal:
        return is_attribute(candidate)
    return (
        is_time_anchor(reading, candidate)
        or is_part_of_name(candidate)
        or is_bare_complement(reading, candidate)
        or _is_adverbial(candidate)
        or _is_known_death(candidate)
        or _is_charge(reading, candidate)
    )


def is_time_anchor(reading: Reading, candidate: Candidate) -> bool:
    """« après l'attaque », « depuis le début de l'offensive »: a definite noun that only dates something else."""
    noun = candidate.anchor
    if candidate.row.pos == "frame":
        return False
    if (
        base(noun) == "nmod"
        and preposition(noun.head) in WORDS.beginning
        and reading.is_any(noun.head, reading.lexicon.reality["phase"])
    ):
        return True
    if preposition(noun) not in WORDS.time_anchor:
        return False
    if any(base(c) in {"nmod", "acl", "amod", "appos", "conj"} and c.i > noun.i for c in noun.children):
        return False
    if next(iter(complement(noun, WORDS.noun_preposition)), None) is not None:
        return False
    return any(c.morph.get("Definite") == ["Def"] or c.lower_ in WORDS.definite for c in noun.lefts)


def is_part_of_name(candidate: Candidate) -> bool:
    """« Rassemblement national », « Groupe de soutien à l'islam »."""
    noun = candidate.anchor
    text = noun.text
    if text[:1].isupper() and not text.isupper() and not _opens(noun):
        return True
    head = noun.head
    in_name = (
        head.text[:1].isupper() and not head.text.isupper() and head.pos_ in {"NOUN", "PROPN"} and not _opens(head)
    )
    return in_name and base(noun) == "nmod" and not any(base(c) == "det" for c in noun.lefts)


def _opens(token: Token) -> bool:
    """Whether the token opens its sentence or follows a mark that opens one."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.doc[token.i - 1]
    if before.pos_ in {"DET", "ADP", "NUM"} and before.i > 0:
        before = token.doc[before.i - 1] if not before.is_sent_start else before
    return before.is_punct or before.is_space or before.is_sent_start or not before.text[:1].isalnum()


def is_bare_complement(reading: Reading, candidate: Candidate) -> bool:
    """« coalition d'agression », « lieu de rassemblement »: a bare singular noun that classes another."""
    noun = candidate.anchor
    if preposition(noun) not in WORDS.of or candidate.row.pos == "frame" or candidate.kind == "toll":
        return False
    if any(base(c) in {"det", "nummod"} for c in noun.lefts) or noun.doc[noun.i - 1].lower_ in WORDS.of_the:
        return False
    if noun.morph.get("Number") == ["Plur"]:
        return False
    if any(base(c) in {"nmod", "acl"} for c in noun.rights):
        return False
    return not reading.is_any(noun.head, reading.lexicon.reality["measure"]) and noun.head.pos_ in {"NOUN", "PROPN"}


def _is_adverbial(candidate: Candidate) -> bool:
    """« en représailles », « en cas de tirs »."""
    noun = candidate.anchor
    if any(base(c) in {"det", "nummod"} for c in noun.lefts) or not noun.i:
        return False
    before = noun.doc[noun.i - 1].lower_
    if before in WORDS.for_ and not any(base(c) in {"nmod", "acl"} for c in noun.rights):
        return True
    if before in WORDS.in_:
        return not (candidate.row.type == "diplomacy.support" and next(complement(noun, WORDS.to), None) is not None)
    return (
        before in WORDS.bare_of
        and noun.i > 2
        and noun.doc[noun.i - 2].lower_ in WORDS.case_noun
        and noun.doc[noun.i - 3].lower_ in WORDS.in_
    )


def _is_charge(reading: Reading, candidate: Candidate) -> bool:
    """« inculpé de crimes de guerre », « coupable de génocide », « enquête pour meurtre »: a charge, no happening told."""
    noun = candidate.anchor
    if any(base(c) in {"det", "nummod"} for c in noun.lefts) or not noun.i or candidate.kind == "toll":
        return False
    by = preposition(noun)
    before = noun.doc[noun.i - 1].lower_
    if by in WORDS.for_ and before in {by, '"', "«"}:
        return True
    return (
        by in WORDS.of and before not in WORDS.of_the and reading.is_any(noun.head, reading.lexicon.reality["charging"])
    )


def _is_definite(noun: Token) -> bool:
    """« du soldat », « de la victime »: a singular common noun that stands for somebody told before."""
    single = noun.pos_ == "NOUN" and noun.morph.get("Number") != ["Plur"]
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return single and before in WORDS.known_determiner


def _is_known_death(candidate: Candidate) -> bool:
    """« après sa mort », « l'annonce de son décès »: a death told before, which only dates or completes something."""
    noun = candidate.anchor
    if candidate.kind != "toll" or candidate.row.pos != "noun":
        return False
    if not any(c.morph.get("Poss") == ["Yes"] for c in noun.lefts):
        victim = next(complement(noun, WORDS.of), None)
        return victim is not None and preposition(noun) in WORDS.dating and _is_definite(victim)
    return preposition(noun) in WORDS.dating or (base(noun) == "nmod" and noun.head.pos_ == "NOUN")


def is_attribute(candidate: Candidate) -> bool:
    """A bare attributive participle (« prisonniers libérés »), not detached, dated or agented as a happening is."""
    verb = candidate.anchor
    if base(verb) not in {"acl", "amod"} or not is_participle(verb) or is_present_participle(verb) or auxiliaries(verb):
        return False
    if any(base(c) == "nsubj" or c.pos_ == "AUX" for c in verb.children) or candidate.row.pos == "frame":
        return False
    before = verb.doc[verb.i - 1]
    if verb.head.dep_ == "ROOT" or any(base(c) == "nummod" or c.like_num for c in verb.head.lefts):
        return False
    if before.lower_ == "," or any(base(c) == "advmod" for c in verb.rights):
        return False
    detail = [c for c in verb.rights if base(c) in {"obl", "nmod", "advcl"}]
    if candidate.row.type.startswith(_TELLING_PARTICIPLES):
        return not detail and candidate.kind == "deed" and candidate.row.type != "toll.casualties"
    return not any(_is_day(c) for c in detail)


def _is_day(token: Token) -> bool:
    return not preposition(token) or any(t.like_num for t in token.subtree)


def has_count(noun: Token) -> bool:
    """Whether a number or an indefinite word of quantity goes with a noun."""
    for child in noun.lefts:
        if base(child) == "nummod" or child.pos_ == "NUM" or child.like_num:
            return True
        if base(child) == "det" and child.morph.get("Definite") != ["Def"] and child.morph.get("PronType") != ["Dem"]:
            return bool(child.morph.get("Poss") != ["Yes"])
    if not noun.i:
        return False
    before = noun.doc[noun.i - 1]
    if before.pos_ == "NUM" or before.like_num or before.lower_ in WORDS.count_word:
        return True
    if before.lower_ not in WORDS.bare_of:
        return False
    return any(_is_quantity(t) for t in noun.doc[max(before.i - 3, 0) : before.i])


def _is_quantity(token: Token) -> bool:
    word = token.lower_
    return word in WORDS.quantity_opener or word.endswith(tuple(WORDS.number_ending))


def is_deadly_context(reading: Reading, candidate: Candidate, *, armed_victims: bool = False) -> bool:
    """Whether deaths in the sentence may be of violence: no illness, accident or weather instead of it.

    Args:
        reading: The report.
        candidate: A word for deaths or injuries.
        armed_victims: The dead are soldiers: their accidents in an operation count, those of an exercise do not.
    """
    sentence = reading.sentences[candidate.anchor.i]
    own = frozenset(k for i in range(candidate.start, candidate.end) for k in reading.keys[i])
    armed = peaceful = 0
    for word, entries in reading.topics[sentence].items():
        for topic, weight in entries:
            if topic == "armed" and word not in own and word not in reading.lexicon.reality["toll_word"]:
                armed += weight
            elif topic in {"accident", "weather", "health"} and weight == _SURE:
                peaceful += (
                    weight
                    if topic != "accident" or not armed_victims or word in reading.lexicon.reality["drill"]
                    else 0
                )
    if reading.calamity and not armed:
        return False
    return peaceful == 0 or armed > peaceful
