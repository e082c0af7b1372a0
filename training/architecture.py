"""The pipeline's components and their sizes."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Sizes:
    """Sizes of a pipeline.

    Attributes:
        width: numbers in a token's vector, in every layer of the shared part.
        rows: rows of the hashed tables of NORM, PREFIX, SUFFIX and SHAPE.
        depth: convolution layers; each lets a token see one more neighbour on either side.
        vectors: whether the word vectors of the vocabulary are read.
        hidden: width of the parser's hidden layer.
        pieces: maxout pieces of that layer.
        min_action_freq: a relation seen less often is not learned.
    """

    width: int
    rows: tuple[int, int, int, int]
    depth: int = 4
    vectors: bool = True
    hidden: int = 64
    pieces: int = 2
    min_action_freq: int = 10


SHIPPED = Sizes(width=128, rows=(8000, 1000, 4000, 2500))
"""Sizes of the shipped pipeline. A hidden layer of 128 × 3 trains at 40 % of the speed of 64 × 2."""


def build(sizes: Sizes) -> Language:
    """Makes the untrained French pipeline."""
    width = sizes.width
    nlp = spacy.blank("fr")
    nlp.tokenizer = french_tokenizer(nlp)
    shared = tok2vec(width, list(sizes.rows), depth=sizes.depth, vectors=sizes.vectors)
    nlp.add_pipe("tok2vec", config={"model": shared})
    nlp.add_pipe("senter", config={"model": tagger(width)})
    nlp.add_pipe("morphologizer", config={"model": tagger(width), "label_smoothing": 0.05})
    model = parser(width, hidden=sizes.hidden, pieces=sizes.pieces, extra=False)
    nlp.add_pipe("parser", config={"model": model, "min_action_freq": sizes.min_action_freq})
    return nlp


def build_stock() -> Language:
    """The small CPU configuration of spaCy itself (`init config --optimize efficiency`), to compare speed with."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(96, [5000, 1000, 2500, 2500], vectors=False)})
    nlp.add_pipe("morphologizer", config={"model": tagger(96), "label_smoothing": 0.05})
    nlp.add_pipe("trainable_lemmatizer", config={"model": tagger(96), "min_tree_freq": 3})
    nlp.add_pipe("parser", config={"model": parser(96, hidden=128, pieces=3, extra=False)})
    return nlp
