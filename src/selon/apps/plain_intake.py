"""Stand-in until `selon.intake.take_in` is here: plain text and JSON Lines. To be removed with the first use of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from selon.errors import SelonError
from selon.intake.files import decode
from selon.intake.jsonl import read_lines
from selon.model import Arrival, Discard, Origin, Report, report_id


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """What `selon.intake.IntakeOptions` will be."""

    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    keep_bytes: bool = False
    max_report_chars: int = 200_000


def take_in(paths: Iterable[str], options: IntakeOptions) -> Iterator[Arrival | Discard]:
    """Plain text and JSON Lines of files and folders."""
    for path in paths:
        files = sorted(Path(path).rglob("*")) if Path(path).is_dir() else [Path(path)]
        for file in files:
            if not file.exists():
                yield Discard(Origin(str(file), None, "", "none"), "missing", "there is no such file")
            elif file.is_file():
                yield from _file(file, options)


def _file(file: Path, options: IntakeOptions) -> Iterator[Arrival | Discard]:
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    raw = data if options.keep_bytes else None
    if file.suffix != ".jsonl":
        origin = Origin(str(file), None, sha256, "text")
        try:
            text, note = decode(data)
        except SelonError as error:
            yield Discard(origin, "not_text", str(error))
            return
        if text.strip():
            yield Arrival(_report({"text": text}, options), origin, note, raw)
        else:
            yield Discard(origin, "empty", "the file is empty")
        return
    for number, value in read_lines(data.splitlines()):
        origin = Origin(str(file), f"line {number}", sha256, "jsonl")
        if isinstance(value, dict) and isinstance(value.get("text"), str) and str(value["text"]).strip():
            yield Arrival(_report(value, options), origin, None, raw)
        else:
            yield Discard(origin, "bad_row", f"{value}")


def _report(value: Mapping[str, object], options: IntakeOptions) -> Report:
    text = str(value["text"])
    given = {name: None if value.get(name) is None else str(value[name]) for name in ("publisher", "title", "url")}
    given["published"] = str(value.get("published") or value.get("date") or options.published or "") or None
    given["publisher"] = given["publisher"] or options.publisher
    own = value.get("id")
    language = str(value.get("language") or options.language or "fr")
    return Report(text=text, id=report_id(text) if own is None else str(own), language=language, **given)
