"""Claims made by documents that a participle gives an author: « Le bilan fourni par X est de … », « C'est le bilan donné par X »."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.content_ends import content_end
from selon.extract.claims.context import Context
from selon.extract.claims.draft import Draft
from selon.extract.claims.reading import is_finite
from selon.extract.claims.sources import agent_of, coordinated_holders
from selon.extract.claims.verbcues import VerbCue

# Words between a document and its verb: « le bilan fourni par le préfet de la région est de … ».
_REACH = 8


def claim_of_document(context: Context, token: Token) -> Draft | None:
    """The claim of a document whose author a participle names; ``None`` where the words show no content."""
    if context.lexicon.holders.get(token.lemma_.lower()) != "document":
        return None
    participle = next((c for c in token.rights if c.dep_.startswith(("acl", "amod")) and c.i <= token.i + 2), None)
    if participle is None or participle.lemma_ not in context.lexicon.authoring_verbs:
        return None
    agent = agent_of(participle, context)
    if agent is None:
        return None
    content = _amount(context, agent) or _presented(context, token)
    if content is None or content[0] >= content[1]:
        return None
    return Draft(
        holders=tuple(coordinated_holders(agent)),
        cue=(token.i, participle.i + 1),
        stance="asserts",
        contents=[content],
        rule="document",
        verb=token.i,
        neutral=True,
    )


def _amount(context: Context, agent: Token) -> tuple[int, int] | None:
    """« … est de 19 morts », « … s'élève à 19 morts », « … fait état de 19 morts »: what follows the document's verb."""
    doc, words = context.doc, context.words
    end = context.reading.piece_end(context.reading.statement_at(agent.i), agent.i)
    verb = next((at for at in range(agent.i + 1, min(end, agent.i + _REACH)) if is_finite(doc[at])), -1)
    if verb < 0:
        return None
    governing = next((at for at in range(verb + 1, end) if doc[at].pos_ != "ADV"), end)
    if governing >= end or doc[governing].lower_ not in words.of | words.to:
        return None
    cue = VerbCue(doc[verb], (), verb, governing + 1, "finite", passive=False, negated=False, pronoun=None)
    return context.reading.trimmed(governing + 1, content_end(context, cue, governing + 1, end))


def _presented(context: Context, token: Token) -> tuple[int, int] | None:
    """« Six morts: c'est le bilan donné par X », « … C'est le bilan donné par X. »: the clause or statement before."""
    doc, reading = context.doc, context.reading
    start = token.left_edge.i
    statement = reading.statement_at(token.i)
    copula = next((c for c in token.lefts if c.dep_.startswith("cop") and c.lemma_ in context.words.be), None)
    subject = next((c for c in token.lefts if c.lower_ in context.words.mute_subject), None)
    if copula is None or subject is None:
        return None
    start = min(subject.i, copula.i)
    if start > statement.start + 1 and doc[start - 1].text in {":", ",", "-", "–"}:
        return reading.trimmed(reading.piece_start(statement, start), start)
    number = reading.statement_number(token.i)
    if number == 0 or reading.trimmed(statement.start, start)[0] < start:
        return None
    before = reading.statements[number - 1]
    return reading.trimmed(before.start, before.end)
