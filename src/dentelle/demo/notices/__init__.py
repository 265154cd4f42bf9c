"""Notices composed by small grammars, as sparse and doubtful as real ones; each family its own module.

A family is a function from chance to a `Notice`: tags to texts, and what its picture would show.
"""
