"""The doors of the agenda."""
