"""Near-copies of a casebook: what signs a report, how signatures make pairs, and pairs make groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from selon.casebook import CopyGroup, CopyPair, Entry
from selon.model import Report


def sign(report: Report) -> bytes:
    """What a report's near-copies are found by."""
    from selon.intake.copies import signature

    return signature(report.text).to_bytes()


def find_copies(signatures: Iterator[tuple[str, bytes]], new: set[str]) -> Iterator[CopyPair]:
    """The pairs that new reports are in, both ways round.

    Args:
        signatures: Ids of all reports with their signatures, in the order of ids.
        new: Those that were not compared yet.
    """
    from selon.intake.copies import CopyIndex, Signature, compare

    index = CopyIndex()
    signed = {key: Signature.from_bytes(data) for key, data in signatures}
    for key, own in signed.items():
        index.insert(key, own)
    for key in sorted(new):
        for match in index.matches(signed[key], but=key):
            back = compare(signed[match.id], signed[key], key)
            yield CopyPair(key, match.id, match.containment, match.resemblance, match.of_other)
            if back is not None:
                yield CopyPair(match.id, key, back.containment, back.resemblance, back.of_other)


def group_copies(entries: Mapping[str, Entry], pairs: Sequence[CopyPair]) -> Iterator[CopyGroup]:
    """Groups of near-copies, with the likely origin of each.

    Args:
        entries: The reports that are in pairs, by id.
        pairs: All pairs, both ways round.
    """
    from selon.intake.copies import CopyCandidate, CopyMatch, group_by_matches

    matches: dict[str, list[CopyMatch]] = defaultdict(list)
    for pair in pairs:
        matches[pair.key].append(CopyMatch(pair.other, pair.containment, pair.resemblance, pair.of_other))
    for found in matches.values():
        found.sort(key=lambda match: (-match.containment, match.id))
    candidates = [
        CopyCandidate(key, entry.report.text, entry.report.published, entry.report.publisher)
        for key, entry in sorted(entries.items())
    ]
    for group in group_by_matches(candidates, matches):
        yield CopyGroup(group.members, group.origin, group.reason)
