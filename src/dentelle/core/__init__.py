"""The ground: what every room may lean on, and which knows no museum word.

Typed settings helpers, text folding and natural order, the outbound HTTP client, base errors.
Imports nothing of Dentelle.
"""
