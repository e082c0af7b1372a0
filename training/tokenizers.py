"""The tokenizer of the French pipeline: spaCy's, with the elisions, hyphens and quotation marks of the press.

Everything is in spaCy's own serialised rules, so that the shipped model needs no code of ours to tokenize.
"""

from __future__ import annotations

import re

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, CURRENCY, LIST_ELLIPSES
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

APOSTROPHES = "'’ʼ′‘`´"
HYPHENS = "-–‐‑"
ELIDED = "jusqu lorsqu puisqu quoiqu presqu quelqu qu c d j l m n s t".split()
CLITICS = (
    "t-ils t-il t-elles t-elle t-on ce ci elles elle en ils il je là la les leur le lui moi nous on toi tu vous y "
    "m'en t'en"
).split()
"""Pronouns that follow their verb after a hyphen; one token each, hyphen included, as in the treebanks."""

WHOLE = (
    "aujourd'hui quelqu'un quelqu'une prud'homme prud'hommes l'on c'est-à-dire celui-ci celle-ci ceux-ci "
    "celles-ci N'Djamena celui-là celle-là ceux-là celles-là au-delà jusque-là "
    "jusques-là par-là là-bas rendez-vous grand-chose"
).split()
ABBREVIATIONS = (
    "M. MM. Mr. Mrs. Mme. Mmes. Mlle. Dr. Drs. Pr. Me. Mgr. St. Ste. Gal. Col. Cdt. Cne. Lt. Sgt. Cpl. "
    "janv. févr. avr. juil. juill. sept. oct. nov. déc. av. apr. env. al. cf. p. pp. n° N° Vol. "
    "etc. ex. éd. hab. tél. réf. chap. bd. Bd. boul. fig. J.-C. "
    "adj. dép. gén. Prof. i.e. e.g. vs. op. cit. ibid."
).split()


def french_tokenizer(nlp: Language) -> Tokenizer:
    """Makes the tokenizer for a blank French pipeline."""
    quotes = [q for q in CONCAT_QUOTES if q not in "'’,"]
    quote_class = "".join(re.escape(q) for q in quotes)
    prefixes = [
        r"§",
        r"[nN]°(?=[0-9])",
        r"%",
        r"=",
        r"\+(?![0-9])",
        r"[—–](?=\S)",
        r"…+",
        r"\.\.\.+",
        r"[,;:!?¿¡\(\[\{<>_#&\)\]\}*/|•·■▪►]",
        r"''",
        f'[{quote_class}"]',
        f"['‘’`](?=[{quote_class}{ALPHA}0-9])",
        r"-(?=[0-9" + ALPHA + r"])",
        r"--+",
        f"(?:{CURRENCY})",
        rf"(?:(?i:{'|'.join(ELIDED)}))[{APOSTROPHES}](?=\S)",
        r"\.(?=\S)",
    ]
    clitics = "|".join(CLITICS).replace("'", f"[{APOSTROPHES}]").replace("-", f"[{HYPHENS}]")
    suffixes = [
        r"…+",
        r"\.\.\.+",
        r"[,;:!?\)\]\}\(\[<>/|*•]",
        r"''",
        f'[{quote_class}"]',
        f"(?<=[{ALPHA}0-9.!?…,%»)])['’`]+",
        r"[—–]+",
        r"--+",
        r"(?<=[0-9])%",
        r"(?<=[0-9\s])(?:" + CURRENCY + ")",
        r"(?<=[0-9])[²³°]",
        rf"(?<=[{ALPHA_LOWER}0-9%²³°)\]»\"'’\-+])\.",
        rf"(?<=[{ALPHA_UPPER}]{{2}})\.",
        rf"(?i:(?<=[{ALPHA}])[{HYPHENS}](?:{clitics}))",
        r"(?<=[0-9])\+",
        r"(?<=[0-9])[hH]",
    ]
    infixes = [
        *LIST_ELLIPSES,
        r"(?<=[0-9])[+*^](?=[0-9-])",
        rf"(?<=[{ALPHA_LOWER}{quote_class}])\.(?=[{ALPHA_UPPER}{quote_class}])",
        rf"(?<=[{ALPHA}])[,/](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9)\]»])[:;<>=?!](?=[{ALPHA}«\"(])",
        r"(?<=[0-9])[hH](?=[0-9])",
        rf"(?<=\b(?i:{'|'.join(w for w in ELIDED if len(w) == 1)})[{APOSTROPHES}])(?=\S)",
        r"[()\[\]](?=\S)",
        f'[{quote_class}"]',
        r"--+|—",
    ]
    for n in sorted({len(word) for word in ELIDED}):
        words = "|".join(word for word in ELIDED if len(word) == n)
        infixes.append(rf"(?<=\b(?i:{words})[{APOSTROPHES}])(?=\S)")
    rules = {form: [{ORTH: form}] for form in _whole_forms()}
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        url_match=URL_MATCH,
    )


def _whole_forms() -> set[str]:
    """Words that the rules would split wrongly, in the spellings people use."""
    forms = set(ABBREVIATIONS)
    # « l' « opposition » »: an elided word that a quotation mark with its blank parts from the next one
    forms |= {start + mark for word in ELIDED for start in (word, word.capitalize()) for mark in APOSTROPHES[:2]}
    for word in WHOLE:
        for spelling in (word, word[0].upper() + word[1:], word.upper()):
            forms |= {spelling, spelling.replace("'", "’")}
    return forms
