"""What the catalogue announces, always after the transaction that made it true."""

from django.dispatch import Signal

# record_withdrawn, record_put_back: `record_id`, the number of the record.
record_withdrawn = Signal()
record_put_back = Signal()

# pictures_changed: `record_ids`, the numbers of the records whose pictures were decided about.
pictures_changed = Signal()

# run_applied, run_undone: `run_id`, the number of the import run; records may have changed.
run_applied = Signal()
run_undone = Signal()
