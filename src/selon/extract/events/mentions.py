"""Mentions of doers, targets and means: noun phrases cut as RECORD.md wants them (decision 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from selon.extract.events.antecedents import antecedent
from selon.extract.events.syntax import NOMINAL, WORDS, base, children, is_time, preposition
from selon.extract.events.wholes import leading_dont
from selon.extract.events.words import Reading
from selon.extract.phrases import conjuncts, phrase_bounds
from selon.model import Mention, PlainMention, Span

Resolve = Callable[[Token], PlainMention | None]
"""Gives the mention that a pronoun or role noun stands for; ``None`` where the text does not say."""


_NUMBER_ENDINGS = tuple(sorted(WORDS.number_ending))


def members(token: Token) -> Iterator[Token]:
    """The tokens that head the mentions in a noun phrase: each partner of a coordination, counted nouns for counts."""
    for partner in conjuncts(antecedent(token)):
        if partner == token or not (_is_counted_part(partner) or _is_apposed(partner)):
            counted = _counted(partner)
            yield from conjuncts(counted) if counted != partner else (counted,)


def _is_counted_part(token: Token) -> bool:
    """« dont douze femmes » is a part of those told before, « dont le maire » somebody named besides."""
    chain, led = token, False
    while base(chain) == "conj" and not led:
        led = leading_dont(chain) is not None
        chain = chain.head
    return led and token.pos_ != "PROPN" and not any(c.lower_ in WORDS.definite for c in token.lefts)


def _is_apposed(token: Token) -> bool:
    """« Karim Aziz, l'auteur du tir, a »: a definite noun between commas, joined by no « et », describes the one before."""
    if token.pos_ != "NOUN" or not any(c.lower_ in WORDS.definite for c in token.lefts):
        return False
    series = [token, *children(token.head, "conj"), *children(token, "conj")]
    return token.left_edge.lower_ == "," and not any(base(c) == "cc" for t in series for c in t.lefts)


def _counted(token: Token) -> Token:
    """« habitants » for « des dizaines d'habitants »: what a noun of number counts."""
    if token.lower_.endswith(_NUMBER_ENDINGS) or token.lower_ in WORDS.number_noun:
        return _complement(token)
    if token.lower_ in WORDS.spot_noun:
        return _complement(token)
    if token.pos_ == "ADV" and token.lower_ in WORDS.quantity_adverb:
        return _of_a_quantity(token)
    if token.pos_ == "NUM":
        further = [c for c in token.rights if base(c) == "conj" and c.pos_ == "NOUN" and c.i - token.i <= 3]
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        if further or (after.pos_ == "NOUN" and after.head in {token, token.head, token.head.head}):
            return further[0] if further else after
        return _complement(token)
    if token.pos_ == "PRON" and token.lower_ in WORDS.number_pronoun:
        return _complement(token)
    return token


def _of_a_quantity(token: Token) -> Token:
    """« civils » for « plus de cent civils », « près d'un millier de civils »."""
    for child in token.rights:
        if (
            base(child) in {"obl", "nmod", "obj"}
            and (not preposition(child) or preposition(child) in WORDS.of)
            and child.pos_ in NOMINAL
        ):
            return _counted(child)
    return token


def _complement(token: Token) -> Token:
    for child in children(token, "nmod"):
        if preposition(child) in WORDS.of | WORDS.out_of and child.pos_ in {"NOUN", "PROPN", "ADJ", "PRON"}:
            return child
    return token


def mention_of(reading: Reading, token: Token, resolve: Resolve, *, suspected: bool = False) -> Mention | None:
    """The mention that a token heads; ``None`` for words that name nobody (« on », « il » of the weather, « se »)."""
    if token.pos_ in {"ADP", "CCONJ", "SCONJ", "PUNCT", "ADV", "AUX"}:
        return None
    if token.pos_ == "PRON" and (token.lower_ in WORDS.nobody or is_relative(token)):
        return None
    if token.lower_.endswith(tuple(WORDS.impersonal_ending)) and (
        base(token) == "expl" or token.head.lemma_.lower() in WORDS.impersonal_verb
    ):
        return None
    start, end = _bounds(reading, token)
    text = reading.text[start:end]
    if not any(c.isalnum() for c in text):
        return None
    marked = suspected or any(reading.is_any(c, reading.lexicon.reality["suspect_marker"]) for c in token.children)
    return Mention(text, Span(start, end), refers_to=resolve(token), suspected=marked)


def is_relative(token: Token) -> bool:
    """Whether a pronoun is relative or interrogative."""
    return token.morph.get("PronType") in (["Rel"], ["Int"]) or token.lower_ in WORDS.relative | WORDS.other_relative


def _bounds(reading: Reading, token: Token) -> tuple[int, int]:
    doc = token.doc
    first, end = phrase_bounds(token)
    for i in range(token.i - 1, first - 1, -1):
        if doc[i].pos_ in {"NUM", "DET", "ADP"} or base(doc[i]) == "nummod" or doc[i].like_num:
            first = i + 1
            break
    while first < token.i and (
        doc[first].is_punct or doc[first].pos_ == "ADV" or doc[first].lower_ in WORDS.part_relative
    ):
        first += 1
    end = next((i for i in range(token.i + 1, end) if _ends_mention(token, doc[i])), end)
    while end - 1 > token.i and (doc[end - 1].is_punct or doc[end - 1].pos_ in {"ADV", "ADP", "DET"}):
        end -= 1
    end = _with_name(token, first, _with_adjectives(reading, token, first, end))
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])


def _with_name(token: Token, first: int, end: int) -> int:
    """« président russe Vladimir Poutine »: a name right after the phrase, without a comma, belongs to it."""
    doc = token.doc
    if end >= len(doc) or not doc[end].text[:1].isupper() or not first <= doc[end].head.i < end:
        return end
    if base(doc[end]) not in {"appos", "nmod", "flat"} or preposition(doc[end]):
        return end
    last = end + 1
    while last < len(doc) and base(doc[last]) in {"flat", "amod"} and end <= doc[last].head.i < last:
        last += 1
    return last


def _with_adjectives(reading: Reading, token: Token, first: int, end: int) -> int:
    """« envoyés français et maliens »: an adjective joined to one of the phrase."""
    doc = token.doc
    for i in range(end, min(end + 3, len(doc))):
        joined = base(doc[i]) == "conj" and doc[i].pos_ == doc[i].head.pos_ == "ADJ" and not reading.kinds(doc[i])
        if joined and first <= doc[i].head.i < end and not any(base(c) == "det" for c in doc[i].lefts):
            return i + 1
        if doc[i].pos_ != "CCONJ":
            break
    return end


def _is_bare_number(token: Token) -> bool:
    """« des dizaines »: a noun of number whose counted noun the text leaves out."""
    return token.lower_.endswith(_NUMBER_ENDINGS)


def _is_other_name(token: Token) -> bool:
    """« ou YPG »: an acronym after « ou » that names the same party again."""
    return token.text.isupper() and any(base(c) == "cc" and c.lower_ in WORDS.or_ for c in token.lefts)


def _is_other_happening(reading: Reading, partner: Token, first: Token) -> bool:
    """« l'assassinat d'un maire et le rapt de son fils »: a partner by form that names a happening of its own."""
    return partner.pos_ == "NOUN" and is_happening(reading, partner) and not is_happening(reading, first)


def _is_other_deed(reading: Reading, partner: Token) -> bool:
    """« incendié une école et kidnappé douze élèves »: a participle that was taken for a noun in a row with the first."""
    bare = not any(base(c) in {"det", "nummod"} for c in partner.lefts)
    return bare and partner.pos_ == "NOUN" and partner.lower_ in reading.lexicon.participles


def is_happening(reading: Reading, noun: Token) -> bool:
    """Whether a noun is the plain name of a happening, in reports of little or no armed conflict too."""
    return any(row.gate <= 1 for key in reading.keys[noun.i] for row in reading.lexicon.nouns.get(key, ()))


def _ends_mention(head: Token, token: Token) -> bool:
    """Whether a mention ends before a word: a place, a time, another role; names and bare nouns keep theirs (« en uniforme »)."""
    if token.pos_ == "ADP" and is_time(token.head) and token.head.i > token.i:
        return token.head.lower_ not in WORDS.age
    if token.pos_ == "ADP" and token.lower_ in WORDS.phrase_end:
        return token.doc[token.i - 1].lower_ not in WORDS.of
    if token.pos_ != "ADP":
        return is_time(token) and token.pos_ == "NOUN" and not preposition(token)
    if token.lower_ not in WORDS.place_preposition or head.text[:1].isupper():
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.lower_ in WORDS.contracted or after.pos_ in {"DET", "PROPN", "NUM"}


def mentions_of(
    reading: Reading, tokens: Iterable[Token], resolve: Resolve, *, suspected: bool = False
) -> list[Mention]:
    """The mentions in several noun phrases, in the order of the text, none twice."""
    found: dict[Span, Mention] = {}
    for token in tokens:
        first: Token | None = None
        for member in members(token):
            if (member.pos_ in NOMINAL or member.pos_ in {"ADJ", "DET"}) and not is_time(member):
                if first is not None and _is_other_deed(reading, member):
                    break
                if first is not None and _is_other_happening(reading, member, first):
                    continue
                first = first or member
                if found and (member.lower_ in WORDS.others or _is_bare_number(member) or _is_other_name(member)):
                    continue
                mention = mention_of(reading, member, resolve, suspected=suspected)
                if mention is not None and not any(mention.span.overlaps(span) for span in found):
                    found[mention.span] = mention
    return sorted(found.values(), key=lambda m: m.span)
