"""Who says a passage of a report, and through whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selon.lexicon.folding import fold
from selon.link.facts import words_of
from selon.model import Claim, Record, Source, Span
from selon.model.accounts import Voice


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice as one claim or outlet gives it: a voice without those who pass it on elsewhere."""

    id: str
    name: str
    kind: str
    party: str | None = None


def outlet_of(record: Record) -> Speaker:
    """The report's own voice."""
    report = record.report
    name = report.publisher or report.title or report.url or f"report {report.id[:14]}"
    return Speaker(f"outlet:{fold(name)}", name, "outlet")


def outlets_of(records: Iterable[Record], copies: Mapping[str, str]) -> dict[str, Speaker]:
    """Report id to its own voice; near-copies of one report share the voice of the first of them that is there."""
    found: dict[str, Speaker] = {}
    leads: dict[str, Speaker] = {}
    for record in sorted(records, key=lambda one: one.report.id in copies):  # what was copied goes before its copies
        lead = copies.get(record.report.id, record.report.id)
        found[record.report.id] = leads.setdefault(lead, outlet_of(record))
    return found


def speakers_of(record: Record, claim: Claim, copies: Mapping[str, str]) -> tuple[Speaker, ...]:
    """The holders of a claim; of coordinated holders (« Damas et Moscou ») each is one."""
    return tuple(_speaker(record, claim, source, copies) for source in claim.sources)


def _speaker(record: Record, claim: Claim, source: Source, copies: Mapping[str, str]) -> Speaker:
    text = _antecedent(record, source)
    if source.party:
        return Speaker(f"@{source.party}", source.name or text or source.party, source.kind, source.party)
    lead = copies.get(record.report.id, record.report.id)
    if text is None:
        cue = claim.cue.text if claim.cue else claim.id
        return Speaker(f"implicit:{lead}:{fold(cue)}", f"nobody named («\u00a0{cue}\u00a0»)", source.kind)
    folded = " ".join(fold(text).split())
    # "la police" of one report is not that of another; a proper name is the same wherever it stands.
    proper = source.kind == "named" and any(word[:1].isupper() for word in text.split()) and words_of(text)
    return Speaker(f"named:{folded}" if proper else f"in:{lead}:{folded}", text, source.kind)


def _antecedent(record: Record, source: Source) -> str | None:
    """What a source stands for, through as many anaphors as there are (« il » → « le mouvement » → « le Hamas »)."""
    text, target = source.text, source.refers_to
    seen: set[Span] = set()
    sources = {one.span: one for claim in record.claims for one in claim.sources if one.span is not None}
    while target is not None and target.span not in seen:
        seen.add(target.span)
        text = target.text
        further = sources.get(target.span)
        target = further.refers_to if further is not None else None
    return text


def claims_over(record: Record, span: Span, among: Iterable[str] | None = None) -> tuple[Claim, ...]:
    """The innermost claims whose content covers a passage; empty for the outlet's own words.

    Args:
        record: The report's record.
        span: The passage.
        among: Ids of the claims to look at; ``None`` for all.
    """
    names = None if among is None else set(among)
    found = [
        claim
        for claim in record.claims
        if (names is None or claim.id in names) and any(part.covers(span) for part in claim.content.spans)
    ]
    outer = {claim.parent for claim in found}
    return tuple(claim for claim in found if claim.id not in outer)


def chain_of(record: Record, claim: Claim) -> Iterator[Claim]:
    """The claims that a claim stands in, from the inside out."""
    by_id = {one.id: one for one in record.claims}
    seen = {claim.id}
    while claim.parent is not None and claim.parent in by_id and claim.parent not in seen:
        claim = by_id[claim.parent]
        seen.add(claim.id)
        yield claim


@dataclass(slots=True)
class VoiceBook:
    """The voices of one incident as they come up, each with those who pass it on."""

    copies: Mapping[str, str]
    outlets: Mapping[str, Speaker]
    _speakers: dict[str, Speaker] = field(default_factory=dict)
    _through: dict[str, list[str]] = field(default_factory=dict)

    def add(
        self, record: Record, span: Span, claims: Iterable[Claim] | None = None
    ) -> tuple[tuple[str, str | None], ...]:
        """Ids of the voices that say a passage, each with the id of its claim; ``None`` for the outlet's own voice."""
        over = claims_over(record, span) if claims is None else tuple(claims)
        outlet = self.outlets.get(record.report.id) or outlet_of(record)
        if not over:
            self._note(outlet, ())
            return ((outlet.id, None),)
        found: list[tuple[str, str | None]] = []
        for claim in over:
            citing = [one.name for up in chain_of(record, claim) for one in speakers_of(record, up, self.copies)]
            for speaker in speakers_of(record, claim, self.copies):
                self._note(speaker, (*citing, self._outlet_name(outlet)))
                found.append((speaker.id, claim.id))
        return tuple(found)

    def _outlet_name(self, outlet: Speaker) -> str:
        return self._speakers.setdefault(outlet.id, outlet).name

    def _note(self, speaker: Speaker, through: Iterable[str]) -> None:
        self._speakers.setdefault(speaker.id, speaker)
        list_ = self._through.setdefault(speaker.id, [])
        list_ += [name for name in through if name not in list_]

    def voices(self) -> tuple[Voice, ...]:
        """All voices that said something, in the order in which they came up."""
        return tuple(
            Voice(one.id, one.name, one.kind, one.party, tuple(self._through[name]))
            for name, one in self._speakers.items()
            if name in self._through
        )
