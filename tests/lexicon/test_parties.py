from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from selon.errors import LexiconError
from selon.lexicon.parties import COLUMNS, KINDS, PARTIES, TABLES, Party, PartyTable, load_parties
from selon.lexicon.party_names import Name
from selon.lexicon.table import DATA, read_table

FULL_DAY = len("2016-12-20")


@pytest.fixture(scope="module")
def table() -> PartyTable:
    return load_parties()


def parties(table: PartyTable) -> Iterator[Party]:
    for id in table.rows:
        party = table.party(id)
        assert party is not None
        yield party


def test_there_are_enough_parties_of_every_kind(table: PartyTable) -> None:
    """The table holds 900 parties or more, and some of every kind that has rows of its own."""
    kinds = [party.kind for party in parties(table)]
    composed_only = {"security_forces", "civil_defence"}
    assert len(kinds) >= 900
    assert set(kinds) == set(KINDS) - composed_only


@pytest.mark.parametrize("word", ["terror", "rebel", "regime", "extrem"])
def test_no_kind_judges(word: str) -> None:
    """The words for kinds are words that a party could use of itself."""
    assert not [kind for kind in KINDS if word in kind]


def test_countries_are_iso_codes(table: PartyTable) -> None:
    """Every country of a party is an entry of ISO 3166-1, or XK."""
    header = ("name", "iso2")
    path = DATA / "world" / "countries.tsv"
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    column = lines[0].split("\t").index(header[1]) if header[1] in lines[0] else 0
    known = {line.split("\t")[column] for line in lines[1:]} | {"XK"}
    assert {code for party in parties(table) for code in party.countries} <= known


def test_terms_belong_to_persons_and_offices(table: PartyTable) -> None:
    """A term is held by a person, in an office, of a state or an organisation that the tables have."""
    for terms in table.held.values():
        for term in terms:
            person = table.party(term.person)
            assert person is not None and person.kind == "person", term
            assert term.office in table.bodies.offices, term
            assert table.party(term.of) is not None, term


def test_terms_are_days(table: PartyTable) -> None:
    """A term begins and ends on a day, or lasts."""
    for terms in table.held.values():
        for term in terms:
            assert len(term.since) == FULL_DAY and len(term.until) in (0, FULL_DAY), term


def test_nobody_follows_himself_at_once(table: PartyTable) -> None:
    """The terms of one person in one office do not overlap."""
    for terms in table.held.values():
        for first, second in combinations(terms, 2):
            if (first.office, first.of) == (second.office, second.of):
                assert first.until and first.until <= second.since, (first, second)


def test_metonyms_name_known_bodies(table: PartyTable) -> None:
    """A capital or a seat stands for a body that has a row or can be composed."""
    for file in ("seats.tsv", "capitals.tsv"):
        columns = ("name", "party", "source") if file == "seats.tsv" else ("name", "party", "from", "to")
        for row in read_table(PARTIES / file, columns):
            assert table.party(row["party"]) is not None, row.where


def ambiguous(table: PartyTable) -> list[tuple[Name, Name]]:
    return [
        pair
        for tokens, names in table.index.items()
        if len({name.party for name in names}) > 1
        for pair in combinations({name.party: name for name in table.named(tokens)}.values(), 2)
    ]


def windows(table: PartyTable, name: Name) -> tuple[tuple[str, str], ...]:
    party = table.party(name.party)
    assert party is not None
    terms = tuple((term.since, term.until) for term in table.held.get(party.id, ()))
    return terms or ((name.since or party.since, name.until or party.until),)


def test_ambiguous_names_have_a_discriminator(table: PartyTable) -> None:
    """Two parties that are called alike differ in home country or in time, so that a report can decide."""
    for one, other in ambiguous(table):
        first, second = table.party(one.party), table.party(other.party)
        assert first is not None and second is not None
        differs = first.countries[:1] != second.countries[:1] or windows(table, one) != windows(table, other)
        assert differs, (one, other)


def test_ambiguous_names_are_few(table: PartyTable) -> None:
    """Ambiguity is listed, not bred: fewer than one name in fifty."""
    names = {one.text for one, _ in ambiguous(table)}
    assert 0 < len(names) < len(table.index) / 50


def test_no_two_parties_are_called_each_other(table: PartyTable) -> None:
    """No party has the canonical name of a second one as alias while the second has the first one's."""
    called = {party.id: {party.name("fr"), *party.aliases} for party in parties(table)}
    owners = {party.name("fr"): party.id for party in parties(table)}
    for id, names in called.items():
        for other in {owners[name] for name in names if name in owners} - {id}:
            mine, theirs = table.party(id), table.party(other)
            assert mine is not None and theirs is not None
            assert mine.name("fr") not in called[other], (id, other)


@pytest.mark.parametrize(
    "id",
    [
        "SY",
        "IQ",
        "LB",
        "YE",
        "islamic-state",
        "hamas",
        "hezbollah",
        "houthis",
        "nusra-front",
        "rsf-sudan",
        "SY-armed-forces",
    ],
)
def test_parties_of_the_arab_world_have_arabic_names(table: PartyTable, id: str) -> None:
    """A main party of the Arab world is given in Arabic script."""
    party = table.party(id)
    assert party is not None
    assert any("\u0600" <= letter <= "\u06ff" for letter in party.names["ar"])


@pytest.mark.parametrize(
    ("id", "alias", "since", "until"),
    [
        ("islamic-state", "EIIL", "2013-04", "2014-06"),
        ("nusra-front", "Front al-Nosra", "", ""),
        ("SY-government", "régime de Bachar al-Assad", "2000-07", "2024-12"),
    ],
)
def test_aliases_carry_their_time(table: PartyTable, id: str, alias: str, since: str, until: str) -> None:
    """A name that was in use for a time only says so."""
    found = [name for names in table.index.values() for name in names if name.party == id and name.text == alias]
    assert [(name.since, name.until) for name in found] == [(since, until)]


@pytest.mark.parametrize(
    ("country", "institution", "french", "english", "spanish"),
    [
        ("RU", "air-force", "armée de l'air russe", "Russian air force", "fuerza aérea rusa"),
        ("NG", "police", "police nigériane", "Nigerian police", "policía nigeriana"),
        ("NE", "police", "police nigérienne", "Nigerien police", "policía nigerina"),
        (
            "GR",
            "defence-ministry",
            "ministère grec de la Défense",
            "Greek Ministry of Defence",
            "Ministerio de Defensa griego",
        ),
        ("VA", "police", "police (Saint-Siège)", "police (Holy See)", "policía (Santa Sede)"),
    ],
)
def test_bodies_are_composed(
    table: PartyTable, country: str, institution: str, french: str, english: str, spanish: str
) -> None:
    """A body without a row is named after its institution and its state's adjective, in the adjective's right form."""
    party = table.body(country, institution)
    assert party is not None
    assert (party.id, party.name("fr"), party.name("en"), party.name("es")) == (
        f"{country}-{institution}",
        french,
        english,
        spanish,
    )


@pytest.mark.parametrize(("country", "institution"), [("XX", "police"), ("FR", "choir"), ("hamas", "police")])
def test_unknown_bodies_are_none(table: PartyTable, country: str, institution: str) -> None:
    """There is no body of an unknown state, none of an unknown sort, and none of a party that is no state."""
    assert table.body(country, institution) is None


def test_a_body_with_a_row_keeps_its_own_name(table: PartyTable) -> None:
    """A row of bodies.tsv goes before composition."""
    party = table.body("US", "defence-ministry")
    assert party is not None
    assert party.name("fr") == "département américain de la Défense"


def test_a_weak_canonical_name_is_weak(table: PartyTable) -> None:
    """A canonical name that stands among the aliases with "~" is taken only with the report's country or time."""
    assert [name.weak for name in table.named(("marianne",)) if name.party == "marianne"] == [True]


@pytest.mark.parametrize(
    ("hand", "column", "built"), [("states.txt", 0, "states.tsv"), ("phoenix_picks.txt", 1, "phoenix.tsv")]
)
def test_built_tables_follow_their_hand_files(hand: str, column: int, built: str) -> None:
    """A table that a script builds has the entries of the file that is edited by hand, no more and no fewer."""
    lines = (Path(__file__).parents[2] / "tools" / "parties" / hand).read_text("utf-8").splitlines()
    ids = {line.split(";")[column] for line in lines if line and not line.startswith("#")}
    states = {id for id in ids if hand != "states.txt" or (len(id) == 2 and id.isupper())}
    assert {row["id"] for row in read_table(PARTIES / built, COLUMNS)} == states


BROKEN = [
    ("armed_groups", "x-1\tsect\tFR\t\t\tX\tX\t\t\t\tpublic record", "'sect'"),
    ("armed_groups", "x-1\tmilitia\tFrance\t\t\tX\tX\t\t\t\tpublic record", "'France'"),
    ("armed_groups", "x-1\tmilitia\tFR\t2012\t2011\tX\tX\t\t\t\tpublic record", "ends (2011) before it begins (2012)"),
    ("armed_groups", "x-1\tmilitia\tFR\tspring\t\tX\tX\t\t\t\tpublic record", "'spring' is no date"),
    ("armed_groups", "hamas\tmilitia\tFR\t\t\tX\tX\t\t\t\tpublic record", "'hamas' stands in"),
    ("armed_groups", "x-1\tmilitia\tFR\t\t\t\tX\t\t\t\tpublic record", "column 'fr' is empty"),
    ("armed_groups", "x-1\tmilitia\tFR\t\t\tX\tX\t\t\t\t", "column 'source' is empty"),
    ("armed_groups", "x-1\tmilitia\tFR\t\t\tX\tX\t\t\tY @soon\tpublic record", "write ' @from..to'"),
    ("terms", "hamas\tpresident\tFR\t2012-05-15\t2011\tpublic record", "ends (2011) before it begins (2012-05-15)"),
]


@pytest.mark.parametrize(("file", "line", "problem"), BROKEN)
def test_a_broken_line_is_named(tmp_path: Path, file: str, line: str, problem: str) -> None:
    """A line that is not well formed stops the load, with its file, its number and what is wrong."""
    folder = tmp_path / "parties"
    shutil.copytree(PARTIES, folder)
    path = folder / f"{file}.tsv"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    # an id that stands twice is found wherever its second line stands
    with pytest.raises(LexiconError) as error:
        load_parties("fr", folder)
    assert problem in str(error.value)
    assert error.value.path == path or "hamas" in problem
    assert error.value.line > 0


@pytest.mark.parametrize("path", sorted(PARTIES.glob("*.tsv")), ids=lambda path: path.name)
def test_every_column_is_explained(path: Path) -> None:
    """Each table says above its header what each of its columns means."""
    lines = path.read_text("utf-8").splitlines()
    columns = next(line for line in lines if not line.startswith("#")).split("\t")
    explained = {line[2:].partition(":")[0] for line in lines if line.startswith("# ")}
    assert set(columns) <= explained


def test_every_table_is_read() -> None:
    """No table of parties lies about unread."""
    others = {"terms", "seats", "capitals", "institutions", "offices", "adjectives"}
    assert {path.stem for path in PARTIES.glob("*.tsv")} == set(TABLES) | others


def test_a_language_without_words_still_has_names() -> None:
    """Names are of the world: a language that has no words for bodies yet resolves them all the same."""
    table = load_parties("de")
    assert table.words.by_first == {}
    assert table.party("hamas") is not None


@pytest.mark.parametrize(
    ("name", "is_group"),
    [("Hamas", True), ("Boko Haram", True), ("Hezbollah", True), ("Syrie", False), ("Gaza", False), ("Reuters", False)],
)
def test_groups_are_told_from_places_and_outlets(table: PartyTable, name: str, is_group: bool) -> None:
    """A group's name is no place's; states and outlets are left to whoever asks."""
    assert table.names_group(name) is is_group
