"""The errors that Selon raises, in one tree.

::

    SelonError                      exit code 1
    ├── InputError                  65   what was given cannot be read as a report
    │   ├── ReportDateError         65   a publication date that is none
    │   ├── LanguageError           65   a language that Selon cannot read yet
    │   └── ReportTooLongError      65   a report longer than the limit in the settings
    ├── MissingInputError           66   no such file, or a folder where a file is needed
    ├── StageError                  70   a stage of the reading failed on a report: a fault of Selon, not of the report
    ├── PoolError                   70   no worker process could be started
    ├── CasebookError               74   a casebook that cannot be opened, written, or is none
    │   ├── MissingCasebookError    66   no such casebook
    │   └── UnknownKeyError         66   nothing in the casebook has that id
    ├── LexiconError                78   a word table that is not well formed
    ├── PipelineError               78   a spaCy pipeline that is missing or has the wrong labels
    └── SettingsError               78   a setting with a value that is not allowed

Every message gives four things: what is wrong, the value, what is allowed, and what to do. Exit codes follow
``sysexits.h`` so that scripts can tell bad data (65), a missing file (66), a fault of Selon (70), a store that cannot
be read or written (74) and bad configuration (78) apart.
"""

from __future__ import annotations


class SelonError(Exception):
    """The root of all errors that Selon raises on purpose."""

    exit_code = 1


class InputError(SelonError):
    """What was given cannot be read as a report."""

    exit_code = 65


class ReportDateError(InputError):
    """A publication date that is not an ISO date or date-time."""


class LanguageError(InputError):
    """A report in a language that Selon has no words or no pipeline for."""


class ReportTooLongError(InputError):
    """A report longer than ``Settings.max_report_chars``."""


class MissingInputError(SelonError):
    """There is no such file, or a folder stands where a file is needed."""

    exit_code = 66


class StageError(SelonError):
    """A stage of the reading failed on a report; the report is left out and the others are still read."""

    exit_code = 70

    def __init__(self, stage: str, report_id: str, cause: Exception) -> None:
        """Name stage and report, so that the fault can be reported with both.

        Args:
            stage: ``parse`` or ``extract``.
            report_id: The report's id.
            cause: What was raised.
        """
        super().__init__(
            f"stage {stage!r} failed on report {report_id}: {type(cause).__name__}: {cause}. "
            f"This is a fault of Selon; please report it with this line"
        )
        self.stage = stage
        self.report_id = report_id


class PoolError(SelonError):
    """No worker process could be started, or one met what must end everything."""

    exit_code = 70


class CasebookError(SelonError):
    """A casebook that cannot be opened or written, or a file that is none."""

    exit_code = 74


class MissingCasebookError(CasebookError):
    """There is no such casebook, and the command makes none."""

    exit_code = 66


class UnknownKeyError(CasebookError):
    """Nothing in the casebook has that id, or more than one thing begins with it."""

    exit_code = 66


class LexiconError(SelonError):
    """A word table that is not well formed; the message names the file and the line."""

    exit_code = 78

    def __init__(self, path: object, line: int, problem: str) -> None:
        """Name the place first, as compilers do.

        Args:
            path: The table's file.
            line: Line number, from 1; 0 where the file as a whole is wrong.
            problem: What is wrong, the value, what is allowed.
        """
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line


class PipelineError(SelonError):
    """A spaCy pipeline that cannot be loaded or lacks the Universal Dependencies labels that the rules read."""

    exit_code = 78


class SettingsError(SelonError):
    """A setting with a value that is not allowed."""

    exit_code = 78
