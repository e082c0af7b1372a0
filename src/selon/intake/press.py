"""Lines of the press databases' exports: which label stands on them, and which database they are from."""

from __future__ import annotations

import re

from selon.lexicon.columns import column_key
from selon.lexicon.press import load_press_labels

_LABELLED = re.compile(r"\s*([^\W\d_][^:\n]{1,30}?)\s*:\s*(.*)", re.DOTALL)
_COUNT = re.compile(r"\s*(\d[\d.,   ]*)\s+([^\W\d_]{3,10})\s*")
OF_DOCUMENTS = re.compile(r"\s*\d+ (?:of|de|sur|von) \d+ DOCUMENTS?\s*", re.IGNORECASE)
FACTIVA_END = re.compile(r"\s*(?:AN\s+)?Do[ck]umento? ([A-Za-z0-9]{12,40})\s*")
RIGHTS = re.compile(r"\s*(?:copyright|©|\(c\))\s", re.IGNORECASE)
NEXIS_LABELS = 3
"""Labels of a Nexis article that must stand near one another before a text is taken for one."""


def label_of(line: str) -> tuple[str, str] | None:
    """The label at a line's start and the words after its colon; ``None`` where there is none."""
    match = _LABELLED.match(line)
    if match is None:
        return None
    label = load_press_labels().get(column_key(match[1]))
    return (label, match[2].strip()) if label else None


def is_label(line: str, label: str) -> bool:
    """Whether a line holds a label's words and nothing else."""
    return len(line) <= 40 and load_press_labels().get(column_key(line)) == label


def is_word_count(line: str) -> bool:
    """Whether a line says how many words the article has: « 512 mots »."""
    match = _COUNT.fullmatch(line)
    return match is not None and load_press_labels().get(column_key(match[2])) == "words"


def press_shape(text: str) -> str | None:
    """``nexis`` or ``factiva`` where the lines of a text are those of an export, else ``None``."""
    lines = [line for line in text.splitlines() if line.strip()]
    if any(FACTIVA_END.fullmatch(line) for line in lines) and any(map(is_word_count, lines)):
        return "factiva"
    if any(OF_DOCUMENTS.fullmatch(line) for line in lines[:40]):
        return "nexis"
    found = {label[0] for label in map(label_of, lines) if label}
    if any(is_label(line, "end") for line in lines):
        found.add("end")
    if "length" in found and len(found & {"end", "load_date", "section", "language", "publication_type"}) >= 2:
        return "nexis"
    return None
