"""Numbers become figures where a word of killing, wounding, taking, driving out or freeing counts people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from selon.extract.figures import FoundFigure, extract_figures
from selon.lexicon import Lexicon
from selon.parse import ParsedReport

Parse = Callable[[str], ParsedReport]
Told = tuple[str, int | None, int | None]


@pytest.fixture
def figures_of(parse_fr: Parse, lexicon: Lexicon) -> Callable[[str], list[FoundFigure]]:
    """From a text to its figures."""
    return lambda text: extract_figures(parse_fr(text).doc, lexicon.figures)


def told(found: list[FoundFigure]) -> list[Told]:
    return [(item.figure.kind, item.figure.min, item.figure.max) for item in found]


SENTENCES: list[tuple[str, list[Told]]] = [
    # verbs, passive and active
    ("Douze bergers ont été tués mardi près de la frontière.", [("killed", 12, 12)]),
    ("L'explosion a tué au moins neuf mineurs.", [("killed", 9, None)]),
    ("Les miliciens ont enlevé lundi matin trois infirmières.", [("abducted", 3, 3)]),
    ("Plus de 300 manifestants ont été interpellés.", [("detained", 301, None)]),
    ("Quelque 4 500 habitants ont dû fuir le quartier.", [("displaced", 4500, 4500)]),
    ("Les combats ont forcé 23.000 personnes à fuir.", [("displaced", 23_000, 23_000)]),
    ("La Croix-Rouge a évacué une quinzaine de patients.", [("evacuated", 15, 15)]),
    ("Les ravisseurs ont libéré deux otages.", [("released", 2, 2)]),
    ("L'attentat a coûté la vie à six écoliers et à deux enseignants.", [("killed", 6, 6), ("killed", 2, 2)]),
    ("Quarante soldats ont perdu la vie dans l'embuscade.", [("killed", 40, 40)]),
    ("Huit gendarmes manquent toujours à l'appel.", [("missing", 8, 8)]),
    ("Une vingtaine de pêcheurs sont portés disparus.", [("missing", 20, 20)]),
    ("Le régiment dit avoir perdu trente hommes.", [("killed", 30, 30)]),
    # nouns of victims
    ("L'attaque a fait 17 morts et une trentaine de blessés.", [("killed", 17, 17), ("wounded", 30, 30)]),
    ("Le ministère fait état de trois tués, 25 blessés et deux disparus.",
     [("killed", 3, 3), ("wounded", 25, 25), ("missing", 2, 2)]),
    ("On compte 40 tués ou blessés.", [("casualties", 40, 40)]),
    ("L'hôpital a reçu onze corps.", [("killed", 11, 11)]),
    ("La police a procédé à 18 arrestations.", [("detained", 18, 18)]),
    # nouns of a happening
    ("La mort de deux casques bleus et d'un interprète a été confirmée.", [("killed", 2, 2), ("killed", 1, 1)]),
    ("L'enlèvement de plusieurs prêtres inquiète la capitale.", [("abducted", 2, None)]),
    ("La libération de 150 prisonniers est attendue.", [("released", 150, 150)]),
    # participles beside the noun, ellipsis, enumerations
    ("Quatorze villageois tués, 31 autres blessés dans un raid.", [("killed", 14, 14), ("wounded", 31, 31)]),
    ("Sept marins sont morts et au moins 12 autres ont été blessés.", [("killed", 7, 7), ("wounded", 12, None)]),
    ("Au total, 46 paysans, 35 rebelles et 29 soldats ont péri.",
     [("killed", 46, 46), ("killed", 35, 35), ("killed", 29, 29)]),
    ("Ils affirment avoir tué vingt policiers et blessé une dizaine.", [("killed", 20, 20), ("wounded", 10, 10)]),
    ("Dix morts vendredi, treize samedi.", [("killed", 10, 10), ("killed", 13, 13)]),
    # one victim
    ("Un adolescent a été tué et sa mère blessée.", [("killed", 1, 1), ("wounded", 1, 1)]),
    ("L'un d'eux est mort à l'hôpital.", [("killed", 1, 1)]),
    ("Mon frère a été arrêté hier.", [("detained", 1, 1)]),
    # sums and revised tolls
    ("Le bilan est passé de trente-deux à vingt-six morts.", [("killed", 32, 32), ("killed", 26, 26)]),
    ("Ce décès porte à 41 le nombre de soldats tués.", [("killed", 41, 41)]),
    ("Depuis 2019, la guerre a fait plus de 100 000 morts.", [("killed", 100_001, None)]),
    ("Cinq civils, et non quinze, ont été tués.", [("killed", 5, 5)]),
    ("Quarante soldats ont été tués ou grièvement blessés.", [("casualties", 40, 40)]),
    ("Mardi à Gao, un soldat, originaire de Kayes, a été tué.", [("killed", 1, 1)]),
    ("Un homme qui avait suivi et blessé trois passants est recherché.", [("wounded", 3, 3)]),
    ("Le tireur a poignardé un gardien avant d'être abattu.", [("wounded", 1, 1)]),
    # a verb says more of the same people than their noun
    ("Trois blessés ont succombé dans la nuit.", [("killed", 3, 3)]),
    ("Deux agents, grièvement blessés, ont été évacués par hélicoptère.", [("evacuated", 2, 2), ("wounded", 2, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_figures_of_a_sentence(figures_of: Callable[[str], list[FoundFigure]], text: str, expected: list[Told]) -> None:
    """Each sentence gives the figures that its words count, no more and no fewer, in order."""
    assert told(figures_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Douze missiles ont frappé le port pendant trois jours.",
        "Deux cents manifestants ont défilé dans le centre.",
        "Le village se trouve à 10 km de la ville.",
        "Un homme de 54 ans dirige la milice depuis 2012.",
        "La rançon s'élève à 10 000 euros.",
        "Trois chars ont été détruits et deux drones abattus.",
        "Aucun mort n'est à déplorer.",
        "Huit terroristes ont été neutralisés, selon l'armée.",
        "L'équipe a perdu deux matchs et gagné trois points.",
        "La moitié des otages ont été libérés.",
        "Le général Sall a été tué hier.",
        "Omar Diallo, un berger de 30 ans, a été tué hier.",
        "Une passante se trouve entre la vie et la mort.",
        "Il a été condamné à mort avec deux complices.",
        "Le front recrute des dizaines de volontaires depuis que la ville est tombée.",
    ],
)
def test_numbers_that_count_no_victims_give_none(figures_of: Callable[[str], list[FoundFigure]], text: str) -> None:
    """Days, weapons, demonstrators, ages, sums, shares, zero and named victims are no figures."""
    assert figures_of(text) == []


def test_subgroups_are_parts_not_figures(figures_of: Callable[[str], list[FoundFigure]]) -> None:
    """« dont » makes a part of the figure before it, with or without a number."""
    (numbered,) = figures_of("Vingt civils, dont douze femmes et trois enfants, ont été tués.")
    (unnumbered,) = figures_of("Vingt civils, dont des enfants, ont été tués.")
    parts = [[(part.who, part.min, part.max) for part in item.figure.includes] for item in (numbered, unnumbered)]
    assert parts == [[("femmes", 12, 12), ("enfants", 3, 3)], [("enfants", None, None)]]


def test_counts_that_add_up_are_parts(figures_of: Callable[[str], list[FoundFigure]]) -> None:
    """Counts after a total that make up its number are its parts; others stand beside it."""
    (total,) = figures_of("Cinq personnes, trois Maliens et deux Ivoiriens, ont été tuées.")
    assert [part.max for part in total.figure.includes] == [3, 2]
    beside = figures_of("Douze soldats, trois chauffeurs et deux ouvriers ont été blessés.")
    assert told(beside) == [("wounded", 12, 12), ("wounded", 3, 3), ("wounded", 2, 2)]


def test_a_figure_says_who_and_where_it_hangs(figures_of: Callable[[str], list[FoundFigure]]) -> None:
    """A bare count takes the noun of the count before it; the anchor is the word that makes it a toll."""
    first, second = figures_of("Neuf bûcherons ont été tués et 64 autres blessés.")
    assert (first.figure.who, second.figure.who) == ("bûcherons", "bûcherons")
    assert second.figure.text.startswith("64 autres")
    assert first.anchor != second.anchor
    assert first.rule.startswith("subject [figure_words.tsv:")


def test_texts_without_accents_are_read(figures_of: Callable[[str], list[FoundFigure]]) -> None:
    """A dispatch written without accents gives the same figures."""
    text = (
        "Le prefet a annonce mercredi que dix-neuf personnes ont ete tuees dans le village et que six bergers ont ete "
        "enleves par des hommes armes venus en moto."
    )
    assert told(figures_of(text)) == [("killed", 19, 19), ("abducted", 6, 6)]


def test_one_text_with_many_sentences_keeps_order_and_offsets(parse_fr: Parse, lexicon: Lexicon) -> None:
    """Over all sentences of this file in one text: spans cut the text, kinds are known, no figure comes twice."""
    doc = parse_fr(" ".join(text for text, _ in SENTENCES)).doc
    found = extract_figures(doc, lexicon.figures)
    assert len(found) >= len(SENTENCES)
    for item in found:
        assert item.figure.span.of(doc.text) == item.figure.text
        assert doc[item.anchor].sent is not None
    assert len({(item.figure.kind, item.figure.span) for item in found}) == len(found)


WORDS = st.sampled_from(
    "douze 12 au moins une vingtaine de des civils soldats autres morts blessés tués tuée ont été a tué et , . dont "
    "qui la mort d' un enfant sa mère le bilan porté à jours « » ( ) enlevés par plus 2012 lundi avec fait".split()
)
TAGS = st.sampled_from(["NOUN", "VERB", "ADJ", "ADP", "DET", "NUM", "AUX", "PUNCT", "ADV", "PROPN", "PRON"])


@given(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=30))
def test_any_tags_give_ordered_figures(lexicon: Lexicon, tokens: list[tuple[str, str]]) -> None:
    """Whatever the tagger says of the words: no error, true spans, ordered bounds, tokens within the text."""
    words, tags = [word for word, _ in tokens], [tag for _, tag in tokens]
    heads = [max(0, i - 1) for i in range(len(words))]
    deps = ["ROOT", *["nsubj"] * (len(words) - 1)]
    doc = Doc(spacy.blank("fr").vocab, words, pos=tags, heads=heads, deps=deps)
    for item in extract_figures(doc, lexicon.figures):
        figure = item.figure
        assert figure.span.of(doc.text) == figure.text != ""
        assert figure.min is None or figure.max is None or figure.min <= figure.max
        assert 0 <= item.anchor < len(doc) and 0 <= item.head < len(doc)
