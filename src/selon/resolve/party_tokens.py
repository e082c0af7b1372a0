"""The tokens of a noun phrase, and what the word tables say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from selon.lexicon.parties import Party
from selon.lexicon.party_names import cut
from selon.lexicon.party_words import PartyWord
from selon.resolve.party_choice import Setting, choose

_PARENTHESIS = re.compile(r"\([^)]*\)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of a noun phrase: folded, as written, and whether a hyphen ties each to the one before."""

    folded: tuple[str, ...]
    written: tuple[str, ...]
    tied: tuple[bool, ...]

    def __getitem__(self, part: slice) -> Phrase:
        return Phrase(self.folded[part], self.written[part], self.tied[part])

    def __len__(self) -> int:
        return len(self.folded)


# A report names the same parties again and again, and each phrase is read twice.
@lru_cache(maxsize=4096)
def phrase_of(text: str) -> Phrase:
    """The tokens of ``text``, what stands in parentheses left out."""
    pieces = cut(_PARENTHESIS.sub(" ", text))
    return Phrase(
        tuple(piece.folded for piece in pieces),
        tuple(piece.written for piece in pieces),
        tuple(piece.tied for piece in pieces),
    )


def senses(setting: Setting, phrase: Phrase, at: int, *roles: str) -> Iterator[PartyWord]:
    """The senses, of these roles, of the words that begin at ``at``, longest first."""
    for word in setting.table.words.at(phrase.folded, at):
        if word.role in roles:
            yield word


def first(setting: Setting, phrase: Phrase, at: int, *roles: str) -> PartyWord | None:
    """The longest of ``senses``; ``None`` where there is none."""
    return next(senses(setting, phrase, at, *roles), None)


def named(setting: Setting, phrase: Phrase, *, has_article: bool = False) -> Party | None:
    """The party that the whole phrase names."""
    names = [name for name in setting.table.named(phrase.folded) if name.fits(phrase.written[0], len(phrase))]
    return choose(setting, names, has_article=has_article)


def is_name(setting: Setting, phrase: Phrase, *, weak: bool = True) -> bool:
    """Whether the whole phrase is a name; a weak one may be something else."""
    names = setting.table.named(phrase.folded)
    return any(name.fits(phrase.written[0], len(phrase)) for name in names if weak or not name.weak)


def adjective(setting: Setting, phrase: Phrase, at: int) -> tuple[tuple[str, ...], int]:
    """Whom the adjective at ``at`` means and how many tokens it takes; ``((), 0)`` where there is none."""
    adjectives = setting.table.bodies.adjectives
    for width in (2, 1):
        found = adjectives.get(phrase.folded[at : at + width])
        if found and len(phrase.folded) >= at + width:
            return found, width
    return (), 0


def skip(setting: Setting, phrase: Phrase, *roles: str) -> tuple[Phrase, bool]:
    """``phrase`` without leading words of ``roles``, and whether there were any."""
    skipped = False
    while len(phrase) > 1 and (word := first(setting, phrase, 0, *roles)) and len(word.tokens) < len(phrase):
        phrase, skipped = phrase[len(word.tokens) :], True
    return phrase, skipped


def cut_end(setting: Setting, phrase: Phrase) -> Phrase:
    """``phrase`` up to a word that begins where, why or for whom."""
    for at in range(1, len(phrase)):
        if not phrase.tied[at] and first(setting, phrase, at, "end") and not _topic_after(setting, phrase, at):
            return phrase[:at]
    return phrase


def _topic_after(setting: Setting, phrase: Phrase, at: int) -> bool:
    """« à la Défense » in « secrétaire américain à la Défense » says what the office is for, not where."""
    of = first(setting, phrase, at, "of")
    after = at + len(of.tokens) if of else at
    return after > at and after < len(phrase) and first(setting, phrase, after, "topic") is not None
