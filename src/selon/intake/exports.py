"""Articles of a press database's export, once its file is lines of text."""

from __future__ import annotations

from selon.intake.factiva import factiva_articles
from selon.intake.found import Context, Finding
from selon.intake.nexis import nexis_articles
from selon.intake.press import press_shape


def press_findings(text: str, context: Context) -> list[Finding]:
    """The articles in the text of an export of Nexis or Factiva; empty where it is no export."""
    shape = press_shape(text)
    if shape == "nexis":
        return list(nexis_articles(text, context))
    return list(factiva_articles(text, context)) if shape == "factiva" else []
