"""IIIF Presentation 3 documents, as plain data.

Source: IIIF Presentation API 3.0 (iiif.io/api/presentation/3.0), the sections named where they matter.
"""
