"""How well places are found and resolved, beside a baseline that takes the most populous namesake.

    python -m benchmarks.places                              the gold sets: finding and resolving
    python -m benchmarks.places TR-News.xml.gz LGL.xml.gz    resolving alone, on English toponyms with GeoNames points

On the gold sets the places of events are the only ones marked, so a mention that no gold place overlaps is not wrong;
``marked`` gives the share that is. The most specific place of each event counts, by the rule of ``score.py``. On the
English sets a toponym is right with the same GeoNames id or within 161 km of its point, the field's usual measure; a
country's name counts as right for both sides, and what stands right after a comma (« Oxford, North Carolina ») is given
to Selon as the wider place.
"""

from __future__ import annotations

import argparse
import gzip
import html
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.gold import SETS, load_gold, load_scorer
from selon.extract.places import PlaceLexicon, country_hints, extract_places
from selon.lexicon.numbers import load_numbers
from selon.lexicon.places import load_place_words, load_world_places
from selon.model import Place, Report, Span
from selon.model.places import PlaceMention
from selon.parse import load_pipeline, parse
from selon.resolve.gazetteer import Gazetteer, load_gazetteer
from selon.resolve.place_support import kilometres
from selon.resolve.places import ResolvedPlace, resolve_places

RIGHT_KM = 161.0


class Toponym(NamedTuple):
    """A marked name of the English sets: where it stands (not always exactly), its words, its point."""

    span: Span
    words: str
    lat: float
    lon: float
    geonameid: int


_ARTICLE = re.compile(r"<article .*?</article>", re.DOTALL)
_TOPONYM = re.compile(r"<toponym>.*?</toponym>", re.DOTALL)
_TEXT = re.compile(r"<text>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</text>", re.DOTALL)


def most_populous(mention: PlaceMention, gazetteer: Gazetteer) -> Place:
    """The baseline: a country or region by its name, else the most populous town or unit of that name."""
    country, region = gazetteer.country(mention.name), gazetteer.region(mention.name)
    if country is not None:
        lat, lon = gazetteer.part_of(country.iso2, None) or (None, None)
        return Place(mention.text, mention.span, country.geonameid, country.name, country.iso2, lat, lon, "country")
    if region is not None:
        code = region.countries[0] if len(region.countries) == 1 else None
        return Place(mention.text, mention.span, None, region.name, code, region.lat, region.lon, "region")
    found = max(gazetteer.find(mention.name), key=lambda c: c.population, default=None)
    if found is None:
        return Place(mention.text, mention.span)
    precision = "exact" if found.kind == "town" else "region"
    return Place(
        mention.text, mention.span, found.geonameid, found.name, found.country, found.lat, found.lon, precision
    )


def _as_gold(place: Place) -> dict[str, Any]:
    fields = ("geonameid", "country", "lat", "lon", "precision")
    return {"span": list(place.span), **{field: getattr(place, field) for field in fields}}


def gold_set(name: str, pipeline: str | None, *, misses: bool = False) -> None:
    """Print finding and resolving on one gold set."""
    same_place = load_scorer().same_place
    nlp = load_pipeline("fr", {"fr": pipeline} if pipeline else {}, max_chars=100_000)
    lexicon = PlaceLexicon(load_place_words("fr"), load_world_places(), load_numbers("fr"))
    gazetteer, counts, spent = load_gazetteer(), Counter[str](), [0.0, 0.0]
    for record in load_gold(name):
        text = record["report"]["text"]
        started = time.process_time()
        parsed = parse(Report(text, record["report"]["id"], "fr"), nlp)
        middle = time.process_time()
        mentions = extract_places(parsed.doc, lexicon, gazetteer.known)
        resolved = resolve_places(mentions, gazetteer, hints=country_hints(parsed.doc.text, lexicon.words))
        spent = [spent[0] + middle - started, spent[1] + time.process_time() - middle]
        pairs = [(m, r) for m, r in zip(mentions, resolved, strict=True) if r.place is not None]
        spans = [parsed.alignment.to_source(m.span) for m, _ in pairs]
        golds = [event["places"] for event in record["events"] if event["places"]]
        counts["mentions"] += sum(not (m.metonymic or m.dateline) for m, _ in pairs)
        counts["marked"] += sum(
            any(span.overlaps(Span(*place["span"])) for places in golds for place in places)
            for (m, _), span in zip(pairs, spans, strict=True)
            if not (m.metonymic or m.dateline)
        )
        for places in golds:
            first = places[0]
            hits = [p for p, span in zip(pairs, spans, strict=True) if span.overlaps(Span(*first["span"]))]
            counts["gold"] += 1
            counts["found"] += bool(hits)
            counts["party"] += bool(hits) and all(m.metonymic or m.dateline for m, _ in hits)
            right = any(same_place(first, {**_as_gold(r.place), "span": first["span"]}) for _, r in hits if r.place)
            counts["right"] += right
            counts["baseline"] += any(same_place(first, _as_gold(most_populous(m, gazetteer))) for m, _ in hits)
            if misses and not right:
                sys.stdout.write(f"  {first['text']!r} {first['name']}: {[r.why for _, r in hits]}\n")
    gold, found = counts["gold"], counts["found"]
    sys.stdout.write(
        f"{name}: found {found}/{gold} = {found / gold:.3f} (as parties {counts['party']}), "
        f"marked {counts['marked']}/{counts['mentions']}\n"
        f"  right of found: selon {counts['right'] / found:.3f}, "
        f"most populous namesake {counts['baseline'] / found:.3f}\n"
        f"  right of gold:  selon {counts['right'] / gold:.3f}\n"
        f"  time: {spent[1]:.2f} s beside {spent[0]:.2f} s of parsing = {spent[1] / spent[0]:.3f}\n"
    )


def toponyms(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Text and marked toponyms of each article of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = _ARTICLE.findall(lines.read())
    for article in articles:
        found = _TEXT.search(article)
        if found is not None:
            text = found[1] if "CDATA" in article else html.unescape(found[1])
            marks = [mark for each in _TOPONYM.findall(article) if (mark := _toponym(each))]
            yield text, sorted(marks, key=lambda mark: mark.span)


def _toponym(block: str) -> Toponym | None:
    """One marked name; ``None`` where the set gives no point."""
    fields = dict(re.findall(r"<(phrase|start|end|lat|lon)>(.*?)</", block))
    if "lat" not in fields:
        return None
    span = Span(int(fields["start"]), int(fields["end"]))
    geonameid = re.search(r'geonameid="(\d+)"', block)
    words, point = html.unescape(fields["phrase"]), (float(fields["lat"]), float(fields["lon"]))
    return Toponym(span, words, *point, int(geonameid[1]) if geonameid else 0)


def _given(text: str, marks: Sequence[Toponym]) -> list[PlaceMention]:
    """The marked toponyms as mentions; what follows a comma is the wider place."""
    mentions = []
    for at, mark in enumerate(marks):
        following = marks[at + 1].span.start if at + 1 < len(marks) else 0
        beside = text[mark.span.end : following].strip() in {",", "("}
        words = mark.words
        mentions.append(PlaceMention(words, mark.span, words, relation="in", within=at + 1 if beside else None))
    return mentions


def english_set(path: Path) -> None:
    """Print the share of toponyms put within 161 km."""
    gazetteer, counts = load_gazetteer(), Counter[str]()
    for text, marks in toponyms(path):
        mentions = _given(text, marks)
        resolved = resolve_places(mentions, gazetteer)
        for mention, result, mark in zip(mentions, resolved, marks, strict=True):
            counts["all"] += 1
            for side, place in (("selon", _place(result, mention)), ("baseline", most_populous(mention, gazetteer))):
                counts[f"{side} answered"] += place.lat is not None
                away = math.inf
                if place.lat is not None and place.lon is not None:
                    away = kilometres(mark.lat, mark.lon, place.lat, place.lon)
                same = mark.geonameid == place.geonameid
                # A country has no point of its own: right wherever in it the mark lies.
                counts[f"{side} right"] += same or away <= RIGHT_KM or place.precision == "country"
    every = counts["all"]
    for side in ("selon", "baseline"):
        right, answered = counts[f"{side} right"], counts[f"{side} answered"]
        sys.stdout.write(
            f"{path.name} {side:8}: right {right}/{every} = {right / every:.3f}, "
            f"of answered {right / answered:.3f} ({answered} answered)\n"
        )


def _place(result: ResolvedPlace, mention: PlaceMention) -> Place:
    return result.place or Place(mention.text, mention.span)


def main() -> None:
    """Run the sets that are named, by default both gold sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", type=Path, help="English sets, as gzipped XML")
    parser.add_argument("--pipeline", help="a spaCy pipeline in place of the shipped one")
    parser.add_argument("--misses", action="store_true", help="print each gold place that is not right")
    options = parser.parse_args()
    for path in options.sets:
        english_set(path)
    if not options.sets:
        for name in SETS:
            gold_set(name, options.pipeline, misses=options.misses)


if __name__ == "__main__":
    main()
