"""Places without a name of their own: « le sud du pays », « la capitale afghane », « la vieille ville »."""

from __future__ import annotations

import re
from dataclasses import replace

from selon.extract.place_names import Name
from selon.extract.place_reading import Reading
from selon.model import Span
from selon.model.places import PlaceMention


def nameless_places(reading: Reading) -> list[PlaceMention]:
    """The places of a report whose name it gives elsewhere or leaves to the reader."""
    patterns, found = reading.settings.patterns, []
    for match in patterns.of_country.finditer(reading.folded):
        part = _described(reading, Span(*match.span()), "country")
        found.append(replace(part, part=True, bearing=reading.words.bearings[match["dir"]]))
    for match in patterns.of_town.finditer(reading.folded):
        anchor = _described(reading, Span(*match.span("span")), "settlement")
        if anchor.distance_km is not None:
            found.append(anchor)
    for match in patterns.border_of.finditer(reading.folded):
        codes = reading.words.demonyms[match["adj"]]
        found.append(_described(reading, Span(*match.span()), "border", codes))
    for match in patterns.described.finditer(reading.folded):
        span = Span(*match.span("span"))
        kind = reading.words.kinds[match["noun"]]
        if not _is_named_beside(reading, span):
            codes = reading.words.demonyms.get(match["adj"] or "", ())
            found.append(_described(reading, span, kind, codes))
    return found


def _described(reading: Reading, span: Span, kind: str, countries: tuple[str, ...] = ()) -> PlaceMention:
    setting = reading.settings.read(Name(span, span.of(reading.text), None, 1))
    tokens = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return PlaceMention(
        text=span.of(reading.text),
        span=span,
        name="",
        relation=setting.relation,
        kind=kind,
        bearing=setting.bearing,
        distance_km=setting.distance_km,
        head=tokens.root.i if tokens is not None and len(tokens) else 0,
        phrase=setting.start,
        countries=countries,
        rule=f"{kind} without a name",
    )


def _is_named_beside(reading: Reading, span: Span) -> bool:
    """« Sanaa, la capitale », « la capitale, Kaboul », « la vieille ville d'Alep »: the name beside it says it."""
    before, after = reading.text[max(0, span.start - 40) : span.start], reading.text[span.end : span.end + 6]
    patterns = reading.settings.patterns
    if re.match(r",? [A-ZÀ-Ý(]", after) or (after.startswith(" ") and patterns.of.match(after, 1)):
        return True
    match = patterns.named_beside.search(before)
    return match is not None and re.search(r"[A-ZÀ-Ý][\w'-]+(?: \([^()]*\))?$", before[: match.start()]) is not None
