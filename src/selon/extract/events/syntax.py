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
# Longest way up the tree that one clause takes; longer ones are parse errors (tuning sets, dev parse).
_MAX_CONTROL = 4


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
            return _CONTRACTED.get(child.lower_, child.lower_)
    return ""


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's auxiliaries and copulas; a coordinated participle without any has those of its first conjunct."""
    own = [child for child in verb.lefts if base(child) in {"aux", "cop"}]
    if own or base(verb) != "conj" or not is_participle(verb):
        return own
    return auxiliaries(verb.head) if is_participle(verb.head) else own


def is_participle(token: Token) -> bool:
    """Whether a word has the shape of a past participle that the tagger saw as such or as an adjective."""
    if token.morph.get("VerbForm") == ["Part"]:
        return token.morph.get("Tense") != ["Pres"]
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
    if is_reflexive(verb):
        return False
    words = {child.lemma_.lower() for child in helpers} | {child.lower_ for child in helpers}
    if "été" in words or "être" in words or "ete" in words:
        return "avoir" not in words or "été" in words or len(helpers) > 1
    if helpers:
        return False
    return is_participle(verb) and not is_present_participle(verb)


def clause_subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, found through coordination, control, participles and relative clauses."""
    for child in verb.children:
        if base(child) == "nsubj" and child.dep_ != "nsubj:outer":
            return antecedent(child)
    if depth >= _MAX_CONTROL or verb.head == verb:
        return None
    return _governed_subject(verb, depth)


def _governed_subject(verb: Token, depth: int) -> Token | None:
    head, relation = verb.head, base(verb)
    if relation in {"acl", "amod"} and head.pos_ in NOMINAL:
        return head
    if relation == "conj" and (head.pos_ in VERBAL or is_participle(head)):
        return clause_subject(head, depth + 1)
    if relation in {"xcomp", "advcl", "ccomp", "obl", "acl"} and _is_nonfinite(verb):
        return _controller(head, verb, depth)
    if relation == "aux" or verb.dep_ == "aux:caus":
        return clause_subject(head, depth + 1)
    return None


def _is_nonfinite(verb: Token) -> bool:
    if any(child.morph.get("VerbForm") == ["Fin"] for child in auxiliaries(verb)):
        return False
    return verb.morph.get("VerbForm") in (["Inf"], ["Part"]) or is_present_participle(verb)


def _controller(head: Token, verb: Token, depth: int) -> Token | None:
    """Who does what an infinitive or participle says: the object of the verb above, else its subject."""
    if verb.morph.get("VerbForm") == ["Inf"] and any(c.lower_ in {"à", "de", "d'"} for c in verb.lefts):
        for child in children(head, "obj", "iobj"):
            if child.i < verb.i and child.pos_ in NOMINAL and child.lower_ not in {"se", "s'"}:
                return antecedent(child)
    if head.pos_ in VERBAL or is_participle(head):
        return clause_subject(head, depth + 1)
    return None


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
    return token


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
