"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent after commit with `museum_ids`, the primary keys of the museums created or changed, and `fields`,
# which maps the key of each changed one to the set of its fields that changed (none for a new one).
museums_changed = Signal()
