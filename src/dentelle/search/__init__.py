"""Engine-free search: what a room hands over, what a person asks, what comes back.

A room describes its index once (`schema.Schema`), turns its things into `documents.Document`,
and asks with a `query.Request`, whose text is a small syntax tree: what people type never
reaches an engine's grammar. Answers (`results.Results`) hold keys and counts, never rows: the
database stays the truth and can refill an index at any time. Knows no museum word.
"""
