"""Inflected forms and phrases, as the words of a report are looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from selon.lexicon.table import Row

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], object], ...]]
"""First word to the phrases that it begins, longest first, each with what it stands for."""


def participles(
    infinitives: Iterable[str], endings: list[Row], key: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    """Participle to the infinitives that it belongs to.

    Args:
        infinitives: Verbs.
        endings: Rows of ``participles.tsv``: a whole verb or the ending of a class, and its participles.
        key: Lower case, or folding for texts without accents.
    """
    by_ending = {
        key(row.needed("infinitive")): tuple(key(form.strip()) for form in row.needed("forms").split("|"))
        for row in endings
    }
    found: dict[str, tuple[str, ...]] = {}
    for verb in infinitives:
        if verb in by_ending:
            forms = set(by_ending[verb])
        else:
            forms = {verb[: -len(e)] + f for e, fs in by_ending.items() if len(e) == 2 and verb.endswith(e) for f in fs}
        for form in forms:
            found[form] = (*found.get(form, ()), verb)
    return found


def phrases(entries: Iterable[tuple[str, object]], key: Callable[[str], str]) -> Phrases:
    """Phrases by their first word, longest first."""
    found: dict[str, dict[tuple[str, ...], object]] = {}
    for words, value in entries:
        parts = tuple(key(words).replace("'", "' ").split())
        found.setdefault(parts[0], {})[parts] = value
    return {first: tuple(sorted(group.items(), key=lambda item: -len(item[0]))) for first, group in found.items()}
