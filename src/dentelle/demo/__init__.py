"""Builds the demonstration network through the doors a person uses."""
