"""Measures, beside floors and peers of the same run: `./dentelle bench import|search`."""
