"""Who can hold a claim: whether a noun speaks, agents, titles, coordinated sources."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.reading import is_finite
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, is_case_marked, name_head, sentence_end

_LONGEST_COORDINATION = 24
# An office and a name between commas are no longer than this.
_LONGEST_TITLE = 12


def is_impersonal(token: Token, context: Context) -> bool:
    """Whether a subject stands for nobody: « on », « -t-on »."""
    return token.lower_ in context.words.impersonal or context.words.unhung(token.lower_) in context.words.impersonal


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
    lemma = _without_prefix(token.lemma_.lower(), context)
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


def _without_prefix(lemma: str, context: Context) -> str:
    """« ex-général », « vice-ministre » speak as the general and the minister do."""
    prefix, dash, rest = lemma.partition("-")
    return rest if dash and prefix in context.words.title_prefix else lemma


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
    """« La préfète du nord, la colonelle X, a dit … »: the office before the comma, which the tree may pass over.

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
        if _is_second_title(token, partner):
            continue
        if any(joined[at:]) or any(c.dep_ == "conj" for c in partner.rights):
            yield from coordinated_holders(partner)


def _is_second_title(first: Token, second: Token) -> bool:
    """« le gouverneur et ancien juge X »: one person; a second one would have an article."""
    if second.pos_ != "NOUN" or "Plur" in second.morph.get("Number"):
        return False
    articles = [any(child.pos_ == "DET" for child in noun.lefts) for noun in (first, second)]
    return articles == [True, False] and not is_case_marked(second)


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


def source_of_hearsay(context: Context, cue: VerbCue, end: int) -> Token | None:
    """« a-t-on appris de source hospitalière », « auprès de X »: the source that an impersonal cue still names."""
    doc = context.doc
    for at in range(cue.end, min(end, cue.end + 6)):
        if doc[at].text in {",", ".", ":"}:
            return None
        if doc[at].lower_ in context.words.of | context.words.hearsay_preposition:
            noun = next((t for t in doc[at + 1 : min(end, at + 6)] if t.pos_ in NOMINAL), None)
            known = noun is not None and speaks(noun, context) is True and not is_first_or_second_person(noun, context)
            return noun if known else None
    return None
