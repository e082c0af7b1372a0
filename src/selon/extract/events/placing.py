"""Which places of its sentence a happening has: each place is weighed by its signs (``event_places.tsv``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from selon.extract.events.dating_signs import hanging
from selon.extract.events.happenings import Happening, bucket, clause_verb, preposition_words
from selon.extract.events.syntax import base
from selon.extract.events.ties import ties
from selon.extract.events.trees import Trees
from selon.extract.events.words import Reading
from selon.model import Claim, Place, Span
from selon.model.places import PlaceMention

# Tokens between a place and « où »: a comma, a bracket, an adjective.
_WHERE_REACH = 3
_OPENERS = frozenset({"ADP", "DET", "CCONJ", "ADV"})
_STEPS = ((1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"))
# What is named first among the places of a happening where the gazetteer has not said how exact they are.
_RANK = {"quarter": 0, "site": 0, "unit": 2, "nature": 2, "border": 2, "capital": 2, "country": 4}


@dataclass(frozen=True, slots=True)
class Placed:
    """A place mention as the choice sees it.

    Attributes:
        position: Its place in the list of mentions.
        mention: The mention.
        token: The token that its tree hangs from.
        sentence: Number of that token's sentence.
        voices: Ids of the claims in whose content it stands.
        nature: Signs of its own.
        scene_of: Verb of the clause that « où » opens right after it; ``None`` for none.
    """

    position: int
    mention: PlaceMention
    token: Token
    sentence: int
    voices: frozenset[str]
    nature: tuple[str, ...]
    scene_of: int | None = None


def as_placed(
    reading: Reading, position: int, mention: PlaceMention, where: Place | None, claims: Sequence[Claim]
) -> Placed:
    """A mention with what the choice needs to know of it."""
    token = reading.doc[mention.head] if 0 <= mention.head < len(reading.doc) else reading.at(mention.span.start)
    start = mention.span.start
    voices = frozenset(c.id for c in claims if any(s.start <= start < s.end for s in c.content.spans))
    said = [c.cue.span for c in claims if c.cue is not None and c.id not in voices]
    nature = _nature(reading, mention, token, where, said=said)
    scene = _scene_of(reading, mention)
    return Placed(position, mention, token, reading.sentences[token.i], voices, nature, scene)


def _scene_of(reading: Reading, mention: PlaceMention) -> int | None:
    """« à Gao, où l'armée a tiré » : the verb of that clause."""
    last = reading.at(mention.span.end - 1).i
    for token in reading.doc[last + 1 : last + 1 + _WHERE_REACH]:
        if token.lower_ in reading.lexicon.dates.words["where"]:
            return int(token.head.i)
        if not (token.is_punct or token.pos_ == "ADJ"):
            break
    return None


def _nature(
    reading: Reading, mention: PlaceMention, token: Token, where: Place | None, *, said: Sequence[Span]
) -> tuple[str, ...]:
    """Signs of a place that do not depend on the happening; ``said`` are the cues of claims that it is no part of."""
    found = [f"relation.{mention.relation}", f"kind.{mention.kind or 'none'}"]
    found.append(f"exact.{(where.precision if where else None) or 'unknown'}")
    if mention.relation in {"bare", "of"}:
        words = preposition_words(token)
        found.append(f"after.{words or 'nothing'}")
    for name in ("part", "metonymic", "doubtful"):
        if getattr(mention, name):
            found.append(name)
    if base(token) in {"nmod", "appos", "conj", "flat"}:
        head = token.head
        kinds = reading.kinds(head)
        found.append("of.actor" if kinds - {"place"} else "of.noun" if head.pos_ in {"NOUN", "PROPN"} else "of.other")
    else:
        found.append(f"dep.{base(token)}")
    verb = clause_verb(token)
    if any(cue.start <= verb.idx < cue.end for cue in said):
        found.append("on_cue")
    first, _ = reading.bounds[reading.sentences[token.i]]
    if all(t.is_punct or t.is_space or t.pos_ in _OPENERS for t in reading.doc[first : token.i]):
        found.append("initial")
    return tuple(found)


def place_signs(trees: Trees, event: Happening, place: Placed, owner: str, rivals: Sequence[Happening]) -> list[str]:
    """Signs for a place of the happening's sentence.

    Args:
        trees: The trees of the report.
        event: The happening.
        place: The place.
        owner: ``phrase``, ``clause``, ``near``, ``shared``, ``elsewhere`` or ``free``: how the tree ties the two.
        rivals: The other happenings of the sentence.
    """
    at, family = place.token.i, event.type.split(".")[0]
    steps, mine = min((trees.distance(at, i), i) for i in event.tokens)
    found = [f"tie.{owner}", f"steps.{bucket(steps, _STEPS)}", "before" if at < mine else "after"]
    others = [trees.distance(at, i) for rival in rivals for i in rival.tokens]
    if others and min(others) < steps:
        found.append("rival_nearer")
    low, high = sorted((at, mine))
    if any(low < i < high for rival in rivals for i in rival.tokens):
        found.append("rival_between")
    found.append(hanging(trees, event, place.token))
    if event.voices - place.voices:
        found.append("outside_voice")
    if place.voices - event.voices:
        found.append("other_voice")
    if place.scene_of is not None and any(place.scene_of in trees.up(i) for i in event.tokens):
        found.append("scene")
    found += [f"{trait}.{owner}" for trait in ("background", "modifier") if trait in event.traits]
    found += [f"family.{family}", f"{owner}.{place.mention.relation}"]
    if place.mention.relation in {"to", "from"}:
        found.append(f"{place.mention.relation}.{family}")
    return [*found, *place.nature]


def choose_places(
    trees: Trees,
    events: Sequence[Happening],
    places: Sequence[Placed],
    roles: Sequence[Mapping[str, Sequence[Span]]],
    weights: Mapping[str, float],
) -> list[tuple[int, ...]]:
    """For each happening the positions of its places, most specific first; empty for none.

    Args:
        trees: The trees of the report.
        events: Its happenings in the order of the text.
        places: Its place mentions in the order of the text, datelines left out.
        roles: For each happening the spans of its ``initiator`` and ``target`` mentions.
        weights: What each sign weighs.
    """
    tied = ties(trees, events, [(p.position, p.token.i, p.sentence) for p in places])
    chosen: list[tuple[int, ...]] = []
    for n in range(len(events)):
        weighed = [
            (weight(role_signs(place, roles[n], signs), weights), place)
            for place, signs in options(trees, events, n, places, tied)
        ]
        acting = roles[n].get("initiator", ())
        mine = sorted(
            (_rank(place.mention), place.position)
            for much, place in weighed
            if much > 0 and not ("exact.country" in place.nature and place.mention.span in acting)
        )
        chosen.append(tuple(position for _, position in mine))
    return chosen


def role_signs(place: Placed, roles: Mapping[str, Sequence[Span]], signs: Sequence[str]) -> list[str]:
    """The signs and those of the place's part in the roles of the happening."""
    spans = [name for name, mentions in roles.items() if any(span.overlaps(place.mention.span) for span in mentions)]
    return ["place", *signs, *(f"role.{name}" for name in spans)]


def weight(signs: Sequence[str], weights: Mapping[str, float]) -> float:
    """How much speaks for a place."""
    return sum([weights[sign] for sign in signs if sign in weights])


def options(
    trees: Trees, events: Sequence[Happening], n: int, places: Sequence[Placed], tied: Sequence[Mapping[int, str]]
) -> list[tuple[Placed, list[str]]]:
    """The places of a happening's sentence, each with its signs."""
    event = events[n]
    rivals = [other for other in events if other.sentence == event.sentence and other is not event]
    theirs = {p for k, tie in enumerate(tied) if events[k].sentence == event.sentence for p in tie}
    found = []
    for place in places:
        if place.sentence == event.sentence:
            how = tied[n].get(place.position) or ("elsewhere" if place.position in theirs else "free")
            found.append((place, place_signs(trees, event, place, how, rivals)))
    return found


def _rank(mention: PlaceMention) -> int:
    return _RANK.get(mention.kind or "", 1) + 2 * mention.part
