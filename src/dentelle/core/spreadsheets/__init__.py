"""Rows as a file that a spreadsheet opens, written while it is sent: CSV, and OpenDocument (ODS).

Headings and any number of rows go in, bytes come out; what is held meanwhile is a few hundred rows. A
cell is a text, a number, a day, a moment or nothing; a moment is written as its clock shows it. What is
a text stays one: no cell is ever run as a formula.
"""

from dentelle.core.spreadsheets.cells import Cell, Row
from dentelle.core.spreadsheets.delimited import as_csv, harmless
from dentelle.core.spreadsheets.opendocument import as_ods

__all__ = ["Cell", "Row", "as_csv", "as_ods", "harmless"]
