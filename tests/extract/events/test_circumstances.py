"""A happening is told with the day and the places that its report means for it, and with none that it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from selon.extract.events.drafts import EventDraft, finish
from selon.extract.events.trees import FAR, Trees
from selon.lexicon.table import read_table
from selon.model import Place, PlainMention, Record, Span

Read = Callable[..., Record]

COLUMNS = ("topic", "text", "trigger", "earliest", "latest", "places")
ROWS = [row.cells for row in read_table(Path(__file__).parent / "circumstances.tsv", COLUMNS)]
# A report has to speak of armed conflict before an ambiguous word is taken for a part of it.
SETTING = "Des rebelles et des soldats se font face. Les jihadistes ont des roquettes. La milice tient la colline. "


@pytest.mark.parametrize("row", ROWS, ids=[row["topic"] for row in ROWS])
def test_day_and_places_are_those_of_the_happening(read_fr: Read, row: dict[str, str]) -> None:
    """Taken from its clause, from what was told of it before, or from nowhere."""
    events = read_fr(SETTING + row["text"], published="2021-02-16").events
    event = [event for event in events if event.trigger.text == row["trigger"]][-1]
    days = (event.when.earliest or "", event.when.latest or "") if event.when else ("", "")
    assert (days, "|".join(p.text for p in event.places)) == ((row["earliest"], row["latest"]), row["places"])


def test_words_of_time_stay_where_publication_is_unknown(read_fr: Read) -> None:
    """The words are given, and no days."""
    [event] = read_fr(SETTING + "Des rebelles ont attaqué lundi un poste de l'armée.").events
    assert event.when is not None
    assert (event.when.text, event.when.earliest, event.when.latest) == ("lundi", None, None)


def test_places_come_most_exact_first() -> None:
    """Towns, then regions, then countries; of two alike the first chosen."""
    places = [
        Place(name, Span(at, at + 1), precision=precision)
        for at, (name, precision) in enumerate(
            [("Mali", "country"), ("Sahel", "region"), ("Gao", "exact"), ("Sobane", None), ("Kidal", "near")]
        )
    ]
    draft = EventDraft("battle.armed_clash", PlainMention("x", Span(0, 1)), places=(0, 1, 2, 3, 4))
    [event] = finish([draft], [], places)
    assert [place.text for place in event.places] == ["Gao", "Sobane", "Kidal", "Sahel", "Mali"]


def test_steps_into_another_clause_count_more() -> None:
    """« soldats … tués » are one clause's, « village » stands in the relative clause; two trees never meet."""
    words = ["soldats", "gardaient", "village", "tués", "fin"]
    doc = Doc(Vocab(), words, heads=[3, 0, 1, 3, 4], deps=["nsubj", "acl:relcl", "obj", "ROOT", "ROOT"])
    trees = Trees(doc)
    assert trees.distance(0, 3) == 1
    assert trees.distance(2, 3) == 6
    assert trees.distance(2, 4) == FAR
