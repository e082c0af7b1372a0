"""Reading bytes that cannot be trusted in a process of its own, with bounds on time and memory that hold.

A page, a PDF or a word processor's file goes through code that nobody can promise an end for: parsers in C, regular
expressions, layouts. A thread cannot be stopped and a signal does not interrupt C code, so a hard bound needs a process
that can be killed. One is kept for all files of an intake, since starting it costs half a second; it is ended and
started anew when it breaks a bound. It is a plain child process and not one of ``multiprocessing``, which would run a
user's script again and cannot be started by the workers of a pool.

On Windows, where pipes cannot be waited for, the same readers run in this process, without those two bounds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import orjson

from selon.intake.found import Context, Enclosed, Finding, Lost, Piece
from selon.intake.options import IntakeOptions
from selon.intake.reasons import RefusedError

PIECE, LOST, ENCLOSED, REFUSED, DONE, LEAVING = b"p", b"l", b"e", b"x", b"d", b"q"
"""First byte of a message of the child: what follows it."""

START_S = 30.0
"""More time for the first file, in which the child imports what it needs; 2 s measured on a laptop's cold disk."""

SECONDS_PER_ITEM = 1.0
"""What each report found adds to the time of a file that holds many."""

_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from selon.intake.worker import main; main(sys.argv[2])"
)
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Each thread that numpy's library starts reserves memory: with many cores, more than the bound."""

_CAN_WAIT = os.name == "posix"


class Isolation:
    """Starts and ends the reading process; a context manager.

    Args:
        options: Bounds of the intake.
    """

    def __init__(self, options: IntakeOptions) -> None:
        self._options = options
        self._child: subprocess.Popen[bytes] | None = None
        self._send: Any = None
        self._receive: Any = None
        self._busy = False

    def __enter__(self) -> Isolation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def read(self, shape: str, data: bytes, context: Context) -> Iterator[Finding]:
        """What the reader of a shape finds in some bytes.

        Raises:
            RefusedError: The reader refuses the whole, or the rest of it; ``timeout``, ``too_heavy``, ``crashed``.
        """
        if not _CAN_WAIT:
            from selon.intake.worker import read_here

            yield from read_here(shape, data, context)
            return
        if self._busy:
            raise RuntimeError("one file is being read already; the process reads one after the other")
        left = self._options.timeout_s + (0.0 if self._child else START_S)
        finished, refused = False, None
        self._busy = True
        try:
            self._ask(shape, data, context)
            while True:
                started = time.monotonic()
                kind, body = self._answer(left)
                left -= time.monotonic() - started
                if kind in (DONE, LEAVING):
                    finished = kind == DONE
                    break
                if kind == REFUSED:
                    refused = RefusedError(*orjson.loads(body))
                    left = START_S  # for the word that the process is ready again, which follows at once
                    continue
                left += SECONDS_PER_ITEM
                yield _finding(kind, body)
        finally:
            self._busy = False
            if not finished:
                self.end()
        if refused is not None:
            raise refused

    def end(self) -> None:
        """Ends the process, at once."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._send.close()
            self._receive.close()
            self._child = None

    def _ask(self, shape: str, data: bytes, context: Context) -> None:
        if self._child is None:
            self._start()
        request = {"shape": shape, "url": context.url, "bounds": _bounds(context.options)}
        try:
            self._send.send_bytes(orjson.dumps(request))
            self._send.send_bytes(data)
        except OSError as error:
            raise RefusedError("crashed", "the reading process ended before it had the bytes") from error

    def _answer(self, left: float) -> tuple[bytes, bytes]:
        try:
            if left <= 0 or not self._receive.poll(left):
                raise RefusedError(
                    "timeout", f"not read within {self._options.timeout_s:g} s; raise timeout_s if the file is sound"
                )
            message: bytes = self._receive.recv_bytes()
        except (EOFError, OSError) as error:
            raise RefusedError("crashed", f"the reading process ended{_how(self._child)}") from error
        return message[:1], message[1:]

    def _start(self) -> None:
        from multiprocessing.connection import Connection

        command = [
            sys.executable,
            "-I",
            "-c",
            _BOOT,
            orjson.dumps(sys.path).decode(),
            str(self._options.max_memory_bytes),
        ]
        read, write = os.pipe()
        answer_read, answer_write = os.pipe()
        try:
            self._child = subprocess.Popen(
                command, stdin=read, stdout=answer_write, stderr=subprocess.DEVNULL, env={**os.environ, **_ONE_THREAD}
            )
        except OSError as error:
            os.close(write)
            os.close(answer_read)
            raise RefusedError("crashed", f"the reading process could not be started: {error}") from error
        finally:
            os.close(read)
            os.close(answer_write)
        self._send = Connection(write, readable=False)
        self._receive = Connection(answer_read, writable=False)


def _bounds(options: IntakeOptions) -> dict[str, Any]:
    """What a reader needs of the options; nothing of the user's own goes to it but the names of columns."""
    return {
        "columns": dict(options.columns),
        "max_report_chars": options.max_report_chars,
        "max_file_bytes": options.max_file_bytes,
        "max_members": options.max_members,
        "timeout_s": options.timeout_s,
    }


def _finding(kind: bytes, body: bytes) -> Finding:
    if kind == PIECE:
        return Piece(**orjson.loads(body))
    if kind == LOST:
        return Lost(**orjson.loads(body))
    if kind == ENCLOSED:
        name, _, data = body.partition(b"\0")
        return Enclosed(name.decode("utf-8", "replace"), data)
    raise RefusedError("crashed", "the reading process sent what nobody understands")


def _how(child: subprocess.Popen[bytes] | None) -> str:
    try:
        code = child.wait(1.0) if child else None
    except subprocess.TimeoutExpired:
        code = None
    if code is None:
        return ""
    return f" (signal {-code})" if code < 0 else f" (code {code})"
