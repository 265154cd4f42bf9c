"""Formats: a folder each, turning bytes into rows of (field, values); none knows the database."""
