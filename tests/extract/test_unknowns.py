"""Unknowns: what a report says it does not know is found, with its topic; private and figurative unknowing is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selon.extract.unknowns import extract_unknowns
from selon.lexicon import Lexicon
from selon.model import UNKNOWN_TOPICS, Unknown
from selon.parse import ParsedReport

Find = Callable[[str], list[Unknown]]


@pytest.fixture(scope="module")
def find(parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon) -> Find:
    return lambda text: extract_unknowns(parse_fr(text).doc, lexicon.unknowns)


FOUND = [
    ("L'attaque du marché n'a pas été revendiquée.", "n'a pas été revendiquée", "responsibility"),
    ("Aucun mouvement n'a pour l'heure revendiqué l'enlèvement.", "Aucun mouvement", "responsibility"),
    ("L'attentat, non revendiqué, a fait six morts.", "non revendiqué", "responsibility"),
    ("Il n'y a eu aucune revendication dans l'immédiat.", "aucune revendication", "responsibility"),
    ("Ces informations n'ont pas pu être vérifiées de source indépendante.", "informations", "verification"),
    ("Aucune de ces images n'a pu être authentifiée.", "authentifiée", "verification"),
    ("Il est impossible de vérifier ces affirmations.", "impossible de vérifier", "verification"),
    ("Le ministère n'a ni confirmé ni démenti cette version.", "ni confirmé ni démenti", "verification"),
    ("L'armée a refusé de confirmer la perte d'un hélicoptère.", "refusé de confirmer", "verification"),
    ("Rien ne permet d'affirmer que le chef rebelle est mort.", "Rien ne permet", "verification"),
    ("Ces chiffres sont à prendre avec prudence.", "prendre avec prudence", "verification"),
    ("Moscou affirme le contraire, sans fournir de preuves.", "sans fournir de preuves", "verification"),
    ("Les lieux visés n'ont pas été précisés.", "Les lieux visés", "place"),
    ("On ignore où sont détenus les otages.", "ignore où", "place"),
    ("L'endroit où ils sont retenus reste inconnu.", "reste inconnu", "place"),
    ("La date de l'opération n'a pas été précisée.", "La date", "time"),
    ("Les causes de l'explosion ne sont pas encore connues.", "Les causes de l'explosion", "cause"),
    ("La nature de l'engin reste indéterminée.", "reste indéterminée", "cause"),
    ("Un incendie d'origine inconnue a détruit le dépôt.", "origine inconnue", "cause"),
    ("Nul ne sait qui a tiré.", "ne sait qui", "perpetrator"),
    ("L'origine des tirs n'a pas été établie.", "L'origine des tirs", "perpetrator"),
    ("Des hommes armés non identifiés ont ouvert le feu.", "non identifiés", "perpetrator"),
    ("Des inconnus ont incendié deux camions.", "inconnus", "perpetrator"),
    ("L'identité du tireur n'est pas connue à ce stade.", "L'identité du tireur", "identity"),
    ("Deux corps n'ont pas pu être identifiés.", "Deux corps", "identity"),
    ("Le bilan, encore provisoire, est de neuf morts.", "provisoire", "toll"),
    ("Le bilan pourrait s'alourdir dans les prochaines heures.", "bilan pourrait", "toll"),
    ("Le nombre de blessés reste inconnu.", "nombre de blessés", "toll"),
    ("Un nombre indéterminé de civils ont fui.", "nombre indéterminé de civils", "toll"),
    ("Combien de victimes ? Combien ? Mystère.", "Combien ? Mystère", "toll"),
    ("Le porte-parole l'a annoncé sans plus de précisions.", "sans plus de précisions", "other"),
    ("Le général n'a pas donné de détails.", "donné de détails", "other"),
    ("On est sans nouvelles de trois pêcheurs.", "sans nouvelles", "other"),
]


@pytest.mark.parametrize(("text", "words", "about"), FOUND)
def test_finds_what_is_left_open(find: Find, text: str, words: str, about: str) -> None:
    """One passage is found, which holds the words that leave the matter open, and its topic is right."""
    found = find(text)
    assert len(found) == 1
    assert words in found[0].text
    assert found[0].about == about


@pytest.mark.parametrize(
    "text",
    [
        "Le jeune homme ne sait pas nager.",
        "Je ne sais pas comment vous remercier.",
        "L'artiste, inconnu du grand public, expose à Lyon.",
        "Le suspect n'était pas connu des services de police.",
        "Le ministre n'a pas su convaincre les députés.",
        "Le groupe a revendiqué l'attaque.",
        "La présidence a confirmé la libération des otages.",
        "Un témoin, qui ne souhaite pas être identifié, raconte la nuit.",
        "Le bilan s'élève à douze morts.",
        "L'armée demande aux journalistes de ne pas révéler la position des soldats.",
        "Le ministère ne veut pas perdre de temps.",
        "Des objets volants non identifiés passionnent les lecteurs.",
    ],
)
def test_leaves_private_and_settled_matters_alone(find: Find, text: str) -> None:
    """What somebody cannot do, whom nobody has heard of and what is settled are no unknowns of the report."""
    assert find(text) == []


def test_two_clauses_with_a_subject_each_are_two_unknowns(find: Find) -> None:
    """A conjunction between two open matters keeps them apart."""
    found = find("La nature de l'engin reste indéterminée et l'attentat n'a pas été revendiqué.")
    assert [unknown.about for unknown in found] == ["cause", "responsibility"]


def test_two_verbs_of_one_subject_are_one_unknown(find: Find) -> None:
    """« Nous ignorons et ne pouvons confirmer » leaves one matter open."""
    found = find("Nous ignorons à ce stade et ne pouvons confirmer un lien entre les deux attaques.")
    assert len(found) == 1
    assert found[0].text.startswith("Nous ignorons")


def test_the_passage_is_the_clause_with_its_subject(find: Find) -> None:
    """The span begins with the subject and leaves out the conjunction and what another clause says."""
    found = find("Le préfet affirme que le mobile du tireur n'a pas été établi, mais une enquête est ouverte.")
    assert [unknown.text for unknown in found] == ["le mobile du tireur n'a pas été établi"]


def test_the_passage_ends_at_a_quotation_mark_without_partner(find: Find) -> None:
    """An unknown that somebody says stays within the marks."""
    found = find("« Les causes du décès ne sont pas connues », a précisé le ministère.")
    assert [unknown.text for unknown in found] == ["Les causes du décès ne sont pas connues"]


def test_every_unknown_cuts_its_words_from_the_text_and_says_why(
    parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon
) -> None:
    """Spans give the words, do not overlap, keep their order, and the rule names its table line."""
    doc = parse_fr("\n".join(text for text, _, _ in FOUND)).doc
    found = extract_unknowns(doc, lexicon.unknowns)
    assert len(found) >= len(FOUND)
    for unknown, following in zip(found, [*found[1:], None], strict=True):
        assert unknown.span.of(doc.text) == unknown.text
        assert unknown.about in UNKNOWN_TOPICS
        assert unknown.rule is not None
        assert unknown.rule.startswith("unknown/")
        assert "[unknowns.tsv:" in unknown.rule
        assert following is None or unknown.span.end <= following.span.start


def test_an_empty_report_leaves_nothing_open(find: Find) -> None:
    """No words, no unknowns."""
    assert find("") == []
