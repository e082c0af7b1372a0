"""The grammatical words by which rules ask a tree who does what: prepositions, pronouns, words of time and number."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from selon.lexicon.table import DATA, read_table


@dataclass(frozen=True, slots=True)
class TreeWords:
    """Closed classes of words in lower case, as the tokenizer cuts them; see ``tree_words.tsv`` for each."""

    time_noun: frozenset[str]
    control_noun: frozenset[str]
    order_noun: frozenset[str]
    series_noun: frozenset[str]
    number_noun: frozenset[str]
    number_ending: frozenset[str]
    number_pronoun: frozenset[str]
    quantity_adverb: frozenset[str]
    number_bound: frozenset[str]
    clitic: frozenset[str]
    reflexive: frozenset[str]
    indirect: frozenset[str]
    no_object: frozenset[str]
    nobody: frozenset[str]
    possessive: frozenset[str]
    plural_possessive: frozenset[str]
    definite: frozenset[str]
    no_one: frozenset[str]
    others: frozenset[str]
    relative: frozenset[str]
    subject_relative: frozenset[str]
    other_relative: frozenset[str]
    object_relative: frozenset[str]
    part_relative: frozenset[str]
    of: frozenset[str]
    to: frozenset[str]
    infinitive_opener: frozenset[str]
    aim_opener: frozenset[str]
    sure_preposition: frozenset[str]
    bare_of: frozenset[str]
    direction: frozenset[str]
    age: frozenset[str]
    during: frozenset[str]
    phrase_end: frozenset[str]
    place_preposition: frozenset[str]
    contracted: frozenset[str]
    including: frozenset[str]
    instrument: frozenset[str]
    among: frozenset[str]
    ranks: frozenset[str]
    or_: frozenset[str]
    and_: frozenset[str]
    as_well: frozenset[str]
    auxiliary: frozenset[str]
    impersonal_verb: frozenset[str]
    passive_mark: frozenset[str]
    spot_noun: frozenset[str]
    sufferer_noun: frozenset[str]
    gerund_opener: frozenset[str]
    before_carried: frozenset[str]
    by: frozenset[str]
    upon: frozenset[str]
    against: frozenset[str]
    with_: frozenset[str]
    for_: frozenset[str]
    in_: frozenset[str]
    inside: frozenset[str]
    between: frozenset[str]
    since: frozenset[str]
    after: frozenset[str]
    without: frozenset[str]
    out_of: frozenset[str]
    home: frozenset[str]
    within: frozenset[str]
    dating: frozenset[str]
    beginning: frozenset[str]
    time_anchor: frozenset[str]
    noun_preposition: frozenset[str]
    aside: frozenset[str]
    dating_opener: frozenset[str]
    apart: frozenset[str]
    fought_over: frozenset[str]
    goal: frozenset[str]
    purpose: frozenset[str]
    contraction: frozenset[str]
    of_the: frozenset[str]
    elided_of: frozenset[str]
    bare_to: frozenset[str]
    bound_opener: frozenset[str]
    partitive: frozenset[str]
    singular_contracted: frozenset[str]
    any_definite: frozenset[str]
    singular_definite: frozenset[str]
    plural_definite: frozenset[str]
    demonstrative: frozenset[str]
    known_determiner: frozenset[str]
    none_determiner: frozenset[str]
    such: frozenset[str]
    whole: frozenset[str]
    that_pronoun: frozenset[str]
    full_relative: frozenset[str]
    question: frozenset[str]
    nothing: frozenset[str]
    we_you: frozenset[str]
    elided_me: frozenset[str]
    person_clitic: frozenset[str]
    personal_ending: frozenset[str]
    impersonal_ending: frozenset[str]
    negation: frozenset[str]
    negator: frozenset[str]
    none_opener: frozenset[str]
    that: frozenset[str]
    if_: frozenset[str]
    when: frozenset[str]
    but: frozenset[str]
    be: frozenset[str]
    been: frozenset[str]
    have: frozenset[str]
    can: frozenset[str]
    must: frozenset[str]
    judge_verb: frozenset[str]
    gerund_ending: frozenset[str]
    agent_ending: frozenset[str]
    conditional_ending: frozenset[str]
    imperfect_lemma_ending: frozenset[str]
    settled_stem: frozenset[str]
    count_word: frozenset[str]
    quantity_opener: frozenset[str]
    count_ending: frozenset[str]
    count_noun: frozenset[str]
    case_noun: frozenset[str]
    combat_noun: frozenset[str]
    air_stem: frozenset[str]
    air_force: frozenset[str]
    armed_stem: frozenset[str]
    long_ago: frozenset[str]
    last_adjective: frozenset[str]
    long_unit: frozenset[str]
    year_noun: frozenset[str]
    mid_prefix: frozenset[str]
    participle_ending: frozenset[str]
    feminine_participle_ending: frozenset[str]
    voice_noun: frozenset[str]


@cache
def load_tree_words(language: str) -> TreeWords:
    """The classes of a language.

    Raises:
        LexiconError: The table is missing, a class is unknown, or a class has no word.
    """
    path = DATA / language / "tree_words.tsv"
    classes = {field.name.rstrip("_") for field in fields(TreeWords)}
    words: dict[str, set[str]] = {name: set() for name in classes}
    rows = read_table(path, ("class", "words"), key=lambda row: row["class"])
    for row in rows:
        found = row.needed("words").split()
        if row["class"] == "contraction" and any(pair.count("=") != 1 for pair in found):
            raise row.wrong(f"column 'words' has {row['words']!r}; write form=preposition, pairs separated by blanks")
        words[row.choice("class", sorted(classes))].update(found)
    absent = sorted(name for name, found in words.items() if not found)
    if absent:
        raise rows[0].wrong(f"no words for {', '.join(absent)}; give each class a line")
    return TreeWords(**{field.name: frozenset(words[field.name.rstrip("_")]) for field in fields(TreeWords)})
