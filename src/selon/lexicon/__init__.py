"""The words: tables under ``data/`` and the code that loads and checks them. No list of words lives in code."""
