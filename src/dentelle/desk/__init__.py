"""The staff’s working place: sign-in, the day, imports, records and their history, museums, reports.

Every screen asks a rule first, then for the thing. Everything it does, it does through the actions
of the rooms below; it owns no table.
"""
