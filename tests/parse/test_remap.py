"""From cleaned offsets back to the report's own."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from strategies import NOISY, mentions_in, records_of

from selon.model import Claim, Content, Record, Report, Source, Span, mention_at
from selon.parse.cleaning import clean
from selon.parse.remap import to_source

NOISE = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(NOISY)), max_size=60)
DRAWN = NOISE.filter(lambda text: clean(text).text).flatmap(
    lambda text: st.tuples(st.just(text), records_of(clean(text).text))
)


@given(DRAWN)
def test_evidence_holds_in_the_reports_text(drawn: tuple[str, Record]) -> None:
    """Whatever was found in the cleaned text is, after mapping, cut from the report's own text."""
    text, found = drawn
    record = Record(Report(text, "x"), found.claims, found.events, found.labels, found.unknowns)
    mapped = to_source(record, clean(text))
    plain = json.loads(json.dumps(mapped.to_dict()))
    mentions = mentions_in(plain)
    assert len(mentions) == len(mentions_in(found.to_dict()))
    for mention in mentions:
        start, end = mention["span"]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == mention["text"]
    for claim in mapped.claims:
        assert claim.content.text == " ".join(span.of(text) for span in claim.content.spans)


def test_everything_but_evidence_stays() -> None:
    """Mapping changes spans and the texts that go with them, and nothing else."""
    text = "L’ar\u00admée a dit\u00a0: « Non\u00a0»"
    alignment = clean(text)
    cleaned = alignment.text
    at = cleaned.index("armée")
    source = Source("named", "armée", Span(at, at + 5), party="p", name="n")
    content = Content("« Non »", (Span(cleaned.index("«"), len(cleaned)),))
    claim = Claim("c1", (source,), mention_at(cleaned, at + 6, at + 11), "denies", content, rule="r [t:1]")
    (mapped,) = to_source(Record(Report(text, "x"), (claim,)), alignment).claims
    assert mapped.sources[0].text == "ar\u00admée"
    assert mapped.content.text == "« Non\u00a0»"
    assert (mapped.sources[0].party, mapped.sources[0].name, mapped.rule) == ("p", "n", "r [t:1]")
    assert mapped.cue is not None
    assert mapped.cue.text == "a dit"


def test_a_clean_text_is_left_alone() -> None:
    """Where nothing was cleaned, the record itself comes back."""
    record = Record(Report("Rien.", "x"))
    assert to_source(record, clean("Rien.")) is record
