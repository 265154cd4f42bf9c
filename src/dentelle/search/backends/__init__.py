"""Engines. Only `search` imports them; only they import a search engine's library."""
