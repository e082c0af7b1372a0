"""Claims that borrow another claim's content: « citant X », « cité par Y », « ce que Z a démenti », « L'armée a nié »."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.content_starts import find_object
from selon.extract.claims.context import Context, entry_name
from selon.extract.claims.draft import Draft
from selon.extract.claims.sources import agent_of, coordinated_holders, fronted_source, is_impersonal, speaks
from selon.extract.claims.subjects import own_subject, subject_after, subject_before, subject_of
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, name_head
from selon.lexicon.cues import CueVerb


def relayed_claim(context: Context, cue: VerbCue, drafts: list[Draft]) -> Draft | None:
    """The claim that passes on or answers the words of another, ``None`` if the cue does neither.

    Args:
        context: The report and the words.
        cue: A cue verb.
        drafts: The claims found so far, in the order of their cues.
    """
    if cue.with_frame("cites") is not None:
        return (
            _cited_by(context, cue, drafts)
            if cue.form == "participle" or cue.passive
            else _citing(context, cue, drafts)
        )
    return None


def _draft(cue: VerbCue, holder: Token, base: Draft, rule: str, stance: str) -> Draft:
    meaning = cue.meanings[0]
    return Draft(
        holders=tuple(coordinated_holders(holder)),
        cue=(cue.start, cue.end),
        stance=stance,
        contents=list(base.contents),
        rule=rule,
        entry=entry_name(meaning),
        verb=cue.token.i,
        neutral=stance == "asserts",
    )


def _citing(context: Context, cue: VerbCue, drafts: list[Draft]) -> Draft | None:
    """« Sana, citant une source de la police, a fait état de … »: the cited source holds the same content."""
    statement = context.reading.statement_at(cue.token.i)
    at = find_object(context, cue, statement.end)
    cited = (
        next((t for t in context.doc[at : min(statement.end, at + 6)] if t.pos_ in NOMINAL and t.pos_ != "NUM"), None)
        if at >= 0
        else None
    )
    if cited is None or speaks(name_head(cited), context) is not True:
        return None
    base = _claim_of(context, drafts, subject_of(cue.token, context), cue)
    if base is None:
        return None
    draft = _draft(cue, name_head(cited), base, "cites", base.stance)
    draft.parent = base
    return draft


def _cited_by(context: Context, cue: VerbCue, drafts: list[Draft]) -> Draft | None:
    """« Deux infirmiers cités par X soutiennent … »: the one who cites holds the claim that contains the other's."""
    agent = agent_of(cue.token, context)
    if agent is None:
        return None
    noun = (
        name_head(cue.token.head)
        if cue.token.dep_.startswith("acl")
        else subject_before(cue, context.reading.statement_at(cue.token.i).start, context)
    )
    base = _claim_of(context, drafts, noun, cue)
    if base is None:
        return None
    draft = _draft(cue, agent, base, "cited_by", "asserts")
    base.parent = draft
    return draft


def _claim_of(context: Context, drafts: list[Draft], holder: Token | None, cue: VerbCue) -> Draft | None:
    """The claim in the same statement that the holder makes; failing that, the only one."""
    number = context.reading.statement_number(cue.token.i)
    near = [d for d in drafts if d.contents and d.verb >= 0 and context.reading.statement_number(d.verb) == number]
    held = [d for d in near if holder is not None and any(h.i == holder.i for h in d.holders)]
    pool = held or near
    return min(pool, key=lambda d: abs(d.verb - cue.token.i)) if pool else None


def answering_claim(context: Context, cue: VerbCue, drafts: list[Draft]) -> Draft | None:
    """« …, ce que Z a démenti », « L'armée a nié. »: the content is the claim or the clause that is answered."""
    relative = _what(context, cue)
    meaning = cue.with_frame("answers") or (cue.with_frame("that", "say") if _presents(context, relative) else None)
    if meaning is None or cue.form != "finite" or cue.negated:
        return None
    if cue.passive:
        return _answered_by(context, cue, meaning, drafts)
    if relative >= 0:
        holder = own_subject(cue.token, context) or subject_after(
            cue.end, context.reading.statement_at(cue.token.i).end, context
        )
        whole = context.doc[relative - 1].text != ","
        contents = _statement_before(context, relative) if whole else _clause_before(context, relative, drafts)
    elif _stands_alone(context, cue):
        holder = subject_of(cue.token, context) or subject_before(
            cue, context.reading.statement_at(cue.token.i).start, context
        )
        contents = _previous_content(drafts, cue)
    else:
        return None
    if (
        holder is None
        or not contents
        or speaks(name_head(holder), context) is False
        or holder.lower_ in context.words.that
    ):
        return None
    if is_impersonal(holder, context):
        start = context.reading.statement_at(cue.token.i).start
        holder = fronted_source(context, start, holder.i)
    return _answer(cue, meaning, None if holder is None else name_head(holder), contents)


def _answer(cue: VerbCue, meaning: CueVerb, holder: Token | None, contents: list[tuple[int, int]]) -> Draft:
    return Draft(
        () if holder is None else tuple(coordinated_holders(holder)),
        (cue.start, cue.end),
        meaning.stance,
        contents,
        "answers",
        entry_name(meaning),
        cue.token.i,
    )


def _answered_by(context: Context, cue: VerbCue, meaning: CueVerb, drafts: list[Draft]) -> Draft | None:
    """« …, ce qui a été démenti par X »."""
    doc, agent = context.doc, agent_of(cue.token, context)
    at = cue.start - 2
    if (
        agent is None
        or at < 1
        or doc[at + 1].lower_ not in context.words.subject_relative
        or doc[at].lower_ not in context.words.demonstrative
    ):
        return None
    contents = _clause_before(context, at, drafts)
    if not contents:
        return None
    return _answer(cue, meaning, agent, contents)


def _what(context: Context, cue: VerbCue) -> int:
    """Position of « ce » in « ce que X dément », « ce qu'a démenti X »; -1 for none."""
    doc = context.doc
    for at in range(cue.start - 1, max(0, cue.start - 10) - 1, -1):
        if doc[at].text in {",", ".", ";"}:
            return -1
        if doc[at].lower_ in context.words.that and at > 0 and doc[at - 1].lower_ in context.words.demonstrative:
            return at - 1
    return -1


def _presents(context: Context, relative: int) -> bool:
    """« C'est ce que … », « …, ce que … »: what is resumed is the whole statement or clause before."""
    if relative < 1:
        return False
    doc, before = context.doc, context.doc[relative - 1]
    return before.text == "," or (
        relative > 1 and before.lemma_ in context.words.be and doc[relative - 2].lower_ in context.words.mute_subject
    )


def _statement_before(context: Context, at: int) -> list[tuple[int, int]]:
    """« … C'est ce qu'a annoncé X »: the statement before this one, in the same paragraph or not."""
    number = context.reading.statement_number(at)
    if number == 0:
        return []
    before = context.reading.statements[number - 1]
    piece = context.reading.trimmed(before.start, before.end)
    return [piece] if piece[0] < piece[1] else []


def _stands_alone(context: Context, cue: VerbCue) -> bool:
    doc = context.doc
    return cue.end >= len(doc) or doc[cue.end].text in {".", ",", ";"}


def _clause_before(context: Context, before: int, drafts: list[Draft]) -> list[tuple[int, int]]:
    statement = context.reading.statement_at(before)
    for draft in drafts:
        for start, end in draft.contents:
            if start < before and statement.start <= start and end >= before - 2:
                draft.contents = [(start, min(end, context.reading.trimmed(start, before)[1]))]
                return list(draft.contents)
    clause = context.reading.trimmed(context.reading.piece_start(statement, before), before)
    return [clause] if clause[0] < clause[1] else []


def _previous_content(drafts: list[Draft], cue: VerbCue) -> list[tuple[int, int]]:
    earlier = [d for d in drafts if d.verb >= 0 and d.verb < cue.token.i and cue.token.i - d.verb < 120]
    return list(max(earlier, key=lambda d: d.verb).contents) if earlier else []
