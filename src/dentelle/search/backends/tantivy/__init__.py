"""The embedded engine: a Tantivy index in a folder, written by one process and read by all."""

from dentelle.search.backends.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
