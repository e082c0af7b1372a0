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
        words[row.choice("class", sorted(classes))].update(row.needed("words").split())
    absent = sorted(name for name, found in words.items() if not found)
    if absent:
        raise rows[0].wrong(f"no words for {', '.join(absent)}; give each class a line")
    return TreeWords(**{field.name: frozenset(words[field.name.rstrip("_")]) for field in fields(TreeWords)})
