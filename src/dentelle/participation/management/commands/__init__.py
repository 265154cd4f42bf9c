"""Commands of the participation room."""
