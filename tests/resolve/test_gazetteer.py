"""The gazetteer: what names it knows, how spellings meet, and what it costs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.resolve.gazetteer import Gazetteer, load_gazetteer
from selon.resolve.gazetteer.folding import MIN_SKELETON, fold, key_of, skeleton
from selon.resolve.gazetteer.index import INDEX, load_index

MEGABYTES = 1e6


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


EXONYMS = [
    ("Alep", 170063), ("Damas", 170654), ("Le Caire", 360630), ("Pékin", 1816670), ("Moscou", 524901),
    ("Kaboul", 1138958), ("Bagdad", 98182), ("Mossoul", 99072), ("Tombouctou", 2449067), ("N'Djamena", 2427123),
    ("La Mecque", 104515), ("Anvers", 2803138), ("Djouba", 373303), ("Mogadiscio", 53654), ("Addis-Abeba", 344979),
    ("Tachkent", 1512569), ("Téhéran", 112931), ("Ispahan", 418863), ("Beyrouth", 276781), ("Jérusalem", 281184),
    ("Naplouse", 282615), ("Hébron", 285066), ("Khartoum", 379252), ("Londres", 2643743), ("Varsovie", 756135),
    ("Kiev", 703448), ("Kyiv", 703448), ("Odessa", 698740), ("Séoul", 1835848), ("Rangoun", 1298824),
    ("Le Cap", 3369157), ("Alger", 2507480), ("Tripoli", 2210247), ("Benghazi", 88319), ("Misrata", 2214846),
    ("Lattaquié", 173576), ("Homs", 169577), ("Deir Ezzor", 170794), ("Raqqa", 172955), ("Palmyre", 163808),
    ("Falloujah", 99454), ("Tikrit", 90150), ("Kirkouk", 94787), ("Erbil", 95446), ("Aden", 415189),
    ("Hodeïda", 79415), ("Taëz", 70225), ("Sanaa", 71137), ("Gaza", 281133), ("Rafah", 281102),
    ("Jalalabad", 1139715), ("Kandahar", 1138336), ("Kunduz", 1135690), ("Peshawar", 1168197), ("Quetta", 1167528),
    ("Goma", 216281), ("Bukavu", 217831), ("Beni", 219057), ("Maiduguri", 2331447), ("Kharkiv", 706483),
    ("Marioupol", 701822), ("Zaporijjia", 687700), ("Bakhmout", 713174), ("Donetsk", 709717), ("Sébastopol", 694423),
]  # fmt: skip


@pytest.mark.parametrize(("name", "geonameid"), EXONYMS)
def test_french_names_of_towns_are_known(gazetteer: Gazetteer, name: str, geonameid: int) -> None:
    """Towns that French news names by a French name are found by it."""
    found = gazetteer.find(name) or gazetteer.find_alike(name)
    assert geonameid in {candidate.geonameid for candidate in found}


FOLDED = [
    ("Saint-Étienne", "St Etienne"),
    ("N’Djaména", "N'DJAMENA"),
    ("Khān Yūnis", "Khan Yunis"),
    ("Hawījah", "hawijah"),
    ("Œuilly", "Oeuilly"),
    ("Al-Bāb", "al Bab"),
]


@pytest.mark.parametrize(("left", "right"), FOLDED)
def test_case_accents_and_hyphens_do_not_part_a_name(left: str, right: str) -> None:
    """Names that differ in typing only have one folded form."""
    assert fold(left) == fold(right) != ""


TRANSLITERATED = [
    ("Noureddine", "Nour al-Din", "Nur ad-Din"),
    ("Droujkivka", "Druzhkivka", "Drujkivka"),
    ("Deir Ezzor", "Dayr az Zawr", "Deir el-Zor"),
    ("Hamdaniyé", "Al Hamdaniyah", "Hamdaniya"),
    ("Baqouba", "Ba'quba", "Bakubah"),
    ("Qamichli", "Al Qāmishlī", "Kamichly"),
    ("Tchernihiv", "Chernihiv"),
    ("Khan Younès", "Khān Yūnis", "Khan Younis"),
    ("Abou Chouk", "Abu Shouk", "Abu Shuk"),
]


@pytest.mark.parametrize("spellings", TRANSLITERATED, ids=lambda names: names[0])
def test_transliterations_share_a_skeleton(spellings: tuple[str, ...]) -> None:
    """What transliterators disagree on is no part of a skeleton."""
    assert len({skeleton(name) for name in spellings}) == 1
    assert len(skeleton(spellings[0])) >= MIN_SKELETON


@pytest.mark.parametrize(
    ("left", "right"), [("Homs", "Hama"), ("Mopti", "Ménaka"), ("Sake", "Saïda"), ("Kherson", "Kharkiv")]
)
def test_other_towns_have_other_skeletons(left: str, right: str) -> None:
    """A skeleton keeps apart what a reader keeps apart."""
    assert skeleton(left) != skeleton(right) or not skeleton(left)


@given(st.text(max_size=40))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    """Folding is idempotent and leaves lower-case ASCII, whatever the name."""
    assert fold(fold(name)) == fold(name)
    assert fold(name).isascii()
    assert 0 <= key_of(skeleton(name)) < 2**64


KNOWN = [
    ("Syrie", "country"), ("Burkina Faso", "country"), ("Sahel", "region"), ("Cisjordanie", "region"),
    ("Damas", "capital"), ("Alep", "city"), ("Bankass", "town"), ("Droujkivka", "alike"),
    ("le Var", "region"), ("le Caire", "capital"), ("le Hamas", None), ("Assad", None), ("Xyzzyville", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KNOWN)
def test_what_kind_of_place_bears_a_name(gazetteer: Gazetteer, name: str, kind: str | None) -> None:
    """Names are sorted into countries, regions, capitals, cities, towns, other spellings, and no place."""
    assert gazetteer.known(name) == kind


def test_units_have_a_middle_and_an_extent(gazetteer: Gazetteer) -> None:
    """A province's point and extent come from the towns in it."""
    unit = gazetteer.unit("SY.09")
    assert unit is not None
    assert (unit.geonameid, unit.kind, unit.country) == (170062, "admin1", "SY")
    assert abs(unit.lat - 36.3) < 0.5
    assert 20 < unit.radius_km < 120


@pytest.mark.parametrize(("bearing", "north", "east"), [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1), (45, 1, 1)])
def test_the_part_of_a_country_lies_where_its_name_says(
    gazetteer: Gazetteer, bearing: float, north: int, east: int
) -> None:
    """« le nord » lies north of the middle, and so on around the compass."""
    middle, part = gazetteer.part_of("ML", None), gazetteer.part_of("ML", bearing)
    assert middle is not None and part is not None
    signs = [(delta > 0.2) - (delta < -0.2) for delta in (part[0] - middle[0], part[1] - middle[1])]
    assert signs == [north, east]


def test_an_unknown_country_has_no_part(gazetteer: Gazetteer) -> None:
    """Nothing is made up for a code that is none."""
    assert gazetteer.part_of("ZZ", 0) is None
    assert gazetteer.country_by_code("ZZ") is None


def test_the_index_is_small() -> None:
    """The shipped index stays under 15 MB."""
    assert INDEX.stat().st_size < 15 * MEGABYTES


def test_capitals_are_in_the_index(gazetteer: Gazetteer) -> None:
    """Every capital that the table of countries names is a town of the index and of its country."""
    missing = [
        country.iso2
        for country in gazetteer.countries
        if country.capital and (gazetteer.by_id(country.capital) is None)
    ]
    assert missing == []


@pytest.mark.slow
def test_look_ups_are_fast() -> None:
    """A name is looked up in well under a millisecond, so that a report costs a few of them."""
    index = load_index()
    names = [f"{word}{number}" for number in range(200) for word in ("Alep", "Paris", "San", "Kafr", "Bou")]
    started = time.process_time()
    for name in names:
        index.find(name)
    assert (time.process_time() - started) / len(names) < 0.0005
