"""What others say of events, in their own formats, turned into the agenda's words; no database here.

`reading.read` knows a file by its first bytes; `ical`, `openagenda`, `linked` and `sheet` read one kind
each. A file is read or refused with a sentence (`SourceError`); one bad event never hides the others.
"""
