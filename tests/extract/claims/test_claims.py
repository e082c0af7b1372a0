"""Claims: who says it, in which words, with which stance."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.extract.claims import extract_claims
from selon.extract.claims.assemble import is_unaccented
from selon.lexicon import Lexicon
from selon.model import Claim
from selon.parse import ParsedReport

Parse = Callable[[str], ParsedReport]
TABLE = Path(__file__).parent / "sentences.tsv"


def rows() -> list[dict[str, str]]:
    """The lines of the table of sentences."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def claims_of(text: str, parse_fr: Parse, lexicon: Lexicon) -> list[Claim]:
    parsed = parse_fr(text)
    return extract_claims(parsed.doc, parsed.quotations, lexicon.cues)


def shown(claim: Claim) -> tuple[str, str, str, str]:
    """Source, cue, stance and content of a claim, as the table writes them."""
    sources = "|".join(source.text or "-" for source in claim.sources)
    contents = "||".join(claim.content.text.split(" … ")) if len(claim.content.spans) == 1 else ""
    return sources, claim.cue.text if claim.cue else "-", claim.stance, contents


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['kind']}-{row['source']}-{row['cue']}")
def test_reads_claim(row: dict[str, str], parse_fr: Parse, lexicon: Lexicon) -> None:
    """A sentence of the table gives the claim that the table says, words and all."""
    parsed = parse_fr(row["sentence"])
    found = []
    for claim in extract_claims(parsed.doc, parsed.quotations, lexicon.cues):
        content = "||".join(span.of(parsed.doc.text) for span in claim.content.spans)
        source = "|".join(source.text or "-" for source in claim.sources)
        cue = claim.cue.text if claim.cue else "-"
        found.append((source, cue, claim.stance, content if row["content"] != "-" else "-"))
    assert (row["source"], row["cue"], row["stance"], row["content"]) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Les tarifs varient selon les régions.",
        "Selon la loi, le mandat dure cinq ans.",
        "Il s'entraîne pour le marathon, c'est-à-dire tous les matins.",
        "Le ministère n'a pas commenté.",
        "Le porte-parole n'a ni confirmé ni démenti.",
        "L'équipe a perdu deux matchs et se prépare pour la saison.",
        "Des troupes ont avancé vers la ville pour reprendre le pont.",
        "Le train de huit heures est parti en retard.",
        "Le festival ouvre ses portes vendredi.",
        "Le gouvernement annoncera sa décision lundi.",
        "Le tribunal a condamné le chef du groupe à dix ans de prison.",
        "Si le gouvernement annonce une trêve, les routes rouvriront.",
        "Selon nos informations, le convoi est arrivé.",
        "La commune pourrait faire appel à des volontaires.",
        "Une vidéo montre un homme armé.",
    ],
)
def test_no_claim(sentence: str, parse_fr: Parse, lexicon: Lexicon) -> None:
    """Words that look like attribution and are none give no claim."""
    assert [shown(claim) for claim in claims_of(sentence, parse_fr, lexicon)] == []


def test_pronoun_refers_to_source_before(parse_fr: Parse, lexicon: Lexicon) -> None:
    """« a-t-il ajouté » names whom « il » stands for."""
    text = "Le camp a été évacué, a dit le colonel Traoré. « Tout le monde est sorti », a-t-il ajouté."
    second = claims_of(text, parse_fr, lexicon)[1]
    assert second.sources[0].text == "il"
    assert second.sources[0].refers_to is not None
    assert second.sources[0].refers_to.text == "colonel Traoré"


def test_the_same_source_is_whoever_spoke_last(parse_fr: Parse, lexicon: Lexicon) -> None:
    """« la même source » stands for the agency before it, not for people named earlier; « dite » is a label, no claim."""
    text = (
        "Les combattants de cette opposition dite « modérée » se disent inquiets pour les habitants. Douze civils ont été "
        "tués, a annoncé l'agence officielle Sana. Selon la même source, des obus sont tombés près d'une école."
    )
    claims = claims_of(text, parse_fr, lexicon)
    assert [claim.cue.text for claim in claims if claim.cue] == ["se disent", "a annoncé", "Selon"]
    assert claims[-1].sources[0].refers_to is not None
    assert claims[-1].sources[0].refers_to.text == "agence officielle Sana"


def test_pronoun_of_speech_stands_for_no_report_and_no_place(parse_fr: Parse, lexicon: Lexicon) -> None:
    """A toll that only somebody else told, and a country where it was, have not spoken: « a-t-il ajouté » is not theirs."""
    text = "Le bilan est lourd au Burkina Faso, a dit une infirmière. « Tout a brûlé », a-t-il ajouté."
    second = claims_of(text, parse_fr, lexicon)[1]
    assert second.sources[0].text == "il"
    assert second.sources[0].refers_to is None


def test_the_same_source_is_the_one_named_last(parse_fr: Parse, lexicon: Lexicon) -> None:
    """« la même source » is whoever spoke last, person or body."""
    text = "Le gouverneur a annoncé une trêve. L'ONU a annoncé un retrait. La même source affirme que tous sont partis."
    third = claims_of(text, parse_fr, lexicon)[2]
    assert third.sources[0].refers_to is not None
    assert third.sources[0].refers_to.text == "ONU"


def test_an_army_is_not_the_group_whose_name_begins_so(parse_fr: Parse, lexicon: Lexicon) -> None:
    """« l'armée » is not the « Armée de libération » to which the dead man belonged."""
    text = "Un membre de l'Armée de libération populaire a été tué mardi, a annoncé l'armée."
    first = claims_of(text, parse_fr, lexicon)[0]
    assert first.sources[0].text == "armée"
    assert first.sources[0].refers_to is None


def test_role_noun_refers_to_fuller_mention(parse_fr: Parse, lexicon: Lexicon) -> None:
    """« le ministère » stands for the ministry that was named in full."""
    text = "Le ministère de la Défense a annoncé un retrait. Le ministère affirme que les troupes sont parties."
    second = claims_of(text, parse_fr, lexicon)[1]
    assert second.sources[0].refers_to is not None
    assert second.sources[0].refers_to.text == "ministère de la Défense"


def test_nested_claim_names_its_parent(parse_fr: Parse, lexicon: Lexicon) -> None:
    """A claim within another's content says whose content it stands in."""
    text = "Le ministre a dit que, selon l'ONU, la famine menace le pays."
    outer, inner = claims_of(text, parse_fr, lexicon)
    assert (outer.parent, inner.parent) == (None, outer.id)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Le maire affirme que la ville tient.", "named"),
        ("Un responsable affirme que la ville tient.", "unnamed"),
        ("Les habitants affirment que la ville tient.", "unnamed"),
        ("Des experts affirment que la ville tient.", "unnamed"),
        ("Human Rights Watch affirme que la ville tient.", "named"),
        ("On apprend que la ville tient.", "implicit"),
    ],
)
def test_source_kind(sentence: str, kind: str, parse_fr: Parse, lexicon: Lexicon) -> None:
    """Office-holders and bodies are named; indefinite and private persons are not; impersonal cues have no source."""
    assert [claim.sources[0].kind for claim in claims_of(sentence, parse_fr, lexicon)] == [kind]


def test_names_rule_and_lexicon_entry(parse_fr: Parse, lexicon: Lexicon) -> None:
    """Each claim says which rule and which line of which table made it."""
    claim = claims_of("L'armée affirme que le pont est détruit.", parse_fr, lexicon)[0]
    assert claim.rule is not None
    assert claim.rule.startswith("verb_that [cue_verbs.tsv:")
    assert claim.rule.endswith(" affirmer]")


def test_own_reporter_is_the_outlet(parse_fr: Parse, lexicon: Lexicon) -> None:
    """What an agency's own journalist saw is the outlet's voice."""
    text = "Des tirs ont été entendus dans la nuit, a constaté un journaliste de l'AFP."
    assert claims_of(text, parse_fr, lexicon) == []


def test_same_words_whoever_the_party(parse_fr: Parse, lexicon: Lexicon) -> None:
    """Swapping two parties changes names and nothing else."""
    text = "{} accuse {} d'avoir bombardé le marché, ce que {} a démenti."
    one = claims_of(text.format("Kiev", "Moscou", "Moscou"), parse_fr, lexicon)
    two = claims_of(text.format("Moscou", "Kiev", "Kiev"), parse_fr, lexicon)
    assert [(c.stance, c.rule) for c in one] == [(c.stance, c.rule) for c in two]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les combats ont cesse dans la region du lac, " * 8, True),
        ("Les combats ont cessé, dit-il. " * 12, False),
        ("Ici.", False),
    ],
)
def test_is_unaccented(text: str, expected: bool) -> None:
    """A text typed without accents is told from a short one and from one with accents."""
    assert is_unaccented(text) is expected


FRAGMENTS = [
    "Le maire affirme que", "le pont est détruit", "« Rien ne reste »", ", a-t-il dit", ", selon l'ONU,", '"', "»", "(", ")",
    ":", ";", ".", "\n\n", "selon", "a accusé", "Damas", "et", "d'après un bilan de la police", "ce que l'armée a démenti",
    "🙂", "e\u0301", "citant une source", "–", "|", "de source médicale", "revendiqué par les rebelles", "que", "?",
]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14))
@settings(max_examples=300)
def test_every_claim_has_words(parse_fr: Parse, lexicon: Lexicon, fragments: list[str]) -> None:
    """Whatever the text, sources, cues and contents are words that stand where the claim says."""
    parsed = parse_fr(" ".join(fragments))
    text = parsed.doc.text
    for claim in extract_claims(parsed.doc, parsed.quotations, lexicon.cues):
        for span in (*claim.content.spans, *claim.quotes):
            assert 0 <= span.start < span.end <= len(text)
        for mention in (*claim.sources, *([claim.cue] if claim.cue else [])):
            if mention.span is not None:
                assert mention.text
                assert mention.span.of(text) == mention.text
        assert claim.content.text == " ".join(span.of(text) for span in claim.content.spans)
