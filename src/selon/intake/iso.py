"""The dates that a report may carry: ISO dates and date-times with a full day."""

from __future__ import annotations

import re
from datetime import date, datetime

from selon.errors import ReportDateError

_DAY_FIRST = re.compile(r"\d{4}-\d\d-\d\d")


def is_iso_date(value: str) -> bool:
    """Whether a text is an ISO date, or a date-time, that names a day of the calendar."""
    if not _DAY_FIRST.match(value):
        return False
    try:
        date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def checked_date(value: str | None) -> str | None:
    """The date as given, if it is an ISO date or date-time with a full day.

    Raises:
        ReportDateError: It is not.
    """
    if value is not None and not is_iso_date(value):
        raise ReportDateError(
            f"the date of publication is {value!r}; allowed: an ISO date such as 2016-12-08, "
            f"or a date-time such as 2016-12-08T14:30:00+01:00"
        )
    return value
