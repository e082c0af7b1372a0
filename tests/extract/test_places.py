"""Places as a report names them: which words, how they lie to what happens, and what is no place at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from selon.extract.places import PlaceLexicon, country_hints, extract_places
from selon.lexicon import Lexicon
from selon.model.places import PLACE_KINDS, PLACE_RELATIONS, PlaceMention
from selon.parse import ParsedReport
from selon.resolve.gazetteer import load_gazetteer

Find = Callable[[str], list[PlaceMention]]


@pytest.fixture(scope="module")
def find(parse_fr: Callable[[str], ParsedReport], lexicon: Lexicon) -> Find:
    words = PlaceLexicon(lexicon.places, lexicon.world_places, lexicon.numbers)
    known = load_gazetteer().known

    def extract(text: str) -> list[PlaceMention]:
        return extract_places(parse_fr(text).doc, words, known)

    return extract


def one(mentions: list[PlaceMention], name: str) -> PlaceMention:
    found = [mention for mention in mentions if mention.name == name]
    assert len(found) == 1, [mention.name for mention in mentions]
    return found[0]


RELATIONS = [
    ("Deux obus sont tombés mardi à Kramatorsk.", "Kramatorsk", "in"),
    ("Une explosion a retenti près de Kidal.", "Kidal", "near"),
    ("L'avion s'est écrasé non loin de Homs.", "Homs", "near"),
    ("Une colonne avançait en direction de Sirte.", "Sirte", "to"),
    ("Des roquettes ont été tirées depuis Sderot.", "Sderot", "from"),
    ("Un bus a sauté sur une mine entre Gao et Ansongo.", "Gao", "between"),
    ("Un bus a sauté sur une mine entre Gao et Ansongo.", "Ansongo", "between"),
    ("Les combats de Marioupol ont duré trois mois.", "Marioupol", "of"),
    ("Des manifestants ont défilé à Bamako et Ségou.", "Ségou", "in"),
]


@pytest.mark.parametrize(("text", "name", "relation"), RELATIONS)
def test_the_preposition_says_how_the_happening_lies_to_the_place(
    find: Find, text: str, name: str, relation: str
) -> None:
    """A place has the relation of its preposition, and a coordinated one that of the first."""
    assert one(find(text), name).relation == relation


KINDS = [
    ("Un drone a frappé le quartier de Saltivka, à Kharkiv.", "Saltivka", "quarter"),
    ("La province d'Idleb a été bombardée.", "Idleb", "unit"),
    ("Ils ont attaqué le camp de déplacés de Zamzam.", "Zamzam", "site"),
    ("Il vit dans le village de Bachkirka.", "Bachkirka", "settlement"),
    ("Des tirs ont éclaté à la frontière avec le Liban.", "Liban", "border"),
    ("Ils se cachent dans les monts Mandara.", "Mandara", "nature"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_the_noun_says_what_kind_of_place_it_is(find: Find, text: str, name: str, kind: str) -> None:
    """A noun of place before a name makes it a place of its kind, listed in a gazetteer or not."""
    mention = one(find(text), name)
    assert (mention.kind, mention.metonymic) == (kind, False)


def test_a_region_is_given_with_its_noun(find: Find) -> None:
    """The words of a province or of a part of a country take their noun along, those of a town do not."""
    mentions = find("Des villages du nord du Mali et la province de Lattaquié ont été visés, puis la ville de Homs.")
    assert [mention.text for mention in mentions] == ["nord du Mali", "province de Lattaquié", "Homs"]


RELATIVE = [
    ("Un convoi a été attaqué à 35 km à l'ouest d'Alep.", "Alep", 35, 270),
    ("Le poste est à une vingtaine de kilomètres au sud-est de Bankass.", "Bankass", 20, 135),
    ("L'attaque a eu lieu à douze kilomètres de Diffa.", "Diffa", 12, None),
    ("Une mine a explosé au nord de Djibo.", "Djibo", None, 0),
]


@pytest.mark.parametrize(("text", "name", "km", "bearing"), RELATIVE)
def test_distance_and_direction_are_read(
    find: Find, text: str, name: str, km: float | None, bearing: float | None
) -> None:
    """A place beside a town has the town's name, its distance and its bearing."""
    mention = one(find(text), name)
    assert (mention.relation, mention.distance_km, mention.bearing) == ("near", km, bearing)
    assert mention.text == name


def test_a_part_of_a_country_is_not_beside_it(find: Find) -> None:
    """« à l'ouest du Yémen » lies in Yemen, « à l'ouest de Saada » beside Saada."""
    mentions = find("Un raid a eu lieu à l'ouest du Yémen, un autre à l'ouest de Saada.")
    assert [(m.name, m.part, m.relation) for m in mentions] == [("Yémen", True, "in"), ("Saada", False, "near")]


def test_an_unlisted_place_is_located_by_its_apposition(find: Find) -> None:
    """A village that is said to lie so far from a town points to the mention that says so."""
    mentions = find("Cinq bergers ont été tués à Tamboura, un hameau situé à 12 km au sud de Mopti.")
    assert [mention.name for mention in mentions] == ["Tamboura", "Mopti"]
    assert mentions[0].located == 1


WITHIN = [
    ("Une voiture a explosé à Goma, dans la province du Nord-Kivu.", "Goma", "Nord-Kivu"),
    ("Des heurts ont eu lieu à Tripoli (Liban).", "Tripoli", "Liban"),
    ("L'hôpital du quartier de Kafr Hamra à Alep a été touché.", "Kafr Hamra", "Alep"),
]


@pytest.mark.parametrize(("text", "name", "wider"), WITHIN)
def test_the_wider_place_is_linked(find: Find, text: str, name: str, wider: str) -> None:
    """A place points to the wider one that the text names right after it."""
    mentions = find(text)
    within = one(mentions, name).within
    assert within is not None
    assert mentions[within].name == wider


PARTIES = [
    ("Damas précise que l'armée avance.", "Damas"),
    ("Selon Moscou, aucun civil n'a été touché.", "Moscou"),
    ("L'embargo a été décidé par Washington.", "Washington"),
    ("La Turquie accuse les rebelles.", "Turquie"),
]


@pytest.mark.parametrize(("text", "name"), PARTIES)
def test_a_capital_that_speaks_or_acts_is_a_party(find: Find, text: str, name: str) -> None:
    """A capital or a state as doer is marked, and stays in the list for the country it points to."""
    assert one(find(text), name).metonymic


SCENES = [
    ("Des tirs ont retenti à Damas.", "Damas"),
    ("Moscou a été visée par des drones.", "Moscou"),
    ("L'Afghanistan connaît une vague d'attentats.", "Afghanistan"),
    ("Tripoli : des heurts devant le port.", "Tripoli"),
]


@pytest.mark.parametrize(("text", "name"), SCENES)
def test_a_capital_where_something_happens_is_a_place(find: Find, text: str, name: str) -> None:
    """The same names as scene of what happens are places."""
    assert not one(find(text), name).metonymic


NO_PLACES = [
    "Bachar al-Assad a reçu le ministre. Assad n'a rien dit.",
    "Le message était adressé à Marius Delorme.",
    "L'article est paru dans le New York Times.",
    "L'homme est lié à Ansar Dine.",
    "Trente personnes ont fui. Mardi, elles étaient rentrées.",
    "Le général Washington Mbala commande la zone.",
    "Il a parlé au Sénat puis au Conseil de sécurité.",
    "Les marchés de Noël restent ouverts.",
    "L'agence Tasnim a publié des images.",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_persons_organisations_and_common_nouns_are_no_places(find: Find, text: str) -> None:
    """Nothing is read as a place for its capital letter alone."""
    assert [mention.name for mention in find(text) if not mention.doubtful] == []


def test_a_line_in_capitals_is_read_by_the_names_of_the_text(find: Find) -> None:
    """A headline in capitals yields countries, known towns, and what the text below names as a place."""
    mentions = find("SOUDAN : LE MARCHÉ DE TABARAT BOMBARDÉ\n\nUn avion a visé le village de Tabarat lundi.")
    assert [mention.text for mention in mentions] == ["SOUDAN", "TABARAT", "Tabarat"]


def test_a_dateline_is_marked(find: Find) -> None:
    """Where a report was written is told apart from where it happened."""
    mentions = find("BEYROUTH (Liban), 7 déc (Alfa) - Un raid a visé Baalbek.\n")
    assert [mention.name for mention in mentions if mention.dateline] == ["BEYROUTH", "Liban"]


NAMELESS = [
    ("Les combats ont repris dans le sud du pays.", "sud du pays", ()),
    ("Une bombe a explosé dans la capitale afghane.", "capitale afghane", ("AF",)),
    ("Ils ont atteint la frontière turque.", "frontière turque", ("TR",)),
]


@pytest.mark.parametrize(("text", "words", "countries"), NAMELESS)
def test_a_place_may_be_described_without_a_name(find: Find, text: str, words: str, countries: tuple[str, ...]) -> None:
    """What is described and not named has no name, and the country of its adjective."""
    assert [(m.text, m.name, m.countries) for m in find(text)] == [(words, "", countries)]


def test_a_capital_named_beside_its_description_is_one_place(find: Find) -> None:
    """« la capitale, Kaboul » is Kabul once."""
    assert [mention.name for mention in find("Un hôtel de la capitale, Kaboul, a été attaqué.")] == ["Kaboul"]


TEXT = (
    "ALEP (Syrie), 7 déc - Des tirs ont visé Hamdaniyé et Furqan, deux quartiers de l'ouest d'Alep.\n\n"
    "Selon Moscou, l'Afrique du Nord et l’Arabie saoudite sont concernées, de Tunis à Bab el-Mandeb. "
    "L'axe Gao-Kidal est coupé à 40 km au nord de la ville."
)


def test_every_mention_is_cut_from_the_text(parse_fr: Callable[[str], ParsedReport], find: Find) -> None:
    """Words, relation and kind of each mention are what the model allows, and the words stand where it says."""
    text = parse_fr(TEXT).doc.text
    mentions = find(TEXT)
    assert len(mentions) > 8
    for mention in mentions:
        assert mention.span.of(text) == mention.text
        assert mention.relation in PLACE_RELATIONS
        assert mention.kind is None or mention.kind in PLACE_KINDS
        assert mention.phrase <= mention.span.start


def test_adjectives_hint_at_their_countries(lexicon: Lexicon) -> None:
    """Each adjective or inhabitants' name counts for its country, an ambiguous one for each in part."""
    hints = country_hints("L'armée syrienne et des Syriens face à des soldats congolais.", lexicon.places)
    assert hints == {"SY": 2.0, "CD": 0.5, "CG": 0.5}
