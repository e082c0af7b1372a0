"""Near-copies and their likely origin."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_files import PARAGRAPHS

from selon.intake.copies import CopyCandidate, CopyIndex, Signature, compare, group_copies, signature
from selon.intake.origins import Trace, trace_of

DISPATCH = (
    *PARAGRAPHS,
    "Le gouverneur s'est rendu sur place dans l'après-midi, escorté par une dizaine de véhicules de la garde.",
    "Kharsana, ville de quarante mille habitants, a changé trois fois de mains depuis le début de la guerre.",
    "La trêve conclue en janvier sous l'égide de l'Union prévoyait l'ouverture d'un couloir vers le camp de Toubiel.",
)
OTHER = (
    "Quinze civils au moins ont péri dans le bombardement du souk de Kharsana, affirme l'Observatoire du Levant.",
    "L'ONG, qui s'appuie sur un réseau de correspondants, impute les tirs à l'artillerie gouvernementale.",
    "Un porte-parole militaire a rejeté ces accusations, parlant d'une « mise en scène » des groupes armés.",
    "Les secours cherchaient encore des survivants sous les décombres à la nuit tombée, d'après des témoins.",
)


def text_of(paragraphs: Sequence[str]) -> str:
    """One text."""
    return "\n\n".join(paragraphs)


def grouped(*texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The groups of some texts, named a, b, c, … and published in that order."""
    reports = [CopyCandidate(chr(97 + at), text_of(text), f"2021-02-{at + 1:02}") for at, text in enumerate(texts)]
    return [group.members for group in group_copies(reports)]


@pytest.mark.parametrize(
    "copy",
    [
        DISPATCH,
        ("Un titre tout autre : la ville pleure ses morts", *DISPATCH, "Le Courrier avec AFP"),
        DISPATCH[:3],
        DISPATCH[3:],
        (*DISPATCH[:2], OTHER[3], *DISPATCH[2:]),
        tuple(paragraph.replace("dimanche", "hier").replace("attaque", "frappe").upper() for paragraph in DISPATCH),
        tuple(paragraph.replace("é", "e").replace("’", "'") for paragraph in DISPATCH),
    ],
)
def test_a_copy_is_found(copy: Sequence[str]) -> None:
    """Retitled, credited, cut, with a paragraph more, edited, in capitals, without accents."""
    assert grouped(DISPATCH, copy, OTHER) == [("a", "b")]


def test_other_accounts_are_no_copies() -> None:
    """A report of the same incident in other words is another voice, even if both quote one sentence."""
    assert grouped(DISPATCH, OTHER) == []
    assert grouped(DISPATCH, (*OTHER, PARAGRAPHS[1])) == []


def test_a_round_up_does_not_join_what_it_prints() -> None:
    """Two dispatches printed in one article stay two voices."""
    assert grouped(DISPATCH, OTHER, (*DISPATCH, *OTHER)) in ([("a", "c")], [("b", "c")])


def test_two_cuts_of_one_dispatch_are_copies() -> None:
    """Its first half and its second half share no words, yet both are its."""
    assert grouped(DISPATCH, DISPATCH[:4], DISPATCH[4:]) == [("a", "b", "c")]


def test_short_notes_alike_by_chance_are_no_copies() -> None:
    """Two lines in common are too little to tell."""
    assert grouped(["La police a dit non."], ["La police a dit non."]) == []


@pytest.mark.parametrize(
    ("text", "publisher", "expected"),
    [
        ("KHARSANA, 14 fév 2021 (AFP) - Douze personnes", None, Trace("AFP", dateline=True)),
        ("Kharsana (Nord), 14 février (ALI) – Douze", "Agence Levant Info", Trace("ALI", own=True, dateline=True)),
        ("Douze personnes.\n\nLe Courrier avec AFP", None, Trace("AFP", credit=True)),
        ("Douze personnes. (avec Reuters)", None, Trace("Reuters", credit=True)),
        ("Douze personnes.", "Le Point avec AFP", Trace("AFP", credit=True)),
        ("Douze personnes.", "AFP", Trace("AFP", own=True)),
        ("Douze personnes.", "Agence France-Presse", Trace("AFP", own=True)),
        ("L'AFP a dit que douze personnes étaient mortes. La police dément.", "La Gazette", Trace()),
        ("Douze personnes (une femme) - selon la police.", None, Trace()),
    ],
)
def test_marks_of_an_origin_are_read(text: str, publisher: str | None, expected: Trace) -> None:
    """Datelines, credits and outlets name an agency; an agency that is a source in the text does not."""
    assert trace_of(text, publisher) == expected


@pytest.mark.parametrize(
    ("reports", "origin", "agency", "reason"),
    [
        ([("2021-02-14", "A", ""), ("2021-02-13", "B", "")], "1", None, "the earliest"),
        ([("2021-02-13", "A", ""), ("2021-02-14", "AFP", "")], "1", "AFP", "published by AFP"),
        ([("2021-02-13", "A", ""), (None, "B", "BOUM, 3 fév (AFP) - ")], "1", "AFP", "has the dateline of AFP"),
        (
            [("2021-02-14", "A avec AFP", ""), ("2021-02-13", "B", "")],
            "1",
            "AFP",
            "the earliest; the text is credited to AFP",
        ),
        ([(None, "A", ""), (None, "B", "Un chapeau. ")], "1", None, "the longest; no date is known"),
    ],
)
def test_the_likely_origin_is_named(
    reports: list[tuple[str | None, str, str]], origin: str, agency: str | None, reason: str
) -> None:
    """The agency's own report, one with its dateline, the earliest, the longest, in this order."""
    given = [
        CopyCandidate(str(at), before + text_of(DISPATCH), published, publisher)
        for at, (published, publisher, before) in enumerate(reports)
    ]
    (group,) = group_copies(given)
    assert (group.members, group.origin, group.agency, group.reason) == (("0", "1"), origin, agency, reason)


def test_an_index_is_filled_again_from_signatures() -> None:
    """What a store keeps of a text finds the same copies as the text."""
    index, again = CopyIndex(), CopyIndex()
    for id, text in (("a", DISPATCH), ("b", OTHER)):
        assert index.add(id, text_of(text)) == ()
        again.load(id, Signature.from_bytes(signature(text_of(text)).to_bytes()))
    copy = text_of(DISPATCH[:4])
    (match,) = index.add("c", copy)
    assert again.add("c", copy) == (match,)
    assert (match.id, match.containment, match.of_other) == ("a", 1.0, 1.0)
    assert len(index) == 3
    assert [found.id for found in index.add("c", copy)] == ["a"]
    assert len(index) == 3


@pytest.mark.parametrize("data", [b"", b"\x09" + bytes(20), bytes(3)])
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    """Bytes of another kind or version are told and not compared."""
    with pytest.raises(ValueError, match="signature"):
        Signature.from_bytes(data)


def test_a_sketch_tells_containment_of_long_texts() -> None:
    """Of texts far longer than their sketch, half is found to be half."""
    chance = random.Random(1)
    words = [str(chance.randrange(10**6)) for _ in range(8_000)]
    whole, half = signature(" ".join(words)), signature(" ".join(words[:4_000]))
    found = compare(half, whole, "x")
    assert found is not None and found.containment > 0.95 and 0.4 < found.resemblance < 0.6
    assert len(whole.to_bytes()) < 2_000


@given(st.lists(st.text(max_size=200), max_size=6))
def test_any_texts_are_grouped(texts: list[str]) -> None:
    """No text stops the grouping, and each report is in one group at most."""
    groups = group_copies([CopyCandidate(str(at), text) for at, text in enumerate(texts)])
    members = [member for group in groups for member in group.members]
    assert len(members) == len(set(members))
    assert all(group.origin in group.members and len(group.members) > 1 for group in groups)
