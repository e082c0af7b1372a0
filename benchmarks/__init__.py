"""Measures of Selon: quality against gold records, speed against the bare parser, peers beside it."""
