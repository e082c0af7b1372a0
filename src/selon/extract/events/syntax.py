"""Small questions to a Universal Dependencies tree, asked so that a parser's usual slips do little harm."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
_CONTRACTED = {
    "d'": "de", "du": "de", "des": "de", "d’": "de", "au": "à", "aux": "à", "a": "à", "jusqu'": "jusque",
    "lors": "lors", "contre": "contre",
}  # fmt: skip
_CLITICS = frozenset({"le", "la", "les", "l'", "y", "en", "se", "s'", "ne", "n'", "nous", "lui", "leur", "-t"})
# Prepositions that no subject has: « des » and « de » may be articles.
_TRUE_CASES = frozenset({"d'", "d’", "du", "dans", "en", "à", "au", "aux", "sur", "par", "avec", "pour", "contre"})
# Words that make an infinitive an aim or a circumstance of the whole clause, so that its doer is the clause's subject.
_ADVERBIAL = frozenset({"afin", "pour", "avant", "sans", "après", "vue", "lieu"})
# Longest way up the tree that one clause takes; longer ones are parse errors (tuning sets, dev parse).
_MAX_CONTROL = 4
CONTROL_NOUNS = frozenset(
    "ordre intention volonté décision projet menace but objectif droit possibilité promesse capacité tentative plan "
    "idée façon moyen temps occasion cadre vue afin".split()
)
TIME_NOUNS = frozenset(
    "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain matin matinée soir soirée nuit jour journée heure "
    "minute semaine mois an année lendemain veille aube midi minuit week-end janvier février mars avril mai juin juillet "
    "août septembre octobre novembre décembre côté fois temps moment date h kilomètre km mètre".split()
)


def base(token: Token) -> str:
    """The relation without its subtype."""
    return str(token.dep_).split(":", 1)[0]


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Dependents whose relation, without subtype, is one of ``deps``."""
    for child in token.children:
        if base(child) in deps:
            yield child


def preposition(token: Token) -> str:
    """The preposition that governs a noun, contractions undone; empty for none."""
    for child in token.lefts:
        if child.dep_ == "case" or (child.pos_ == "ADP" and base(child) in {"case", "mark"}):
            if not _bounds_a_number(child):
                return _CONTRACTED.get(child.lower_, child.lower_)
    return ""


def _bounds_a_number(word: Token) -> bool:
    """« au moins », « au plus » before a number are no prepositions."""
    after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    return word.lower_ == "au" and after.lower_ in {"moins", "plus", "total"}


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's auxiliaries and copulas; a coordinated participle without any has those of its first conjunct."""
    own = [child for child in verb.lefts if base(child) in {"aux", "cop"}]
    if own or not is_participle(verb):
        return own
    if base(verb) == "conj" and is_participle(verb.head):
        return auxiliaries(verb.head)
    return _detached_auxiliaries(verb)


def _detached_auxiliaries(verb: Token) -> list[Token]:
    """An auxiliary cut off by an insertion: « l'armée aurait, de son côté, bombardé »."""
    if verb.i < 2 or verb.doc[verb.i - 1].lower_ != ",":
        return []
    for i in range(verb.i - 2, max(verb.i - 9, -1), -1):
        token = verb.doc[i]
        if token.lower_ == "," and i > 0 and verb.doc[i - 1].lemma_.lower() in {"avoir", "être"}:
            return [verb.doc[i - 1]]
        if token.pos_ == "VERB" or token.is_sent_start:
            return []
    return []


def is_participle(token: Token) -> bool:
    """Whether a word has the shape of a past participle that the tagger saw as such or as an adjective."""
    if token.morph.get("VerbForm") == ["Part"]:
        return bool(token.morph.get("Tense") != ["Pres"])
    return token.pos_ in {"ADJ", "NOUN"}


def is_present_participle(token: Token) -> bool:
    """« tuant », « faisant », with or without « en »."""
    return token.lower_.endswith("ant") and token.pos_ in {"VERB", "ADJ", "AUX", "ADP"}


def is_reflexive(verb: Token) -> bool:
    """Whether « se », « s' » or « nous » … goes with the verb."""
    return any(child.lower_ in {"se", "s'", "s’"} and child.i < verb.i for child in verb.lefts)


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject, or the noun that it modifies, is its object in meaning."""
    helpers = auxiliaries(verb)
    if is_reflexive(verb) or any(base(c) == "obj" and c.lower_ not in {"se", "s'"} for c in verb.children):
        return False
    if not helpers and _has_partitive_object(verb):
        return False
    words = {child.lemma_.lower() for child in helpers} | {child.lower_ for child in helpers}
    if "été" in words or "être" in words or "ete" in words:
        return "avoir" not in words or "été" in words or len(helpers) > 1
    if helpers:
        return False
    return is_participle(verb) and not is_present_participle(verb)


def _has_partitive_object(verb: Token) -> bool:
    """« abattu des habitants »: « des » right after a bare participle is an article, however it was tagged."""
    return any(c.left_edge.i == verb.i + 1 and c.left_edge.lower_ == "des" for c in verb.rights)


def clause_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, found through coordination, control, participles and relative clauses."""
    own = _own_subjects(verb)
    if own:
        return _whole(antecedent(min(own, key=lambda c: abs(c.i - verb.i))))
    found = None
    if depth < _MAX_CONTROL and verb.head != verb:
        found = _governed_subject(verb, depth)
    return found if found is not None or depth else noun_before(verb)


def _own_subjects(verb: Token) -> list[Token]:
    """Subjects that hang on the verb or, by a parser's slip, on its auxiliary."""
    heads = [verb, *(a for a in auxiliaries(verb) if a.head == verb)]
    return [c for h in heads for c in h.children if base(c) == "nsubj" and c.dep_ != "nsubj:outer" and not is_time(c)]


def _whole(subject: Token) -> Token:
    """The subject itself where the parser took a part of it: what « dont » or a preposition leads, or a title before a name."""
    before = leading_dont(subject)
    case = next((c for c in subject.lefts if c.dep_ == "case" and c.lower_ in _TRUE_CASES), None)
    if before is None:
        before = case if case is not None and not _bounds_a_number(case) else None
    if before is not None:
        outer = _noun_before(before)
        return outer if outer != before else subject
    return _titled(subject)


def leading_dont(noun: Token) -> Token | None:
    """The « dont » that begins a noun phrase, numerals and determiners between."""
    i = noun.i - 1
    while i > 0 and (noun.doc[i].pos_ in {"DET", "NUM", "ADJ", "ADV"} or noun.doc[i].like_num):
        i -= 1
    return noun.doc[i] if i >= 0 and noun.doc[i].lower_ == "dont" else None


def _titled(subject: Token) -> Token:
    """« Ancien militaire, Karim Aziz a … »: a bare noun that opens the sentence describes the name after the comma."""
    if subject.pos_ != "NOUN" or any(base(c) in {"det", "nummod", "case"} or c.like_num for c in subject.lefts):
        return subject
    if not subject.left_edge.is_sent_start and subject.left_edge.i and not subject.doc[subject.left_edge.i - 1].is_punct:
        return subject
    for named in subject.rights:
        if base(named) == "appos" and "," in {named.left_edge.lower_, named.doc[named.left_edge.i - 1].lower_}:
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
    if not finite or i < 0 or verb.doc[i].pos_ not in NOMINAL | {"ADJ"} or verb.doc[i + 1].is_sent_start:
        return None
    noun = verb.doc[i]
    while noun.head.i < start and noun.head != noun and base(noun) not in {"nsubj", "obj", "obl", "conj"}:
        if noun.head.pos_ not in NOMINAL:
            break
        noun = noun.head
    return None if is_time(noun) or noun.pos_ not in NOMINAL else antecedent(noun)


def _governed_subject(verb: Token, depth: int) -> Token | None:
    head, relation = verb.head, base(verb)
    if relation in {"acl", "amod"} and head.pos_ in NOMINAL and not _is_active(verb):
        return None if is_time(head) else head
    if relation in {"conj", "parataxis"} and (head.pos_ in VERBAL or is_participle(head) or is_infinitive(verb)):
        if relation == "conj" or _is_bare_participle(verb):
            return clause_subject(head, depth + 1)
    if relation == "ccomp" and head.lemma_.lower() in {"avoir", "être"}:
        return clause_subject(head, depth + 1)
    if relation in {"xcomp", "advcl", "ccomp", "obl", "acl", "nmod"} and _is_nonfinite(verb):
        return _controller(head, verb, depth)
    if relation == "aux" or verb.dep_ == "aux:caus":
        return clause_subject(head, depth + 1)
    return None


def _is_bare_participle(verb: Token) -> bool:
    """« …, capturé six hommes »: a further participle of a series, without auxiliary."""
    return is_participle(verb) and verb.pos_ == "VERB" and not auxiliaries(verb) and not is_present_participle(verb)


def _is_active(verb: Token) -> bool:
    """A past participle with an object of its own modifies no noun: « ils ont ouvert les portes, abattu des hommes »."""
    return is_participle(verb) and not is_present_participle(verb) and any(base(c) == "obj" for c in verb.rights)


def is_time(token: Token) -> bool:
    """Whether a noun names a time (« mardi », « quelques heures plus tôt »)."""
    if token.lemma_.lower() in TIME_NOUNS or token.lower_ in TIME_NOUNS:
        return True
    if not (token.like_num or token.pos_ == "NUM"):
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return after.lower_ in TIME_NOUNS or not token.text.isalnum() or (len(token.text) == 4 and token.text.isdigit())


def is_infinitive(verb: Token) -> bool:
    """An infinitive, simple or past (« avoir tué »)."""
    return verb.morph.get("VerbForm") == ["Inf"] or any(a.morph.get("VerbForm") == ["Inf"] for a in auxiliaries(verb))


def _is_nonfinite(verb: Token) -> bool:
    if any(child.morph.get("VerbForm") == ["Fin"] for child in auxiliaries(verb)):
        return False
    return is_infinitive(verb) or verb.morph.get("VerbForm") == ["Part"] or is_present_participle(verb)


def _controller(head: Token, verb: Token, depth: int) -> Token | None:
    """Who does what an infinitive or participle says: the object of the verb above, else its subject."""
    openers = {c.lower_ for c in _openers(verb)}
    if is_infinitive(verb) and openers & {"à", "de", "d'"} and not openers & _ADVERBIAL:
        for child in children(head, "obj", "iobj", "obl"):
            if child.i < verb.i and child.pos_ in NOMINAL and child.lower_ not in {"se", "s'"} and not is_time(child):
                if base(child) != "obl" or preposition(child) == "à":
                    return antecedent(child)
    if head.pos_ in NOMINAL and base(head) in {"obj", "obl"} and is_infinitive(verb):
        return clause_subject(head.head, depth + 1) if head.lemma_.lower() in CONTROL_NOUNS else head
    if head.pos_ in VERBAL or is_participle(head):
        return clause_subject(head, depth + 1)
    return None


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
        if base(verb) == "acl" and verb.head.pos_ in NOMINAL:
            return verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return _noun_before(token)


def _noun_before(pronoun: Token) -> Token:
    """The noun that a relative pronoun follows, where the tree does not tie them (« c'est le régime qui »)."""
    i = pronoun.i - 1
    while i >= 0 and pronoun.doc[i].is_punct:
        i -= 1
    if i < 0 or pronoun.doc[i].pos_ not in NOMINAL | {"ADJ"}:
        return pronoun
    noun = pronoun.doc[i]
    while base(noun) in {"nmod", "flat", "amod", "conj"} and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        noun = noun.head
    return noun if noun.pos_ in NOMINAL else pronoun


def path_up(token: Token, limit: int = 8) -> list[Token]:
    """The token and its heads up to the root, at most ``limit``."""
    path = [token]
    while path[-1].head != path[-1] and len(path) < limit:
        path.append(path[-1].head)
    return path


def complement(noun: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Nouns that complete ``noun`` after one of ``prepositions``, by the tree or, failing that, by adjacency."""
    found = False
    for child in noun.children:
        if child.i > noun.i and child.pos_ in NOMINAL and preposition(child) in prepositions:
            if base(child) in {"nmod", "obl"}:
                found = True
                yield child
    if not found:
        after = next_complement(noun)
        if after is not None and preposition(after) in prepositions:
            yield after


def next_complement(noun: Token) -> Token | None:
    """The noun of the prepositional phrase that follows ``noun`` at once (adjectives between allowed)."""
    doc, i = noun.doc, noun.i + 1
    while i < len(doc) and (doc[i].pos_ == "ADJ" or base(doc[i]) == "amod"):
        i += 1
    if i >= len(doc) or doc[i].pos_ != "ADP":
        return None
    head = doc[i].head
    if head.i > i and head.pos_ in NOMINAL and head.i - i < 8 and doc[i].dep_ == "case":
        return head
    return None
