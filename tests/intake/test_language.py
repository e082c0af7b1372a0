"""Which language a report is in."""

from __future__ import annotations

import pytest

from selon.intake.language import guess_language
from selon.lexicon.languages import load_language_words

KNOWN = load_language_words()
TEXTS = {
    "fr": "L'armée a annoncé mardi que ses soldats avaient repris la ville, mais les habitants disent que les tirs ont "
    "continué toute la nuit dans les quartiers de l'est.",
    "en": "The army said on Tuesday that its soldiers had taken the town, but residents say that the shooting went on "
    "all night in the eastern districts.",
    "es": "El ejército anunció el martes que sus soldados habían tomado la ciudad, pero los vecinos dicen que los "
    "disparos siguieron toda la noche en los barrios del este.",
    "it": "L'esercito ha annunciato martedì che i suoi soldati hanno ripreso la città, ma gli abitanti dicono che gli "
    "spari sono continuati per tutta la notte nei quartieri della zona est.",
    "pt": "O exército anunciou na terça-feira que os seus soldados tomaram a cidade, mas os moradores dizem que os "
    "disparos continuaram durante a noite nos bairros do leste.",
    "de": "Die Armee hat am Dienstag mitgeteilt, dass ihre Soldaten die Stadt eingenommen haben, aber die Bewohner "
    "sagen, dass in den östlichen Vierteln die ganze Nacht geschossen wurde.",
    "ca": "L'exèrcit va anunciar dimarts que els seus soldats havien pres la ciutat, però els veïns diuen que els "
    "trets van continuar tota la nit als barris de l'est.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_told(language: str) -> None:
    """Two lines of news are enough to tell the language for certain."""
    guess = guess_language(TEXTS[language], KNOWN)
    assert (guess.language, guess.certain) == (language, True)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("قالت وزارة الدفاع إن الجيش لم يكن في المدينة وإن الهجوم على المدرسة لم يكن من عمل جنودها", "Arabic"),
        (
            "Министерство обороны сообщило что армии не было в городе и что удар по школе нанесли не его солдаты",
            "Cyrillic",
        ),
        ("国防部周二表示军队不在该镇 对学校的袭击不是其士兵所为 " * 8, "Cjk"),
    ],
)
def test_another_script_is_named(text: str, script: str) -> None:
    """A text in another script is not French, and the script says what it is."""
    guess = guess_language(text, KNOWN)
    assert (guess.language, guess.name, guess.certain) == (None, f"{script} script", True)


@pytest.mark.parametrize("text", ["", "12 + 3", "Alep, mardi.", "😀😀😀", "Trêve à Alep"])
def test_too_little_text_is_not_told(text: str) -> None:
    """A few words say nothing for certain."""
    assert guess_language(text, KNOWN).certain is False


def test_capitals_and_accents_lost_do_not_matter() -> None:
    """A report in capitals without accents is still French."""
    text = TEXTS["fr"].upper().replace("É", "E").replace("Ê", "E")
    assert guess_language(text, KNOWN).language == "fr"


def test_foreign_names_do_not_matter() -> None:
    """A French report about people with foreign names stays French."""
    text = (
        "Selon Mohammed Ould Abdel Aziz et John Smith, de la Foreign Press Association, « the war is over » à Bamako."
    )
    assert guess_language(f"{TEXTS['fr']} {text}", KNOWN).language == "fr"
