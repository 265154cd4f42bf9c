"""Editorial pages of the collective website (Wagtail pages) and their first texts."""
