"""Claims made by nouns: « les accusations selon lesquelles … », « les rumeurs que … », « l'appel de X à … »."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.clauses import first_main_verb
from selon.extract.claims.content_ends import content_end
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import OPENING_MARKS, is_infinitive
from selon.extract.claims.sources import coordinated_holders, is_impersonal, speaks
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, name_head, phrase_bounds
from selon.lexicon.cues import CueNoun

# Words between a noun and the clause that tells its content: « rumeurs relayées sur les réseaux, selon lesquelles ».
_REACH = 16


def claim_of_noun(context: Context, token: Token) -> Draft | None:
    """The claim that a noun of speaking makes; ``None`` where it has no content of its own."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "VERB"}:
        return None
    noun = context.lexicon.nouns.get(token.lemma_.lower()) or context.lexicon.nouns.get(token.lower_)
    if noun is None:
        return None
    before = context.doc[token.i - 1] if token.i else None
    bare = before is not None and (before.pos_ in {"VERB", "AUX"} or before.lower_ in context.words.inside)
    if bare:
        return None  # « en appel », faire appel à », « avoir peur de »: a bare noun and its verb are one word
    statement = context.reading.statement_at(token.i)
    end = context.reading.piece_end(statement, token.i)
    holder = holder_of_noun(context, token)
    if holder is None and not noun.alone:
        return None
    for find in (_after_which, _that, _about, _towards, _of):
        found = find(context, noun, token, holder, end)
        if found is not None:
            piece = context.reading.trimmed(*found)
            if piece[0] < piece[1]:
                return _draft(noun, token, holder, piece)
    return None


def _draft(noun: CueNoun, token: Token, holder: Token | None, piece: tuple[int, int]) -> Draft:
    return Draft(
        holders=() if holder is None else tuple(coordinated_holders(holder)),
        cue=(token.i, token.i + 1),
        stance=noun.stance,
        contents=[piece],
        rule="noun",
        entry=f"{noun.where} {noun.lemma}",
        verb=token.i,
    )


def holder_of_noun(context: Context, token: Token) -> Token | None:
    """Whose speech act it is: « les accusations de Damas », « l'appel de l'ONU »."""
    for child in token.rights:
        if child.dep_ in {"nmod", "obl", "obl:agent"} and any(
            t.lower_ in context.words.of | context.words.by for t in child.lefts
        ):
            head = name_head(child)
            if speaks(head, context) is True and not is_impersonal(head, context):
                return head
    return None


def _cue(token: Token) -> VerbCue:
    return VerbCue(token, (), token.i, token.i + 1, "finite", passive=False, negated=False, pronoun=None)


def _clause_from(context: Context, token: Token, start: int, end: int) -> tuple[int, int]:
    """The clause that starts at ``start``: to the next cue, or to the comma before the main clause goes on."""
    stop = content_end(context, _cue(token), start, end)
    stop = _before_main_verb(token, start, stop)
    verb = first_main_verb(context, start, stop)
    for at in range(max(start, verb + 1), stop):
        if context.doc[at].text == "," and first_main_verb(context, at + 1, stop) >= 0 and token.head.i > at:
            return start, at
    return start, stop


def _before_main_verb(token: Token, start: int, stop: int) -> int:
    """« les rumeurs selon lesquelles … sont fausses »: the noun's own verb ends what the noun says."""
    if not token.dep_.startswith("nsubj") or token.head.i <= start:
        return stop
    governed = [c.i for c in token.head.lefts if c.dep_.startswith(("aux", "cop", "expl")) and c.i > start]
    at = min([stop, token.head.i, *governed])
    while at > start + 1 and token.doc[at - 1].pos_ == "PRON":  # « se multiplient »
        at -= 1
    return at


def _after_which(
    context: Context, noun: CueNoun, token: Token, holder: Token | None, end: int
) -> tuple[int, int] | None:
    """« selon lesquelles … »."""
    if "selon_lequel" not in noun.frames:
        return None
    doc = context.doc
    for at in range(token.i + 1, min(end - 1, token.i + _REACH)):
        if doc[at].lower_ in context.lexicon.prepositions and doc[at + 1].lower_ in context.words.subject_relative:
            return _clause_from(context, token, at + 2, end)
    return None


def _that(context: Context, noun: CueNoun, token: Token, holder: Token | None, end: int) -> tuple[int, int] | None:
    """« la crainte que … »: que right after the noun or its holder, no relative pronoun."""
    if "that" not in noun.frames:
        return None
    at = phrase_bounds(holder)[1] if holder is not None and holder.i > token.i else token.i + 1
    while at < end and (context.doc[at].pos_ == "ADJ" or context.doc[at].dep_ == "amod"):
        at += 1
    if at < end and context.doc[at].lower_ in context.words.that and context.doc[at].pos_ != "PRON":
        return _clause_from(context, token, at + 1, end)
    return None


def _about(context: Context, noun: CueNoun, token: Token, holder: Token | None, end: int) -> tuple[int, int] | None:
    """« les allégations de Kiev sur … »."""
    if "sur" not in noun.frames or holder is None or holder.i < token.i:
        return None
    at = phrase_bounds(holder)[1]
    stop = min(end, max(at, holder.i) + 2)
    at = next((k for k in range(holder.i + 1, stop) if context.doc[k].lower_ in context.words.about), at)
    return _prepositional(context, token, at, end, context.words.about)


def _towards(context: Context, noun: CueNoun, token: Token, holder: Token | None, end: int) -> tuple[int, int] | None:
    """« l'appel à manifester », « les appels de l'Iran à la vengeance »."""
    if "à" not in noun.frames:
        return None
    at = phrase_bounds(holder)[1] if holder is not None and token.i < holder.i < token.i + 8 else token.i + 1
    found = _prepositional(context, token, token.i + 1, end, context.words.to) or _prepositional(
        context, token, at, end, context.words.to
    )
    if found is None:
        return None
    start, stop = found
    if holder is not None and start < holder.i < stop:
        stop = min(stop, holder.left_edge.i)
    return (start, stop) if start < stop else None


def _of(context: Context, noun: CueNoun, token: Token, holder: Token | None, end: int) -> tuple[int, int] | None:
    """« les craintes d'un conflit »: what is feared or suspected."""
    if "de" not in noun.frames:
        return None
    if holder is not None:
        return _what_announced(context, token, holder)
    return None if noun.stance == "asserts" else _prepositional(context, token, token.i + 1, end, context.words.of)


def _what_announced(context: Context, token: Token, holder: Token) -> tuple[int, int] | None:
    """« l'annonce par X de la mort de Y », « l'annonce de la mort de Y par X »: beside a source behind par, what is said."""
    if not any(t.lower_ in context.words.by for t in holder.lefts):
        return None
    for child in token.rights:
        if child.i != holder.i and any(t.lower_ in context.words.of for t in child.lefts):
            start = child.left_edge.i + 1
            end = min(child.right_edge.i + 1, holder.left_edge.i) if child.i < holder.i else child.right_edge.i + 1
            return start, end
    return None


def _prepositional(context: Context, token: Token, at: int, end: int, forms: frozenset[str]) -> tuple[int, int] | None:
    doc = context.doc
    while at < end and (doc[at].pos_ == "ADJ" or doc[at].text in OPENING_MARKS):
        at += 1
    if at >= end or doc[at].lower_ not in forms:
        return None
    stop = _before_main_verb(token, at + 1, content_end(context, _cue(token), at + 1, end, stop_at_colon=True))
    governed = next((t for t in doc[at + 1 : min(stop, at + 5)] if t.pos_ in NOMINAL), token)
    reach = max(token.right_edge.i + 1, at + 2, governed.right_edge.i + 1)
    if reach < stop and doc[reach].lower_ in context.words.between:  # « un conflit ouvert entre A et B »
        reach = max(reach, doc[reach].head.right_edge.i + 1)
    if any(is_infinitive(t) for t in doc[at + 1 : at + 3]):
        verb = first_main_verb(context, at + 1, stop)
        while verb > at + 2 and doc[verb - 1].lower_ in context.words.reflexive | context.words.clitic:
            verb -= 1
        reach = stop = (
            verb if verb > at + 1 else stop
        )  # « l'appel à viser les citoyens de … »: an infinitive takes its complements along
    for index in range(at + 1, stop):
        if index >= reach or (doc[index].text == "," and context.reading.quotation_at(index) < 0):
            return at + 1, index
    return at + 1, stop
