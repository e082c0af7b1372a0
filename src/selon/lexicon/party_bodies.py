"""Bodies that every state has, composed from an institution and the state's adjective."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from selon.lexicon.party_names import name_tokens
from selon.lexicon.table import DATA, read_table

PARTIES = DATA / "world" / "parties"
_SLOT = re.compile(r"\{(\w+)\}")
INSTITUTIONS = ("key", "kind", "capital", "fr", "en", "es")
_FORMS = ("ms", "fs", "mp", "fp")


@dataclass(frozen=True, slots=True)
class Bodies:
    """What names of bodies are composed from.

    Attributes:
        kinds: Institution to the kind of its party.
        templates: Institution and language to the name with a slot for the adjective.
        of_capitals: Institutions after which the name of a capital means the state.
        offices: Office to the institution that it speaks for; ``""`` for offices of organisations.
        forms: State and language to the four forms of its usual adjective.
        adjectives: Folded adjective, of one language, to those whom it may mean.
        adjective_starts: First tokens of the adjectives.
    """

    kinds: dict[str, str]
    templates: dict[tuple[str, str], str]
    of_capitals: frozenset[str]
    offices: dict[str, str]
    forms: dict[tuple[str, str], dict[str, str]]
    adjectives: dict[tuple[str, ...], tuple[str, ...]]
    adjective_starts: frozenset[str]

    def name(self, institution: str, state: dict[str, str], country: str, language: str) -> str:
        """``armée syrienne``; ``armée (Tuvalu)`` where the state has no adjective in the language.

        Args:
            institution: A key of ``kinds``.
            state: Language to the state's name.
            country: Its code.
            language: One that the templates have.
        """
        template = self.templates[institution, language]
        forms = self.forms.get((country, language))
        if forms is None:
            plain = " ".join(_SLOT.sub("", template).split())
            return f"{plain} ({state.get(language) or state['en']})"
        return _SLOT.sub(lambda slot: forms["ms" if slot[1] == "adj" else slot[1]], template)


@cache
def load_bodies(language: str) -> Bodies:
    """Institutions and offices of all languages, adjectives of ``language``.

    Raises:
        LexiconError: A table that is not well formed.
    """
    kinds, templates, of_capitals = {}, {}, set()
    for row in read_table(PARTIES / "institutions.tsv", INSTITUTIONS, key=lambda row: row["key"]):
        kinds[row.needed("key")] = row.needed("kind")
        if row.choice("capital", ("state", "town")) == "state":
            of_capitals.add(row["key"])
        templates.update({(row["key"], code): row.needed(code) for code in ("fr", "en", "es")})
    offices = {}
    for row in read_table(PARTIES / "offices.tsv", ("office", "body"), key=lambda row: row["office"]):
        if row["body"] and row["body"] not in kinds:
            raise row.wrong(f"body {row['body']!r} is no key of institutions.tsv")
        offices[row.needed("office")] = row["body"]
    forms: dict[tuple[str, str], dict[str, str]] = {}
    adjectives: dict[tuple[str, ...], dict[str, None]] = {}
    for row in read_table(PARTIES / "adjectives.tsv", ("language", "of", *_FORMS)):
        of = row.needed("of")
        forms.setdefault((of, row["language"]), {form: row.needed(form) for form in _FORMS})
        if row["language"] == language:
            for form in _FORMS:
                adjectives.setdefault(name_tokens(row[form]), {})[of] = None
    by_word = {word: tuple(codes) for word, codes in adjectives.items()}
    starts = frozenset(word[0] for word in by_word)
    return Bodies(kinds, templates, frozenset(of_capitals), offices, forms, by_word, starts)
