"""The accounts of one incident side by side: rows are fields, columns voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from selon.lexicon.folding import fold
from selon.lexicon.sides import SideWords, load_sides
from selon.link.agreement import state_of, totals_of
from selon.link.counts import is_count
from selon.link.facts import words_of
from selon.link.naming import named, parties_named, proper_words
from selon.link.readings import collect_readings, fate_readings
from selon.link.voices import VoiceBook, outlets_of
from selon.model import Claim, Record, Span
from selon.model.accounts import COUNT_ROWS, ROWS, STANDS, Accounts, Cell, MatrixRow, Reading, Stand
from selon.model.incidents import Incident, MentionKey
from selon.model.judgements import Correction

MAX_CLAIM_GAP = 300
"""Characters after the last mention of a happening within which a denial without an event of its own is of it: the next
sentence or the one after."""
HELD = ("missing",)
"""Rows of people of whom somebody else may say that they were let go; who was taken and then freed was both."""


def lay_side_by_side(
    incident: Incident,
    records: Mapping[str, Record],
    *,
    copies: Mapping[str, str] | None = None,
    corrections: Iterable[Correction] = (),
) -> Accounts:
    """The matrix of one incident.

    Args:
        incident: The incident.
        records: Report id to record, for the reports that tell it; one that is missing was withdrawn and says nothing.
        copies: Report id to the id of the report that it is a near-copy of, so that copies count as one voice.
        corrections: Persons' readings; the newest of a mention and row takes the place of what Selon read there.
    """
    members: dict[str, list[str]] = {}
    for key in incident.members:
        members.setdefault(key.report, []).append(key.event)
    told = sorted(
        (records[report] for report in members if report in records),
        key=lambda record: (record.report.published or "", record.report.id),
    )
    book = VoiceBook(copies or {}, outlets_of(told, copies or {}))
    readings: list[Reading] = []
    stands: list[Stand] = []
    for record in told:
        inside = members[record.report.id]
        readings += collect_readings(record, inside, book)
        found = list(_stands(record, inside, book))
        stands += found
        readings += [reading for stand in found if (reading := _accused(record, stand)) is not None]
    readings = _corrected(readings + _fates(told, members, book, readings), corrections)
    rows = tuple(_row(name, readings, stands) for name in ROWS)
    return Accounts(incident.id, book.voices(), rows, tuple(stands))


def _fates(
    told: Iterable[Record], members: Mapping[str, list[str]], book: VoiceBook, readings: Iterable[Reading]
) -> list[Reading]:
    """Releases of people whom another voice counts as missing or taken, by the words for them."""
    held = [reading for reading in readings if reading.row in HELD]
    if not held:
        return []
    scratch = VoiceBook(book.copies, book.outlets)
    found: list[Reading] = []
    for record in told:
        for reading in fate_readings(record, members[record.report.id], scratch):
            if any(_of_same_people(reading, other) for other in held):
                found.append(reading)
                claims = [claim for claim in record.claims if claim.id == reading.claim]
                book.add(record, reading.span, claims or None)
    return found


def _of_same_people(released: Reading, held: Reading) -> bool:
    return released.voice != held.voice and bool(released.keys & words_of(held.quote))


def _row(name: str, readings: Sequence[Reading], stands: Sequence[Stand]) -> MatrixRow:
    cells = tuple(_cells([reading for reading in readings if reading.row == name]))
    state, why = state_of(name, cells, stands)
    if name in HELD and state != "contested":
        free = [reading for reading in readings if reading.row == "released" and reading.event is not None]
        for cell in cells:
            for one in cell.current:
                if let_go := next((other for other in free if _of_same_people(other, one)), None):
                    state, why = (
                        "contested",
                        f"«\u00a0{one.value}\u00a0» by one, «\u00a0{let_go.value}\u00a0» by another",
                    )
    if not is_count(name):
        return MatrixRow(name, state, why, cells)
    whole = [reading for cell in cells for reading in totals_of(cell)]
    current = whole or [reading for cell in cells for reading in cell.current]
    lows = [reading.low for reading in current if reading.low is not None]
    highs = [reading.high for reading in current]
    known = [high for high in highs if high is not None]
    top = None if len(known) < len(highs) or not known else max(known)
    return MatrixRow(name, state, why, cells, min(lows, default=None), top)


def _cells(readings: Sequence[Reading]) -> Iterator[Cell]:
    for voice in dict.fromkeys(reading.voice for reading in readings):
        said = tuple(reading for reading in readings if reading.voice == voice)
        last = max(said, key=lambda reading: (reading.published or "", reading.report))
        yield Cell(voice, said, tuple(reading for reading in said if reading.report == last.report))


def _corrected(readings: list[Reading], corrections: Iterable[Correction]) -> list[Reading]:
    newest: dict[tuple[MentionKey, str], Correction] = {(one.mention, one.row): one for one in corrections}
    found: list[Reading] = []
    done: set[tuple[MentionKey, str]] = set()
    for reading in readings:
        place = (reading.event, reading.row) if reading.event is not None else None
        if place is None or place not in newest:
            found.append(reading)
            continue
        one = newest[place]
        if one.value is not None and place not in done:
            found.append(_as_corrected(reading, one, one.value))
        done.add(place)
    for place, one in newest.items():
        beside = next((reading for reading in readings if reading.event == one.mention and not reading.denied), None)
        if place not in done and one.value is not None and beside is not None:
            found.append(_as_corrected(beside, one, one.value))  # what Selon did not read, in the voice of the mention
    return found


def _as_corrected(reading: Reading, correction: Correction, value: str) -> Reading:
    """A person's reading, told by the voice and in the place of another reading of its mention."""
    if correction.row in COUNT_ROWS:
        keys, side = reading.keys, reading.side if reading.row == correction.row else "people"
    else:
        keys, side = words_of(value) | {fold(value).strip()}, ""
    return replace(
        reading,
        row=correction.row,
        value=value,
        keys=frozenset(keys),
        low=correction.low,
        high=correction.high,
        side=side,
        approx=False,
        precision="corrected",
        point=None,
        stands_for="",
    )


def _stands(record: Record, members: Sequence[str], book: VoiceBook) -> Iterator[Stand]:
    """The claims of a report that accuse, claim or deny and are about the happening."""
    words = load_sides(record.report.language)
    for claim in record.claims:
        if claim.stance in STANDS and _is_about(record, claim, set(members)):
            span = Span(claim.content.spans[0].start, claim.content.spans[-1].end)
            for voice, _ in book.add(record, span, [claim]):
                yield Stand(
                    voice=voice,
                    stance=claim.stance,
                    about=_topic(record, claim, set(members), words),
                    accused=_accused_words(record, claim, set(members)) if claim.stance == "accuses" else frozenset(),
                    content=claim.content.text,
                    report=record.report.id,
                    claim=claim.id,
                    span=span,
                )


def _is_about(record: Record, claim: Claim, members: set[str]) -> bool:
    """A mention of the happening stands in it; or none of any, and the last one before it is of the happening."""
    if set(claim.about) & members:
        return True
    within = {event.id for event in record.events if claim.id in event.claims}
    if within:
        return bool(within & members)
    start, end = claim.content.spans[0].start, claim.content.spans[-1].end
    inside = [event for event in record.events if start <= event.trigger.span.start < end]
    if inside:
        return any(event.id in members for event in inside)
    before = [event for event in record.events if event.trigger.span.start < end]
    if not before:
        following = min(record.events, key=lambda event: event.trigger.span.start, default=None)
        return following is not None and following.id in members
    last = max(before, key=lambda event: event.trigger.span.start)
    return last.id in members and start - last.trigger.span.end <= MAX_CLAIM_GAP


def _topic(record: Record, claim: Claim, members: set[str], words: SideWords) -> str:
    if claim.stance == "claims_responsibility":
        return "responsibility"
    if claim.stance == "accuses":
        return "toll" if "toll" in words.topics_of(claim.content.text) else "responsibility"
    denied = [event for event in record.events if claim.id in event.claims and event.reality == "negated"]
    if any(event.initiators for event in denied if event.id in members):
        return "responsibility"
    cue = claim.cue.text if claim.cue else ""
    topics = words.topics_of(claim.content.text) or words.topics_of(cue)
    if "toll" in topics:
        return "toll"
    if denied and not any(topic == "responsibility" for topic in topics):
        return "deed"
    return topics[0] if topics else ""


def _accused_words(record: Record, claim: Claim, members: set[str]) -> frozenset[str]:
    """Whom an accusation names: the doers of its events, or else the words of its content."""
    doers = [
        mention
        for event in record.events
        if claim.id in event.claims and event.id in members
        for mention in event.initiators
    ]
    texts = [named(mention) for mention in doers] or [claim.content.text]
    found: set[str] = {f"@{mention.party}" for mention in doers if mention.party}
    for text in texts:
        found |= words_of(text) | {f"^{word}" for word in proper_words(text)}
        found |= {f"@{party}" for party in parties_named(text)}
    return frozenset(found)


def _accused(record: Record, stand: Stand) -> Reading | None:
    """The accusation as a reading of who did it."""
    if stand.stance != "accuses" or stand.about != "responsibility" or not stand.accused:
        return None
    return Reading(
        row="by_whom",
        voice=stand.voice,
        value=stand.span.of(record.report.text),
        keys=stand.accused,
        report=stand.report,
        published=record.report.published,
        span=stand.span,
        quote=stand.content,
        precision="accused",
        claim=stand.claim,
    )
