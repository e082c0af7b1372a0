"""The name of a report."""

from __future__ import annotations

import hashlib

from selon.model import report_id


def test_the_id_is_the_hash_of_the_text() -> None:
    """Equal texts have equal ids, whoever reads them."""
    assert report_id("Été") == "sha256:" + hashlib.sha256("Été".encode()).hexdigest()


def test_half_characters_have_an_id() -> None:
    """A text that UTF-8 cannot hold still has a name of its own."""
    assert report_id("a\ud800") != report_id("a")
