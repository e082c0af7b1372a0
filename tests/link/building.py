"""Records put together by hand from short texts, so that no pipeline is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.model import (
    Claim,
    Content,
    EventMention,
    Figure,
    Mention,
    Place,
    PlainMention,
    Record,
    Report,
    Source,
    Span,
    When,
    report_id,
)

POINTS = {"Tarnou": (13.5, 2.1), "Belko": (13.52, 2.13), "Sarfa": (14.9, 5.3), "Ouadari": (9.3, 18.2)}
"""Invented towns: Tarnou and Belko are 4 km apart, the others hundreds."""


@dataclass
class Draft:
    """A record that grows; every value is found in the text."""

    text: str
    published: str | None = "2024-03-07"
    publisher: str | None = "Le Courrier"
    id: str | None = None
    events: list[EventMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def mention(self, words: str, party: str | None = None) -> Mention:
        return Mention(words, self.span(words), party, party)

    def claim(
        self, source: str | None, content: str, stance: str = "asserts", *, kind: str = "named", **more: object
    ) -> str:
        holder = Source(kind, source, self.span(source) if source else None, party=more.get("party"))  # type: ignore[arg-type]
        name = f"c{len(self.claims) + 1}"
        parent = more.get("parent")
        passage = Content(content, (self.span(content),))
        self.claims.append(Claim(name, (holder,), None, stance, passage, parent=parent))  # type: ignore[arg-type]
        return name

    def event(
        self,
        kind: str,
        trigger: str,
        *,
        by: tuple[str, ...] = (),
        to: tuple[str, ...] = (),
        arms: tuple[str, ...] = (),
        at: tuple[str, ...] = (),
        when: tuple[str, str, str] | None = None,
        figures: tuple[tuple[str, str, int | None, int | None], ...] = (),
        reality: str = "actual",
    ) -> str:
        name = f"e{len(self.events) + 1}"
        span = self.span(trigger)
        self.events.append(
            EventMention(
                id=name,
                type=kind,
                trigger=PlainMention(trigger, span),
                initiators=tuple(self.mention(words) for words in by),
                targets=tuple(self.mention(words) for words in to),
                means=tuple(self.mention(words) for words in arms),
                places=tuple(self.place(words) for words in at),
                when=When(when[0], self.span(when[0]), when[1], when[2]) if when else None,
                figures=tuple(
                    Figure(sort, low, high, words, self.span(words), approx="vingtaine" in words or "près" in words)
                    for sort, words, low, high in figures
                ),
                reality=reality,
                claims=tuple(c.id for c in self.claims if any(part.covers(span) for part in c.content.spans)),
            )
        )
        return name

    def place(self, words: str) -> Place:
        if words not in POINTS:
            return Place(words, self.span(words))
        lat, lon = POINTS[words]
        return Place(words, self.span(words), None, words, "XX", lat, lon, "exact")

    def record(self) -> Record:
        report = Report(self.text, self.id or report_id(self.text), "fr", self.published, self.publisher)
        return Record(report, tuple(self.claims), tuple(self.events))


SHELLING = "remote_violence.shelling"
STRIKE = "remote_violence.air_strike"
ATTACK = "violence_against_civilians.attack"
CLASH = "battle.armed_clash"
TOLL = "toll.casualties"
TUESDAY = ("mardi", "2024-03-05", "2024-03-05")
WEDNESDAY = ("mercredi", "2024-03-06", "2024-03-06")


def shelling_of(
    town: str = "Tarnou", *, day: str = "2024-03-05", killed: int = 12, publisher: str = "Le Courrier"
) -> Record:
    """A short report of one shelling: headline, the deed with its day, and the toll."""
    text = (
        f"{town} sous les obus, lit-on dans {publisher}. Des tirs de mortier ont frappé le marché de la ville le {day}, "
        f"à l'heure de la prière. On compte {killed} morts et des maisons en ruine."
    )
    draft = Draft(text, published=day, publisher=publisher)
    when = (day, day, day)
    draft.event(SHELLING, "obus", at=(town,))
    draft.event(SHELLING, "tirs", to=("marché",), arms=("mortier",), when=when)
    draft.event(TOLL, "morts", when=when, figures=(("killed", f"{killed} morts", killed, killed),))
    return draft.record()
