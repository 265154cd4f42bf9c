"""Public pages of the collections: search, object, museum, directory, home."""
