"""Build ``states.tsv``, ``adjectives.tsv`` and ``capitals.tsv`` from ISO name lists and ``states.txt``.

Usage: ``python tools/parties/build_states.py LISTS`` where ``LISTS`` holds ``countries_fr.csv``, ``countries_en.csv``
and ``countries_es.csv`` of the world_countries collection (CC BY-SA 4.0): ``id,alpha2,alpha3,name``.
"""

from __future__ import annotations

import csv
import re
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "selon" / "lexicon" / "data" / "world" / "parties"
ISO = "ISO 3166-1 names (world_countries, CC BY-SA 4.0); other names public record"
RECORD = "public record"
LANGUAGES = ("fr", "en", "es")
ARABIC = "ar"

# A capital stands for the government only while that government sits there.
CAPITAL_UNTIL = {"YE": "2014-09-21", "AF": "2021-08-14"}
EXTRA_CAPITALS = (("Kaboul", "AF-islamic-emirate", "2021-08-15"), ("Kabul", "AF-islamic-emirate", "2021-08-15"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``states.txt``, split."""

    code: str
    adjectives: dict[str, list[str]]
    capitals: list[str]
    names: dict[str, str]
    aliases: list[str]

    @property
    def is_state(self) -> bool:
        """Organisations have adjectives too, but no row here."""
        return re.fullmatch("[A-Z]{2}", self.code) is not None


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def read_lines(path: Path) -> list[Line]:
    """The lines of ``states.txt``. An adjective cell may hold several, and so may run over several ``|``."""
    lines = []
    for raw in path.read_text("utf-8").splitlines():
        if not raw.strip() or raw.startswith("#"):
            continue
        code, fr, en, es, capitals, rest = raw.split(";")
        names, aliases = {}, []
        for part in _parts(rest):
            key, _, value = part.partition("=")
            if value and key in (*LANGUAGES, ARABIC):
                names[key] = value
            else:
                aliases.append(part)
        adjectives = {"fr": _parts(fr), "en": _parts(en), "es": _parts(es)}
        lines.append(Line(code, adjectives, _parts(capitals), names, aliases))
    return lines


def _plural_fr(word: str) -> str:
    return word if word.endswith(("s", "x", "è")) else f"{word}s"


def forms_fr(adjective: str) -> tuple[str, str, str, str]:
    """``afghan/afghane`` as masculine and feminine, singular and plural."""
    masculine, _, feminine = adjective.partition("/")
    feminine = feminine or masculine
    return masculine, feminine, _plural_fr(masculine), _plural_fr(feminine)


def forms_en(adjective: str) -> tuple[str, str, str, str]:
    """English has one form."""
    return adjective, adjective, adjective, adjective


def forms_es(adjective: str) -> tuple[str, str, str, str]:
    """The four Spanish forms by the regular rules."""
    plain = re.sub("[áéíóú](?=[ns]$)", lambda m: "aeiou"["áéíóú".index(m[0])], adjective)
    if adjective.endswith("o"):
        feminine = adjective[:-1] + "a"
    elif re.search("(és|án|ol|or)$", adjective):
        feminine = plain + "a"
    else:
        feminine = adjective
    plural = [f"{w}s" if re.search("[aeoéá]$", w) else f"{w}es" for w in (plain, feminine)]
    return adjective, feminine, plural[0], plural[1]


def adjective_rows(lines: list[Line]) -> list[tuple[str, ...]]:
    """``language, of, ms, fs, mp, fp``, one row for each adjective, the usual one first."""
    rows: list[tuple[str, ...]] = []
    make = {"fr": forms_fr, "es": forms_es, "en": forms_en}
    for language in LANGUAGES:
        for line in lines:
            rows += [(language, line.code, *make[language](word)) for word in line.adjectives[language]]
    return rows


def iso_names(lists: Path) -> dict[str, dict[str, str]]:
    """``{"SY": {"fr": "Syrie", …}, …}``."""
    names: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with (lists / f"countries_{language}.csv").open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                names.setdefault(row["alpha2"].upper(), {})[language] = row["name"]
    return names


def state_rows(lines: list[Line], iso: dict[str, dict[str, str]]) -> list[tuple[str, ...]]:
    """Party rows, in the order of the code."""
    rows = []
    for line in sorted((line for line in lines if line.is_state), key=lambda line: line.code):
        listed = iso.get(line.code, {})
        name = {language: line.names.get(language) or listed[language] for language in LANGUAGES}
        aliases = [*line.aliases, *(other for other in listed.values() if "," not in other and "(" not in other)]
        known = set(name.values())
        kept = [alias for alias in dict.fromkeys(aliases) if alias not in known]
        arabic = line.names.get(ARABIC, "")
        cells = (line.code, "state", line.code, "", "", *name.values(), arabic, "|".join(kept))
        rows.append((*cells, ISO if listed else RECORD))
    return rows


def capital_rows(lines: list[Line], states: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """``name, party, from, to``: the capital's spellings and the government that they stand for.

    A spelling that is the state's own name in some language (« Mexico ») is left to the state.
    """
    taken = {cell for row in states for cell in (*row[5:8], *row[9].split("|"))}
    rows: list[tuple[str, ...]] = []
    for line in lines:
        until = CAPITAL_UNTIL.get(line.code, "")
        rows += [(name, f"{line.code}-government", "", until) for name in line.capitals if name not in taken]
    return rows + [(name, party, since, "") for name, party, since in EXTRA_CAPITALS]


def write(name: str, header: str, columns: str, rows: list[tuple[str, ...]]) -> None:
    """Write one table."""
    body = "\n".join("\t".join(row) for row in rows)
    heading = "\t".join(columns.split())
    (OUT / name).write_text(f"{header}{heading}\n{body}\n", "utf-8")


STATES = """# States: the entries of ISO 3166-1 that are members of the United Nations, and PS, TW, EH, VA, XK.
# Kind `state` says that reports name it as one, nothing on recognition.
# Built by tools/parties/build_states.py; edit states.txt there.
# id: ISO 3166-1 alpha-2 code, or XK
# kind: "state"
# country: the same code
# from: empty
# to: empty
# fr: the name in French
# en: the name in English
# es: the name in Spanish
# ar: the name in Arabic script; empty where none is given
# aliases: other names and spellings, joined by "|"
# source: where the row comes from
"""
ADJECTIVES = """# Adjectives of states and organisations, by which their bodies are named ("armée syrienne").
# Built by tools/parties/build_states.py; edit states.txt there. The first adjective of a state makes composed names.
# language: ISO 639-1
# of: country code, or id of the organisation
# ms: masculine singular
# fs: feminine singular
# mp: masculine plural
# fp: feminine plural
"""
CAPITALS = """# Capitals and other seats of government, which stand for the government ("Moscou dément").
# Built by tools/parties/build_states.py; edit states.txt there.
# name: a spelling of the capital
# party: id of the government; one composed from country and institution is allowed
# from: first day on which the name stands for that government, empty for no limit
# to: last day, empty for no limit
"""


def main() -> None:
    """Build the three tables."""
    lines = read_lines(HERE / "states.txt")
    iso = iso_names(Path(sys.argv[1]))
    states = state_rows(lines, iso)
    write("states.tsv", STATES, "id kind country from to fr en es ar aliases source", states)
    write("adjectives.tsv", ADJECTIVES, "language of ms fs mp fp", adjective_rows(lines))
    write("capitals.tsv", CAPITALS, "name party from to", capital_rows(lines, states))


if __name__ == "__main__":
    main()
