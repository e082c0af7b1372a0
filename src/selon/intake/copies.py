"""Near-copies: one dispatch printed by several outlets, under other titles, cut, edited or with a paragraph added.

Copies are one voice. Two measures find them, both on sequences of four words: resemblance, by MinHash and LSH, finds
what was edited all over; containment of the shorter text in the longer, on a sample of the sequences' hashes, finds
what was cut to a few paragraphs or stands inside a longer article. A report belongs to a group if it is alike most of
the group, or stands nearly whole in its origin, so that a round-up which prints two dispatches does not make the two
one.

Notes:
    Broder, "On the resemblance and containment of documents" (1997); the sample is that of FracMinHash (Irber et al.
    2022), by which containment can be told from two sketches made apart.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from selon.intake.origins import Trace, trace_of

WORDS_IN_SEQUENCE = 4
"""Measured on gold/fr: of 903 pairs of different accounts the most alike share 3.6 % of their sequences of four
words (5.7 % of three, 2.6 % of five), those of one incident 0.6 %."""

# The floors lie between what is the same text and what merely quotes it or uses its background again: the best of 0.30
# to 0.55 and of 0.2 and 0.3 by F1 on two samples of 3,000 built copies (`python -m benchmarks copies`).
LEAST_CONTAINMENT = 0.45
LEAST_RESEMBLANCE = 0.2
LEAST_SHARED = 15
"""Sequences that must be shared, about two lines: two short notes may be alike by chance."""

NEARLY_WHOLE = 0.8
"""Share of a report found in a group's origin that makes it a copy of that, however little it is like the others."""

PERMUTATIONS = 128
BANDS = 32
SEED = 20161208
MOST_HASHES = 256
"""Size of a sketch: at a containment of 0.45 its error is 0.03."""

ANCHOR_SHARE = 8
"""One sequence in so many is looked up; of a copy cut to sixty words one in a thousand is missed."""

MOST_ALIKE = 64
"""Reports kept for one sequence: what stands in more is a formula, or a dispatch whose other sequences find it."""

VERSION = 1
_HEADER = struct.Struct("<BBHI")
_WORD = re.compile(r"\w+")
Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class CopyCandidate:
    """A report to be grouped.

    Attributes:
        id: Its id.
        text: Its text.
        published: ISO date or date-time; ``None`` if unknown.
        publisher: The outlet; ``None`` if unknown.
    """

    id: str
    text: str
    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class CopyMatch:
    """Another report that holds the same text.

    Attributes:
        id: The other's id.
        containment: Share of the shorter text's sequences of words that stand in the longer, 0 to 1.
        resemblance: Shared sequences, of all in both, 0 to 1.
        of_other: Share of this report's sequences that stand in the other, 0 to 1.
    """

    id: str
    containment: float
    resemblance: float
    of_other: float


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Reports that print one text.

    Attributes:
        members: Their ids, two or more, in the order given.
        origin: The member that is likely nearest to the first form of the text.
        agency: The news agency that the members name as theirs; ``None`` where none is named.
        reason: Why that member, in words: its outlet, dateline or credit, or that it is the earliest.
    """

    members: tuple[str, ...]
    origin: str
    agency: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to tell its copies.

    Attributes:
        count: Number of its different sequences of words.
        shift: Its hashes are those below ``2 ** (32 - shift)``.
        hashes: Sorted.
        digest: State of the MinHash.
    """

    count: int
    shift: int
    hashes: Hashes
    digest: bytes

    def to_bytes(self) -> bytes:
        """About 1.7 kB for an article; ``from_bytes`` reads it."""
        head = _HEADER.pack(VERSION, self.shift, len(self.hashes), self.count)
        return head + self.hashes.astype("<u4").tobytes() + self.digest

    @staticmethod
    def from_bytes(data: bytes) -> Signature:
        """The signature that was written.

        Raises:
            ValueError: Not a signature, or one of another version; make it anew from the text.
        """
        try:
            version, shift, size, count = _HEADER.unpack_from(data)
        except struct.error as error:
            raise ValueError("not a signature") from error
        end = _HEADER.size + 4 * size
        if version != VERSION or len(data) < end:
            raise ValueError(f"a signature of version {version}; this is version {VERSION}")
        hashes = np.frombuffer(data[_HEADER.size : end], dtype="<u4").astype(np.uint32)
        return Signature(count, shift, hashes, data[end:])


def signature(text: str) -> Signature:
    """The signature of a text; words are compared without case and accents."""
    hashes = _sequences(text)
    found = np.unique(np.fromiter(hashes, dtype=np.uint32, count=len(hashes)))
    shift, kept = 0, found
    while len(kept) > MOST_HASHES:
        shift += 1
        kept = found[found < np.uint32(1 << (32 - shift))]
    sketch = _minhash()
    sketch.update([str(value) for value in found.tolist()])
    return Signature(len(found), shift, kept, bytes(sketch.__reduce__()[2]))


def _sequences(text: str) -> list[int]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
    size = min(WORDS_IN_SEQUENCE, max(1, len(words)))
    return [
        crc32(" ".join(words[at : at + size]).encode("utf-8", "surrogatepass")) for at in range(len(words) - size + 1)
    ]


def _minhash() -> Any:
    from rensa import RMinHash

    return RMinHash(num_perm=PERMUTATIONS, seed=SEED)


class CopyIndex:
    """Finds the copies of each report among those added before it.

    Reports are kept by their signatures alone, so that a store can keep those and fill an index again with ``load``.
    """

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._lsh = RMinHashLSH(threshold=LEAST_RESEMBLANCE, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._signatures: list[Signature] = []
        self._anchors: dict[int, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, id: str, text: str) -> tuple[CopyMatch, ...]:
        """Adds a report and gives its copies among those that are there, the most alike first.

        Args:
            id: The report's id; one that is there already is not added again.
            text: Its text.
        """
        return self.load(id, signature(text))

    def load(self, id: str, signed: Signature) -> tuple[CopyMatch, ...]:
        """The same, for a report whose signature is there."""
        matches = self.matches(signed, but=id)
        if id not in self._numbers:
            self._insert(id, signed)
        return matches

    def insert(self, id: str, signed: Signature) -> None:
        """The same, without looking for copies."""
        if id not in self._numbers:
            self._insert(id, signed)

    def matches(self, signed: Signature, *, but: str | None = None) -> tuple[CopyMatch, ...]:
        """The copies of a report, the most alike first; nothing is added.

        Args:
            signed: The report's signature.
            but: An id to leave out.
        """
        found = (compare(signed, self._signatures[number], self._ids[number]) for number in self._alike(signed))
        kept = [match for match in found if match is not None and match.id != but]
        return tuple(sorted(kept, key=lambda match: (-match.containment, match.id)))

    def _insert(self, id: str, signed: Signature) -> None:
        number = len(self._ids)
        self._ids.append(id)
        self._numbers[id] = number
        self._signatures.append(signed)
        if signed.count >= LEAST_SHARED:
            self._lsh.insert(number, _restored(signed))
        for anchor in _anchors(signed):
            if len(self._anchors[anchor]) < MOST_ALIKE:
                self._anchors[anchor].append(number)

    def _alike(self, signed: Signature) -> list[int]:
        numbers: set[int] = set()
        if signed.count >= LEAST_SHARED:
            numbers.update(self._lsh.query(_restored(signed)))
        for value in signed.hashes.tolist():
            numbers.update(self._anchors.get(value, ()))
        return sorted(numbers)


def _restored(signed: Signature) -> Any:
    sketch = _minhash()
    sketch.__setstate__(signed.digest)
    return sketch


def _anchors(signed: Signature) -> list[int]:
    """The sequences by which a report is looked up: the least hashes, as many for short reports as make them found."""
    share = max(1, ANCHOR_SHARE >> signed.shift)
    return [int(value) for value in signed.hashes[: max(LEAST_SHARED, len(signed.hashes) // share)]]


def compare(one: Signature, other: Signature, id: str) -> CopyMatch | None:
    """What two reports share; ``None`` where that makes them no copies of each other.

    Args:
        one: A report's signature.
        other: Another's.
        id: The other's id.
    """
    shift = max(one.shift, other.shift)
    bound = np.uint64(1) << np.uint64(32 - shift)
    left, right = one.hashes[one.hashes < bound], other.hashes[other.hashes < bound]
    shared = len(np.intersect1d(left, right, assume_unique=True))
    if not shared:
        return None
    least = min(len(left), len(right))
    containment = shared / least
    resemblance = shared / (len(left) + len(right) - shared)
    if shared << shift < LEAST_SHARED or max(containment / LEAST_CONTAINMENT, resemblance / LEAST_RESEMBLANCE) < 1:
        return None
    return CopyMatch(id, round(containment, 3), round(resemblance, 3), round(shared / max(1, len(left)), 3))


def group_copies(reports: Iterable[CopyCandidate]) -> tuple[CopyGroup, ...]:
    """The groups of reports that print one text, in the order of their first members; reports without copies in none.

    Reports are looked at from the earliest to the latest, so that each joins what it may have been copied from.
    """
    given = list({report.id: report for report in reports}.values())
    index = CopyIndex()
    return group_by_matches(given, {report.id: index.add(report.id, report.text) for report in _by_age(given)})


def group_by_matches(
    reports: Sequence[CopyCandidate], matches: Mapping[str, Sequence[CopyMatch]]
) -> tuple[CopyGroup, ...]:
    """The same, where the copies of each report are known.

    Args:
        reports: Each once; those without copies may be left out.
        matches: Id of a report to its copies, the most alike first; those later than it are passed over.
    """
    ordered = _by_age(reports)
    age = {report.id: number for number, report in enumerate(ordered)}
    places = {report.id: place for place, report in enumerate(reports)}
    earlier = {
        report.id: tuple(match for match in matches.get(report.id, ()) if age.get(match.id, len(age)) < age[report.id])
        for report in ordered
    }
    traces = {report.id: trace_of(report.text, report.publisher) for report in ordered}
    by_id = {report.id: report for report in reports}
    groups = _joined([report.id for report in ordered], earlier)
    found = [_named(sorted(members, key=places.__getitem__), by_id, traces) for members in groups]
    return tuple(sorted(found, key=lambda group: places[group.members[0]]))


def _by_age(reports: Sequence[CopyCandidate]) -> list[CopyCandidate]:
    """From the earliest to the latest; those of one day, and those without a day at the end, in the order given."""
    return sorted(reports, key=lambda report: (report.published is None, report.published or ""))


def _joined(order: Sequence[str], matches: dict[str, tuple[CopyMatch, ...]]) -> Iterator[list[str]]:
    """Groups, each report joining the one that it is most alike."""
    groups: list[list[str]] = []
    home: dict[str, int] = {}
    for id in order:
        alike = {match.id: match for match in matches[id]}
        for number in dict.fromkeys(home[match.id] for match in matches[id]):
            members = groups[number]
            origin = alike.get(members[0])
            most = 2 * sum(member in alike for member in members) > len(members)
            if most or (origin is not None and origin.of_other >= NEARLY_WHOLE):
                members.append(id)
                home[id] = number
                break
        else:
            home[id] = len(groups)
            groups.append([id])
    return (members for members in groups if len(members) > 1)


def _named(members: Sequence[str], reports: dict[str, CopyCandidate], traces: dict[str, Trace]) -> CopyGroup:
    """The group with its likely origin: the agency's own report, one with its dateline, the earliest, the longest."""
    named = [agency for id in members if (agency := traces[id].agency)]
    agency = max(sorted(set(named)), key=named.count) if named else None

    def rank(id: str) -> tuple[bool, bool, bool, str, int]:
        trace, report = traces[id], reports[id]
        return (
            not (trace.own and trace.agency == agency),
            not (trace.dateline and trace.agency == agency),
            report.published is None,
            report.published or "",
            -len(report.text),
        )

    origin = min(members, key=rank)
    trace = traces[origin]
    if agency and trace.own:
        reason = f"published by {agency}"
    elif agency and trace.dateline:
        reason = f"has the dateline of {agency}"
    elif reports[origin].published is not None:
        reason = f"the earliest; the text is credited to {agency}" if agency else "the earliest"
    else:
        reason = f"the longest; the text is credited to {agency}" if agency else "the longest; no date is known"
    return CopyGroup(tuple(members), origin, agency, reason)
