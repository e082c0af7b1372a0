"""Mangled bytes for every reader; not part of the suite, see ``__main__``."""
