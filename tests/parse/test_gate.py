"""The relevance gate: what it passes, what it leaves, and that it looks at nothing but the report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import TEXTS

from selon.model import Span
from selon.parse.cleaning import clean, keep_only
from selon.parse.gate import LEAST_DENSITY, PARAGRAPH, STRETCH_WORDS, Gate, with_context

CONFLICT = {
    "ambush": "Quatre soldats ont été tués jeudi dans une embuscade, selon l'état-major. L'attaque n'a pas été revendiquée.",
    "strike": "Des avions ont bombardé le marché. Les secouristes parlent de douze morts et de dizaines de blessés.",
    "truce": "Les rebelles et le gouvernement ont signé un cessez-le-feu, premier pas vers des pourparlers de paix.",
    "protest": "La police a dispersé les manifestants à coups de grenades lacrymogènes ; trois opposants ont été arrêtés.",
    "coup": "La junte a décrété le couvre-feu dans la capitale, au lendemain du putsch, et promis de libérer le président.",
    "flight": "Plus de mille familles ont fui les combats et dorment dans des écoles, disent les humanitaires.",
    "council": "Le Conseil de sécurité a voté l'embargo sur les armes, malgré la menace d'un veto russe.",
    "kidnap": "Les ravisseurs des lycéennes réclament une rançon. L'enlèvement a eu lieu près de la frontière.",
    "capitals": "ATTENTAT À LA BOMBE PRÈS DE LA CASERNE : DEUX GENDARMES BLESSÉS, UN KAMIKAZE MORT.",
    "plain": "Les djihadistes ont execute deux otages et revendique l'enlevement d'un pretre, dit un communique.",
    "decomposed": "Les rebelles ont tue\u0301 deux soldats et blesse\u0301 un civil lors d'une frappe de repre\u0301sailles.",
    "soft hyphens": "Les com\u00adbat\u00adtants ont atta\u00adqué la ca\u00adserne et exé\u00adcuté leurs pri\u00adson\u00adniers.",
}
OTHER = {
    "sport": "Les visiteurs ont dominé la première mi-temps. L'entraîneur a salué la réaction de son équipe après la pause.",
    "food": "La cheffe ouvre son deuxième restaurant dans le quartier du port, avec une carte courte et des produits locaux.",
    "politics": "La ministre a présenté son budget aux députés. Le parti de la majorité votera le texte, l'autre s'abstiendra.",
    "business": "Le groupe vend ses magasins et ferme son siège ; la direction promet de reclasser les salariés.",
    "weather": "De fortes rafales sont attendues sur la côte. Les plages resteront fermées jusqu'à samedi.",
    "culture": "Le festival rend hommage au cinéaste, mort l'an dernier. Trois salles projettent ses premiers films.",
}
FILLER = "La commune refait la place du marché et plante des arbres le long du canal, dont les berges seront ouvertes aux vélos."


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate("fr")


@pytest.mark.parametrize("name", CONFLICT)
def test_reports_of_conflict_pass(name: str, gate: Gate) -> None:
    """Whatever the kind of event and the typing, a report of conflict is parsed whole."""
    found = gate.judge(CONFLICT[name])
    assert found.relevant and found.unread(len(CONFLICT[name])) == 0


@pytest.mark.parametrize("name", OTHER)
def test_other_news_is_left(name: str, gate: Gate) -> None:
    """A report without conflict is not parsed, and the reason says so."""
    found = gate.judge(OTHER[name])
    assert (found.relevant, found.passages) == (False, ())
    assert found.reason().startswith("not about conflict")


def test_one_strong_word_is_no_evidence(gate: Gate) -> None:
    """A lone word of conflict in other matter does not pass."""
    assert not gate.judge(f"{FILLER} Le chantier avance malgré la guerre des riverains. {FILLER} {FILLER}").relevant


def test_parts_of_words_do_not_count(gate: Gate) -> None:
    """« raid » is not in « raidir », nor « tir » in « sortir »."""
    assert gate.judge("Sortir, raidir, charrette, bombance et minerai.").words == ()


def test_a_phrase_counts_once(gate: Gate) -> None:
    """« force de l'ordre » is one word, not two."""
    words = gate.judge("Les forces de l'ordre étaient là.").words
    assert [word.partition(" [")[0] for word in words] == ["force de l'ordre"]


def test_the_title_counts(gate: Gate) -> None:
    """A flat text under a telling title passes."""
    assert not gate.judge(FILLER).relevant
    assert gate.judge(FILLER, "Attentat au marché : un kamikaze tue six soldats").relevant


def test_of_a_long_report_the_dense_paragraphs_pass_with_their_context(gate: Gate) -> None:
    """The lead and the passage are parsed, the paragraph before it too, and not what stands far from it."""
    lead, before, calm = "Voici les nouvelles de la semaine.", f"Au nord, enfin. {FILLER}", [FILLER] * 80
    dense = " ".join(CONFLICT.values())
    text = "\n\n".join([lead, *calm, before, dense, *calm])
    found = gate.judge(text)
    passages = [span.of(text) for span in found.passages]
    assert passages[0] == lead and len(passages) == 2
    assert before in passages[1] and dense in passages[1]
    assert found.unread(len(text)) > len(text) / 2


def test_a_quotation_is_not_cut() -> None:
    """A passage that ends within a quotation goes on to the paragraph that closes it."""
    text = "Rien ici.\n\nIl a dit : « Nous partons.\n\nNous reviendrons », puis rien.\n\nLe reste."
    paragraphs = [Span(*match.span()) for match in PARAGRAPH.finditer(text)]
    assert with_context(text, paragraphs, {1}) == {0, 1, 2}


@given(TEXTS)
def test_passages_are_apart_and_in_order(text: str) -> None:
    """Whatever the text, the passages lie in it, in order, and do not touch; there are some where it is relevant."""
    found = GATE.judge(text)
    ends = [0, *(end for _, end in found.passages)]
    assert all(0 <= start < end <= len(text) for start, end in found.passages)
    assert all(end <= start for end, (start, _) in zip(ends, found.passages, strict=False))
    assert found.relevant == (found.density >= LEAST_DENSITY)


@given(
    st.lists(st.sampled_from([*CONFLICT.values(), *OTHER.values(), FILLER]), min_size=1, max_size=STRETCH_WORDS // 10)
)
def test_what_stays_is_cut_from_the_report(pieces: list[str]) -> None:
    """Offsets of the text that is parsed lead back to the same letters of the report."""
    text = "\n\n".join(pieces)
    kept = keep_only(clean(text), GATE.judge(text).passages)
    for at, character in enumerate(kept.text):
        if character != "\n":
            assert clean(kept.to_source(Span(at, at + 1)).of(text)).text == character


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_capitals_and_accents_make_no_difference(text: str) -> None:
    """What the gate finds does not hang on accents."""
    plain, accented = f"{text} execute, egorge", f"{text} exécuté, égorgé"
    assert GATE.judge(plain).density == GATE.judge(accented).density


GATE = Gate("fr")
