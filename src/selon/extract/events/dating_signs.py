"""What speaks for and against a date being that of a happening: signs with names, weighed by a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from selon.extract.events.happenings import Happening, bucket, clause_verb, related
from selon.extract.events.syntax import base
from selon.extract.events.trees import Trees
from selon.extract.events.words import Reading
from selon.model import Claim
from selon.model.times import TimeExpression

_MONTH_DAYS = 31
# Tokens from « lendemain » to the happening that it counts from: « au lendemain de la très meurtrière attaque ».
_GOVERNED = 6
_GAPS = ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (16, "16"))
_STEPS = ((1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"))


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression as the choice sees it.

    Attributes:
        position: Its place in the list of expressions.
        token: Its first token.
        sentence: Number of that token's sentence.
        voices: Ids of the claims in whose content it stands.
        on_cue: It hangs from a verb of saying, whose date it then is.
        initial: It opens its sentence.
        heading: Its sentence has no finite verb and stands in a line of its own.
        days: First and last possible day, ISO dates; ``None`` for an open or an unknown end.
        nature: Signs of its own: what kind it is and how many days it spans.
    """

    position: int
    token: Token
    sentence: int
    voices: frozenset[str]
    on_cue: bool
    initial: bool
    heading: bool
    days: tuple[str | None, str | None]
    nature: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether it has a day."""
        return self.days != (None, None)

    @property
    def is_day(self) -> bool:
        """Whether it names a day or a night."""
        return "span.day" in self.nature or "span.night" in self.nature


def nature_of(
    expression: TimeExpression, days: tuple[str | None, str | None], published: str | None
) -> tuple[str, ...]:
    """Signs of an expression that do not depend on the happening."""
    signs = [f"kind.{expression.kind}"]
    if expression.bound is not None:
        signs.append(f"bound.{expression.bound}")
    if expression.governs:
        signs.append("governs")
    signs.append(f"span.{_span(days)}")
    if published is not None and days[0] == days[1] == published[:10]:
        signs.append("today")
    if published is not None and days[0] is not None and days[0] > published[:10]:
        signs.append("ahead")
    return tuple(signs)


def _span(days: tuple[str | None, str | None]) -> str:
    low, high = days
    if low is None and high is None:
        return "unknown"
    if low is None or high is None:
        return "open"
    length = (date.fromisoformat(high) - date.fromisoformat(low)).days
    return bucket(length, ((0, "day"), (1, "night"), (10, "week"), (_MONTH_DAYS, "month")))


def here_signs(trees: Trees, event: Happening, time: Dated, owner: str, rivals: Sequence[Happening]) -> list[str]:
    """Signs for an expression of the happening's own sentence.

    Args:
        trees: The trees of the report.
        event: The happening.
        time: The expression.
        owner: ``phrase``, ``clause``, ``near``, ``shared``, ``elsewhere`` or ``free``: how the tree ties the two.
        rivals: The other happenings of the sentence.
    """
    at = time.token.i
    steps, mine = min((trees.distance(at, i), i) for i in event.tokens)
    found = [f"here.{owner}", f"here.steps.{bucket(steps, _STEPS)}"]
    others = [trees.distance(at, i) for rival in rivals for i in rival.tokens]
    if others and min(others) < steps:
        found.append("here.rival_nearer")
    low, high = sorted((at, mine))
    if any(low < i < high for rival in rivals for i in rival.tokens):
        found.append("here.rival_between")
    found.append("here.before" if at < mine else "here.after")
    if time.on_cue and not event.voices <= time.voices:
        found += ["here.on_cue", f"here.on_cue.{_said(event, time)}"]
    if time.initial:
        found.append("here.initial")
        if owner not in {"phrase", "clause"}:
            found.append("here.initial.loose")
    found += [f"here.{hanging(trees, event, time.token)}"]
    if "background" in event.traits and owner != "phrase":
        found.append("here.background")
    if "modifier" in event.traits and owner != "phrase":
        found.append("here.modifier")
    found += [f"here.{sign}" for sign in time.nature]
    found += _reality_signs("here", event, time)
    return found


def _said(event: Happening, time: Dated) -> str:
    """What a happening is to the verb of saying that a date hangs from."""
    if time.initial:
        return "initial"
    verb = clause_verb(time.token)
    anchor = event.candidate.anchor
    if anchor.head == verb and base(anchor) == "obj":
        return "object"
    return "infinitive" if event.clause.morph.get("VerbForm") == ["Inf"] else "clause"


def may_date(event: Happening, time: Dated, here: Sequence[Dated]) -> bool:
    """Whether an expression of a happening's own sentence can be its date at all.

    « le premier affrontement en 45 ans » names the 45 years without one. « au lendemain de l'attaque » counts from the
    attack: it is the attack's date only where the sentence has dated its main happening before. « ils ont exigé mardi
    une trêve » dates the demand.
    """
    if "first" in event.traits and ("kind.duration" in time.nature or "bound.since" in time.nature):
        return False
    if event.reality == "future" and time.on_cue and "ahead" not in time.nature and event.voices - time.voices:
        return False
    if "governs" not in time.nature:
        return True
    governed = 0 < event.candidate.start - time.token.i <= _GOVERNED
    return governed == any(other.is_day and other.token.i < time.token.i for other in here)


def hanging(trees: Trees, event: Happening, token: Token) -> str:
    """Whether the clause of a token hangs below that of a happening or above it, and how."""
    verb = clause_verb(token)
    if verb == event.clause:
        return "same_clause"
    ways = trees.meeting(verb.i, event.clause.i)
    if ways is None:
        return "apart"
    if not ways[0]:  # the happening's clause hangs below the expression's
        top = event.clause.doc[ways[1][-1]]
        return f"below.{base(top)}"
    if not ways[1]:
        top = event.clause.doc[ways[0][-1]]
        return f"above.{base(top)}"
    return "beside"


def _reality_signs(prefix: str, event: Happening, time: Dated) -> list[str]:
    found = []
    if event.reality != "actual":
        found.append(f"{prefix}.{event.reality}")
        if event.reality == "future" and "ahead" in time.nature:
            found.append(f"{prefix}.future_ahead")
    return found


@dataclass(frozen=True, slots=True)
class Story:
    """What lies between an earlier date and a happening.

    Attributes:
        gap: Sentences from the carrier of the date.
        newer: How many other dates were told after it.
        lead: The date is the first of the report that a happening was dated with.
        dated_here: The happening's own sentence has a date.
        told: All earlier happenings that have it.
        sibling: One of them stands in the happening's own sentence.
        heading: It stands in a line that is no sentence.
        dates: How many different dates the report has.
    """

    gap: int
    newer: int
    lead: bool
    dated_here: bool
    told: tuple[Happening, ...]
    sibling: bool
    heading: bool
    dates: int


def told_signs(event: Happening, time: Dated, carrier: Happening | None, story: Story) -> list[str]:
    """Signs for an expression of an earlier sentence.

    Args:
        event: The happening.
        time: The expression.
        carrier: The earlier happening that it dates and that is most like this one; ``None`` where it dates none.
        story: What lies between.
    """
    link = "free" if carrier is None else related(event.type, carrier.type)
    gap = bucket(story.gap, _GAPS)
    found = [f"told.{link}", f"told.gap.{gap}", f"told.newer.{min(story.newer, 2)}"]
    found += [f"told.{trait}" for trait in event.traits]
    found += [f"told.tense.{event.tense}", f"told.{event.type.split('.')[0]}"]
    found += [f"told.{sign}" for sign in time.nature if not sign.startswith("kind.")]
    if story.lead:
        found.append("told.lead")
    if carrier is None and time.on_cue:
        found.append("told.on_cue")
    if story.dated_here:
        found.append("told.dated_here")
    found.append(f"told.dates.{bucket(story.dates, ((1, '1'), (2, '2'), (3, '3'), (5, '5'), (8, '8')))}")
    if story.sibling:
        found.append("told.sibling")
    if story.heading:
        found.append("told.heading")
    if carrier is not None:
        if any(event.actors & e.actors for e in story.told):
            found.append("told.same_actor")
        if event.actors and any(event.actors & e.about for e in story.told):
            found.append("told.known_actor")
        elif event.actors and any(e.actors for e in story.told):
            found.append("told.other_actor")
        if event.places and any(e.places for e in story.told):
            found.append("told.same_place" if any(event.places & e.places for e in story.told) else "told.other_place")
        if event.tense == carrier.tense:
            found.append("told.same_tense")
        if carrier.reality != "actual":
            found.append("told.carrier_not_actual")
    found += _reality_signs("told", event, time)
    return found


def as_dated(  # noqa: PLR0913  # what is known of one expression, by keyword
    reading: Reading,
    position: int,
    expression: TimeExpression,
    *,
    days: tuple[str | None, str | None],
    published: str | None,
    claims: Sequence[Claim],
) -> Dated:
    """An expression with what the choice needs to know of it."""
    token = reading.at(expression.span.start)
    start = expression.span.start
    voices = frozenset(c.id for c in claims if any(s.start <= start < s.end for s in c.content.spans))
    verb = clause_verb(token)
    cue = any(c.cue is not None and c.cue.span.start <= verb.idx < c.cue.span.end for c in claims if c.id not in voices)
    nature = nature_of(expression, days, published)
    first, _ = reading.bounds[reading.sentences[token.i]]
    opens = all(
        t.is_punct or t.is_space or t.pos_ in {"ADP", "DET", "CCONJ", "ADV"} for t in reading.doc[first : token.i]
    )
    return Dated(
        position,
        token,
        reading.sentences[token.i],
        voices,
        cue,
        opens,
        is_heading(reading, reading.sentences[token.i]),
        days,
        nature,
    )


def is_heading(reading: Reading, sentence: int) -> bool:
    """Whether a sentence is a line of its own without a verb in a finite form: « Journée du samedi 3 mai »."""
    first, last = reading.bounds[sentence]
    words = reading.doc[first:last]
    if any(t.morph.get("VerbForm") == ["Fin"] for t in words):
        return False
    text, start = reading.text, reading.doc[first].idx
    end = reading.doc[last - 1].idx + len(reading.doc[last - 1])
    return (start == 0 or text[start - 1] == "\n") and (end >= len(text) or "\n" in text[end - 1 : end + 1])
