"""The gazetteer: which places bear a name. Offline, read-only, loaded on first use."""

from selon.resolve.gazetteer.gazetteer import Gazetteer, load_gazetteer
from selon.resolve.gazetteer.index import Candidate, PlaceIndex, load_index

__all__ = ["Candidate", "Gazetteer", "PlaceIndex", "load_gazetteer", "load_index"]
