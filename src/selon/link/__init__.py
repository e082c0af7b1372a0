"""Records → incidents: which mentions tell of one happening, and what the accounts of it agree on.

Pure functions over records: nothing here reads or writes a casebook. ``join_mentions`` works within a report,
``link_records`` across reports, ``lay_side_by_side`` sets the accounts of one incident in a matrix.
"""
