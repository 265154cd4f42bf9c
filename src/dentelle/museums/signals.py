"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent after commit with `museum_ids`, the primary keys of the museums created or changed.
museums_changed = Signal()
