"""What is said to have happened: from a parsed report to events with doers, targets, means, figures and voices.

The steps, in their order: look the words up (``words``), weigh how much the report speaks of conflict (``evidence``),
find the words that may name a happening (``candidates``, ``weapons``), who does it to whom (``roles``), whether the word
means it here (``conditions``) and which type it is (``typing``), join what is one happening (``merging``), judge its
reality (``reality``) and attach figures, times, places and claims (``assemble``).
"""

from selon.extract.events.drafts import EventDraft, finish
from selon.extract.events.extraction import extract_events

__all__ = ["EventDraft", "extract_events", "finish"]
