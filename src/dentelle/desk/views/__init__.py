"""Screens of the desk, a trade a file."""
