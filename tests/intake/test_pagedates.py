"""Dates that a page states of itself."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from selon.intake.pagedates import stated_date

LD = '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2021-03-01", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (LD % "2021-02-14T18:30:00+01:00", "2021-02-14T18:30:00+01:00"),
        (LD % "2021-02-14", "2021-02-14"),
        ('<meta property="article:published_time" content="2021-02-14T18:30:00Z">', "2021-02-14T18:30:00+00:00"),
        ('<link rel="canonical" href="https://x.example/2021/02/14/frappe.html">', "2021-02-14"),
        ('<span itemprop="datePublished" content="2021-02-14">dimanche</span>', "2021-02-14"),
        (
            '<article><time datetime="2021-02-14T18:30">hier</time><time datetime="2021-02-14T19:00">x</time></article>',
            "2021-02-14T18:30:00",
        ),
        ('<p class="publication">dimanche 14 février 2021, par la rédaction</p>', "2021-02-14"),
        ('<span class="field-published-at">Publié le 14 Février 2021</span>', "2021-02-14"),
        ('<i class="publie">14 février 2021</i><i class="publie">1er mars 2021</i>', None),
        ('<div class="comments"><i class="publie">14 février 2021</i></div>', None),
        ('<article><time datetime="2021-02-14">a</time><time datetime="2021-03-01">b</time></article>', None),
        ('<div class="comment"><abbr class="date" title="2021-02-14T10:57:27Z">x</abbr></div>', None),
        ('<aside><time datetime="2021-02-14">autre article</time></aside>', None),
        ("<p>Le 14 février 2021, une frappe a fait douze morts.</p><footer>© 2021</footer>", None),
        ('<img src="/2021/02/14/photo.jpg">', None),
    ],
)
def test_a_date_is_taken_only_where_the_page_states_it(markup: str, expected: str | None) -> None:
    """Data, meta, address and marks count; comments, other articles, the text and pictures do not."""
    assert stated_date(lxml_html.fromstring(f"<html><body>{markup}</body></html>"), None) == expected
