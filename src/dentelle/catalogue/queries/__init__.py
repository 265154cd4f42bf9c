"""Reads that shape imports and histories for pages, files and machines."""

from dentelle.catalogue.queries.history import history
from dentelle.catalogue.queries.reports import report, report_table

__all__ = ["history", "report", "report_table"]
