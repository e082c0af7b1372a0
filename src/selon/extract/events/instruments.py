"""Means that a happening's grammar names: weapons in the doer's place, vehicles driven at people, gear of riots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import support_kinds
from selon.extract.events.syntax import WORDS, children, complement, preposition
from selon.extract.events.words import Reading
from selon.lexicon.events import Means

_VEHICLE_TYPE = "violence_against_civilians.attack"


def take_instruments(reading: Reading, candidate: Candidate, doers: Sequence[Token]) -> None:
    """Note with a candidate the weapons that stand where its doer would, and vehicles that its verb drives at people.

    Args:
        reading: The report.
        candidate: Its list of weapons grows.
        doers: What grammar makes its doers.
    """
    held = {i for i, _ in candidate.weapons}
    for doer in doers:
        if doer.i in reading.means and doer.i not in held:
            candidate.weapons.append((doer.i, reading.means[doer.i][1]))
    if not candidate.verbal or "ram" not in support_kinds(reading, candidate.anchor):
        return
    for vehicle in (v for t in (*doers, *_driven(candidate.anchor)) for v in _vehicles(reading, t)):
        if vehicle.i not in held:
            candidate.weapons.append((vehicle.i, Means(vehicle.lower_, "vehicle", _VEHICLE_TYPE, "ram")))


def is_instrument(candidate: Candidate, token: Token) -> bool:
    """Whether a token is one of the candidate's means."""
    return any(i == token.i for i, _ in candidate.weapons)


def _driven(verb: Token) -> Iterator[Token]:
    """What stands as the verb's instrument: « avec son camion », « par un bus »."""
    for child in children(verb, "obl", "nmod"):
        if preposition(child) in WORDS.instrument:
            yield child


def _vehicles(reading: Reading, token: Token) -> Iterator[Token]:
    """The vehicle that a phrase names, or that its person drives (« le chauffeur du camion »)."""
    for part in (token, *complement(token, WORDS.of)):
        if any(key in reading.lexicon.vehicles for key in reading.keys[part.i]):
            yield part


def take_riot_gear(reading: Reading, candidates: Sequence[Candidate]) -> None:
    """Note with the riot of a sentence what its two sides used, wherever the sentence says so."""
    riots = [c for c in candidates if c.type == "unrest.riot"]
    if not riots:
        return
    start, end = reading.bounds[reading.sentences[riots[0].anchor.i]]
    held = {i for c in candidates for i, _ in c.weapons}
    for at in range(start, end):
        if at in reading.means and reading.means[at][1].use == "crowd":
            last, means = reading.means[at]
            if not held & set(range(at, last)):
                riots[0].weapons.append((at, means))
