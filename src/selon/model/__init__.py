"""The nouns of Selon: what a record is made of. No spaCy, no input or output.

``spec/RECORD.md`` fixes what every field means; this package is that page in types. All classes are immutable.
"""

from selon.model.arrival import Arrival, Discard, Origin
from selon.model.claims import SOURCE_KINDS, STANCES, Claim, Content, Source
from selon.model.codec import record_from_dict, record_to_dict
from selon.model.events import FIGURE_KINDS, REALITIES, EventMention, Figure, Included, Place, When
from selon.model.labels import LABEL_KINDS, UNKNOWN_TOPICS, Label, Unknown
from selon.model.record import Record
from selon.model.relevance import Relevance
from selon.model.report import Report, report_id
from selon.model.spans import Mention, PlainMention, Quotation, Span, mention_at

__all__ = [
    "FIGURE_KINDS",
    "LABEL_KINDS",
    "REALITIES",
    "SOURCE_KINDS",
    "STANCES",
    "UNKNOWN_TOPICS",
    "Arrival",
    "Claim",
    "Content",
    "Discard",
    "EventMention",
    "Figure",
    "Included",
    "Label",
    "Mention",
    "Origin",
    "Place",
    "PlainMention",
    "Quotation",
    "Record",
    "Relevance",
    "Report",
    "Source",
    "Span",
    "Unknown",
    "When",
    "mention_at",
    "record_from_dict",
    "record_to_dict",
    "report_id",
]
