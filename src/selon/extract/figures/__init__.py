"""Figures: how many were killed, wounded, missing, abducted, detained, displaced, evacuated or released.

A number becomes a figure only where a word of ``figure_words.tsv`` counts it: « douze soldats ont été tués »,
« 36 morts », « la mort de deux civils ». Numbers of days, weapons, votes or demonstrators stay numbers.
"""

from __future__ import annotations

from selon.extract.figures.extraction import extract_figures
from selon.extract.figures.found import FoundFigure

__all__ = ["FoundFigure", "extract_figures"]
