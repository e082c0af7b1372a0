"""Match weights estimated anew on a person's own collection, on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selon.link.engine import ScoredPair, score_pairs
from selon.link.linking import Linked
from selon.link.rows import mention_key
from selon.link.rulings import apply_judgements
from selon.link.weights import Example, Weights, estimate_weights, load_weights
from selon.model.incidents import MentionKey

ROUNDS = 5
"""Rounds of expectation maximisation; on gold/fr and MAVERICK the weights move by less than 0.1 bit after four."""
JUDGED_MASS = 5.0
"""How often a judged pair counts: a person is surer than the model."""


def reestimate_weights(linked: Linked, *, start: Weights | None = None, rounds: int = ROUNDS) -> Weights:
    """Weights that fit the collection: what people judged is taken as it is, the other pairs as the model sees them.

    Args:
        linked: The collection.
        start: Weights to begin with; ``None`` for the shipped ones.
        rounds: Rounds of expectation maximisation, 1 or more.

    Returns:
        The weights; those of ``start`` for a collection in which blocking brings no pair together.

    Notes:
        Worth it from some hundred linked tellings on; a small collection fits its own chances. Splink's own training
        estimates u from random pairs; here both are estimated on the pairs that blocking brings together, as the
        shipped ones are.
    """
    weights = start or load_weights()
    pairs = list(score_pairs(list(linked.rows.values()), weights))
    if not pairs:
        return weights
    truth = _judged(linked)
    for _ in range(rounds):
        weights = estimate_weights(_examples(pairs, truth, weights))
    return weights


def _judged(linked: Linked) -> dict[frozenset[MentionKey], float]:
    """Pairs of tellings on which a judgement holds, to 1 for the same and 0 for different."""
    rulings = apply_judgements(linked.judgements)
    of_mention = {key: telling.id for telling in linked.tellings.values() for key in telling.members}
    found: dict[frozenset[MentionKey], float] = {}
    for judged, value in ((rulings.different, 0.0), (rulings.same, 1.0)):
        for one, other in judged:
            if one in of_mention and other in of_mention:
                found[frozenset((of_mention[one], of_mention[other]))] = value
    return found


def _examples(
    pairs: Iterable[ScoredPair], truth: dict[frozenset[MentionKey], float], weights: Weights
) -> Iterator[Example]:
    for pair in pairs:
        judged = truth.get(frozenset((mention_key(pair.left), mention_key(pair.right))))
        if judged is not None:
            yield Example(pair.levels, judged, JUDGED_MASS)
            continue
        bits = weights.prior_bits + sum(weights.bits(*level) for level in pair.levels.items())
        yield Example(pair.levels, 1 / (1 + 2.0 ** -max(-50.0, min(50.0, bits))))
