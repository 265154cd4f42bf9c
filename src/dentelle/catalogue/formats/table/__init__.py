"""Any table: CSV, TSV, XLSX or ODS, with the field of each column chosen by a person.

`suggest` proposes the fields, `xlsx` and `ods` read sheets, `reader` is the format.
"""
