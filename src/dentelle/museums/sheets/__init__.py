"""Files of museums read into rows of text: CSV, XLSX, ODS; ruined ones are refused with their line."""
