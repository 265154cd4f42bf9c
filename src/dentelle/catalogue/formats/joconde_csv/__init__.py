"""Joconde as a table: the deposit tags, the open data’s headings of several years, the API’s names.

`columns` knows the headings, `reader` is the format.
"""
