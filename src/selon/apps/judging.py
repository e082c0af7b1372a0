"""What people decide: from the words of a command to a row of the casebook, and from its rows to what holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selon.apps.wording import short_ids
from selon.casebook import Store
from selon.casebook.judging import Entered
from selon.errors import InputError, UnknownKeyError
from selon.link.aggregation import RULES
from selon.link.plain import choice_from_dict, correction_from_dict, judgement_from_dict
from selon.model.accounts import ROWS
from selon.model.incidents import MentionKey
from selon.model.judgements import Choice, Correction, Judgement

LINKING = {"same": "same", "different": "different", "part-of": "part_of", "unsure": "unsure"}
"""Verdicts on incidents, as typed and as kept."""
VERDICTS = (*LINKING, "value", "choose", "withdraw", "note")
Keys = tuple[MentionKey, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Words on mentions.

    Attributes:
        id: Number of the judgement.
        mentions: What it is about.
        who: Who wrote it.
        at: Instant in UTC, ISO 8601.
        words: The note.
    """

    id: str
    mentions: Keys
    who: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds of all that people decided, each kind in the order of decision.

    Attributes:
        judgements: On which mentions tell of one happening.
        corrections: Of values.
        choices: Of the rule that makes one number of a row.
        withdrawn: Ids of reports that do not count.
        notes: Words on mentions.
    """

    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    choices: tuple[Choice, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()

    def corrected_otherwise(self, before: Decisions) -> set[str]:
        """Reports of which values are corrected otherwise than before."""
        return {one.mention.report for one in set(self.corrections) ^ set(before.corrections)}

    @classmethod
    def from_plain(cls, value: Mapping[str, Any]) -> Decisions:
        """What ``to_plain`` wrote, without the notes, which nothing is derived from."""
        return cls(
            tuple(map(judgement_from_dict, value["judgements"])),
            tuple(map(correction_from_dict, value["corrections"])),
            tuple(map(choice_from_dict, value["choices"])),
            frozenset(value["withdrawn"]),
        )


def decisions_of(entered: Iterable[Entered]) -> Decisions:
    """What rows of the casebook that are in force come to."""
    judgements: list[Judgement] = []
    corrections: list[Correction] = []
    choices: list[Choice] = []
    withdrawn: set[str] = set()
    notes: list[Note] = []
    for one in entered:
        name = str(one.no)
        signed: dict[str, Any] = {"who": one.who, "at": one.at, "why": one.why or ""}
        if one.kind == "incident":
            left, right = _keys(one.subject), _keys(one.object or one.subject)
            judgements.append(Judgement(name, one.verdict, left, right, **signed))
        elif one.kind == "value":
            corrections.append(
                Correction(name, _keys(one.subject)[0], one.object or "", **json.loads(one.verdict), **signed)
            )
        elif one.kind == "reading":
            chosen = json.loads(one.verdict)
            choices.append(Choice(name, _keys(one.subject)[0], one.object or "", **chosen, **signed))
        elif one.kind == "report":
            withdrawn.add(one.subject)
        elif one.kind == "note":
            notes.append(Note(name, _keys(one.subject), one.who, one.at, one.verdict))
    return Decisions(tuple(judgements), tuple(corrections), tuple(choices), frozenset(withdrawn), tuple(notes))


def _keys(words: str) -> Keys:
    return tuple(MentionKey(*word.rsplit("#", 1)) for word in words.split())


def _written(keys: Iterable[MentionKey]) -> str:
    return " ".join(f"{key.report}#{key.event}" for key in keys)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person typed, beside the verdict and its subjects.

    Attributes:
        who: Their name.
        why: Their reason; ``None`` for none.
        least: Least number, for a value.
        most: Greatest number, for a value.
        voice: Voice, for the rule ``voice``.
    """

    who: str
    why: str | None = None
    least: int | None = None
    most: int | None = None
    voice: str | None = None


def judge(store: Store, verdict: str, what: Sequence[str], given: Given) -> Entered:
    """Appends one judgement.

    Args:
        store: The casebook.
        verdict: One of ``VERDICTS``.
        what: Incidents (``i-…``), mentions (``REPORT#e3``), a report, a row, a value: what the verdict asks for.
        given: The rest.

    Raises:
        InputError: Something is missing, too much, or no such row or rule.
        UnknownKeyError: No such incident, report or event, or several.
    """
    if not given.who.strip():
        raise InputError("a judgement needs a name: --by NAME, or SELON_REVIEWER")
    return store.enter_judgement(_ENTER[verdict](store, verdict, what, given))


def take_back(store: Store, number: int, given: Given) -> Entered:
    """Appends a judgement that takes another one back.

    Raises:
        InputError: There is none with that number.
    """
    if not given.who.strip():
        raise InputError("a judgement needs a name: --by NAME, or SELON_REVIEWER")
    return store.enter_judgement(Entered(0, "", given.who, "undo", str(number), None, "taken back", given.why))


def _need(what: Sequence[str], number: int, words: str) -> None:
    if len(what) != number:
        raise InputError(f"{len(what)} given where {number} are needed: {words}")


def _on_incidents(store: Store, verdict: str, what: Sequence[str], given: Given) -> Entered:
    if len(what) < 2 or (verdict != "same" and len(what) > 2):
        raise InputError(f"{verdict} needs two: incidents, mentions such as 3f9a41c0d2#e3, or a report and an incident")
    of_mention = store.incident_of_mentions()
    groups = [_mentions(store, name, of_mention, what) for name in what]
    left, right = groups[0], tuple(key for group in groups[1:] for key in group)
    if verdict != "same":
        left, right = _apart(left, right)
    if set(left) == set(right) or not left or not right:
        raise InputError(f"{what[0]} and {what[-1]} are one and the same; nothing to judge")
    kept = LINKING[verdict]
    return Entered(0, "", given.who, "incident", _written(left), _written(right), kept, given.why)


def _apart(left: Keys, right: Keys) -> tuple[Keys, Keys]:
    """A mention and the incident that it is in: the mention, and the rest."""
    if set(left) < set(right):
        return left, tuple(key for key in right if key not in left)
    if set(right) < set(left):
        return tuple(key for key in left if key not in right), right
    return left, right


def _mentions(store: Store, name: str, of_mention: Mapping[MentionKey, str], what: Sequence[str]) -> Keys:
    """The mentions that a name stands for: an incident's, one alone, or those of a report in the incident beside it."""
    if name.startswith("i-"):
        incident = store.incident_id(name)
        return tuple(sorted(key for key, found in of_mention.items() if found == incident))
    report, mark, event = name.partition("#")
    key = store.entry(report).key
    if mark:
        if MentionKey(key, event) not in of_mention:
            raise UnknownKeyError(f"no linked event {event!r} in report {report}; see: selon show {report}")
        return (MentionKey(key, event),)
    beside = {store.incident_id(other) for other in what if other.startswith("i-")}
    found = tuple(sorted(one for one, incident in of_mention.items() if one.report == key and incident in beside))
    if not found:
        raise UnknownKeyError(f"report {report} tells nothing of {', '.join(sorted(beside)) or 'an incident named'}")
    return found


def _row(name: str) -> str:
    if name not in ROWS:
        raise InputError(f"no row {name!r}; allowed: {', '.join(ROWS)}")
    return name


def _value(store: Store, _: str, what: Sequence[str], given: Given) -> Entered:
    if len(what) not in (2, 3):
        raise InputError("value needs a mention, a row, and the words; without words it says nothing there")
    (mention,) = _mentions(store, what[0], store.incident_of_mentions(), ()) if "#" in what[0] else (None,)
    if mention is None:
        raise InputError(f"{what[0]!r} is no mention; allowed: a report and an event, such as 3f9a41c0d2#e3")
    if given.least is not None and given.most is not None and given.least > given.most:
        raise InputError(f"--min {given.least} is more than --max {given.most}")
    said, row = what[2] if len(what) == 3 else None, _row(what[1])
    low, high = (given.least, given.most) if row != "when" or said is None else _days(said)
    verdict = json.dumps({"value": said, "low": low, "high": high}, ensure_ascii=False)
    return Entered(0, "", given.who, "value", _written([mention]), row, verdict, given.why)


def _days(words: str) -> tuple[int, int]:
    """First and last day, as ordinals, of an ISO day or of two with ``/`` between.

    Raises:
        InputError: Something else.
    """
    first, _, last = words.partition("/")
    try:
        low, high = (date.fromisoformat(day.strip()).toordinal() for day in (first, last or first))
    except ValueError as error:
        raise InputError(f"{words!r} is no time; allowed: 2016-12-07, or 2016-12-07/2016-12-09") from error
    return low, high


def _choice(store: Store, _: str, what: Sequence[str], given: Given) -> Entered:
    _need(what, 3, "an incident, a row, and a rule")
    rule = what[2].replace("-", " ")
    if rule not in RULES or (rule == "voice") != (given.voice is not None):
        raise InputError(
            f"rule {what[2]!r}: allowed are {', '.join(RULES)}; voice needs --voice ID, no other rule does"
        )
    mentions = _mentions(store, what[0], store.incident_of_mentions(), what)
    voice = None if given.voice is None else _voice(store, what[0], given.voice)
    verdict = json.dumps({"rule": rule, "voice": voice}, ensure_ascii=False)
    return Entered(0, "", given.who, "reading", _written(mentions[:1]), _row(what[1]), verdict, given.why)


def _voice(store: Store, incident: str, name: str) -> str:
    """The id of the voice of an incident with an id or a name."""
    found = store.voices_of(store.incident_id(incident))
    for voice, known in found:
        if name in (voice, short_ids(voice)) or name.casefold() == known.casefold():
            return voice
    raise UnknownKeyError(f"no voice {name!r} in {incident}; there are: {', '.join(known for _, known in found)}")


def _withdrawal(store: Store, _: str, what: Sequence[str], given: Given) -> Entered:
    _need(what, 1, "a report")
    return Entered(0, "", given.who, "report", store.entry(what[0]).key, None, "withdrawn", given.why)


def _note(store: Store, _: str, what: Sequence[str], given: Given) -> Entered:
    _need(what, 1, "an incident or a mention; the words with --why")
    if not (given.why or "").strip():
        raise InputError("a note needs its words: --why TEXT")
    mentions = _mentions(store, what[0], store.incident_of_mentions(), what)
    return Entered(0, "", given.who, "note", _written(mentions), None, given.why or "")


_ENTER = {
    **dict.fromkeys(LINKING, _on_incidents),
    "value": _value,
    "choose": _choice,
    "withdraw": _withdrawal,
    "note": _note,
}
