"""Who does what a verb says: subjects through coordination, control, participles and relative clauses."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    agrees,
    auxiliaries,
    base,
    bounds_a_number,
    children,
    is_infinitive,
    is_nominal,
    is_participle,
    is_present_participle,
    is_time,
    path_up,
    preposition,
)

_CLITICS = frozenset({"le", "la", "les", "l'", "y", "en", "se", "s'", "ne", "n'", "nous", "lui", "leur", "-t"})
# Prepositions that no subject has: « des » and « de » may be articles.
_TRUE_CASES = frozenset({"d'", "d’", "du", "dans", "en", "à", "au", "aux", "sur", "par", "avec", "pour", "contre"})
_DASHES = frozenset({"–", "—", "-", "|"})
# Words that make an infinitive an aim or a circumstance of the whole clause, so that its doer is the clause's subject.
_ADVERBIAL = frozenset({"afin", "pour", "avant", "sans", "après", "vue", "lieu"})
# Longest way up the tree that one clause takes; longer ones are parse errors (tuning sets, dev parse).
_MAX_CONTROL = 4
# Tokens between two partners of a subject (« le chef de l'armée et le ministre »).
_PAIR = 6
# Tokens of an insertion between subject and verb (tuning sets).
_INSERTION = 15
CONTROL_NOUNS = frozenset(
    "ordre intention volonté décision projet menace but objectif droit possibilité promesse capacité tentative plan "
    "idée façon moyen temps occasion cadre vue afin".split()
)


def clause_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, found through coordination, control, participles and relative clauses."""
    own = _own_subjects(verb)
    if own:
        nearest = _chosen(own, verb)
        leading = antecedent(nearest)
        return leading if leading != nearest else _whole(nearest, verb)
    found: Token | None = None
    if depth < _MAX_CONTROL and verb.head != verb:
        found = _governed_subject(verb, depth)
    if found is not None or depth:
        return found
    return noun_before(verb) or _interrupted_subject(verb)


def _chosen(subjects: list[Token], verb: Token) -> Token:
    """The nearest of several subjects, no pronoun that only stresses another (« la police, elle, assure »)."""
    doc = verb.doc
    stressed = [c for c in subjects if c.pos_ == "PRON" and c.i and {doc[c.i - 1].lower_, doc[c.i + 1].lower_} == {","}]
    found = min([c for c in subjects if c not in stressed] or subjects, key=lambda c: abs(c.i - verb.i))
    if found.i > verb.i and found.pos_ == "NOUN":
        return noun_before(verb) or found
    return found


def _interrupted_subject(verb: Token) -> Token | None:
    """« 85 personnes, des lycéennes surtout, ont été tuées »: the noun before an insertion that ends at the verb."""
    doc = verb.doc
    finite = next((t for t in sorted((verb, *auxiliaries(verb)), key=lambda t: t.i) if _is_finite(t)), None)
    if finite is None:
        return None
    i = finite.i - 1
    while i > 0 and doc[i].is_quote:
        i -= 1
    if i < 1 or doc[i].lower_ != ",":
        return None
    for j in range(i - 1, max(i - _INSERTION, 0), -1):
        if doc[j].lower_ == ",":
            noun = _noun_before(doc[j])
            return noun if noun.pos_ in {"NOUN", "PROPN"} and not is_time(noun) and _same_number(noun, finite) else None
        if doc[j].is_sent_start:
            break
    return None


def _is_finite(token: Token) -> bool:
    return bool(token.morph.get("VerbForm") == ["Fin"])


def _own_subjects(verb: Token) -> list[Token]:
    """Subjects that hang on the verb or, by a parser's slip, on its auxiliary."""
    heads = [verb, *(a for a in auxiliaries(verb) if a.head == verb)]
    return [c for h in heads for c in h.children if base(c) == "nsubj" and c.dep_ != "nsubj:outer" and not is_time(c)]


def _whole(subject: Token, verb: Token) -> Token:
    """The subject itself where the parser took a part of it: what « dont » or a preposition leads, or a title before a name."""
    finite = any(a.morph.get("VerbForm") == ["Fin"] for a in (verb, *auxiliaries(verb)))
    before = leading_dont(subject) if finite and any(c.pos_ == "NUM" or c.like_num for c in _before(subject)) else None
    case = next((c for c in subject.lefts if c.dep_ == "case" and c.lower_ in _TRUE_CASES), None)
    if before is None:
        before = case if case is not None and not bounds_a_number(case) else None
    if before is not None:
        outer = _noun_before(before)
        return outer if outer != before else subject
    return _titled(subject)


def _before(noun: Token) -> Iterator[Token]:
    """The two words before a noun."""
    yield from noun.doc[max(noun.i - 2, 0) : noun.i]


def leading_dont(noun: Token) -> Token | None:
    """The « dont » that begins a noun phrase, numerals and determiners between."""
    i = noun.i - 1
    while i > 0 and (noun.doc[i].pos_ in {"DET", "NUM", "ADJ", "ADV"} or noun.doc[i].like_num):
        i -= 1
    return noun.doc[i] if i >= 0 and noun.doc[i].lower_ == "dont" else None


def _titled(subject: Token) -> Token:
    """« Ancien militaire, Karim Aziz a … »: a bare noun that opens the sentence describes the name after the comma."""
    if subject.pos_ == "PRON" or any(base(c) in {"det", "nummod", "case"} or c.like_num for c in subject.lefts):
        return subject
    if (
        not subject.left_edge.is_sent_start
        and subject.left_edge.i
        and not subject.doc[subject.left_edge.i - 1].is_punct
    ):
        return subject
    for named in subject.rights:
        marks = {named.left_edge.lower_, named.doc[named.left_edge.i - 1].lower_}
        if base(named) == "appos" and (marks & _DASHES or (subject.pos_ == "NOUN" and "," in marks)):
            if named.pos_ == "PROPN" or any(base(c) == "det" for c in named.lefts):
                return named
    return subject


def noun_before(verb: Token) -> Token | None:
    """The noun phrase that ends right before a finite verb or its auxiliary, where the tree gives no subject."""
    helpers = [a for a in auxiliaries(verb) if a.i < verb.i]
    start = min((a.i for a in helpers), default=verb.i)
    finite = verb.doc[start].morph.get("VerbForm") == ["Fin"]
    i = start - 1
    while i >= 0 and (verb.doc[i].pos_ == "ADV" or verb.doc[i].lower_ in _CLITICS):
        i -= 1
    if i > 2 and verb.doc[i].lower_ == ")":
        i = next((j - 1 for j in range(i, max(i - _PAIR, 0), -1) if verb.doc[j].lower_ == "("), i)
    if not finite or i < 0 or verb.doc[i].pos_ not in NOMINAL | {"ADJ"} or verb.doc[i + 1].is_sent_start:
        return None
    noun = verb.doc[i]
    if noun.morph.get("PronType") == ["Rel"]:
        return None
    while noun.head.i < start and noun.head != noun and base(noun) not in {"nsubj", "obj", "obl", "conj"}:
        if noun.head.pos_ not in NOMINAL or _parted(noun.head, noun):
            break
        noun = noun.head
    while base(noun) == "conj" and noun.head.pos_ in NOMINAL and noun.i - noun.head.i <= _PAIR:
        noun = noun.head
    return None if is_time(noun) or noun.pos_ not in NOMINAL else antecedent(noun)


def _parted(outer: Token, inner: Token) -> bool:
    """Whether a comma, and no preposition after it, parts a noun from the one that the parser made its head."""
    return not preposition(inner) and any(t.lower_ == "," for t in outer.doc[outer.i : inner.i])


def _governed_subject(verb: Token, depth: int) -> Token | None:
    head, relation = verb.head, base(verb)
    detached = _detached_doer(verb, depth)
    if detached is not None:
        return detached
    if relation in {"acl", "amod"} and is_nominal(head) and not _is_active(verb):
        return None if is_time(head) else head
    adjacent = _adjacent_noun(verb)
    if adjacent is not None:
        return adjacent
    if relation in {"conj", "parataxis"} and (head.pos_ in VERBAL or is_participle(head) or is_infinitive(verb)):
        if relation == "conj" or _is_bare_participle(verb):
            return _shared_subject(verb, head, depth)
    if relation in {"advcl", "parataxis"} and head.pos_ in VERBAL and not _is_nonfinite(verb) and _after_comma(verb):
        return _shared_subject(verb, head, depth)
    if relation == "ccomp" and head.lemma_.lower() in {"avoir", "être"}:
        return clause_subject(head, depth + 1)
    if relation == "xcomp" and verb.pos_ == "ADJ":
        return clause_subject(head, depth + 1)
    if relation in {"xcomp", "advcl", "ccomp", "obl", "acl", "nmod"} and _is_nonfinite(verb):
        return _controller(head, verb, depth)
    if relation == "aux" or verb.dep_ == "aux:caus":
        return clause_subject(head, depth + 1)
    return None


def _shared_subject(verb: Token, head: Token, depth: int) -> Token | None:
    """The subject of the verb before, or of the one before that where their numbers tell that the first is another's."""
    found = clause_subject(head, depth + 1)
    finite = next((a for a in (*auxiliaries(verb), verb) if a.morph.get("VerbForm") == ["Fin"]), None)
    if found is None or finite is None or finite.head not in {verb, verb.head} or _same_number(found, finite):
        return found
    above = head.head
    while above.pos_ in NOMINAL and above.head != above:
        above = above.head
    other = clause_subject(above, depth + 1) if above.pos_ in VERBAL and depth + 1 < _MAX_CONTROL else None
    return other if other is not None and _same_number(other, finite) else found


def _after_comma(verb: Token) -> bool:
    """Whether the clause begins with the verb itself right after a comma: « …, a succombé »."""
    start = min((a.i for a in auxiliaries(verb)), default=verb.i)
    return start > 0 and verb.doc[start - 1].lower_ == ","


def _adjacent_noun(verb: Token) -> Token | None:
    """« un soldat a été tué et trois civils blessés »: the noun right before a bare participle that says what befell it."""
    if not _is_bare_participle(verb) or base(verb) not in {"advcl", "conj", "dep", "parataxis", "ccomp"}:
        return None
    i = verb.i - 1
    while i > 0 and verb.doc[i].pos_ in {"ADJ", "ADV"}:
        i -= 1
    noun = verb.doc[i]
    if noun.pos_ != "NOUN" or is_time(noun) or not agrees(noun, verb) or any(base(c) == "obj" for c in verb.rights):
        return None
    return noun if any(base(c) in {"nummod", "det"} for c in noun.lefts) and noun.head.i < verb.i else None


def _detached_doer(verb: Token, depth: int) -> Token | None:
    """Whom a participle after a comma is about: the noun before it for « condamnés », the clause's subject for « visant »."""
    first = verb.left_edge if verb.left_edge.i < verb.i else verb
    at = next((t.i for t in (verb.doc[max(verb.i - 1, 0)], first) if t.lower_ == ","), -1)
    if at < 1 or verb.doc[at].is_sent_start or auxiliaries(verb) or base(verb) not in {"acl", "advcl"}:
        return None
    if is_present_participle(verb):
        above = next((t for t in path_up(verb.head) if t.pos_ in VERBAL or base(t) == "ROOT"), None)
        return None if above is None or above == verb.head or above == verb else clause_subject(above, depth + 1)
    if not _is_bare_participle(verb) or _is_active(verb):
        return None
    top = _noun_before(verb.doc[at])
    chain = _chain_before(verb.doc[at], top)
    sure = (t for t in chain if t.morph.get("Gender") and t.morph.get("Number") and agrees(t, verb))
    noun = next(sure, top)
    return noun if noun != verb.doc[at] and agrees(noun, verb) and not is_time(noun) else None


def _chain_before(mark: Token, top: Token) -> list[Token]:
    """The nouns that the phrase before a mark may be about, the nearest first."""
    last = mark.doc[mark.i - 1]
    return [t for t in path_up(last) if top.i <= t.i < mark.i and t.pos_ in NOMINAL] if top != mark else []


def _is_bare_participle(verb: Token) -> bool:
    """« …, capturé six hommes »: a further participle of a series, without auxiliary."""
    return is_participle(verb) and verb.pos_ == "VERB" and not auxiliaries(verb) and not is_present_participle(verb)


def _is_active(verb: Token) -> bool:
    """A past participle with an object of its own modifies no noun: « ils ont ouvert les portes, abattu des hommes »."""
    return is_participle(verb) and not is_present_participle(verb) and any(base(c) == "obj" for c in verb.rights)


def _is_nonfinite(verb: Token) -> bool:
    if any(child.morph.get("VerbForm") == ["Fin"] for child in auxiliaries(verb)):
        return False
    return is_infinitive(verb) or verb.morph.get("VerbForm") == ["Part"] or is_present_participle(verb)


def _controller(head: Token, verb: Token, depth: int) -> Token | None:
    """Who does what an infinitive or participle says: the object of the verb above, else its subject."""
    openers = {c.lower_ for c in _openers(verb)}
    if head.lemma_.lower() == "ordre":
        ordered = [c for h in (head, head.head) for c in children(h, "nmod", "obl", "iobj") if preposition(c) == "à"]
        if ordered:
            return ordered[0]
    if is_infinitive(verb) and openers & {"à", "de", "d'"} and not openers & _ADVERBIAL:
        for child in children(head, "obj", "iobj", "obl"):
            if child.i < verb.i and child.pos_ in NOMINAL and child.lower_ not in {"se", "s'"} and not is_time(child):
                if base(child) != "obl" or preposition(child) == "à":
                    return antecedent(child)
    if head.pos_ in NOMINAL and base(head) in {"obj", "obl"} and is_infinitive(verb):
        return clause_subject(head.head, depth + 1) if head.lemma_.lower() in CONTROL_NOUNS else head
    if is_present_participle(verb):
        head = _verb_in_reach(verb, head)
    if head.pos_ in VERBAL or is_participle(head):
        return clause_subject(head, depth + 1)
    return None


def _verb_in_reach(gerund: Token, head: Token) -> Token:
    """« accuse l'armée d'avoir rompu la trêve en bombardant »: a gerund goes with the last infinitive before it."""
    if not gerund.i or gerund.doc[gerund.left_edge.i].lower_ != "en":
        return head
    between = [t for t in gerund.doc[head.i + 1 : gerund.left_edge.i] if t.head == head and is_infinitive(t)]
    return between[-1] if between and not any(t.is_punct for t in gerund.doc[between[-1].i : gerund.i]) else head


def _openers(verb: Token) -> Iterator[Token]:
    yield from verb.lefts
    for helper in auxiliaries(verb):
        yield from helper.lefts
    first = verb.left_edge
    yield from verb.doc[max(first.i - 2, 0) : first.i]


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for, else the token itself."""
    if token.pos_ != "PRON" or token.lower_ not in {"qui", "que", "qu'", "lequel", "laquelle", "lesquels", "dont"}:
        return token
    verb = token.head
    for _ in range(_MAX_CONTROL):
        if base(verb) == "acl" and is_nominal(verb.head):
            return _agreeing(verb.head, verb) if token.lower_ == "qui" else verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return _noun_before(token)


def _agreeing(noun: Token, verb: Token) -> Token:
    """The noun, or the one above it where the verb's number shows that the relative clause is hung too low."""
    finite = next((t for t in (*auxiliaries(verb), verb) if t.morph.get("Number") and t.pos_ in VERBAL), verb)
    found = noun
    for _ in range(_MAX_CONTROL):
        if _same_number(found, finite):
            return found
        if base(found) not in {"nmod", "appos", "flat"} or not is_nominal(found.head):
            return noun.head if _is_set_off(noun) else noun
        found = found.head
    return noun


def _is_set_off(noun: Token) -> bool:
    """« le Front, d'Al-Qaïda, qui ont »: a complement between commas, which the relative clause passes over."""
    edge = noun.left_edge
    return base(noun) == "nmod" and "," in {edge.lower_, noun.doc[max(edge.i - 1, 0)].lower_} and is_nominal(noun.head)


def _same_number(noun: Token, verb: Token) -> bool:
    number, wanted = noun.morph.get("Number"), verb.morph.get("Number")
    if noun.pos_ == "PROPN" and not number:
        number = ["Sing"]
    if any(base(c) == "conj" for c in noun.rights):
        return True
    return not number or not wanted or number == wanted


def _noun_before(pronoun: Token) -> Token:
    """The noun that a relative pronoun follows, where the tree does not tie them (« c'est le régime qui »)."""
    i = pronoun.i - 1
    while i >= 0 and (pronoun.doc[i].is_punct or (pronoun.pos_ == "PRON" and pronoun.doc[i].pos_ == "ADP")):
        i -= 1
    if i < 0 or pronoun.doc[i].pos_ not in NOMINAL | {"ADJ"}:
        return pronoun
    noun = pronoun.doc[i]
    while _is_part(noun) and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        noun = noun.head
    return noun if noun.pos_ in NOMINAL else pronoun


def _is_part(noun: Token) -> bool:
    """Whether a noun belongs to the phrase of its head: a complement, a partner, a name that follows without a comma."""
    if base(noun) == "appos":
        return not any(t.is_punct for t in noun.doc[noun.head.i : noun.i])
    return base(noun) in {"nmod", "flat", "amod", "conj"}
