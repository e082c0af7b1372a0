"""Matching the patterns of ``selon.lexicon.token_patterns`` against the tokens of a Doc."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Token

from selon.lexicon.token_patterns import Element, Pattern

_LIGHT_TAGS = frozenset({"AUX", "ADV", "PART"})
_STOPS = frozenset(".!?…;:")


class TokenIndex:
    """From places in ``doc.text`` to token indices, each in logarithmic time."""

    __slots__ = ("_starts",)

    def __init__(self, doc: Doc) -> None:
        """Note where each token begins."""
        self._starts = [token.idx for token in doc]

    def within(self, start: int, end: int) -> range:
        """Indices of the tokens that begin in ``[start, end)``."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def covering(self, start: int, end: int) -> range:
        """Indices of the tokens that share a character with ``[start, end)`` or hold it."""
        return range(max(bisect_right(self._starts, start) - 1, 0), bisect_left(self._starts, end))


class TokenKeys:
    """What patterns compare: for each token its small-letter form and lemma, and whether a gap must stop there.

    Made once for a Doc, because many patterns look at the same tokens.
    """

    __slots__ = ("light", "pairs", "stops", "tags")

    def __init__(self, doc: Doc, light: frozenset[str]) -> None:
        """Read the tokens.

        Args:
            doc: Needs lemmas, parts of speech and morphology.
            light: Words that a light gap passes over.
        """
        self.pairs, self.tags, self.stops = _read(doc)
        empty = not light
        self.light = [
            not stop and (tag in _LIGHT_TAGS or not (empty or light.isdisjoint(pair)))
            for pair, tag, stop in zip(self.pairs, self.tags, self.stops, strict=True)
        ]

    def fits(self, element: Element, at: int) -> bool:
        """Whether there is a token at index ``at`` and the element names it."""
        if not 0 <= at < len(self.pairs):
            return False
        form, lemma = self.pairs[at]
        return form in element.words or lemma in element.words or self.tags[at] in element.tags


# Labels and unknowns are read one after the other from one Doc.
@lru_cache(maxsize=1)
def _read(doc: Doc) -> tuple[list[tuple[str, str]], list[str], list[bool]]:
    pairs = [(token.lower_, token.lemma_.lower()) for token in doc]
    tags = [_tag(token) for token in doc]
    stops = [
        (form[:1] in _STOPS and len(form) < 4) or (tag == "SPACE" and "\n" in form)
        for (form, _), tag in zip(pairs, tags, strict=True)
    ]
    return pairs, tags, stops


def _tag(token: Token) -> str:
    tag: str = token.pos_
    return "INF" if tag in ("VERB", "AUX") and "Inf" in token.morph.get("VerbForm") else tag


def match_end(pattern: Pattern, keys: TokenKeys, at: int, *, part: int = 0) -> int | None:
    """Where a match that begins at token ``at`` ends.

    Gaps are as short as can be. The work is bounded by the product of the pattern's gaps, not by the text's length.

    Args:
        pattern: The elements.
        keys: The tokens.
        at: Index of the first token.
        part: Index of the element to begin with.

    Returns:
        Index after the last matched token, or ``None`` where the pattern does not match.
    """
    if part == len(pattern):
        return at
    element = pattern[part]
    if element.gap:
        return _after_gap(pattern, keys, at, part=part)
    if keys.fits(element, at):
        end = match_end(pattern, keys, at + 1, part=part + 1)
        if end is not None:
            return end
    return match_end(pattern, keys, at, part=part + 1) if element.optional else None


def _after_gap(pattern: Pattern, keys: TokenKeys, at: int, *, part: int) -> int | None:
    element = pattern[part]
    passes = keys.light if element.light else [not stop for stop in keys.stops[at : at + element.gap]]
    offset = 0 if element.light else at
    for passed in range(element.gap + 1):
        end = match_end(pattern, keys, at + passed, part=part + 1)
        if end is not None:
            return end
        index = at + passed - offset
        if index >= len(passes) or not passes[index]:
            return None
    return None
