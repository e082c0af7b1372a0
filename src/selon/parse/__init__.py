"""From a report to its parse: plain typography, a dependency tree, passages in quotation marks.

The only room that loads a model. ``import selon.parse`` does not import spaCy; ``load_pipeline`` does.
"""

from selon.parse.cleaning import Alignment, clean
from selon.parse.load import ParsedReport, available_languages, load_pipeline, parse, parse_many
from selon.parse.quotes import find_quotations

__all__ = [
    "Alignment",
    "ParsedReport",
    "available_languages",
    "clean",
    "find_quotations",
    "load_pipeline",
    "parse",
    "parse_many",
]
