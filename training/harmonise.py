"""Brings the treebanks' annotation to one scheme, that of Sequoia and GSD.

The French treebanks share their labels but not every habit: PUD writes plain "obl" where the others say "obl:mod" or
"obl:arg", FQB and PUD give personal pronouns other lemmas, the spoken treebanks leave gender and number out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from training.convert import FEATURES, Sentence, Word

CLOSED = frozenset({"PRON", "DET", "ADP", "AUX", "SCONJ", "CCONJ"})
SPOKEN = frozenset({"rhapsodie", "parisstories"})
CLITIC_HYPHENS = "-–‐‑"


@dataclass
class Reference:
    """Counts taken from the treebanks whose scheme is followed (Sequoia train and GSD dev)."""

    lemmas: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    features: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    oblique: dict[tuple[str, ...], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def count(cls, sentences: Iterable[Sentence]) -> Reference:
        """Counts lemmas, features and kinds of oblique in sentences already normalised."""
        reference = cls()
        for sentence in sentences:
            for i, word in enumerate(sentence.words):
                key = (word.form.lower(), word.pos)
                reference.lemmas[key][word.lemma] += 1
                reference.features[key] |= set(word.feats)
                if word.dep.startswith("obl:"):
                    for context in oblique_contexts(sentence, i):
                        reference.oblique[context][word.dep] += 1
        return reference


def normalise_features(sentence: Sentence) -> None:
    """Keeps the features all treebanks can agree on (changes the sentence)."""
    passive = {word.head for word in sentence.words if word.dep == "aux:pass"}
    for i, word in enumerate(sentence.words):
        feats = {name: value for name, value in word.feats.items() if name in FEATURES}
        if word.pos in {"PROPN", "X", "SYM", "PUNCT", "INTJ"}:
            feats = {}
        if word.pos == "NUM":
            feats = {"NumType": "Card"}
        else:
            feats.pop("NumType", None)
        feats.pop("Voice", None)
        if word.pos == "VERB" and i in passive:
            feats["Voice"] = "Pass"
        if word.pos == "DET":
            feats.pop("Person", None)
            if "Poss" in feats:
                feats["PronType"] = "Prs"
        word.feats = feats


def oblique_contexts(sentence: Sentence, i: int) -> list[tuple[str, ...]]:
    """What decides between obl:mod, obl:arg and obl:agent, most telling first."""
    word = sentence.words[i]
    head = sentence.words[word.head]
    case = next(
        (other.lemma.lower() for other in sentence.words if sentence.words[other.head] is word and other.dep == "case"),
        "",
    )
    passive = head.feats.get("Voice", "")
    return [(case, passive, head.lemma, word.lemma), (case, passive, head.lemma), (case, passive), (case,)]


def specify_obliques(sentence: Sentence, reference: Reference) -> None:
    """Turns plain "obl" into the kind most often seen in the same context (changes the sentence)."""
    for i, word in enumerate(sentence.words):
        if word.dep != "obl":
            continue
        word.dep = "obl:mod"
        for context in oblique_contexts(sentence, i):
            if reference.oblique[context]:
                word.dep = reference.oblique[context].most_common(1)[0][0]
                break


def adopt_scheme(sentence: Sentence, reference: Reference) -> None:
    """Gives lemmas and features of the reference to a sentence of another treebank (changes the sentence)."""
    for word in sentence.words:
        key = (word.form.lower(), word.pos)
        known = reference.lemmas.get(key)
        if known and (word.pos in CLOSED or not word.lemma):
            word.lemma = known.most_common(1)[0][0]
        elif "_" in word.lemma or (word.pos in CLOSED and word.pos == "PRON" and not known):
            word.lemma = ""
        if known:
            word.feats = {k: v for k, v in word.feats.items() if k in reference.features[key]}
        if sentence.source in SPOKEN and word.pos in {"NOUN", "ADJ", "VERB", "AUX", "X", "PRON", "DET"}:
            _hide_morphology(word)
        if sentence.source in SPOKEN and not known:
            word.lemma = ""


def _hide_morphology(word: Word) -> None:
    """Marks POS and features as unknown: the spoken treebanks lack most of them."""
    word.pos = ""
    word.feats = {}
