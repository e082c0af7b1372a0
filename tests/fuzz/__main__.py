"""Tries every reader on mangled bytes: ``python -m tests.fuzz``.

Three ways: mutation of files of every shape, quick; Hypothesis, which makes a fault small before it shows it; atheris,
which looks for bytes that reach new code (``pip install atheris``; one reader at a time). A fault stops the run and
the bytes are written to a file.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

TOKENS = (
    *(
        b"<",
        b">",
        b"</",
        b"<!--",
        b"]]>",
        b"&",
        b"&#x0;",
        b"&#xD800;",
        b'"',
        b"\\",
        b"\\'",
        b"\\u-10179?",
        b"{",
        b"}",
        b"[",
        b"]",
    ),
    *(
        b"\0",
        b"\r",
        b"\r\n",
        b"\n\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe9",
        b"\xf0\x9f\x98\x80",
        b"\xed\xa0\x80",
        b";",
        b",",
        b"\t",
    ),
    *(
        b"99999999999",
        b"-1",
        b"0",
        b"1e999",
        b"NaN",
        b"PK\x03\x04",
        b"%PDF-",
        b"endobj",
        b"stream",
        b"<article>",
        b"<table>",
    ),
    *(b"Body\n", b"End of Document\n", b"1 of 3 DOCUMENTS\n", b"LENGTH: 3 words\n", b"Document ABCDEFGHIJ0123456789\n"),
    *(
        b"\\bin99999 ",
        b"\\uc9 ",
        b"\\ansicpg99999 ",
        b"Content-Type: multipart/mixed; boundary=x\n\n",
        b"Content-Length: -5\r\n",
    ),
)


def mangled(seed: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, cut, doubled, moved or replaced by what means something to readers."""
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 10, 30))):
        at = chance.randrange(len(data) + 1)
        size = min(chance.choice((1, 1, 2, 4, 16, 64, 300)), len(data) - at)
        kind = chance.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at : at + size]
        elif kind == 2:
            data[at:at] = data[at : at + size] * chance.choice((1, 2, 50))
        elif kind == 3:
            data[at:at] = chance.choice(TOKENS)
        elif kind == 4:
            data[at : at + size] = bytes(chance.randrange(256) for _ in range(size))
        elif kind == 5:
            other = chance.randrange(len(data) + 1)
            data[at:at] = data[other : other + size]
        elif chance.random() < 0.3:
            del data[at:]
    return bytes(data)


def by_mutation(fuzzed: ModuleType, target: Target, count: int, seed: int) -> Counter[str]:
    """Mangles the target's files."""
    chance = random.Random(f"{seed} {target.name}")
    found: Counter[str] = Counter()
    for number in range(count):
        data = mangled(chance.choice(target.seeds), chance)
        try:
            found[fuzzed.check(target, data)] += 1
        except fuzzed.FoundError:
            keep(target, data, number)
            raise
    return found


def by_hypothesis(fuzzed: ModuleType, target: Target, count: int, seed: int) -> Counter[str]:
    """Edits of the target's files and bytes out of nothing, made small where they break something."""
    found: Counter[str] = Counter()
    edits = st.lists(
        st.tuples(st.integers(0, 50_000), st.integers(0, 60), st.binary(max_size=12) | st.sampled_from(TOKENS))
    )
    phases = (Phase.generate, Phase.shrink)

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(target.seeds), edits, st.binary(max_size=200))
    def run(start: bytes, changes: list[tuple[int, int, bytes]], bare: bytes) -> None:
        data = bytearray(start)
        for place, size, new in changes:
            at = place % (len(data) + 1)
            data[at : at + size] = new
        for some in (bytes(data), bare):
            try:
                found[fuzzed.check(target, some)] += 1
            except fuzzed.FoundError:
                keep(target, some, 0)
                raise

    del seed
    run()
    return found


def loaded(*, instrumented: bool) -> ModuleType:
    """The readers, with or without what tells atheris which code is reached."""
    if not instrumented:
        from tests.fuzz import targets

        return targets
    import atheris

    with atheris.instrument_imports(include=["selon.intake"]):
        from tests.fuzz import targets
    return targets


def by_atheris(fuzzed: ModuleType, target: Target, count: int) -> None:
    """Coverage-guided, over Selon's own code; ends the program when it is done."""
    import atheris

    folder = Path(".fuzz") / target.name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    arguments = [sys.argv[0], f"-runs={count}", "-timeout=60", "-rss_limit_mb=2000", "-max_len=20000", str(folder)]
    atheris.Setup(arguments, lambda data: fuzzed.check(target, data) and None)
    atheris.Fuzz()


def keep(target: Target, data: bytes, number: int) -> None:
    """Writes the bytes that broke something."""
    path = Path(".fuzz") / f"{target.name}-{number}.bin"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    print(f"{target.name}: the bytes are in {path}", file=sys.stderr)


def main() -> int:
    """Runs what the arguments ask for; 1 where something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", help="readers; all if none is named")
    parser.add_argument("--inputs", type=int, default=20_000, help="inputs in all, shared by the readers")
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so many seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=("mutation", "hypothesis", "atheris"), default="mutation")
    options = parser.parse_args()
    fuzzed = loaded(instrumented=options.way == "atheris")
    chosen = [target for name, target in fuzzed.targets().items() if not options.names or name in options.names]
    each = max(1, options.inputs // len(chosen))
    if options.way == "atheris":
        by_atheris(fuzzed, chosen[0], each)
        return 0
    run = by_mutation if options.way == "mutation" else by_hypothesis
    logging.disable(logging.CRITICAL)  # what libraries say of broken bytes
    started, total, failed = time.monotonic(), 0, 0
    for target in chosen:
        began = time.monotonic()
        if began - started > options.seconds:
            break
        try:
            found = run(fuzzed, target, each if options.way == "mutation" else each // 2, options.seed)
        except fuzzed.FoundError as error:
            print(f"{target.name:10} FOUND {error}", flush=True)
            failed += 1
            continue
        total += sum(found.values())
        shown = "  ".join(f"{kind} {count:,}" for kind, count in sorted(found.items()))
        print(f"{target.name:10} {time.monotonic() - began:6.1f} s  {shown}", flush=True)
    print(f"{total:,} inputs, {failed} readers with a fault, {time.monotonic() - started:.0f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
