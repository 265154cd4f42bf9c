"""Reads that shape objects and lists for IIIF documents."""
