"""Judgements → what holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from selon.link.grounds import Grounds
from selon.link.rulings import apply_judgements
from selon.model.incidents import MentionKey
from selon.model.judgements import Judgement

A, B, C, D = (MentionKey(report, "e1") for report in "abcd")


def said(kind: str, one: MentionKey, other: MentionKey, number: int = 1) -> Judgement:
    return Judgement(f"j{number}", kind, (one,), (other,))


def test_the_newest_holds() -> None:
    """A later judgement on the same mentions takes the place of the earlier one, without a problem."""
    rulings = apply_judgements([said("same", A, B, 1), said("different", A, B, 2)])
    assert (rulings.same, rulings.different, rulings.problems) == ((), ((A, B),), ())


def test_undo_is_a_judgement() -> None:
    """Unsure lifts what was decided before."""
    rulings = apply_judgements([said("same", A, B, 1), said("unsure", A, B, 2)])
    assert (rulings.same, rulings.different, rulings.unsure) == ((), (), ((A, B),))


def test_a_contradiction_names_the_newer_judgements() -> None:
    """A is not C, then A is B and B is C: the oldest is set aside, and the problem names all three."""
    rulings = apply_judgements([said("different", A, C, 1), said("same", A, B, 2), said("same", B, C, 3)])
    assert rulings.same == ((B, C), (A, B))
    [problem] = rulings.problems
    assert problem.kind == "contradiction"
    assert set(problem.judgements) == {"j1", "j2", "j3"}
    assert "judge again" in problem.words


def test_groups_are_judged_whole() -> None:
    """A mention taken out of an incident is apart from each mention that stays."""
    rulings = apply_judgements([Judgement("j1", "different", (A,), (B, C))])
    assert set(rulings.different) == {(A, B), (A, C)}


def test_a_part_is_not_the_whole() -> None:
    """Part of keeps the two apart and is a relation."""
    rulings = apply_judgements([said("part_of", A, B)])
    assert rulings.different == ((A, B),)
    assert [judgement.id for judgement in rulings.part_of] == ["j1"]


KEYS = [MentionKey(report, event) for report in "abcdef" for event in ("e1", "e2")]
JUDGEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["same", "different", "part_of", "unsure"]), st.sampled_from(KEYS), st.sampled_from(KEYS)
    ),
    max_size=40,
).map(lambda found: [said(kind, one, other, number) for number, (kind, one, other) in enumerate(found) if one != other])


@given(JUDGEMENTS)
def test_what_holds_is_consistent_and_nothing_is_lost(judgements: list[Judgement]) -> None:
    """What holds never contradicts itself, and each judgement holds, is replaced by a newer one, or is a problem."""
    rulings = apply_judgements(judgements)
    grounds = Grounds(rulings.same, rulings.different)
    assert all(grounds.are_one(*pair) for pair in rulings.same)
    assert all(grounds.are_apart(*pair) for pair in rulings.different)
    named = {problem.judgements[0] for problem in rulings.problems}
    newest = {}
    for judgement in judgements:
        newest[frozenset((judgement.left[0], judgement.right[0]))] = judgement
    for judgement in newest.values():
        one, other = judgement.left[0], judgement.right[0]
        if judgement.kind == "same":
            assert grounds.are_one(one, other) != (judgement.id in named)
        elif judgement.kind != "unsure":
            assert grounds.are_apart(one, other) != (judgement.id in named)
