from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from selon.lexicon.parties import PartyTable, load_parties
from selon.model import (
    Claim,
    Content,
    EventMention,
    Mention,
    Place,
    PlainMention,
    Record,
    Report,
    Source,
    Span,
)
from selon.resolve.parties import annotate, annotate_record, named_countries, resolve_party
from selon.resolve.party_choice import Setting


@pytest.fixture(scope="module")
def table() -> PartyTable:
    return load_parties()


def resolved(table: PartyTable, text: str, countries: str = "", on: str | None = None) -> str | None:
    day = None if on is None else date.fromisoformat(on)
    party = resolve_party(text, table=table, countries=countries.split(), on=day)
    return None if party is None else party.id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Daech", "islamic-state"),
        ("DAESH", "islamic-state"),
        ("organisation État islamique", "islamic-state"),
        ("l’Etat islamique", "islamic-state"),
        ("داعش", "islamic-state"),
        ("Estado Islámico", "islamic-state"),
        ("Front el-Nosra", "nusra-front"),
        ("Jabhat al Nusra", "nusra-front"),
        ("Hayat Tahrir al-Cham", "hts"),
        ("HTS", "hts"),
        ("OSDH", "sohr"),
        ("l'Observatoire syrien des droits de l'homme (OSDH)", "sohr"),
        ("Onu", "un"),
        ("les Nations unies", "un"),
        ("Kremlin", "RU-presidency"),
        ("le Pentagone", "US-defence-ministry"),
        ("Moscou", "RU-government"),
        ("Tsahal", "IL-armed-forces"),
        ("Côte d’Ivoire", "CI"),
        ("République islamique d'Iran", "IR"),
    ],
)
def test_a_name_is_found_in_any_spelling_that_the_table_knows(table: PartyTable, text: str, id: str) -> None:
    """Capitals, accents, apostrophes, hyphens and the Arabic article do not matter."""
    assert resolved(table, text) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("agence Sana", "sana"),
        ("agence officielle Sana", "sana"),
        ("l'ONG Human Rights Watch", "hrw"),
        ("groupe jihadiste État islamique", "islamic-state"),
        ("groupe Al-Qaïda dans la péninsule arabique", "aqap"),
        ("quotidien Le Monde", "le-monde"),
        ("président russe Vladimir Poutine", "vladimir-putin"),
        ("ancien Premier ministre israélien Ehud Barak", "ehud-barak"),
        ("secrétaire général de l'Otan Jens Stoltenberg", "jens-stoltenberg"),
        ("chef du Hamas Ismaïl Haniyeh", "ismail-haniyeh"),
        ("secrétaire américain à la Défense Lloyd Austin", "lloyd-austin"),
        ("puissant général iranien Qassem Soleimani", "qasem-soleimani"),
    ],
)
def test_what_stands_before_a_name_is_set_aside(table: PartyTable, text: str, id: str) -> None:
    """Titles, offices and common nouns before a proper name do not hide it."""
    assert resolved(table, text) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("armée syrienne", "SY-armed-forces"),
        ("forces armées du Soudan", "SD-armed-forces"),
        ("gouvernement malien", "ML-government"),
        ("junte birmane", "MM-government"),
        ("régime de Damas", "SY-government"),
        ("régime de Kiev", "UA-government"),
        ("police nigériane", "NG-police"),
        ("police nigérienne", "NE-police"),
        ("ministère russe de la Défense", "RU-defence-ministry"),
        ("ministère de la Défense russe", "RU-defence-ministry"),
        ("ministère des Affaires étrangères d'Ukraine", "UA-foreign-ministry"),
        ("diplomatie turque", "TR-foreign-ministry"),
        ("ambassade de Russie à Bamako", "RU-diplomatic-mission"),
        ("aviation israélienne", "IL-air-force"),
        ("justice soudanaise", "SD-judiciary"),
        ("présidence de l'Union européenne", "eu"),
        ("ministère de la Santé des Houthis", "houthis"),
        ("police talibane", "taliban"),
        ("télévision d'État syrienne", "SY-state-media"),
    ],
)
def test_a_body_is_composed_from_head_and_country(table: PartyTable, text: str, id: str) -> None:
    """A body of any state is named by its head noun and the state's adjective, name or capital."""
    assert resolved(table, text) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("porte-parole de l'armée israélienne", "IL-armed-forces"),
        ("porte-parole du ministère chinois des Affaires étrangères", "CN-foreign-ministry"),
        ("porte-parole de la police israélienne Noam Tal", "IL-police"),
        ("combattants de l'organisation État islamique", "islamic-state"),
        ("chef du Hamas à Gaza", "hamas"),
        ("experts de l'ONU", "un"),
        ("soldats français", "FR-armed-forces"),
        ("soldats français de Barkhane", "barkhane"),
        ("frégate iranienne", "IR-armed-forces"),
        ("négociateur qatari", "QA-government"),
        ("insurgés houthis", "houthis"),
    ],
)
def test_a_member_stands_for_the_body(table: PartyTable, text: str, id: str) -> None:
    """A spokesman speaks for the body, a fighter fights for it."""
    assert resolved(table, text) == id


@pytest.mark.parametrize(
    ("text", "on", "id"),
    [
        ("président français", "2016-12-20", "francois-hollande"),
        ("président français", "2019-12-20", "emmanuel-macron"),
        ("président français", None, "FR-presidency"),
        ("président français", "1789-07-14", "FR-presidency"),
        ("chef de la diplomatie française", "2018-04-14", "jean-yves-le-drian"),
        ("secrétaire général de l'ONU", "2010-01-01", "ban-ki-moon"),
        ("président ivoirien", "2011-01-15", "CI-presidency"),
        ("ministre indien de la Défense", "2020-06-20", "rajnath-singh"),
        ("administration Trump", "2018-06-01", "US-government"),
        ("porte-parole de l'administration Trump", "2018-06-01", "US-government"),
        ("régime d'Omar el-Béchir", "2015-01-01", "SD-government"),
        ("troupes de Bachar al-Assad", "2015-01-01", "SY-armed-forces"),
    ],
)
def test_an_office_is_read_with_the_date(table: PartyTable, text: str, on: str | None, id: str) -> None:
    """The day tells who held the office; without a day, or where two claimed it, the office stands for its body."""
    assert resolved(table, text, on=on) == id


@pytest.mark.parametrize(
    ("text", "countries", "on", "id"),
    [
        ("shebab", "SO KE", None, "al-shabaab"),
        ("shebab", "MZ", None, "al-shabab-mozambique"),
        ("shebab", "FR", None, None),
        ("Conseil national de transition", "LY", "2011-09-01", "LY-ntc"),
        ("Conseil national de transition", "ML", "2021-09-01", "ML-cnt"),
        ("Jihad islamique", "", "2023-05-09", "islamic-jihad-palestine"),
        ("Jihad islamique", "LB", "1985-06-14", "islamic-jihad-organisation-lebanon"),
        ("soldats congolais", "CD RW", None, "CD-armed-forces"),
        ("soldats congolais", "CG", None, "CG-armed-forces"),
        ("soldats congolais", "", None, None),
        ("Hollande", "SY", "2016-12-20", "francois-hollande"),
        ("Hollande", "SY", "2023-12-20", None),
        ("Hollande", "FR", "2023-12-20", "francois-hollande"),
        ("Bush", "US", "1990-08-02", "george-h-w-bush"),
        ("Bush", "US", "2003-03-20", "george-w-bush"),
        ("Kaboul", "AF", "2015-01-01", "AF-government"),
        ("Kaboul", "AF", "2022-01-01", "AF-islamic-emirate"),
        ("Sanaa", "YE", "2012-01-01", "YE-government"),
        ("Sanaa", "YE", "2018-01-01", None),
        ("Défense civile", "PS IL", None, "PS-gaza-civil-defence"),
        ("Défense civile", "SY", None, "white-helmets"),
        ("Croix-Rouge", "", None, None),
        ("Monde", "", None, None),
        ("Le Monde", "", None, "le-monde"),
    ],
)
def test_country_and_date_decide(table: PartyTable, text: str, countries: str, on: str | None, id: str | None) -> None:
    """A name of several parties goes to the one that fits the report, and to nobody where none or several fit."""
    assert resolved(table, text, countries, on) == id


@pytest.mark.parametrize(
    ("text", "countries", "id"),
    [
        ("armée", "TD", "TD-armed-forces"),
        ("ministère de la Défense", "RU", "RU-defence-ministry"),
        ("ministère de la Défense", "RU UA", None),
        ("armée", "", None),
        ("armée loyaliste", "SY RU", "SY-armed-forces"),
        ("forces gouvernementales", "YE SA", "YE-armed-forces"),
        ("forces gouvernementales", "", None),
    ],
)
def test_a_bare_body_is_that_of_the_only_country(table: PartyTable, text: str, countries: str, id: str | None) -> None:
    """Without a country of its own, a body belongs to the one country that the report speaks of."""
    assert resolved(table, text, countries) == id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "hommes armés",
        "Palestiniens",
        "Français",
        "ei",
        "police de Loire-Atlantique",
        "gouvernement régional",
        "gouverneur de Diffa",
        "frère de Vladimir Poutine",
        "porte-parole de Vladimir Poutine",
        "ancien président français",
        "journaliste américain Ramzan Kadyrov",
        "militaires français et estoniens",
        "branche locale de l'État islamique",
        "opposants au Hamas",
        "partisans du Hezbollah",
        "Condé-sur-Sarthe",
        "ministère",
        "habitants de Damas",
        "police de Kaboul",
        "quartiers d'Alep tenus par le gouvernement syrien, selon un correspondant qui a pu s'y rendre la veille",
    ],
)
def test_nothing_is_guessed(table: PartyTable, text: str) -> None:
    """A phrase with a word that the grammar does not know stays unresolved, however near a name it is."""
    assert resolved(table, text, "FR US", "2019-06-01") is None


SWAPPED = [("syrienne", "SY"), ("israélienne", "IL"), ("russe", "RU"), ("ukrainienne", "UA"), ("française", "FR")]


@pytest.mark.parametrize(("adjective", "country"), SWAPPED)
@pytest.mark.parametrize(
    ("pattern", "institution"),
    [
        ("armée {}", "armed-forces"),
        ("police {}", "police"),
        ("junte {}", "government"),
        ("présidence {}", "presidency"),
    ],
)
def test_same_words_read_the_same_whoever_is_meant(
    table: PartyTable, adjective: str, country: str, pattern: str, institution: str
) -> None:
    """The same head noun gives the same kind of body for every state."""
    assert resolved(table, pattern.format(adjective)) == f"{country}-{institution}"


def mention(text: str, start: int = 0, refers_to: str | None = None) -> Mention:
    anaphor = None if refers_to is None else PlainMention(refers_to, Span(0, len(refers_to)))
    return Mention(text, Span(start, start + len(text)), refers_to=anaphor)


def source(text: str, refers_to: str | None = None) -> Source:
    anaphor = None if refers_to is None else PlainMention(refers_to, Span(0, len(refers_to)))
    return Source("named", text, Span(0, len(text)), refers_to=anaphor)


def test_an_anaphor_takes_the_party_of_what_it_stands_for(table: PartyTable) -> None:
    """« l'ONG » that refers to MSF is MSF; the words of the mention stay as they are."""
    found = annotate(source("ONG", refers_to="MSF"), Setting(table))
    assert (found.text, found.party, found.name) == ("ONG", "msf", "Médecins sans frontières")


def test_the_name_is_in_the_language_asked_for(table: PartyTable) -> None:
    """The canonical name is given in the report's language."""
    assert annotate(source("Daech"), Setting(table), language="es").name == "Estado Islámico"


@pytest.mark.parametrize("kept", [Source("implicit", None, None), replace(source("Moscou"), party="x", name="X")])
def test_nothing_to_resolve_is_left_alone(table: PartyTable, kept: Source) -> None:
    """A source without words, and one that is resolved already, come back unchanged."""
    assert annotate(kept, Setting(table)) is kept


def record(
    text: str, sources: list[Source], *, targets: tuple[Mention, ...] = (), country: str | None = None
) -> Record:
    claims = tuple(
        Claim(f"c{at}", (one,), None, "asserts", Content(text, (Span(0, len(text)),)))
        for at, one in enumerate(sources, 1)
    )
    places = (Place("là", Span(0, 2), country=country),) if country else ()
    event = EventMention("e1", "violence.shelling", PlainMention("tirs", Span(0, 4)), targets=targets, places=places)
    report = Report(text, "r1", published="2019-06-01T08:00:00+02:00")
    return Record(report, claims, (event,))


def test_a_short_name_follows_the_full_one(table: PartyTable) -> None:
    """After « l'armée malienne », « l'armée » is Mali's, though the report speaks of France too."""
    text = "L'armée malienne recule. Le Mali attend. La France aussi. L'armée dément."
    found = annotate_record(record(text, [source("armée malienne"), source("armée")]), table=table)
    assert [claim.sources[0].party for claim in found.claims] == ["ML-armed-forces", "ML-armed-forces"]


def test_a_short_name_alone_stays_open(table: PartyTable) -> None:
    """Where two countries are spoken of and neither army is named in full, « l'armée » is nobody's."""
    text = "Le Mali attend. La France aussi. L'armée dément."
    found = annotate_record(record(text, [source("armée")]), table=table)
    assert found.claims[0].sources[0].party is None


def test_places_count_as_countries(table: PartyTable) -> None:
    """A report that names no country but places its events in one speaks of that one."""
    found = annotate_record(record("La police se tait.", [source("police")], country="NG"), table=table)
    assert found.claims[0].sources[0].party == "NG-police"


@pytest.mark.parametrize(
    ("text", "party"), [("Kiev", None), ("Ukraine", "UA"), ("armée ukrainienne", "UA-armed-forces")]
)
def test_a_bombed_capital_is_a_town(table: PartyTable, text: str, party: str | None) -> None:
    """As a target, the name of a capital may be the town, and is not read as the government."""
    found = annotate_record(record("Kiev a été visée.", [], targets=(mention(text),)), table=table)
    assert found.events[0].targets[0].party == party


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Le Mali et la France. L'armée malienne. Bamako.", ("ML", "FR")),
        ("Les FARDC affrontent le M23, soutenu par le Rwanda.", ("CD", "RW")),
        ("Les soldats congolais ont fui.", ()),
        ("L'AFP et Reuters n'ont rien vu.", ()),
        ("La Corée du Sud, puis l'armée sud-coréenne.", ("KR",)),
    ],
)
def test_countries_come_in_order_of_mention(table: PartyTable, text: str, codes: tuple[str, ...]) -> None:
    """States count by name, adjective, capital and by their parties; outlets and open words do not."""
    assert named_countries(text, table) == codes
