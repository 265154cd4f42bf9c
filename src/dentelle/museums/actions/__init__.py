"""Everything that writes museums."""

from dentelle.museums.actions.contributors import set_museums
from dentelle.museums.actions.editing import edit_museum, verify_museum
from dentelle.museums.actions.importing import import_museums
from dentelle.museums.actions.report import Line, Report

__all__ = ["Line", "Report", "edit_museum", "import_museums", "set_museums", "verify_museum"]
