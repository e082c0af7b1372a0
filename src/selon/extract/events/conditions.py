"""Conditions under which an ambiguous word names a happening: the ``refine`` column of the trigger tables."""

from __future__ import annotations

from collections.abc import Callable

from selon.extract.events import courts, participants, uses
from selon.extract.events.candidates import Candidate
from selon.extract.events.contexts import has_count
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import base
from selon.extract.events.words import Reading

Condition = Callable[[Reading, Candidate, Roles], bool]


def holds(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether all conditions of the candidate's row are met."""
    return all(_CONDITIONS[name](reading, candidate, roles) for name in candidate.row.refine if name in _CONDITIONS)


_CONDITIONS: dict[str, Condition] = {
    "abroad": participants.abroad,
    "active": uses.active,
    "advance": participants.advance,
    "aid": uses.aid,
    "armed_answer": uses.armed_answer,
    "arms": uses.arms,
    "backing": participants.backing,
    "besieged": uses.besieged,
    "bodily": participants.bodily,
    "bound": uses.bound,
    "captives": participants.captives,
    "council": uses.council,
    "count": lambda _, c, __: has_count(c.anchor),
    "counted": participants.counted,
    "crowd_doer": participants.crowd_doer,
    "crowded": uses.crowded,
    "death": uses.death,
    "detains": courts.detains,
    "enters": uses.enters,
    "executed": courts.executed,
    "fallen": uses.fallen,
    "fallen_town": uses.fallen_town,
    "fight": participants.fight,
    "fighters": participants.fighters,
    "forbidden": uses.forbidden,
    "fought": participants.fought,
    "freed": participants.freed,
    "ground": participants.ground,
    "guest": participants.guest,
    "hands": participants.hands,
    "hosts": participants.hosts,
    "irreflexive": uses.irreflexive,
    "leaders": participants.leaders,
    "leaving": participants.leaving,
    "main": lambda _, c, __: base(c.anchor) not in {"acl", "amod"},
    "missing": uses.missing,
    "moved": participants.moved,
    "mutual": uses.mutual,
    "operation": uses.operation,
    "pact": uses.pact,
    "parties": participants.leaders,
    "person": participants.person,
    "plural": lambda _, c, __: c.anchor.morph.get("Number") == ["Plur"],
    "pointed": lambda _, c, __: any(t.morph.get("PronType") == ["Dem"] for t in c.anchor.lefts),
    "quits": uses.quits,
    "ram": participants.ram,
    "recruits": uses.recruits,
    "refugees": participants.refugees,
    "repressed": participants.repressed,
    "self": uses.reflexive,
    "shoot": uses.shoot,
    "signals": uses.signals,
    "surrender": participants.surrender,
    "taken": participants.taken,
    "town": uses.town,
    "travel": participants.travel,
    "trial": courts.trial,
    "tried": courts.tried,
    "troops": participants.troops,
    "unspoken": uses.unspoken,
    "uprooting": participants.uprooting,
    "use": uses.use,
    "violent": uses.violent,
    "visiting": participants.visiting,
}
