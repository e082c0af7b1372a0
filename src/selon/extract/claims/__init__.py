"""Who says it: claims with their sources, cues, stances and contents."""

from selon.extract.claims.assemble import extract_claims

__all__ = ["extract_claims"]
