"""The staff’s working place: sign-in, imports, records and their history."""
