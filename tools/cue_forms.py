"""Write ``lexicon/data/fr/cue_forms.tsv``: the inflected forms of the cue verbs.

    python tools/cue_forms.py

Verbs in -er are conjugated by rule, the others after ``conjugations.tsv`` beside this file. Only forms that can report
speech in the news are made: third persons, participles, the infinitive. Run it after adding a verb to
``cue_verbs.tsv``; add its ending to ``conjugations.tsv`` first if it is a new kind of irregular verb.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

TOOLS = Path(__file__).parent
DATA = TOOLS.parent / "src/selon/lexicon/data/fr"
HEADER = """\
# Inflected forms of the verbs in cue_verbs.tsv, so that a cue is found where the tagger errs.
# Source: written by tools/cue_forms.py after the rules of French conjugation; do not edit by hand.
#
# form: the form in lower case
# lemma: the verb in cue_verbs.tsv
# shape: finite · participle (past) · gerund (present participle) · infinitive · either (finite or past participle)
"""
# Doubling verbs in -eler and -eter; all others take è.
DOUBLING = re.compile(r"(appel|jet)er$")


def rows_of(path: Path) -> list[list[str]]:
    """Cells of a table's lines, its header line left out."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def mute_stem(stem: str) -> str:
    """The stem of a verb in -er before a mute e: répét- gives répèt-, rappel- rappell-, appuy- appui-."""
    if DOUBLING.search(stem + "er"):
        return stem + stem[-1]
    if re.search(r"[oua]y$", stem):
        return stem[:-1] + "i"
    return (
        re.sub(r"[eé]([bcdfghjklmnpqrstvwxz]{1,2}|qu|gu)$", r"è\1", stem)
        if not stem.endswith(("ess", "ell", "ett", "err", "est", "ect"))
        else stem
    )


def first_group(lemma: str) -> Iterator[tuple[str, str]]:
    """``(form, shape)`` of a verb in -er."""
    stem = lemma[:-2]
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    mute = mute_stem(stem)
    future = {"env": "enverr"}.get(stem[-4:-1], mute + "er")
    for ending in ("e", "ent"):
        yield mute + ending, "finite"
        if stem.endswith("ay"):
            yield stem + ending, "finite"
    for ending in ("ait", "aient", "a"):
        yield soft + ending, "finite"
    yield stem + "èrent", "finite"
    for base in {future, stem + "er"}:
        for ending in ("a", "ont", "ait", "aient"):
            yield base + ending, "finite"
    yield soft + "ant", "gerund"
    yield lemma, "infinitive"
    for ending in ("é", "ée", "és", "ées"):
        yield stem + ending, "participle"


def by_pattern(lemma: str, pattern: list[str]) -> Iterator[tuple[str, str]]:
    """``(form, shape)`` of another verb after its line of ``conjugations.tsv``."""
    ending, present_s, present_p, imperfect, past_s, past_p, future, participle = pattern
    root = lemma[: -len(ending)]
    participles = {root + participle + end for end in ("", "e", "s", "es")}
    if participle.endswith("s"):
        participles = {root + participle, root + participle + "e", root + participle + "es"}
    finite = {root + form for form in (present_s, present_p, past_s, past_p)}
    finite |= {root + imperfect + end for end in ("ait", "aient", "e", "ent")}
    finite |= {root + future + end for end in ("a", "ont", "ait", "aient")}
    for form in sorted(finite | participles):
        yield form, "either" if form in finite and form in participles else "finite" if form in finite else "participle"
    yield root + imperfect + "ant", "gerund"
    yield lemma, "infinitive"


def main() -> int:
    """Write the table; say which verbs have no pattern."""
    patterns = sorted(rows_of(TOOLS / "conjugations.tsv"), key=lambda cells: -len(cells[0]))
    lemmas = {cells[0] for cells in rows_of(DATA / "cue_verbs.tsv")}
    found: dict[tuple[str, str], str] = {}
    missing = []
    for lemma in sorted(lemmas):
        pattern = next((cells for cells in patterns if lemma.endswith(cells[0])), None)
        if lemma.endswith("er"):
            forms = first_group(lemma)
        elif pattern is not None:
            forms = by_pattern(lemma, pattern)
        else:
            missing.append(lemma)
            continue
        for form, shape in forms:
            known = found.get((form, lemma))
            found[form, lemma] = shape if known in (None, shape) else "either"
    lines = [
        f"{form}\t{lemma}\t{shape}" for (form, lemma), shape in sorted(found.items(), key=lambda i: (i[0][1], i[0][0]))
    ]
    (DATA / "cue_forms.tsv").write_text(HEADER + "form\tlemma\tshape\n" + "\n".join(lines) + "\n", "utf-8")
    if missing:
        sys.stderr.write(f"no pattern in conjugations.tsv for: {', '.join(missing)}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
