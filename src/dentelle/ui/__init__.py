"""What everything looks like: base page, components (Jinja2 macros), tokens, French typography, filters.

May import core only. Knows no museum word beyond the ones a component shows.
"""
