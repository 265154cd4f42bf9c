"""What the floors above may listen to."""

from django.dispatch import Signal

# Sent inside the transaction of a decision about a person or a museum, with `subject`, `verb`, `actor`, `now`,
# `before` and `after`; the history, which stands above, writes it down. A failure undoes the decision.
decided = Signal()
