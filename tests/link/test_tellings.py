"""Mentions of one happening in one report."""

from __future__ import annotations

import pytest
from link.building import ATTACK, CLASH, SHELLING, STRIKE, TOLL, TUESDAY, WEDNESDAY, Draft, shelling_of

from selon.link.grounds import Grounds
from selon.link.tellings import join_mentions
from selon.model.incidents import MentionKey


def groups(draft: Draft) -> list[tuple[str, ...]]:
    return [telling.events for telling in join_mentions(draft.record())]


def test_headline_deed_and_toll_are_one() -> None:
    """A headline without a day, the dated deed and the toll of one shelling are one telling, and each says why."""
    [telling] = join_mentions(shelling_of())
    assert telling.events == ("e1", "e2", "e3")
    assert [joining.mention for joining in telling.joinings] == ["e2", "e3"]
    assert "the earlier mentions have no day yet" in telling.joinings[0].words


def test_another_day_is_another_happening() -> None:
    """Two attacks on two days stay apart, though place and kind are the same."""
    draft = Draft("Un raid a visé Tarnou mardi. Une seconde frappe a touché Tarnou mercredi.")
    draft.event(STRIKE, "raid", at=("Tarnou",), when=TUESDAY)
    draft.event(STRIKE, "frappe", at=("Tarnou",), when=WEDNESDAY)
    assert groups(draft) == [("e1",), ("e2",)]


def test_a_place_too_far_is_another_happening() -> None:
    """Two shellings of one day in towns far apart stay apart."""
    draft = Draft("Des obus sont tombés sur Tarnou mardi. Des roquettes ont touché Sarfa.")
    draft.event(SHELLING, "obus", at=("Tarnou",), when=TUESDAY)
    draft.event(SHELLING, "roquettes", at=("Sarfa",), when=TUESDAY)
    # The same words date both, but no text dates two places by one word and means one happening.
    assert groups(draft) == [("e1",), ("e2",)]


def test_a_period_is_not_one_of_its_days() -> None:
    """The toll of years is no part of the attack that the report is about."""
    draft = Draft("L'attaque de mardi a fait des morts. Depuis 2019, les violences ont tué 900 personnes.")
    draft.event(ATTACK, "attaque", when=TUESDAY)
    draft.event(
        TOLL, "tué", when=("Depuis 2019", "2019-01-01", "2024-03-07"), figures=(("killed", "900 personnes", 900, 900),)
    )
    assert groups(draft) == [("e1",), ("e2",)]


def test_what_lies_ahead_is_apart() -> None:
    """A threatened strike is not the one that happened."""
    draft = Draft("Le raid de mardi a détruit le pont. De nouvelles frappes suivront.")
    draft.event(STRIKE, "raid", when=TUESDAY)
    draft.event(STRIKE, "frappes", reality="future")
    assert groups(draft) == [("e1",), ("e2",)]


def test_a_denial_of_conduct_is_no_deed() -> None:
    """« Nous ne tuons pas les civils » speaks of conduct; « aucun obus n'a été tiré » of the deed."""
    draft = Draft(
        "Les obus de mardi ont tué. « Nos hommes ne bombardent pas les villages. » Aucun tir n'est parti d'ici."
    )
    draft.event(SHELLING, "obus", when=TUESDAY)
    draft.event(SHELLING, "bombardent", by=("hommes",), to=("villages",), reality="negated")
    draft.event(SHELLING, "tir", reality="negated")
    assert groups(draft) == [("e1", "e3"), ("e2",)]


def test_a_toll_far_beyond_is_of_more() -> None:
    """A toll without day or place that is many times the telling's own is of something larger."""
    draft = Draft("Neuf personnes ont péri dans l'attaque de mardi. L'ONU parle de 520 tués dans la région.")
    draft.event(ATTACK, "attaque", when=TUESDAY, figures=(("killed", "Neuf personnes", 9, 9),))
    draft.event(TOLL, "tués", figures=(("killed", "520 tués", 520, 520),))
    assert groups(draft) == [("e1",), ("e2",)]


def test_a_clash_of_the_same_dawn_is_not_the_attack() -> None:
    """The army's skirmish with the attackers on the same day is told as a happening of its own."""
    draft = Draft("Des hommes ont attaqué le village mardi. Une unité a accroché les fuyards à l'aube.")
    draft.event(ATTACK, "attaqué", when=TUESDAY)
    draft.event(CLASH, "accroché", when=("aube", "2024-03-05", "2024-03-05"))
    assert groups(draft) == [("e1",), ("e2",)]


def test_a_known_happening_is_not_dated_by_the_speech() -> None:
    """« Le bilan de l'attaque a été revu hier »: yesterday is of the toll's revision; « l'attaque de mercredi » is dated."""
    draft = Draft(
        "Des tirs ont fait onze morts mardi à Tarnou. Le bilan de l'attaque menée sur cette localité a été porté à quatorze "
        "mercredi."
    )
    draft.event(TOLL, "morts", at=("Tarnou",), when=TUESDAY, figures=(("killed", "onze morts", 11, 11),))
    draft.event(ATTACK, "attaque", when=WEDNESDAY)
    assert groups(draft) == [("e1", "e2")]
    own = Draft("Des tirs ont fait onze morts mardi à Tarnou. L'attaque de mercredi a visé le pont.")
    own.event(TOLL, "morts", at=("Tarnou",), when=TUESDAY, figures=(("killed", "onze morts", 11, 11),))
    own.event(ATTACK, "attaque", when=WEDNESDAY)
    assert groups(own) == [("e1",), ("e2",)]


def test_a_known_happening_is_no_sum() -> None:
    """« Ces pertes » after a sum over weeks are those of the day that the report is about."""
    draft = Draft("La frappe de mardi a tué dix civils. Depuis mai 2023, 300 ont péri. Ces pertes sont tragiques.")
    draft.event(STRIKE, "frappe", when=TUESDAY, figures=(("killed", "dix civils", 10, 10),))
    draft.event(
        TOLL, "péri", when=("Depuis mai 2023", "2023-05-01", "2024-03-07"), figures=(("killed", "300", 300, 300),)
    )
    draft.event(TOLL, "pertes")
    assert groups(draft) == [("e1", "e3"), ("e2",)]


@pytest.mark.parametrize(("same", "expected"), [(True, [("e1", "e2")]), (False, [("e1",), ("e2",)])])
def test_a_person_decides(same: bool, expected: list[tuple[str, ...]]) -> None:
    """What a person put together or apart in a report holds, whatever the rules say."""
    draft = Draft("Un raid a visé Tarnou mardi. La frappe, dit-on mercredi, a détruit le pont.")
    draft.event(STRIKE, "raid", at=("Tarnou",), when=TUESDAY)
    draft.event(STRIKE, "frappe", when=WEDNESDAY if same else None)
    record = draft.record()
    pair = (MentionKey(record.report.id, "e1"), MentionKey(record.report.id, "e2"))
    unjudged = [telling.events for telling in join_mentions(record)]
    assert unjudged != expected
    grounds = Grounds(same=[pair]) if same else Grounds(different=[pair])
    assert [telling.events for telling in join_mentions(record, grounds)] == expected
