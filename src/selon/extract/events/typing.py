"""Which type of event a trigger names here: by weapon, victim, crowd, period, antecedent (decisions 18 to 20)."""

from __future__ import annotations

from collections.abc import Sequence

from selon.extract.events.candidates import Candidate
from selon.extract.events.carriers import carriers
from selon.extract.events.history import VIOLENT, History
from selon.extract.events.kinds import phrase_kinds
from selon.extract.events.mentions import is_happening
from selon.extract.events.periods import is_of_long, is_over_period
from selon.extract.events.roles import Roles
from selon.extract.events.syntax import WORDS, base, complement, is_plural, is_time
from selon.extract.events.words import Reading
from selon.extract.phrases import conjuncts
from selon.lexicon.events import Means

ATTACK, CLASH, TOLL = "violence_against_civilians.attack", "battle.armed_clash", "toll.casualties"
RIOT, AIR, SHELLING = "unrest.riot", "remote_violence.air_strike", "remote_violence.shelling"
DEVICE, SUICIDE, EVACUATION = (
    "remote_violence.explosive_device",
    "remote_violence.suicide_bombing",
    "population.evacuation",
)
DESTRUCTION = "coercion.destruction"
_ORDERED = frozenset({"armed", "police", "troops"})
_FIGHTERS = frozenset({"armed", "rebel", "police"})
_DEEDS = VIOLENT[:3]
# Weapons that decide before others where several go with one deed.
_FIRST = (
    "suicide",
    "chemical",
    "device",
    "bomb",
    "grenade",
    "airbomb",
    "aircraft",
    "artillery",
    "firearm",
    "blade",
    "vehicle",
)


def type_of(reading: Reading, candidate: Candidate, roles: Roles, history: History) -> str | None:
    """The type that the sentence supports; ``None`` where the word names no happening after all."""
    row = candidate.row
    if row.type.startswith(VIOLENT) or row.type == TOLL:
        if _is_unhuman(reading, roles):
            return None
    if row.kind == "anaphor":
        return _antecedent(reading, candidate, history)
    if row.kind == "kill":
        return _killing(reading, candidate, roles)
    if row.kind == "harm" and (weapon := _weapon_type(candidate.weapons, ("weapon",))) is not None:
        return weapon
    if row.kind == "hit":
        return _hitting(reading, candidate, roles, history)
    decided = _deed(reading, candidate, roles, history)
    mob = decided in {ATTACK, CLASH, DESTRUCTION} and any(_is_mob(reading.kinds(t)) for t in roles.initiators)
    return RIOT if mob and candidate.verbal else decided


def _deed(reading: Reading, candidate: Candidate, roles: Roles, history: History) -> str:
    row = candidate.row
    if "anaphor" in row.refine and is_taken_up(reading, candidate, roles):
        families = ("remote_violence.",) if row.type.startswith("remote_violence.") else _DEEDS
        many = is_plural(candidate.anchor)
        earlier = history.last(reading.sentences[candidate.start], families, row.name, many=many)
        if earlier is not None:
            return earlier
        if not many and not any(base(c) in {"nmod", "acl"} for c in candidate.anchor.rights):
            history.open.append(candidate)
    if "attentat" in row.refine:
        return _attempt(candidate, history, reading)
    weapon = _weapon_type(candidate.weapons, ("weapon", "launcher"))
    if "weapon" in row.refine or "victim" in row.refine:
        if weapon is not None:
            return weapon
        if row.type == SHELLING and any(means.use == "hand" for _, means in candidate.weapons):
            return by_victim(reading, roles)
        if row.type == SHELLING and _is_aerial(reading, candidate, roles):
            return AIR
    if "victim" in row.refine:
        return by_victim(reading, roles, row.type)
    if "raid" in row.refine and _is_on_foot(reading, candidate, roles):
        return by_victim(reading, roles)
    if {"crowd", "riot"} & row.refine:
        return _by_crowd(reading, candidate, roles)
    bystanders = reading.lexicon.reality["bystander"]
    if "freed" in row.refine and roles.targets and all(reading.is_any(t, bystanders) for t in roles.targets):
        return EVACUATION
    return row.type


def _is_unhuman(reading: Reading, roles: Roles) -> bool:
    """Animals that kill or are killed, and « ça tue » of a state of things."""
    if any(t.lower_ in WORDS.that_pronoun for t in roles.initiators):
        return True
    animals = reading.lexicon.reality["animal"]
    return any(reading.is_any(t, animals) for t in (*roles.initiators, *roles.targets))


def _is_mob(kinds: frozenset[str]) -> bool:
    return "crowd" in kinds and not kinds & _ORDERED


def is_taken_up(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether a noun takes up an earlier happening: « cette attaque », « l'attaque » with nothing new said of it."""
    noun = candidate.anchor
    words = {c.lower_ for c in noun.lefts}
    if words & WORDS.demonstrative or any(reading.is_any(c, WORDS.such) for c in noun.lefts):
        return True
    if candidate.verbal or candidate.weapons or any(phrase_kinds(reading, t) for t in roles.targets):
        return False
    definite = bool(words & WORDS.any_definite) or noun.doc[max(noun.i - 1, 0)].lower_ in WORDS.any_definite
    if definite or any(c.morph.get("Poss") == ["Yes"] and not is_plural(noun) for c in noun.lefts):
        return not roles.targets or (not is_plural(noun) and any(is_time(t) for t in complement(noun, WORDS.of)))
    return not roles.targets and any("judged" in c.kinds for c in carriers(reading, noun))


def _antecedent(reading: Reading, candidate: Candidate, history: History) -> str | None:
    words = {c.lower_ for c in candidate.anchor.lefts}
    if not words & WORDS.demonstrative:
        return None
    return history.last(reading.sentences[candidate.start], VIOLENT)


def _attempt(candidate: Candidate, history: History, reading: Reading) -> str:
    """« attentat »: an explosion, unless weapon, report or antecedent say otherwise."""
    for _, means in candidate.weapons:
        if means.use in {"hand", "ram"} or means.family == "vehicle":
            return ATTACK
        if means.family == "suicide":
            return SUICIDE
    earlier = history.last(reading.sentences[candidate.start], ("remote_violence.", ATTACK))
    words = {c.lower_ for c in candidate.anchor.lefts}
    definite = bool(words & (WORDS.demonstrative | WORDS.singular_definite))
    definite = definite or (
        not words.isdisjoint(WORDS.plural_definite) and all(is_time(t) for t in complement(candidate.anchor, WORDS.of))
    )
    return earlier if earlier is not None and definite else DEVICE


def _weapon_type(weapons: Sequence[tuple[int, Means]], uses: tuple[str, ...]) -> str | None:
    fit = [means for _, means in weapons if means.use in uses]
    return min(fit, key=lambda m: _FIRST.index(m.family)).type if fit else None


def _is_aerial(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """« bombardement » is from the air where its sentence or doer says so."""
    sentence = reading.sentence(candidate.anchor)
    for start, (_, means) in reading.means.items():
        if means.family in {"aircraft", "airbomb"} and sentence.start <= start < sentence.end:
            return True
    return any(t.lower_.startswith(tuple(WORDS.air_stem)) for t in sentence)


def _is_on_foot(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """« un raid jihadiste », « des hommes armés ont mené un raid »: those who have no aircraft, and none is told of."""
    doers = [phrase_kinds(reading, t) for t in roles.initiators]
    known = bool(doers) and all("rebel" in kinds for kinds in doers)
    return known and not candidate.weapons and not _is_aerial(reading, candidate, roles)


def by_victim(reading: Reading, roles: Roles, default: str = ATTACK) -> str:
    """A clash where all known targets carry arms, an attack where others do not, ``default`` where none is known."""
    kinds = [k for k in (phrase_kinds(reading, t) for t in roles.targets) if k]
    if not kinds:
        return default
    if all(k & _FIGHTERS and "captive" not in k for k in kinds):
        return CLASH
    if default == CLASH and all("place" in k for k in kinds):
        return CLASH
    return ATTACK


def _by_crowd(reading: Reading, candidate: Candidate, roles: Roles) -> str:
    """Clashes with a crowd are a riot; among armed parties they are a battle."""
    sentence = reading.sentence(candidate.anchor)
    crowd = any(
        reading.kinds(t) & {"crowd"} or (t.i in reading.means and reading.means[t.i][1].use == "crowd")
        for t in sentence
    )
    if not crowd and any(
        base(c) == "amod" and c.lower_.startswith(tuple(WORDS.armed_stem)) for c in candidate.anchor.rights
    ):
        return CLASH  # « un affrontement armé »
    parties = [phrase_kinds(reading, p) for t in (*roles.initiators, *roles.targets) for p in conjuncts(t)]
    if "riot" in candidate.row.refine:
        fighters = [k for k in parties if k & {"armed", "rebel"}]
        return CLASH if len(fighters) >= 2 and not crowd else RIOT
    if crowd or (any("police" in k for k in parties) and not any(k & {"armed", "rebel"} for k in parties)):
        return RIOT
    return candidate.row.type


def _killing(reading: Reading, candidate: Candidate, roles: Roles) -> str:
    """A killing is an attack or a clash where doer or weapon is named, else a toll (decision 19)."""
    weapon = _weapon_type(candidate.weapons, ("weapon", "launcher"))
    if weapon is not None:
        return weapon
    if is_over_period(candidate.anchor) or is_of_long(candidate.anchor):
        return TOLL
    armed_hand = any(means.use in {"hand", "ram"} for _, means in candidate.weapons)
    in_combat = any(c.lower_ in WORDS.combat_noun for c in candidate.anchor.children)
    if roles.initiators or armed_hand or in_combat or candidate.anchor.morph.get("VerbForm") == ["Inf"]:
        return CLASH if in_combat else by_victim(reading, roles)
    return TOLL


def _hitting(reading: Reading, candidate: Candidate, roles: Roles, history: History) -> str | None:
    """« viser », « toucher », « atteindre »: what the weapon, the doer or the earlier happening makes it."""
    if any(base(c) in {"xcomp", "ccomp"} for c in candidate.anchor.rights):
        return None
    weapon = _weapon_type(candidate.weapons, ("weapon", "launcher"))
    if weapon is not None:
        return weapon
    if any(t.lower_ in WORDS.air_force for t in roles.initiators):
        return AIR
    hand = any(means.use in {"hand", "ram"} for _, means in candidate.weapons)
    doers = any(
        phrase_kinds(reading, t) & _FIGHTERS or t.pos_ in {"PRON", "PROPN"} or is_happening(reading, t)
        for t in roles.initiators
    )
    aimed = [phrase_kinds(reading, t) for t in roles.targets]
    if hand:
        return by_victim(reading, roles)
    fighters = any(phrase_kinds(reading, t) & _FIGHTERS for t in roles.initiators)
    if not fighters and (not any(aimed) or not (doers or not roles.initiators)):
        return None
    earlier = history.last(reading.sentences[candidate.start], ("remote_violence.",))
    return earlier or by_victim(reading, roles)


def is_sure(reading: Reading, candidate: Candidate, roles: Roles) -> bool:
    """Whether weapon, victims or word gave a happening its type, so that later mentions of it may take the type over."""
    if not {"victim", "attentat"} & candidate.row.refine and candidate.row.kind != "anaphor":
        return True
    weapons = [w for part in (candidate, *candidate.absorbed) for w in part.weapons]
    return bool(weapons) or any(phrase_kinds(reading, t) for t in roles.targets)


def retype(reading: Reading, candidate: Candidate, roles: Roles) -> str:
    """The type again, now that the victims told elsewhere in the sentence are known."""
    if "victim" in candidate.row.refine and candidate.type in {ATTACK, CLASH} and roles.targets:
        if not any(t.lower_ in WORDS.combat_noun for t in candidate.anchor.children):
            return by_victim(reading, roles, candidate.type)
    return candidate.type
