"""Words of time to dates, counted from publication or from the text's own dates, and from nothing else."""

from selon.resolve.dates.calendar import publication_day
from selon.resolve.dates.expressions import resolve_time
from selon.resolve.dates.sequence import resolve_all

__all__ = ["publication_day", "resolve_all", "resolve_time"]
