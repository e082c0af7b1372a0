"""The pipeline's components and their sizes."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

from training.tokenizers import french_tokenizer


def tok2vec(width: int, rows: list[int], *, depth: int = 4, vectors: bool) -> dict[str, Any]:
    """Settings of the shared token-to-vector layer."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": rows,
            "include_static_vectors": vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def listener(width: int) -> dict[str, Any]:
    """Settings of a component that reads the shared layer."""
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}


def tagger(width: int) -> dict[str, Any]:
    """Settings of a softmax over the shared layer."""
    return {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener(width)}


def parser(width: int, *, hidden: int, pieces: int, extra: bool) -> dict[str, Any]:
    """Settings of the transition-based parser."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": extra,
        "hidden_width": hidden,
        "maxout_pieces": pieces,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener(width),
    }


def build(*, width: int, rows: list[int], depth: int = 4, vectors: bool = False, hidden: int = 64, pieces: int = 2,
          extra: bool = False, min_action_freq: int = 10) -> Language:
    """Makes the untrained French pipeline."""
    nlp = spacy.blank("fr")
    nlp.tokenizer = french_tokenizer(nlp)
    nlp.add_pipe("tok2vec", config={"model": tok2vec(width, rows, depth=depth, vectors=vectors)})
    nlp.add_pipe("senter", config={"model": tagger(width)})
    nlp.add_pipe("morphologizer", config={"model": tagger(width), "label_smoothing": 0.05})
    nlp.add_pipe(
        "parser",
        config={
            "model": parser(width, hidden=hidden, pieces=pieces, extra=extra),
            "min_action_freq": min_action_freq,
            "update_with_oracle_cut_size": 100,
        },
    )
    return nlp


def build_stock() -> Language:
    """spaCy's own small CPU configuration, to compare speed with (`spacy init config --optimize efficiency`)."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(96, [5000, 1000, 2500, 2500], vectors=False)})
    nlp.add_pipe("morphologizer", config={"model": tagger(96), "label_smoothing": 0.05})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagger(96), "min_tree_freq": 3})
    nlp.add_pipe("parser", config={"model": parser(96, hidden=128, pieces=3, extra=False)})
    return nlp


SHIPPED: dict[str, Any] = {
    "width": 128,
    "rows": [8000, 1000, 4000, 2500],
    "vectors": True,
    "hidden": 64,
    "pieces": 2,
}
"""Sizes of the shipped pipeline."""
