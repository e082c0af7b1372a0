"""``python -m benchmarks quality | speed | gate | peers | dates | firing | copies | casebook``; each has ``--help``."""

from __future__ import annotations

import argparse
import sys

from benchmarks import casebook, copies, dates, firing, gate, peers, quality, speed

COMMANDS = {
    "quality": quality,
    "speed": speed,
    "gate": gate,
    "peers": peers,
    "dates": dates,
    "firing": firing,
    "copies": copies,
    "casebook": casebook,
}


def main() -> int:
    """Runs the measure that the first argument names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in COMMANDS.items():
        about = (module.__doc__ or "").strip().splitlines()[0]
        module.add_options(commands.add_parser(name, help=about, description=module.__doc__))
    options = parser.parse_args()
    status: int = COMMANDS[options.command].run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
