"""Makes the lemma tables: from the treebanks, then from spacy-lookups-data, then endings learned from both.

The shipped lemmatizer is spaCy's own rule lemmatizer for French; only its tables are ours. A lemma depends on the form
(lower case) and the part of speech.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.lookups import Lookups

from training.augment import unaccent
from training.convert import Sentence

OPEN = ("noun", "verb", "adj", "adv", "aux")
TABLED = (*OPEN, "adp", "cconj", "det", "pron", "sconj")
MIN_ENDING = 20
"""An ending becomes a rule when at least this many forms of the tables share it."""
MAX_ENDING = 5
LOWER = ["", ""]
"""Last rule: the form in small letters. spaCy's lemmatizer for languages without their own needs it."""
RARE = 3
"""From so many occurrences on, the treebank's lemma overrules the dictionary's."""


def counted_lemmas(sentences: Iterable[Sentence]) -> dict[str, dict[str, Counter[str]]]:
    """Counts lemmas by part of speech (lower case) and form (lower case)."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for word in sentence.words:
            if word.lemma and word.pos:
                counts[word.pos.lower()][word.form.lower()][word.lemma] += 1
    return counts


def dictionary(name: str) -> Any:
    """One French table of spacy-lookups-data."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("spacy-lookups-data is not installed; run `uv sync --group training`")
    path = Path(spec.origin).parent / "data" / f"fr_lemma_{name}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def lemma_tables(sentences: Iterable[Sentence]) -> Lookups:
    """Makes the four tables of spaCy's French rule lemmatizer."""
    counts = counted_lemmas(sentences)
    dict_exc, dict_index = dictionary("exc"), dictionary("index")
    lookup = dictionary("lookup")
    only_verbs = set(dict_index["verb"]) - set(dict_index["adj"])
    exceptions: dict[str, dict[str, list[str]]] = {}
    for pos in TABLED:
        table = {form: list(lemmas[:1]) for form, lemmas in dict_exc.get(pos, {}).items()} if pos in OPEN else {}
        known = set(dict_index.get(pos, []))
        for form in known:
            table[form] = [form]
        for form, lemmas in lookup.items() if pos in OPEN else ():
            if lemmas[0] in known:
                table.setdefault(form.lower(), [lemmas[0]])
        for form, lemmas in counts.get(pos, {}).items():
            (lemma, count), *_ = lemmas.most_common(1)
            if form not in table or count >= RARE:
                table[form] = [lemma]
        if pos == "adj":
            table = {form: lemmas for form, lemmas in table.items() if lemmas[0] not in only_verbs}
        for lemma in sorted({lemmas[0] for lemmas in table.values()} if pos in OPEN else ()):
            table.setdefault(lemma.lower(), [lemma])
        for form in counts.get(pos, {}):
            table.setdefault(unaccent(form), table.get(form, [form]))
        exceptions[pos] = table
    exceptions["num"] = {form: [lemmas.most_common(1)[0][0]] for form, lemmas in counts.get("num", {}).items()}
    rules = {pos: ending_rules(exceptions[pos]) for pos in ("noun", "verb", "adj")}
    exceptions = {pos: prune(table, rules.get(pos, [])) for pos, table in exceptions.items()}
    rules = {pos: [*rules.get(pos, []), LOWER] for pos in exceptions}
    lookups = Lookups()
    lookups.add_table("lemma_exc", exceptions)
    lookups.add_table("lemma_index", {})
    lookups.add_table("lemma_rules", rules)
    lookups.add_table("lemma_lookup", _number_words(counts))
    return lookups


def _number_words(counts: dict[str, dict[str, Counter[str]]]) -> dict[str, list[str]]:
    """Lemmas of capitalised number words ("Quinze"); other parts of speech that spaCy only looks up keep their form."""
    words = [(form, lemmas.most_common(1)[0][0]) for form, lemmas in counts.get("num", {}).items() if form.isalpha()]
    return {form.title(): [lemma] for form, lemma in words} | {form: [lemma] for form, lemma in words if form != lemma}


def ending_rules(table: dict[str, list[str]]) -> list[list[str]]:
    """Endings and what replaces them, longest first, learned from a table; applied to words not in it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemmas in table.items():
        lemma = lemmas[0]
        for length in range(1, MAX_ENDING + 1):
            stem = form[:-length]
            if len(form) > length and lemma.startswith(stem):
                seen[form[-length:]][lemma[len(stem) :]] += 1
            elif len(form) > length:
                seen[form[-length:]]["\0"] += 1
    rules = []
    for ending in sorted(seen, key=lambda e: (-len(e), e)):
        (new, count), *_ = seen[ending].most_common(1)
        if new != "\0" and count >= MIN_ENDING:
            rules.append([ending, new])
    return [rule for rule in rules if not _implied(rule, rules)]


def _implied(rule: list[str], rules: list[list[str]]) -> bool:
    """Whether the next shorter ending already says the same."""
    ending, new = rule
    shorter = [other for other in rules if other[0] != ending and ending.endswith(other[0])]
    if not shorter:
        return False
    best = max(shorter, key=lambda other: len(other[0]))
    return ending[: len(ending) - len(best[0])] + best[1] == new


def prune(table: dict[str, list[str]], rules: list[list[str]]) -> dict[str, list[str]]:
    """Leaves out the rows that the rules give anyway."""
    by_ending = {rule[0]: rule[1] for rule in rules}
    kept = {}
    for form, lemmas in table.items():
        guess = form
        for length in range(min(MAX_ENDING, len(form) - 1), 0, -1):
            if form[-length:] in by_ending:
                guess = form[:-length] + by_ending[form[-length:]]
                break
        if guess != lemmas[0] or not form.isalpha():
            kept[form] = lemmas
    return kept
