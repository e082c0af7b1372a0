"""Which place a name stands for, judged from the whole report; mentions are made by hand."""

from __future__ import annotations

import pytest

from selon.model import Place, Span
from selon.model.places import PlaceMention
from selon.resolve.gazetteer import load_gazetteer
from selon.resolve.place_support import kilometres
from selon.resolve.places import ResolvedPlace, resolve_places

GAZETTEER = load_gazetteer()


def mention(name: str, at: int = 0, **fields: object) -> PlaceMention:
    fields = {"relation": "in", "text": name, **fields}
    return PlaceMention(span=Span(at, at + len(str(fields["text"]))), name=name, **fields)  # type: ignore[arg-type]


def resolve(*mentions: PlaceMention, **hints: float) -> list[ResolvedPlace]:
    return resolve_places(mentions, GAZETTEER, hints=hints)


def place(*mentions: PlaceMention, **hints: float) -> Place:
    found = resolve(*mentions, **hints)[0].place
    assert found is not None
    return found


def test_a_town_has_id_name_country_and_point() -> None:
    """A resolved town carries what the record asks for."""
    found = place(mention("Alep"))
    assert (found.geonameid, found.name, found.country, found.precision) == (170063, "Aleppo", "SY", "exact")
    assert found.lat is not None and found.lon is not None
    assert kilometres(found.lat, found.lon, 36.2, 37.16) < 5


NAMESAKES = [
    ("Tripoli", {"LB": 3.0}, 266826),
    ("Tripoli", {"LY": 3.0}, 2210247),
    ("Bagdad", {"US": 3.0, "IQ": 1.0}, 98182),
    ("Kaya", {"BF": 2.0}, 2359608),
    ("Valence", {"FR": 2.0}, 2971053),
    ("Cordoue", {"ES": 1.0}, 2519240),
]


@pytest.mark.parametrize(("name", "hints", "geonameid"), NAMESAKES)
def test_the_report_decides_between_namesakes(name: str, hints: dict[str, float], geonameid: int) -> None:
    """The countries that the report's adjectives point to decide, unless one town far outweighs the other."""
    assert place(mention(name), **hints).geonameid == geonameid


def test_other_towns_of_the_report_decide() -> None:
    """Towns that only one country has make each other likely, with no country named at all."""
    names = ["Bocaranga", "Paoua", "Bouar"]
    found = resolve(*(mention(name, 20 * at) for at, name in enumerate(names)))
    assert [r.place.country for r in found if r.place] == ["CF", "CF", "CF"]


def test_the_wider_place_beside_it_decides() -> None:
    """« Kaya, au Soudan du Sud » is not the town of Burkina Faso, however large."""
    found = place(mention("Kaya", within=1), mention("Soudan du Sud", 10), BF=1.0)
    assert found.geonameid is None
    assert found.country is None


WILD = [
    ("Kouré", {"NE": 3.0}),
    ("Zorgho-Ouest", {}),
    ("Ménil", {"SY": 4.0}),
    ("Wainchem", {"CM": 3.0}),
]


@pytest.mark.parametrize(("name", "hints"), WILD)
def test_no_answer_rather_than_a_wild_one(name: str, hints: dict[str, float]) -> None:
    """A name that only a country foreign to the report has is left without a place."""
    found = place(mention(name), **hints)
    assert (found.text, found.geonameid, found.lat, found.precision) == (name, None, None, None)


def test_another_transliteration_is_met_where_the_country_agrees() -> None:
    """« Droujkivka » is Druzhkivka in a report on Ukraine."""
    assert place(mention("Droujkivka"), UA=2.0).geonameid == 616743


def test_a_relative_place_has_a_computed_point() -> None:
    """« à 35 km à l'ouest d'Alep » lies there, is near, and keeps the town's id."""
    found = place(mention("Alep", relation="near", distance_km=35.0, bearing=270.0))
    assert (found.precision, found.geonameid) == ("near", 170063)
    assert found.lat is not None and found.lon is not None
    assert abs(kilometres(found.lat, found.lon, 36.20124, 37.16117) - 35) < 0.5
    assert found.lon < 37.16117


def test_an_unlisted_village_lies_where_the_text_puts_it() -> None:
    """Its own name, no id, the computed point, at every mention of the name."""
    mentions = (
        mention("Tamboura-Ba", located=1),
        mention("Mopti", 30, relation="near", distance_km=12.0, bearing=180.0),
        mention("Tamboura-Ba", 60, relation="of"),
    )
    found = [r.place for r in resolve(*mentions, ML=1.0)]
    for village in (found[0], found[2]):
        assert village is not None and village.lat is not None and village.lon is not None
        assert (village.name, village.geonameid, village.precision) == ("Tamboura-Ba", None, "near")
        assert abs(kilometres(village.lat, village.lon, 14.4843, -4.18296) - 12) < 0.5
        assert village.lat < 14.4843


def test_a_quarter_of_a_known_town_has_the_towns_id_and_its_own_name() -> None:
    """« le quartier de Tariq al-Bab à Alep »."""
    found = place(mention("Tariq al-Bab", kind="quarter", within=1), mention("Alep", 30), SY=1.0)
    assert (found.geonameid, found.name, found.precision) == (170063, "Tariq al-Bab", "exact")


REGIONS = [
    (mention("Alep", text="province d'Alep", kind="unit"), {"SY": 1.0}, "SY", (36.2, 37.5)),
    (mention("Borno", text="État de Borno", kind="unit"), {"NG": 1.0}, "NG", (11.5, 13.0)),
    (mention("Cisjordanie"), {}, "PS", (32.0, 35.25)),
    (mention("Syrie", text="nord de la Syrie", part=True, bearing=0.0), {}, "SY", (36.3, 38.5)),
    (mention("", text="sud du pays", kind="country", part=True, bearing=180.0), {"NE": 2.0}, "NE", (13.5, 8.0)),
]


@pytest.mark.parametrize(("said", "hints", "country", "near"), REGIONS, ids=lambda value: getattr(value, "text", ""))
def test_regions_have_a_country_and_a_rough_point(
    said: PlaceMention, hints: dict[str, float], country: str, near: tuple[float, float]
) -> None:
    """Provinces, regions and parts of a country are regions, within 150 km of their middle."""
    found = place(said, **hints)
    assert (found.precision, found.country) == ("region", country)
    assert found.lat is not None and found.lon is not None
    assert kilometres(found.lat, found.lon, *near) < 150


def test_a_country_is_a_country() -> None:
    """A country has its own id, its code and the precision of a country."""
    found = place(mention("Syrie"))
    assert (found.geonameid, found.country, found.precision) == (163843, "SY", "country")


def test_a_capital_as_party_still_hints_at_its_country() -> None:
    """« Damas » that speaks makes Syrian towns likely."""
    found = resolve(mention("Damas", relation="bare", metonymic=True), mention("Tal Abyad", 20))
    assert found[1].place is not None
    assert found[1].place.country == "SY"


NAMELESS = [
    (mention("", text="capitale", kind="capital"), {"AF": 3.0}, 1138958),
    (mention("", text="capitale syrienne", kind="capital", countries=("SY",)), {"AF": 3.0}, 170654),
]


@pytest.mark.parametrize(("said", "hints", "geonameid"), NAMELESS, ids=lambda value: getattr(value, "text", ""))
def test_a_capital_without_a_name_is_that_of_the_reports_country(
    said: PlaceMention, hints: dict[str, float], geonameid: int
) -> None:
    """Its adjective decides, else what the report is about."""
    assert place(said, **hints).geonameid == geonameid


def test_the_report_may_be_about_no_single_country() -> None:
    """Where two countries weigh the same, « la capitale » is left open."""
    found = place(mention("", text="capitale", kind="capital"), ML=1.0, NE=1.0)
    assert (found.geonameid, found.precision) == (None, None)


def test_a_doubtful_name_is_a_place_only_in_the_reports_country() -> None:
    """A name without a preposition is dropped unless the report is about its country."""
    said = mention("Trèbes", relation="bare", doubtful=True)
    assert resolve(said, SY=3.0)[0].place is None
    found = resolve(said, FR=3.0)[0].place
    assert found is not None and found.country == "FR"


def test_a_border_has_the_side_that_the_report_is_about() -> None:
    """« la frontière avec le Liban » in a report on Syria is Syria's, a region without a point."""
    said = mention("Liban", text="frontière avec le Liban", kind="border")
    found = place(said, SY=3.0)
    assert (found.precision, found.country, found.lat) == ("region", "SY", None)


def test_every_choice_has_a_reason() -> None:
    """The reason names the words and what was taken, or why nothing was."""
    found = resolve(mention("Alep"), mention("Kouré", 10), mention("Sahel", 20), SY=1.0)
    assert all(said in r.why for said, r in zip(("Alep", "Kouré", "Sahel"), found, strict=True))
    assert "SY has" in found[0].why


def test_nothing_to_resolve_gives_nothing() -> None:
    """A report without places has none."""
    assert resolve() == []
