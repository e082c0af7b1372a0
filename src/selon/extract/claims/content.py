"""How far the attributed words reach.

The rules go by the words first (que, colon, quotation marks, commas, the next cue) and by the tree second: a small
parser finds complements well and their right edges badly.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.claims.context import Context
from selon.extract.claims.reading import OPENING_MARKS, QUOTE_MARKS, is_finite, is_infinitive
from selon.extract.claims.sources import is_time_word, past_phrase, speaks
from selon.extract.claims.verbcues import VerbCue
from selon.extract.phrases import NOMINAL, is_case_marked, phrase_bounds

# Words between a verb and the clause it governs (addressee, venue, time, insertions); measured on both gold sets.
_REACH = 30
_LONGEST_INSERTION = 14
# A quotation of so few words that holds the cue quotes the verb, not a statement.
_CUE_ALONE = 4
# A relative clause stands no more heads below its main verb than this.
_MOST_HOPS = 4


def quote_length(context: Context, index: int) -> int:
    """Number of words of the quotation at token ``index``; 0 where there is none."""
    quotation = context.reading.quotation_at(index)
    return 0 if quotation < 0 else len(context.reading.quotations[quotation].inner.of(context.reading.text).split())


def home_of(context: Context, cue: VerbCue) -> int:
    """The quotation that the cue speaks within; -1 where it stands in none, or in one that quotes hardly more than the cue.

    « Washington « condamne avec fermeté » le bombardement »: the quotation marks say whose word the verb is, no more.
    """
    quotation = context.reading.quotation_at(cue.token.i)
    if quotation < 0 or quote_length(context, cue.token.i) > _CUE_ALONE:
        return quotation
    return -1


def past_insertion(context: Context, comma: int, end: int) -> int:
    """Position after an insertion between commas that starts at ``comma``; ``comma`` itself where none does."""
    doc = context.doc
    for at in range(comma + 1, min(end, comma + _LONGEST_INSERTION)):
        if doc[at].text == ",":
            return at + 1
        if is_finite(doc[at]) or doc[at].text in {":", ";"}:
            return comma
    return comma


def find_that(context: Context, cue: VerbCue, end: int) -> int:
    """Position of the que that opens the cue's clause; -1 if there is none within reach.

    Between verb and que may stand adverbs, an addressee or venue, and insertions between commas, but no other verb.
    """
    doc, words = context.doc, context.words
    at = cue.end
    while at < min(end, cue.end + _REACH, len(doc)):
        token = doc[at]
        if token.lower_ in words.that:
            return -1 if _is_relative(context, cue, at) else at
        if token.text == ",":
            after = past_insertion(context, at, end)
            at = after if after > at else at + 1
            continue
        if token.text in {":", ";"} or is_finite(token) or token.lower_ in words.relative or is_infinitive(token):
            return -1
        if token.text in QUOTE_MARKS and quote_length(context, at) > 5:
            return -1
        if _is_bare_noun(context, token, cue) and speaks(token, context) is not True:
            return -1  # an object stands between: the que that follows compares or relates
        at += 1
    return -1


def _is_bare_noun(context: Context, token: Token, cue: VerbCue) -> bool:
    return (
        token.pos_ == "NOUN"
        and not _tells_time(token, context)
        and not is_case_marked(token)
        and token.i >= cue.end
        and token.dep_ not in {"nmod", "obl", "obl:mod", "obl:arg"}
    )


def _is_relative(context: Context, cue: VerbCue, at: int) -> bool:
    """« l'attaque que … »: the que after an object is a relative pronoun; after « ne » without « pas » it is « only »."""
    doc, token = context.doc, context.doc[at]
    if cue.negated and not any(t.lower_ in context.words.negator for t in doc[cue.start : at]):
        return True
    if at == cue.end:
        return False
    before = doc[at - 1]
    if (
        before.lower_ in context.words.subordinator
        or before.lower_ in context.words.temporal_preposition
        or before.lower_ in context.words.comparison
    ):
        return True
    if any(child.lower_ in context.words.temporal_preposition for child in before.lefts):
        return False  # « avait assuré après sa mort que … »
    if before.lemma_.lower() in context.lexicon.venues or before.lower_ in context.lexicon.venues:
        return False
    return (
        before.pos_ in NOMINAL
        and not is_time_word(before, context)
        and token.head.dep_.startswith("acl")
        and token.head.head == before
    )


def find_infinitive(context: Context, cue: VerbCue, end: int) -> int:
    """Start of the infinitive clause after the cue, its de or à left out; -1 for none."""
    doc, words, at = context.doc, context.words, cue.end
    while at < end and cue.end > cue.token.i + 1 and doc[at].pos_ == "ADJ":
        at += 1  # « lance des appels répétés à … »: an adjective of the fixed words' noun
    while at < min(end, cue.end + 16, len(doc)):
        if _may_precede(doc[at], context):
            at += 1
        elif doc[at].text == ",":
            after = past_insertion(context, at, end)
            if after == at:
                return -1
            at = after
        elif (
            doc[at].pos_ == "ADP"
            and at + 1 < end
            and doc[at + 1].pos_ in {"DET", "NOUN", "PROPN", "ADV"}
            and not is_infinitive(doc[at + 1])
        ):
            at = past_phrase(at, end, context)
        else:
            break
    if at < end and (doc[at].lower_ in words.bare_of or doc[at].lower_ in words.to):
        at += 1
    start = at
    while at < min(end, start + 7, len(doc)):
        if is_infinitive(doc[at]):
            return start
        if doc[at].pos_ not in {"PRON", "ADV", "PUNCT"} and doc[at].lower_ not in words.clitic:
            return -1
        at += 1
    return -1


def _may_precede(token: Token, context: Context) -> bool:
    if token.lower_ in context.words.negation:
        return False
    return token.pos_ == "ADV" or token.text in OPENING_MARKS or _tells_time(token, context)


def find_object(context: Context, cue: VerbCue, end: int) -> int:
    """Start of the bare noun phrase that follows the cue, over adverbs, time words, addressee and insertions; -1 for none."""
    doc, words, at = context.doc, context.words, cue.end
    limit = min(end, cue.end + 24, len(doc))
    while at < limit:
        token = doc[at]
        if token.text == ",":
            after = past_insertion(context, at, end)
            if after == at:
                return -1
            at = after
        elif (
            token.text in {":", ";", "."}
            or is_finite(token)
            or is_infinitive(token)
            or token.lower_ in words.relative
            or (token.lower_ in words.as_ and token.pos_ != "ADV")
        ):
            return -1
        elif _opens_amount(context, at) or (at == cue.end and _is_partitive(context, at)):
            return at
        elif token.text in OPENING_MARKS and _is_adverbial_quote(context, at):
            at = _past_quote(context, at)
        elif (
            token.pos_ == "ADV"
            or _tells_time(token, context)
            or token.lower_ in words.negator
            or _closes_cue_quote(context, cue, at)
        ):
            at += 1
        elif token.lower_ in words.bare_of | words.to and any(is_infinitive(t) for t in doc[at + 1 : at + 3]):
            return -1
        elif token.lower_ in words.plural_article and token.lower_ in words.indefinite:
            return at  # « soupçonnent des bandits »: taggers take the article for a preposition
        elif (
            (token.pos_ == "ADP" and token.lower_ not in words.indefinite)
            or token.lower_ in words.bare_of
            or (token.dep_ == "case" and token.pos_ != "DET")
        ):
            at = past_phrase(at, end, context)
        else:
            return at if token.pos_ not in {"PUNCT", "CCONJ", "SCONJ"} or context.reading.opens_quotation(at) else -1
    return -1


def _opens_amount(context: Context, at: int) -> bool:
    """« plus de 60 blessés », « au moins dix morts »: the bound belongs to the noun phrase."""
    doc = context.doc
    return doc[at].lower_ in context.words.quantifier and any(
        t.pos_ == "NUM" or t.like_num for t in doc[at + 1 : at + 3]
    )


def _is_partitive(context: Context, at: int) -> bool:
    """« promettant de l'aide »: « de l' » with a noun right after the verb is an article."""
    doc, words = context.doc, context.words
    if at + 2 >= len(doc) or doc[at].lower_ not in words.bare_of or doc[at + 1].lower_ not in words.object_clitic:
        return False
    return doc[at + 2].pos_ == "NOUN"


def _is_adverbial_quote(context: Context, at: int) -> bool:
    """« a condamné « avec la dernière énergie » cette barbarie »: quoted words that only say how."""
    doc = context.doc
    return at + 1 < len(doc) and doc[at + 1].pos_ in {"ADP", "ADV"} and not context.reading.is_long_quote(at)


def _past_quote(context: Context, at: int) -> int:
    quotation = context.reading.quotation_at(at)
    while at < len(context.doc) and context.reading.quotation_at(at) == quotation >= 0:
        at += 1
    return at if quotation >= 0 else at + 1


def _tells_time(token: Token, context: Context) -> bool:
    """A time word, its article, or the day of a date: « lundi 13 mai », « la semaine dernière »."""
    if is_time_word(token, context):
        return True
    doc = token.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return token.pos_ in {"NUM", "DET"} and after is not None and is_time_word(after, context)


def _closes_cue_quote(context: Context, cue: VerbCue, at: int) -> bool:
    return context.doc[at].text in QUOTE_MARKS and 0 <= context.reading.quotation_at(
        cue.token.i
    ) == context.reading.quotation_at(at)


def find_prepositional(context: Context, cue: VerbCue, end: int, preposition: str) -> int:
    """Start of what the preposition governs after the cue, the preposition left out; -1 for none."""
    doc, words, at = context.doc, context.words, cue.end
    forms = words.of if preposition == "de" else words.to if preposition == "à" else frozenset({preposition})
    while at < min(end, cue.end + 14, len(doc)):
        token = doc[at]
        if token.lower_ in forms:
            return at + 1
        if token.text == ",":
            after = past_insertion(context, at, end)
            if after == at:
                return -1
            at = after
        elif token.pos_ == "ADP":
            at = past_phrase(at, end, context)
        elif (
            token.pos_ == "ADV"
            or is_time_word(token, context)
            or token.pos_ == "ADJ"
            or _closes_cue_quote(context, cue, at)
            or (token.lower_ == "y" and token.pos_ == "PRON")
        ):
            at += 1
        else:
            return -1
    return -1


def opens_participial_cue(context: Context, comma: int) -> bool:
    """Whether « , ajoutant … », « , tout en précisant … » or « , avant de dire … » starts at the comma."""
    doc, words, lexicon = context.doc, context.words, context.lexicon
    at = comma + 1
    while at < min(len(doc), comma + 4) and (
        doc[at].lower_ in words.participle_prefix or doc[at].lower_ in words.participle_opener
    ):
        at += 1
    if at >= len(doc):
        return False
    form = lexicon.forms.get(doc[at].lower_)
    return form is not None and (
        form.shape == "gerund" or (form.shape == "infinitive" and doc[at - 1].lower_ in words.bare_of)
    )


def opens_coordinated_cue(context: Context, at: int) -> bool:
    """Whether the coordinator at ``at`` joins another verb of saying: « … et a ajouté que », « et demandé de »."""
    doc, words, lexicon = context.doc, context.words, context.lexicon
    index = at + 1
    while index < min(len(doc), at + 6) and (
        doc[index].pos_ in {"ADV", "AUX"}
        or doc[index].lower_ in words.reflexive
        or doc[index].lower_ in words.clitic
        or doc[index].lower_ in words.participle_opener
    ):
        index += 1
    if index >= len(doc):
        return False
    form = lexicon.forms.get(doc[index].lower_)
    if form is None or form.shape == "infinitive":
        return False
    if index + 1 < len(doc) and doc[index + 1].lower_ in words.that:
        return True
    if doc[index].pos_ in {"NOUN", "PROPN"} and form.shape != "finite":
        return False
    if form.shape == "participle" and index == at + 1 and index + 1 < len(doc) and doc[index + 1].lower_ in words.by:
        return False
    return doc[index].pos_ in {"VERB", "AUX"} or index > at + 1


def content_end(context: Context, cue: VerbCue, start: int, end: int, *, stop_at_colon: bool = False) -> int:
    """Where the content that starts at ``start`` ends: the piece's end, the next cue, or the end of the cue's quotation."""
    doc, reading = context.doc, context.reading
    home = home_of(context, cue)
    conjuncts = _conjunct_starts(cue, start)
    end = _before_governing_verb(context, cue, start, end)
    depth = 0
    for at in range(start, end):
        token, inside = doc[at], reading.quotation_at(at)
        if inside != home:
            if home >= 0:
                return at  # the quotation that holds the cue ends here
            continue  # a quotation within the content is passed over whole
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0 or token.text == ";" or (at > start and at in reading.breaks):
            return at
        if at > start and (at in conjuncts or _opens_next_cue(context, at, start)):
            return at
        if token.text == ":" and (stop_at_colon or _quote_follows(context, at, end)):
            return at
    return end


def _before_governing_verb(context: Context, cue: VerbCue, start: int, end: int) -> int:
    """« À ceux qui demandent de partir, nous répondons … »: where a relative clause ends, its main clause goes on."""
    if not cue.token.dep_.startswith("acl"):
        return end
    governing, hops = cue.token.head, 0
    while governing.i < start and governing.head != governing and hops < _MOST_HOPS:
        governing, hops = governing.head, hops + 1
    if not start < governing.i < end or governing.pos_ not in {"VERB", "AUX"}:
        return end
    doc, home = context.doc, home_of(context, cue)
    commas = [
        at for at in range(start, governing.i) if doc[at].text == "," and context.reading.quotation_at(at) == home
    ]
    first = min([t.i for t in governing.lefts if t.i > start] or [governing.i])
    before = [at for at in commas if at < first] or commas
    return before[-1] if before else end


def _conjunct_starts(cue: VerbCue, start: int) -> set[int]:
    """Positions of the « et », « mais » that join another predicate to the cue's verb."""
    verbs = [t for t in cue.token.rights if t.dep_ == "conj" and t.i > start and t.pos_ in {"VERB", "AUX"}]
    return {c.i for verb in verbs for c in verb.lefts if c.dep_ == "cc"}


def _opens_next_cue(context: Context, at: int, start: int) -> bool:
    token = context.doc[at]
    if token.text == ",":
        return opens_participial_cue(context, at) or _opens_without(context, at) or _opens_other_source(context, at)
    if token.lower_ in context.words.coordinator:
        return opens_coordinated_cue(context, at)
    return token.lower_ == "en" and at > start + 1 and opens_participial_cue(context, at - 1)


def _opens_without(context: Context, comma: int) -> bool:
    """« , sans préciser … », « , sans toutefois donner … »: what the source did not say is no part of what it said."""
    doc, at = context.doc, comma + 1
    if at >= len(doc) or doc[at].lower_ not in context.words.without:
        return False
    return any(is_infinitive(token) for token in doc[at + 1 : at + 5])


def _opens_other_source(context: Context, comma: int) -> bool:
    """« Tandis que A dit que …, B explique que … »: a subject and its cue verb right after the comma start another claim."""
    doc = context.doc
    for at in range(comma + 1, min(len(doc) - 1, comma + 12)):
        token = doc[at]
        form = context.lexicon.forms.get(token.lower_)
        if form is not None and form.shape == "finite" and token.pos_ in {"VERB", "AUX"}:
            return at > comma + 1 and doc[at + 1].lower_ in context.words.that
        if token.pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "CCONJ", "ADP"}:
            return False
    return False


def _quote_follows(context: Context, colon: int, end: int) -> bool:
    return colon + 1 < end and context.doc[colon + 1].text in OPENING_MARKS and quote_length(context, colon + 1) > 3


def object_end(context: Context, cue: VerbCue, start: int, end: int) -> int:
    """Where a noun phrase content ends: at the first comma that its tree does not reach beyond, or before a venue."""
    doc, reading = context.doc, context.reading
    home, depth = home_of(context, cue), 0
    reach = _tree_reach(context, start, end)
    for at in range(start, end):
        token = doc[at]
        if reading.quotation_at(at) != home:
            continue
        depth += (token.text == "(") - (token.text == ")")
        if depth or at == start:
            continue
        if (
            token.text == ","
            and at >= reach
            and not _lists_on(context, at, end)
            and not _inserts_time(context, at, end)
            and not _inserts_part(context, start, at, end)
        ):
            return at
        if is_finite(token) and at >= reach and not _in_relative(context, start, at):
            return at
        if token.pos_ == "ADP" and at >= min(reach, start + 2) and _is_venue(context, at, end):
            return at
        if token.text == "," and at + 1 < end and _is_gerund(doc[at + 1]):
            return at
        if token.lower_ == "en" and any(_is_gerund(t) for t in doc[at + 1 : at + 3]):
            return at
        if token.lower_ in context.words.temporal_preposition and at > start + 1 and token.head.head == cue.token:
            return at
    return end


def _inserts_time(context: Context, comma: int, end: int) -> bool:
    """« avoir employé du chlore, mardi, dans … »: a time word between commas; both commas are passed over."""
    doc = context.doc
    for step in (1, -1):
        at = comma + step
        while 0 < at < end and _tells_time(doc[at], context):
            at += step
        if at != comma + step and 0 < at < end and doc[at].text == ",":
            return True
    return False


def _inserts_part(context: Context, start: int, comma: int, end: int) -> bool:
    """« contre « 36 personnes », dont le président, pour … »: a part of the whole between commas, both passed over."""
    doc = context.doc
    opening = comma if comma + 1 < end and doc[comma + 1].lower_ in context.words.whose else -1
    if opening < 0:
        opening = next(
            (at for at in range(comma - 1, max(start, comma - _LONGEST_INSERTION), -1) if doc[at].text == ","), -1
        )
        if opening < 0 or doc[opening + 1].lower_ not in context.words.whose:
            return False
    closing = next((at for at in range(opening + 1, min(end, opening + _LONGEST_INSERTION)) if doc[at].text == ","), -1)
    if closing < 0 or closing + 1 >= end or any(is_finite(t) for t in doc[opening:closing]):
        return False
    return doc[closing + 1].pos_ == "ADP" and any(t.pos_ in NOMINAL for t in doc[closing + 1 : min(end, closing + 5)])


def _lists_on(context: Context, comma: int, end: int) -> bool:
    """Whether an enumeration goes on after the comma: « 22 morts, deux blessés et quatre disparus »."""
    doc = context.doc
    if comma + 1 >= end or not (doc[comma + 1].pos_ == "NUM" or doc[comma + 1].lower_ in context.words.indefinite):
        return False
    for at in range(comma + 1, min(end, comma + 12)):
        if is_finite(doc[at]):
            return False
        if doc[at].lower_ in context.words.coordinator:
            return True
    return False


def _is_gerund(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lower_.endswith("ant") and "Part" in token.morph.get("VerbForm")


def _tree_reach(context: Context, start: int, end: int) -> int:
    """Position after the subtree of the phrase's head noun."""
    for at in range(start, min(end, start + 12)):
        token = context.doc[at]
        if token.pos_ in NOMINAL and (token.head.i < start or token.head.i >= end or token.head == token):
            return min(end, token.right_edge.i + 1)
    return start + 1


def _in_relative(context: Context, start: int, at: int) -> bool:
    return any(t.lower_ in context.words.subordinator for t in context.doc[start:at])


def _is_venue(context: Context, at: int, end: int) -> bool:
    doc, venues = context.doc, context.lexicon.venues
    after = past_phrase(at, end, context)
    return any(
        (t.lemma_.lower() in venues or t.lower_ in venues) and not is_time_word(t, context) for t in doc[at + 1 : after]
    )


def first_main_verb(context: Context, start: int, end: int) -> int:
    """Position of the first finite verb outside relative and subordinate clauses and quotations; -1 for none."""
    doc, subordinate, home = context.doc, False, context.reading.quotation_at(start)
    for at in range(start, end):
        token = doc[at]
        if context.reading.quotation_at(at) != home:
            continue
        if token.text == ",":
            subordinate = False
        elif token.lower_ in context.words.subordinator and token.pos_ != "ADP":
            subordinate = True
        elif is_finite(token):
            if not subordinate:
                return at
            subordinate = False
    return -1


def past_colon(context: Context, start: int, before: int, after: int) -> int:
    """Position after a colon that a whole sentence stands before: what is attributed follows it.

    Args:
        context: The report and the words.
        start: Where the piece starts.
        before: Start of the cue.
        after: Position after the cue, behind which the content may go on.
    """
    end = context.reading.statement_at(before).end
    doc, home = context.doc, context.reading.quotation_at(start)
    for at in range(before - 1, start, -1):
        if doc[at].text == ":" and context.reading.quotation_at(at) < 0 and home < 0:
            goes_on = first_main_verb(context, at + 1, before) >= 0 or first_main_verb(context, after, end) >= 0
            whole = first_main_verb(context, start, at) >= 0 or _is_cue(context, at - 1)
            return at + 1 if whole and goes_on else start
    return start


def _is_cue(context: Context, at: int) -> bool:
    """« Le ministre dément : … »: a finite cue verb before the colon, whatever the tagger took it for."""
    form = context.lexicon.forms.get(context.doc[at].lower_)
    return form is not None and form.shape == "finite" and context.doc[at].pos_ not in {"NOUN", "PROPN"}


def whole_phrase(noun: Token, before: int) -> tuple[int, int]:
    """The noun with determiner and modifiers, up to ``before`` at most."""
    start, end = phrase_bounds(noun)
    doc = noun.doc
    while start > 0 and (doc[start - 1].pos_ == "DET" or doc[start - 1].dep_ == "det"):
        start -= 1
    return start, min(end, before) if before > start else end
