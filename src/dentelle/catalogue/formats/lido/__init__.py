"""LIDO 1.0 and 1.1, alone, in a `lidoWrap`, or as an OAI-PMH answer: leniently, saying what was not read.

`words` picks texts, `events` and `record` map a record to fields, `reader` is the format.
Source: LIDO schema 1.0 and 1.1, http://www.lido-schema.org.
"""
