"""One happening in one sentence is one event: tolls, harm and repeated words join the word that names the happening."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.extract.events.candidates import Candidate, is_gerund
from selon.extract.events.effects import effect_verb, precedes
from selon.extract.events.periods import is_over_period
from selon.extract.events.syntax import VERBAL, WORDS, base, is_participle, preposition
from selon.extract.events.typing import TOLL
from selon.extract.events.words import Reading

_VIOLENT = (
    "battle.armed_clash",
    "remote_violence.",
    "violence_against_civilians.attack",
    "unrest.riot",
    "unrest.coup",
    "battle.siege",
)
_SUICIDE = "remote_violence.suicide_bombing"
_ABSORBED = frozenset({"kill", "harm", "hit", "toll"})
# Which of two names of one happening tells more, best first.
_TELLING = (
    "remote_violence.suicide_bombing", "remote_violence.chemical_attack", "remote_violence.explosive_device",
    "remote_violence.grenade", "remote_violence.air_strike", "remote_violence.shelling", "unrest.riot",
    "violence_against_civilians.attack", "battle.armed_clash",
)  # fmt: skip
# Prepositions that date one happening by another.
# Steps that one happening may take through a tree (tuning sets).
_MAX_STEPS = 6


def merge(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Join the candidates of one sentence that tell one happening; the rest stay as they are."""
    left = list(candidates)
    deeds = [c for c in left if c.kind in {"deed", "anaphor"} and c.type.startswith(_VIOLENT)]
    for deed in sorted(deeds, key=_telling):
        for other in list(left):
            if other is not deed and deed in left and other.kind in {"deed", "anaphor"} and _same_deed(deed, other):
                _absorb(deed, other, left)
    _join_parts(reading, left, [c for c in left if c.kind in {"deed", "anaphor"}])
    _join_parts(reading, left, [c for c in left if c.kind == "hit"])
    _join_parts(reading, left, [c for c in left if c.kind == "kill"])
    _join_companions(left)
    return _merge_tolls(left)


def _join_parts(reading: Reading, left: list[Candidate], deeds: Sequence[Candidate]) -> None:
    """Give each toll, harm and hit to the deed that it is told of."""
    deeds = [c for c in deeds if c.type.startswith(_VIOLENT)]
    for part in [c for c in left if c.kind in _ABSORBED]:
        owner = _owner(reading, part, [d for d in deeds if _may_own(d, part)])
        if owner is None or owner not in left:
            continue
        if part.type == TOLL and is_over_period(part.anchor) and not owner.verbal:
            _absorb(part, owner, left)
        else:
            _absorb(owner, part, left)


def _may_own(deed: Candidate, part: Candidate) -> bool:
    if deed is part or (deed.kind == "kill" and part.kind in {"harm", "hit"}):
        return False
    return deed.kind != part.kind or _shares_doer(part, deed)


def _shares_doer(part: Candidate, deed: Candidate) -> bool:
    """« a tué un homme et blessé son fils »: a second verb of killing or striking without a subject of its own."""
    return base(part.anchor) == "conj" and part.anchor.head == deed.anchor and not _own_subject(part.anchor)


def _join_companions(left: list[Candidate]) -> None:
    """« sept sont morts et dix ont été blessés lorsque… »: a toll goes where the one that it is coordinated with went."""
    shared = (c for c in left if c.kind == "kill" and base(c.anchor) == "conj" and not _own_subject(c.anchor))
    for toll in [*(c for c in left if c.type == TOLL), *(c for c in shared if c.type != TOLL)]:
        for deed in [c for c in left if c.type != TOLL and (toll.type == TOLL or toll.weapons == c.weapons)]:
            if toll is not deed and any(
                p.kind in {"toll", "kill"} and _coordinated(p.anchor, toll.anchor) for p in deed.absorbed
            ):
                _absorb(deed, toll, left)
                break


def _coordinated(first: Token, second: Token) -> bool:
    return (second.head == first and base(second) == "conj") or (first.head == second and base(first) == "conj")


def _telling(candidate: Candidate) -> tuple[int, int]:
    rank = _TELLING.index(candidate.type) if candidate.type in _TELLING else len(_TELLING)
    return rank, candidate.start


def _absorb(owner: Candidate, part: Candidate, left: list[Candidate]) -> None:
    owner.absorbed += [part, *part.absorbed]
    owner.weapons += [w for w in part.weapons if w not in owner.weapons]
    left.remove(part)


def _same_deed(deed: Candidate, other: Candidate) -> bool:
    """Two words for one deed: apposition, gerund of manner, verb and weapon, or two verbs of one subject."""
    if not other.type.startswith(_VIOLENT) and other.kind != "anaphor":
        return False
    if deed.type == _SUICIDE and other.type in {_SUICIDE, "remote_violence.explosive_device"}:
        return True
    first, second = deed.anchor, other.anchor
    if first.head == second or second.head == first:
        child = first if first.head == second else second
        relation = base(child)
        if relation in {"appos", "parataxis"}:
            return True
        if relation in {"advcl", "acl", "xcomp"} and (is_gerund(deed) or is_gerund(other)):
            return True
        if relation == "conj" and deed.verbal and other.verbal and deed.type == other.type:
            return not any(base(c) == "nsubj" for c in child.children)
        return relation in {"obl", "nmod"} and deed.verbal != other.verbal and deed.type == other.type
    return _in_support(first, second, other) or _in_support(second, first, deed)


def _in_support(noun: Token, verb: Token, verb_candidate: Candidate) -> bool:
    """A gerund or participle that modifies the verb which carries the noun: « a commis un massacre en bombardant »."""
    return is_gerund(verb_candidate) and verb.head == noun.head and base(noun) in {"obj", "obl", "nsubj"}


def _owner(reading: Reading, part: Candidate, deeds: Sequence[Candidate]) -> Candidate | None:
    ranked = []
    effect = effect_verb(reading, part)
    for deed in deeds:
        steps = None if is_taken_up_toll(part) else _steps(reading, part.anchor, deed)
        if steps is None and effect is not None and precedes(deed, effect):
            steps = _MAX_STEPS + 1
        if steps is not None:
            ranked.append((steps, abs(deed.start - part.start), deed.start, deed))
    return min(ranked)[3] if ranked else None


def _steps(reading: Reading, token: Token, deed: Candidate) -> int | None:
    """Length of the way through the tree from a part to a deed, if all of it stays in one happening."""
    up, down = _chain(token), _chain(deed.anchor)
    common = next((t for t in up if t in down), None)
    if common is None:
        return _over_colon(token, deed)
    ways = (up[: up.index(common)], down[: down.index(common)])
    length = len(ways[0]) + len(ways[1])
    if length > _MAX_STEPS or _parted(reading, ways, token, deed):
        return _over_colon(token, deed)
    return length


def is_taken_up_toll(part: Candidate) -> bool:
    """« ce décès », « ces pertes »: deaths told before, no effect of what this sentence tells."""
    noun = part.anchor
    return part.kind == "toll" and not part.verbal and any(c.morph.get("PronType") == ["Dem"] for c in noun.lefts)


def _chain(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head != chain[-1] and len(chain) < 12:
        chain.append(chain[-1].head)
    return chain


def _parted(reading: Reading, ways: tuple[list[Token], list[Token]], part: Token, deed: Candidate) -> bool:
    """Whether a step of the way leads into another happening."""
    apart = (WORDS.apart | WORDS.after if deed.start < part.i else WORDS.apart, WORDS.apart)
    for side, way in enumerate(ways):
        for step in way:
            relation = base(step)
            if relation == "conj" and _own_subject(step) and step.head.pos_ in VERBAL:
                return True
            if relation == "ccomp" or (relation == "acl" and step.head != deed.anchor and _finite(step)):
                return True
            if relation == "advcl" and _finite(step) and not _is_when(step):
                return True
            if relation in {"advcl", "parataxis"} and _is_habit(reading, step):
                return True
            if relation in {"obl", "nmod"} and preposition(step) in apart[side]:
                return True
    return any(reading.is_any(step, reading.lexicon.reality["author"]) for step in ways[1])


def _own_subject(token: Token) -> bool:
    """Whether a verb has a subject; what follows « et blessé soixante autres » is its object, whatever the tree says."""
    bare = base(token) == "conj" and is_participle(token) and not any(base(c) == "aux" for c in token.lefts)
    return any(base(c) == "nsubj" and (c.i < token.i or not bare) for c in token.children)


def _finite(token: Token) -> bool:
    if token.morph.get("VerbForm") == ["Fin"]:
        return True
    return any(c.morph.get("VerbForm") == ["Fin"] for c in token.children if base(c) in {"aux", "cop"})


def _is_habit(reading: Reading, verb: Token) -> bool:
    """« dans le nord, où des rebelles affrontent régulièrement l'armée »: a state of things, no cause of these deaths."""
    return any(reading.is_any(c, reading.lexicon.dates.words["habit"]) for c in verb.children)


def _is_when(token: Token) -> bool:
    """« lorsque », « quand », « où »: the clause tells the circumstances of the same happening."""
    return any(c.lower_ in WORDS.when for c in token.children)


def _over_colon(token: Token, deed: Candidate) -> int | None:
    """« un drone a frappé l'académie : vingt élèves sont morts »: a colon joins a deed and its toll."""
    doc, first, second = token.doc, *sorted((token.i, deed.anchor.i))
    between = [t.lower_ for t in doc[first + 1 : second]]
    if between.count(":") != 1 or ";" in between:
        return None
    return _MAX_STEPS + 1


def _merge_tolls(left: list[Candidate]) -> list[Candidate]:
    """Tolls told side by side are one event: « trois tués et dix blessés »."""
    tolls = [c for c in left if c.type == TOLL]
    for first in tolls:
        for second in tolls:
            if first.start < second.start and first in left and second in left and _beside(first, second):
                _absorb(first, second, left)
    return left


def _beside(first: Candidate, second: Candidate) -> bool:
    """Whether two tolls of a sentence are told side by side, not one inside what is said of the other."""
    up, down = _chain(second.anchor), _chain(first.anchor)
    common = next((t for t in up if t in down), None)
    if common is None:
        return False
    way = up[: up.index(common)] + down[: down.index(common)]
    if is_taken_up_toll(first) or is_taken_up_toll(second) or len(way) > _MAX_STEPS:
        return False
    return not any(_leads_away(t) for t in way)


def _leads_away(step: Token) -> bool:
    relation = base(step)
    if relation == "conj":
        return any(c.lower_ in WORDS.but for c in step.lefts)
    return relation == "ccomp" and _finite(step)
