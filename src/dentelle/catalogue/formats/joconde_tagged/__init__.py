"""Joconde tagged text: a tag on a line, its value on the next ones, `//` at the end of a record.

`records` cuts a file into records, `notice` reads one, `reader` is the format.
"""
