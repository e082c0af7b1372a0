"""The grammatical words around a place's name: articles, contracted prepositions, words of distance and of series."""

from __future__ import annotations

from dataclasses import dataclass, fields

from selon.lexicon.folding import fold
from selon.lexicon.table import DATA, read_table


@dataclass(frozen=True, slots=True)
class PlaceGrammar:
    """Closed classes of words, folded (lower case, no accents), in the order of ``place_grammar.tsv``, which says each."""

    of: tuple[str, ...]
    of_word: tuple[str, ...]
    of_article: tuple[str, ...]
    to: tuple[str, ...]
    bare_to: tuple[str, ...]
    to_link: tuple[str, ...]
    inside: tuple[str, ...]
    region_link: tuple[str, ...]
    region_article: tuple[str, ...]
    article: tuple[str, ...]
    contracted: tuple[str, ...]
    determiner: tuple[str, ...]
    named_determiner: tuple[str, ...]
    described_determiner: tuple[str, ...]
    indefinite: tuple[str, ...]
    no_adjective: tuple[str, ...]
    called: tuple[str, ...]
    joint: tuple[str, ...]
    joint_link: tuple[str, ...]
    wider_link: tuple[str, ...]
    series: tuple[str, ...]
    told: tuple[str, ...]
    utmost: tuple[str, ...]
    great: tuple[str, ...]
    unit: tuple[str, ...]
    about: tuple[str, ...]
    offset: tuple[str, ...]
    apart: tuple[str, ...]
    of_country: tuple[str, ...]
    town: tuple[str, ...]
    town_part: tuple[str, ...]
    border: tuple[str, ...]
    border_link: tuple[str, ...]

    @property
    def whole_articles(self) -> dict[str, str]:
        """Contracted form to the article in it: « le » for « du »."""
        return dict(pair.split("=", 1) for pair in self.contracted)


def load_place_grammar(language: str) -> PlaceGrammar:
    """The classes of a language.

    Raises:
        LexiconError: The table is missing, a class is unknown or has no word, or a contracted form has no article.
    """
    words: dict[str, tuple[str, ...]] = {field.name: () for field in fields(PlaceGrammar)}
    rows = read_table(DATA / language / "place_grammar.tsv", ("class", "words"), key=lambda row: row["class"])
    for row in rows:
        row.needed("words")
        found = tuple(fold(word) for word in row.several("words"))
        if row.choice("class", sorted(words)) == "contracted" and any(pair.count("=") != 1 for pair in found):
            raise row.wrong(f"column 'words' has {row['words']!r}; write form=article, pairs separated by |")
        words[row["class"]] = found
    absent = sorted(name for name, found in words.items() if not found)
    if absent:
        raise rows[0].wrong(f"no words for {', '.join(absent)}; give each class a line")
    return PlaceGrammar(**words)
