"""Predicates of a toll: verbs and nouns of a happening that count people, with the side on which they count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.extract.figures.nouns import is_determiner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from selon.lexicon.figures import FigureLexicon, FigureWord

# How far a companion word may stand from its verb, in tokens: « fauchés dans leur abri de fortune par les obus »
# has seven between.
COMPANION_WINDOW = 9
# How far left an auxiliary may stand from its participle: « avaient alors été, semble-t-il, tués ».
_AUX_WINDOW = 7
# How far right the « de » of a noun of a happening may stand: « l'assassinat, dimanche soir, d'une élue ».
_COMPLEMENT_WINDOW = 7
_TRANSPARENT = frozenset({"ADV", "PUNCT", "PART"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """One verb or noun that counts people.

    Attributes:
        token: Its token.
        first: First token of the verb group, auxiliaries included.
        reading: The lexicon's entry.
        side: Where the counted people stand: ``left`` (subject), ``right`` (object or complement) or ``attached`` (a
            participle without auxiliary, beside its noun).
        plural: Whether a participle or finite verb is plural; ``None`` where the form does not say.
    """

    token: int
    first: int
    reading: FigureWord
    side: str
    plural: bool | None = None


def _companion(doc: Doc, at: int, words: frozenset[str], start: int, end: int) -> bool:
    if not words:
        return True
    low, high = max(start, at - COMPANION_WINDOW), min(end, at + COMPANION_WINDOW + 1)
    near = " ".join(["", *(doc[i].lower_ for i in range(low, high) if i != at), ""])
    return any(f" {word} " in near for word in words)


def _reading(
    doc: Doc, at: int, readings: tuple[FigureWord, ...], bounds: tuple[int, int], lexicon: FigureLexicon
) -> FigureWord | None:
    """The first reading whose companions stand near; no such reading after « se » (« se trouve entre la vie et… »)."""
    start, end = bounds
    reflexive = at > start and doc[at - 1].lower_ in lexicon.roles["reflexive"]
    for reading in readings:
        if not (reflexive and reading.companions) and _companion(doc, at, reading.companions, start, end):
            return reading
    return None


def _skipped(token: Token, lexicon: FigureLexicon) -> bool:
    """Whether a token may stand between an auxiliary and its participle."""
    word, roles = token.lower_, lexicon.roles
    if token.pos_ in _TRANSPARENT and token.text not in (";", ":", "."):
        return True
    return (
        word in roles["time"]
        or word in roles["modal"]
        or word in roles["clitic"]
        or word in roles["eux"]
        or _is_participle(token, lexicon)
    )


def _couples(doc: Doc, at: int, lexicon: FigureLexicon) -> bool:
    """Whether a token couples two participles of one auxiliary (« avait suivi et tué »)."""
    return doc[at].lower_ in lexicon.roles["linker"] and at > 0 and _is_participle(doc[at - 1], lexicon)


def _is_participle(token: Token, lexicon: FigureLexicon) -> bool:
    return token.lower_ in lexicon.participles or "Part" in token.morph.get("VerbForm")


def auxiliaries(doc: Doc, at: int, start: int, lexicon: FigureLexicon) -> tuple[str, int, bool | None]:
    """The auxiliary of a participle.

    Returns:
        ``have``, ``be`` or ``none``; first token of the verb group; whether the auxiliary is plural, where it says.
    """
    been, first = False, at
    for i in range(at - 1, max(start, at - _AUX_WINDOW) - 1, -1):
        word = doc[i].lower_
        if word in lexicon.roles["been"]:
            been, first = True, i
        elif word in lexicon.roles["aux_have"]:
            return ("be" if been else "have"), i, _plural_verb(word, lexicon)
        elif word in lexicon.roles["aux_be"]:
            return "be", i, _plural_verb(word, lexicon)
        elif not (_skipped(doc[i], lexicon) or _couples(doc, i, lexicon)):
            break
    return ("be" if been else "none"), first, None


def _plural_verb(word: str, lexicon: FigureLexicon) -> bool | None:
    plural, gerund = tuple(lexicon.roles["plural_ending"]), tuple(lexicon.roles["gerund_ending"])
    return True if word.endswith(plural) and not word.endswith(gerund) else None


def _plural_participle(word: str) -> bool | None:
    return None if word.endswith("is") else word.endswith("s")


def _participle(doc: Doc, at: int, reading: FigureWord, start: int, lexicon: FigureLexicon) -> Predicate:
    helper, first, plural = auxiliaries(doc, at, start, lexicon)
    agrees = _plural_participle(doc[at].lower_)
    if reading.counted == "dative" or (helper == "have" and reading.counted == "patient"):
        return Predicate(at, first, reading, "right")
    if helper == "none":
        return Predicate(at, at, reading, "attached", agrees)
    return Predicate(at, first, reading, "left", plural if helper == "have" else agrees)


def _may_count(token: Token, lexicon: FigureLexicon) -> bool:
    """Whether a token is worth a closer look; most are not, and this is asked of every one."""
    word = token.lower_
    return (
        word in lexicon.participles
        or word in lexicon.happenings
        or word in lexicon.verbs
        or (token.pos_ in ("VERB", "AUX") and token.lemma_ in lexicon.verbs)
    )


def _at(doc: Doc, at: int, start: int, end: int, lexicon: FigureLexicon) -> Predicate | None:
    token = doc[at]
    word = token.lower_
    if word in lexicon.participles and not _is_noun(doc, at, start, lexicon):
        reading = _reading(doc, at, lexicon.participles[word], (start, end), lexicon)
        return None if reading is None else _participle(doc, at, reading, start, lexicon)
    verb = lexicon.verbs.get(word) or (lexicon.verbs.get(token.lemma_) if token.pos_ in ("VERB", "AUX") else None)
    if verb and word not in lexicon.participles and (reading := _reading(doc, at, verb, (start, end), lexicon)):
        side = "left" if reading.counted == "subject" else "right"
        return Predicate(at, _infinitive_start(doc, at, start, lexicon), reading, side, _plural_verb(word, lexicon))
    to = at > start and doc[at - 1].lower_ in lexicon.roles["to"]  # « condamnation à mort de trois hommes »
    if word in lexicon.happenings and not to and _has_complement(doc, at, end, lexicon):
        reading = _reading(doc, at, lexicon.happenings[word], (start, end), lexicon)
        return None if reading is None else Predicate(at, at, reading, "right")
    return None


def _is_noun(doc: Doc, at: int, start: int, lexicon: FigureLexicon) -> bool:
    """Whether a participle's form is a noun here: « les blessés », « condamné à mort »."""
    if at == start or not (doc[at - 1].pos_ == "ADP" or is_determiner(doc[at - 1], lexicon)):
        return False
    return doc[at - 1].lower_ not in lexicon.roles["all"] | lexicon.roles["before_participle"]


def _infinitive_start(doc: Doc, at: int, start: int, lexicon: FigureLexicon) -> int:
    """First token of « ont dû fuir »; the verb itself where nothing governs it."""
    first = at
    for i in range(at - 1, max(start, at - _AUX_WINDOW) - 1, -1):
        word = doc[i].lower_
        if word in lexicon.roles["modal"] or word in lexicon.roles["aux_have"] or word in lexicon.roles["aux_be"]:
            first = i
        elif not (word in lexicon.roles["of"] or word in lexicon.roles["to"] or _skipped(doc[i], lexicon)):
            break
    return first


def _has_complement(doc: Doc, at: int, end: int, lexicon: FigureLexicon) -> bool:
    return any(doc[i].lower_ in lexicon.roles["of"] for i in range(at + 1, min(end, at + _COMPLEMENT_WINDOW)))


def find_predicates(doc: Doc, start: int, end: int, lexicon: FigureLexicon) -> dict[int, Predicate]:
    """The predicates of one sentence by token.

    Args:
        doc: The parsed text.
        start: First token of the sentence.
        end: Token after its last.
        lexicon: The words.
    """
    found = (_at(doc, token.i, start, end, lexicon) for token in doc[start:end] if _may_count(token, lexicon))
    return {predicate.token: predicate for predicate in found if predicate is not None}
