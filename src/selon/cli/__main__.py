"""``python -m selon.cli``."""

from selon.cli import main

main()
