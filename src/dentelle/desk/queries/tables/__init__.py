"""The lists of the desk as files, a declaration each: its name, and what a row holds under each heading."""
