"""From a parsed text to its figures, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from selon.extract.figures.found import FoundFigure
from selon.extract.figures.parts import included, is_part, own_of_part, sum_up, unnumbered_parts
from selon.extract.figures.sentences import Sentence, read_sentences
from selon.extract.figures.tallies import tallied
from selon.extract.figures.tolls import Toll, carried, direct, inherited, who_of
from selon.extract.numbers import find_numbers
from selon.lexicon.figures import FigureLexicon, unaccented
from selon.model import Figure, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A text of this many characters without one accent is written without them: French has about one in thirty.
_ACCENTS_DUE = 120
_ACCENTED = re.compile(r"[éèêàùçôîâûëïÉÈÊÀÇ]")


def _in_sentence(sentence: Sentence) -> list[Toll]:
    """The tolls of one sentence, in order."""
    counts = sentence.counts
    own = [direct(sentence, count) for count in counts]
    tolls: list[Toll | None] = [found[0] if found else None for found in own]
    parts: set[int] = set()
    parent: int | None = None
    for i, count in enumerate(counts):
        above = None if parent is None else tolls[parent]
        if parent is not None and above is not None and is_part(sentence, tolls, i, parent, parts):
            parts.add(i)
            tolls[parent] = replace(above, includes=(*above.includes, included(sentence.doc, count)))
            tolls[i] = own_of_part(sentence, tolls[i], count, above)
        elif tolls[i] is None:
            last = next((toll for toll in reversed(tolls[:i]) if toll is not None), None)
            tolls[i] = inherited(sentence, tolls, i) or tallied(sentence, count) or carried(sentence, count, last)
        if tolls[i] is not None:
            parent = i
    sum_up(sentence, tolls)
    _drop_appositions(tolls)
    return [toll for i, first in enumerate(tolls) if first is not None for toll in (first, *own[i][1:])]


def _drop_appositions(tolls: list[Toll | None]) -> None:
    """« sa compagne, une Malienne de 23 ans, a été arrêtée »: one singular verb counts one person once."""
    seen: set[int] = set()
    for i, toll in enumerate(tolls):
        if toll is None or toll.link is None or not toll.count.single or toll.link.predicate.plural is not False:
            continue
        if toll.anchor in seen:
            tolls[i] = None
        seen.add(toll.anchor)


def _figure(doc: Doc, text: str, toll: Toll) -> Figure:
    count = toll.count
    start, end = count.amount.span.start, doc[count.last].idx + len(doc[count.last].text)
    end = max(end, count.amount.span.end)
    return Figure(
        kind=toll.kind,
        min=count.amount.min,
        max=count.amount.max,
        text=text[start:end],
        span=Span(start, end),
        approx=count.amount.approx,
        who=toll.who,
        includes=toll.includes,
    )


def _lacks_accents(text: str) -> bool:
    """Whether a text is written without accents, as some wires and telegrams are."""
    return len(text) >= _ACCENTS_DUE and _ACCENTED.search(text) is None


def _victims_told(tolls: list[Toll], found: list[FoundFigure], lexicon: FigureLexicon) -> list[Toll]:
    """« 26 victimes » are dead where the tolls around it count the dead and nobody else."""
    around = {toll.kind for toll in tolls if toll.kind != "casualties"} or {item.figure.kind for item in found[-1:]}
    if around != {"killed"}:
        return tolls
    return [replace(toll, kind="killed") if _says_victims(toll, lexicon) else toll for toll in tolls]


def _says_victims(toll: Toll, lexicon: FigureLexicon) -> bool:
    return toll.kind == "casualties" and any(toll.rule.endswith(f"{noun}]") for noun in lexicon.roles["victim"])


def extract_figures(doc: Doc, lexicon: FigureLexicon) -> list[FoundFigure]:
    """The figures of a parsed text, in order.

    Args:
        doc: The parsed text, with sentences.
        lexicon: The words of its language.

    Returns:
        Figures in offsets of ``doc.text``. A figure of a denied or hypothetical happening is among them: reality is the
        event's business, and so are accidents and disasters.
    """
    found: list[FoundFigure] = []
    who: str | None = None
    text = doc.text  # made anew from the tokens each time it is asked for
    lexicon = unaccented(lexicon) if _lacks_accents(text) else lexicon
    for sentence in read_sentences(doc, find_numbers(text, lexicon), lexicon):
        for toll in _victims_told(_in_sentence(sentence), found, lexicon):
            own = toll.who if toll.count.noun is None and toll.who else who_of(doc, toll.count)
            who = own or who
            parts = (*unnumbered_parts(sentence, toll), *toll.includes)
            figure = _figure(doc, text, replace(toll, who=own or who, includes=parts))
            found.append(FoundFigure(figure, toll.anchor, toll.count.head, toll.rule))
    return found
