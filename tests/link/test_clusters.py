"""Links → groups, under constraints."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from selon.link.clusters import MAX_APART_KM, MAX_GAP_DAYS, Footing, cluster
from selon.link.places import distance_km

ALONE = {name: Footing(name) for name in "abcd"}


def test_a_link_joins() -> None:
    """Two tellings with a link above even odds are one incident; one below stays apart."""
    assert cluster(ALONE, {("a", "b"): 3.0, ("c", "d"): -0.1}) == [["a", "b"], ["c"], ["d"]]


def test_the_mean_decides() -> None:
    """A telling that fits one member and not the others stays outside."""
    links = {("a", "b"): 6.0, ("a", "c"): 6.0, ("b", "c"): 6.0, ("a", "d"): 2.0, ("b", "d"): -4.0, ("c", "d"): -4.0}
    assert cluster(ALONE, links) == [["a", "b", "c"], ["d"]]


def test_no_chain_through_days() -> None:
    """Days one and five are not one happening because day three links to both."""
    days = {"a": 1, "b": 3, "c": 5}
    footings = {key: Footing(key, day, day) for key, day in days.items()}
    groups = cluster(footings, {("a", "b"): 5.0, ("b", "c"): 4.0, ("a", "c"): 3.0})
    assert groups == [["a", "b"], ["c"]]


def test_no_chain_through_places() -> None:
    """Three towns in a row are not one place."""
    footings = {key: Footing(key, lat=10.0, lon=lon) for key, lon in {"a": 1.0, "b": 1.5, "c": 2.0}.items()}
    assert cluster(footings, {("a", "b"): 5.0, ("b", "c"): 4.0, ("a", "c"): 3.0}) == [["a", "b"], ["c"]]


def test_one_report_tells_two_happenings() -> None:
    """Two tellings of one report are never one incident by links alone."""
    footings = {"a": Footing("one"), "b": Footing("one"), "c": Footing("two")}
    assert cluster(footings, {("a", "c"): 5.0, ("b", "c"): 4.0}) == [["a", "c"], ["b"]]


def test_judgements_go_before_weights() -> None:
    """What a person put together or apart holds against every weight, day and place."""
    footings = {"a": Footing("a", 1, 1), "b": Footing("b", 90, 90), "c": Footing("c", 1, 1)}
    assert cluster(footings, {("a", "c"): 9.0}, same=[("a", "b")], different=[("a", "c")]) == [["a", "b"], ["c"]]


KEYS = "abcdefgh"
FOOTINGS = st.fixed_dictionaries(
    {
        key: st.builds(
            Footing,
            st.sampled_from(["r1", "r2", "r3", "r4", "r5"]),
            first_day=st.none(),
            last_day=st.none(),
            lat=st.floats(9.0, 11.0),
            lon=st.floats(0.0, 2.0),
        )
        for key in KEYS
    }
)
DAYS = st.fixed_dictionaries({key: st.none() | st.integers(1, 8) for key in KEYS})
LINKS = st.dictionaries(st.sampled_from(list(combinations(KEYS, 2))), st.floats(-5, 9, allow_nan=False), max_size=20)


@settings(max_examples=40)
@given(FOOTINGS, DAYS, LINKS, st.randoms())
def test_groups_hold_their_promises(footings, days, links, chance) -> None:  # type: ignore[no-untyped-def]
    """Whatever the links: every telling once, no report twice, no far days or places, and no order of links matters."""
    dated = {key: Footing(one.report, days[key], days[key], one.lat, one.lon) for key, one in footings.items()}
    groups = cluster(dated, links)
    assert sorted(key for group in groups for key in group) == list(KEYS)
    for group in groups:
        for one, other in combinations([dated[key] for key in group], 2):
            assert one.report != other.report
            if one.first_day is not None and other.first_day is not None:
                assert abs(one.first_day - other.first_day) <= MAX_GAP_DAYS
            assert distance_km(one.lat, one.lon, other.lat, other.lon) <= MAX_APART_KM
    shuffled = list(links.items())
    chance.shuffle(shuffled)
    assert cluster(dict(reversed(dated.items())), dict(shuffled)) == groups
