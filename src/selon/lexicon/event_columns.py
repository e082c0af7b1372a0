"""What may stand in the columns of the event tables."""

from __future__ import annotations

CLASSES = ("deed", "kill", "harm", "hit", "toll", "anaphor", "none")
SUPPORT_KINDS = (
    "doer", "sufferer", "aim", "claimed", "blamed", "cause", "hold", "launch", "accused", "involved", "triggered",
    "falling", "dropped", "pledge", "exposed", "ram", "opposes", "inflicts", "judged",
)  # fmt: skip
REFINEMENTS = (
    "abroad", "active", "advance", "aid", "anaphor", "armed_answer", "arms", "attentat", "backing", "besieged", "bodily", "bound",
    "captives", "council", "count", "counted", "crowd", "crowd_doer", "crowded", "dead", "death", "detains", "enters", "executed",
    "fallen", "fallen_town", "fight", "fighters", "forbidden", "fought", "freed", "ground", "guest", "hands", "hosts", "irreflexive",
    "leaders", "leaving", "main", "missing", "moved", "mutual", "operation", "pact", "parties", "person", "plural",
    "pointed", "quits", "raid", "ram", "recruits", "refugees", "repressed", "riot", "self", "shoot", "signals", "surrender", "taken",
    "town", "travel", "trial", "tried", "troops", "unspoken", "uprooting", "use", "victim", "violent", "visiting", "weapon",
)  # fmt: skip
