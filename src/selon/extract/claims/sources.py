"""Who holds a claim: subjects, agents and the nouns that prepositional cues govern."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.reading import QUOTE_MARKS, is_finite
from selon.extract.claims.verbcues import VerbCue, is_inverted_pronoun
from selon.extract.phrases import NOMINAL, base_dep, is_case_marked, name_head, sentence_end, sentence_start

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "expl:subj"})
_NEVER_SUBJECT = frozenset(
    {"nmod", "obl", "obl:arg", "obl:mod", "obl:agent", "appos", "flat:name", "flat", "flat:foreign"}
)
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp", "dep"})
# A verb more than this many heads away from its subject is a parse gone wrong.
_MOST_HOPS = 4
_LONGEST_COORDINATION = 24
_FARTHEST_ANTECEDENT = 40
# An office and a name between commas are no longer than this.
_LONGEST_TITLE = 12


def is_impersonal(token: Token, context: Context) -> bool:
    """Whether a subject stands for nobody: « on », « -t-on »."""
    return (
        token.lower_ in context.words.impersonal
        or token.lower_.lstrip("-").removeprefix("t-") in context.words.impersonal
    )


def fronted_source(context: Context, start: int, impersonal: int) -> Token | None:
    """« À Paris, on assure … », « Dans l'entourage du ministre, on … »: the voice that the impersonal subject hides.

    Args:
        context: The report and the words.
        start: Where the clause starts.
        impersonal: Position of the impersonal subject.
    """
    doc = context.doc
    if impersonal - start < 3 or doc[impersonal - 1].text != "," or doc[start].pos_ != "ADP":
        return None
    noun = next((t for t in doc[start + 1 : impersonal] if t.pos_ in NOMINAL), None)
    if noun is None or is_time_word(noun, context) or speaks(name_head(noun), context) is not True:
        return None
    return name_head(noun) if not any(is_finite(t) for t in doc[start:impersonal]) else None


def is_first_or_second_person(token: Token, context: Context) -> bool:
    """First and second persons speak within a quotation; they hold no claim of the report."""
    return token.lower_ in context.words.first_or_second_person


def speaks(token: Token, context: Context) -> bool | None:
    """Whether what the token names can speak: ``True``, ``False`` or ``None`` where the words do not tell."""
    lemma = _without_prefix(token.lemma_.lower())
    holders = context.lexicon.holders
    if token.lower_ in context.words.mute_subject or token.lower_ in context.words.that:
        return False
    if lemma in holders or token.lower_ in holders or token.pos_ == "PROPN":
        return True
    if token.pos_ == "PRON" or token.lower_ in context.words.speaker_pronoun:
        return True
    if token.pos_ in {"NUM", "ADJ", "DET"}:
        return None
    if token.text[:1].isupper() and not token.is_sent_start:
        return True
    if any(child.pos_ == "PROPN" and not is_case_marked(child) for child in token.rights):
        return True
    if lemma in context.words.quantity:  # « nombre de pays », « des dizaines d'habitants »
        return any(child.lemma_.lower() in holders for child in token.rights if child.dep_ == "nmod")
    if any(child.dep_ == "appos" and child.lemma_.lower() in holders for child in token.rights):
        return True
    return False if token.pos_ == "NOUN" else None


def _without_prefix(lemma: str) -> str:
    """« ex-général », « vice-ministre » speak as the general and the minister do."""
    prefix, dash, rest = lemma.partition("-")
    return rest if dash and prefix in {"ex", "vice", "co", "sous", "néo"} else lemma


def own_subject(verb: Token, context: Context) -> Token | None:
    """The subject that the tree gives to the verb itself; an inverted pronoun counts only when nothing else is there."""
    pronoun = None
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lower_ not in context.words.reflexive]
    impersonal = next((c for c in subjects if is_impersonal(c, context) and c.i == verb.i - 1), None)
    if impersonal is not None:
        return impersonal  # « deux chefs que l'on disait menacés »: the tree gives the verb two subjects
    for child in subjects:
        if is_inverted_pronoun(child, context.lexicon) or child.lower_ in {"t", "-t"}:
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
        head = name_head(verb.head)
        nearest = _right_before(pronoun, context)
        return head if nearest is None or speaks(head, context) is not False else nearest
    for at in range(pronoun.i - 1, sentence_start(pronoun, _FARTHEST_ANTECEDENT) - 1, -1):
        token = pronoun.doc[at]
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "nmod":
            return name_head(token)
    return None


def _right_before(pronoun: Token, context: Context) -> Token | None:
    """The noun phrase that the pronoun follows with no comma, where it can speak; its counting noun if it has one."""
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else None
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
    if token.dep_ in _NEVER_SUBJECT and not _follows_adverbial(token):
        return False
    if token.lower_ in context.words.reflexive or token.lower_ in context.words.clitic:
        return False
    return not is_time_word(token, context) and token.text[:1].isalpha()


def _follows_adverbial(token: Token) -> bool:
    """« De son côté, le ministère … »: the tree takes a subject behind an opening adverbial for its apposition."""
    head, doc = token.head, token.doc
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


def is_time_word(token: Token, context: Context) -> bool:
    """« lundi », « hier », « soir », « dernier » beside one of them: they may stand between a verb and its complement."""
    if token.lower_ in context.words.weekday or token.lower_ in context.words.day_part:
        return True
    if token.lower_ not in context.words.time_adjective:
        return False
    doc, at = token.doc, token.i
    beside = [doc[k] for k in (at - 1, at + 1) if 0 <= k < len(doc)]
    return any(t.lower_ in context.words.weekday or t.lower_ in context.words.day_part for t in beside)


def past_phrase(at: int, end: int, context: Context) -> int:
    """Position after the prepositional phrase that opens at ``at``, by its nearest noun and that noun's name."""
    doc, index = context.doc, at + 1
    if index < end and doc[index].pos_ == "ADV":
        return index + 1  # « par ailleurs »
    while index < end and doc[index].pos_ not in NOMINAL:
        if doc[index].text in {",", ":", ";"} or is_finite(doc[index]):
            return index
        index += 1
    first, index = min(index, end - 1), index + 1
    while index < end and _continues_name(doc[index], doc[first]):
        index += 1
    return min(index, end)


def _continues_name(token: Token, first: Token) -> bool:
    """Whether the token goes on with the name or noun ``first``; an acronym is whole by itself."""
    if token.pos_ == "ADJ" and token.dep_ == "amod":
        return True
    acronym = first.text.isupper() and len(first) > 1
    return not acronym and first.text[:1].isupper() and (token.dep_.startswith("flat") or token.pos_ == "PROPN")


def with_title(context: Context, subject: Token) -> Token:
    """« Le porte-parole de l'armée, le général X, a dit … »: the office before the comma, which the tree may pass over.

    RECORD.md, decision 5: the source is the first noun phrase.
    """
    doc, at = context.doc, subject.i
    while at > 0 and not doc[at].is_punct and subject.i - at < _LONGEST_TITLE:
        at -= 1
    after = next((t for t in doc[subject.i + 1 : subject.i + _LONGEST_TITLE] if t.is_punct or is_finite(t)), None)
    if doc[at].text != "," or after is None or after.text != ",":
        return subject
    office = None
    for k in range(at - 1, max(-1, at - _LONGEST_TITLE), -1):
        token = doc[k]
        if is_finite(token) or (token.is_punct and token.text not in {"-", "'"}) or token.pos_ in {"SCONJ", "CCONJ"}:
            break
        if token.pos_ in {"NOUN", "PROPN"} and not is_case_marked(token) and not token.dep_.startswith("flat"):
            office = token
        if token.is_sent_start:
            break
    if office is None or context.lexicon.holders.get(office.lemma_.lower()) not in {"person", "private"}:
        return subject
    same_number = office.morph.get("Number") == subject.morph.get("Number") or subject.pos_ == "PROPN"
    return name_head(office) if same_number and doc[at + 1].lower_ not in context.words.subordinator else subject


def coordinated_holders(token: Token) -> Iterator[Token]:
    """The source and those coordinated with it: « Damas et Moscou » holds twice."""
    yield token
    partners = [
        child
        for child in token.rights
        if child.dep_ == "conj" and child.pos_ in NOMINAL and child.i - token.i < _LONGEST_COORDINATION
    ]
    joined = [any(c.dep_ == "cc" for c in partner.lefts) for partner in partners]
    for at, partner in enumerate(partners):
        # a comma alone joins only where a later partner has its « et »: else it opens an apposition
        if any(joined[at:]) or any(c.dep_ == "conj" for c in partner.rights):
            yield from coordinated_holders(partner)


def coordinated_subjects(holder: Token, cue: VerbCue, context: Context) -> tuple[Token, ...]:
    """The sources that share a cue verb, by the tree; by the words where a plural verb has a singular subject.

    « Le Japon, la Norvège et l'Union européenne ont appelé … »: the tree often keeps one name only.
    """
    found = tuple(coordinated_holders(holder))
    if len(found) > 1 or holder.i >= cue.start or not _is_plural(cue) or "Plur" in holder.morph.get("Number"):
        return found
    start = cue.start
    for at in range(cue.start - 1, context.reading.statement_at(cue.start).start - 1, -1):
        token = context.doc[at]
        listed = (
            token.pos_ in {"PROPN", "NOUN", "DET", "ADJ", "ADP"}
            or token.text == ","
            or token.lower_ in context.words.coordinator
        )
        if not listed:
            break
        start = at
        if at in context.reading.breaks:
            break
    if start > 0 and context.doc[start - 1].pos_ == "VERB":  # the first name is that verb's object, not in the list
        start = next((k + 1 for k in range(start, cue.start) if context.doc[k].text == ","), start)
    names = [t for t in context.doc[start : cue.start] if t.pos_ in {"PROPN", "NOUN"} and not is_case_marked(t)]
    heads = list(dict.fromkeys(name_head(t).i for t in names if not t.dep_.startswith(("flat", "nmod"))))
    joined = any(t.lower_ in context.words.coordinator for t in context.doc[start : cue.start])
    tokens = tuple(context.doc[i] for i in heads if speaks(context.doc[i], context) is True)
    dropped = len(tokens) > 1 and holder.i < start  # the tree took the object before the list for the subject
    return tokens if joined and (holder in tokens or dropped) else found


def _is_plural(cue: VerbCue) -> bool:
    tokens = cue.token.doc[cue.start : cue.token.i + 1]
    return any("Plur" in t.morph.get("Number") for t in tokens if t.pos_ in {"AUX", "VERB"} and is_finite(t))


def agent_of(verb: Token, context: Context) -> Token | None:
    """The doer of a passive: « par X ». ``None`` where none is named, or where what is named cannot speak."""
    doc = verb.doc
    found = next((name_head(child) for child in verb.rights if child.dep_ == "obl:agent"), None)
    if found is None:
        for at in range(verb.i + 1, sentence_end(verb, 12)):
            if doc[at].lower_ in context.words.by:
                head = doc[at].head
                found = name_head(head) if head.i > at and head.pos_ in NOMINAL else None
                break
            if doc[at].text in {",", ".", ";"} or is_finite(doc[at]):
                break
    return found if found is not None and speaks(found, context) is True else None
