"""Whether a clause tells a toll of months or years rather than one happening."""

from __future__ import annotations

from spacy.tokens import Token

from selon.extract.events.syntax import VERBAL, WORDS, base, path_up


def is_over_period(verb: Token) -> bool:
    """Whether the clause gives a period of months or years: then its number is a toll over time."""
    clause = verb.head if verb.pos_ == "NOUN" and base(verb) == "obj" else verb
    for token in clause.subtree:
        if token.lower_ in WORDS.since and any(
            t.like_num and len(t.text) == 4 for t in verb.doc[token.i : token.i + 6]
        ):
            return True
        if token.lemma_.lower() in WORDS.long_unit and token.i > 1 and verb.doc[token.i - 1].pos_ in {"NUM", "DET"}:
            if base(token) in {"obl", "nmod"} and verb.doc[token.i - 2].lower_ not in WORDS.bare_to:
                return True
    return False


def is_of_long(verb: Token) -> bool:
    """Whether the clause gives a year, or a beginning months ago, to a killing: its number is a toll over that time."""
    for token in verb.subtree:
        if any(t.pos_ in VERBAL for t in path_up(token)[1:] if t != verb and verb in path_up(t)[1:]):
            continue  # « ont été tués lundi, portant à sept les morts depuis janvier »: another verb's
        after = verb.doc[token.i + 1 : token.i + 4]
        if token.lower_ in WORDS.since and any(
            t.lower_ in WORDS.long_ago or t.lower_.startswith(tuple(WORDS.mid_prefix)) for t in after
        ):
            return True
        if token.lower_ in WORDS.year_noun and any(t.lower_ in WORDS.last_adjective for t in after[:1]):
            return True
    return False
