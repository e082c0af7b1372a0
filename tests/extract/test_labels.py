"""Labels: namings from which a text keeps its distance, told apart from quoted speech and from names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selon.extract.labels import extract_labels
from selon.lexicon import Lexicon
from selon.model import LABEL_KINDS, Claim, Content, Label, Source, Span
from selon.parse import ParsedReport

Find = Callable[[str], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def label(parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon) -> Callable[[str], list[Label]]:
    def extract(text: str) -> list[Label]:
        parsed = parse_fr(text)
        return extract_labels(parsed.doc, parsed.quotations, [], lexicon.labels)

    return extract


@pytest.fixture(scope="module")
def find(label: Callable[[str], list[Label]]) -> Find:
    return lambda text: [(found.text, found.kind) for found in label(text) if found.kind != "loaded"]


SCARE_QUOTES = [
    ("Le gouvernement accuse les « terroristes » du nord.", "terroristes"),
    ("L'ONG dénonce un « massacre » de civils.", "massacre"),
    ("Paris soutient l'« opposition armée » depuis trois ans.", "opposition armée"),
    ("La coalition reconnaît une “erreur de ciblage”.", "erreur de ciblage"),
    ('Pékin condamne des mouvements "provocateurs" près de la frontière.', "provocateurs"),
    ('Le ministre a dénoncé une attaque "odieuse" contre le marché.', "odieuse"),
    ("Selon sa famille, le berger a été « exécuté » par des soldats.", "exécuté"),
    ("La junte promet d'éliminer les 'bandits' de la forêt.", "bandits"),
    ("Deux « mercenaires étrangers » auraient été capturés.", "mercenaires étrangers"),
    ("Kiev parle d'un « acte de terreur » contre la ville.", "acte de terreur"),
    ('La police a reçu le "ministre de la Défense" du mouvement rebelle.', "ministre de la Défense"),
    ("Moscou poursuit son « opération militaire spéciale » dans l'est.", "opération militaire spéciale"),
    ("Les partis accusent la capitale de « génocide ».", "génocide"),
]
SO_CALLED = [
    ("Les organisations dites « modérées » ont refusé la trêve.", "modérées"),
    ("Le soi-disant « Conseil de la paix » a publié une liste.", "Conseil de la paix"),
    ("Un soi-disant émir a revendiqué l'enlèvement.", "émir"),
    ("La prétendue « libération » de la ville a fait cent morts.", "libération"),
    ("L'autoproclamée République du Sud a fermé sa frontière.", "République du Sud"),
    ("Le maire a reçu un porte-parole autoproclamé de la milice.", "porte-parole"),
    ("La présidence a qualifié les manifestants de « terroristes ».", "terroristes"),
    ("Il se présente comme le « général » de la forêt.", "général"),
    ("Une milice dite « d'autodéfense » a brûlé le village.", "d'autodéfense"),
]


@pytest.mark.parametrize(("text", "words"), SCARE_QUOTES)
def test_finds_words_in_marks_that_name_or_judge(find: Find, text: str, words: str) -> None:
    """One to five quoted words that stand for a party or a deed are a label."""
    assert find(text) == [(words, "scare_quotes")]


@pytest.mark.parametrize(("text", "words"), SO_CALLED)
def test_finds_words_of_distance(find: Find, text: str, words: str) -> None:
    """A word of distance makes a label, with marks or without, and goes before the marks."""
    assert find(text) == [(words, "so_called")]


@pytest.mark.parametrize(
    "text",
    [
        "L'armée promet de riposter « sans retenue ».",
        "« Nous resterons », assure le général.",
        "Les rebelles exigent une trêve « pour évacuer les civils ».",
        "Washington « condamne avec fermeté » le bombardement.",
        "L'opération « Rempart » se poursuit dans le nord.",
        "Le film « Le Siège » sort mercredi.",
        "Un drone « Shahed » est tombé sur un champ.",
        "Kigali rejette ces accusations « ridicules ».",
        "Le ministère a rejeté les accusations, les qualifiant de « pures inventions ».",
        "L'homme a été mis en examen pour « assassinat en bande organisée ».",
        "Il a été inculpé de « meurtre » et écroué.",
        "Un témoin n'a vu « aucun combat » ce jour-là.",
        "La Croix-Rouge salue la « transparence » de l'enquête.",
        "Il accuse « des milices de fous furieux armées par le pouvoir » de la tuerie.",
        "- « Massacre » -",
        "La police a dit vouloir agir vite.",
        "Les députés ont dit non.",
    ],
)
def test_leaves_speech_names_and_charges_alone(find: Find, text: str) -> None:
    """Fragments of speech, proper names, what is said of words, and offences as a court has them are no labels."""
    assert find(text) == []


def test_nested_marks_hold_their_own_label(find: Find) -> None:
    """A label may stand inside somebody's speech."""
    assert find("« Combien de “bavures” encore ? », a demandé une députée.") == [("bavures", "scare_quotes")]


@pytest.mark.parametrize("party", ["rebelles", "soldats", "ministres", "volontaires"])
def test_the_same_words_read_the_same_whoever_the_party_is(find: Find, party: str) -> None:
    """Neutral by construction: the label does not depend on who is labelled."""
    assert find(f"Les {party} ont tué quatre « terroristes » près du pont.") == [("terroristes", "scare_quotes")]


def test_words_without_distance_are_loaded(label: Callable[[str], list[Label]]) -> None:
    """A listed word in the text's own voice is reported as loaded; within marks it is not."""
    found = label("Le régime a bombardé la ville. Il vise des « terroristes ».")
    assert [(one.text, one.kind) for one in found] == [("régime", "loaded"), ("terroristes", "scare_quotes")]


def test_a_claim_of_one_adjective_is_speech(parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon) -> None:
    """Quoted adjectives that are all that somebody says are no label, a quoted noun still is."""
    parsed = parse_fr("Il juge cette attaque « ignoble » et parle de « massacre ».")

    def claim(number: int) -> Claim:
        span: Span = parsed.quotations[number].inner
        content = Content(span.of(parsed.doc.text), (span,))
        return Claim(f"c{number + 1}", (Source("named", "Il", Span(0, 2)),), None, "condemns", content)

    found = extract_labels(parsed.doc, parsed.quotations, [claim(0), claim(1)], lexicon.labels)
    assert [one.text for one in found if one.kind == "scare_quotes"] == ["massacre"]


def test_every_label_cuts_its_words_from_the_text_and_says_why(
    parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon
) -> None:
    """Spans give the words, do not overlap, keep their order, and the rule names its table line."""
    parsed = parse_fr("\n".join(text for text, _ in [*SCARE_QUOTES, *SO_CALLED]))
    found = extract_labels(parsed.doc, parsed.quotations, [], lexicon.labels)
    assert len(found) >= len(SCARE_QUOTES) + len(SO_CALLED)
    for one, following in zip(found, [*found[1:], None], strict=True):
        assert one.span.of(parsed.doc.text) == one.text
        assert one.kind in LABEL_KINDS
        assert one.rule is not None
        assert one.rule.startswith(f"{one.kind}/")
        assert ".tsv:" in one.rule
        assert following is None or one.span.end <= following.span.start
