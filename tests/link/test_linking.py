"""Records → incidents, from scratch and step by step."""

from __future__ import annotations

import json
import random
from itertools import combinations

import pytest
from link.building import TOLL, Draft, shelling_of

from selon.link.estimation import reestimate_weights
from selon.link.linking import Linked, add_records, judge, link_records, remove_reports
from selon.link.plain import incident_to_dict, linked_from_dict, linked_to_dict
from selon.link.reasons import explain_link
from selon.model import Record
from selon.model.incidents import Incident, Linking, MentionKey
from selon.model.judgements import Judgement

OUTLETS = ("Le Courrier", "La Dépêche", "Le Matin", "L'Écho")
DAYS = ("2024-03-05", "2024-03-21", "2024-04-11")
TOWNS = ("Tarnou", "Sarfa", "Ouadari")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """Nine happenings, each told by four outlets with slightly different tolls."""
    return [
        shelling_of(town, day=day, killed=12 + at, publisher=outlet)
        for town in TOWNS
        for day in DAYS
        for at, outlet in enumerate(OUTLETS)
    ]


@pytest.fixture(scope="module")
def linked(records: list[Record]) -> Linked:
    """The collection, linked from scratch."""
    return link_records(records)


def told(linking: Linking) -> set[frozenset[str]]:
    return {frozenset(incident.reports) for incident in linking.incidents}


def incident_of(linking: Linking, report: str) -> Incident:
    return next(incident for incident in linking.incidents if report in incident.reports)


def test_each_happening_is_one_incident(linked: Linked, records: list[Record]) -> None:
    """Reports of one day and town are linked, others are not, and every mention is in one incident."""
    expected = {frozenset(record.report.id for record in records[at : at + 4]) for at in range(0, len(records), 4)}
    assert told(linked.linking) == expected
    members = [key for incident in linked.linking.incidents for key in incident.members]
    assert len(members) == len(set(members)) == 3 * len(records)


def test_a_link_says_why(linked: Linked) -> None:
    """Each link gives its levels in words, the strongest first, and they and the prior add up to its weight."""
    link = linked.linking.incidents[0].links[0]
    lines = list(explain_link(link))
    assert "odds of" in lines[0]
    assert any("the same day" in line for line in lines)
    strengths = [abs(reason.weight) for reason in link.reasons if reason.level != "missing"]
    assert strengths == sorted(strengths, reverse=True)


def test_the_order_of_reports_does_not_matter(linked: Linked, records: list[Record]) -> None:
    """Reports in another order, or added in two steps, give the same incidents; from scratch with the same ids."""
    shuffled = list(records)
    random.Random(3).shuffle(shuffled)
    scratch = link_records(shuffled)
    assert scratch.linking.incidents == linked.linking.incidents
    grown = add_records(link_records(shuffled[:20]), shuffled[20:])
    assert told(grown.linking) == told(linked.linking)


def test_ids_stay_when_reports_come(records: list[Record]) -> None:
    """An incident keeps its id as reports are added, read again, and linked anew from scratch."""
    some = link_records(records[::2])
    more = add_records(some, records)
    anew = link_records(records, previous=some.linking)
    for incident in some.linking.incidents:
        assert incident_of(more.linking, incident.reports[0]).id == incident.id
        assert incident_of(anew.linking, incident.reports[0]).id == incident.id


def test_a_withdrawn_report_is_gone_and_its_judgements_kept(linked: Linked, records: list[Record]) -> None:
    """Without its report a mention is in no incident; a judgement on it is kept, named, and holds again later."""
    first, far = records[0].report.id, records[4].report.id
    same = Judgement("j1", "same", (MentionKey(first, "e1"),), (MentionKey(far, "e1"),))
    judged = judge(linked, [same], {record.report.id: record for record in records}.get)
    assert incident_of(judged.linking, first) == incident_of(judged.linking, far)
    without = remove_reports(judged, [first])
    assert first not in {report for incident in without.linking.incidents for report in incident.reports}
    assert [(problem.kind, problem.judgements) for problem in without.linking.problems] == [("withdrawn", ("j1",))]
    back = add_records(without, [records[0]])
    assert incident_of(back.linking, first) == incident_of(back.linking, far)
    assert not back.linking.problems


def test_taking_one_out(linked: Linked, records: list[Record]) -> None:
    """A telling judged different leaves its incident; the others stay, under their id; undone, it comes back."""
    incident = incident_of(linked.linking, records[0].report.id)
    out = [key for key in incident.members if key.report == records[0].report.id]
    rest = [key for key in incident.members if key.report != records[0].report.id]
    fetch = {record.report.id: record for record in records}.get
    parted = judge(linked, [Judgement("j1", "different", tuple(out), tuple(rest))], fetch)
    assert incident_of(parted.linking, records[0].report.id).reports == (records[0].report.id,)
    assert incident_of(parted.linking, rest[0].report).id == incident.id
    undone = judge(parted, [Judgement("j2", "unsure", tuple(out), tuple(rest))], fetch)
    assert told(undone.linking) == told(linked.linking)


def test_a_cycle_of_parts_is_reported(linked: Linked) -> None:
    """A is part of B, B is part of A: the newer holds, the older is named as a cycle."""
    one, other = (incident.members[0] for incident in linked.linking.incidents[:2])
    judgements = [Judgement("j1", "part_of", (one,), (other,)), Judgement("j2", "part_of", (other,), (one,))]
    # On the very same pair the newer simply replaces the older; by way of a third incident it is a cycle.
    third = linked.linking.incidents[2].members[0]
    round_trip = [
        Judgement("j1", "part_of", (one,), (other,)),
        Judgement("j2", "part_of", (other,), (third,)),
        Judgement("j3", "part_of", (third,), (one,)),
    ]
    replaced = judge(linked, judgements, lambda _: None).linking
    assert [part.judged for part in replaced.part_of] == [True]
    assert not replaced.problems
    cycle = judge(linked, round_trip, lambda _: None).linking
    assert [(problem.kind, problem.judgements) for problem in cycle.problems] == [("cycle", ("j1",))]
    assert len(cycle.part_of) == 2


def test_a_sum_of_weeks_holds_the_day(records: list[Record]) -> None:
    """A month's toll in a town is related to the shelling that it contains, and not merged with it."""
    draft = Draft("À Tarnou, 140 personnes ont péri en mars sous les bombes, dit le maire.", published="2024-04-01")
    month = ("mars", "2024-03-01", "2024-03-31")
    draft.event(TOLL, "péri", at=("Tarnou",), when=month, figures=(("killed", "140 personnes", 140, 140),))
    total = draft.record()
    linking = link_records([records[0], total]).linking
    assert len({frozenset(incident.reports) for incident in linking.incidents}) == 2
    [part] = linking.part_of
    assert part.whole == incident_of(linking, total.report.id).id
    assert part.part == incident_of(linking, records[0].report.id).id
    assert not part.judged


@pytest.mark.parametrize("seed", [1, 2])
def test_judgements_survive_relinking(linked: Linked, records: list[Record], seed: int) -> None:
    """After 200 random judgements, linking from scratch honours each that is not replaced or set aside by name."""
    chance = random.Random(seed)
    keys = [MentionKey(record.report.id, event.id) for record in records for event in record.events]
    kinds = ("same", "different", "different", "different", "part_of", "unsure")
    judgements = []
    for number in range(200):
        one, other = chance.sample(keys, 2)
        judgements.append(Judgement(f"j{number}", chance.choice(kinds), (one,), (other,)))
    scratch = link_records(records, judgements=judgements, previous=linked.linking).linking
    of = {key: incident.id for incident in scratch.incidents for key in incident.members}
    set_aside = {problem.judgements[0] for problem in scratch.problems if problem.kind == "contradiction"}
    newest = {frozenset((one.left[0], one.right[0])): one for one in judgements}
    held = 0
    for judgement in newest.values():
        together = of[judgement.left[0]] == of[judgement.right[0]]
        if judgement.kind == "same" and judgement.id not in set_aside:
            assert together
            held += 1
        elif judgement.kind in ("different", "part_of") and judgement.id not in set_aside:
            assert not together
            held += 1
    assert held > 150
    assert len(of) == len(keys)


def test_a_copy_goes_with_its_original(records: list[Record]) -> None:
    """Two near-copies without day and place are one incident, unless a person parts them; the link says so."""
    drafts = []
    for outlet in ("Le Courrier", "Le Matin"):
        draft = Draft(f"Attentat ({outlet}). Une explosion a tué quatre passants devant la poste.", None, outlet)
        draft.event("remote_violence.explosive_device", "explosion")
        drafts.append(draft.record())
    first, copy = drafts
    assert len(link_records(drafts).linking.incidents) == 2
    linked = link_records(drafts, copies={copy.report.id: first.report.id})
    [incident] = linked.linking.incidents
    assert [(link.kind, *explain_link(link)) for link in incident.links] == [
        ("copied", "one report is a near-copy of the other")
    ]
    grown = add_records(link_records([first]), [copy], copies={copy.report.id: first.report.id})
    assert told(grown.linking) == told(linked.linking)
    keys = MentionKey(first.report.id, "e1"), MentionKey(copy.report.id, "e1")
    parted = judge(linked, [Judgement("j1", "different", keys[:1], keys[1:])], lambda _: None)
    assert len(parted.linking.incidents) == 2


def test_weights_can_be_fitted(linked: Linked, records: list[Record]) -> None:
    """Fitted to the collection, the prior is the share of pairs that match, and a judgement moves it."""
    fitted = reestimate_weights(linked)
    assert fitted.prior > 0.5  # hardly any pair that blocking brings together here is of two happenings
    incident = linked.linking.incidents[0]
    parted = Judgement("j1", "different", incident.tellings[0].members, incident.tellings[1].members)
    judged = judge(linked, [parted], {record.report.id: record for record in records}.get)
    assert reestimate_weights(judged, start=fitted).prior < fitted.prior


def test_a_kept_collection_reads_back(linked: Linked, records: list[Record]) -> None:
    """A linked collection survives the way through JSON, judged links included, and can be judged on."""
    one, other = (incident.members[0] for incident in linked.linking.incidents[:2])
    judged = judge(linked, [Judgement("j1", "same", (one,), (other,), "ab", "2026-01-02T03:04:05Z")], lambda _: None)
    back = linked_from_dict(json.loads(json.dumps(linked_to_dict(judged))))
    assert back == judged
    undone = judge(back, [Judgement("j2", "unsure", (one,), (other,))], lambda _: None)
    assert told(undone.linking) == told(linked.linking)
    plain = incident_to_dict(linked.linking.incidents[0])
    assert plain["members"][0] == list(one)


def test_no_two_tellings_of_one_report_meet(linked: Linked) -> None:
    """Without a judgement, an incident has at most one telling of a report."""
    for incident in linked.linking.incidents:
        for one, other in combinations(incident.tellings, 2):
            assert one.report != other.report
