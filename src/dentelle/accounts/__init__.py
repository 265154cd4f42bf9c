"""People who sign in, and the roles they hold. A right is a predicate in `rules.py`, used by every door."""
