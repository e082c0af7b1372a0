"""Small questions to a Universal Dependencies tree, asked so that a parser's usual slips do little harm."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from selon.lexicon.tree_words import load_tree_words

WORDS = load_tree_words("fr")
"""The words of the one language whose trees these questions are about; another needs its own table and questions."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
_NOUN_RELATIONS = frozenset({"nsubj", "obj", "obl", "nmod", "iobj", "appos", "amod", "ROOT"})
WHOLE_FORMS = dict(pair.split("=") for pair in WORDS.contraction)
"""Elided and contracted prepositions, each with its whole form: « du » with « de »."""
_GERUND = tuple(WORDS.gerund_ending)


class _Bases(dict[str, str]):
    """Relations without their subtypes; there are some fifty, asked for a thousand times a report."""

    def __missing__(self, relation: str) -> str:
        found = self[relation] = relation.split(":", 1)[0]
        return found


_BASES = _Bases()


def base(token: Token) -> str:
    """The relation without its subtype."""
    return _BASES[token.dep_]


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Dependents whose relation, without subtype, is one of ``deps``."""
    for child in token.children:
        if _BASES[child.dep_] in deps:
            yield child


def is_nominal(token: Token) -> bool:
    """Whether a word heads a noun phrase: a noun, a pronoun, or an adjective that stands for one (« des terroristes »)."""
    if token.pos_ in NOMINAL:
        return True
    if token.pos_ != "ADJ" or base(token) not in _NOUN_RELATIONS:
        return False
    return any(base(c) in {"det", "nummod"} for c in token.lefts)


def agrees(first: Token, second: Token) -> bool:
    """Whether gender and number of two words are the same as far as both tell them."""
    for feature in ("Gender", "Number"):
        one, other = first.morph.get(feature), second.morph.get(feature)
        if one and other and one != other:
            return False
    return True


def is_plural(noun: Token) -> bool:
    """Whether a noun is in the plural."""
    return bool(noun.morph.get("Number") == ["Plur"])


def preposition(token: Token) -> str:
    """The preposition that governs a noun, contractions undone; empty for none."""
    for child in token.lefts:
        if child.dep_ == "case" or (child.pos_ == "ADP" and base(child) in {"case", "mark"}):
            if _is_according_to(child):
                return child.lower_ + child.nbor().lower_
            if not bounds_a_number(child):
                return WHOLE_FORMS.get(child.lower_, child.lower_)
    return ""


def bounds_a_number(word: Token) -> bool:
    """« au moins », « au plus » before a number are no prepositions."""
    after = word.doc[word.i + 1] if word.i + 1 < len(word.doc) else word
    return word.lower_ in WORDS.bound_opener and after.lower_ in WORDS.number_bound


def _is_according_to(word: Token) -> bool:
    """« d'après », cut in two by the tokenizer."""
    return word.i + 1 < len(word.doc) and word.doc[word.i + 1].lower_ in WORDS.after and word.lower_ in WORDS.elided_of


def auxiliaries(verb: Token) -> list[Token]:
    """The verb's auxiliaries and copulas; a coordinated participle without any has those of its first conjunct."""
    own = [child for child in verb.lefts if _BASES[child.dep_] in {"aux", "cop"}]
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
        if token.lower_ == "," and i > 0 and verb.doc[i - 1].lemma_.lower() in WORDS.auxiliary:
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
    return token.lower_.endswith(_GERUND) and token.pos_ in {"VERB", "ADJ", "AUX", "ADP"}


def is_reflexive(verb: Token) -> bool:
    """Whether « se », « s' » or « nous » … goes with the verb."""
    return any(child.lower_ in WORDS.reflexive and child.i < verb.i for child in verb.lefts)


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject, or the noun that it modifies, is its object in meaning."""
    helpers = auxiliaries(verb)
    if is_reflexive(verb) or any(base(c) == "obj" and c.lower_ not in WORDS.reflexive for c in verb.children):
        return False
    if not helpers and (_has_partitive_object(verb) or _has_counted_object(verb)):
        return False
    words = {child.lemma_.lower() for child in helpers} | {child.lower_ for child in helpers}
    if words & WORDS.been or words & WORDS.be:
        return not words & WORDS.have or bool(words & WORDS.passive_mark) or len(helpers) > 1
    if helpers:
        return False
    return is_participle(verb) and not is_present_participle(verb)


def _has_counted_object(verb: Token) -> bool:
    """« détruit plus de dix camions »: an adverb of quantity right after the verb begins its object."""
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    quantity = after.head == verb and after.lower_ in WORDS.quantity_adverb
    return quantity and any(preposition(c) in WORDS.of for c in after.rights)


def _has_partitive_object(verb: Token) -> bool:
    """« abattu des habitants »: « des » right after a bare participle is an article, however it was tagged."""
    return any(c.left_edge.i == verb.i + 1 and c.left_edge.lower_ in WORDS.partitive for c in verb.rights)


def _without_mid(form: str) -> str:
    """« journée » for « mi-journée »."""
    return next((form.removeprefix(prefix) for prefix in WORDS.mid_prefix if form.startswith(prefix)), form)


def is_time(token: Token) -> bool:
    """Whether a noun names a time (« mardi », « quelques heures plus tôt »)."""
    if token.lemma_.lower() in WORDS.time_noun or _without_mid(token.lower_) in WORDS.time_noun:
        return True
    if not (token.like_num or token.pos_ == "NUM"):
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return (
        after.lower_ in WORDS.time_noun or not token.text.isalnum() or (len(token.text) == 4 and token.text.isdigit())
    )


def is_infinitive(verb: Token) -> bool:
    """An infinitive, simple or past (« avoir tué »)."""
    return verb.morph.get("VerbForm") == ["Inf"] or any(a.morph.get("VerbForm") == ["Inf"] for a in auxiliaries(verb))


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
        if child.i > noun.i and is_nominal(child) and preposition(child) in prepositions:
            if base(child) in {"nmod", "obl"}:
                found = True
                yield child
    if not found:
        after = next_complement(noun)
        if after is not None and preposition(after) in prepositions:
            if preposition(after) not in WORDS.by or not _is_adjacent_participle(after.head, noun):
                yield after


def next_complement(noun: Token) -> Token | None:
    """The noun of the prepositional phrase that follows ``noun`` at once (adjectives between allowed)."""
    doc, i = noun.doc, noun.i + 1
    while i < len(doc) and (doc[i].pos_ == "ADJ" or base(doc[i]) == "amod" or _is_adjacent_participle(doc[i], noun)):
        i += 1
    if i >= len(doc) or doc[i].pos_ != "ADP":
        return None
    head = doc[i].head
    if head.i > i and is_nominal(head) and head.i - i < 8 and doc[i].dep_ == "case":
        return head
    return None


def _is_adjacent_participle(token: Token, noun: Token) -> bool:
    """« une attaque délibérée contre »: a participle that qualifies the noun as an adjective does."""
    return base(token) == "acl" and token.head == noun and is_participle(token) and token.i - noun.i <= 2
