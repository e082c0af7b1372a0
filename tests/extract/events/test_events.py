"""What is said to have happened is told with its type, doers, targets and reality, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from selon.extract.events import EventDraft, finish
from selon.extract.events.extraction import EventLexicons, extract_events
from selon.lexicon import Lexicon
from selon.lexicon.table import read_table
from selon.model import REALITIES, Claim, Content, PlainMention, Record, Source, Span
from selon.parse import ParsedReport

Parse = Callable[[str], ParsedReport]
Events = Callable[..., list[EventDraft]]

HERE = Path(__file__).parent
# A report has to speak of armed conflict before an ambiguous word is taken for a part of it.
SETTING = (
    "Des rebelles et des soldats se font face dans la province. Les jihadistes ont des roquettes et des mortiers. "
    "La milice tient la colline et les insurgés la vallée. "
)


@pytest.fixture(scope="module")
def events_of(parse_fr: Parse, lexicon: Lexicon) -> Events:
    """From a sentence to the events told in it, the report around it speaking of armed conflict."""

    def told(sentence: str, setting: str = SETTING, claims: tuple[Claim, ...] = ()) -> list[EventDraft]:
        doc = parse_fr(setting + sentence).doc
        found = extract_events(doc, claims, EventLexicons(lexicon.events, lexicon.plain_events))
        return [event for event in found if event.trigger.span.start >= len(setting)]

    return told


def lines(name: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in read_table(HERE / name, columns)]


@pytest.mark.parametrize(("topic", "text", "told"), lines("sentences.tsv", ("topic", "text", "told")))
def test_each_happening_is_told_once_with_its_type(events_of: Events, topic: str, text: str, told: str) -> None:
    """Every type is found, a happening of several words is one event, and look-alikes are none."""
    expected = [tuple(told.split(":"))] if told else []
    assert [(event.type, event.trigger.text) for event in events_of(text)] == expected, topic


@pytest.mark.parametrize(
    ("text", "trigger", "initiators", "targets"), lines("roles.tsv", ("text", "trigger", "initiators", "targets"))
)
def test_doers_and_targets_are_told_apart(
    events_of: Events, text: str, trigger: str, initiators: str, targets: str
) -> None:
    """Active or passive, noun or verb, named at once or through another clause."""
    event = next(event for event in events_of(text) if event.trigger.text == trigger)
    assert "|".join(m.text + "*" * m.suspected for m in event.initiators) == initiators
    assert "|".join(m.text for m in event.targets) == targets


@pytest.mark.parametrize(("text", "trigger", "means"), lines("means.tsv", ("text", "trigger", "means")))
def test_means(events_of: Events, text: str, trigger: str, means: str) -> None:
    """A weapon that does it is a means, not a doer; a vehicle is one where it is driven at people."""
    event = next(event for event in events_of(text) if event.trigger.text == trigger)
    assert "|".join(m.text for m in event.means) == means


@pytest.mark.parametrize(("text", "trigger", "reality"), lines("reality.tsv", ("text", "trigger", "reality")))
def test_reality(events_of: Events, text: str, trigger: str, reality: str) -> None:
    """What was denied, doubted, wished or asked is not told as done."""
    assert reality in REALITIES
    assert next(event for event in events_of(text) if event.trigger.text == trigger).reality == reality


@pytest.mark.parametrize(
    "text",
    [
        "Le promu a bombardé la défense de centres et son attaquant a inscrit un but à la fin du match de championnat.",
        "Le club a lancé une offensive et son gardien a repoussé le tir au but du joueur.",
        "Le magasin a lancé une attaque sur les prix et la concurrence a perdu des clients et des ventes.",
        "Les inondations ont tué six personnes et la tempête a détruit un pont.",
        "Le film raconte la chute d'un acteur et le réalisateur massacre le roman.",
        "Six personnes sont mortes dans un accident sur l'autoroute.",
        "Le virus a tué douze malades et l'épidémie progresse.",
        "Le député a essuyé une attaque de l'opposition au conseil municipal.",
        "Un mari a tué son épouse à leur domicile et le parquet a placé le meurtrier en garde à vue.",
        "Le maire a répliqué sur les réseaux sociaux et a livré une bataille politique.",
        "Un ours a attaqué des brebis et le chasseur l'a abattu.",
        "La junte de l'entreprise mène un combat contre la pollution et les prix.",
    ],
)
def test_fields_that_borrow_the_words_of_war_stay_silent(events_of: Events, text: str) -> None:
    """Sport, trade, weather, film, accident, illness and politics tell no event."""
    assert events_of(text, setting="") == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("La fusillade a fait quatre morts et onze blessés.", "fusillade"),
        ("Des hommes armés ont enlevé vendredi dix élèves.", "enlevé"),
        ("Deux soldats ont été tués dans une embuscade.", "embuscade"),
        ("Les rebelles ont pris le contrôle du port.", "contrôle"),
        ("L'armée a bombardé le marché de la ville.", "bombardé"),
    ],
)
def test_a_brief_of_one_sentence_needs_fewer_words_of_conflict(events_of: Events, text: str, trigger: str) -> None:
    """A sentence that is a whole report has no room for the words that a long one must have."""
    assert [event.trigger.text for event in events_of(text, setting="")] == [trigger]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Un raid sur le camp, qui a fait dix morts, a duré une heure.", ["raid"]),
        ("Les rebelles ont attaqué le village, faisant douze morts et cinq blessés.", ["attaqué"]),
        ("Sept personnes sont mortes et dix ont été blessées lorsqu'un kamikaze s'est fait exploser.", ["kamikaze"]),
        ("Ce décès porte à 42 le nombre de soldats tués depuis le début de l'offensive.", ["décès", "tués"]),
        ("L'auteur de l'attentat de Goma a été tué par la police.", ["attentat", "tué"]),
        ("Des heurts ont éclaté après la mort d'un jeune homme.", ["heurts", "mort"]),
        ("Un convoi humanitaire a été pris pour cible par des miliciens.", ["cible"]),
        ("Le général a été inculpé de crimes de guerre.", ["inculpé"]),
    ],
)
def test_a_toll_joins_its_cause_and_nothing_else(events_of: Events, text: str, told: list[str]) -> None:
    """Effects are told with their cause; what only dates, charges or is told before stays apart or silent."""
    assert [event.trigger.text for event in events_of(text)] == told


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Une voiture piégée a explosé au marché. L'attaque a fait deux morts.", ["explosive_device"] * 2),
        ("Un obus a touché une école. Le gouvernement a condamné une attaque odieuse.", ["shelling"] * 2),
        ("Des soldats ont été attaqués. Cette attaque a duré une heure.", ["armed_clash"] * 2),
        ("Depuis mi-juin, les rebelles ont tué cent personnes.", ["casualties"]),
        ("Une foule en colère a incendié la mairie.", ["riot"]),
        ("Le colonel Saleh est de Homs. Les rebelles ont tué Saleh.", ["armed_clash"]),
    ],
)
def test_types_follow_what_the_report_tells_elsewhere(events_of: Events, text: str, kinds: list[str]) -> None:
    """What is taken up has the type of its antecedent, before or after; names have their bearer's kind."""
    assert [event.type.split(".")[1] for event in events_of(text)] == kinds


def test_what_is_told_before_it_is_named_has_its_type(events_of: Events) -> None:
    """A report that begins with « L'attaque » says only then what it was."""
    text = "L'attaque a eu lieu hier. Une voiture piégée a explosé près des soldats et des rebelles."
    assert {event.type for event in events_of(text, setting="")} == {"remote_violence.explosive_device"}


def claim(text: str, number: int, start: int, end: int, stance: str = "asserts") -> Claim:
    content = Content(text[start:end], (Span(start, end),))
    return Claim(f"c{number}", (Source("named", "x", Span(0, 1)),), None, stance, content)


def test_an_event_belongs_to_the_claims_that_cover_its_words(events_of: Events) -> None:
    """Nested claims are listed too; a claim beside the words is not."""
    sentence = "Le ministre affirme que les rebelles ont attaqué un village."
    text = SETTING + sentence
    at, begin = text.index("les rebelles ont"), len(SETTING)
    claims = (claim(text, 1, at, len(text)), claim(text, 2, at + 4, len(text)), claim(text, 3, begin, begin + 10))
    (event,) = events_of(sentence, claims=claims)
    assert event.claims == ("c1", "c2")


def test_a_demanded_happening_is_future_and_a_denied_one_negated(events_of: Events) -> None:
    """The stance of the claim decides for what the claim is about."""
    sentence = "Pékin dément le bombardement du village."
    text = SETTING + sentence
    start = text.index("le bombardement")
    (event,) = events_of(sentence, claims=(claim(text, 1, start, len(text) - 1, "denies"),))
    assert event.reality == "negated"


def test_every_mention_stands_in_the_text(parse_fr: Parse, lexicon: Lexicon) -> None:
    """No value without words: each mention's text is what stands at its span."""
    text = SETTING + " ".join(row[1] for row in lines("sentences.tsv", ("topic", "text", "told")))
    doc = parse_fr(text).doc
    events = extract_events(doc, (), EventLexicons(lexicon.events, lexicon.plain_events))
    assert len(events) > 50
    for event in events:
        for mention in (event.trigger, *event.initiators, *event.targets, *event.means):
            assert mention.span.of(doc.text) == mention.text


def test_a_possessive_stands_for_its_owner(read_fr: Callable[..., Record]) -> None:
    """Whose deed it is, is told by the possessive's own words and by whom it refers to."""
    record = read_fr("Les rebelles tenaient la ville depuis mai. Leur retrait a commencé lundi.")
    (doer,) = next(event for event in record.events if event.trigger.text == "retrait").initiators
    assert doer.text == "Leur"
    assert doer.refers_to is not None
    assert doer.refers_to.text == "rebelles"


def test_reading_twice_gives_the_same(events_of: Events) -> None:
    """Reading is deterministic."""
    sentence = "Les rebelles ont attaqué un village et l'armée a bombardé une colline."
    assert events_of(sentence) == events_of(sentence)


def test_finished_events_are_numbered_in_order(events_of: Events) -> None:
    """Drafts become events e1, e2 … with no date or place where none was found."""
    finished = finish(events_of("Les rebelles ont attaqué un village et enlevé un prêtre."), [], [])
    assert [event.id for event in finished] == [f"e{n}" for n in range(1, len(finished) + 1)]
    assert all(event.when is None and event.places == () for event in finished)


def test_every_event_says_which_rule_made_it(events_of: Events) -> None:
    """The rule names the table, the line and the entry."""
    (event,) = events_of("Les rebelles ont attaqué un village.")
    assert event.rule.startswith("deed [event_triggers.tsv:")
    assert event.rule.endswith("attaquer]")


@pytest.mark.parametrize(("stance", "doers"), [("condemns", []), ("accuses", []), ("claims_responsibility", ["armée"])])
def test_nobody_condemns_a_deed_of_their_own(events_of: Events, stance: str, doers: list[str]) -> None:
    """Whatever the tree says, who condemns or blames is no doer; who claims a deed is."""
    sentence = "L'armée a mené lundi un bombardement contre le village."
    text = SETTING + sentence
    at, who = text.index("un bombardement"), text.index("armée a mené")
    source = Source("named", "armée", Span(who, who + 5))
    content = Content(text[at:], (Span(at, len(text)),))
    (event,) = events_of(sentence, claims=(Claim("c1", (source,), None, stance, content),))
    assert [mention.text for mention in event.initiators] == doers


def test_a_verb_of_condemning_sentences_nobody(events_of: Events) -> None:
    """« condamne » that holds a claim is speech; of a court it is an event."""
    sentence = "Le gouvernement condamne les rebelles."
    text = SETTING + sentence
    at, cue = text.index("les rebelles."), text.index("condamne les rebelles")
    speech = Claim(
        "c1",
        (Source("named", "gouvernement", Span(cue - 13, cue - 1)),),
        PlainMention("condamne", Span(cue, cue + 8)),
        "condemns",
        Content("les rebelles", (Span(at, at + 12),)),
    )
    assert events_of(sentence, claims=(speech,)) == []
