"""Events before their dates and places are resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selon.model import EventMention, Figure, Mention, Place, PlainMention, When

_WIDTH = {"exact": 0, "near": 0, "region": 1, "country": 2}


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One happening that one sentence reports, in offsets of ``doc.text``.

    Attributes:
        type: ``family.type`` of ``event_types.toml``.
        trigger: The word that names the happening best.
        initiators: Who does it; empty when the text does not say.
        targets: Whom or what it is done to.
        means: Weapon or instrument, where named.
        places: Positions in the list of place mentions, most specific first.
        time: Position in the list of time expressions; ``None`` where nothing says when.
        figures: Counts of people.
        reality: One of ``selon.model.events.REALITIES``.
        claims: Ids of the claims in whose content the trigger stands.
        rule: The rule and lexicon entry that made it.
    """

    type: str
    trigger: PlainMention
    initiators: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    means: tuple[Mention, ...] = ()
    places: tuple[int, ...] = ()
    time: int | None = None
    figures: tuple[Figure, ...] = ()
    reality: str = "actual"
    claims: tuple[str, ...] = ()
    rule: str = ""


def finish(
    drafts: Sequence[EventDraft], whens: Sequence[When | None], places: Sequence[Place | None]
) -> tuple[EventMention, ...]:
    """Events with their dates and places.

    Args:
        drafts: In the order of the text.
        whens: For each time expression its dates; ``None`` where it is not to be shown.
        places: For each place mention its place; ``None`` where it is none after all.

    Returns:
        One event for each draft, with ids ``e1``… in the same order.
    """
    return tuple(
        EventMention(
            id=f"e{number}",
            type=draft.type,
            trigger=draft.trigger,
            initiators=draft.initiators,
            targets=draft.targets,
            means=draft.means,
            places=_most_exact_first(place for i in draft.places if (place := places[i]) is not None),
            when=None if draft.time is None else whens[draft.time],
            figures=draft.figures,
            reality=draft.reality,
            claims=draft.claims,
            rule=draft.rule,
        )
        for number, draft in enumerate(drafts, 1)
    )


def _most_exact_first(places: Iterable[Place]) -> tuple[Place, ...]:
    """Towns before regions before countries, each in the order they came in."""
    return tuple(sorted(places, key=lambda place: _WIDTH.get(place.precision or "", 0)))
