"""Commands of the museums room."""
