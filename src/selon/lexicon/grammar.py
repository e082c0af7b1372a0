"""The grammatical words of a language that rules look for by their form."""

from __future__ import annotations

from dataclasses import dataclass, fields
from keyword import iskeyword

from selon.lexicon.table import DATA, read_table


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """Closed classes of words, lower case, as the tokenizer cuts them; see ``function_words.tsv``.

    Each attribute is a class of the table: the words that negate, subordinate, coordinate, stand for a speaker, …
    """

    negation: frozenset[str]
    negator: frozenset[str]
    subject_relative: frozenset[str]
    relative: frozenset[str]
    subordinator: frozenset[str]
    that: frozenset[str]
    coordinator: frozenset[str]
    sentence_opener: frozenset[str]
    reflexive: frozenset[str]
    first_person_reflexive: frozenset[str]
    clitic: frozenset[str]
    object_clitic: frozenset[str]
    impersonal: frozenset[str]
    speaker_pronoun: frozenset[str]
    first_or_second_person: frozenset[str]
    of: frozenset[str]
    bare_of: frozenset[str]
    to: frozenset[str]
    by: frozenset[str]
    question: frozenset[str]
    weekday: frozenset[str]
    day_part: frozenset[str]
    time_adjective: frozenset[str]
    participle_opener: frozenset[str]
    participle_prefix: frozenset[str]
    narrative_of: frozenset[str]
    purpose: frozenset[str]
    apposition_opener: frozenset[str]
    indefinite: frozenset[str]
    demonstrative: frozenset[str]
    same: frozenset[str]
    definite: frozenset[str]
    adverbial_pronoun: frozenset[str]
    first_person_possessive: frozenset[str]
    first_person_plural: frozenset[str]
    temporal_preposition: frozenset[str]
    as_: frozenset[str]
    without: frozenset[str]
    comparison: frozenset[str]
    mute_subject: frozenset[str]
    quantity: frozenset[str]
    future_verb: frozenset[str]
    future_ending: frozenset[str]
    afterwards: frozenset[str]
    auxiliary: frozenset[str]
    bare_article: frozenset[str]
    quantifier: frozenset[str]
    possessive: frozenset[str]
    plural_possessive: frozenset[str]
    own_words: frozenset[str]
    plural_article: frozenset[str]
    whose: frozenset[str]
    frozen_participle: frozenset[str]
    naming_noun: frozenset[str]
    source_noun: frozenset[str]
    third_person: frozenset[str]
    euphonic: frozenset[str]
    finite_auxiliary: frozenset[str]
    passive_auxiliary: frozenset[str]
    title_prefix: frozenset[str]
    hearsay_preposition: frozenset[str]
    about: frozenset[str]
    modal: frozenset[str]
    double_negation: frozenset[str]
    degree: frozenset[str]
    indefinite_pronoun: frozenset[str]
    inside: frozenset[str]
    condition: frozenset[str]
    between: frozenset[str]
    gerund_opener: frozenset[str]
    gerund_ending: frozenset[str]
    infinitive_ending: frozenset[str]
    plural_verb_ending: frozenset[str]
    third_future_ending: frozenset[str]
    agreement_ending: frozenset[str]
    have: frozenset[str]
    be: frozenset[str]
    auxiliary_lemma: frozenset[str]
    empty_subject: frozenset[str]
    bare_to: frozenset[str]
    euphonic_prefix: frozenset[str]
    plural_ending: frozenset[str]
    polite_plural: frozenset[str]
    feminine_part: frozenset[str]
    feminine_ending: frozenset[str]
    masculine_pronoun: frozenset[str]
    near_pronoun: frozenset[str]

    def unhung(self, form: str) -> str:
        """A subject pronoun without what hangs it to its verb: « elle » for « -t-elle »; any other word as it is."""
        bare = form.lstrip("-")
        for prefix in self.euphonic_prefix:
            bare = bare.removeprefix(prefix)
        return bare


def load_function_words(language: str) -> FunctionWords:
    """The closed classes of a language.

    Raises:
        LexiconError: The table is missing, a class is unknown, or a class has no word.
    """
    path = DATA / language / "function_words.tsv"
    classes = {field.name.rstrip("_") for field in fields(FunctionWords)}
    words: dict[str, set[str]] = {name: set() for name in classes}
    rows = read_table(path, ("class", "word"), key=lambda r: (r["class"], r["word"]))
    for row in rows:
        words[row.choice("class", sorted(classes))].add(row.needed("word"))
    absent = sorted(name for name, found in words.items() if not found)
    if absent:
        raise rows[0].wrong(f"no words for {', '.join(absent)}; give each class at least one line")
    return FunctionWords(
        **{(f"{name}_" if iskeyword(name) else name): frozenset(found) for name, found in words.items()}
    )
