"""Who does what a verb says: subjects through coordination, control, participles and relative clauses."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.extract.events.antecedents import antecedent, chain_before, phrase_before, same_number
from selon.extract.events.participles import (
    adjacent_noun,
    after_comma,
    has_other_subject,
    is_active,
    is_bare_participle,
    is_finite,
    is_nonfinite,
    modified,
)
from selon.extract.events.syntax import (
    NOMINAL,
    VERBAL,
    WORDS,
    agrees,
    auxiliaries,
    base,
    children,
    is_infinitive,
    is_nominal,
    is_participle,
    is_passive,
    is_present_participle,
    is_time,
    path_up,
    preposition,
)
from selon.extract.events.wholes import whole

# Longest way up the tree that one clause takes; longer ones are parse errors (tuning sets, dev parse).
_MAX_CONTROL = 4
# Tokens between two partners of a subject (« le chef de l'armée et le ministre »).
_PAIR = 6
# Tokens of an insertion between subject and verb (tuning sets).
_INSERTION = 25


def clause_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, found through coordination, control, participles and relative clauses."""
    own = _own_subjects(verb)
    if own:
        nearest = _chosen(own, verb)
        meant = antecedent(nearest)
        return meant if meant != nearest else whole(nearest, verb)
    governed = _governed_subject(verb, depth) if depth < _MAX_CONTROL else None
    if governed is not None or depth:
        return governed
    return noun_before(verb) or _interrupted_subject(verb)


def _chosen(subjects: list[Token], verb: Token) -> Token:
    """The nearest of several subjects, no pronoun that only stresses another (« le maire, lui, affirme »)."""
    doc = verb.doc
    stressed = [c for c in subjects if c.pos_ == "PRON" and c.i and {doc[c.i - 1].lower_, doc[c.i + 1].lower_} == {","}]
    found = min([c for c in subjects if c not in stressed] or subjects, key=lambda c: abs(c.i - verb.i))
    if found.i > verb.i and found.pos_ == "NOUN":
        return noun_before(verb) or found
    return found


def _interrupted_subject(verb: Token) -> Token | None:
    """« vingt ouvriers, des jeunes surtout, ont été enlevés »: the noun before an insertion that ends at the verb."""
    doc = verb.doc
    finite = next((t for t in sorted((verb, *auxiliaries(verb)), key=lambda t: t.i) if is_finite(t)), None)
    if finite is None:
        return None
    i = finite.i - 1
    while i > 0 and doc[i].is_punct and doc[i].lower_ != ",":
        i -= 1
    if i < 1 or doc[i].lower_ != ",":
        return None
    for j in range(i - 1, max(i - _INSERTION, 0), -1):
        if doc[j].lower_ == ",":
            noun = phrase_before(doc[j])
            return noun if noun.pos_ in {"NOUN", "PROPN"} and not is_time(noun) and same_number(noun, finite) else None
        if doc[j].is_sent_start:
            break
    return None


def _own_subjects(verb: Token) -> list[Token]:
    """Subjects that hang on the verb or, by a parser's slip, on its auxiliary."""
    heads = [verb, *(a for a in auxiliaries(verb) if a.head == verb)]
    return [c for h in heads for c in h.children if base(c) == "nsubj" and c.dep_ != "nsubj:outer" and not is_time(c)]


def noun_before(verb: Token) -> Token | None:
    """The noun phrase that ends right before a finite verb or its auxiliary, where the tree gives no subject."""
    helpers = [a for a in auxiliaries(verb) if a.i < verb.i]
    start = min((a.i for a in helpers), default=verb.i)
    finite = verb.doc[start].morph.get("VerbForm") == ["Fin"]
    i = start - 1
    while i >= 0 and (verb.doc[i].pos_ == "ADV" or verb.doc[i].lower_ in WORDS.clitic):
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
    if base(noun) in {"obj", "obl"}:
        noun = _outside_clause(noun)
    return None if is_time(noun) or noun.pos_ not in NOMINAL else antecedent(noun)


def _outside_clause(noun: Token) -> Token:
    """« les hommes qui veulent détruire la ville doivent »: the noun that the clause is about which ends before the verb."""
    for step in path_up(noun)[1:]:
        if base(step) == "acl" and step.i < noun.i and is_nominal(step.head):
            return step.head
        if base(step) not in {"xcomp", "advcl", "obl", "nmod"}:
            break
    return noun


def _parted(outer: Token, inner: Token) -> bool:
    """Whether a comma, and no preposition after it, parts a noun from the one that the parser made its head."""
    return not preposition(inner) and any(t.lower_ == "," for t in outer.doc[outer.i : inner.i])


def _governed_subject(verb: Token, depth: int) -> Token | None:
    head, relation = verb.head, base(verb)
    if head == verb:
        return _after_fronted(verb, depth)
    detached = _detached_doer(verb, depth)
    if detached is not None:
        return detached
    if head.pos_ == "ADV" and is_infinitive(verb):
        head = head.head
    attributive = relation in {"acl", "amod"} and is_nominal(head) and not is_infinitive(verb)
    if attributive and not is_active(verb) and not has_other_subject(verb):
        noun = modified(head, verb)
        return None if is_time(noun) else noun
    adjacent = adjacent_noun(verb)
    if adjacent is not None:
        return adjacent
    if relation in {"conj", "parataxis"} and (head.pos_ in VERBAL or is_participle(head) or is_infinitive(verb)):
        if relation == "conj" or is_bare_participle(verb):
            return _shared_subject(verb, head, depth)
    if relation in {"advcl", "parataxis"} and head.pos_ in VERBAL and not is_nonfinite(verb) and after_comma(verb):
        return _shared_subject(verb, head, depth)
    if relation == "ccomp" and head.lemma_.lower() in WORDS.auxiliary:
        return clause_subject(head, depth + 1)
    if relation == "xcomp" and verb.pos_ in {"ADJ", "NOUN"}:
        return clause_subject(head, depth + 1)
    fronted = _after_fronted(verb, depth)
    if fronted is not None:
        return fronted
    if relation in {"xcomp", "advcl", "ccomp", "obl", "acl", "nmod"} and is_nonfinite(verb):
        return _controller(head, verb, depth)
    if relation == "aux" or verb.dep_ == "aux:caus":
        return clause_subject(head, depth + 1)
    return None


def _after_fronted(verb: Token, depth: int) -> Token | None:
    """« Blessé mardi, il a quitté »: a participle that opens the sentence is about the subject of the main verb."""
    if not is_participle(verb) or not verb.left_edge.is_sent_start or auxiliaries(verb) or is_present_participle(verb):
        return None
    for main in verb.rights:
        if base(main) in {"parataxis", "ccomp"} and any(base(c) == "nsubj" for c in main.lefts):
            return clause_subject(main, depth + 1)
    return None


def _shared_subject(verb: Token, head: Token, depth: int) -> Token | None:
    """The subject of the verb before, or of the one before that where their numbers tell that the first is another's."""
    found = clause_subject(head, depth + 1)
    finite = next((a for a in (*auxiliaries(verb), verb) if a.morph.get("VerbForm") == ["Fin"]), None)
    if found is None or finite is None or finite.head not in {verb, verb.head} or same_number(found, finite):
        return found
    above = head.head
    while above.pos_ in NOMINAL and above.head != above:
        above = above.head
    other = clause_subject(above, depth + 1) if above.pos_ in VERBAL and depth + 1 < _MAX_CONTROL else None
    return other if other is not None and same_number(other, finite) else found


def _detached_doer(verb: Token, depth: int) -> Token | None:
    """Whom a participle after a comma is about: the noun before it for « condamnés », the clause's subject for « visant »."""
    having = next((a for a in auxiliaries(verb) if is_present_participle(a)), None)
    if having is not None and having.i > 1 and verb.doc[having.i - 1].lower_ == "," and base(verb) in {"acl", "advcl"}:
        return _object_before(verb, having)
    first = verb.left_edge if verb.left_edge.i < verb.i else verb
    at = next((t.i for t in (verb.doc[max(verb.i - 1, 0)], first) if t.lower_ == ","), -1)
    if at < 1 or verb.doc[at].is_sent_start or auxiliaries(verb) or base(verb) not in {"acl", "advcl"}:
        return None
    if is_present_participle(verb):
        above = next((t for t in path_up(verb.head) if t.pos_ in VERBAL or base(t) == "ROOT"), None)
        return None if above is None or above == verb.head or above == verb else clause_subject(above, depth + 1)
    if not is_bare_participle(verb) or is_active(verb):
        return None
    top = phrase_before(verb.doc[at])
    chain = chain_before(verb.doc[at], top)
    sure = (t for t in chain if t.morph.get("Gender") and t.morph.get("Number") and agrees(t, verb))
    noun = next(sure, top)
    return noun if noun != verb.doc[at] and agrees(noun, verb) and not is_time(noun) else None


def _object_before(verb: Token, having: Token) -> Token | None:
    """« a dénoncé des tirs d'obus, ayant visé un camp »: a perfect participle behind an object is about the object."""
    above = verb.head
    if above.pos_ not in VERBAL or is_passive(above):
        return None
    last = verb.doc[having.i - 2]
    return next((c for c in children(above, "obj") if c in path_up(last) and c.i > above.i), None)


def _controller(head: Token, verb: Token, depth: int) -> Token | None:
    """Who does what an infinitive or participle says: the object of the verb above, else its subject."""
    openers = {c.lower_ for c in _openers(verb)}
    if head.lemma_.lower() in WORDS.order_noun:
        ordered = [
            c for h in (head, head.head) for c in children(h, "nmod", "obl", "iobj") if preposition(c) in WORDS.to
        ]
        if ordered:
            return ordered[0]
    if is_infinitive(verb) and openers & WORDS.infinitive_opener and not openers & WORDS.aim_opener:
        for child in children(head, "obj", "iobj", "obl"):
            if (
                child.i < verb.i
                and child.pos_ in NOMINAL
                and child.lower_ not in WORDS.reflexive
                and not is_time(child)
            ):
                if base(child) != "obl" or preposition(child) in WORDS.to:
                    return antecedent(child)
    if head.pos_ in NOMINAL and is_infinitive(verb):
        if head.lemma_.lower() not in WORDS.control_noun:
            return head
        return clause_subject(head.head, depth + 1) if base(head) in {"obj", "obl"} else None
    if is_present_participle(verb):
        head = _verb_in_reach(verb, head)
    if head.pos_ in VERBAL or is_participle(head):
        return clause_subject(head, depth + 1)
    return None


def _verb_in_reach(gerund: Token, head: Token) -> Token:
    """« dit les rebelles coupables d'avoir violé l'accord en attaquant »: a gerund goes with the last infinitive before it."""
    if not gerund.i or gerund.doc[gerund.left_edge.i].lower_ not in WORDS.gerund_opener:
        return head
    start = gerund.left_edge.i
    between = [t for t in gerund.doc[head.i + 1 : start] if t.head == head and is_infinitive(t)]
    if not between and gerund.doc[start - 1].pos_ == "VERB" and is_bare_participle(gerund.doc[start - 1]):
        return gerund.doc[start - 1]
    return between[-1] if between and not any(t.is_punct for t in gerund.doc[between[-1].i : gerund.i]) else head


def _openers(verb: Token) -> Iterator[Token]:
    yield from verb.lefts
    for helper in auxiliaries(verb):
        yield from helper.lefts
    first = verb.left_edge
    yield from verb.doc[max(first.i - 2, 0) : first.i]
