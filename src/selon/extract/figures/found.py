"""What the figure rules hand on."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model import Figure


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure and where it hangs, so that the event of the same happening can take it.

    Attributes:
        figure: The figure, in offsets of ``doc.text``.
        anchor: Token of the word that makes the number a toll: the verb (« tuées »), the noun of the happening
            (« la mort de ») or the victims' noun itself (« morts »). Figures that share an anchor belong to one
            happening.
        head: Token of the counted noun; that of the number where there is none.
        rule: The rule and the lexicon entry behind it.
    """

    figure: Figure
    anchor: int
    head: int
    rule: str
