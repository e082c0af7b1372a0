"""Passive and participial cues: « a été revendiqué par X », « accusé d'espionnage », « un attentat revendiqué par X »."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.clauses import prepositional_cue_at, whole_phrase
from selon.extract.claims.complements import complement
from selon.extract.claims.content_ends import content_end
from selon.extract.claims.content_starts import find_that
from selon.extract.claims.context import Context, entry_name
from selon.extract.claims.draft import Draft
from selon.extract.claims.participles import noun_of_participle
from selon.extract.claims.reading import QUOTE_MARKS, is_adjectival, is_finite
from selon.extract.claims.sources import agent_of, coordinated_holders, is_time_word, speaks
from selon.extract.claims.subjects import subject_before, subject_of
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, conjuncts, name_head, phrase_bounds
from selon.lexicon.cues import CueVerb
from selon.lexicon.grammar import FunctionWords


def passive_claim(context: Context, cue: VerbCue) -> Draft | None:
    """The claim of a finite passive cue; ``None`` if it makes none."""
    if cue.negated or cue.form != "finite" or _is_future(context, cue):
        return None
    statement = context.reading.statement_at(cue.token.i)
    end = context.reading.piece_end(statement, cue.token.i)
    agent = agent_of(cue.token, context)
    that = find_that(context, cue, end)
    meaning = cue.with_frame("that")
    if that >= 0 and meaning is not None:
        piece = context.reading.trimmed(that + 1, content_end(context, cue, that + 1, end))
        return _draft(cue, meaning, agent, [piece], "passive_that") if piece[0] < piece[1] else None
    meaning = cue.with_frame("agent") if agent is not None else cue.with_frame("agentless")
    judged = cue.with_frame("obj_adj")
    subject = subject_of(cue.token, context) or subject_before(cue, statement.start, context)
    if subject is None or subject.lower_ in context.words.demonstrative:
        return None
    if judged is not None and (verdict := _verdict(context, cue, end)) is not None:
        noun = whole_phrase(name_head(subject), cue.start)
        return _draft(cue, judged, agent, [noun, verdict], "passive_verdict")
    if meaning is None:
        return None
    return _said_of(context, cue, meaning, agent, name_head(subject), end, "passive")


def participial_claim(context: Context, cue: VerbCue) -> Draft | None:
    """The claim of a past participle beside a noun, or of one that shares the auxiliary of the verb before it."""
    coordinated = _coordinated(context, cue)
    if coordinated is not None:
        return coordinated
    agent = agent_of(cue.token, context)
    meaning = cue.with_frame("agent") if agent is not None else cue.with_frame("agentless")
    noun = noun_of_participle(context, cue)
    statement = context.reading.statement_at(cue.token.i)
    end = context.reading.piece_end(statement, cue.token.i)
    judged = cue.with_frame("obj_adj")
    if judged is not None and noun is not None and (verdict := _verdict(context, cue, end)) is not None:
        return _draft(cue, judged, agent, [whole_phrase(noun, cue.start), verdict], "participle_verdict")
    if meaning is None or noun is None or (agent is None and meaning.stance == "asserts"):
        return None
    return _said_of(context, cue, meaning, agent, noun, end, "participle")


def _verdict(context: Context, cue: VerbCue, end: int) -> tuple[int, int] | None:
    """« une unité jugée coupable du massacre »: the adjective with its complements; ``None`` for none."""
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or doc[at].text in QUOTE_MARKS or doc[at].lower_ in context.words.as_):
        at += 1
    if at >= end or not is_adjectival(doc[at], context.words):
        return None
    stop = at + 1
    while stop < end and not (doc[stop].is_punct or is_finite(doc[stop]) or doc[stop].lower_ in context.words.by):
        if doc[stop].lower_ in context.words.relative or doc[stop].lower_ in context.words.coordinator:
            break
        stop += 1
    return cue.end, stop


def _is_future(context: Context, cue: VerbCue) -> bool:
    return any("Fut" in t.morph.get("Tense") for t in context.doc[cue.start : cue.token.i] if is_finite(t))


def _draft(cue: VerbCue, meaning: CueVerb, holder: Token | None, contents: list[tuple[int, int]], rule: str) -> Draft:
    return Draft(
        holders=() if holder is None else tuple(coordinated_holders(holder)),
        cue=(cue.start, cue.end),
        stance=meaning.stance,
        contents=sorted(contents),
        rule=rule,
        entry=entry_name(meaning),
        verb=cue.token.i,
        neutral=meaning.stance == "asserts",
    )


def _said_of(  # noqa: PLR0913  # a claim has that many parts
    context: Context, cue: VerbCue, meaning: CueVerb, agent: Token | None, noun: Token, end: int, rule: str
) -> Draft | None:
    contents = [_deed(context, noun, cue, end)]
    rest = _rest(context, cue, agent, end)
    if meaning.stance == "accuses" and rest is None:
        return None
    if rest is not None and (meaning.stance == "accuses" or (agent is None and rule == "passive")):
        contents.append(rest)
    return _draft(cue, meaning, agent, contents, rule)


def _deed(context: Context, noun: Token, cue: VerbCue, end: int) -> tuple[int, int]:
    """The noun phrase with those coordinated with it: « L'attaque et le bilan ont été confirmés »."""
    limit = cue.start if noun.i < cue.start else end
    start, stop = whole_phrase(noun, limit)
    subjects = [c for c in cue.token.lefts if c.dep_.startswith("nsubj") and c.i > noun.i]  # the tree may give two
    partners = [phrase_bounds(partner)[1] for partner in (*conjuncts(noun), *subjects) if partner.i < limit]
    stop = min(limit, max([stop, *partners]))
    relative = context.words.relative
    while stop > start + 1 and (noun.doc[stop - 1].lower_ in relative or noun.doc[stop - 1].is_punct):
        stop -= 1  # « une réforme qui était annoncée »
    while start < noun.i and noun.doc[start].lower_ in relative:
        start += 1  # « dont trois revendiqués par … »
    return start, stop


def _rest(context: Context, cue: VerbCue, agent: Token | None, end: int) -> tuple[int, int] | None:
    """What is said of the noun beside the deed: what one is accused of, whom a deed is laid to, where it was reported."""
    doc, reading, words = context.doc, context.reading, context.words
    at = cue.end
    if agent is not None and cue.end <= agent.i < cue.end + 8:
        at = phrase_bounds(agent)[1]
    while at < end and doc[at].pos_ == "ADV" and doc[at].text not in {'"', "«"}:
        at += 1
    accuses = any(meaning.stance == "accuses" for meaning in cue.meanings)
    if accuses:
        at = _complement_start(context, at, end)
    if (
        at >= end
        or doc[at].text in {",", ".", ";"}
        or _counts_time(context, at)
        or (accuses and doc[at].lower_ not in words.of | words.to)
    ):
        return None
    if accuses and doc[at].lower_ in words.to:
        return _accused(context, at, end)
    start = at + 1 if doc[at].lower_ in words.bare_of else at
    stop = content_end(context, cue, start, end, stop_at_colon=True)
    for index in range(start, stop):
        joins = doc[index].lower_ in words.coordinator and index + 1 < stop
        if joins and doc[index + 1].lower_ in words.relative:  # « accusée de fraude et qui … »
            stop = index
            break
        if doc[index].text == "," and reading.quotation_at(index) < 0 and not _enumerates(context, index, stop):
            stop = index
            break
        if (
            index > start
            and is_finite(doc[index])
            and not any(t.lower_ in words.subordinator for t in doc[start:index])
        ):
            stop = index
            break
    piece = reading.trimmed(start, stop)
    return piece if piece[0] < piece[1] else None


def _accused(context: Context, at: int, end: int) -> tuple[int, int] | None:
    """« une attaque attribuée aux rebelles dans le nord »: whom the deed is laid to, without where it was done."""
    noun = next((t for t in context.doc[at + 1 : min(end, at + 6)] if t.pos_ in NOMINAL and t.pos_ != "NUM"), None)
    if noun is None:
        return None
    head = name_head(noun)
    stop = max(phrase_bounds(partner)[1] for partner in conjuncts(head))
    inside = context.words.inside
    stop = next((k for k in range(noun.i + 1, min(stop, end)) if context.doc[k].lower_ in inside), stop)
    return context.reading.trimmed(
        at + 1 if context.doc[at].text in context.words.bare_to else at, min(end, max(stop, noun.i + 1))
    )


def _counts_time(context: Context, at: int) -> bool:
    """« a été annoncée deux fois »: how often it was said is no part of what was said."""
    after = context.doc[at + 1] if at + 1 < len(context.doc) else None
    return context.doc[at].pos_ == "NUM" and after is not None and is_time_word(after, context)


def _complement_start(context: Context, at: int, end: int) -> int:
    """Position of the « de » or « à » of the accusation, over a mark or an adverbial: « soupçonnés à divers degrés de »."""
    words, doc = context.words, context.doc
    for index in range(at, min(end, at + 6)):
        if doc[index].lower_ in words.of and index + 1 < end:
            return index
        if doc[index].text in {",", ".", ";"} or is_finite(doc[index]):
            break
    return at + 1 if at < end and doc[at].text in QUOTE_MARKS else at


def _enumerates(context: Context, comma: int, stop: int) -> bool:
    """Whether an enumeration goes on after the comma: « de corruption, d'incompétence et de négligence »."""
    if comma + 1 >= stop:
        return False
    following = context.doc[comma + 1]
    if following.lower_ in context.words.of:
        return True
    return following.pos_ == "ADP" and prepositional_cue_at(context, comma + 1) is None


def _coordinated(context: Context, cue: VerbCue) -> Draft | None:
    """« a condamné l'attaque et demandé à tous de … »: a participle that shares the auxiliary of the verb before it."""
    doc, words = context.doc, context.words
    at = cue.start - 1
    while at >= 0 and (doc[at].pos_ == "ADV" or doc[at].lower_ in words.clitic):
        at -= 1
    invariable = not cue.token.lower_.endswith(
        tuple(words.agreement_ending)
    )  # a participle with avoir agrees with no subject
    if at < 0 or not (doc[at].lower_ in words.coordinator or (doc[at].text == "," and invariable)):
        return None
    if agent_of(cue.token, context) is not None:
        return None
    head = _verb_with_auxiliary(context, cue, at)
    if head is None:
        return None
    statement = context.reading.statement_at(cue.token.i)
    finite = VerbCue(cue.token, cue.meanings, cue.start, cue.end, "finite", passive=False, negated=False, pronoun=None)
    holder = subject_of(head, context) or subject_before(finite, statement.start, context)
    found = complement(context, finite, context.reading.piece_end(statement, cue.token.i))
    if holder is None or found is None or speaks(holder, context) is False:
        return None
    meaning, contents, rule = found
    draft = _draft(finite, meaning, name_head(holder), contents, f"{rule}_coordinated")
    draft.contents = contents
    return draft


def _verb_with_auxiliary(context: Context, cue: VerbCue, before: int) -> Token | None:
    """The verb before a coordinator whose auxiliary avoir the cue shares."""
    doc = context.doc
    if cue.token.dep_ == "conj" and _has_avoir(cue.token.head, context.words):
        return cue.token.head
    floor = context.reading.statement_at(cue.token.i).start
    for at in range(before - 1, floor - 1, -1):
        if doc[at].text in {";", ":"}:
            return None
        if doc[at].pos_ in {"VERB", "AUX"} and _has_avoir(doc[at], context.words):
            return doc[at]
        if is_finite(doc[at]) and doc[at].pos_ == "VERB":
            return None
    return None


def _has_avoir(verb: Token, words: FunctionWords) -> bool:
    auxiliaries = [child for child in verb.lefts if child.dep_.startswith("aux")]
    reflexive = any(child.dep_.startswith("expl") for child in verb.lefts)
    return any(aux.lemma_ in words.have for aux in auxiliaries) or (bool(auxiliaries) and reflexive)
