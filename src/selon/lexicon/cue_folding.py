"""The words of attribution without accents, to read reports that were typed without them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace

from selon.lexicon.cues import CueForm, CueLexicon


def fold_accents(text: str) -> str:
    """The text without accents and cedillas: « déclaré » → « declare »."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace("œ", "oe")


def folded(lexicon: CueLexicon) -> CueLexicon:
    """The same words without accents, to read a report that was typed without them."""

    def fold(value: object) -> object:
        if isinstance(value, str):
            return fold_accents(value)
        if isinstance(value, frozenset):
            return frozenset(fold(item) for item in value)
        if isinstance(value, tuple):
            return tuple(fold(item) for item in value)
        if isinstance(value, Mapping):
            return {fold(key): fold(item) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            kept = {"stance", "holder", "shape", "where", "frames", "any_subject", "mute_subject", "reflexive", "alone"}
            changed = {f.name: fold(getattr(value, f.name)) for f in fields(value) if f.name not in kept}
            return replace(value, **changed)
        return value

    changed = {
        f.name: fold(getattr(lexicon, f.name))
        for f in fields(lexicon)
        if f.name not in {"holders", "adjectives", "verdicts", "stance_hints", "forms"}
    }
    changed["forms"] = _folded_forms(lexicon.forms)
    return replace(
        lexicon,
        **changed,  # type: ignore[arg-type]  # each field keeps its own shape
        holders={fold_accents(noun): kind for noun, kind in lexicon.holders.items()},
        adjectives={fold_accents(word): stance for word, stance in lexicon.adjectives.items()},
        verdicts={fold_accents(word): stance for word, stance in lexicon.verdicts.items()},
        stance_hints={hint: frozenset(map(fold_accents, lemmas)) for hint, lemmas in lexicon.stance_hints.items()},
    )


def _folded_forms(forms: Mapping[str, CueForm]) -> dict[str, CueForm]:
    """Forms without accents; « ajoute » and « ajouté » become one that may be either."""
    found: dict[str, CueForm] = {}
    for form, entry in forms.items():
        key, lemma = fold_accents(form), fold_accents(entry.lemma)
        other = found.get(key)
        clash = other is not None and other.lemma == lemma and {other.shape, entry.shape} & {"finite", "either"}
        found[key] = CueForm(lemma, "either" if clash and other and other.shape != entry.shape else entry.shape)
    return found
