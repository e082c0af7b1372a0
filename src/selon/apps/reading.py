"""Inputs of a command to records: files and JSON Lines, each failure kept with the place it came from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from selon.errors import InputError, MissingInputError, SelonError
from selon.intake.files import STANDARD_INPUT, read_file
from selon.intake.jsonl import read_lines
from selon.intake.options import IntakeOptions
from selon.model import Record, Report
from selon.model.arrival import Discard
from selon.reader import FailedReport, Reader

JSON_LINES_SUFFIXES = (".jsonl", ".ndjson")
Note = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something given that is not in the output.

    Attributes:
        where: The file, with the line number for JSON Lines.
        error: Why.
        one_of_many: It is a line of a file, whose other lines are read.
    """

    where: str
    error: SelonError
    one_of_many: bool = False


def read_inputs(
    names: Sequence[str], reader: Reader, known: Mapping[str, str | None], *, note: Note, explain: bool = False
) -> Iterator[Record | Failure]:
    """Reads every input, in order.

    Args:
        names: Paths, or ``-`` for standard input.
        reader: What reads.
        known: Fields of a report that hold for every input which does not give its own.
        note: Called with a message and ``where`` for what a person should know although the report was read, and for
            what the relevance gate left unread.
        explain: Note of each report what the gate said of it, not only of those left unread.

    Yields:
        A record, or what could not be read; one for each file, or for each line of a JSON Lines file.
    """
    for name in names:
        try:
            if _is_json_lines(name):
                with _open_binary(name) as file:
                    results = _read_json_lines(_shown(name), file, reader, known)
                    yield from _noting_gate(results, _shown(name), note, explain=explain)
            elif _is_taken_in(name):
                taken = _read_taken_in(name, reader, known, note)
                yield from _noting_gate(taken, _shown(name), note, explain=explain)
            else:
                yield _read_text(name, reader, known, note, explain=explain)
        except SelonError as error:
            yield Failure(_shown(name), error)


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name


def _is_json_lines(name: str) -> bool:
    if name != STANDARD_INPUT:
        return name.endswith(JSON_LINES_SUFFIXES)
    peek = getattr(sys.stdin.buffer, "peek", None)
    return peek is not None and peek(1)[:1] == b"{"


def _is_taken_in(name: str) -> bool:
    """Whether a file is more than plain text: a page, an Office file, an export, a table, an archive."""
    if name == STANDARD_INPUT or not Path(name).is_file():
        return False
    from selon.intake.shapes import HEAD_BYTES, SHAPES, recognise

    with _open_binary(name) as file:
        shape, _ = recognise(file.read(HEAD_BYTES), IntakeOptions())
    return shape in SHAPES and shape not in ("text", "markdown")


def _read_taken_in(
    name: str, reader: Reader, known: Mapping[str, str | None], note: Note
) -> Iterator[Record | Failure]:
    """The reports in a file of any shape. What the file says of a report goes before what is said on the command line."""
    from selon.intake import take_in

    options = IntakeOptions(
        published=known.get("published"),
        publisher=known.get("publisher"),
        language=known.get("language"),
        max_report_chars=reader.settings.max_report_chars,
    )
    places: list[str] = []
    many = False

    def reports() -> Iterator[Report | SelonError]:
        nonlocal many
        for found in take_in([name], options):
            many = many or found.origin.member is not None
            where = f"{name}: {found.origin.member}" if found.origin.member else name
            places.append(where)
            if isinstance(found, Discard):
                yield InputError(f"{found.detail} ({found.reason})")
                continue
            if found.note:
                note(found.note, where=where)
            yield replace(found.report, **{key: value for key in ("title", "url") if (value := known.get(key))})

    for result in reader.read_many(reports()):
        if isinstance(result, FailedReport):
            yield Failure(places[result.position], result.error, one_of_many=many)
        else:
            yield result


def _open_binary(name: str) -> BinaryIO:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer
    path = Path(name)
    try:
        return path.open("rb")
    except IsADirectoryError as error:
        raise MissingInputError("is a folder; name the files in it") from error
    except FileNotFoundError as error:
        raise MissingInputError("no such file") from error
    except OSError as error:
        raise MissingInputError(f"cannot be read: {error.strerror}") from error


def _read_text(name: str, reader: Reader, known: Mapping[str, str | None], note: Note, *, explain: bool) -> Record:
    found = read_file(name, max_chars=reader.settings.max_report_chars)
    record = reader.read(found.text, **known)
    if found.note:
        note(found.note, where=_shown(name))
    message = gate_message(record)
    if message is not None and (explain or _is_left(record)):
        note(message, where=_shown(name))
    return record


def gate_message(record: Record) -> str | None:
    """What the relevance gate did with a report, and why; ``None`` where it was off."""
    relevance, length = record.relevance, len(record.report.text)
    if relevance is None:
        return None
    unread = relevance.unread(length)
    did = (
        "passed"
        if not unread
        else "left unread"
        if unread == length
        else f"read {length - unread} characters of {length}"
    )
    return f"relevance gate: {did} ({relevance.reason()})"


def _is_left(record: Record) -> bool:
    return record.relevance is not None and record.relevance.unread(len(record.report.text)) > 0


def _noting_gate(
    results: Iterable[Record | Failure], where: str, note: Note, *, explain: bool
) -> Iterator[Record | Failure]:
    """Passes results on; notes how many the gate left unread, or of each one what it did."""
    left, count = 0, 0
    for result in results:
        yield result
        count += 1
        if isinstance(result, Record):
            left += _is_left(result)
            message = gate_message(result) if explain else None
            if message is not None:
                note(message, where=f"{where}: {result.report.title or result.report.id[:19]}")
    if left:
        note(f"relevance gate: {left:,} of {count:,} reports left unread, whole or in part", where=where)


def _read_json_lines(
    name: str, file: Iterable[bytes], reader: Reader, known: Mapping[str, str | None]
) -> Iterator[Record | Failure]:
    lines = read_lines(file)
    numbers: list[int] = []
    given = {key: value for key, value in known.items() if value is not None}

    def fields() -> Iterator[Mapping[str, object] | SelonError]:
        for number, value in lines:
            numbers.append(number)
            yield {**given, **_without_nulls(value)} if isinstance(value, dict) else value

    for position, result in enumerate(reader.read_many(fields())):
        if isinstance(result, FailedReport):
            yield Failure(f"{name}:{numbers[position]}", result.error, one_of_many=True)
        else:
            yield result


def _without_nulls(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {key: value for key, value in fields.items() if value is not None}
