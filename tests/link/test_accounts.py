"""The accounts of one incident side by side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from link.building import ATTACK, CLASH, POINTS, SHELLING, STRIKE, TOLL, TUESDAY, WEDNESDAY, Draft

from selon.lexicon import load
from selon.link.accounts import lay_side_by_side
from selon.link.aggregation import aggregate, chosen_readings, series_of
from selon.link.grades import suggest_grade
from selon.link.naming import party_roots
from selon.link.plain import accounts_to_dict
from selon.link.summaries import summarise
from selon.link.tallies import tally_voices
from selon.model import PlainMention, Record
from selon.model.accounts import ROWS, Accounts, MatrixRow
from selon.model.incidents import Incident, MentionKey, Telling
from selon.model.judgements import Choice, Correction


def accounts_of(*records: Record, **options: object) -> Accounts:
    """All mentions of the records as one incident."""
    tellings = tuple(
        Telling(MentionKey(record.report.id, record.events[0].id), tuple(event.id for event in record.events))
        for record in records
    )
    by_id = {record.report.id: record for record in records}
    return lay_side_by_side(Incident("i-1", tellings), by_id, **options)  # type: ignore[arg-type]


def state(accounts: Accounts, row: str) -> str:
    return accounts.row(row).state


def names(accounts: Accounts, row: str) -> list[str]:
    return [accounts.voice(cell.voice).name for cell in accounts.row(row).cells]


def toll(words: str, low: int | None, high: int | None, publisher: str, published: str = "2024-03-06") -> Record:
    draft = Draft(f"À Tarnou, lit-on dans {publisher} du {published}, on compte {words}.", published, publisher)
    draft.event(TOLL, words.split()[-1], figures=(("killed", words, low, high),))
    return draft.record()


COUNTS = [
    (("12 morts", 12, 12), ("12 tués", 12, 12), "agreed"),
    (("12 morts", 12, 12), ("au moins 10 morts", 10, None), "compatible"),
    (("une vingtaine de morts", 20, 20), ("17 morts", 17, 17), "compatible"),
    (("près de 40 morts", 40, 40), ("32 morts", 32, 32), "contested"),
    (("12 morts", 12, 12), ("15 morts", 15, 15), "contested"),
    (("entre 10 et 15 morts", 10, 15), ("14 morts", 14, 14), "compatible"),
    (("moins de 5 morts", None, 4), ("plus de 20 morts", 21, None), "contested"),
    (("13 soldats", 13, 13), ("36 soldats", 36, 36), "contested"),
    (("19 combattants", 19, 19), ("24 civils", 24, 24), "contested"),
]


@pytest.mark.parametrize(("one", "other", "expected"), COUNTS)
def test_counts(one: tuple[str, int, int], other: tuple[str, int, int], expected: str) -> None:
    """Counts that can both be true are compatible, those that exclude each other contested, never averaged."""
    accounts = accounts_of(toll(*one, "Le Courrier"), toll(*other, "Le Matin"))
    assert state(accounts, "killed") == expected
    assert state(accounts, "wounded") == "silent"
    assert [row.row for row in accounts.rows] == list(ROWS)


def test_one_voice_through_three_outlets() -> None:
    """An agency's witness relayed by three outlets is one voice, passed on by three."""
    drafts = []
    for outlet in ("Le Courrier", "Le Matin", "La Dépêche"):
        draft = Draft(f"{outlet}. Selon l'Observatoire Kéna, douze civils ont péri à Tarnou.", "2024-03-06", outlet)
        draft.claim("Observatoire Kéna", "douze civils ont péri à Tarnou")
        draft.event(TOLL, "péri", at=("Tarnou",), figures=(("killed", "douze civils", 12, 12),))
        drafts.append(draft.record())
    accounts = accounts_of(*drafts)
    [cell] = accounts.row("killed").cells
    voice = accounts.voice(cell.voice)
    assert voice.name == "Observatoire Kéna"
    assert set(voice.through) == {"Le Courrier", "Le Matin", "La Dépêche"}
    assert state(accounts, "killed") == "single voice"


def test_near_copies_are_one_outlet() -> None:
    """A copy's own voice is that of the report that it copies; agreement of copies is no corroboration."""
    first, copy = toll("12 morts", 12, 12, "Le Courrier"), toll("12 morts", 12, 12, "Le Matin")
    assert state(accounts_of(first, copy), "killed") == "agreed"
    accounts = accounts_of(first, copy, copies={copy.report.id: first.report.id})
    assert state(accounts, "killed") == "single voice"
    assert names(accounts, "killed") == ["Le Courrier"]


def test_a_source_citing_another() -> None:
    """« L'agence, citant un policier »: the policeman says it, through the agency and the outlet."""
    draft = Draft("L'agence Velna, citant un policier, fait état de douze tués.")
    outer = draft.claim("agence Velna", "douze tués")
    draft.claim("policier", "douze tués", kind="unnamed", parent=outer)
    draft.event(TOLL, "tués", figures=(("killed", "douze tués", 12, 12),))
    accounts = accounts_of(draft.record())
    [cell] = accounts.row("killed").cells
    voice = accounts.voice(cell.voice)
    assert (voice.name, voice.kind, voice.through) == ("policier", "unnamed", ("agence Velna", "Le Courrier"))


def test_who_is_accused_and_who_denies() -> None:
    """Accusations by two voices and a denial make the doer contested, and each stand is kept with its words."""
    draft = Draft(
        "Des obus ont frappé Tarnou mardi. L'armée accuse le Front de Kéna. Le Front de Kéna dément toute implication."
    )
    draft.event(SHELLING, "obus", at=("Tarnou",), when=TUESDAY)
    draft.claim("armée", "le Front de Kéna", "accuses")
    draft.claim("Le Front de Kéna", "toute implication", "denies")
    accounts = accounts_of(draft.record())
    assert state(accounts, "by_whom") == "contested"
    assert [(stand.stance, stand.about) for stand in accounts.stands] == [
        ("accuses", "responsibility"),
        ("denies", "responsibility"),
    ]


def test_a_description_is_less_precise_not_contested() -> None:
    """« Des hommes armés » and a named group can be one; two named groups cannot."""
    vague = Draft("Des hommes armés ont attaqué Tarnou mardi.", publisher="A")
    vague.event(ATTACK, "attaqué", by=("hommes armés",), when=TUESDAY)
    named = Draft("La katiba Sorel a attaqué Tarnou mardi.", publisher="B")
    named.event(ATTACK, "attaqué", by=("katiba Sorel",), when=TUESDAY)
    other = Draft("Les combattants du Mouvement Azul ont attaqué Tarnou mardi.", publisher="C")
    other.event(ATTACK, "attaqué", by=("Mouvement Azul",), when=TUESDAY)
    assert state(accounts_of(vague.record(), named.record()), "by_whom") == "compatible"
    assert state(accounts_of(named.record(), other.record()), "by_whom") == "contested"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("FR-armed-forces", "FR", True), ("RU-government", "RU-armed-forces", True), ("FR", "RU", False)],
)
def test_whom_a_party_acts_for(one: str, other: str, expected: bool) -> None:
    """A state's army and its government are one doer, named more or less precisely; two states are not."""
    assert bool(party_roots(one) & party_roots(other)) is expected


def test_who_holds_an_office_acts_for_the_state() -> None:
    """A president and the country are one doer; an armed group acts for itself alone."""
    table = load("fr").parties
    person, terms = next((person, terms) for person, terms in table.held.items() if terms and len(terms[0].of) == 2)
    assert party_roots(person) & party_roots(terms[0].of)
    group = next(id for id, row in table.rows.items() if row["kind"] == "armed_group")
    assert party_roots(group) == {group}


def test_a_market_and_a_base() -> None:
    """A civilian target and a military one contradict each other; a camp and a site do not."""
    one = Draft("Un missile a frappé le marché couvert mardi.", publisher="A")
    one.event(STRIKE, "frappé", to=("marché couvert",), arms=("missile",), when=TUESDAY)
    two = Draft("L'armée a détruit une base de mercenaires mardi.", publisher="B")
    two.event(STRIKE, "détruit", by=("armée",), to=("base de mercenaires",), when=TUESDAY)
    three = Draft("Une frappe a touché des étals mardi.", publisher="C")
    three.event(STRIKE, "frappe", to=("étals",), when=TUESDAY)
    assert state(accounts_of(one.record(), two.record()), "to_whom") == "contested"
    assert state(accounts_of(one.record(), three.record()), "to_whom") == "compatible"


def test_days_and_places() -> None:
    """A night and its morning are compatible, two days contested; a quarter of the town is compatible, another town not."""
    night = Draft("Dans la nuit de lundi à mardi, Tarnou a été bombardée.", publisher="A")
    night.event(SHELLING, "bombardée", at=("Tarnou",), when=("nuit de lundi à mardi", "2024-03-04", "2024-03-05"))
    day = Draft("Mardi mardi, Belko a été bombardée.", publisher="B")
    day.event(SHELLING, "bombardée", at=("Belko",), when=TUESDAY)
    later = Draft("Des obus mercredi sur Sarfa.", publisher="C")
    later.event(SHELLING, "obus", at=("Sarfa",), when=WEDNESDAY)
    near = accounts_of(night.record(), day.record())
    assert (state(near, "when"), state(near, "where")) == ("compatible", "compatible")
    far = accounts_of(day.record(), later.record())
    assert (state(far, "when"), state(far, "where")) == ("contested", "contested")


def test_a_denied_deed() -> None:
    """A fight that one voice tells and another says did not happen is contested."""
    one = Draft("Une embuscade a visé la patrouille mardi.", publisher="A")
    one.event(CLASH, "embuscade", when=TUESDAY)
    two = Draft("Des témoins affirment qu'il n'y a pas eu de combat.", publisher="B")
    two.claim("témoins", "il n'y a pas eu de combat", "denies", kind="unnamed")
    two.event(CLASH, "combat", reality="negated")
    accounts = accounts_of(one.record(), two.record())
    assert state(accounts, "what") == "contested"
    assert names(accounts, "what") == ["A", "témoins"]


def test_numbers_of_things() -> None:
    """Things destroyed are counted too, with the words' bound; minutes of a video are not lorries."""
    one = Draft("Il chiffre à 74 le nombre de camions brûlés.", publisher="A")
    one.event("coercion.destruction", "brûlés", to=("camions",))
    two = Draft("Le groupe dit avoir incendié plus de 60 véhicules.", publisher="B")
    two.event("coercion.destruction", "incendié", to=("véhicules",))
    three = Draft("Une vidéo de deux minutes montre des camions en flammes.", publisher="C")
    three.event("coercion.destruction", "flammes", to=("camions",))
    row = accounts_of(one.record(), two.record(), three.record()).row("things")
    assert row.state == "compatible"
    assert [(cell.current[0].low, cell.current[0].high) for cell in row.cells] == [(74, 74), (61, None)]


@pytest.fixture
def moving() -> Accounts:
    """A toll that an outlet revises, and another outlet's."""
    return accounts_of(
        toll("11 morts", 11, 11, "Le Courrier", "2024-03-06"),
        toll("14 morts", 14, 14, "Le Courrier", "2024-03-08"),
        toll("au moins 12 morts", 12, None, "Le Matin", "2024-03-07"),
    )


def test_revisions_are_a_series(moving: Accounts) -> None:
    """A voice's older numbers stay as a series; what it says last is what holds."""
    steps = [(step.published, step.low) for step in series_of(moving, "killed")]
    assert steps == [("2024-03-06", 11), ("2024-03-07", 12), ("2024-03-08", 14)]
    row: MatrixRow = moving.row("killed")
    assert [cell.revised for cell in row.cells] == [True, False]
    assert row.state == "compatible"
    assert (row.low, row.high) == (12, None)


RULE_CASES = [
    ("lowest", 12, None),
    ("highest", 14, 14),
    ("latest", 14, 14),
    ("most precise", 14, 14),
    ("most frequent", None, None),
]


@pytest.mark.parametrize(("rule", "low", "high"), RULE_CASES)
def test_rules_are_named_and_never_a_mean(moving: Accounts, rule: str, low: int | None, high: int | None) -> None:
    """Each rule gives a number that some voice gave, with the rule and the voice beside it, or says that it is undecided."""
    result = aggregate(moving, "killed", rule)
    assert (result.low, result.high) == (low, high)
    assert result.words.startswith(rule)
    assert all(reading.voice for reading in result.readings)


def test_a_rule_must_be_known(moving: Accounts) -> None:
    """Another rule, or a voice without its name, is refused with what is allowed."""
    with pytest.raises(ValueError, match="lowest, highest"):
        aggregate(moving, "killed", "mean")
    with pytest.raises(ValueError, match="needs a voice"):
        aggregate(moving, "killed", "voice")


def test_a_correction_stands_in_for_what_was_read() -> None:
    """A person's number takes the place of the misread one, marked as corrected; the record is as it was."""
    record = toll("12 morts", 12, 12, "Le Courrier")
    fix = Correction("k1", MentionKey(record.report.id, "e1"), "killed", "21 morts", 21, 21, who="ab")
    accounts = accounts_of(record, corrections=[fix])
    [cell] = accounts.row("killed").cells
    assert [(reading.value, reading.low, reading.precision) for reading in cell.current] == [
        ("21 morts", 21, "corrected")
    ]
    assert record.events[0].figures[0].min == 12


def test_a_choice_follows_its_incident(moving: Accounts) -> None:
    """The newest choice of a row holds for the incident that its mention is in, and no other."""
    record = toll("11 morts", 11, 11, "Le Courrier", "2024-03-06")
    key = MentionKey(record.report.id, "e1")
    incident = Incident("i-1", (Telling(key, ("e1",)),))
    choices = [Choice("k1", key, "killed", "highest"), Choice("k2", key, "killed", "lowest", who="ab")]
    chosen = chosen_readings(moving, incident, choices)
    assert {row: (one.rule, one.low) for row, one in chosen.items()} == {"killed": ("lowest", 12)}
    elsewhere = Incident("i-2", (Telling(MentionKey("other", "e1"), ("e1",)),))
    assert chosen_readings(moving, elsewhere, choices) == {}


def test_accounts_become_json(moving: Accounts) -> None:
    """The matrix can be written as JSON; what holds is given by its place among the readings."""
    plain = json.loads(json.dumps(accounts_to_dict(moving)))
    killed = next(row for row in plain["rows"] if row["row"] == "killed")
    assert [cell["current"] for cell in killed["cells"]] == [[1], [0]]
    assert killed["cells"][0]["revised"]


def test_a_line_of_an_incident() -> None:
    """A summary has the range of days and dead, the most precise place, and what is contested."""
    one = Draft("Un raid a visé Tarnou mardi, faisant 12 morts.", publisher="A")
    one.event(STRIKE, "raid", at=("Tarnou",), when=TUESDAY, figures=(("killed", "12 morts", 12, 12),))
    two = Draft("Dans la nuit de lundi à mardi, une frappe a tué 15 personnes dans la région de Kéna.", publisher="B")
    night = ("nuit de lundi à mardi", "2024-03-04", "2024-03-05")
    two.event(STRIKE, "frappe", at=("Kéna",), when=night, figures=(("killed", "15 personnes", 15, 15),))
    line = summarise(accounts_of(one.record(), two.record()))
    assert (line.first_day, line.last_day) == ("2024-03-04", "2024-03-05")
    assert (line.place, line.precision, line.point) == ("Tarnou", "exact", POINTS["Tarnou"])
    assert (line.killed_low, line.killed_high, line.contested) == (12, 15, ("killed",))
    assert (line.reports, line.voices, line.types) == (2, 2, (STRIKE,))
    nothing = Draft("Des violences ont éclaté.", publisher="C")
    nothing.event(CLASH, "violences")
    bare = summarise(accounts_of(nothing.record()))
    assert (bare.first_day, bare.place, bare.killed_low, bare.doers) == (None, None, None, ())


def grade_of(*records: Record) -> str | None:
    return suggest_grade(accounts_of(*records)).grade


def test_grades() -> None:
    """The suggested grade follows who says that civilians were harmed and who answers for it."""
    one, two = toll("12 civils", 12, 12, "Le Courrier"), toll("12 civils", 12, 12, "Le Matin")
    assert grade_of(one) == "weak"
    assert grade_of(one, two) == "fair"
    assert grade_of(toll("12 combattants", 12, 12, "Le Courrier")) == "discounted"
    owned = Draft("L'armée reconnaît avoir frappé Tarnou par erreur mardi.", publisher="C")
    owned.claim("armée", "avoir frappé Tarnou", "claims_responsibility")
    owned.event(STRIKE, "frappé", at=("Tarnou",), when=TUESDAY)
    assert grade_of(one, owned.record()) == "confirmed"
    denied = Draft("L'armée dément toute implication dans la frappe de mardi.", publisher="D")
    denied.claim("armée", "toute implication dans la frappe", "denies")
    denied.event(STRIKE, "frappe", when=TUESDAY)
    assert grade_of(one, denied.record()) == "contested"
    silent = Draft("Des obus sont tombés mardi.", publisher="E")
    silent.event(SHELLING, "obus", when=TUESDAY)
    assert grade_of(silent.record()) is None


def test_tallies_are_facts() -> None:
    """Per voice: where it speaks alone, agrees, is contested, and what it calls parties."""
    one, two = toll("12 morts", 12, 12, "Le Courrier"), toll("15 morts", 15, 15, "Le Matin")
    named = Draft("Les terroristes du Front Azul ont frappé mardi.", publisher="Le Courrier")
    named.event(ATTACK, "frappé", by=("terroristes du Front Azul",), when=TUESDAY)
    tallies = {tally.name: tally for tally in tally_voices([accounts_of(one, two), accounts_of(named.record())])}
    paper = tallies["Le Courrier"]
    assert (paper.incidents, paper.contested, tallies["Le Matin"].contested) == (2, 1, 1)
    assert paper.words == {"terroristes du Front Azul": 1}
    assert paper.alone == paper.cells - 1


def test_every_value_has_words() -> None:
    """Every reading of the matrix is cut from its report, and quotes the sentence that it stands in."""
    draft = Draft("Le Front de Kéna a frappé Tarnou mardi. Il a visé le marché.")
    draft.event(STRIKE, "frappé", by=("Front de Kéna",), at=("Tarnou",), when=TUESDAY)
    draft.event(STRIKE, "visé", by=("Il",), to=("marché",))
    second = draft.events[1]
    il = replace(second.initiators[0], refers_to=PlainMention("Front de Kéna", draft.span("Front de Kéna")))
    draft.events[1] = replace(second, initiators=(il,))
    record = draft.record()
    accounts = accounts_of(record)
    readings = [reading for row in accounts.rows for cell in row.cells for reading in cell.readings]
    assert readings
    for reading in readings:
        assert reading.span.of(record.report.text) == reading.value
        assert reading.value in reading.quote
    shown = [reading.shown for reading in readings if reading.row == "by_whom"]
    assert shown == ["Front de Kéna", "Front de Kéna"]


def test_a_missing_report_says_nothing() -> None:
    """An incident whose report was withdrawn is laid out without it."""
    one, two = toll("12 morts", 12, 12, "Le Courrier"), toll("15 morts", 15, 15, "Le Matin")
    tellings = tuple(Telling(MentionKey(r.report.id, "e1"), ("e1",)) for r in (one, two))
    accounts = lay_side_by_side(Incident("i-1", tellings), {one.report.id: one})
    assert names(accounts, "killed") == ["Le Courrier"]
