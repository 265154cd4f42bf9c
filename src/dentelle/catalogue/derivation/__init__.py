"""What is derived from the source text of a record: agents, years, sizes, facets, titles, flags.

Pure functions, each module with its real cases. `derive.derive(fields)` puts them together.
"""
