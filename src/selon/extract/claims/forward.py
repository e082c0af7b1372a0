"""Cues that stand before their content: with a clause, an infinitive, an object, a quotation, a colon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from selon.extract.claims.content import (
    content_end,
    find_infinitive,
    find_object,
    find_prepositional,
    find_that,
    first_main_verb,
    home_of,
    object_end,
    quote_length,
)
from selon.extract.claims.context import Context, entry_name
from selon.extract.claims.draft import Draft
from selon.extract.claims.inverted import source_of_hearsay
from selon.extract.claims.reading import (
    OPENING_MARKS,
    QUOTE_MARKS,
    Statement,
    is_adjectival,
    is_finite,
    is_infinitive,
)
from selon.extract.claims.sources import (
    coordinated_subjects,
    fronted_source,
    is_first_or_second_person,
    is_impersonal,
    is_time_word,
    own_subject,
    speaks,
    subject_before,
    subject_of,
    with_title,
)
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, is_case_marked, name_head
from selon.lexicon.cues import CueVerb

Found = tuple[CueVerb, int, str]
_PREPOSITIONS = ("comme", "de", "à", "sur", "contre", "pour", "par", "en", "dans")
# A second complement stands no further behind the object's start than this.
_REACH = 30
# Speech acts that a purpose clause performs: « ont défilé pour réclamer … ».
_PURPOSES = frozenset({"demands", "condemns", "welcomes", "worries", "denies"})
# Speech acts that a pronoun alone can be the content of: « l'ont condamné ».
_JUDGES = frozenset({"denies", "condemns", "welcomes", "claims_responsibility"})
# Frames in which the content is a noun phrase, so that a comma may end it.
_NOMINAL_RULES = frozenset(
    {"verb_object", "verb_preposition", "verb_object_complement", "verb_number", "verb_verdict", "verb_self_predicate"}
)


def forward_claim(context: Context, cue: VerbCue, drafts: Sequence[Draft] = ()) -> Draft | None:
    """The claim of an active cue that stands before its content; ``None`` if it makes none.

    Args:
        context: The report and the words.
        cue: The cue verb.
        drafts: Claims found before it, whose source a participle or infinitive may share.
    """
    if not _speaks_here(context, cue):
        return None
    statement = context.reading.statement_at(cue.token.i)
    end = context.reading.piece_end(statement, cue.token.i)
    fronted = _main_clause_after(context, cue, statement) if cue.form == "gerund" else None
    holder = fronted[0] if fronted is not None else _holder(context, cue, statement, drafts)
    end = fronted[1] if fronted is not None else end
    if holder is not None and cue.form == "infinitive" and holder.i > cue.token.i:
        holder = None  # « Avant d'ajouter : « Nous … »: no subject within the quotation
    if holder is not None and (is_first_or_second_person(holder, context) or holder.lower_ in context.words.that):
        return None
    found = complement(context, cue, end)
    if found is None:
        return None
    meaning, contents, rule = found
    if not _may_hold(context, meaning, holder, rule, cue) or _says_nothing(context, contents):
        return None
    impersonal = holder is None or is_impersonal(holder, context) or (meaning.any_subject and holder.lower_ == "il")
    impersonal = impersonal or meaning.mute_subject
    if impersonal and holder is not None:
        source = source_of_hearsay(context, cue, end) or fronted_source(context, statement.start, holder.i)
        holder, impersonal = (source, False) if source is not None else (holder, True)
    return Draft(
        holders=() if impersonal or holder is None else coordinated_subjects(holder, cue, context),
        cue=(_with_impersonal(context, cue), cue.end),
        stance=meaning.stance,
        contents=contents,
        rule=rule,
        entry=entry_name(meaning),
        verb=cue.token.i,
        neutral=meaning.stance == "asserts",
        implied=_last_holder(drafts) if holder is None and cue.form == "infinitive" else None,
    )


def _with_impersonal(context: Context, cue: VerbCue) -> int:
    """Start of the cue with its impersonal subject: « On apprend »."""
    at = cue.start - 1
    while (
        at > 0
        and context.doc[at].lower_ in context.words.clitic
        and context.doc[at].lower_ not in context.words.impersonal
    ):
        at -= 1
    return at if at >= 0 and context.doc[at].lower_ in context.words.impersonal else cue.start


def _last_holder(drafts: Sequence[Draft]) -> Token | None:
    """The source that spoke last: « Et de préciser que … » goes on with it."""
    return next((draft.holders[0] for draft in reversed(drafts) if draft.holders), None)


def _main_clause_after(context: Context, cue: VerbCue, statement: Statement) -> tuple[Token, int] | None:
    """« Rejetant les accusations, les autorités ont … », « En déclarant que …, Bagdad évite … ».

    Returns:
        The main clause's subject and the comma before it, where the participle opens the statement; else ``None``.
    """
    doc = context.doc
    start = context.reading.trimmed(statement.start, statement.end)[0]
    if cue.start - start > 1 or (cue.start > start and doc[start].lower_ not in context.words.participle_opener):
        return None
    for at in range(cue.end, statement.end - 2):
        if doc[at].text != "," or doc[at + 1].pos_ not in {"DET", "PROPN", "PRON", "NOUN"}:
            continue
        noun = next((t for t in doc[at + 1 : at + 5] if t.pos_ in NOMINAL), None)
        verb = next((t for t in doc[at + 1 : min(statement.end, at + 16)] if is_finite(t)), None)
        if noun is not None and verb is not None and noun.i < verb.i and speaks(name_head(noun), context) is True:
            if not any(t.text == "," or t.lower_ in context.words.relative for t in doc[noun.i : verb.i]):
                return name_head(noun), at
    return None


def _speaks_here(context: Context, cue: VerbCue) -> bool:
    """Whether the verb reports speech that took place: not denied, future, ordered, or merely possible."""
    doc = context.doc
    if cue.negated:
        return False  # « n'a pas commenté », « ni l'un ni l'autre n'ont confirmé »: no speech (RECORD.md, decision 13)
    if cue.form == "finite":
        moods = {m for t in doc[cue.start : cue.token.i + 1] for m in t.morph.get("Mood") if is_finite(t)}
        tenses = {m for t in doc[cue.start : cue.token.i + 1] for m in t.morph.get("Tense") if is_finite(t)}
        hypothetical = "Cnd" in moods and cue.start == cue.token.i
        return "Fut" not in tenses and "Imp" not in moods and not hypothetical and not _is_future_form(cue)
    return cue.form != "infinitive" or _infinitive_speaks(context, cue)


def _is_future_form(cue: VerbCue) -> bool:
    """« riposteront », « dira »: the future by its form, where the tagger errs."""
    stem, form = cue.meanings[0].lemma.removesuffix("e"), cue.token.lower_
    return cue.start == cue.token.i and form in {stem + "a", stem + "ont"}


def _infinitive_speaks(context: Context, cue: VerbCue) -> bool:
    """Whether an infinitive reports speech: « avant d'ajouter », « pour réclamer », « et de préciser », « vient d'annoncer »."""
    doc, words = context.doc, context.words
    at = cue.start - 1
    if at < 0:
        return False
    if doc[at].lower_ in words.bare_of:
        before = doc[at - 1] if at else None
        return before is not None and (
            before.lower_ in words.narrative_of or before.lemma_ in context.lexicon.aspect_verbs
        )
    if doc[at].lower_ in words.purpose:
        return any(meaning.stance in _PURPOSES for meaning in cue.meanings)
    if doc[at].lower_ in words.to:
        return at > 0 and doc[at - 1].lemma_ in context.lexicon.aspect_verbs
    return doc[at].lemma_ in context.lexicon.aspect_verbs


def _holder(context: Context, cue: VerbCue, statement: Statement, drafts: Sequence[Draft]) -> Token | None:
    if cue.pronoun is not None:
        return cue.pronoun
    holder = own_subject(cue.token, context)
    if holder is not None and holder.text[:1].isdigit() and holder.pos_ != "NOUN":
        holder = None  # « 21:50 | Le ministère … »
    if holder is None and (cue.form in {"gerund", "infinitive"} or _is_coordinated(context, cue)):
        holder = _shared_source(cue, statement, drafts)
    if holder is None or holder.lower_ in context.words.subject_relative:
        holder = subject_of(cue.token, context)
    if holder is not None and holder.text[:1].isdigit() and holder.pos_ == "NUM":
        holder = None
    if holder is not None and cue.start <= holder.i and cue.form == "finite":
        holder = None
    detached = cue.form == "gerund" and holder is not None and speaks(holder, context) is False
    if (holder is None and cue.form in {"gerund", "infinitive"}) or (detached and _follows_comma(context, cue)):
        holder = _governing_subject(context, cue, statement)
    if holder is None:
        holder = subject_before(cue, statement.start, context)
    if holder is not None and cue.form == "finite":
        holder = with_title(context, holder)
    if holder is not None and _only_stresses(context, holder):
        holder = _stressed(context, holder, statement) or holder
    return name_head(holder) if holder is not None else None


def _follows_comma(context: Context, cue: VerbCue) -> bool:
    """« …, y revendiquant la mort de … »: a participle behind a comma belongs to the main subject."""
    at = cue.start - 1
    while at > 0 and context.doc[at].lower_ in context.words.clitic:
        at -= 1
    return at >= 0 and context.doc[at].text == ","


def _is_coordinated(context: Context, cue: VerbCue) -> bool:
    """« parle d'un massacre et fait état de … »: the verb follows a coordinator and has no subject of its own."""
    at = cue.start - 1
    while at > 0 and (context.doc[at].pos_ == "ADV" or context.doc[at].lower_ in context.words.clitic):
        at -= 1
    return at > 0 and context.doc[at].lower_ in context.words.coordinator


def _governing_subject(context: Context, cue: VerbCue, statement: Statement) -> Token | None:
    """« Des manifestants ont rallié la place pour fustiger … »: the subject of the finite verb before."""
    for at in range(cue.start - 1, statement.start - 1, -1):
        token = context.doc[at]
        if is_finite(token):
            verb = token.head if token.dep_.startswith("aux") else token
            return subject_of(verb, context) or subject_before(replace(cue, start=at), statement.start, context)
    return None


def _only_stresses(context: Context, pronoun: Token) -> bool:
    """« L'opposition, elle, demande … »: a pronoun between commas stresses the subject before it."""
    doc = context.doc
    if pronoun.pos_ != "PRON" or pronoun.i == 0 or pronoun.i + 1 >= len(doc):
        return False
    return doc[pronoun.i - 1].text == "," and doc[pronoun.i + 1].text == ","


def _stressed(context: Context, pronoun: Token, statement: Statement) -> Token | None:
    for at in range(pronoun.i - 2, statement.start - 1, -1):
        token = context.doc[at]
        if token.pos_ in {"NOUN", "PROPN"} and not is_case_marked(token) and speaks(name_head(token), context) is True:
            return name_head(token)
        if is_finite(token):
            return None
    return None


def _says_nothing(context: Context, contents: list[tuple[int, int]]) -> bool:
    """« a requis l'anonymat »: the object makes no statement."""
    start, end = contents[0]
    opening = context.doc[start : min(end, start + 4)]
    return any(t.lemma_.lower() in context.lexicon.not_contents and t.pos_ == "NOUN" for t in opening)


def _shared_source(cue: VerbCue, statement: Statement, drafts: Sequence[Draft]) -> Token | None:
    """« a déclaré X, ajoutant que … »: the source of the cue before it in the same statement."""
    before = [d for d in drafts if d.holders and statement.start <= d.verb < cue.start and d.rule.startswith("verb")]
    return before[-1].holders[0] if before else None


def _may_hold(context: Context, meaning: CueVerb, holder: Token | None, rule: str, cue: VerbCue) -> bool:
    if holder is None:
        return meaning.any_subject or cue.form == "infinitive"
    if meaning.any_subject or is_impersonal(holder, context):
        return True
    verdict = speaks(holder, context)
    return verdict is True or (verdict is None and rule in {"verb_that", "verb_colon", "verb_quote", "verb_infinitive"})


def complement(context: Context, cue: VerbCue, end: int) -> tuple[CueVerb, list[tuple[int, int]], str] | None:
    """The cue's content after it: the first construction of the entry that the words show."""
    for find in _FINDERS:
        found = find(context, cue, end)
        if found is None:
            continue
        meaning, start, rule = found
        if rule == "verb_clitic":
            return meaning, [_resumed(context, cue, start)], rule
        if rule == "verb_fixed":
            return meaning, [(start, cue.end)], rule
        stop_at_colon = rule in _NOMINAL_RULES or rule == "verb_infinitive"
        stop = content_end(context, cue, start, end, stop_at_colon=stop_at_colon)
        if rule in _NOMINAL_RULES:
            stop = stop if rule != "verb_self_predicate" else _first_comma(context, start, stop)
            stop = max(
                object_end(context, cue, start, stop),
                _last_infinitive(context, start, stop) if rule == "verb_object_complement" else 0,
            )
        piece = context.reading.trimmed(start, stop)
        if piece[0] < piece[1]:
            return meaning, [piece, *_after_colon(context, piece, end)], rule
    return None


def _first_comma(context: Context, start: int, end: int) -> int:
    return next((at for at in range(start, end) if context.doc[at].text == ","), end)


def _last_infinitive(context: Context, start: int, stop: int) -> int:
    """« accuse ces applications, dont X, de voler des données »: the end, where an infinitive completes the object."""
    doc, words = context.doc, context.words
    for at in range(start + 1, stop - 1):
        if (doc[at].lower_ in words.bare_of or doc[at].lower_ in words.to) and any(
            is_infinitive(t) for t in doc[at + 1 : at + 4]
        ):
            return stop
        if is_finite(doc[at]) and not any(t.lower_ in words.subordinator for t in doc[start:at]):
            return 0
    return 0


def _fixed(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« soutiennent le contraire »: the fixed words are what is said."""
    meaning = cue.with_frame("fixed")
    return (meaning, cue.end - len(meaning.fixed), "verb_fixed") if meaning is not None else None


def _after_colon(context: Context, piece: tuple[int, int], end: int) -> list[tuple[int, int]]:
    """« a nié toute responsabilité : « … » »: the quotation after the colon is content too."""
    doc, at = context.doc, piece[1]
    if at + 1 < end and doc[at].text == ":" and doc[at + 1].text in OPENING_MARKS and quote_length(context, at + 1) > 3:
        more = context.reading.trimmed(at + 1, end)
        return [more] if more[0] < more[1] else []
    return []


def _that(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("that")
    at = find_that(context, cue, end) if meaning is not None else -1
    return (meaning, at + 1, "verb_that") if meaning is not None and at >= 0 else None


def _infinitive(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("inf")
    start = find_infinitive(context, cue, end) if meaning is not None else -1
    return (meaning, start, "verb_infinitive") if meaning is not None and start >= 0 else None


def _self_adjective(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« se dit inquiet de », « s'est déclarée prête à »: the adjective gives the stance."""
    meaning = cue.with_frame("adj")
    if meaning is None:
        return None
    doc, words = context.doc, context.words
    for at in range(cue.end, min(end, cue.end + 6)):
        stance = context.lexicon.adjectives.get(doc[at].lemma_.lower()) or context.lexicon.adjectives.get(
            _masculine(doc[at].lower_)
        )
        if stance is not None:
            said = replace(meaning, fixed=(doc[at].lower_,), stance=stance)
            start = at + 1
            while start < end and doc[start].text in QUOTE_MARKS:
                start += 1
            governs = start < end and (
                doc[start].pos_ in {"ADP", "SCONJ"} or doc[start].lower_ in words.of | words.to | words.that
            )
            return said, start + 1 if governs else at, "verb_self_adjective"
        if at == cue.end and is_adjectival(doc[at]):
            return replace(meaning, stance="asserts"), at, "verb_self_predicate"  # « s'estime marginalisée »
        if is_finite(doc[at]) or doc[at].text in {",", ";", ":", "."}:
            return None
    return None


def _masculine(form: str) -> str:
    """The masculine singular of an adjective in -é or a plain one: « préoccupées » → « préoccupé »."""
    bare = form.removesuffix("s")
    return bare.removesuffix("e") if bare.endswith(("ée", "te", "se", "le")) else bare


def _quote(context: Context, cue: VerbCue, end: int) -> Found | None:
    """The verb is followed at once by a quotation."""
    meaning = cue.with_frame("say")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or doc[at].text == "," or is_time_word(doc[at], context)):
        at += 1
    related = any(t.lower_ in context.words.that for t in doc[max(0, cue.start - 2) : cue.start])
    if related and not context.reading.is_long_quote(at):
        return None  # « ceux qu'ils appellent « modérés » »: a naming, no speech
    if at + 1 < end and doc[at + 1].pos_ in {"ADP", "ADV"} and not context.reading.is_long_quote(at):
        return None
    opens = (
        at < end
        and doc[at].text in OPENING_MARKS
        and context.reading.quotation_at(at) != context.reading.quotation_at(cue.token.i)
    )
    return (meaning, at, "verb_quote") if opens else None


def _verdict(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« a jugé la frappe « disproportionnée » », « juge inacceptable le siège »: an object and an adjective said of it."""
    meaning = cue.with_frame("obj_adj")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or is_time_word(doc[at], context) or doc[at].text in QUOTE_MARKS):
        at += 1
    if at < end and is_adjectival(doc[at]):
        return meaning, at, "verb_verdict"
    start = find_object(context, cue, end)
    if start < 0:
        return None
    noun = next((t for t in doc[start : min(end, start + 5)] if t.pos_ in NOMINAL), None)
    if noun is None or noun.i + 1 >= end:
        return None
    behind = range(noun.i + 1, min(end, noun.right_edge.i + 4))
    said = any(doc[k].dep_ in {"xcomp", "ccomp"} and doc[k].head == cue.token and is_adjectival(doc[k]) for k in behind)
    quoted = any(doc[k].text in OPENING_MARKS and is_adjectival(doc[k + 1]) for k in behind if k + 1 < end)
    return (meaning, start, "verb_verdict") if said or quoted else None


def _addressee(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« demande à X de Y », « ordonne aux soldats de Y »: addressee and infinitive are content."""
    meaning = cue.with_frame("à_de")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or is_time_word(doc[at], context)):
        at += 1
    if at >= end or doc[at].lower_ not in context.words.to:
        return None
    for index in range(at + 1, min(end, at + 18)):
        if is_infinitive(doc[index]):
            asked = any(doc[k].lower_ in context.words.bare_of for k in range(at + 1, index))
            return (meaning, at, "verb_addressee_infinitive") if asked else None
        if is_finite(doc[index]):
            return None
    return None


def _object_and_more(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« accuse X de Y », « exhorte X à Y », « impute X à Y »: all complements are content."""
    meaning = cue.with_frame("obj_de", "obj_à", "à_obj")
    if meaning is None:
        return None
    doc, at = context.doc, cue.end
    while at < end and (doc[at].pos_ == "ADV" or is_time_word(doc[at], context)):
        at += 1
    if "à_obj" in meaning.frames and at < end and doc[at].lower_ in context.words.to:
        return meaning, at, "verb_object_complement"
    start = find_object(context, cue, end)
    if start >= 0:
        return (meaning, start, "verb_object_complement") if _has_complement(context, meaning, start, end) else None
    clitic = any(t.lower_ in context.words.object_clitic for t in doc[max(0, cue.start - 2) : cue.start + 1])
    governs = at + 1 < end and (doc[at].lower_ in context.words.bare_of or doc[at].lower_ in context.words.to)
    return (meaning, at + 1, "verb_object_complement") if clitic and governs else None


def _has_complement(context: Context, meaning: CueVerb, start: int, end: int) -> bool:
    """Whether the second complement that the construction needs follows the object: « à Y », « de Y »."""
    if "obj" in meaning.frames:
        return True
    words = context.words
    for at in range(start + 1, min(end, start + _REACH)):
        form = context.doc[at].lower_
        if form in words.to and meaning.frames & {"obj_à", "à_obj"}:
            return True
        if form in words.of and "obj_de" in meaning.frames and not _is_name_part(context, at):
            return True
    return False


def _is_name_part(context: Context, at: int) -> bool:
    """Whether « de » links two nouns of the object itself: no infinitive, quotation or article-less noun follows."""
    following = context.doc[at + 1] if at + 1 < len(context.doc) else None
    if following is None:
        return True
    return following.dep_ in {"nmod", "flat:name"} and context.doc[at].head == following and following.head.i == at - 1


def _around_fixed(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« a renvoyé aux manifestants la responsabilité de … »: all that follows the verb is content."""
    meaning = cue.with_frame("obj_fixed")
    if meaning is None:
        return None
    at = cue.token.i + 1
    while at < end and (context.doc[at].pos_ == "ADV" or is_time_word(context.doc[at], context)):
        at += 1
    return meaning, at, "verb_around_fixed"


def _number(context: Context, cue: VerbCue, end: int) -> Found | None:
    """« chiffre à 74 le nombre de camions brûlés », « a porté à neuf le bilan »."""
    meaning = cue.with_frame("à_num")
    if meaning is None:
        return None
    doc = context.doc
    for at in range(cue.end, min(end, cue.end + 10)):
        if doc[at].lower_ in context.words.to and at + 1 < end:
            number = next((t for t in doc[at + 1 : min(end, at + 5)] if _counts(context, t)), None)
            if number is not None:
                before = find_object(context, cue, at)
                return meaning, before if 0 <= before < at else at, "verb_number"
    return None


def _counts(context: Context, token: Token) -> bool:
    return token.pos_ == "NUM" or token.like_num or token.lemma_.lower() in context.words.quantity


def _object(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("obj")
    start = find_object(context, cue, end) if meaning is not None else -1
    if meaning is not None and start < 0:
        return _clitic_object(context, cue, meaning)
    return (meaning, start, "verb_object") if meaning is not None and start >= 0 else None


def _clitic_object(context: Context, cue: VerbCue, meaning: CueVerb) -> Found | None:
    """« l'ont condamné »: the pronoun is all the content that the cue has."""
    if meaning.stance not in _JUDGES:
        return None
    for at in (cue.start - 1, cue.start - 2):
        if at >= 0 and context.doc[at].lower_ in context.words.object_clitic and context.doc[at].head.i >= cue.start:
            return replace(meaning, fixed=()), at, "verb_clitic"
    return None


def _resumed(context: Context, cue: VerbCue, clitic: int) -> tuple[int, int]:
    """« Ces chiffres, Colombo les conteste »: the noun phrase before the clause that the clitic resumes; else the clitic."""
    subject = own_subject(cue.token, context)
    for child in cue.token.lefts:
        resumed = child.dep_ == "dislocated" and child.pos_ in {"NOUN", "PROPN"}
        if resumed and subject is not None and child.i < subject.i < clitic:
            return context.reading.trimmed(child.left_edge.i, child.right_edge.i + 1)
    return clitic, clitic + 1


def _prepositional(context: Context, cue: VerbCue, end: int) -> Found | None:
    for preposition in _PREPOSITIONS:
        meaning = cue.with_frame(preposition)
        if meaning is not None:
            start = (
                _past_as(context, cue, end)
                if preposition == "comme"
                else find_prepositional(context, cue, end, preposition)
            )
            if start >= 0:
                return meaning, start, "verb_preposition"
    return None


def _past_as(context: Context, cue: VerbCue, end: int) -> int:
    """« l'a décrit comme … », « présente X comme … »: object and comparison are content."""
    for at in range(cue.end, min(end, cue.end + 14)):
        if context.doc[at].lower_ in context.words.as_:
            start = find_object(context, cue, at)
            return start if start >= 0 else at + 1
        if is_finite(context.doc[at]) or context.doc[at].text in {",", ";", ":"}:
            return -1
    return -1


def _colon(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("say", "that", "if")
    if meaning is None:
        return None
    home = home_of(context, cue)
    colon = next(
        (at for at in range(cue.end, end) if context.doc[at].text == ":" and context.reading.quotation_at(at) == home),
        -1,
    )
    if colon < 0 or first_main_verb(context, cue.end, colon) >= 0:
        return None
    return meaning, colon + 1, "verb_colon"


def _question(context: Context, cue: VerbCue, end: int) -> Found | None:
    meaning = cue.with_frame("if")
    if meaning is None:
        return None
    for at in range(cue.end, min(end, cue.end + 4)):
        if context.doc[at].lower_ in context.words.question:
            return meaning, at, "verb_question"
    return None


_FINDERS: tuple[Callable[[Context, VerbCue, int], Found | None], ...] = (
    _fixed,
    _around_fixed,
    _that,
    _addressee,
    _infinitive,
    _self_adjective,
    _quote,
    _number,
    _verdict,
    _object_and_more,
    _object,
    _prepositional,
    _colon,
    _question,
)
