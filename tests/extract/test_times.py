"""Finding words of time: what is found, what is not, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.extract.times import find_times
from selon.lexicon.times import TimeLexicon, load_times
from selon.model.times import TIME_KINDS

FRENCH = load_times("fr")


@pytest.fixture(scope="module")
def times() -> TimeLexicon:
    """The French words of time."""
    return FRENCH


@pytest.mark.parametrize(
    "sentence",
    [
        "Un homme de 38 ans et une fillette de 4 ans ont été tués.",
        "Le checkpoint reste ouvert 24 heures sur 24 et sept jours sur sept.",
        "Il présentait le journal de 20 heures.",
        "Le 20 heures de la chaîne publique a diffusé la vidéo.",
        "La sonde s'est posée sur Mars.",
        "L'atmosphère de Mars est ténue.",
        "La boue a recouvert la planète Mars de nos jeux d'enfants.",
        "Entre 10 et 15 morts, selon la mairie.",
        "Le village est à deux heures de route de la capitale.",
        "Il a été condamné à dix ans de prison.",
        "Chaque mardi, ils manifestent.",
        "Le groupe M23 et la brigade 11 ont avancé.",
        "Sept soldats et neuf civils sont morts.",
        "Il a veillé le corps de son fils.",
        "La cellule de veille a donné l'alerte.",
        "Selon Le Journal du Dimanche, la cible était ailleurs.",
        "Les 2 000 hommes de la 3e brigade sont partis.",
        "L'accord de 5 pages tient toujours.",
        "Le maréchal Juin a sa statue.",
        "Tariq Ramadan a été entendu par la police.",
        "Il est tombé sur le 9/11 de Porsche.",
        "Un appel a été passé à la population.",
        "Aucune aide n'est arrivée à ce jour.",
        "Ils tirent depuis des toits et des caves.",
    ],
)
def test_what_only_looks_like_a_time_is_not_found(sentence: str, times: TimeLexicon) -> None:
    """Ages, sentences of prison, opening hours, programmes, planets, counts, names and auxiliaries are no dates."""
    assert [found.text for found in find_times(sentence, times)] == []


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("Dans la nuit de lundi à mardi, il a plu.", ["nuit de lundi à mardi"]),
        ("Dans\u00a0la nuit de\u00a0lundi à\u202fmardi, il a plu.", ["nuit de\u00a0lundi à\u202fmardi"]),
        ("D’ici mardi, tout sera fini aujourd’hui.", ["D’ici mardi", "aujourd’hui"]),
        ("Le 15–16 juillet 2016 et le 3 août.", ["15–16 juillet 2016", "3 août"]),
        ("Le 1er\u00a0mai 2019, à l'aube.", ["1er\u00a0mai 2019, à l'aube"]),
        ("DEPUIS LE DEBUT DE L'ANNEE, RIEN.", ["DEPUIS LE DEBUT DE L'ANNEE"]),
        ("Mardi et mercredi, puis jeudi.", ["Mardi et mercredi", "jeudi"]),
        ("Il y a quarante-huit heures, puis vingt et un jours plus tard.",
         ["Il y a quarante-huit heures", "vingt et un jours plus tard"]),
        ("Au cours des trois derniers jours, en une semaine.", ["trois derniers jours", "une semaine"]),
        ("Vers 3 heures du matin, mercredi.", ["3 heures du matin", "mercredi"]),
        ("Jusqu'en 2018, avant le 5 mai et après 2020.", ["Jusqu'en 2018", "avant le 5 mai", "après 2020"]),
        ("En sept ans, plus de sept mille morts.", ["sept ans"]),
        ("Le 7 sept. 2019 et le 2 sept.", ["7 sept. 2019", "2 sept."]),
    ],
)  # fmt: skip
def test_words_are_found_whole_whatever_their_letters(sentence: str, texts: list[str], times: TimeLexicon) -> None:
    """The longest words that say one time are one expression, in capitals, with no-break blanks and any dash."""
    assert [found.text for found in find_times(sentence, times)] == texts


@pytest.mark.parametrize(
    ("sentence", "kind", "bound", "anchor"),
    [
        ("Ils sont partis mardi.", "point", None, "published"),
        ("Ils sont partis le 3 mai 2019.", "point", None, "absolute"),
        ("Ils sont partis la veille.", "point", None, "text"),
        ("Ils sont là depuis 2012.", "point", "since", "absolute"),
        ("Ils sont là depuis trois jours.", "duration", "since", "published"),
        ("Ils partiront d'ici mardi.", "point", "by", "published"),
        ("Ils sont restés du 3 au 5 mai.", "range", None, "published"),
        ("Ils sont partis trois jours plus tard.", "shift", None, "text"),
        ("Ils sont partis en soirée.", "daypart", None, "text"),
        ("Ils sont partis vers 15h30.", "clock", None, "text"),
        ("Ils sont partis ces derniers jours.", "vague", None, "published"),
    ],
)
def test_an_expression_says_what_it_counts_from(
    sentence: str, kind: str, bound: str | None, anchor: str, times: TimeLexicon
) -> None:
    """Each expression bears its kind, its bound and its anchor."""
    [found] = find_times(sentence, times)
    assert (found.kind, found.bound, found.anchor) == (kind, bound, anchor)


def test_parts_are_taken_apart(times: TimeLexicon) -> None:
    """A date gives its weekday, day, month, year and part of the day, and the rule that found it."""
    [found] = find_times("Jeudi soir 13 décembre 2018, tout brûlait.", times)
    assert found.first is not None
    assert (found.first.weekday, found.first.day, found.first.month, found.first.year) == (4, 13, 12, 2018)
    assert found.first.day_part == "evening"
    assert found.rule is not None
    assert found.rule.startswith("point [times_grammar.tsv:")


@pytest.mark.parametrize(
    ("sentence", "governs"),
    [
        ("Le lendemain, ils ont fui.", False),
        ("Le lendemain de l'attaque, ils ont fui.", True),
        ("Trois jours après, ils ont fui.", False),
        ("Trois jours après l'attaque, ils ont fui.", True),
        ("Trois jours plus tard, ils ont fui.", False),
    ],
)
def test_a_governed_happening_is_seen(sentence: str, governs: bool, times: TimeLexicon) -> None:
    """Words that count from a happening named after them say so."""
    assert [found.governs for found in find_times(sentence, times)] == [governs]


def test_sentences_are_counted(times: TimeLexicon) -> None:
    """Each expression knows its sentence; initials and abbreviations end none."""
    text = "Lundi, M. Dupont est parti. Mardi, il est revenu !\nMercredi 3 sept. 2019, rien."
    assert [found.sentence for found in find_times(text, times)] == [0, 1, 2]


_WORDS = st.sampled_from(
    "lundi mardi mars mai 3 12 2019 1er nuit de du à au le la et entre depuis jusqu'à avant après il y a trois jours "
    "ans heures plus tard semaine dernière fin début mi - , ( ) . hier veille matin été dans en ce cette 24 15h30 noël "
    "années 90 demi chaque tous derniers prochain sept deux".split()
)


@given(st.lists(_WORDS, max_size=25))
def test_any_words_of_time_are_read_without_error(words: list[str]) -> None:
    """Whatever order they stand in, spans cover their own words, are in order and do not overlap."""
    text = " ".join(words)
    end = 0
    for found in find_times(text, FRENCH):
        assert found.span.start >= end
        assert found.text == text[found.span.start : found.span.end] != ""
        assert found.kind in TIME_KINDS
        end = found.span.end


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    """No text at all makes the finder fail, and offsets are those of the text as it is."""
    for found in find_times(text, FRENCH):
        assert found.text == text[found.span.start : found.span.end]
