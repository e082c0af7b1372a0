"""Tolls told as a sum: « le bilan est porté à 115 », « porte à 42 le nombre de soldats tués »."""

from __future__ import annotations

from selon.extract.figures.counts import Count
from selon.extract.figures.sentences import Sentence
from selon.extract.figures.tolls import Toll

# How far the words « le nombre de » may stand from their number, in tokens.
_NUMBER_NOUN_WINDOW = 13


def tallied(sentence: Sentence, count: Count) -> Toll | None:
    """« le bilan est porté à 115 », « porte à 42 le nombre de soldats tués »."""
    plain = count.noun is None or (count.people and count.head == count.last)
    if count.single or not plain or _unread_participle(sentence, count.last + 1):
        return None
    doc, roles = sentence.doc, sentence.lexicon.roles
    toll = _number_noun(sentence, count)
    if toll is not None:
        return toll
    if not _gives_tally(sentence, count.first - 1):
        return None
    for at in range(count.first - 1, sentence.start - 1, -1):
        if doc[at].lower_ in roles["tally"]:
            return Toll(count, "killed", at, f"tally [{doc[at].lower_}]")
    return None


def _gives_tally(sentence: Sentence, at: int) -> bool:
    """Whether the word before a number can join it to « bilan »: « bilan de 12 », « porté à 115 », « est de 19 »."""
    if at < sentence.start:
        return False
    doc, roles = sentence.doc, sentence.lexicon.roles
    word, before = doc[at].lower_, doc[max(at - 1, sentence.start)]
    if word in roles["of"]:
        return before.lower_ in roles["tally"] or before.pos_ in ("VERB", "AUX", "ADJ")
    between = doc[at + 1].lower_ in roles["between"]  # « un bilan compris entre 200 et 225 personnes »
    return between or word in roles["to"] or word in roles["aux_be"] or word in roles["tally_joint"]


def _unread_participle(sentence: Sentence, at: int) -> bool:
    """Whether a participle follows that makes no toll (« huit terroristes neutralisés »)."""
    if at >= sentence.end:
        return False
    token = sentence.doc[at]
    return "Part" in token.morph.get("VerbForm") and token.lower_ not in sentence.lexicon.participles


def _number_noun(sentence: Sentence, count: Count) -> Toll | None:
    """The kind that « le nombre de morts » or « le nombre de personnes tuées » gives to the number beside it."""
    doc, lexicon = sentence.doc, sentence.lexicon
    if count.noun is not None and count.noun not in lexicon.roles["number_noun"]:
        return None
    after = range(count.last, min(sentence.end, count.last + 3))
    before = range(max(sentence.start, count.first - _NUMBER_NOUN_WINDOW), count.first)
    told = (*after, *(before if _gives_tally(sentence, count.first - 1) else ()))
    for at in (at for at in told if doc[at].lower_ in lexicon.roles["number_noun"]):
        for i in range(at + 1, min(sentence.end, at + _NUMBER_NOUN_WINDOW)):
            word = doc[i].lower_
            reading = lexicon.victims.get(word) or next(iter(lexicon.participles.get(word, ())), None)
            if reading is not None and not reading.companions:
                who = doc[at + 2].text if at + 2 < i else None
                return Toll(count, reading.kind, i, f"number noun [{reading.where} {reading.lemma}]", who=who)
            if doc[i].text in ",;." or doc[i].pos_ == "AUX":
                break
    return None
