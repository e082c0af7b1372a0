"""A suggested grade on the scale that Airwars uses, with its reason. The person decides.

Source: the categories of airwars.org/about/methodology, in their words: confirmed, fair, weak, contested, discounted.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.accounts import Accounts, Stand, Voice

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")


@dataclass(frozen=True, slots=True)
class Grade:
    """A suggestion: one of ``GRADES`` or ``None`` where nobody says that civilians were harmed, and why."""

    grade: str | None
    why: str


def suggest_grade(accounts: Accounts) -> Grade:
    """The grade that the accounts as they stand suggest.

    Notes:
        ``contested`` goes before ``confirmed``: a party that owns a strike may deny whom it hit, and then the reader
        should see both. A count of voices is no count of independent sources; that judgement is a person's.
    """
    civil = _civilian_voices(accounts)
    if not civil:
        if _armed_only(accounts):
            return Grade("discounted", "all who say who was killed or hit say fighters or soldiers")
        return Grade(None, "nobody says that civilians were killed or wounded")
    names = ", ".join(voice.name for voice in civil)
    owners = _names(accounts, "claims_responsibility")
    row = accounts.row("by_whom")
    if row.state == "contested":
        return Grade("contested", f"civilian harm after {names}; who did it is contested: {row.why}")
    if owners:
        return Grade("confirmed", f"civilian harm after {names}; responsibility taken by {', '.join(owners)}")
    if len(civil) > 1:
        return Grade(
            "fair", f"civilian harm after {len(civil)} voices: {names}; whether they are independent is yours to say"
        )
    return Grade("weak", f"civilian harm after one voice: {names}")


def _civilian_voices(accounts: Accounts) -> list[Voice]:
    found: dict[str, Voice] = {}
    for name in ("killed", "wounded", "casualties", "missing"):
        for cell in accounts.row(name).cells:
            if any(r.side in ("civilians", "people", "part") and not r.denied for r in cell.current):
                found[cell.voice] = accounts.voice(cell.voice)
    return list(found.values())


def _armed_only(accounts: Accounts) -> bool:
    sides = {r.side for cell in accounts.row("killed").cells for r in cell.current if not r.denied}
    return bool(sides) and sides <= {"forces", "fighters"}


def _names(accounts: Accounts, stance: str) -> list[str]:
    stands: list[Stand] = [stand for stand in accounts.stands if stand.stance == stance]
    return list(dict.fromkeys(accounts.voice(stand.voice).name for stand in stands))
