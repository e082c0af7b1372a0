"""The process that reads what cannot be trusted; see ``isolation``. It is given bytes and gives findings, no more."""

from __future__ import annotations

import contextlib
import os
import signal
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson

from selon.intake.found import Context, Enclosed, Finding, Piece, Reader
from selon.intake.isolation import DONE, ENCLOSED, LEAVING, LOST, PIECE, REFUSED, START_S
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError

READERS = {
    "html": "pages:read_page",
    "feed": "feeds:read_feed",
    "pdf": "pdf:read_pdf",
    "docx": "docx:read_docx",
    "rtf": "rtf:read_rtf",
    "odt": "odt:read_odt",
    "xlsx": "sheets:read_workbook",
    "mhtml": "mail:read_mhtml",
    "eml": "mail:read_mail",
    "europresse": "europresse:read_europresse",
    "factiva": "factiva:read_factiva",
    "nexis": "nexis:read_nexis",
}
"""Shape to the module and function that reads it; imported when the first file of the shape comes."""

HEAVY_BYTES = 400_000_000
"""Memory past which the process makes room for a fresh one: what a large file took is not always given back."""


def main(memory: str) -> None:
    """Answers requests until there are no more; standard input and output are the two pipes.

    Args:
        memory: Bytes that the process may take, in digits.
    """
    from multiprocessing.connection import Connection

    requests, answers = Connection(os.dup(0), writable=False), Connection(os.dup(1), readable=False)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)  # what a library prints must not be taken for an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    _bound_memory(int(memory))
    while True:
        try:
            request = orjson.loads(requests.recv_bytes())
            data = requests.recv_bytes()
        except (EOFError, OSError):
            return
        _bound_time(request["bounds"]["timeout_s"])
        try:
            _answer(answers, request, data)
        except OSError:
            return  # the parent is gone
        del data
        if _held_bytes() > HEAVY_BYTES:
            answers.send_bytes(LEAVING)
            return
        answers.send_bytes(DONE)


def read_here(shape: str, data: bytes, context: Context) -> Iterator[Finding]:
    """Reads some bytes in this process, with every fault of a library turned into a refusal.

    Raises:
        RefusedError: The reader refuses, or fails.
    """
    module, _, name = READERS[shape].partition(":")
    reader: Reader = getattr(import_module(f"selon.intake.{module}"), name)
    try:
        yield from reader(data, context)
    except RefusedError:
        raise
    except MemoryError as error:
        raise RefusedError("too_heavy", "reading it needs more memory than max_memory_bytes") from error
    except RecursionError as error:
        raise RefusedError("too_deep", "its elements are nested too deep") from error
    except (zipfile.BadZipFile, EOFError) as error:
        raise RefusedError("broken", f"it is damaged or cut short: {error}") from error
    except Exception as error:  # libraries raise anything on broken bytes; the file says which
        raise RefusedError(
            "broken", f"it could not be read as {shape}: {type(error).__name__}: {error}"[:300]
        ) from error


def _answer(answers: Any, request: dict[str, Any], data: bytes) -> None:
    context = Context(IntakeOptions(**request["bounds"]), request["url"])
    try:
        for finding in read_here(request["shape"], data, context):
            answers.send_bytes(_message(finding))
    except RefusedError as error:
        answers.send_bytes(REFUSED + orjson.dumps([error.reason, error.detail.encode("utf-8", "replace").decode()]))


def _message(finding: Finding) -> bytes:
    if isinstance(finding, Enclosed):
        return ENCLOSED + finding.member.replace("\0", "").encode("utf-8", "replace") + b"\0" + finding.data
    kind = PIECE if isinstance(finding, Piece) else LOST
    fields = asdict(finding)
    return kind + orjson.dumps({key: _encodable(value) for key, value in fields.items()})


def _encodable(value: Any) -> Any:
    """Text without lone surrogates, which no file can hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _bound_memory(most: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _bound_time(seconds: float) -> None:
    """An end by the system, should the parent die while this process hangs."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (spent + int(10 * seconds) + int(START_S), hard))


def _held_bytes() -> int:
    """Memory held now; 0 where the system does not tell.

    The peak that ``resource`` knows is of no use: on Linux a process starts with that of its parent.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
