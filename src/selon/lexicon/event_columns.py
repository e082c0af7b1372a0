"""What may stand in the columns of the event tables."""

from __future__ import annotations

CLASSES = ("deed", "kill", "harm", "hit", "toll", "anaphor", "none")
SUPPORT_KINDS = (
    "doer", "sufferer", "aim", "claimed", "blamed", "cause", "hold", "launch", "accused", "involved", "triggered",
    "falling", "dropped", "judged",
)  # fmt: skip
REFINEMENTS = (
    "abroad", "active", "advance", "aid", "anaphor", "arms", "attentat", "backing", "besieged", "bound", "captives",
    "council", "count", "counted", "crowd", "crowded", "dead", "death", "fallen", "fallen_town", "fight",
    "fighters", "forbidden", "freed", "ground", "hosts", "irreflexive", "leaders", "leaving", "missing", "moved",
    "mutual", "operation", "pact", "parties", "person", "plural", "pointed", "ram", "refugees", "riot", "self",
    "shoot", "surrender", "taken", "town", "travel", "trial", "tried", "troops", "unspoken", "use", "victim",
    "violent", "visiting", "weapon",
)  # fmt: skip
