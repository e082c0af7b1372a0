"""Words → dates, places, parties. Nothing here knows spaCy."""
