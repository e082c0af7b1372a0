"""Subjects of cue verbs: by the tree where it has one, else by the words before or behind the verb."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.reading import QUOTE_MARKS, is_finite
from selon.extract.claims.sources import is_impersonal, is_time_word, past_phrase, speaks
from selon.extract.claims.verb_groups import is_inverted_pronoun
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, base_dep, is_case_marked, name_head, sentence_start

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj"})
_NEVER_SUBJECT = frozenset(
    {"nmod", "obl", "obl:arg", "obl:mod", "obl:agent", "appos", "flat:name", "flat", "flat:foreign"}
)
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp", "dep"})
# A verb more than this many heads away from its subject is a parse gone wrong.
_MOST_HOPS = 4
_FARTHEST_ANTECEDENT = 40


def own_subject(verb: Token, context: Context) -> Token | None:
    """The subject that the tree gives to the verb itself; an inverted pronoun counts only when nothing else is there."""
    pronoun = None
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lower_ not in context.words.reflexive]
    impersonal = next((c for c in subjects if is_impersonal(c, context) and c.i == verb.i - 1), None)
    if impersonal is not None:
        return impersonal  # « deux chefs que l'on disait menacés »: the tree gives the verb two subjects
    for child in subjects:
        if is_inverted_pronoun(child, context.lexicon) or child.lower_ in context.words.euphonic:
            pronoun = child
        else:
            return child
    for child in verb.children:  # the tree may hang the subject on the auxiliary
        if child.dep_.startswith("aux") and (found := own_subject(child, context)) is not None:
            return found
    return pronoun if pronoun is not None and is_inverted_pronoun(pronoun, context.lexicon) else None


def antecedent_of_relative(pronoun: Token, context: Context) -> Token | None:
    """The noun that a relative pronoun resumes: the head of its clause or, failing that, the noun before it."""
    verb = pronoun.head
    if verb.dep_.startswith("acl") and verb.head.i < pronoun.i and verb.head.pos_ in NOMINAL:
        head = _past_venue(_apposed_to(name_head(verb.head)), pronoun, context)
        nearest = _right_before(pronoun, context)
        return head if nearest is None or speaks(head, context) is not False else nearest
    for at in range(pronoun.i - 1, sentence_start(pronoun, _FARTHEST_ANTECEDENT) - 1, -1):
        token = pronoun.doc[at]
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "nmod":
            return name_head(token)
    return None


def _past_venue(noun: Token, pronoun: Token, context: Context) -> Token:
    """« a déclaré dans un tweet Luc Martin, qui … »: the name behind the venue that the tree takes for one phrase."""
    if noun.lemma_.lower() not in context.lexicon.venues or not is_case_marked(noun):
        return noun
    return next((t for t in noun.doc[noun.i + 1 : pronoun.i] if t.pos_ == "PROPN"), noun)


def _apposed_to(noun: Token) -> Token:
    """« Luc Martin, directeur du journal, qui … »: the name that a noun without article tells more of."""
    head = noun.head
    bare = not any(child.pos_ == "DET" for child in noun.lefts)
    return head if noun.dep_ == "appos" and bare and head.pos_ == "PROPN" and head.i < noun.i else noun


def _right_before(pronoun: Token, context: Context) -> Token | None:
    """The noun phrase that the pronoun follows, where it can speak; its counting noun if it has one."""
    at = pronoun.i - 2 if pronoun.i > 1 and pronoun.doc[pronoun.i - 1].text == "," else pronoun.i - 1
    before = pronoun.doc[at] if at >= 0 else None
    if before is None or before.pos_ not in {"NOUN", "PROPN"} or speaks(before, context) is not True:
        return None
    head = before.head
    counted = head.i < before.i <= head.i + 3 and head.lemma_.lower() in context.words.quantity
    return head if counted else name_head(before)


def subject_of(verb: Token, context: Context, hops: int = 0) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the verb that governs it.

    Relative pronouns give their antecedent. ``None`` where the tree has none.
    """
    own = own_subject(verb, context)
    if own is not None:
        return antecedent_of_relative(own, context) if own.lower_ in context.words.subject_relative else own
    head = verb.head
    if hops > _MOST_HOPS or head == verb:
        return None
    if verb.dep_.startswith("acl"):
        return name_head(head) if head.pos_ in NOMINAL else None
    if base_dep(verb) not in _SHARES_SUBJECT or (head.pos_ in NOMINAL and base_dep(verb) == "conj"):
        return None
    return subject_of(head, context, hops + 1)


def subject_before(cue: VerbCue, floor: int, context: Context) -> Token | None:
    """The noun phrase before the cue that is likeliest its subject, where the tree gives none.

    A subject stands before its verb, and what stands between commas behind it is apposition or insertion: so the
    first noun phrase of the clause that can speak, failing that the nearest that no preposition governs.
    """
    doc, candidates = context.doc, list[Token]()
    at = cue.start - 1
    while at >= floor:
        token = doc[at]
        if is_finite(token):
            relative = _relative_before(at, floor, context)
            if relative < 0 or doc[cue.start - 1].text != ",":
                break
            at = relative - 1
            continue
        if token.text in {";", ":", "|"}:
            break
        if token.lower_ in context.words.subject_relative:
            return antecedent_of_relative(token, context)
        if _may_be_subject(token, context):
            candidates.append(name_head(token))
        if at in context.reading.breaks:
            break
        at -= 1
    speaking = [token for token in candidates if speaks(token, context) is True]
    return speaking[-1] if speaking else candidates[0] if candidates else None


def _relative_before(at: int, floor: int, context: Context) -> int:
    """Position of the relative pronoun that opens the clause of the finite verb at ``at``; -1 for none."""
    for k in range(at - 1, floor - 1, -1):
        if context.doc[k].lower_ in context.words.relative:
            return k
        if context.doc[k].text in {",", ";", ":"}:
            return -1
    return -1


def _may_be_subject(token: Token, context: Context) -> bool:
    pronominal = token.lower_ in context.words.speaker_pronoun and token.pos_ in {"ADJ", "PRON", "DET"}
    if pronominal and token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ in {"AUX", "VERB"}:
        return True  # « Parmi eux, certains ont … »: taggers take the pronoun for an adjective
    if token.pos_ not in NOMINAL or token.pos_ in {"NUM", "SYM"} or is_case_marked(token):
        return False
    if token.dep_ in _NEVER_SUBJECT and not _follows_adverbial(token, context):
        return False
    if token.lower_ in context.words.reflexive or token.lower_ in context.words.clitic:
        return False
    return not is_time_word(token, context) and token.text[:1].isalpha()


def _follows_adverbial(token: Token, context: Context) -> bool:
    """« De son côté, le ministère … »: the tree takes a subject behind an opening adverbial for its apposition."""
    head, doc = token.head, token.doc
    if token.dep_ == "appos" and (head.text[:1].isdigit() or is_time_word(head, context)):
        return True  # « 20:35 | Le mouvement revendique … »
    start = next((t.i for t in doc[token.left_edge.i : token.i] if not t.is_punct), token.i)
    if token.dep_ != "appos" or not is_case_marked(head) or start == 0 or doc[start - 1].text != ",":
        return False
    opening = head.left_edge.i
    return (doc[opening].is_sent_start or doc[max(0, opening - 1)].is_punct) and doc[start].pos_ == "DET"


def subject_after(at: int, end: int, context: Context) -> Token | None:
    """The inverted subject: the first noun phrase from ``at`` on that no preposition governs and that tells no time."""
    doc, start = context.doc, at
    while at < end:
        token = doc[at]
        if token.text == "," and at == start and at + 1 < end and doc[at + 1].pos_ == "ADP":
            at += 1  # « a assuré, au micro de la radio, X »
            continue
        if (
            token.text == ","
            and at > start
            and at + 1 < end
            and doc[at + 1].pos_ == "DET"
            and doc[at - 1].pos_ == "PROPN"
        ):
            at += 1  # « a expliqué à l'AFP, un responsable … »
            continue
        if token.text in {",", ";", ":", ".", "!", "?"}:
            return None
        if token.text in QUOTE_MARKS and context.reading.is_long_quote(at):
            return None
        if is_finite(token) and token.pos_ == "VERB" and token.lower_ not in context.lexicon.holders:
            return None
        if token.lower_ in context.words.indefinite and token.lower_ not in context.words.bare_of:
            if token.pos_ == "NUM" and at + 1 < end and doc[at + 1].lower_ in context.words.bare_of:
                return token
            at += 1
            continue
        if token.pos_ == "ADP" or token.dep_ == "case":
            at = past_phrase(at, end, context)
            continue
        if (
            token.lower_ in context.words.object_clitic
            and at + 1 < end
            and doc[at + 1].lower_ in context.lexicon.holders
        ):
            return doc[at + 1]  # « martèle l'accusé »: an article that the tagger takes for a pronoun
        if _heads_a_phrase(token, context):
            head = name_head(token)
            return head if head.i >= at else token
        at += 1
    return None


def _heads_a_phrase(token: Token, context: Context) -> bool:
    if is_time_word(token, context) or (
        token.lower_ in context.lexicon.venues and token.lower_ not in context.lexicon.holders
    ):
        return False
    return token.pos_ in NOMINAL and token.pos_ != "NUM"
